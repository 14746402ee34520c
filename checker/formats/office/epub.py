"""E-books in EPUB 2 and 3: every chapter of the reading order is a page."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

from checker.errors import DamagedInput, InputError, Problem
from checker.formats.format import Document
from checker.formats.html.document import read_html
from checker.formats.items import BadRecord, bad_records
from checker.formats.office.package import member_bytes, opened_package, part_xml
from checker.formats.xml.tree import Element, child, children, descendants, first, text_of
from checker.models.draft import Draft
from checker.times import published_time

__all__ = ["epub_drafts"]

PAGES: Final = ("application/xhtml+xml", "text/html")
CHAPTER_BYTES = 16 * 1024 * 1024


def epub_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the chapters of a book that contain text; locked and missing ones are reported.

    Raises:
        InputError: the book is damaged, over a limit, or states no reading order.
    """
    place = document.place
    with opened_package(document.data, place) as package:
        path, root = reading_order(package, place)
        locked = set(encrypted(part_xml(package, ("META-INF/encryption.xml",), place)))
        metadata = child(root, "metadata")
        date = published_time(text_of(child(metadata, "date")), None)
        language = text_of(child(metadata, "language")) or None
        for name in chapters(root, posixpath.dirname(path)):
            found = chapter(package, name, locked, place)
            if isinstance(found, BadRecord) or found.text.strip():
                yield (
                    found
                    if isinstance(found, BadRecord)
                    else replace(found, published=date, language=found.language or language)
                )


def reading_order(package: ZipFile, place: str) -> tuple[str, Element]:
    """Returns the path and the root of the package document."""
    container = part_xml(package, ("META-INF/container.xml",), place)
    rootfile = first(container, "rootfile")
    path = str(rootfile.get("full-path", "")) if rootfile is not None else ""
    root = part_xml(package, (path,), place) if path else None
    if root is None:
        raise DamagedInput(Problem(place, "the book states no reading order", "send it again"))
    return path, root


def chapters(root: Element, folder: str) -> Iterator[str]:
    """Yields the names of the pages in the reading order, without the table of contents."""
    items = {str(one.get("id")): one for one in children(child(root, "manifest"), "item")}
    for reference in children(child(root, "spine"), "itemref"):
        item = items.get(str(reference.get("idref")))
        if item is None or "nav" in str(item.get("properties", "")).split():
            continue
        if item.get("media-type") in PAGES:
            href = unquote(str(item.get("href", "")).partition("#")[0])
            yield posixpath.normpath(posixpath.join(folder, href))


def chapter(package: ZipFile, name: str, locked: set[str], place: str) -> Draft | BadRecord:
    """Returns one chapter as a draft, or the reason why it is none."""
    where = f"{place}/{name}"
    if name in locked:
        return BadRecord(where, "the chapter is encrypted", "provide the book without protection")
    try:
        content = member_bytes(package, package.getinfo(name), where, CHAPTER_BYTES)
        return replace(read_html(content, content_type=PAGES[0], name=where), id=name)
    except KeyError:
        return BadRecord(where, "the chapter is not in the book", "send it again")
    except InputError as error:
        return next(bad_records(error, where))


def encrypted(root: Element | None) -> Iterator[str]:
    """Yields the names of encrypted members."""
    for reference in descendants(root, "CipherReference"):
        yield unquote(str(reference.get("URI", "")))
