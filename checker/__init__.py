"""Wirecheck: the licensing check that newsrooms lack.

    import checker

    with checker.Newsroom.open("wirecheck-data") as newsroom:
        draft = checker.Draft("PARIS (AFP) - The harbour reopened on Monday.", id="story-1")
        use = checker.Use(channel="web", territories=("FR",))
        verdict = checker.check(newsroom, draft, use).verdict
        print(verdict.verdict, verdict.enforcement, verdict.message)
        for claim in verdict.claims:
            for reason in claim.reasons:
                print(claim.owner, reason.code, reason.message)

Every name below is loaded when it is first used, so that a command pays for no import that it does
not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.checking import Checker
    from checker.errors import (
        AgreementError,
        BudgetExceeded,
        Busy,
        ConfigurationError,
        Conflict,
        DamagedInput,
        DiskFull,
        IndexDamaged,
        IndexFault,
        IndexForeign,
        InputError,
        LicencesUnreadable,
        NotFound,
        PolicyError,
        Problem,
        Refused,
        RuleError,
        Stale,
        StoreError,
        UnknownName,
        UnsupportedFormat,
        WirecheckError,
    )
    from checker.models.draft import Draft, Use
    from checker.models.source import Source
    from checker.models.verdict import Verdict
    from checker.newsroom import Newsroom
    from checker.running.check import CheckedDocument, CheckOptions, check

__all__ = [
    "AgreementError",
    "BudgetExceeded",
    "Busy",
    "CheckOptions",
    "CheckedDocument",
    "Checker",
    "ConfigurationError",
    "Conflict",
    "DamagedInput",
    "DiskFull",
    "Draft",
    "IndexDamaged",
    "IndexFault",
    "IndexForeign",
    "InputError",
    "LicencesUnreadable",
    "Newsroom",
    "NotFound",
    "PolicyError",
    "Problem",
    "Refused",
    "RuleError",
    "Source",
    "Stale",
    "StoreError",
    "UnknownName",
    "UnsupportedFormat",
    "Use",
    "Verdict",
    "WirecheckError",
    "check",
]

_HOMES = {
    "CheckOptions": "checker.running.check",
    "CheckedDocument": "checker.running.check",
    "Checker": "checker.checking",
    "Draft": "checker.models.draft",
    "Newsroom": "checker.newsroom",
    "Source": "checker.models.source",
    "Use": "checker.models.draft",
    "Verdict": "checker.models.verdict",
    "check": "checker.running.check",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "checker.errors")), name)


def __dir__() -> list[str]:
    return __all__
