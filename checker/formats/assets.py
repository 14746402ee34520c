"""Recognises files without an article by their suffix, unless their content contradicts it."""

import os
from collections.abc import Callable
from typing import Final

from checker.formats.registry import recognised
from checker.formats.signatures import Head, head_of
from checker.formats.unread import unread

__all__ = ["PEEKED", "asset_reason", "may_hold_article"]

PEEKED: Final = 4096  # bytes of a file that are looked at where its suffix is that of an asset
LETTERS: Final = 100  # of a text that is worth reading; pointers to large files have fewer

# A web root is full of them, and none is an article. Documents and archives are not among them:
# they are opened like any file, and what cannot be read counts as not read.
_PICTURES_AND_PROGRAMS = """
    .avi .avif .bmp .class .dll .eot .exe .flac .flv .gif .heic .ico .jar .jpe .jpeg .jpg .m4a .m4v
    .mkv .mov .mp3 .mp4 .mpeg .mpg .o .ogg .ogv .otf .png .psd .pyc .so .swf .tif .tiff .ttf .wasm
    .wav .webm .webp .wmv .woff .woff2
"""
_BINARY = frozenset(_PICTURES_AND_PROGRAMS.split())
_CODE = frozenset((".css", ".js", ".jsm", ".map", ".mjs", ".svg"))  # text that no reader sees
_ZIPPED_CODE = frozenset((".jar",))
_DOCUMENTS = frozenset(("warc", "html", "mhtml", "mail"))  # beside those that are packed


def asset_reason(path: str, beginning: Callable[[], bytes]) -> str:
    """Returns why a file with this name is left out; "" if it is opened.

    Args:
        path: the file's name; only its suffix counts.
        beginning: returns its first `PEEKED` bytes; called only if the suffix is that of an asset.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _BINARY and suffix not in _CODE:
        return ""
    if may_hold_article(beginning(), suffix):
        return ""
    return f"{suffix} files are pictures, recordings or programs, no articles"


def may_hold_article(beginning: bytes, suffix: str = "") -> bool:
    """Returns whether the first bytes are those of a document, an archive or a text."""
    head = head_of(beginning, None)
    if (kind := unread(head)) is not None:
        return kind.document
    found = recognised(beginning)
    if found.name == "zip" and suffix in _ZIPPED_CODE:
        return False
    if found.packed:
        return True
    if found.name in _DOCUMENTS:
        return found.name != "html" or head.root.lower() == "html"
    return suffix not in _CODE and _is_prose(head)


def _is_prose(head: Head) -> bool:
    """Whether the beginning is letters; a byte above ASCII counts as one."""
    if head.packed:
        return False
    return sum(byte >= 128 or chr(byte).isalpha() for byte in head.raw) >= LETTERS
