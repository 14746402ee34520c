"""Invented wire items, agreements, and drafts that use them."""

from typing import Any

__all__ = ["AGREEMENT", "ITEMS", "OWN", "PHRASES", "blocks", "draft_of"]

_BODIES = {
    "urn:test:licensed": [
        "The harbour authority of Port Elvira will close its two oldest piers next spring after "
        "engineers found that the timber piles under them had been hollowed out by shipworm, "
        "officials said on Tuesday.",
        "Inspectors who went down in November counted more than four hundred damaged piles, "
        "nearly a third of all those that carry the fish market and the ferry landing, "
        "according to a report seen by reporters.",
    ],
    "urn:test:unlicensed": [
        "Beekeepers in the Tormund valley have lost two hives in five to a mite that rides in on "
        "bumblebees, a survey of ninety apiaries shows, and the orchards that depend on them are "
        "already renting swarms from the coast.",
        "A hive for the three weeks of blossom now costs twice what it did last spring, said Oda "
        "Brekke, who drives a lorry with sixty of them over the pass at night while the bees "
        "sleep.",
    ],
    "urn:test:killed": [
        "The night train to Vestmark will run again from December, fourteen years after the last "
        "sleeping car was sold to a hotel in the mountains, the transport ministry announced on "
        "Monday.",
        "Three trains have been rebuilt in a shed in Lunde by a crew of forty, most of them "
        "retired, who had to draw the plans for the bunks from photographs because the originals "
        "had burned.",
    ],
}
_OWNERS = {"urn:test:unlicensed": "quaywire"}
ITEMS: list[dict[str, Any]] = [
    {
        "id": name,
        "owner": _OWNERS.get(name, "afp"),
        "language": "en",
        "published": "2026-03-01T08:00:00Z",
        "text": "\n\n".join(body),
    }
    for name, body in _BODIES.items()
]
AGREEMENT = """schema: licence/1
id: lic:afp:web
kind: agreement
owner: {id: afp, name: "Agence France-Presse"}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web, app]}
territories: {allow: ["*"]}
extent: {mode: full}
modification: {edit: free, shorten: true, translate: true, combine: true}
credit: {text: ["AFP"], where: [any], required_when: substantial}
"""
OWN = "Our town has seen this before: nobody who stood on the quay that evening has forgotten it."

# A draft each: what it uses, whether the credit is there, and words by which it is known.
_SITUATIONS = {
    "licensed": ("urn:test:licensed", True),
    "credit missing": ("urn:test:licensed", False),
    "blocked": ("urn:test:unlicensed", True),
    "killed meanwhile": ("urn:test:killed", True),
}
PHRASES = {
    situation: " ".join(_BODIES[item][0].split()[:8])
    for situation, (item, _) in _SITUATIONS.items()
}


def blocks(*paragraphs: str) -> str:
    """Paragraphs as the block editor stores them."""
    return "\n\n".join(
        f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->" for one in paragraphs
    )


def draft_of(situation: str) -> str:
    """A draft in the situation, as the block editor stores it."""
    item, credited = _SITUATIONS[situation]
    first, *others = _BODIES[item]
    dateline = "PORT ELVIRA (AFP) - " if credited and item not in _OWNERS else ""
    return blocks(dateline + first, *others, OWN)
