"""What a NewsML-G2 package states of the items that it names: terms, an embargo, orders in notes.

Items in the same message have it beside their own statements. For others it is a message without a
text, older than any version: it holds where the item itself states nothing else, whichever comes
first. A package that is canceled or withheld takes along what came with it and states no status of
its own, as items inside an item of ninjs do; a story that is an item by itself stays what it is,
since a list of many stories may be taken back as a list. A note that kills them does.
"""

from collections.abc import Iterator, Mapping, Sequence

from checker.formats.items import BadRecord, WireItem
from checker.formats.rights import RightsBuilder
from checker.formats.wire.newsml_g2_links import holder_names, party_codes, party_names
from checker.formats.wire.newsml_g2_rights import note_text, statement
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    local,
    path_text,
    verbatim,
)
from checker.orders import orders_in
from checker.orders.status import read_status, status_in_note
from checker.text.views import view_of
from checker.times import published_time
from checker.wording import worded

__all__ = [
    "PackageTerms",
    "add_terms",
    "killed_in_words",
    "messages_of",
    "package_terms",
    "states_status",
    "taken_back",
]

PackageTerms = Mapping[str, Sequence[tuple[str, str, str]]]

_OLDEST = "0"
_SHOWN = 12  # ids in a note


def package_terms(items: Sequence[Element]) -> PackageTerms:
    """Returns what packages state of the items that they name: id -> (kind, path, value)."""
    terms: dict[str, list[tuple[str, str, str]]] = {}
    for package in items:
        if local(package) != "packageItem":
            continue
        stated = list(_stated(package))
        if (status := _status(package)) is not None:
            stated.append(
                ("status", f"packageItem[{package.get('guid')}]/itemMeta/pubStatus", status)
            )
        if stated:
            for name in _named(package):
                terms.setdefault(name, []).extend(stated)
    return terms


def add_terms(
    rights: RightsBuilder, terms: Sequence[tuple[str, str, str]], *, has_status: bool = False
) -> None:
    """Adds what packages state to the rights of an item, whose own status counts before theirs."""
    for kind, path, value in terms:
        if kind == "embargo":
            rights.embargo(path, value)
        elif kind == "status":
            if not has_status:
                rights.status(path, value)
        else:
            rights.add(kind, path, value)


def killed_in_words(package: Element) -> tuple[str, ...]:
    """Returns the items of a package whose note kills them."""
    if local(package) != "packageItem":
        return ()
    kills = any(status_in_note(note) == "canceled" for _, note in _notes(package))
    return tuple(_named(package)) if kills else ()


def messages_of(
    items: Sequence[Element], content_type: str, place: str, zone: str | None
) -> Iterator[WireItem]:
    """Yields a message for each item that a package limits and that is not in the same message."""
    here = {(item.get("guid") or "").strip() for item in items}
    for package in items:
        if local(package) != "packageItem" or not (stated := list(_stated(package))):
            continue
        meta = child(package, "itemMeta")
        issued = path_text(meta, "versionCreated") or path_text(meta, "firstCreated")
        for name in _named(package):
            if name in here:
                continue
            rights = RightsBuilder(zone, issued)
            add_terms(rights, stated)
            yield WireItem(
                place=place,
                content_type=content_type,
                id=name,
                version=_OLDEST,
                published=published_time(issued, zone),
                providers=party_names(meta, "provider"),
                holders=holder_names(package),
                signs=party_codes(meta),
                rights=rights.build(),
            )


def taken_back(package: Element, items: Sequence[Element], place: str) -> BadRecord | None:
    """Returns a note on a package that is canceled or withheld, whose stories stay what they are.

    `items` are those of its message, of which it takes along what states no status.
    """
    if local(package) != "packageItem":
        return None
    status = _status(package)
    shared = {item.get("guid") for item in items if not states_status(item)}
    names = [name for name in _named(package) if name not in shared]
    if status is None or not names or killed_in_words(package):
        return None
    what = worded(
        "the package is '{status}', which says nothing of the items that it names: {ids}",
        status=status,
        ids=", ".join(names[:_SHOWN]),
    )
    hint = worded("kill or hold the items by their ids")
    return BadRecord(place, what, hint, kind="note", id=package.get("guid"))


def states_status(item: Element) -> bool:
    """Returns whether an item states a publishing status of its own."""
    return child(child(item, "itemMeta"), "pubStatus") is not None


def _status(package: Element) -> str | None:
    """The status of a package that is not usable."""
    node = child(child(package, "itemMeta"), "pubStatus")
    known = None if node is None else read_status(node.get("qcode") or node.get("uri") or "")
    return None if known == "usable" else known


def _named(package: Element) -> Iterator[str]:
    """The ids of a package's items, without those that are said to be no text."""
    for ref in descendants(package, "itemRef"):
        kind = child(ref, "itemClass")
        sort = "" if kind is None else (kind.get("qcode") or kind.get("uri") or "").lower()
        if ref.get("residref") and (not sort or sort.endswith(("text", "composite"))):
            yield str(ref.get("residref"))


def _stated(package: Element) -> Iterator[tuple[str, str, str]]:
    """Terms of use, the embargo, and notes with an order that kills nothing."""
    path = f"packageItem[{package.get('guid')}]"
    for info in children(package, "rightsInfo"):
        for node in children(info, "usageTerms"):
            yield "usage_terms", f"{path}/rightsInfo/usageTerms", statement(node)
    for node in children(child(package, "itemMeta"), "embargoed"):
        if verbatim(node).strip():
            yield "embargo", f"{path}/itemMeta/embargoed", verbatim(node)
    for here, note in _notes(package):
        if orders_in(view_of(note), field=True) and status_in_note(note) != "canceled":
            yield "editors_note", f"{path}/{here}", note


def _notes(package: Element) -> Iterator[tuple[str, str]]:
    for node in children(child(package, "itemMeta"), "edNote"):
        yield "itemMeta/edNote", note_text(node)
