"""Fixes made on what was sent: markup, fields, an editor's JSON, where offsets count otherwise.

The steps of a fix count in the text that readers see. Each of its characters is found again in the
source; a fix is made only if reading the mended source gives the very words that it was to give.
"""

from checker.mending.mend import Mended, mended
from checker.mending.pieces import Cut, Piece

__all__ = ["Cut", "Mended", "Piece", "mended"]
