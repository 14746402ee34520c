"""Agreements are read in a worker: they are documents from outside like any other."""

from typing import Any

from checker.errors import AgreementError, Problem
from checker.licensing import load_agreement

from .opening import WorkerNewsroom

__all__ = ["put_agreement", "put_policy"]


def put_agreement(worker: WorkerNewsroom, text: str, expected: str | None = None) -> dict[str, Any]:
    """Puts an agreement in force, written in YAML or JSON; its id must be `expected`, if given."""
    if expected is not None:
        agreement = load_agreement(text, "agreement")
        if agreement.id != expected:
            raise AgreementError(Problem("agreement: id", "is not the id in the address"))
    agreement = worker.newsroom.add_agreement(text, "agreement")
    return {"id": agreement.id}


def put_policy(worker: WorkerNewsroom, text: str) -> dict[str, Any]:
    """Puts the policy in force, written in YAML or JSON."""
    return {"digest": worker.newsroom.set_policy(text, "policy").digest}
