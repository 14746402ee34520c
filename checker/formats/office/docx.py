"""Word documents (Office Open XML, ECMA-376): text, notes, text boxes, headers and footers.

Deleted and hidden text is left out, inserted text is read, and of comments the orders count. Of an
alternative for older programs the first choice counts, so that a text box is read once.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

from checker.errors import DamagedInput, Problem
from checker.formats.format import Document
from checker.formats.office.embedded import Embedded, relations_of
from checker.formats.office.package import opened_package, part_xml
from checker.formats.office.paragraphs import paragraphs_draft, statements
from checker.formats.xml.tree import Element, child, children, local
from checker.models.draft import Draft
from checker.values import dataclass

__all__ = ["docx_drafts"]

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPr",
                    "pPr", "sectPr", "tblPr"})  # fmt: skip
CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "tab": "\t",
    "ptab": "\t",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
AROUND = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
COMMENTS = re.compile(r"word/comments\d*\.xml")
MEDIA = re.compile(r"word/media/.")
PICTURES = frozenset({"drawing", "pict"})
# Elements that stand for a part, with the attribute that names the relation to it.
RELATED = {"altChunk": "id", "subDoc": "id", "OLEObject": "id", "relIds": "dm", "chart": "id"}
FALSE = ("0", "false", "off")


@dataclass(slots=True)
class Written:
    """The paragraphs of the parts of a document, and the number of hidden characters in them."""

    paragraphs: list[str] = field(default_factory=list)
    hidden: int = 0
    pictures: bool = False


def docx_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of a Word document.

    Raises:
        InputError: it is damaged, password-protected, over a limit, or contains no text.
    """
    place = document.place
    with opened_package(document.data, place) as package:
        main = main_name(package, place)
        names = [name for name in package.namelist() if AROUND.fullmatch(name)]
        written = Written()
        links: list[str] = []
        unread: list[str] = []
        for name in (main, *sorted(names)):
            relations = relations_of(package, name, place)
            embedded = Embedded(package, place, document.nest, relations)
            read_part(part_xml(package, (name,), place), written, embedded)
            written.paragraphs += embedded.rest()
            written.hidden += embedded.hidden
            unread += embedded.unread
            links += (r.target for r in relations.values() if r.external and r.kind == "hyperlink")
        comments = list(comments_in(package, place, document))
        core = part_xml(package, ("docProps/core.xml",), place)
        pictured = written.pictures and any(MEDIA.match(name) for name in package.namelist())
    yield paragraphs_draft(
        written.paragraphs,
        place=place,
        content_type=CONTENT_TYPE,
        metadata=tuple(statements(core)),
        hidden=written.hidden,
        links=links,
        parts_unread=tuple(dict.fromkeys(unread)),
        pictured=pictured,
        comments=comments,
    )


def comments_in(package: ZipFile, place: str, document: Document) -> Iterator[str]:
    """Yields the comments of a document, each with its paragraphs on lines of their own."""
    for name in sorted(filter(COMMENTS.fullmatch, package.namelist())):
        embedded = Embedded(package, place, document.nest, {})
        for comment in children(part_xml(package, (name,), place), "comment"):
            written = Written()
            read_part(comment, written, embedded)
            yield "\n".join(written.paragraphs)


def main_name(package: ZipFile, place: str) -> str:
    """Returns the name of the part with the text, wherever the package locates it."""
    relations = part_xml(package, ("_rels/.rels",), place)
    targets = [
        str(one.get("Target", "")).lstrip("/")
        for one in children(relations, "Relationship")
        if str(one.get("Type", "")).endswith("/officeDocument")
    ]
    known = set(package.namelist())
    found = next((name for name in (*targets, "word/document.xml") if name in known), None)
    if found is None:
        raise DamagedInput(Problem(place, "the Word document has no text part", "send it again"))
    return found


def read_part(root: Element | None, written: Written, embedded: Embedded) -> None:
    """Appends the paragraphs of a part; those of a text box precede its anchor paragraph."""
    if root is None:
        return
    open_paragraphs: list[list[str]] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = local(node)
        if event == "start":
            if name in UNSEEN:
                walk.skip_subtree()
            elif name == "r" and is_hidden(node):
                written.hidden += sum(len(t.text or "") for t in children(node, "t"))
                walk.skip_subtree()
            elif name == "p":
                open_paragraphs.append([])
            elif name in RELATED:
                found = embedded.paragraphs(
                    attribute(node, RELATED[name]), attribute(node, "ProgID")
                )
                written.paragraphs += found
            elif name in PICTURES:
                written.pictures = True
            elif open_paragraphs:
                open_paragraphs[-1].append(characters(node, name))
        elif name == "p" and open_paragraphs:
            written.paragraphs.append("".join(open_paragraphs.pop()))


def characters(node: Element, name: str) -> str:
    """Returns what an element inside a paragraph shows."""
    if name == "t":
        return node.text or ""
    if name == "sym":
        code = attribute(node, "char")
        known = re.fullmatch(r"[0-9A-Fa-f]{1,5}", code)
        return chr(int(code, 16)) if known and not 0xD800 <= int(code, 16) <= 0xF8FF else ""
    return CHARACTERS.get(name, "")


def is_hidden(run: Element) -> bool:
    """Returns whether a run of characters is formatted as hidden."""
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val").lower() not in FALSE


def attribute(node: Element, name: str) -> str:
    """Returns an attribute by its local name."""
    found: dict[Any, Any] = {str(key).rpartition("}")[2]: value for key, value in node.items()}
    return str(found.get(name, ""))
