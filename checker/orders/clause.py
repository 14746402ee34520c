"""A line of a text for the grammar of orders: its tokens, and what ends between them."""

import re
from collections.abc import Sequence

from checker.orders.time_words import TIME_SENSES
from checker.orders.vocabulary import Token
from checker.text.views import View
from checker.values import dataclass

__all__ = ["DAYS", "HEADS", "ORDERING", "TIMES", "Clause", "is_unspaced"]

HEADS = ("noun", "order", "bound", "timed", "weak", "faint", "dated")
TIMES = tuple(sense for sense in TIME_SENSES if sense != "city")
ORDERING = (*HEADS, "until", "filler", "label", "figure", *TIMES)
_DATE_SIGNS = ("sign_month", "sign_slash")
_NAMED_DAYS = ("weekday", "today", "tomorrow", *_DATE_SIGNS)
DAYS = ("month", *_NAMED_DAYS)
_NO_BLANKS, _THAI = "\u2e80", ("\u0e00", "\u0e7f")  # scripts from here on, and one before
_HOURS = ("hours", "noon", "midnight", "am", "pm", "night")
_BREAK = re.compile(r"[()\[\]<>{}|*#=_~•·■►▶!?。;\n]|\s-+\s|--|\+{2,}|[.](?:\s|$)")
_SENTENCE_END = re.compile(r"[!?。;\n]|\.(?:\s|$)")
_DATE = re.compile(
    r"\d{4}-?\d\d-?\d\d|(?<![\d.:])\d\d?\.\s?\d\d?\."
    r"|\d\s?[/-]\s?\d\d?\s?[/-]\s?\d|(?<!\d)\d\d?/\d\d?(?!\d)"
)
_CLOCK = re.compile(
    r"\d\d?[:.]\d\d(?![.\d])|(?<!\d)(?!19|20)(?:[01]\d|2[1-4])[0-5]\d(?![\d/.-])"
    r"|(?<!\d)(?:19|20)[0-5]\d\s?(?:h|uhr|gmt|utc|ce)"
)
_OPENS, _BREAKS, _ENDS = 1, 2, 4
_ASIDES = ("zone", "letters", "weekday", "city", "local")
_YEAR_AGAIN = ("figure", "sign_year")  # "2027年(令和9年)3月1日"
_ASIDE = 3  # words that such a bracket holds at most


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of a line, or of several lines read as one.

    `own` states that it is the provider's own statement: a field, or a separate line beside a
    story. `marks` tell what ends before each token and after the last; `belonging` which tokens
    belong to orders and times; `figures`, `days`, `months` and `hours` which are these.
    """

    view: View
    tokens: Sequence[Token]
    start: int
    end: int
    own: bool
    marks: Sequence[int]
    belonging: Sequence[bool]
    figures: Sequence[bool]
    days: Sequence[bool]
    months: Sequence[bool]
    hours: Sequence[bool]

    @classmethod
    def of(
        cls,
        view: View,
        tokens: Sequence[Token],
        start: int,
        end: int,
        *,
        own: bool,
        begins: bool = True,
        joined: Sequence[int] = (),
    ) -> "Clause":
        """Returns the clause of [start, end) of a view.

        `begins` says that a line begins with it; `joined` are line ends that do not count, since
        the time stands on the next lines.
        """
        marks: list[int] = []
        gaps: list[str] = []
        for place in range(len(tokens) + 1):
            before = tokens[place - 1].end if place > 0 else start
            behind = tokens[place].start if place < len(tokens) else end
            gap = view.lines[before:behind]
            if any(before <= line_end < behind for line_end in joined):
                gap = gap.replace("\n", " ")
            if (place == 0 and begins) or place == len(tokens):
                gap = f"\n{gap}\n"
            gaps.append(gap)
            marks.append(_mark(gap, tokens[place - 1 : place], tokens[place : place + 1]))
        _open_asides(tokens, gaps, marks)
        belonging = [_belongs(tokens, place, marks[place]) for place in range(len(tokens))]
        figures, days, months, hours = (
            [token.may_be(*senses) for token in tokens]
            for senses in (("figure",), _NAMED_DAYS, ("month",), _HOURS)
        )
        return cls(view, tokens, start, end, own, marks, belonging, figures, days, months, hours)

    def breaks(self, place: int) -> bool:
        """Returns whether something ends before a token: a sentence, a bracket, a line."""
        return self.marks[place] & _BREAKS != 0

    def ends(self, place: int) -> bool:
        """Returns whether a sentence ends before a token."""
        return self.marks[place] & _ENDS != 0

    def opens(self, place: int) -> bool:
        """Returns whether a colon that is not part of an hour precedes a token."""
        return self.marks[place] & _OPENS != 0

    def closes(self, place: int) -> bool:
        """Returns whether a statement ends before a token."""
        return self.marks[place] != 0

    def known(self, place: int) -> bool:
        """Returns whether a token belongs to orders or times, as a city does after an hour."""
        return self.belonging[place]

    def gap(self, place: int) -> str:
        """Returns what precedes a token, or follows the last."""
        before = self.tokens[place - 1].end if place > 0 else self.start
        behind = self.tokens[place].start if place < len(self.tokens) else self.end
        return self.view.lines[before:behind]

    def shown(self, first: int, last: int) -> str:
        """Returns the words from one token to another."""
        return self.view.lower[self.tokens[first].start : self.tokens[last].end]

    def has_day(self, first: int, last: int) -> bool:
        """Returns whether the words name a day."""
        return any(self.days[first : last + 1]) or self.has_date(first, last)

    def has_date(self, first: int, last: int) -> bool:
        """Returns whether the words name a day by its number."""
        span = slice(first, last + 1)
        if not any(self.figures[span]):
            return False
        if any(self.months[span]) or any(t.may_be(*_DATE_SIGNS) for t in self.tokens[span]):
            return True
        return _DATE.search(self.shown(first, last)) is not None

    def has_hour(self, first: int, last: int) -> bool:
        """Returns whether the words name an hour."""
        span = slice(first, last + 1)
        if not any(self.figures[span]):
            return any(t.may_be("noon", "midnight") for t in self.tokens[span])
        return any(self.hours[span]) or _CLOCK.search(self.shown(first, last)) is not None


def is_unspaced(character: str) -> bool:
    """Returns whether a character's script has no blanks between words."""
    return character >= _NO_BLANKS or _THAI[0] <= character <= _THAI[1]


