"""Shingles and winnowing: the few numbers of a text that are stored in the index.

A shingle is a run of units that weighs four words: 4 words, 8 Han or kana, 12 clusters. Winnowing
keeps the smallest of every WINDOW shingles (Schleimer, Wilkerson and Aiken, SIGMOD 2003), so any
exact run of WINDOW + 3 words leaves a fingerprint, wherever it occurs. For briefs all shingles are
kept.
"""

import numpy as np
import numpy.typing as npt

from checker.text.compiled_text import compiled_text
from checker.text.unit_tables import WEIGHT_OF, Numbers, mix
from checker.text.units import Places, Units
from checker.values import dataclass

__all__ = ["SEED", "SHINGLE", "WINDOW", "Grams", "fingerprints", "grams", "winnow"]

SHINGLE = 24  # weight of a shingle in sixths of a word: 4 words, 8 Han or kana, 12 clusters
SEED = 18  # weight of an alignment seed: 3 words, 6 Han or kana, 9 clusters
WINDOW = 5
SHORT = 40  # a text of so many shingles or fewer is indexed with all of them
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """Runs of units of one weight: gram i covers units i .. i + lengths[i]."""

    hashes: Numbers
    lengths: Places

    def __len__(self) -> int:
        return len(self.hashes)


def grams(units: Units, weight: int) -> Grams:
    """Returns all runs of at least this weight, one for each unit with enough units after it.

    A text of lower weight has one run, the whole text, if it has any unit.
    """
    core = compiled_text()
    if core is None:
        return plain_grams(units, weight)
    return Grams(*core.grams(units.ids, units.kinds, weight))


def plain_grams(units: Units, weight: int) -> Grams:
    """Returns the same in numpy, which is the reference."""
    count = len(units)
    if not count:
        return Grams(np.zeros(0, np.uint64), np.zeros(0, np.int32))
    each = int(WEIGHT_OF[units.kinds[0]])
    if each and (units.kinds == units.kinds[0]).all():
        length = -(-weight // each)
        lengths = np.full(max(0, count - length + 1), length, np.int32)
    else:
        total = np.zeros(count + 1, np.int64)
        np.cumsum(units.weights(), out=total[1:])
        ends = np.searchsorted(total, total[:-1] + weight)
        lengths = (ends - np.arange(count))[ends <= count].astype(np.int32)
    if not len(lengths):
        lengths = np.array([count], np.int32)
    return Grams(_hashes(units.ids, lengths), lengths)


def _hashes(ids: Numbers, lengths: Places) -> Numbers:
    """A rolling hash of the units under each run."""
    count, longest, shortest = len(lengths), int(lengths.max()), int(lengths.min())
    out = ids[:count].copy()
    for step in range(1, longest):
        if step < shortest:
            out *= _FACTOR
            out += ids[step : step + count]
        else:
            longer = np.flatnonzero(lengths > step)
            out[longer] = out[longer] * _FACTOR + ids[longer + step]
    return mix(out)


def winnow(hashes: Numbers, window: int = WINDOW) -> npt.NDArray[np.intp]:
    """Returns the ascending positions of every window's smallest hash, the rightmost of equals."""
    core = compiled_text()
    return plain_winnow(hashes, window) if core is None else core.winnow(hashes, window)


def plain_winnow(hashes: Numbers, window: int) -> npt.NDArray[np.intp]:
    """Returns the same in numpy, which is the reference."""
    count = len(hashes)
    if count <= window:
        if not count:
            return np.zeros(0, np.intp)
        return np.array([count - 1 - int(np.argmin(hashes[::-1]))])
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    places = np.arange(count - window + 1) + (window - 1) - np.argmin(views[:, ::-1], axis=1)
    keep = np.empty(len(places), bool)
    keep[0] = True
    np.not_equal(places[1:], places[:-1], out=keep[1:])
    kept: npt.NDArray[np.intp] = places[keep]
    return kept


def fingerprints(units: Units) -> tuple[Numbers, Places]:
    """Returns the winnowed shingles of a text and the units at which they begin."""
    hashes = grams(units, SHINGLE).hashes
    places = winnow(hashes, 1 if len(hashes) <= SHORT else WINDOW)
    return hashes[places], places.astype(np.int32)
