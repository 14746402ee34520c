"""Agreements as frozen values: what a newsroom may do with one owner's material."""

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import field
from typing import Any

from checker.errors import AgreementError
from checker.licensing.agreement.document import canonical, read_document
from checker.licensing.agreement.file import read_agreement
from checker.licensing.agreement.odrl import Json, document_to_odrl
from checker.licensing.agreement.odrl_import import document_from_odrl, is_odrl
from checker.licensing.agreement.reading import Reading
from checker.licensing.agreement.values import (
    AIUse,
    Content,
    Contract,
    Credit,
    Extent,
    Kill,
    Licensee,
    Modification,
    Price,
    Required,
    Retention,
    Scope,
    Validity,
)
from checker.values import dataclass

__all__ = ["Agreement", "agreements_digest", "load_agreement", "odrl_document", "written_at"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement; `document` is what counsel wrote, `digest` its canonical SHA-256.

    `items` lists single items: a denied one is blocked whatever other agreements allow; an allow
    list without "*" restricts the agreement to these items. `terms_read` are addresses of terms
    that a person has read.
    """

    id: str
    kind: str
    owner: str
    owner_name: str | None = None
    contract: Contract = field(default_factory=Contract)
    licensee: Licensee = field(default_factory=Licensee)
    content: Content = field(default_factory=Content)
    channels: Scope = field(default_factory=Scope)
    territories: Scope = field(default_factory=Scope)
    valid: Validity = field(default_factory=Validity)
    timezone: str | None = None
    retention: Retention = field(default_factory=Retention)
    extent: Extent = field(default_factory=Extent)
    modification: Modification = field(default_factory=Modification)
    credit: Credit | None = None
    attribution: Credit | None = None
    keep_byline: bool = False
    keep_dateline: bool = False
    notice: Required = field(default_factory=Required)
    link_back: Required = field(default_factory=Required)
    tracking: Required = field(default_factory=Required)
    ai: AIUse = field(default_factory=AIUse)
    kill: Kill = field(default_factory=Kill)
    items: Scope = field(default_factory=lambda: Scope(("*",)))
    terms_read: tuple[str, ...] = ()
    items_per_month: int | None = None
    price: Price | None = None
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    digest: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, Any], place: str = "agreement") -> "Agreement":
        """Reads a mapping with the keys of docs/agreements.md, or an ODRL policy.

        Raises:
            AgreementError: with every problem, its place and the allowed values.
        """
        if is_odrl(document):
            document = document_from_odrl(document, place)
        return _build(Reading(document, place))


def load_agreement(text: str, place: str) -> Agreement:
    """Reads one agreement from YAML or JSON, in the product's own keys or as ODRL.

    Raises:
        AgreementError: with every problem, its file and line and the allowed values.
    """
    document, problems = read_document(text, place)
    if document is None:
        raise AgreementError(*problems)
    if is_odrl(document.values):
        if problems:
            raise AgreementError(*problems)
        return Agreement.from_document(document.values, place)
    return _build(Reading(document.values, place, document.lines, problems))


def written_at(text: str, place: str, path: tuple[str, ...]) -> str:
    """Returns where a key is written, as `file:line`; if absent, its nearest parent."""
    document, _ = read_document(text, place)
    return place if document is None else Reading(document.values, place, document.lines).at(path)


def odrl_document(agreement: Agreement) -> Json:
    """Returns the agreement as an ODRL 2.2 policy in JSON-LD with the RightsML profile."""
    return document_to_odrl(agreement.document)


def _build(reading: Reading) -> Agreement:
    fields = read_agreement(reading)
    if reading.problems:
        raise AgreementError(*reading.problems)
    document = deepcopy(dict(reading.values))
    return Agreement(**fields, document=document, digest=_digest(document))


def _digest(document: Mapping[str, Any]) -> str:
    return "sha256:" + hashlib.sha256(canonical(document)).hexdigest()


def agreements_digest(agreements: Iterable[Agreement]) -> str:
    """Returns one digest for a set of agreements, independent of their order."""
    lines = sorted(f"{agreement.id} {agreement.digest}" for agreement in agreements)
    return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()
