"""What a NewsML-G2 item descends from, what it withdraws, and who the parties are."""

from checker.formats.wire.newsml_g2_rights import (
    party_name,
)
from checker.formats.xml.tree import Element, child, children, descendants, text_of
from checker.models.draft import Metadatum

__all__ = [
    "credit_parts",
    "holder_names",
    "links_of",
    "metadata_of",
    "party_codes",
    "party_names",
]

DESCENT = frozenset(
    {
        "derivedfrom",
        "evolvedfrom",
        "translatedfrom",
        "translationof",
        "istranslationof",
        "rewriteof",
        "isrewriteof",
        "revisionof",
        "rewrite",
        "translation",
        "replaces",
        "corrects",
        "correctionof",
        "updates",
        "updateof",
        "compiledfrom",
        "previousversion",
        "prevversion",
        "repeats",
    }
)
KILLING = frozenset({"kills", "killof", "cancels", "withdraws", "cancellationof"})


def links_of(
    item: Element, meta: Element | None, content: Element | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Returns what an item descends from and what it withdraws, dead package parts included."""
    descends: list[str] = []
    kills: list[str] = []
    for link in children(meta, "link"):
        rel = (link.get("rel") or "").rpartition(":")[2].rpartition("/")[2].lower()
        target = link.get("residref") or link.get("hrefid") or link.get("href") or ""
        if rel in DESCENT and target:
            descends.append(target)
        elif rel in KILLING and target:
            kills.append(target)
    for part in (meta, content):
        for node in children(part, "derivedFrom", "derivedFromValue"):
            target = node.get("residref") or node.get("uri") or node.get("qcode") or ""
            if target and ":" in target:
                descends.append(target)
        descends += [
            text_of(node)
            for node in children(part, "altId")
            if (node.get("type") or "").lower().endswith("refuno")
        ]
    for ref in descendants(item, "itemRef"):
        status = child(ref, "pubStatus")
        dead = status is not None and (status.get("qcode") or "").lower().endswith(
            ("canceled", "cancelled")
        )
        if dead and ref.get("residref"):
            kills.append(str(ref.get("residref")))
    return tuple(dict.fromkeys(descends)), tuple(dict.fromkeys(kills))


def metadata_of(
    item: Element, meta: Element | None, content: Element | None
) -> tuple[Metadatum, ...]:
    """Returns the fields that rules on metadata look at."""
    found: list[Metadatum] = []
    for name, values in (
        ("provider", party_names(meta, "provider")),
        ("infoSource", party_names(content, "infoSource")),
        ("creator", party_names(content, "creator")),
        ("creditline", tuple(text_of(n) for n in children(content, "creditline"))),
        ("copyrightHolder", holder_names(item)),
        (
            "copyrightNotice",
            tuple(
                text_of(n)
                for info in children(item, "rightsInfo")
                for n in children(info, "copyrightNotice")
            ),
        ),
        (
            "usageTerms",
            tuple(
                text_of(n)
                for info in children(item, "rightsInfo")
                for n in children(info, "usageTerms")
            ),
        ),
    ):
        found += [Metadatum(f"newsml-g2:{name}", v) for v in dict.fromkeys(values) if v]
    return tuple(found)


def party_names(parent: Element | None, *names: str) -> tuple[str, ...]:
    """Returns the names of all parties of a kind; codes follow the names that they come with."""
    found: list[str] = []
    for node in children(parent, *names):
        found.append(party_name(node))
        if node.get("qcode"):
            found.append(str(node.get("qcode")).partition(":")[2])
    return tuple(dict.fromkeys(n for n in found if n))


def party_codes(meta: Element | None) -> tuple[str, ...]:
    """Returns the codes and addresses of an item's provider as they are written: "nprov:AFP"."""
    given = (node.get(key) for node in children(meta, "provider") for key in ("qcode", "uri"))
    return tuple(str(code) for code in given if code)


def holder_names(item: Element) -> tuple[str, ...]:
    """Returns the copyright holders of an item."""
    return tuple(
        name
        for info in children(item, "rightsInfo")
        for name in party_names(info, "copyrightHolder")
    )


def credit_parts(content: Element | None) -> tuple[str, ...]:
    """Returns the parties of a credit line such as "STT–AFP" or "Name/AP/dpa"."""
    parts: list[str] = []
    for node in children(content, "creditline"):
        parts += [p.strip() for p in text_of(node).replace("–", "/").replace(" - ", "/").split("/")]
    return tuple(p for p in dict.fromkeys(parts) if p)
