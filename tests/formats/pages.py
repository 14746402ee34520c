"""Invented pages that keep the form of real ones."""

from checker.models.draft import Draft, Zone

__all__ = ["LEDE", "PROSE", "page", "zone_at", "zones_with_role"]

LEDE = (
    "Dock workers at three harbours voted on Tuesday to go back to work after nine days, unions "
    "said, ending a dispute that had held up fruit and car parts on their way north."
)
PROSE = tuple(
    f"<p>{text}</p>"
    for text in (
        LEDE,
        "The vote was close, and a crowd waited outside the customs house for the tally until "
        "long after the last ferry had left for the islands.",
        "Cranes are due to move again on Wednesday morning, the harbour office said, and the first "
        "ships are to be unloaded before noon.",
        "Shop owners in the old town, who had watched their shelves go bare, said that they would "
        "wait for the lorries before they believed a word of it.",
    )
)


def page(body: str, head: str = "<title>Harbour strike ends</title>") -> str:
    """A whole page around a body."""
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def zone_at(draft: Draft, text: str) -> Zone:
    """The zone in which a text begins."""
    start = draft.text.index(text)
    return next(zone for zone in draft.zones if zone.start <= start < zone.end)


def zones_with_role(draft: Draft, role: str) -> list[str]:
    """The texts of all zones with a role."""
    return [draft.text[zone.start : zone.end] for zone in draft.zones if zone.role == role]
