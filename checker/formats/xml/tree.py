"""Navigates a parsed document by local names, whatever the namespaces of its version."""

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = [
    "Element",
    "child",
    "children",
    "descendants",
    "first",
    "language_of",
    "local",
    "path_text",
    "text_of",
    "verbatim",
]

Element: TypeAlias = Any  # lxml has no type hints
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def local(element: Element) -> str:
    """Returns an element's name without its namespace; "" for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yields child elements with one of the local names (any element child without names)."""
    if element is None:
        return
    for node in element:
        name = local(node)
        if name and (not names or name in names):
            yield node


def child(element: Element | None, *names: str) -> Element | None:
    """Returns the first child element with one of the local names."""
    return next(children(element, *names), None)


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """Yields elements inside with one of the local names, in document order."""
    if element is None:
        return
    for node in element.iter():
        if node is not element and local(node) in names:
            yield node


def first(element: Element | None, *names: str) -> Element | None:
    """Returns the first element inside with one of the local names."""
    return next(descendants(element, *names), None)


def text_of(element: Element | None) -> str:
    """Returns all text inside an element, white space collapsed."""
    if element is None:
        return ""
    return " ".join("".join(text_pieces(element)).split())


def verbatim(element: Element | None) -> str:
    """Returns all text inside an element as written, without outer white space."""
    return "" if element is None else "".join(text_pieces(element)).strip()


def text_pieces(element: Element) -> Iterator[str]:
    """Yields the pieces of text inside an element; comments are left out."""
    yield element.text or ""
    for node in element:
        if isinstance(node.tag, str):
            yield from text_pieces(node)
        yield node.tail or ""


def path_text(element: Element | None, *steps: str) -> str:
    """Returns the text at a path of local names, "" if a step is missing."""
    for step in steps:
        element = child(element, step)
        if element is None:
            return ""
    return text_of(element)


def language_of(*elements: Element | None) -> str | None:
    """Returns the first xml:lang (or lang) of the elements, inner ones first."""
    for element in elements:
        if element is not None:
            found = element.get(XML_LANG) or element.get("lang")
            if found:
                return str(found)
    return None
