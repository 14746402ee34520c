"""Builds a draft from the paragraphs of an office document, and reads its properties."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.errors import InputError, Problem
from checker.formats.office.pdf_page import SCANNED
from checker.formats.rights import RightsBuilder
from checker.formats.text import read_text
from checker.formats.xml.tree import Element, descendants, text_of
from checker.models.draft import Draft, LeftOut, Metadatum, Rights
from checker.orders import orders_in
from checker.text.views import view_of

__all__ = ["STATED", "paragraphs_draft", "stated_title", "statements"]

FEW_WORDS = 12  # of a document with a picture, which below that may be a scan with a headline
WORD = re.compile(r"\w+")
COMMENT = "document:comment"
STATED = "document:"  # before the names of what a document's properties state
PROPERTIES = ("title", "creator", "initial-creator", "created", "creation-date", "modified",
              "subject", "rights", "publisher", "source")  # fmt: skip


def paragraphs_draft(
    paragraphs: Iterable[str],
    *,
    place: str,
    content_type: str,
    metadata: tuple[Metadatum, ...] = (),
    hidden: int = 0,
    links: Iterable[str] = (),
    damage: tuple[str, ...] = (),
    parts_unread: tuple[str, ...] = (),
    pictured: bool = False,
    comments: Iterable[str] = (),
) -> Draft:
    """Returns the draft of a document's paragraphs, with the zones of a plain text.

    Args:
        paragraphs: what readers see, in order.
        place: the file's name.
        content_type: the media type.
        metadata: the statements of its properties.
        hidden: the number of characters that readers cannot see.
        links: addresses of its links.
        damage: what could not be read.
        parts_unread: parts that were not read.
        pictured: whether it shows a picture, which may be one of its text if there are few words.
        comments: what the desk wrote beside it: orders in them count, the rest is left out.

    Raises:
        InputError: there is no text.
    """
    text = "\n\n".join(line for one in paragraphs if (line := one.strip()))
    if not text:
        what = "the document contains no text"
        raise InputError(Problem(place, what, "if it is a picture, provide its text"))
    draft = read_text(text, name=place)
    rights, commented = read_comments(comments)
    left_out = {"hidden": hidden, "comments": commented}
    if pictured and len(WORD.findall(text)) < FEW_WORDS:
        parts_unread = (*parts_unread, SCANNED)
    return replace(
        draft,
        title=stated_title(metadata),
        content_type=content_type,
        metadata=metadata,
        links=tuple(dict.fromkeys(links)),
        damage=(*draft.damage, *damage),
        parts_unread=parts_unread,
        rights=rights,
        left_out=tuple(LeftOut(why, size) for why, size in left_out.items() if size),
    )


def read_comments(comments: Iterable[str]) -> tuple[Rights, int]:
    """Returns the orders of what the desk wrote beside a text, and how many characters it wrote."""
    rights, size = RightsBuilder(), 0
    for comment in filter(None, map(str.strip, comments)):
        size += len(comment)
        if orders_in(view_of(comment)):
            rights.add("editors_note", COMMENT, comment)
    return rights.build(), size


def stated_title(metadata: Iterable[Metadatum]) -> str | None:
    """Returns the title that a document's properties state."""
    return next((m.value for m in metadata if m.name == f"{STATED}title"), None)


def statements(*roots: Element | None) -> Iterator[Metadatum]:
    """Yields what the properties of a document state: title, author, dates, rights."""
    for root in roots:
        for element in descendants(root, *PROPERTIES):
            name = element.tag.rpartition("}")[2]
            if value := text_of(element):
                yield Metadatum(f"{STATED}{_NAMES.get(name, name)}", value)


_NAMES = {"creation-date": "created", "initial-creator": "creator"}
