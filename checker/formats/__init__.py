"""Formats: reads bytes of any known format as a draft to check, or as sources for the store.

`read_draft` reads one document as a text to check, `read_drafts` every document of a file that
contains many, `read_sources` every licensed item of a file. `checker.formats.registry` is the table
of formats. A reader preserves what the wire states; it never judges it.
"""

from checker.formats.dispatch import (
    read_draft,
    read_drafts,
    read_sources,
    refuse_no_words,
    unpacked,
)
from checker.formats.items import BadRecord
from checker.formats.owners import owner_of
from checker.formats.registry import known_types, sniff
from checker.formats.unread import refuse_unread

__all__ = [
    "BadRecord",
    "known_types",
    "owner_of",
    "read_draft",
    "read_drafts",
    "read_sources",
    "refuse_no_words",
    "refuse_unread",
    "sniff",
    "unpacked",
]
