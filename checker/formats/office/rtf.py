"""Rich Text Format 1.9: running text, notes, text boxes, headers and footers.

Hidden and deleted text is left out, and of comments the orders count. A single pass over the tokens
uses a stack of groups, so the cost is linear in the length of even a hostile file.
"""

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from importlib.resources import files
from typing import Any, Final

from checker.errors import InputError, Problem
from checker.formats.format import Document
from checker.formats.office.paragraphs import STATED, paragraphs_draft
from checker.models.draft import Draft, Metadatum
from checker.values import dataclass
from checker.wording import worded

__all__ = ["rtf_drafts"]

CONTENT_TYPE: Final = "application/rtf"
MOST_BYTES = 256 * 1024 * 1024
TOKEN = re.compile(
    rb"\\(?:([A-Za-z]{1,32})(-?[0-9]{1,9})? ?|'([0-9A-Fa-f]{2})|([^A-Za-z]))|([{}])|([^\\{}\r\n]+)"
)
LINK = re.compile(r'HYPERLINK\s{1,9}"([^"\s]{1,2000})"')
CODEPAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
STATEMENTS = {"title": "title", "author": "creator", "subject": "subject", "company": "publisher"}
OFF = (b"0",)
NEXT = "\x1e"  # before each comment


@dataclass(frozen=True, slots=True)
class Group:
    """The state inside a pair of braces.

    `into` is where its text goes: "text", "apart" (a note, a header), "hidden", "comments",
    "field", the name of a statement, or "" for nowhere.
    """

    into: str = "text"
    font: int = -1
    skip: int = 1  # letters after each \\u, for readers that know no Unicode
    starred: bool = False
    fresh: bool = True  # no control word yet


@dataclass(slots=True)
class Reading:
    """The state of reading."""

    words: Mapping[str, Any]
    encoding: str = "cp1252"
    encodings: dict[int, str] = field(default_factory=dict)
    default_font: int = -1
    font: int = -1
    waiting: bytearray = field(default_factory=bytearray)
    skip: int = 0
    pieces: dict[str, list[str]] = field(default_factory=dict)
    odd: int = 0
    pictures: bool = False

    def add(self, group: Group, text: str) -> None:
        """Adds text at the destination of the group."""
        self.flush(group)
        if group.into:
            self.pieces.setdefault(group.into, []).append(text)

    def flush(self, group: Group) -> None:
        """Decodes waiting bytes once all of them are present: two may form one character."""
        if not self.waiting:
            return
        raw = bytes(self.waiting)
        self.waiting.clear()
        if not group.into:
            return
        font = group.font if group.font >= 0 else self.default_font
        text = raw.decode(self.encodings.get(font) or self.encoding, "replace")
        self.odd += text.count("\ufffd")
        self.pieces.setdefault(group.into, []).append(text)


