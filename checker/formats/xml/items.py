"""The items of an XML document; of a feed that is not well-formed, those that are whole.

One broken item must not cost the others: the document is taken apart by the tags of its items, and
each item is parsed strictly, inside the elements that are open where the items begin. Only items
with their end tag are taken, so an item that was cut off is reported and never read in part.
"""

import re
from collections.abc import Callable, Iterator

from checker.errors import DamagedInput
from checker.formats.format import Document
from checker.formats.items import BadRecord, WireItem
from checker.formats.xml.parse import Parsed, parse_xml
from checker.formats.xml.prolog import DECLARATION, RefusedXml, decode_xml, root_name

__all__ = ["xml_items"]

Read = Callable[..., Iterator[WireItem | BadRecord]]
TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>"
    r"|<(?P<close>/?)(?P<name>[\w:.-]+)(?:\s[^<>]*?)?(?P<empty>/?)>",
    re.DOTALL,
)


def xml_items(document: Document, read: Read) -> Iterator[WireItem | BadRecord]:
    """Reads the items of an XML document with its format's reader.

    Raises DamagedInput for a document that is not well-formed, is not a feed, and is not
    to be read as far as it goes.
    """
    place, zone = document.place, document.zone
    try:
        parsed = parse_xml(document.data, place=place)
    except RefusedXml:
        raise
    except DamagedInput as error:
        if holds_items(document):
            for found in salvaged(document, error):
                if isinstance(found, BadRecord):
                    yield found
                else:
                    yield from read(found[1], place=found[0], zone=zone)
            return
        if not document.recover:
            raise
        parsed = parse_xml(document.data, place=place, recover=True)
    yield from read(parsed, place=place, zone=zone)


def holds_items(document: Document) -> bool:
    """Returns whether a document is a feed or a message around items, not one item alone."""
    envelopes = document.kind.envelopes
    return bool(envelopes) and root_name(decode_xml(document.data)[0]) in envelopes


def salvaged(document: Document, error: DamagedInput) -> Iterator[tuple[str, Parsed] | BadRecord]:
    """Yields `(place, document)` for every whole item, and a record for every broken one.

    `error` is why the document as a whole cannot be parsed; it is raised when no item is found.
    """
    place = document.place
    text, damage = decode_xml(document.data)
    text = DECLARATION.sub("", text, count=1)
    names = "|".join(document.kind.item_tags)
    start = re.search(rf"<(?:[\w.-]+:)?(?:{names})[\s>]", text)
    if start is None:
        raise error
    header = text[: start.start()]
    closing = "".join(f"</{name}>" for name in reversed(open_elements(header)))
    if not closing:
        raise error  # the item is the document: there is nothing else to save
    yield BadRecord(place, error.problems[0].what, "whole items were read one by one")
    pattern = re.compile(rf"<(?P<tag>(?:[\w.-]+:)?(?:{names}))(?=[\s>])")
    at, number = start.start(), 0
    while (opened := pattern.search(text, at)) is not None:
        number += 1
        where = f"{place}#{number}"
        end_tag = f"</{opened['tag']}>"
        following = pattern.search(text, opened.end())
        limit = following.start() if following is not None else len(text)
        end = text.find(end_tag, opened.start(), limit)
        if end < 0:
            yield BadRecord(where, "the item has no end", "the file is truncated or damaged here")
            at = limit
            continue
        at = end + len(end_tag)
        try:
            parsed = parse_xml(header + text[opened.start() : at] + closing, place=where)
        except DamagedInput as fault:
            problem = fault.problems[0]
            yield BadRecord(where, problem.what, problem.hint)
            continue
        yield where, Parsed(parsed.root, (*damage, *parsed.damage))


def open_elements(header: str) -> list[str]:
    """Returns the elements that are open at the end of a piece of markup, outermost first."""
    stack: list[str] = []
    for tag in TAG.finditer(header):
        name = tag["name"]
        if name is None or tag["empty"]:
            continue
        if not tag["close"]:
            stack.append(name)
        elif name in stack:
            del stack[len(stack) - 1 - stack[::-1].index(name) :]
    return stack
