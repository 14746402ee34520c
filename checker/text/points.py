"""The code points of a text as an array."""

import numpy as np
import numpy.typing as npt

__all__ = ["Points", "code_points"]

Points = npt.NDArray[np.uint32]


def code_points(text: str) -> Points:
    """The code points of a text, lone surrogates too (a read-only view)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
