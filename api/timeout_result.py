"""The answer to a check whose worker had to be killed: incomplete, never a bare clear.

Made here and not by a worker: all workers may be busy, and nothing of the draft is read again,
which is what the worker did not survive.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec

from checker.licensing import Agreement, agreements_digest, judge
from checker.models import Draft, Incomplete, ScanResult, SearchResult, Use, Verdict
from checker.report import Answer, answer_of
from checker.report.answer import Links
from checker.store import Store

from .stored_result import policy_of

__all__ = ["unfinished"]


def unfinished(store: Store, asked: Mapping[str, Any], use: Use, what: str, rules: str) -> Answer:
    """The answer, as the policy's `on_unavailable` has it.

    Args:
        store: agreements and policy.
        asked: the request.
        use: what was asked about.
        what: why the check did not end.
        rules: digest of the rule set in force.
    """
    now = datetime.now(UTC)
    agreements = [Agreement.from_document(one, "agreement") for one in store.agreements.all()]
    policy = policy_of(store)
    judgement = judge(
        Draft("", id=asked.get("id")),
        ScanResult((), (Incomplete("system.timeout", what),)),
        SearchResult(()),
        use,
        agreements=agreements,
        policy=policy,
        items={},
        names={},
        now=use.at or now,
    )
    verdict = Verdict(
        verdict=judgement.verdict,
        enforcement=judgement.enforcement,
        complete=False,
        message=judgement.message,
        findings=(),
        matches=(),
        claims=judgement.claims,
        reasons=judgement.reasons,
        next_event=judgement.next_event,
        versions={
            "wirecheck": _version(),
            "rules": rules,
            "agreements": agreements_digest(agreements),
            "policy": policy.digest,
            "index": store.holdings(),
        },
        checked_at=now,
        text_sha256=_digest(asked.get("text")),
        id=asked.get("id"),
        use=use,
    )
    return msgspec.structs.replace(
        answer_of(verdict), check=None, revision=asked.get("revision"), links=Links(), names={}
    )


def _digest(text: Any) -> str:
    """The hash of a plain text; that of a document which was never read to its end is unknown."""
    if not isinstance(text, str):
        return ""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _version() -> str:
    try:
        return version("wirecheck")
    except PackageNotFoundError:
        return "0+unknown"
