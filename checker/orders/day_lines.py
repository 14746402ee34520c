"""Lines that say nothing but on which day of the week an item may be used: "For Sunday release".

The words of such lines are usual in prose. They order something where the line has no other word,
in a note or at the head or the foot of a draft.
"""

from checker.orders.clause import Clause, is_unspaced
from checker.orders.embargo_clause import Decision

__all__ = ["LONGEST_DAY_LINE", "day_line"]

LONGEST_DAY_LINE = 80  # characters of such a line
_DAYS = ("weekday", "tomorrow")


def day_line(clause: Clause) -> list[Decision]:
    """Returns the order of a line that holds only its words and a day of the week."""
    tokens, places = clause.tokens, range(len(clause.tokens))
    if clause.end - clause.start > LONGEST_DAY_LINE or not all(map(clause.known, places)):
        return []
    if any(token.may_be("figure") for token in tokens):
        return []  # a date is read with the other orders
    if not any(token.may_be(*_DAYS) for token in tokens):
        return []
    if any(_orders(clause, place) for place in places):
        return [Decision("embargo", 0, len(tokens) - 1)]
    return []


def _orders(clause: Clause, place: int) -> bool:
    token = clause.tokens[place]
    if is_unspaced(token.text[0]):
        return token.may_be("weak", "timed")
    if token.may_be("weak") and " " in token.text:
        return True  # "for release", and not the "blackout" of a Monday
    until = any(one.may_be("until") for one in clause.tokens if one is not token)
    if not until:
        return False
    dated = token.may_be("dated") and place > 0  # pages write "Release: Sunday"
    return dated or token.may_be("weak", "timed") or (clause.own and token.may_be("faint"))
