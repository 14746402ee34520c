"""Word documents (Office Open XML, ECMA-376): text, notes, text boxes, headers and footers.

Deleted and hidden text is left out, inserted text is read; of an alternative for older programs the
first choice counts, so that a text box is read once.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any, Final
from zipfile import ZipFile

from lxml import etree

from checker.errors import DamagedInput, Problem
from checker.formats.format import Document
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
FALSE = ("0", "false", "off")


@dataclass(slots=True)
class Written:
    """The paragraphs of the parts of a document, and the number of hidden characters in them."""

    paragraphs: list[str] = field(default_factory=list)
    hidden: int = 0


def docx_drafts(document: Document) -> Iterator[Draft]:
    """Yields the one draft of a Word document.

    Raises:
        InputError: it is damaged, password-protected, over a limit, or contains no text.
    """
    place = document.place
    with opened_package(document.data, place) as package:
        root = main_part(package, place)
        around = sorted(name for name in package.namelist() if AROUND.fullmatch(name))
        written = Written()
        for part in (root, *(part_xml(package, (name,), place) for name in around)):
            read_part(part, written)
        core = part_xml(package, ("docProps/core.xml",), place)
        links = list(addresses(part_xml(package, ("word/_rels/document.xml.rels",), place)))
    yield paragraphs_draft(
        written.paragraphs,
        place=place,
        content_type=CONTENT_TYPE,
        metadata=tuple(statements(core)),
        hidden=written.hidden,
        links=links,
    )


def main_part(package: ZipFile, place: str) -> Element:
    """Returns the root of the part with the text, wherever the package locates it."""
    relations = part_xml(package, ("_rels/.rels",), place)
    targets = [
        str(one.get("Target", "")).lstrip("/")
        for one in children(relations, "Relationship")
        if str(one.get("Type", "")).endswith("/officeDocument")
    ]
    root = part_xml(package, (*targets, "word/document.xml"), place)
    if root is None:
        raise DamagedInput(Problem(place, "the Word document has no text part", "send it again"))
    return root


def read_part(root: Element | None, written: Written) -> None:
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


def addresses(relations: Element | None) -> Iterator[str]:
    """Yields the addresses of external links in the document; nothing is opened."""
    for one in children(relations, "Relationship"):
        if one.get("TargetMode") == "External" and str(one.get("Type", "")).endswith("/hyperlink"):
            yield str(one.get("Target", ""))
