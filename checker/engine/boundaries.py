"""What may precede or follow a form: the start of a line, a place, a person, a sentence end.

Each check looks at the marked text beyond `at` and returns the new boundary, or None. All scan a
bounded part, so cost does not grow with the text.
"""

from collections.abc import Callable, Mapping

import regex

from checker.engine.function_words import CLOCK_WORDS
from checker.engine.person_slots import person, person_after, persons
from checker.engine.places import is_a_place, known_place
from checker.engine.slots import (
    is_capital,
    line_part,
    place_words,
    slot_after,
    slot_before,
    unicase,
)

__all__ = ["BOUNDARIES", "Boundary"]

Boundary = Callable[[str, int, frozenset[str]], int | None]

_OPENING = " \"'>|*•·-_[({^#~:»«<"
_ENDS = ".!?…。！？」』】)]\"';:>|*•"
# A tag, or the start of a quoted value in data or program text.
_START = regex.compile(r"""[>]\s*["'(\[]?$|[=:(\[,{+`]\s?["'`]{1,2}\s*[(\[|]?$""", regex.V1)
_END = regex.compile(r"""\s?(?:["'`][,;:)\]}<>]|["']$|\s?</|\\\\?["nr]|["']\s?\n)""", regex.V1)
_INLINE = regex.compile(r"<(?:strong|b|em|i|a|u|mark)(?:\s[^<>]*)?>$")
_CLOSING = regex.compile(r"</(?!strong|b>|em>|i>|a>)|<br|<\\?/")
_TOWN = 40  # characters in which a town may end a line, or stand behind a name
_TOWN_WORDS = 4
_WORDS = regex.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*", regex.V1)
_RUNNING, _AHEAD = 140, 600  # characters of a line of running text, and that are looked at


