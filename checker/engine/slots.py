"""The slot of a dateline: words beside a name whose shape allows place and date."""

import unicodedata
from functools import cache, lru_cache

import regex

from checker.engine.function_words import PARTICLES
from checker.values import dataclass

__all__ = [
    "Slot",
    "is_capital",
    "line_part",
    "place_words",
    "slot_after",
    "slot_before",
    "unicase",
]

# The last mark before a name that no place or person holds.
_STOP = regex.compile(r"""(?r)[\n:;!?"<>|{}•=()\[\]【】（）「」。]""")
_DAY = regex.compile(r"\d{1,2}\.?(\p{L}+)\.?$", regex.V1)
# "3月14日", "11월3일", with or without words glued to it.
_EASTERN_DAY = regex.compile(r"\d{1,2}[月월]\d{1,2}[日号號일]?|\d{1,2}[日号號일]$", regex.V1)
_TOKEN = regex.compile(r"[^\s,/]+", regex.V1)
_ABBREVIATED = 5
_REMEMBERED = 64  # the checks of one name's borders ask for the same words
_REACH = 96  # characters of a line before a name that are looked at for a place and a date
_AHEAD = 60  # characters of a line behind a name that are looked at
_SIGNS = 12  # characters behind these in which the sign that closes a slot ends
_SLOT_SIGN = regex.compile(r"\s{0,2}(--?|[:.=/|(])(?=[\s\"'(<]|$)", regex.V1)


@cache
def unicase(character: str) -> bool:
    """Returns whether a character's script has no capitals (Han, kana, Arabic, Thai ...)."""
    return unicodedata.category(character) in ("Lo", "Lm", "Mn", "Mc")


def is_capital(word: str) -> bool:
    """Returns whether a word begins with a capital or is in a script without them."""
    first = next((character for character in word if character.isalpha()), "")
    return bool(first) and (first.isupper() or first.istitle() or unicase(first))


def _number(word: str) -> bool:
    bare = word.rstrip(".,:").lower()
    if not bare or not bare[0].isdigit():
        return False
    if not set(bare) - set("0123456789./:-"):
        return len(bare) <= (4 if bare.isdigit() else 10)
    return len(bare) <= 6


def _numeric_date(bare: str) -> bool:
    parts = bare.replace("/", ".").replace("-", ".").split(".")
    return len(parts) >= 2 and all(part.isdigit() and len(part) <= 4 for part in parts)


def line_part(marked: str, at: int, length: int) -> tuple[str, int]:
    """Returns what precedes `at` on its line, up to a sign that no place or person contains."""
    near = marked[max(0, at - length) : at]
    first = _behind_stop(near)
    return near[first:], at - len(near) + first


@lru_cache(_REMEMBERED)
def _behind_stop(near: str) -> int:
    stop = _STOP.search(near)
    return stop.end() if stop else 0


@lru_cache(_REMEMBERED)
def place_words(text: str, dates: frozenset[str]) -> tuple[int, int, int]:
    """Returns how far to the left `text` is a place and date: index, names in it, dates in it."""
    start, names, days = len(text), 0, 0
    following = ""
    for found in list(_TOKEN.finditer(text))[:-11:-1]:
        word = found[0]
        bare = word.strip(".'’-").lower()
        glued = _DAY.match(bare)
        if bare in dates or _numeric_date(bare) or (glued and glued[1] in dates):
            days += 1
        elif _EASTERN_DAY.search(bare):
            days += 1
            names += not bare[0].isdigit()
        elif _number(word) or bare in PARTICLES:
            pass
        elif is_capital(word):
            long_end = word.endswith(".") and len(word) > _ABBREVIATED and word.count(".") == 1
            if long_end and names and not (following and following[0].isdigit()):
                break
            names += 1
        elif not bare or not set(bare) - set("-–—&."):
            pass
        else:
            break
        if is_capital(word) or bare in dates or word[0].isdigit():
            start = found.start()
        following = word
    return start, names, days


@dataclass(frozen=True, slots=True)
class Slot:
    """What may be place and date beside a name: its words without dates, [start, end), its end.

    `closed` is the sign behind it, of a slot behind the name.
    """

    words: tuple[str, ...]
    places: tuple[int, ...]
    days: int
    end: int
    closed: str = ""

    def moved(self, by: int) -> "Slot":
        """Returns the same slot so many characters further on."""
        places = tuple(place + by for place in self.places)
        return Slot(self.words, places, self.days, self.end + by, self.closed)


def slot_before(marked: str, at: int, dates: frozenset[str]) -> Slot | None:
    """Returns the words before `at` that can be place and date; None if there are none."""
    low = max(0, at - _REACH)
    slot = _last_slot(marked[low:at], dates)
    return slot.moved(low) if slot is not None and low else slot


@lru_cache(_REMEMBERED)
def _last_slot(near: str, dates: frozenset[str]) -> Slot | None:
    text, low = line_part(near, len(near), _REACH)
    start, names, days = place_words(text, dates)
    if not (names or days):
        return None
    words, places = _names_in(text, start, dates)
    return Slot(words, tuple(low + place for place in places), days, len(near))


def slot_after(marked: str, at: int, dates: frozenset[str]) -> Slot | None:
    """Returns the words after `at` that can be place and date, up to a dateline's sign."""
    slot = _first_slot(marked[at : at + _AHEAD + _SIGNS], dates)
    return slot.moved(at) if slot is not None and at else slot


@lru_cache(_REMEMBERED)
def _first_slot(near: str, dates: frozenset[str]) -> Slot | None:
    words: list[str] = []
    places: list[int] = []
    days, end = 0, 0
    high = near.find("\n", 0, _AHEAD)
    for found in _TOKEN.finditer(near, 0, high if high >= 0 else min(len(near), _AHEAD)):
        word = found[0].rstrip(".:-")
        bare = word.lower()
        if bare in dates or _number(word) or _EASTERN_DAY.search(bare):
            days += 1
        elif is_capital(word):
            words.append(word.strip("'’`"))
            places.append(found.start())
        elif bare and bare not in PARTICLES:
            return None
        end = found.start() + len(word)
        closed = _SLOT_SIGN.match(near, end)
        if closed and (words or days):
            return Slot(tuple(words), tuple(places), days, closed.end(), closed[1][0])
        if len(words) > 4 or not bare:
            return None
    return None


def _names_in(
    text: str, start: int, dates: frozenset[str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a slot that are no dates, and where they stand."""
    words, places = [], []
    for found in _TOKEN.finditer(text, start):
        bare = found[0].strip(".'’-`")
        lower = bare.lower()
        if not bare or bare[0].isdigit() or lower in dates:
            continue
        eastern = _EASTERN_DAY.search(bare)
        words.append(bare[: eastern.start()] if eastern and eastern.start() else bare)
        places.append(found.start())
    return tuple(words), tuple(places)
