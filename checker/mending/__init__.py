"""Applies fixes to what was sent: markup, fields, an editor's JSON, with offsets of their own.

The steps of a fix count in the text that readers see. Each of its characters is located in the
source; a fix is made only if reading the changed source gives exactly the intended words.
"""

from checker.mending.mend import Mended, mended
from checker.mending.pieces import Cut, Piece

__all__ = ["Cut", "Mended", "Piece", "mended"]
