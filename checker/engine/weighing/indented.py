"""The field of an indented record that a name stands in: `credit: NAME`, as YAML has it.

Lines of an article have labels, too. A record's are names of fields: small letters without blanks,
one below the other at the same depth, or below the name of what they are of.
"""

import re

from checker.engine.weighing.lines import Place
from checker.engine.weighing.paths import Path, Step
from checker.text.expression import expression

__all__ = ["indented_field"]

_FIELD = expression(
    r"""([ ]{0,24})(-\ )?([a-z_][a-z0-9_-]{1,30}):\ ([^"'`{\[\n]{0,80})$""", re.VERBOSE
)
_OTHER = expression(r"([ ]{0,24})(- )?([a-z_][a-z0-9_-]{1,30}):(?: |$)")
_REACH = 600  # characters above and below that are looked at
_LINES = 8
_LEAST = 2  # fields beside it that make a record


def indented_field(text: str, place: Place) -> Path | None:
    """Returns the field that holds the name of a place; None if it is in no such record."""
    field = _FIELD.match(place.before)
    if field is None or len(place.after) > _REACH:
        return None
    depth = len(field[1]) + len(field[2] or "")
    above = text[max(0, place.start - _REACH) : place.start].split("\n")[:-1]
    below = text[place.end + 1 : place.end + _REACH].split("\n")
    siblings: list[str] = []
    outer = ""
    if not field[2]:
        for line in reversed(above[-_LINES:]):
            other = _OTHER.match(line)
            if other is None:
                break
            value = line[other.end() :].strip()
            if len(other[1]) + len(other[2] or "") < depth or not value:
                outer = other[3]  # a field without a value is that of the record below it
                break
            siblings.append(other[3])
            if other[2]:
                break
    for line in below[:_LINES]:
        other = _OTHER.match(line)
        if other is None or other[2] or len(other[1]) < depth:
            break
        siblings.append(other[3])
    if len(siblings) + bool(outer) < _LEAST:
        return None
    steps = (Step(field[3]), *((Step(outer),) if outer else ()))
    return Path("member", steps, tuple(siblings), field[4], place.after)
