"""A story judged with an embargo that stands at one of four places, and what it leads to."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from checker.licensing import Agreement, Judgement, Policy
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import (
    STORY,
    USE,
    agreement,
    finding,
    items,
    judged,
    match,
)

HELD = (agreement(),)
DOORS = ("field", "terms", "note", "draft")
NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def at(text: str) -> Any:
    return replace(USE, at=datetime.fromisoformat(text))


def registry(**rights: Any) -> dict[str, Item]:
    return items(Item("urn:afp:1", "afp", Rights(**rights)))


def through(
    door: str,
    words: str,
    when: datetime,
    *,
    zone: str | None = None,
    published: datetime | None = None,
    held: tuple[Agreement, ...] = HELD,
    policy: Policy | None = None,
) -> Judgement:
    """The story judged with an embargo in these words, which stand at one of four places."""
    rights = {
        "field": Rights(embargo_raw=words),
        "terms": Rights(usage_terms=(words,)),
        "note": Rights(editors_note=(words,)),
        "draft": Rights(),
    }[door]
    text = f"{words}\n\n{STORY}" if door == "draft" else STORY
    start = text.index(STORY)
    lines = (finding(text, words, "embargo", "generic", role=None),) if door == "draft" else ()
    return judged(
        text,
        *lines,
        matches=(match(start=start, end=len(text)),),
        agreements=held,
        policy=policy,
        use=replace(USE, at=when),
        registry=items(Item("urn:afp:1", "afp", rights, published=published, timezone=zone)),
    )


def embargoes(judgement: Judgement) -> list[tuple[str, str, bool | None, str | None]]:
    return [
        (reason.code, reason.severity, reason.parsed, reason.expected)
        for claim in judgement.claims
        for reason in claim.reasons
        if reason.severity != "clear"
    ]
