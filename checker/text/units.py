"""Units: what matching counts.

A unit is a word in spaced scripts, one Han or kana letter, or one cluster of Thai, Lao, Khmer,
Burmese or Tibetan; it has a 64-bit number of its folded characters and its stretch of the text as
given. Apostrophes inside a word and hyphens at a line's end are transparent, so "don’t" and
"don't", or "govern-⏎ment" and "government", are one unit. So is a word whose letters are spaced,
where wider gaps show the words ("s p a c e d   o u t"). A word that mixes Latin with Cyrillic or
Greek look-alikes is numbered by its Latin characters and remembered in `alike`.
"""

from functools import lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from checker.text.compiled_text import compiled_text
from checker.text.fold import Folded, letters_of
from checker.text.hangul import blanks_within, cuts, has_hangul
from checker.text.points import Points
from checker.text.tables import APOSTROPHE, CYRILLIC, GREEK, LATIN, WORD
from checker.text.unit_tables import TOP, WEIGHT_OF, WEIGHTS, Numbers, UnitTables, mix, unit_tables
from checker.values import dataclass

__all__ = ["Units", "folded_units", "new_units_of", "units_of", "units_of_folded"]

_HYPHEN, _NEWLINE, _BLANK = 0x2D, 0x0A, 0x20
_SPACED = 12  # letters one by one, from which they are words with spaced letters
_SHORT = 50_000  # characters of a text whose units may be kept
_WIDE = 5  # places from one of them to the next, at most, with a gap between words

