"""What each unit of a draft is besides a word: quoted, boilerplate, or no part of the article."""

from collections.abc import Iterable

import numpy as np

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.values import dataclass, kept

__all__ = ["Part", "UnitMasks"]

Part = tuple[int, int]  # its first unit, and the one behind its last


@dataclass(frozen=True, eq=False)
class UnitMasks:
    """Properties of each unit of the draft, and what alignments ask of them.

    `in_marks`: in quotation marks, or in an element for quotations; `quoted`: these, and what a
    layout or an announcement attributes to somebody; `boilerplate`: a marking or a common phrase;
    `elsewhere`: in a teaser, a menu or the site's own lines, so not part of the article. `text` is
    the draft.
    """

    quoted: Mask
    boilerplate: Mask
    elsewhere: Mask
    text: TokenizedText
    in_marks: Mask

    def boilerplate_words(self, alignment: Alignment) -> float:
        """Returns the words of boilerplate in an alignment of the draft."""
        if not self._has_boilerplate:
            return 0.0
        weight: int = self._before[alignment.end] - self._before[alignment.start]
        return weight / 6

    def may_be_quoted(self, alignment: Alignment) -> bool:
        """Returns whether enough of an alignment has marks of a quotation, on one side at least.

        Few have: what is not here is no quotation, and needs not be laid beside its source.
        """
        start, end = alignment.start, alignment.end
        boilerplate = self._boilerplate_units.count(1, start, end)
        quoted = self._quoted_units.count(1, start, end)
        return quoted >= T.quoted_share * (alignment.equal - boilerplate)

    def are_elsewhere(self, alignment: Alignment) -> bool:
        """Returns whether most of an alignment is not part of the article."""
        if not self.has_elsewhere:
            return False
        inside = np.count_nonzero(self.elsewhere[alignment.start : alignment.end])
        return bool(inside / (alignment.end - alignment.start) >= T.elsewhere_share)

    @kept
    def own_weight(self) -> int:
        """The weight of the article without its boilerplate, in sixths of a word."""
        if self.has_elsewhere:
            return int(self.text.weights.dot(~self.boilerplate & ~self.elsewhere))
        return self.weight_of(((0, len(self.boilerplate)),))

    def weight_of(self, parts: Iterable[Part]) -> int:
        """Returns the weight of parts of the draft without boilerplate, in sixths of a word."""
        before = self._own_before
        return sum([before[end] - before[start] for start, end in parts])

    def measured(self, parts: tuple[Part, ...]) -> tuple[int, int, int]:
        """Returns the weight of parts, how much of it is quoted, and how many units are disguised.

        It is kept, since a crowd has the same parts of a draft.
        """
        known = self._measured.get(parts)
        if known is None:
            told = self.weight_of(parts), self.quoted_weight_of(parts), self.disguised_in(parts)
            known = self._measured[parts] = told
        return known

    def quoted_weight_of(self, parts: Iterable[Part]) -> int:
        """Returns how much of this is in quotation marks."""
        before = self._marked_before
        return sum([before[end] - before[start] for start, end in parts])

    def disguised_in(self, parts: Iterable[Part]) -> int:
        """Returns how many units of this have look-alike characters."""
        alike = self.text.units.alike
        if not len(alike):
            return 0
        here = np.zeros(len(self.boilerplate), bool)
        for start, end in parts:
            here[start:end] = True
        return int(np.count_nonzero((here & ~self.boilerplate)[alike]))

    @kept
    def _measured(self) -> dict[tuple[Part, ...], tuple[int, int, int]]:
        return {}

    @kept
    def _own_before(self) -> memoryview:
        """The weight of what is no boilerplate before each unit, and finally of all of it."""
        before = self.text.weight_before
        if not self._has_boilerplate:
            return before.data
        own = before.copy()
        own -= np.frombuffer(self._before, np.int64)
        return own.data

    @kept
    def _before(self) -> memoryview:
        """The weight of the boilerplate before each unit, and finally of all of it."""
        return self._weight_before(self.boilerplate)

    @kept
    def _marked_before(self) -> memoryview:
        """The weight of what is in marks and no boilerplate before each unit, finally of all."""
        return self._weight_before(self.in_marks & ~self.boilerplate)

    def _weight_before(self, mask: Mask) -> memoryview:
        sums = np.zeros(len(mask) + 1, np.int64)
        np.cumsum(self.text.weights * mask, out=sums[1:])
        return sums.data

    @kept
    def _boilerplate_units(self) -> bytes:
        """Of each unit 1 if it is boilerplate."""
        return self.boilerplate.tobytes()

    @kept
    def _quoted_units(self) -> bytes:
        """Of each unit 1 if it has a mark of a quotation, on one side at least."""
        return (self.quoted | self.text.half_quoted).tobytes()

    @kept
    def _has_boilerplate(self) -> bool:
        return bool(self.boilerplate.any())

    @kept
    def has_elsewhere(self) -> bool:
        """Whether any unit is not part of the article."""
        return bool(self.elsewhere.any())
