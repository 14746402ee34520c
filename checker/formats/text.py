"""Plain text and Markdown: the text exactly as given, and the purpose of each paragraph."""

from collections.abc import Iterator
from dataclasses import replace

from checker.errors import InputError, Problem
from checker.formats.charset import clean_surrogates, control_notes, decode
from checker.formats.format import Document
from checker.formats.registry import type_of_name
from checker.formats.text_zones import text_zones
from checker.models.draft import Draft

__all__ = ["MAX_CHARACTERS", "read_text", "text_drafts"]

MAX_CHARACTERS = 64 * 1024 * 1024


def text_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of a plain text or Markdown file."""
    draft = read_text(document.data, content_type=document.content_type, name=document.place)
    if document.kind.name == "markdown":
        draft = replace(draft, content_type="text/markdown")
    yield draft


def read_text(
    data: bytes | str,
    *,
    content_type: str | None = None,
    name: str | None = None,
    title: str | None = None,
) -> Draft:
    """Reads a plain text or Markdown document; `Draft.text` is the text as given.

    A byte order mark is left out when bytes are decoded; nothing else changes, so offsets count in
    what was sent. Lone surrogates and unreadable bytes become U+FFFD, noted in `Draft.damage`.
    Raises InputError for an empty file, binary or too large input; an empty string is a draft.
    """
    if isinstance(data, bytes):
        decoded = decode(data, content_type=content_type)
    else:
        decoded = clean_surrogates(data)
    text, damage = decoded.text, decoded.damage
    if len(text) > MAX_CHARACTERS:
        limit = f"the limit is {MAX_CHARACTERS // 1024**2} million characters"
        raise InputError(Problem(name or "", "too large", limit))
    if isinstance(data, bytes) and not text.strip():
        # An empty file is a mistake; an empty field is what editors' systems save all day.
        raise InputError(Problem(name or "", "empty document", "nothing to check"))
    damage = (*damage, *control_notes(text))
    markdown = "markdown" in (content_type or "") or type_of_name(name) == "markdown"
    return Draft(
        text=text,
        zones=text_zones(text),
        title=title,
        content_type="text/markdown" if markdown else "text/plain",
        damage=damage,
    )
