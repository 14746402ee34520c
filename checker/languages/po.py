"""Reads a catalogue of translations as its translators edit it: a gettext file, in PO format.

The file is read when its language is first asked for, so that a working copy, an editable install
and a wheel show the same and no compiled file can be older than its source.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import field
from gettext import GNUTranslations
from pathlib import Path

from checker.errors import ConfigurationError, Problem
from checker.values import dataclass
from checker.wording import worded

__all__ = ["read_catalogue"]

_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_MAGIC = 0x950412DE
_HEADER = 28  # bytes of a compiled catalogue before its tables


@dataclass(slots=True)
class _Entry:
    """One message: its texts by keyword, and whether it is in use."""

    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    def pair(self) -> tuple[str, str] | None:
        """Returns what gettext compiles from it; None if it is not translated."""
        one = self.texts.get("msgid")
        forms = [text for key, text in self.texts.items() if key.startswith("msgstr")]
        if one is None or self.fuzzy or not all(forms):
            return None
        many = self.texts.get("msgid_plural")
        return (one if many is None else f"{one}\0{many}", "\0".join(forms))


def read_catalogue(path: Path) -> GNUTranslations:
    """Returns the translations of a PO file, ready to be asked.

    Raises:
        ConfigurationError: a line is none of the format.
        OSError: the file cannot be read.
    """
    entries = _entries(path.read_text(encoding="utf-8").splitlines(), str(path))
    pairs = dict(filter(None, (entry.pair() for entry in entries)))
    return GNUTranslations(io.BytesIO(_compiled(pairs)))


def _entries(lines: list[str], place: str) -> Iterator[_Entry]:
    entry, key = _Entry(), ""
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if line.startswith("#"):
            if "msgstr" in entry.texts or "msgstr[0]" in entry.texts:
                yield entry
                entry = _Entry()
            entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
        elif line.startswith("msg"):
            key, _, quoted = line.partition(" ")
            if key == "msgid" and entry.texts:
                yield entry
                entry = _Entry()
            entry.texts[key] = _unquoted(quoted, place, number)
        elif line.startswith('"') and key:
            entry.texts[key] += _unquoted(line, place, number)
        elif line:
            raise _unreadable(place, number)
    yield entry


def _unquoted(quoted: str, place: str, number: int) -> str:
    text = quoted.strip()
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise _unreadable(place, number)
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), text[1:-1])


def _unreadable(place: str, number: int) -> ConfigurationError:
    return ConfigurationError(
        Problem(f"{place}:{number}", worded("this line is not in the PO format of gettext"))
    )


def _compiled(pairs: dict[str, str]) -> bytes:
    """The pairs in gettext's binary format, which the standard library reads."""
    rows = [(key.encode(), value.encode()) for key, value in sorted(pairs.items())]
    keys = b"".join(key + b"\0" for key, _ in rows)
    values = b"".join(value + b"\0" for _, value in rows)
    first = _HEADER + 16 * len(rows)
    header = struct.pack("<7I", _MAGIC, 0, len(rows), _HEADER, _HEADER + 8 * len(rows), 0, first)
    places = _places([key for key, _ in rows], first)
    places += _places([value for _, value in rows], first + len(keys))
    return header + places + keys + values


def _places(texts: list[bytes], start: int) -> bytes:
    written = b""
    for text in texts:
        written += struct.pack("<2I", len(text), start)
        start += len(text) + 1
    return written
