"""Overrides in force for the very text that is checked or shown."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from checker.licensing import Policy
from checker.store import Override, Store

__all__ = ["override_document", "release_shown"]

_RANKS = ("allow", "warn", "hold", "block")


def release_shown(store: Store, policy: Policy, document: dict[str, Any]) -> None:
    """Adds the overrides in force to a result; where they cover all reasons, it may go out.

    An override is bound to the text's hash, so the next revision is held again by itself. The
    verdict stays what it is: what changes is what the CMS does with it.
    """
    live = store.overrides.in_force(
        document["text_sha256"], now=datetime.now(UTC), document=document["id"]
    )
    if not live:
        return
    document["overrides"] = [override_document(one) for one in live]
    left = _left(document, live, policy)
    document["enforcement"] = max(left, key=_RANKS.index, default="allow")


def _left(document: dict[str, Any], live: Sequence[Override], policy: Policy) -> list[str]:
    """What is done because of the reasons that nobody has released."""
    if any(not one.codes for one in live):
        return []
    codes = {code for one in live for code in one.codes}
    return [
        policy.action(reason["code"], reason["severity"])
        for reason in _reasons(document)
        if reason["code"] not in codes
    ]


def _reasons(document: dict[str, Any]) -> list[dict[str, Any]]:
    every = [reason for claim in document["claims"] for reason in claim["reasons"]]
    every += document["reasons"]
    return every


def override_document(override: Override) -> dict[str, Any]:
    """An override as JSON."""
    return {
        "id": override.id,
        "who": override.by,
        "role": override.role,
        "codes": list(override.codes),
        "why": override.why,
        "at": override.at.isoformat(),
        "until": override.until.isoformat() if override.until else None,
        "text_sha256": override.text_sha256,
    }