def rtf_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of an RTF document.

    Raises:
        InputError: it is too large or contains no text.
    """
    data, place = document.data, document.place
    raw = data.encode("latin-1", "replace") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        raise InputError(
            Problem(
                place,
                "too large",
                worded("the limit is {MOST_BYTES} MB", MOST_BYTES=MOST_BYTES // 1024**2),
            )
        )
    words = tomllib.loads(
        files("checker.formats.office").joinpath("rtf_words.toml").read_text("utf-8")
    )
    reading = Reading(words)
    ended = read(raw, reading)
    text = joined(reading.pieces, "text").split("\n")
    apart = joined(reading.pieces, "apart").split("\n")
    told = [(name, joined(reading.pieces, name).strip()) for name in STATEMENTS.values()]
    damage = [] if ended else ["the RTF file ends before its last group does"]
    if reading.odd:
        damage.append(f"{reading.odd} characters do not fit the code page that the file states")
    draft = paragraphs_draft(
        [*text, *apart],
        place=place,
        content_type=CONTENT_TYPE,
        metadata=tuple(Metadatum(f"{STATED}{name}", value) for name, value in told if value),
        hidden=len(joined(reading.pieces, "hidden")),
        links=LINK.findall(joined(reading.pieces, "field")),
        damage=tuple(damage),
        parts_unread=tuple(objects(joined(reading.pieces, "objects"))),
        pictured=reading.pictures,
        comments=joined(reading.pieces, "comments").split(NEXT),
    )
    yield replace(draft, truncated=not ended)


def objects(classes: str) -> Iterator[str]:
    """Yields the embedded objects that were not read; a formula holds no text."""
    for line in classes.split("\n")[1:]:
        if not line.strip().casefold().startswith(("equation", "mathtype")):
            yield f"an embedded object {line.strip()}".rstrip()


def joined(pieces: Mapping[str, list[str]], name: str) -> str:
    """Returns the text of one kind, with surrogate pairs combined."""
    text = "".join(pieces.get(name, ()))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def read(raw: bytes, reading: Reading) -> bool:
    """Reads all tokens; returns whether the outermost group ends."""
    stack: list[Group] = []
    group = Group()
    at = 0
    while at < len(raw):
        found = TOKEN.match(raw, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, number, code, sign, brace, plain = found.groups()
        if word is not None:
            if word == b"bin":
                at += min(max(int(number or 0), 0), len(raw) - at)
                continue
            group = controlled(word.decode(), number, group, reading)
        elif brace == b"{":
            reading.flush(group)
            stack.append(group)
            group = replace(group, fresh=True, starred=False)
        elif brace == b"}":
            reading.flush(group)
            reading.skip = 0
            if group.into == "apart" and stack and stack[-1].into != "apart":
                reading.add(group, "\n")
            group = stack.pop() if stack else group
            if not stack:
                return True
        elif code is not None:
            lettered(bytes.fromhex(code.decode()), reading)
        elif sign == b"*":
            group = replace(group, starred=True)
        elif sign is not None:
            shown = reading.words["signs"].get(sign.decode("latin-1"))
            if shown is not None:
                reading.add(group, shown)
        else:
            group = replace(group, fresh=False) if group.fresh else group
            lettered(plain, reading)
    reading.flush(group)
    return False


def lettered(raw: bytes, reading: Reading) -> None:
    """Handles bytes of text, except those that substitute for a character given by its number."""
    left = max(0, reading.skip - len(raw))
    reading.waiting += raw[reading.skip :]
    reading.skip = left


def controlled(word: str, number: bytes | None, group: Group, reading: Reading) -> Group:
    """Handles what a control word shows or changes."""
    reading.flush(group)
    value = int(number) if number is not None else None
    if word == "u" and value is not None:
        reading.add(group, chr(value & 0xFFFF))
        reading.skip = group.skip
        return group
    reading.skip = 0
    shown = reading.words["shows"].get(word)
    if shown is not None:
        reading.add(group, shown)
    elif word == "uc" and value is not None:
        return replace(group, skip=max(0, value))
    elif word in ("v", "deleted") and group.into in ("text", "apart", "hidden"):
        shown_again = "text" if group.into == "hidden" else group.into
        return replace(group, into=shown_again if number in OFF else "hidden")
    elif word == "plain" and group.into == "hidden":
        return replace(group, into="text")
    elif word in CODEPAGES or word in ("ansicpg", "deff", "f", "fcharset"):
        return coded(word, value, group, reading)
    elif group.fresh:
        return opened_by(word, group, reading)
    return group


def coded(word: str, value: int | None, group: Group, reading: Reading) -> Group:
    """Handles control words for the encoding of bytes."""
    if word == "f" and value is not None:
        return replace(group, font=value)
    if word == "deff" and value is not None:
        reading.default_font = value
    elif word == "fcharset":
        known = reading.words["charsets"].get(str(value))
        if known and value != 0:  # "ANSI" is the code page that the file states
            reading.encodings[group.font] = known
    elif word == "ansicpg":
        reading.encoding = known_codec(f"cp{value}") or reading.encoding
    elif word in CODEPAGES:
        reading.encoding = CODEPAGES[word]
    return group


def known_codec(name: str) -> str:
    """Returns the name if Python has such a codec; "cp65001" is UTF-8."""
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return ""


def opened_by(word: str, group: Group, reading: Reading) -> Group:
    """Returns the group that its first control word opens: a note, a header, a table of fonts."""
    groups = reading.words["groups"]
    opened = replace(group, fresh=False)
    reading.pictures |= word in ("pict", "shppict")
    if word == "object":
        reading.add(replace(group, into="objects"), "\n")
    if word == "annotation":
        reading.add(replace(group, into="comments"), NEXT)
        return replace(opened, into="comments")
    if word == "objclass":
        return replace(opened, into="objects")
    if word == "result":  # what a reader sees of an object
        return replace(opened, into="text")
    if word in groups["apart"]:
        return replace(opened, into="apart") if group.into or word == "shptxt" else opened
    if word == "fldinst":
        return replace(opened, into="field")
    if word in STATEMENTS:
        return replace(opened, into=STATEMENTS[word])
    if word in groups["silent"] or word == "info":
        return replace(opened, into="")
    if group.starred and word not in groups["starred"]:
        return replace(opened, into="")
    return opened
