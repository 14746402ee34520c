"""Signs that a name is part of something else, from adjacent text and the next lines.

Examples: an author's initials, the letters of a text-size control, the description of a logo, a
breadcrumb, the newspaper of a digest's entry, and the head of a clause of prose.
"""

import re
from collections.abc import Iterator, Mapping

from checker.engine.marked import Chain
from checker.engine.places import known_place
from checker.engine.weighing.lines import CLOCK, Neighbourhood, Place, line_kind, word_count

__all__ = ["ALT", "beside_signs", "clause_signs", "dated", "signed_line_signs"]

ALT = "[alt]"
_WORD = re.compile(r"[^\W\d_]+")
_STEP = re.compile(r"\s>\s")
_STEPS = 2  # signs between the steps of a breadcrumb
_NAME = 60  # characters of a line that holds no more than a person's name
_CLAUSE = re.compile(r",\s[^\W\d_]{2,}")
_VIA = re.compile(r",\s?(\S)\s?[^\W\d_]")
# A person with the house that he or she is of, and nothing else in the line.
_HOUSED = re.compile(
    r"^\W{0,4}[A-ZÀ-Ž][^\W\d_]*(?:[ .'-]{1,2}[A-ZÀ-Ž][^\W\d_]*){1,3}"
    r"\s\([^()\n]{2,40}\)(?:[.,;]?|,? and)\s?$"
)
_NUMBERED = re.compile(r"\s?\d{1,2}\s?[^\W\d_]{1,12}(?:\s[^\W\d_]{1,8})?\s?$")  # "13 mins ago"
_INITIALS = re.compile(r"^/[a-z]{2,4}(?= )")
# The desk or editor of a text before the agency: "red/NAME", "mus/NAME".
_DESK = re.compile(r"(?:^|[\s(])[a-z]{2,4}(?:/[a-z]{2,4})?/$")
_ENDED = re.compile(r"[)\].,]{0,3}\s*$")
_SELLERS = ("picture", "service")  # a user of one stands before it in the same way
# A person behind the agency and a slash, and then the end of a credit: "NAME/Ann Sample)".
_CAPITAL = "[A-ZÀ-ŽА-ЯЁІЇЄҐ]"
_FIRST, _MORE = rf"{_CAPITAL}[^\W\d_.]*[.'’-]?", rf"(?:[a-z]{{2,3}}\s)?{_CAPITAL}[^\W\d_]*\.?"
_SLASHED = re.compile(
    rf"\s?/\s?{_FIRST}(?:[ .'’-]{{1,2}}{_MORE}){{1,3}}(?:\s?/\s?[^()\n]{{2,24}})?"
    r"""(?:[)\]"'<“”]|\\[rn"']|\s{0,3}[(\[]|\.?\s*$)"""
)
# A notice of a program: its holder, and the licence beside it. Marked text has no accents.
_NOTICE = re.compile(r"copyright|\(c\)|©", re.IGNORECASE)
_LICENSED = re.compile(
    r"""licen[sc]e\.(?:md|txt|rst)|\blicen[sc]ed\ under|\bSPDX\b
    |\b(?:apache|mit|bsd|gnu|mozilla|lgpl|gpl)\b[^\n]{0,60}\blicen[sc]e
    |permission\ is\ hereby\ granted|source\ and\ binary\ forms
    |fit(?:ness)?\ (?:for|of)[^\n]{0,24}\ purpose|bajo\ (?:la\ )?licencia
    |unter\ der\ (?:apache|mit|bsd|gnu|gpl)\b[^\n]{0,30}lizenz
    |sous\ (?:la\ )?licence\ (?:apache|mit|gpl|bsd)|лицензи\w+\ (?:apache|mit|gpl|bsd)""",
    re.VERBOSE | re.IGNORECASE,
)
# One of these, in small letters, is in all that names a licence.
_LICENCES = ("licen", "spdx", "hereby", "binary", "purpose", "lizenz", "лицензи")
_NOTICED = 300  # characters of a line that may name the licence
# A person and the agency in brackets are a whole line.
_SIGNED = re.compile(rf"^\W{{0,3}}{_FIRST}(?:[ .'’-]{{1,2}}{_MORE}){{1,3}}\s?[(（]\s?$")
_PLACE = 4  # words of a place with the preposition before it
_PARTED = re.compile(r"\s?[-|–—·]\s{0,2}$")
_TITLE = 4  # words that are no person's name any more
_LABEL = 4  # characters before a name: a label, a preposition, and the blanks between
_LIGHT = ("material", "source")  # labels that prose begins with, too


