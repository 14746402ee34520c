"""OpenDocument texts (ISO/IEC 26300): text, notes, text boxes, headers, footers, objects."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from checker.errors import DamagedInput, Problem
from checker.formats.format import Document
from checker.formats.office.package import opened_package, part_xml
from checker.formats.office.paragraphs import paragraphs_draft, statements
from checker.formats.xml.tree import Element, children, descendants, first, local
from checker.models.draft import Draft

__all__ = ["odt_drafts"]

CONTENT_TYPE: Final = "application/vnd.oasis.opendocument.text"
UNSEEN = frozenset({"tracked-changes", "annotation", "hidden-text", "sequence-decls", "forms",
                    "note-citation", "title", "desc"})  # fmt: skip
OBJECT = re.compile(r"[^/]+/content\.xml")
PICTURE = re.compile(r"Pictures/.")
WRITTEN = ("text", "spreadsheet", "presentation", "drawing")
SPACES = 200  # at most, of one element that stands for many
HEADERS = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")


def odt_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of an OpenDocument text.

    Raises:
        InputError: it is damaged, password-protected, over a limit, or contains no text.
    """
    place = document.place
    with opened_package(document.data, place) as package:
        manifest = part_xml(package, ("META-INF/manifest.xml",), place)
        if first(manifest, "encryption-data") is not None:
            what = "the document is protected by a password"
            raise DamagedInput(Problem(place, what, "save it without a password"))
        content = part_xml(package, ("content.xml",), place)
        styles = part_xml(package, ("styles.xml",), place)
        meta = part_xml(package, ("meta.xml",), place)
        names = package.namelist()
        objects = [part_xml(package, (name,), place) for name in names if OBJECT.fullmatch(name)]
    if content is None:
        raise DamagedInput(Problem(place, "the document has no text part", "send it again"))
    body = first(content, "body")
    parts = [content if body is None else body, *descendants(styles, *HEADERS)]
    parts += (one for found in objects if (one := written_in(found)) is not None)
    links = [
        str(value)
        for link in descendants(content, "a")
        for key, value in link.items()
        if str(key).endswith("}href") and str(value).startswith(("http:", "https:", "//"))
    ]
    yield paragraphs_draft(
        [text for part in parts for text in paragraphs(part)],
        place=place,
        content_type=CONTENT_TYPE,
        metadata=tuple(statements(meta)),
        links=links,
        parts_unread=tuple("an embedded object" for _ in descendants(content, "object-ole")),
        comments=[
            "\n".join(text for line in children(note, "p", "list") for text in paragraphs(line))
            for note in descendants(content, "annotation")
        ],
        pictured=first(content, "image") is not None and any(map(PICTURE.match, names)),
    )


def written_in(content: Element | None) -> Element | None:
    """Returns the words of an embedded text, table or drawing; None for a chart or a formula."""
    return next(iter(children(first(content, "body"), *WRITTEN)), None)


def paragraphs(root: Element) -> Iterator[str]:
    """Yields the paragraphs and headings of a part.

    Those of a text box come before the one it is in.
    """
    waiting: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        name = local(node)
        if event == "start":
            if name in UNSEEN:
                walk.skip_subtree()  # its end comes all the same, with the text after it
                continue
            if name in ("p", "h"):
                waiting.append([])
            if waiting:
                waiting[-1].append(shown(node, name))
        else:
            if name in ("p", "h") and waiting and name not in UNSEEN:
                yield "".join(waiting.pop())
            if waiting:
                waiting[-1].append(node.tail or "")


def shown(node: Element, name: str) -> str:
    """Returns what an element shows before its first child."""
    if name == "s":
        count = next((v for k, v in node.items() if str(k).rpartition("}")[2] == "c"), "1")
        return " " * min(int(count), SPACES) if count.isdigit() else " "
    return {"tab": "\t", "line-break": "\n"}.get(name, node.text or "")
