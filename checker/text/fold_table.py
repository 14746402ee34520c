"""The table of folding that ships with the package (built by checker.text.tables)."""

from functools import lru_cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from checker.text.points import Points
from checker.values import dataclass

__all__ = ["EXPANDS", "FoldTable", "Offsets", "fold_table"]

EXPANDS = 0x110000  # values from here on point into the table of expansions

Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FoldTable:
    """The folding of every code point: 0 transparent, below EXPANDS a code point.

    Larger values v stand for `expansions[starts[v - EXPANDS] : starts[v - EXPANDS + 1]]`.
    """

    values: Points
    starts: Offsets
    expansions: Points


@lru_cache(maxsize=1)
def fold_table() -> FoldTable:
    """Returns the table that ships with the package, loaded once per process (about 2 ms)."""
    with as_file(files("checker.text") / "unicode" / "fold.npz") as path, np.load(path) as stored:
        values = np.arange(EXPANDS, dtype=np.uint32)
        for name in ("hangul", "changed"):
            first = stored[f"{name}_points"]
            values[first] = stored[f"{name}_values"]
        return FoldTable(values, stored["starts"], stored["expansions"])