def line(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts the start of a line, quotation marks and bullets aside."""
    start = at
    while start > 0 and at - start < 8 and marked[start - 1] in _OPENING:
        start -= 1
    if marked[start - 1 : start] == "]" and (opened := marked.rfind("[", start - 9, start)) >= 0:
        start = opened  # "[alt] ", "[Foto] "
    if start == 0 or marked[start - 1] == "\n":
        return at
    return at if _START.search(marked[max(0, start - 3) : at]) else None


def line_only(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts the start of a line or an element, bullets aside; no quoted value."""
    start = at
    while start > 0 and at - start < 8 and marked[start - 1] in " *|•·-_>":
        start -= 1
        if marked[start] == ">":
            return None if _INLINE.search(marked[max(0, start - 60) : start + 1]) else at
    if marked[start - 1 : start] == "]" and (opened := marked.rfind("[", start - 9, start)) >= 0:
        start = opened
    return at if start == 0 or marked[start - 1] == "\n" else None


def sentence(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts the start of a line or the end of a sentence, blanks and dashes aside."""
    start = at
    while start > 0 and at - start < 8 and marked[start - 1] in " -_*":
        start -= 1
    return at if start == 0 or marked[start - 1] == "\n" or marked[start - 1] in _ENDS else None


def _placed(
    marked: str, at: int, dates: frozenset[str], *, name: bool, day: bool, strict: bool
) -> int | None:
    text, low = line_part(marked, at, 96)
    start, names, days = place_words(text, dates)
    if (name and not names) or (day and not days) or not (names or days):
        return None
    boundary = low + start
    before = marked[max(0, boundary - 3) : boundary].rstrip(" ")
    free = boundary == 0 or not before or before[-1] == "\n" or before[-1] in _ENDS + "-/,"
    first = text[start:].split(" ", 1)[0].strip(",.")
    loud = len(first) > 2 and first.isupper()
    if free or (days and not strict) or loud:
        return boundary
    return None


def known(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place that the list of places has.

    Other capitalised words may lead to one in capitals.
    """
    slot = slot_before(marked, at, dates)
    found = known_place(slot.words) if slot is not None else None
    if slot is None or found is None:
        return None
    word, boundary = slot.words[found[0]], slot.places[found[0]]
    before = marked[max(0, boundary - 3) : boundary].rstrip(" ")
    if not before or before[-1] in "\n" + _ENDS + "-/,`":
        return boundary
    return boundary if len(word) > 2 and word.isupper() and not unicase(word[0]) else None


def known_dated(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place of the list with a date."""
    slot = slot_before(marked, at, dates)
    return known(marked, at, dates) if slot is not None and slot.days else None


def line_known(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place of the list from the very start of a line."""
    boundary = known(marked, at, dates)
    return boundary if boundary is not None and line(marked, boundary, dates) is not None else None


def known_plain(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place of the list in capitals or with a date, as in bracketless datelines."""
    slot, boundary = slot_before(marked, at, dates), known(marked, at, dates)
    if slot is None or boundary is None:
        return None
    word = slot.words[slot.places.index(boundary)]
    return boundary if slot.days or (len(word) > 2 and word.isupper()) else None


def known_after(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place of the list after the name, with or without a date, and a dash.

    Where a full stop closes them, the place comes first, and nothing but a date is behind it.
    """
    slot = slot_after(marked, at, dates)
    found = known_place(slot.words[:2]) if slot is not None else None
    if slot is None or slot.closed in "/|(" or found is None:
        return None
    if slot.closed == "." and (found[0] or found[1] < len(slot.words) or slot.places[0] > at):
        return None
    return slot.end


def town_end(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place of the list after the name that ends the line."""
    high = marked.find("\n", at, at + _TOWN)
    high = high if high >= 0 else min(len(marked), at + _TOWN)
    words = tuple(marked[at:high].strip(" .)\"'").split())
    if marked[at : at + 1] != " " or not 0 < len(words) <= 3 or not all(map(is_capital, words)):
        return None
    ended = end(marked, high, dates) is not None
    return at + 1 if ended and known_place(words) == (0, len(words)) else None


def town_next(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a place of the list right behind the form, with more of the line behind it."""
    words = marked[at : at + _TOWN].partition("\n")[0].split()[:_TOWN_WORDS]
    found = known_place(tuple(word.strip(".,:") for word in words))
    return at if found is not None and found[0] == 0 and found[1] < len(words) else None


def place(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place, with or without a date, at the start of something."""
    return _placed(marked, at, dates, name=True, day=False, strict=False)


def place_or_date(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place, a date or both."""
    return _placed(marked, at, dates, name=False, day=False, strict=False)


def dated(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a date, with or without a place."""
    return _placed(marked, at, dates, name=False, day=True, strict=False)


def line_place(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place or date (or nothing) from the very start of a line."""
    text, low = line_part(marked, at, 96)
    start, names, days = place_words(text, dates)
    boundary = low + start if names or days else at
    return boundary if line(marked, boundary, dates) is not None else None


def line_dated(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place and date from the very start of a line."""
    text, low = line_part(marked, at, 96)
    start, _, days = place_words(text, dates)
    boundary = low + start
    return boundary if days and line(marked, boundary, dates) is not None else None


def line_person(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts persons from the start of a line."""
    boundary = person(marked, at, dates)
    return boundary if boundary is not None and line(marked, boundary, dates) is not None else None


def _start(marked: str, boundary: int) -> bool:
    return line(marked, boundary, frozenset()) is not None


def dated_strict(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a date, with or without a place, that no running sentence leads into."""
    return _placed(marked, at, dates, name=False, day=True, strict=True)


def place_strict(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place that no running sentence leads into."""
    return _placed(marked, at, dates, name=True, day=False, strict=True)


def line_loud(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place in capitals from the start of a line."""
    boundary = line_place(marked, at, dates)
    first = "" if boundary is None else marked[boundary:at].split(" ", 1)[0].strip(",.")
    return boundary if len(first) > 2 and first.isupper() and not unicase(first[0]) else None


def line_town(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts one or two words, or several with a date, from the start of a line."""
    text, low = line_part(marked, at, 60)
    start, names, days = place_words(text, dates)
    boundary = low + start
    short = 0 < names <= 2 if not days else 0 < names <= 5
    return boundary if short and _start(marked, boundary) else None


def line_town_only(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts one or two words from the start of a line, and no date."""
    text, _ = line_part(marked, at, 60)
    return None if place_words(text, dates)[2] else line_town(marked, at, dates)


def line_known_town(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a place that the gazetteer has, and at most one more word, as the start of a line."""
    boundary = line_town_only(marked, at, dates)
    if boundary is None:
        return None
    return boundary if is_a_place(_WORDS.findall(marked, boundary, at)) else None


def sentence_or_bracket(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts the start of a sentence, or what follows a bracket or a dash."""
    before = marked[max(0, at - 2) : at].rstrip()
    if before and before[-1] in "([-|/":
        return at
    own = marked[at : at + 1]
    return at if own and own in "([-|/" else sentence(marked, at, dates)


def bracket_or_person(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a bracket, a line's start, a sentence's end or persons before the form."""
    before = marked[max(0, at - 2) : at].rstrip(" ")
    if not before or before[-1] in "([/|\n.!?,:-":
        return at
    return person(marked, at, dates) or (at if line(marked, at, dates) is not None else None)


def person_or_label(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts persons, or whatever a bracket or line holds before the form."""
    boundary = person(marked, at + 1, dates)
    return at if boundary is None else boundary


def sentence_persons(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts two to five words of persons' names after the end of a sentence."""
    boundary = persons(marked, at, dates)
    if boundary is None:
        return None
    words = marked[boundary:at].split()
    while len(words) > 2 and words[0].endswith((".", "!", "?")):
        boundary += len(words[0]) + 1
        words = words[1:]
    before = marked[max(0, boundary - 3) : boundary].rstrip(" \n")
    return boundary if len(words) <= 5 and (not before or before[-1] in ".!?\"'…)") else None


def running(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a line that runs on as a text does."""
    near = marked[at : at + _AHEAD].partition("\n")[0]
    return at if len(near) > _RUNNING and ". " in near + " " else None


def line_by(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts a line that starts with a short word ("By") and persons."""
    low = max(at - 90, marked.rfind("\n", max(0, at - 90), at) + 1, 0)
    words = marked[low:at].split()
    if not 2 <= len(words) <= 10 or len(words[0]) > 4:
        return None
    return low if person(marked, at, dates) is not None else None


def line_shouted(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a line of two to five words in capitals."""
    low = max(at - 60, marked.rfind("\n", max(0, at - 60), at) + 1, 0)
    words = marked[low:at].split()
    while words and not words[0].isupper():
        words = words[1:]
    return low if 2 <= len(words) <= 5 and all(word.isupper() for word in words) else None


def label_start(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts where a label may begin: a line, an element, a cell, a bracket or a sentence."""
    before = marked[max(0, at - 2) : at].rstrip(" ")
    return at if at == 0 or (before and before[-1] in "\n|>([.!?·•*") else None


def line_copyright(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a line that a copyright sign opens."""
    before = marked[max(0, at - 4) : at].rstrip()
    return at if before.endswith("©") else None


def glued(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts a sentence's last character directly before the form, without a blank."""
    return at if at > 20 and marked[at].isalnum() | (marked[at] in ".!?") else None


def rest_dated(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts the rest of a line that says no more than date and time."""
    high = marked.find("\n", at, at + 90)
    words = marked[at : high if high >= 0 else at + 90].split()
    return rest(marked, at, dates) if not any(_name(word, dates) for word in words) else None


def _name(word: str, dates: frozenset[str]) -> bool:
    bare = word.strip(".,:;|()-–*<>\"'/\\&#=[]{}")
    return is_capital(bare) and bare.lower() not in dates and bare.lower() not in CLOCK_WORDS


def rest(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts the rest of a line that says no more than place, date and time."""
    stops = [cut for sign in ("\n", "<") if (cut := marked.find(sign, at, at + 90)) >= 0]
    high = min(stops, default=len(marked))
    if high - at > 90 or (marked[high : high + 1] == "<" and not _CLOSING.match(marked, high)):
        return None
    words = marked[at:high].split()
    names = 0
    for word in words:
        bare = word.strip(".,:;|()-–*<>\"'/\\&#=[]{}").lower()
        if not bare or bare in dates or bare[0].isdigit() or bare in CLOCK_WORDS:
            continue
        if not is_capital(word.lstrip("|(-")) or unicase(bare[0]):
            return None
        names += 1
    return at if names <= 2 and len(words) <= 10 else None


def end(marked: str, at: int, _dates: frozenset[str]) -> int | None:
    """Accepts the end of a line, closing marks aside."""
    stop = at
    while stop < len(marked) and stop - at < 6 and marked[stop] in " .\"')]}<*_,;=|>\\":
        stop += 1
    if stop >= len(marked) or marked[stop] == "\n":
        return at
    return at if _END.match(marked, at) or _END.match(marked, stop) else None


def persons_to_end(marked: str, at: int, dates: frozenset[str]) -> int | None:
    """Accepts persons or parties up to the end of the line."""
    boundary = person_after(marked, at, dates)
    return boundary if boundary is not None and end(marked, boundary, dates) is not None else None


BOUNDARIES: Mapping[str, Boundary] = {
    "line": line,
    "line_only": line_only,
    "sentence": sentence,
    "place": place,
    "known_place": known,
    "known_dated": known_dated,
    "known_plain": known_plain,
    "line_known": line_known,
    "known_place_after": known_after,
    "town_end": town_end,
    "town_next": town_next,
    "place_or_date": place_or_date,
    "dated": dated,
    "line_place": line_place,
    "line_dated": line_dated,
    "person": person,
    "line_person": line_person,
    "person_after": person_after,
    "dated_strict": dated_strict,
    "place_strict": place_strict,
    "line_loud": line_loud,
    "line_town": line_town,
    "line_town_only": line_town_only,
    "line_known_town": line_known_town,
    "sentence_or_bracket": sentence_or_bracket,
    "persons": persons,
    "bracket_or_person": bracket_or_person,
    "person_or_label": person_or_label,
    "line_by": line_by,
    "running": running,
    "sentence_persons": sentence_persons,
    "line_shouted": line_shouted,
    "label_start": label_start,
    "line_copyright": line_copyright,
    "glued": glued,
    "rest": rest,
    "rest_dated": rest_dated,
    "persons_to_end": persons_to_end,
    "end": end,
}