_LIGHTEST_FIRST = sorted(WEIGHTS.items(), key=itemgetter(1))

Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The n units of a text, in order.

    `ids` are 64-bit numbers, `starts` and `ends` code points of the text as given, `kinds` WORD,
    SINGLE or CLUSTER, `characters` their folded length, `figures` whether they begin with a digit,
    `alike` the places of words with look-alikes.
    """

    ids: Numbers
    starts: Places
    ends: Places
    kinds: npt.NDArray[np.uint8]
    characters: Places
    figures: npt.NDArray[np.bool_]
    alike: Places

    def __len__(self) -> int:
        return len(self.ids)

    def weights(self) -> npt.NDArray[np.int32]:
        """Returns the weight of each unit in sixths of a word."""
        return WEIGHT_OF[self.kinds]

    def in_words(self) -> int:
        """Returns the length of the text in words, counted as those of a match are."""
        return round(sum([weight * count for weight, count in self._by_weight()]) / 6)

    def usual_weight(self) -> float:
        """Returns the median of the weights; 0 where there are none."""
        middle, total = [], len(self)
        for place in ((total - 1) // 2, total // 2):
            below = 0
            for weight, count in self._by_weight():
                below += count
                if place < below:
                    middle.append(weight)
                    break
        return sum(middle) / 2

    def _by_weight(self) -> list[tuple[int, int]]:
        """How many units have each weight, the least first."""
        kinds = self.kinds.tobytes()
        counts = [(weight, kinds.count(kind)) for kind, weight in _LIGHTEST_FIRST]
        return [(0, len(kinds) - sum([count for _, count in counts])), *counts]


def units_of(text: str) -> Units:
    """Returns the units of an original text; markup of pasted HTML is not a unit.

    The units of the last few short texts are cached: a check needs them for the search, for the
    report of what it examined, and for its record. They must not be modified.
    """
    return _kept(text) if len(text) <= _SHORT else new_units_of(text)


@lru_cache(maxsize=8)
def _kept(text: str) -> Units:
    return new_units_of(text)  # not write-protected: the address of such an array takes long


def new_units_of(text: str) -> Units:
    """Returns the same and caches nothing: for the texts of sources, which are many."""
    core = compiled_text()
    read = None if core is None else core.read(text, 0)
    return folded_units(text) if read is None else Units(*read.units)


def folded_units(text: str) -> Units:
    """Returns the units of a text whose letters are folded together."""
    letters, core = letters_of(text), compiled_text()
    found = None if core is None or letters.turned else core.units(letters.values, letters.table)
    return Units(*found) if found is not None else units_of_folded(letters.folded())


def units_of_folded(folded: Folded) -> Units:
    """Returns the units of a text that is already folded."""
    tables = unit_tables()
    points = np.minimum(folded.points, np.uint32(TOP - 1))
    kinds = tables.kinds[points]
    places: npt.NDArray[np.intp] | None = None
    drop = _transparent(points, kinds)
    korean = has_hangul(points)
    if korean:
        drop = np.append(drop, blanks_within(points))
    if len(drop):
        places = np.delete(np.arange(len(points)), drop)
        points, kinds = points[places], kinds[places]
    around = np.zeros(len(kinds) + 2, np.uint8)
    around[1:-1] = kinds
    pairs = (around[:-1] << 3) | around[1:]
    begins, stops = tables.begins[pairs[:-1]], tables.stops[pairs[1:]]
    if korean:
        cut = cuts(points, kinds == WORD)
        begins[cut], stops[cut - 1] = True, True
    starts, last = np.flatnonzero(begins), np.flatnonzero(stops)
    if not len(starts):
        return _nothing()
    lengths = (last - starts + 1).astype(np.int32)
    ids, alike = _numbers(points, starts, lengths, tables)
    first = starts
    if places is not None:
        first, last = places[first], places[last]
    begin, end = _stretches(folded.offsets, first, last)
    figures = points[starts] - np.uint32(0x30) < 10
    return Units(ids, begin, end, kinds[starts], lengths, figures, alike)


def _nothing() -> Units:
    none = np.zeros(0, np.int32)
    kinds, figures = np.zeros(0, np.uint8), np.zeros(0, bool)
    return Units(np.zeros(0, np.uint64), none, none, kinds, none, figures, none)


def _stretches(
    offsets: Places, first: npt.NDArray[np.intp], last: npt.NDArray[np.intp]
) -> tuple[Places, Places]:
    """Where units begin and end in the text as given."""
    begin, end = offsets[first], offsets[last + 1]
    same = np.flatnonzero(end <= offsets[last])  # the unit ends inside an expansion
    if len(same):
        end[same] = offsets[np.searchsorted(offsets, offsets[last[same]], side="right")]
    return begin, end


def _transparent(points: Points, kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.intp]:
    """Places that belong to no unit and part none: apostrophes in words, hyphens at line ends."""
    out: list[npt.NDArray[np.intp]] = []
    inside = np.flatnonzero(kinds == APOSTROPHE)
    if len(inside):
        inside = inside[(inside > 0) & (inside < len(kinds) - 1)]
        inside = inside[(kinds[inside - 1] == WORD) & (kinds[inside + 1] == WORD)]
        out.append(inside)
    hyphens = np.flatnonzero(points[1:-1] == _HYPHEN) + 1
    if len(hyphens):
        after = points[hyphens + 1]
        broken = ((after == _NEWLINE) | (after == _BLANK)) & (kinds[hyphens - 1] == WORD)
        for hyphen in hyphens[broken].tolist():
            end = _line_break(points, hyphen + 1)
            if end and end < len(points) and kinds[end] == WORD:
                out.append(np.arange(hyphen, end))
    out += _between_letters(points, kinds)
    return np.concatenate(out) if out else np.zeros(0, np.intp)


def _between_letters(points: Points, kinds: npt.NDArray[np.uint8]) -> list[npt.NDArray[np.intp]]:
    """Blanks between the spaced letters of a word, where wider gaps part the words."""
    letters = kinds == WORD
    alone = letters.copy()
    alone[1:] &= ~letters[:-1]
    alone[:-1] &= ~letters[1:]
    singles = np.flatnonzero(alone)
    if len(singles) < _SPACED:
        return []
    singles = singles[points[singles] - np.uint32(0x30) >= 10]
    ends = np.append(np.flatnonzero(np.diff(singles) > _WIDE) + 1, len(singles))
    starts = np.append(0, ends[:-1])
    out = []
    for which in np.flatnonzero(ends - starts >= _SPACED).tolist():
        part = singles[starts[which] : ends[which]]
        gaps = np.diff(part)
        between = part[:-1][gaps == 2] + 1
        if not len(between):
            continue
        blank = (points[between] == _BLANK) | (points[between] == _NEWLINE)
        if len(between) == len(gaps):  # "d.o.t.s b.e.t.w.e.e.n": blanks part the words
            between = between[~blank] if blank.any() else between[:0]
        out.append(between[points[between] != _NEWLINE])
    return out


def _line_break(points: Points, start: int) -> int:
    """The place after a single line break with blanks around it, or 0."""
    window = points[start : start + 12].tolist()
    lines = at = 0
    while at < len(window) and window[at] in (_NEWLINE, _BLANK):
        lines += window[at] == _NEWLINE
        at += 1
    return start + at if 1 <= lines <= 2 and at < 12 else 0


def _numbers(
    points: Points,
    starts: npt.NDArray[np.intp],
    lengths: Places,
    tables: UnitTables,
) -> tuple[Numbers, Places]:
    """The number of each unit, and which units have look-alike characters."""
    alike = np.zeros(0, np.int32)
    scripts = tables.scripts[np.minimum(points, np.uint32(0x5FF))]
    found = int(np.bitwise_or.reduce(scripts))
    if found & LATIN and found & (CYRILLIC | GREEK):
        both = np.bitwise_or.reduceat(scripts, starts)
        mixed = ((both & LATIN) > 0) & ((both & (CYRILLIC | GREEK)) > 0)
        if mixed.any():
            alike = np.flatnonzero(mixed).astype(np.int32)
            points = points.copy()
            for unit in alike.tolist():
                word = slice(int(starts[unit]), int(starts[unit] + lengths[unit]))
                small = points[word] < 0x600
                points[word][small] = tables.latin[points[word][small]]
    spans = np.diff(np.append(starts, len(points)))
    place = np.arange(starts[0], len(points)) - np.repeat(starts, spans)
    numbers = (
        tables.characters[points[starts[0] :]] * tables.places[place & (len(tables.places) - 1)]
    )
    return mix(np.add.reduceat(numbers, starts - starts[0])), alike
