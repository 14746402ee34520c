"""The definition of a format, and a file to be read in it."""

from collections.abc import Callable
from dataclasses import field
from typing import Literal

from checker.formats.nesting import Nesting
from checker.formats.signatures import Head
from checker.values import dataclass

__all__ = ["Document", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its names, its characteristics, its readers.

    A format of the wire names `items`, which gives wire items; drafts and sources are made from
    those. Any other format names `drafts` and `sources`. A mail names `items` and `drafts`: its one
    draft is the message, its drafts are those of its attachments too.

    Attributes:
        name: the type id, as `--as` and the API take it.
        many: whether one file can contain several documents.
        items: "module:function" of `(content, *, place, zone) -> Iterator[WireItem | BadRecord]`.
        syntax: what `content` is: the bytes or text as given; an `xml.parse.Parsed`; or a JSON
            value, with the notes of its repair as a further argument `notes`.
        drafts: "module:function" of `(document) -> Iterator[Draft | BadRecord]`.
        sources: "module:function" of `(document, context) -> Iterator[Source | BadRecord]`.
        suffixes: of file names, in lower case with their dot.
        media_types: of `Content-Type` headers that decide the format, in lower case.
        roots: local names of XML root elements that belong to no other format.
        signature: a test of the first bytes, for what a root element cannot show.
        item_tags: local names of the elements that hold the items of a feed, for the rescue of
            whole items from a feed that is not well-formed.
        envelopes: root elements that hold such items.
        unzipped: whether gzip is removed before reading (a web archive is read compressed).
        no_text: what a document of this format is, if it must not be read as plain text or HTML on
        request, because its characters are not those that readers see.
        packed: whether the bytes are not text at all, so that no other format can be requested.
    """

    name: str
    many: bool = False
    items: str = ""
    syntax: Literal["", "xml", "json"] = ""
    drafts: str = ""
    sources: str = ""
    suffixes: tuple[str, ...] = ()
    media_types: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    signature: Callable[[Head], bool] | None = None
    item_tags: tuple[str, ...] = ()
    envelopes: tuple[str, ...] = ()
    unzipped: bool = True
    no_text: str = ""
    packed: bool = False

    def matches(self, head: Head) -> bool:
        """Returns whether a document with this beginning has this format."""
        if head.root and head.root in self.roots:
            return True
        return self.signature is not None and self.signature(head)


@dataclass(frozen=True, slots=True)
class Document:
    """One file to be read: its content without gzip, its name, and what the caller knows of it.

    `place` is the file's name for messages, `zone` the provider's time zone, `recover` whether a
    damaged document is read as far as possible, `nest` the depth inside archives.
    """

    data: bytes | str
    kind: Format
    place: str = ""
    content_type: str | None = None
    zone: str | None = None
    recover: bool = False
    nest: Nesting = field(default_factory=Nesting)
