"""Entries that an Atom feed withdraws: `at:deleted-entry` (RFC 6721)."""

from collections.abc import Iterator

from checker.formats.items import WireItem
from checker.formats.rights import RightsBuilder
from checker.formats.xml.tree import Element, descendants, path_text
from checker.times import parse_time

__all__ = ["version_of", "withdrawn_entries"]


def withdrawn_entries(
    root: Element, providers: tuple[str, ...], signs: tuple[str, ...], place: str, zone: str | None
) -> Iterator[WireItem]:
    """Yields an item without text for each entry that a feed says is deleted."""
    for number, node in enumerate(descendants(root, "deleted-entry"), 1):
        named, when = (node.get("ref") or "").strip(), node.get("when") or ""
        if not named:
            continue
        rights = RightsBuilder(zone)
        rights.status("deleted-entry", "canceled")
        rights.add("editors_note", "deleted-entry/comment", path_text(node, "comment"))
        yield WireItem(
            place=f"{place}#deleted {number}",
            content_type="application/atom+xml",
            id=named,
            version=version_of(when),
            providers=providers,
            signs=signs,
            rights=rights.build(),
        )


def version_of(updated: str, published: str = "") -> str:
    """Returns a version that grows with updates: the update time unless it is the first time."""
    written = parse_time(updated) if updated else None
    if written is None or updated == published:
        return "1"
    return written.when.strftime("%Y%m%dT%H%M%S")