def _open_asides(tokens: Sequence[Token], gaps: Sequence[str], marks: list[int]) -> None:
    """Lets a zone, a weekday or a year in brackets part nothing: "18:00 (GMT) embargo"."""
    for place in range(1, len(tokens)):
        if gaps[place].strip() not in ("(", "（"):
            continue
        end = place
        again = tokens[place - 1].may_be("sign_year")
        asides = _YEAR_AGAIN if again else _ASIDES
        while end < min(len(tokens), place + _ASIDE) and tokens[end].may_be(*asides):
            end += 1
            if gaps[end].strip() in (")", "）"):
                marks[place] &= ~_BREAKS
                marks[end] &= ~_BREAKS
                break
            if gaps[end].strip():
                break


def _mark(gap: str, before: Sequence[Token], behind: Sequence[Token]) -> int:
    """What ends between two tokens."""
    mark = 0
    for sign, form in ((_BREAKS, _BREAK), (_ENDS, _SENTENCE_END)):
        found = form.search(gap)
        if found is not None and not (
            found.group()[0] in ".!" and "\n" not in gap and _abbreviated(before, behind)
        ):
            mark |= sign
    if ":" in gap and before and not before[0].may_be("figure"):
        mark |= _OPENS
    return mark


def _abbreviated(before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Whether a full stop is one of a date or a short word: "1. März", "kl. 18"."""
    if not before or not behind:
        return False
    if before[0].may_be("noun", "order") and behind[0].may_be("figure", *HEADS, *DAYS):
        return True  # "Embargo! 18:00 GMT"
    dotted = is_unspaced(behind[0].text[0]) and behind[0].may_be("until", *HEADS)
    if dotted and before[0].may_be("figure"):
        return True  # "2027. 3. 1.부터"
    if before[0].may_be("of", "hours") and behind[0].may_be("until"):
        return True  # "do 1 marca 2031 r. do godz. 18"
    return behind[0].may_be("figure", "city", *TIMES) and before[0].may_be("figure", *ORDERING)


def _belongs(tokens: Sequence[Token], place: int, mark: int) -> bool:
    token, before = tokens[place], tokens[place - 1] if place > 0 else None
    if token.may_be("city") and before is not None and not mark & _BREAKS:
        return before.may_be("figure", *_HOURS)
    if token.may_be("over") and before is not None:
        return before.may_be("future")
    return token.may_be(*ORDERING, "future")
