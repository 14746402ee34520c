"""Reads agreements in a worker, since they are external documents like any other."""

from datetime import UTC, datetime
from typing import Any

from checker.errors import AgreementError, Problem
from checker.licensing import Agreement, Preview, lint_agreements, load_agreement, preview
from checker.report.agreement_words import agreement_facts, state_of
from checker.values import dataclass

from .opening import WorkerNewsroom
from .rules import agency_names

__all__ = ["AgreementRead", "preview_agreement", "put_agreement", "put_policy"]


@dataclass(frozen=True, slots=True)
class AgreementRead:
    """An agreement as people read it: its words, what it allows, and doubts about it.

    `warnings` are sentences; `state` is as in `checker.report.agreement_words.state_of`.
    """

    id: str
    owner: str
    owner_name: str
    state: str
    facts: tuple[tuple[str, str], ...]
    allows: Preview
    warnings: tuple[tuple[str, str], ...] = ()


def preview_agreement(worker: WorkerNewsroom, text: str) -> AgreementRead:
    """Reads an agreement in YAML or JSON without putting it in force.

    Raises:
        AgreementError: with every problem, its line and the allowed values.
    """
    return _read(worker, load_agreement(text, "agreement"))


def _read(worker: WorkerNewsroom, agreement: Agreement) -> AgreementRead:
    now = datetime.now(UTC)
    policy = worker.newsroom.policy()
    names = agency_names(worker)
    doubts = lint_agreements([agreement], now)
    return AgreementRead(
        id=agreement.id,
        owner=agreement.owner,
        owner_name=names.get(agreement.owner, agreement.owner_name or agreement.owner),
        state=state_of(agreement, now),
        facts=tuple(agreement_facts(agreement)),
        allows=preview(agreement, policy=policy, names=names, now=now),
        warnings=tuple((doubt.what, doubt.hint) for doubt in doubts),
    )


def put_agreement(
    worker: WorkerNewsroom,
    text: str,
    by: str,
    expected: str | None = None,
    if_digest: str | None = None,
) -> dict[str, Any]:
    """Puts an agreement in force, written in YAML or JSON; its id must be `expected`, if given.

    With `if_digest`, the agreement in force must still have that digest.
    """
    if expected is not None:
        agreement = load_agreement(text, "agreement")
        if agreement.id != expected:
            raise AgreementError(Problem("agreement: id", "differs from the id in the address"))
    agreement = worker.newsroom.add_agreement(text, "agreement", by, if_digest)
    return {"id": agreement.id}


def put_policy(worker: WorkerNewsroom, text: str, if_digest: str | None = None) -> dict[str, Any]:
    """Activates a policy in YAML or JSON, if the digest of the one in force is `if_digest`."""
    return {"digest": worker.newsroom.set_policy(text, "policy", if_digest).digest}