def beside_signs(chain: Chain, place: Place, around: Neighbourhood) -> Iterator[str]:
    """Yields the signs of the lines beside a name and of the line itself."""
    letters = chain.mentions[0].name
    if place.before.strip() == ALT and not place.after.strip():
        yield "alone in alternative text"
    beside = [line for line in (around.above, around.below) if line is not None]
    if place.before.lstrip().startswith(ALT):
        others = sum(line.lstrip().startswith(ALT) for line in beside)
        yield f"in alternative text beside {others} more"
    if any(_HOUSED.match(line) for line in beside) and _HOUSED.match(
        f"{place.before}Xx{place.after}"
    ):
        yield "in a list of persons and their houses"
    if _NOTICE.search(place.before[-_NAME:]) and any(map(_licensed, (*beside, place.after))):
        yield "the holder of a licensed program"
    if place.where == "alone":
        day = "a date" if dated(*beside) else "no date"
        yield f"alone, {day} beside, run {min(around.run, 9) // 3}"
        if any(_NUMBERED.match(line) for line in beside):
            yield "alone, beside a number with a word"
        kind = line_kind(around.above)
        if place.before.rstrip().endswith("("):
            yield f"alone in brackets behind {kind}"
    if _SLASHED.match(place.after) and not place.before.endswith("/"):
        yield "a person behind a slash"
    desk = chain.cls not in _SELLERS and _DESK.search(place.before[-_NAME:])
    if desk and _ENDED.match(place.after):
        yield "behind a desk's initials"
    if place.where == "start" and _ends_with_place(place.after):
        yield f"opens a line that a place ends, {'a date' if dated(*beside) else 'no date'} beside"
    yield from _title_signs(place)
    whole = f"{place.before} . {place.after}"
    if ">" in whole and len(_STEP.findall(whole)) >= _STEPS:
        yield "in a breadcrumb"
    if place.where != "alone" or not letters.isupper():
        return
    if any(_initials(line) == letters for line in (around.above, around.below) if line):
        yield "the initials of a line beside"
    if set(letters) == {"A"}:
        yield "letters of a text size"
        yield f"letters of a text size, words of line behind: {word_count(around.below)}"


def signed_line_signs(
    chain: Chain, place: Place, around: Neighbourhood, story: tuple[int, int]
) -> Iterator[str]:
    """Yields where a line stands that is a person and the agency in brackets: it signs a text.

    `story` is how much of a story is above and below.
    """
    if len(place.before) > _NAME or _SIGNED.match(place.before) is None:
        return
    if chain.cls in _SELLERS or not _ENDED.match(place.after):
        return
    if around.above is not None and around.above.lstrip().startswith(ALT):
        return
    above, below = story
    if above and not below:
        where = "below the story"
    elif below and not above and around.above is not None:
        where = "below a title"
    else:
        return
    yield f"a person and the name in brackets are the line {where}"


def _licensed(line: str) -> bool:
    """Whether a line names the licence of a program."""
    near = line[:_NOTICED]
    lower = near.lower()
    return any(word in lower for word in _LICENCES) and _LICENSED.search(near) is not None


def _ends_with_place(after: str) -> bool:
    """Whether nothing but a place, and maybe a desk's initials, follows: "NAME in Oslo"."""
    rest = _INITIALS.sub("", after, count=1)
    words = _WORD.findall(rest)
    if not 0 < len(words) <= _PLACE or len(rest) > _NAME:
        return False
    found = known_place(words)
    return found is not None and found[0] <= 1 and found[1] == len(words)


def _title_signs(place: Place) -> Iterator[str]:
    """Yields how many words a sign parts from the name that ends the line: a title has many."""
    parted = _PARTED.search(place.before) if place.where == "end" else None
    if parted is not None:
        words = len(_WORD.findall(place.before, 0, parted.start()))
        many = "1-3" if words < _TITLE else "4-6" if words < 2 * _TITLE - 1 else "many"
        yield f"a sign parts the name from {many} words"


def dated(*lines: str | None) -> bool:
    """Returns whether one of the lines beside a name holds a day or a time of day."""
    return any(CLOCK.search(line[:_NAME]) is not None for line in lines if line)


def _initials(line: str) -> str:
    words = _WORD.findall(line) if len(line) <= _NAME else ()
    return "".join(word[0] for word in words if word[0].isupper())


def clause_signs(
    place: Place, left: str, right: str, kinds: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yields signs of what follows a name; grammar words on both sides are characters.

    `kinds` says of which kinds the word of a character is.
    """
    if _CLAUSE.match(place.after):
        label = {kind for sign in left[-_LABEL:] for kind in kinds.get(sign, ())}
        yield from (f"label {kind}, then a clause" for kind in _LIGHT if kind in label)
    via = _VIA.match(right)
    if via is not None and "via" in kinds.get(via[1], ()):
        yield "another house behind via"
