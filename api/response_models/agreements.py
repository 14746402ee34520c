"""What the service answers about agreements and the policy."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from checker.models.vocabulary import Enforcement, VerdictName
from checker.report.scalars import Time

from .general import FieldFault

__all__ = ["Agreement", "AgreementEntry", "AgreementPreview", "AllowedUse", "Policy"]


class AgreementEntry(Struct, frozen=True, kw_only=True):
    """An agreement in a list."""

    id: str
    document: dict[str, Any]


class Agreement(Struct, frozen=True, kw_only=True):
    """An agreement in force, since when and by whom."""

    id: str
    digest: str
    at: Time
    by: str | None
    document: dict[str, Any]


class AllowedUse(Struct, frozen=True, kw_only=True):
    """Whether an agreement allows one use; `why` is the reason if it does not."""

    channel: str
    territory: str
    allowed: bool
    verdict: VerdictName
    why: str


class AgreementPreview(Struct, frozen=True, kw_only=True):
    """An agreement that is not yet in force: its words, what it allows, and doubts about it.

    `uses` judges a story of the owner under this agreement alone, as of `at`; `credit_required` is
    allowed once its duties are met. `state` is `in force`, `begins later`, `ended` or `offer`.
    """

    id: str
    owner: str
    state: str
    facts: list[tuple[str, str]]
    warnings: list[FieldFault]
    at: Time
    uses: list[AllowedUse]


class Policy(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The policy in force; only its digest and document after a change."""

    digest: str
    document: dict[str, Any]
    built_in: bool | UnsetType = UNSET
    enforcement: dict[VerdictName, Enforcement] | UnsetType = UNSET
    on_unavailable: Enforcement | UnsetType = UNSET
    keep_texts: bool | UnsetType = UNSET
    retold_counts: bool | UnsetType = UNSET
