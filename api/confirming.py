"""Confirms a checked text: from then on it counts towards monthly quotas."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from checker.licensing import InForce, bounds
from checker.store import MonthLimit, Store

__all__ = ["confirmed"]


def confirmed(store: Store, check: str) -> bool:
    """Records that the text of a stored check is published.

    Returns False, and records nothing, if other pieces have used up a quota since the check.
    """
    quota = store.checks.get(check).result.get("quota", ())
    limits = list(_limits(store, quota)) if quota else []
    return store.checks.confirm(check, at=datetime.now(UTC), limits=limits)


def _limits(store: Store, quota: list[dict[str, Any]]) -> Iterator[MonthLimit]:
    """The quotas that all items of a check were within; what is let through beyond one may go."""
    in_force = InForce.from_documents(store.agreements.all(), store.policy.get())
    agreements = {agreement.id: agreement for agreement in in_force.agreements}
    for use in quota:
        agreement = agreements.get(use["agreement"])
        within = all(one["number"] <= use["items_per_month"] for one in use["items"])
        if agreement is None or not use["items"] or not within:
            continue
        since, until = bounds(agreement, use["month"])
        items = tuple(one["item"] for one in use["items"])
        yield MonthLimit(agreement.id, since, until, use["items_per_month"], items)
