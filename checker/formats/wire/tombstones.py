"""Entries that an Atom feed withdraws: `at:deleted-entry` (RFC 6721)."""

from collections.abc import Iterator

from checker.formats.items import WireItem
from checker.formats.rights import RightsBuilder
from checker.formats.wire.versions import version_by_time
from checker.formats.xml.tree import Element, descendants, path_text

__all__ = ["withdrawn_entries"]


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
            version=version_by_time(when, zone),
            providers=providers,
            signs=signs,
            rights=rights.build(),
        )
