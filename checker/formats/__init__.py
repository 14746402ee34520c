"""Formats: bytes of any known format to a draft to be checked, or to sources for the store.

`read_draft` reads one document as a text to be checked, `read_drafts` every document of a file that
holds many, `read_sources` every licensed item of a file.
"""

from checker.formats.dispatch import read_draft, read_drafts, read_sources
from checker.formats.owners import owner_of
from checker.formats.record import BadRecord
from checker.formats.sniffing import KNOWN_TYPES, sniff

__all__ = [
    "KNOWN_TYPES",
    "BadRecord",
    "owner_of",
    "read_draft",
    "read_drafts",
    "read_sources",
    "sniff",
]
