"""Subtitles as a text: SubRip (.srt) and WebVTT (.vtt), without their numbers and times.

A story that is shown sentence by sentence is one story: its cues follow one another as lines of
one block, so that a copied passage is whole.
"""

import re
from collections.abc import Iterator

from checker.formats.charset import clean_surrogates, decode
from checker.formats.items import BadRecord, Block, WireItem
from checker.formats.markup import from_html
from checker.models.draft import LeftOut

__all__ = ["read_subtitles"]

CUE = re.compile(r"(?:\d+:)?\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
SIGN = re.compile(r"</?(?:[bcivu]|ruby|rt|lang|font)\b[^<>]*>|<[\d:.]+>|\{\\[^}]*\}", re.IGNORECASE)
HIDDEN = re.compile(r"(?:NOTE|STYLE|REGION)\b")


def read_subtitles(
    data: bytes | str,
    *,
    place: str,
    zone: str | None,  # noqa: ARG001 as every reader
) -> Iterator[WireItem | BadRecord]:
    """Yields the one item of a file of subtitles; `left_out` counts numbers, times and notes."""
    decoded = decode(data) if isinstance(data, bytes) else clean_surrogates(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    words = "\n".join(once(spoken(text)))
    yield WireItem(
        place=place,
        content_type="text/vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "text/x-subrip",
        body=(Block(words),) if words else (),
        damage=decoded.damage,
        left_out=(LeftOut("times", len(text) - len(words)),),
        empty_because="subtitles without words",
    )


def spoken(text: str) -> Iterator[str]:
    """Yields the lines of the cues, without signs of their style."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip("\ufeff\n ").split("\n")
        at = next((n for n, line in enumerate(lines) if CUE.match(line.strip())), None)
        if at is None:
            if block.strip() and not HIDDEN.match(lines[0]) and not lines[0].startswith("WEBVTT"):
                yield from map(plain, lines)  # a cue with an empty line in it
            continue
        yield from map(plain, lines[at + 1 :])


def plain(line: str) -> str:
    """Returns a line as it is shown."""
    bare = SIGN.sub("", line).strip()
    return " ".join(b.text for b in from_html(bare).blocks) if "&" in bare else bare


def once(lines: Iterator[str]) -> list[str]:
    """Returns lines that roll up are in several cues in a row: each counts once."""
    kept: list[str] = []
    for line in lines:
        if line and line not in kept[-2:]:
            kept.append(line)
    return kept
