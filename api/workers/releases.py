"""Overrides in force for the very text that is being checked."""

from datetime import UTC, datetime
from typing import Any

from checker.newsroom import Newsroom

__all__ = ["override_document", "released"]


def released(newsroom: Newsroom, document: dict[str, Any]) -> None:
    """Adds the overrides in force to a result; where they cover all reasons, it may go out.

    An override is bound to the text's hash, so the next revision is held again by itself. The
    verdict stays what it is: what changes is what the CMS does with it.
    """
    now = datetime.now(UTC)
    live = newsroom.store.overrides.in_force(
        document["text_sha256"], now=now, document=document["id"]
    )
    if not live:
        return
    document["overrides"] = [override_document(one) for one in live]
    released_codes = {code for one in live for code in one.codes}
    all_released = any(not one.codes for one in live)
    policy = newsroom.contracts().policy
    open_actions = [
        policy.action(reason["code"], reason["severity"])
        for reason in _reasons(document)
        if not all_released and reason["code"] not in released_codes
    ]
    ranks = ("allow", "warn", "hold", "block")
    document["enforcement"] = max(open_actions, key=ranks.index, default="allow")


def _reasons(document: dict[str, Any]) -> list[dict[str, Any]]:
    every = [reason for claim in document["claims"] for reason in claim["reasons"]]
    every += document["reasons"]
    return every


def override_document(override: Any) -> dict[str, Any]:
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
