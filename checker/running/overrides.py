"""Editors' overrides in force for the very text that is checked or shown."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from checker.licensing import Policy
from checker.models import ENFORCEMENTS
from checker.store import Override, Overrides
from checker.times import rfc3339

__all__ = ["apply_overrides", "override_document", "released"]


def apply_overrides(
    answer: dict[str, Any], overrides: Overrides, policy: Policy, now: datetime
) -> None:
    """Adds the overrides in force to an answer; if they cover all reasons, the text may go out.

    An override is bound to the text's hash, so the next revision is held again by itself. The
    verdict does not change: what changes is what the CMS does with it.
    """
    in_force = overrides.in_force(answer["text_sha256"], now=now, document=answer["id"])
    if not in_force:
        return
    answer["overrides"] = [override_document(one) for one in in_force]
    left = _not_released(answer, in_force, policy)
    answer["enforcement"] = max(left, key=ENFORCEMENTS.index, default="allow")


def released(answer: Mapping[str, Any]) -> bool:
    """Whether overrides cover every reason of an answer, so that nothing is left to do."""
    return bool(answer.get("overrides")) and answer["enforcement"] == "allow"


def override_document(override: Override) -> dict[str, Any]:
    """An override as JSON values."""
    return {
        "id": override.id,
        "who": override.by,
        "role": override.role,
        "codes": list(override.codes),
        "why": override.why,
        "at": rfc3339(override.at, UTC),
        "until": rfc3339(override.until, UTC),
        "text_sha256": override.text_sha256,
    }


def _not_released(answer: dict[str, Any], live: Sequence[Override], policy: Policy) -> list[str]:
    """The enforcement of each reason that no override covers."""
    if any(not one.codes for one in live):
        return []
    released = {code for one in live for code in one.codes}
    reasons = [reason for claim in answer["claims"] for reason in claim["reasons"]]
    return [
        policy.action(reason["code"], reason["severity"])
        for reason in [*reasons, *answer["reasons"]]
        if reason["code"] not in released
    ]
