"""The tables by which letters are cut into units and units are numbered."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from checker.text.tables import APOSTROPHE, CLUSTER, JOINS, SEPARATOR, SINGLE, WORD
from checker.values import dataclass

__all__ = ["TOP", "WEIGHTS", "WEIGHT_OF", "Numbers", "UnitTables", "mix", "unit_tables"]

TOP = 0x32400  # code points from here on are in no unit
WEIGHTS = {WORD: 6, SINGLE: 3, CLUSTER: 2}  # in sixths of a word
WEIGHT_OF = np.array([WEIGHTS.get(kind, 0) for kind in range(8)], np.int32)
_PLACES = 256

Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class UnitTables:
    """What is known of each folded code point, and where units begin and end."""

    kinds: npt.NDArray[np.uint8]  # of every folded code point
    characters: Numbers  # a random number a code point, 0 for what is in no unit
    places: Numbers  # a random odd factor for each place in a word
    begins: npt.NDArray[np.bool_]  # by kind of the point before * 8 + kind of the point
    stops: npt.NDArray[np.bool_]  # by kind of the point * 8 + kind of the point after
    scripts: npt.NDArray[np.uint8]
    latin: npt.NDArray[np.uint32]


@lru_cache(maxsize=1)
def unit_tables() -> UnitTables:
    """Returns the tables that ship with the package, loaded once a process."""
    folder = files("checker.text") / "unicode"
    with as_file(folder / "kinds.npz") as path, np.load(path) as stored:
        runs, of_run = stored["run_starts"].astype(np.int64), stored["run_kinds"]
        lengths = np.diff(np.append(runs[runs < TOP], TOP))
        kinds = np.repeat(of_run[: len(lengths)], lengths)
        latin = np.arange(0x600, dtype=np.uint32)
        latin[stored["alike_points"]] = stored["alike_latin"]
        scripts = stored["scripts"]
    characters = mix(np.arange(1, TOP + 1, dtype=np.uint64))
    characters[(kinds == SEPARATOR) | (kinds == APOSTROPHE)] = 0
    places = mix(np.arange(1 << 40, (1 << 40) + _PLACES, dtype=np.uint64)) | np.uint64(1)
    before, after = np.divmod(np.arange(64), 8)
    inside = (WORD, SINGLE, CLUSTER, JOINS)
    begins = (
        np.isin(after, (SINGLE, CLUSTER))
        | ((after == WORD) & ~np.isin(before, (WORD, JOINS)))
        | ((after == JOINS) & ~np.isin(before, inside))
    )
    stops = np.isin(before, inside) & (~np.isin(after, inside) | begins)
    return UnitTables(kinds, characters, places, begins, stops, scripts, latin)


def mix(numbers: Numbers) -> Numbers:
    """Mixes uint64 numbers bijectively (SplitMix64 finaliser); stored fingerprints depend on it."""
    out = numbers ^ (numbers >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out
