"""The answer to a check whose worker had to be killed: incomplete, never a bare clear.

Built here and not by a worker: all workers may be busy, and the draft is not read again, since
reading it is what killed the worker.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from checker.checking import text_digest
from checker.licensing import InForce, judge
from checker.models.draft import Draft, Use
from checker.models.evidence import Incomplete, ScanResult, SearchResult
from checker.models.verdict import LookedAt, Verdict
from checker.report import Answer, answer_of
from checker.report.answer import Links
from checker.store import Store
from checker.versions import versions_of

__all__ = ["unfinished"]


def unfinished(store: Store, asked: Mapping[str, Any], use: Use, what: str, rules: str) -> Answer:
    """Returns the answer, with the policy's `on_unavailable`.

    Args:
        store: agreements and policy.
        asked: the request.
        use: what was asked about.
        what: why the check did not end.
        rules: digest of the rule set in force.
    """
    now = datetime.now(UTC)
    in_force = InForce.from_documents(store.agreements.all(), store.policy.get())
    text = asked.get("text")  # that of a document which was never read to its end is unknown
    judgement = judge(
        Draft("", id=asked.get("id")),
        ScanResult(()),
        SearchResult(()),
        use,
        agreements=in_force.agreements,
        policy=in_force.policy,
        items={},
        names={},
        now=use.at or now,
        lacking=[Incomplete("system.timeout", what)],
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
        versions=versions_of(rules, in_force, store.holdings()),
        looked_at=LookedAt(markings=False, reuse=False, index=None, rules=None, characters=0),
        checked_at=now,
        text_sha256=text_digest(text) if isinstance(text, str) else "",
        id=asked.get("id"),
        use=use,
    )
    return msgspec.structs.replace(
        answer_of(verdict), check=None, revision=asked.get("revision"), links=Links(), names={}
    )
