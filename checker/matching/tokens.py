"""A text prepared for matching: its units, seeds and sentences, and masks over its units."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from checker.matching.content import Content, content_of
from checker.matching.numbering import Numbering, numbering_of
from checker.matching.places import Tokens, tokens_of
from checker.matching.prepared import (
    SeedTable,
    Sentences,
    Weights,
    seed_table,
    sentences_of,
    weights_of,
)
from checker.matching.sentence_marks import sentence_marks
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.draft import Span
from checker.native.addresses import Held, address, form_held, table_held, text_held
from checker.text.announced import announced, officially_reported, reported
from checker.text.compiled_text import compiled_text
from checker.text.fold import folded_text
from checker.text.points import Points
from checker.text.quotes import quotations
from checker.text.reader_calls import is_a_reader_call
from checker.text.sentences import Borders
from checker.text.shingles import SEED, Grams, grams
from checker.text.tables import WORD
from checker.text.units import Units, folded_units
from checker.text.unpaired_quotes import dashed, unpaired
from checker.values import dataclass, kept

__all__ = [
    "VOWEL_SIGNS",
    "Mask",
    "TokenizedText",
    "mask_of",
    "tokenized",
    "tokenized_source",
    "unit_mask",
]


# Arabic and Hebrew signs for vowels.
_POINTS = (range(0x64B, 0x653), (0x670,), range(0x5B0, 0x5BD), (0x5C1, 0x5C2, 0x5C7))
_VOWEL_SIGNS = tuple(map(chr, chain(*_POINTS)))  # sooner looked for one by one than by a pattern
VOWEL_SIGNS = re.compile(f"[{''.join(_VOWEL_SIGNS)}]")

_FEW_SPANS = 8  # up to which units are looked up one by one: it takes less time

_TWO_TO_A_WORD = 1.5  # units of a word, from which a text is in Han or kana

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class TokenizedText:
    """A text prepared for alignment: its units, its seeds, and how many units make a word."""

    text: str
    units: Units
    seeds: Grams
    scale: float

    @kept
    def quotations(self) -> tuple[Span, ...]:
        """Its quotations between marks that match, in code points."""
        return quotations(self.text)

    @kept
    def in_marks(self) -> Mask:
        """Which units are in its quotations."""
        return mask_of(self.quotations, self)

    @kept
    def quoted(self) -> Mask:
        """Which units are somebody else's words: quoted, or announced as a whole statement."""
        return mask_of([*self.quotations, *announced(self.text)], self)

    @kept
    def half_quoted(self) -> Mask:
        """Which units have marks of a quotation on one side only, of two kinds, or a dash alone."""
        paired = self.quotations
        return mask_of([*unpaired(self.text, paired), *dashed(self.text, paired)], self)

    @kept
    def reported(self) -> Mask:
        """Which units give the official wording of what somebody said."""
        return mask_of(reported(self.text), self)

    @kept
    def official(self) -> Mask:
        """Which of these follow a verb that officials and documents have."""
        return mask_of(officially_reported(self.text), self)

    @kept
    def ids(self) -> list[int]:
        """The numbers of the units, in the form that rapidfuzz expects."""
        numbers: list[int] = self.units.ids.tolist()
        return numbers

    @kept
    def starts(self) -> memoryview:
        """Where each unit begins, for look-ups one at a time."""
        return self.units.starts.data

    @kept
    def ends(self) -> memoryview:
        """Where each unit ends, for look-ups one at a time."""
        return self.units.ends.data

    @kept
    def weights(self) -> npt.NDArray[np.int32]:
        """The weight of each unit in sixths of a word."""
        return self._weights.weights

    @kept
    def weight_before(self) -> npt.NDArray[np.int64]:
        """The total weight before each unit, and finally of all units, in sixths of a word."""
        return self._weights.before

    @kept
    def telling(self) -> npt.NDArray[np.uint8]:
        """What each unit tells, in twentieths: all for long words and figures, less for others."""
        return self._weights.telling

    @kept
    def _weights(self) -> Weights:
        return weights_of(self.units)

    @kept
    def _weight_before(self) -> memoryview:
        """The same for look-ups one at a time; a list would take five times the memory."""
        return self.weight_before.data

    def words(self, start: int = 0, end: int | None = None) -> float:
        """Returns the length of units start..end in words."""
        before = self._weight_before
        total: int = before[-1 if end is None else end] - before[start]
        return total / 6

    @kept
    def borders(self) -> Borders:
        """The boundaries of its sentences."""
        return Borders.of(self.text)

    @kept
    def sentences(self) -> npt.NDArray[np.int64]:
        """The sentences that hold units, a row each: first unit, unit after the last."""
        return self._sentences.rows

    @kept
    def _sentences(self) -> Sentences:
        return sentences_of(self.units, self.borders)

    @kept
    def sentence_rows(self) -> tuple[list[int], list[int]]:
        """The same as lists, for look-ups one at a time: first units, units after the last."""
        firsts, ends = self.sentences.T.tolist()
        return firsts, ends

    def sentences_touching(self, start: int, end: int) -> list[tuple[int, int]]:
        """Returns the sentences that share a unit with start..end: first unit, unit after them."""
        firsts, ends = self.sentence_rows
        at = slice(bisect_right(ends, start), bisect_left(firsts, end))
        return list(zip(firsts[at], ends[at], strict=True))

    @kept
    def _reader_calls(self) -> dict[tuple[int, int], bool]:
        return {}

    def is_reader_call(self, first: int, last: int) -> bool:
        """Returns whether units first..last are a sentence that addresses a site's readers."""
        known, sentence = self._reader_calls, (first, last)
        if sentence not in known:
            known[sentence] = is_a_reader_call(self.text[self.starts[first] : self.ends[last - 1]])
        return known[sentence]

    @kept
    def laws(self) -> dict[tuple[int, int], bool]:
        """Which of its sentences say what is in a law, as far as that was asked for."""
        return {}

    @kept
    def _folded(self) -> dict[tuple[int, int], str]:
        return {}

    def folded(self, start: int, end: int) -> str:
        """Returns the letters start..end folded; many sources ask for the same ones of a draft."""
        known, part = self._folded, (start, end)
        if part not in known:
            known[part] = folded_text(self.text[start:end])
        return known[part]

    @kept
    def has_vowel_signs(self) -> bool:
        """Whether it has signs for vowels, which Arabic and Hebrew seldom write."""
        return not self.text.isascii() and any(map(self.text.__contains__, _VOWEL_SIGNS))

    @kept
    def opens_sentence(self) -> frozenset[int]:
        """The units that are the first of a sentence."""
        return frozenset(self.sentence_rows[0])

    @kept
    def sentence_marks(self) -> npt.NDArray[np.uint8]:
        """Of each unit 1 if a whole sentence may begin with it, plus 2 if one may end with it."""
        return sentence_marks(self.units, self.borders, self.sentences)

    @kept
    def capitals(self) -> Mask:
        """Which units begin with a capital, those that begin a sentence left out."""
        return self._sentences.capitals

    @kept
    def capitals_name(self) -> bool:
        """Whether a capital makes a name: in German, and in headlines, too many words have one."""
        count = len(self.starts)
        return count > 0 and int(np.count_nonzero(self.capitals)) / count <= T.many_capitals

    @property
    def has_capitals(self) -> bool:
        """Whether its names have capitals; in Han and kana only foreign ones do."""
        return self.scale < _TWO_TO_A_WORD

    @kept
    def tokens(self) -> Tokens:
        """Figures, dates, names and other words, for the places of forms."""
        return tokens_of(self.text, self.units, self.capitals, self.capitals_name)

    @kept
    def form(self) -> Held:
        """The tokens and sentences as the compiled core reads them, to compare their places."""
        tokens, lead = self.tokens, T.form_lead * self.scale
        return form_held(tokens.held, tokens.of_unit, self.sentences, lead)

    def prepare_form(self) -> None:
        """Makes what the comparison of places asks for."""
        self.form  # noqa: B018 # it is kept

    @kept
    def numbering(self) -> Numbering:
        """Which of its tokens may give years and numbers of events."""
        return numbering_of(self.text, self.units, self.tokens)

    @kept
    def content_length(self) -> int:
        """The minimum length of a content word of its language, in characters.

        Five, or fewer if words are short: in Vietnamese, Yoruba, Amharic.
        """
        words = (self.units.kinds == WORD) & ~self.units.figures
        characters = self.units.characters[words]
        mean = int(characters.sum()) / len(characters) if len(characters) else T.short_word
        return 5 if mean >= T.short_word else 4 if mean >= T.shorter_word else 3

    @kept
    def content_marks(self) -> bytes:
        """Of each unit 1 for a content word or a figure, 2 for a character or a cluster, else 0."""
        units = self.units
        words = (units.characters >= self.content_length) | units.figures
        if units.kinds.tobytes().count(WORD) == len(units):  # a script with blanks
            return words.tobytes()
        return np.where(units.kinds == WORD, words, 2).astype(np.uint8).tobytes()

    @kept
    def content(self) -> Content:
        """The words that tell what it is about, and its names."""
        capitals = self.capitals if self.capitals_name else None
        return content_of(self.text, self.units, self.content_length, capitals)

    @kept
    def lookup(self) -> SeedTable:
        """The seeds, ready to be looked up."""
        return seed_table(self.seeds.hashes)

    @kept
    def ids_at(self) -> int:
        """The address of its units' numbers, for the compiled core."""
        return address(self.units.ids)

    @kept
    def telling_at(self) -> int:
        """The address of its units' weights, for the compiled core."""
        return address(self.telling)

    @kept
    def letters(self) -> Points | None:
        """Its letters without their case; None where one of them becomes several."""
        folded = self.text.casefold()
        if len(folded) != len(self.text):
            return None
        return np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), "<u4")

    def prepare_marks(self) -> None:
        """Tells the compiled core where sentences begin and end: few alignments ask."""
        struct = self.addresses.struct
        if not struct.marks:
            struct.marks = address(self.sentence_marks)

    def prepare_letters(self) -> bool:
        """Tells the compiled core the letters; returns whether it could."""
        letters, struct = self.letters, self.addresses.struct
        if letters is None:
            return False
        if not struct.letters:
            struct.starts, struct.length = address(self.units.starts), len(letters)
            struct.letters = address(letters)  # last: another thread may be looking
        return True

    @kept
    def addresses(self) -> Held:
        """The units and seeds as the compiled core reads them."""
        seeds, reach = self.seeds, round(T.reach * self.scale)
        return text_held(self.units.ids, seeds.hashes, seeds.lengths, self.scale, reach)

    @kept
    def lookup_addresses(self) -> Held:
        """The seeds in order, as the compiled core reads them."""
        return table_held(self.lookup.hashes, self.lookup.order, self.lookup.sieve)


