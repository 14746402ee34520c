"""From bytes and a type id to wire items, for every format of the wire."""

from collections.abc import Iterator

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat
from checker.formats.record import BadRecord, WireItem
from checker.formats.records.strict_json import decode_json, load_json
from checker.formats.wire.ap_json import read_json_value
from checker.formats.wire.mail import read_mail
from checker.formats.wire.newsml_1 import read_newsml_1
from checker.formats.wire.newsml_g2 import read_g2
from checker.formats.wire.nitf import read_nitf
from checker.formats.wire.plain import read_plain_wire
from checker.formats.wire.rss import read_feed
from checker.formats.wire.vendor_xml import read_vendor
from checker.formats.xml.parse import Parsed, parse_xml
from checker.formats.xml.prolog import RefusedXml, decode_xml, root_name
from checker.formats.xml.salvage import ITEM_TAGS, salvaged

__all__ = ["WIRE_TYPES", "read_items"]

WIRE_TYPES = frozenset(
    {
        "newsml-g2",
        "newsml-1",
        "nitf",
        "ninjs",
        "ap-json",
        "json",
        "rss",
        "wxr",
        "vendor-xml",
        "plain-wire",
        "mail",
    }
)
FEED_ROOTS = frozenset({"rss", "feed", "RDF", "channel", "newsMessage", "NewsML"})
JSON_TYPES = frozenset({"ninjs", "ap-json", "json"})


def read_items(
    data: bytes | str, kind: str, *, place: str, zone: str | None = None, recover: bool = False
) -> Iterator[WireItem | BadRecord]:
    """All items of a document of a wire type.

    Raises InputError for a document that cannot be read at all. With `recover` a damaged document
    gives what is left of it, its items marked.
    """
    if not data or not data.strip():
        raise InputError(Problem(place, "empty document", "nothing to read"))
    if kind in JSON_TYPES:
        value, notes = load_json(decode_json(data, place), place)
        yield from read_json_value(value, place=place, zone=zone, notes=notes)
        return
    if kind == "plain-wire":
        yield from read_plain_wire(data, place=place, zone=zone)
        return
    if kind == "mail":
        yield from read_mail(data, place=place, zone=zone)
        return
    if kind not in WIRE_TYPES:
        raise UnsupportedFormat(Problem(place, f"'{kind}' is no wire format"))
    yield from xml_items(data, kind, place, zone, recover)


def xml_items(
    data: bytes | str, kind: str, place: str, zone: str | None, recover: bool
) -> Iterator[WireItem | BadRecord]:
    """The items of an XML document; of a broken feed the whole items."""
    try:
        parsed = parse_xml(data, place=place)
    except RefusedXml:
        raise
    except DamagedInput as error:
        if kind in ITEM_TAGS and holds_items(data):
            for found in salvaged(data, kind, place=place, error=error):
                if isinstance(found, BadRecord):
                    yield found
                else:
                    yield from parsed_items(found[1], kind, found[0], zone)
            return
        if not recover:
            raise
        parsed = parse_xml(data, place=place, recover=True)
    yield from parsed_items(parsed, kind, place, zone)


def holds_items(data: bytes | str) -> bool:
    """Whether a document is a feed or a message around items, not one item alone."""
    return root_name(decode_xml(data)[0]) in FEED_ROOTS


def parsed_items(
    parsed: Parsed, kind: str, place: str, zone: str | None
) -> Iterator[WireItem | BadRecord]:
    """The items of a parsed document."""
    if kind == "newsml-g2":
        yield from read_g2(parsed, place=place, zone=zone)
    elif kind == "newsml-1":
        yield from read_newsml_1(parsed, place=place, zone=zone)
    elif kind == "nitf":
        yield from read_nitf(parsed, place=place, zone=zone)
    elif kind in ("rss", "wxr"):
        yield from read_feed(parsed, place=place, zone=zone)
    else:
        yield from read_vendor(parsed, place=place, zone=zone)