def tokenized(text: str, units: Units) -> TokenizedText:
    """Prepares a text."""
    middle = units.usual_weight()
    scale = 6.0 / middle if middle else 1.0  # a text of signs alone has no weight
    return TokenizedText(text, units, grams(units, SEED), scale)


def tokenized_source(text: str) -> TokenizedText:
    """Prepares a text that is not read yet; most texts are read at once by the compiled core."""
    core = compiled_text()
    read = None if core is None else core.read(text, SEED)
    if read is None:
        return tokenized(text, folded_units(text))
    scale = 6.0 / read.middle if read.middle else 1.0
    return TokenizedText(text, Units(*read.units), Grams(read.hashes, read.lengths), scale)


def mask_of(spans: Sequence[Span], text: TokenizedText) -> Mask:
    """Returns which units of a text are in one of these spans (by their first character)."""
    if len(spans) <= _FEW_SPANS:
        mask, starts = np.zeros(len(text.units), bool), text.starts
        for span in spans:
            mask[bisect_left(starts, span.start) : bisect_left(starts, span.end)] = True
        return mask
    ends = np.array([(span.start, span.end) for span in spans], np.int32)
    first = np.searchsorted(text.units.starts, ends[:, 0])
    last = np.searchsorted(text.units.starts, ends[:, 1])
    return unit_mask(len(text.units), first, np.maximum(last - first, 0))


def unit_mask(
    count: int, starts: npt.NDArray[np.integer], lengths: npt.NDArray[np.integer]
) -> Mask:
    """Returns which of `count` units are covered by these runs of units."""
    begun = np.bincount(starts, minlength=count + 1)
    ended = np.bincount(np.minimum(starts + lengths, count), minlength=count + 1)
    covered: Mask = np.cumsum((begun - ended)[:count]) > 0
    return covered
