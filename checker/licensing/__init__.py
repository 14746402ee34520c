"""Licensing: agreements, policy, the item's own terms, and the judgement that follows from them.

Judges the evidence it is given; it detects neither markings nor reuse and opens no database. Every
name is loaded on first use, so a command that judges nothing does not load the grammar.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.licensing.agreement.channels import CHANNELS
    from checker.licensing.agreement.known_words import (
        channels_to_choose,
        known_channels,
        known_publishers,
        publisher_names,
        territory_names,
        unknown_territories,
    )
    from checker.licensing.agreement.lint import lint_agreements
    from checker.licensing.agreement.model import (
        Agreement,
        agreements_digest,
        load_agreement,
        odrl_document,
        written_at,
    )
    from checker.licensing.agreement.policy import TOLD, Policy, load_policy
    from checker.licensing.agreement.policy_file import ADMIN, KEPT_BACK
    from checker.licensing.codes import CODES
    from checker.licensing.in_force import InForce
    from checker.licensing.judging.changed_words import words_changed
    from checker.licensing.judging.context import MonthUse, Step, Wordings, own_ids
    from checker.licensing.judging.draft_terms import confirmed
    from checker.licensing.judging.explain import explain_judgement, steps_as_rows
    from checker.licensing.judging.fixes import apply_edits, edits_of
    from checker.licensing.judging.gathering import item_ids
    from checker.licensing.judging.item_state import STATES, ItemState, item_state
    from checker.licensing.judging.judgement import Judgement, judge
    from checker.licensing.judging.matrix import Difference, differences, matrix_uses
    from checker.licensing.judging.own_story import holder_marked, house_named, house_names
    from checker.licensing.judging.parties import in_ids
    from checker.licensing.judging.preview import Preview, preview
    from checker.licensing.judging.quotas import (
        PUBLISHED,
        QuotaBook,
        QuotaQuestion,
        bounds,
        month_of,
        month_use,
    )
    from checker.licensing.terms.parse import parse_terms
    from checker.licensing.terms.term import Term

__all__ = [
    "ADMIN",
    "CHANNELS",
    "CODES",
    "KEPT_BACK",
    "PUBLISHED",
    "STATES",
    "TOLD",
    "Agreement",
    "Difference",
    "InForce",
    "ItemState",
    "Judgement",
    "MonthUse",
    "Policy",
    "Preview",
    "QuotaBook",
    "QuotaQuestion",
    "Step",
    "Term",
    "Wordings",
    "agreements_digest",
    "apply_edits",
    "bounds",
    "channels_to_choose",
    "confirmed",
    "differences",
    "edits_of",
    "explain_judgement",
    "holder_marked",
    "house_named",
    "house_names",
    "in_ids",
    "item_ids",
    "item_state",
    "judge",
    "known_channels",
    "known_publishers",
    "known_sites",
    "lint_agreements",
    "load_agreement",
    "load_policy",
    "matrix_uses",
    "month_of",
    "month_use",
    "odrl_document",
    "own_ids",
    "parse_terms",
    "preview",
    "publisher_names",
    "steps_as_rows",
    "territories_to_choose",
    "territory_names",
    "unknown_territories",
    "words_changed",
    "written_at",
]

_NAMES = {
    "agreement.channels": "CHANNELS",
    "agreement.known_words": "channels_to_choose known_channels known_publishers known_sites"
    " publisher_names territories_to_choose territory_names unknown_territories",
    "agreement.lint": "lint_agreements",
    "agreement.model": "Agreement agreements_digest load_agreement odrl_document written_at",
    "agreement.policy": "TOLD Policy load_policy",
    "agreement.policy_file": "ADMIN KEPT_BACK",
    "codes": "CODES",
    "in_force": "InForce",
    "judging.changed_words": "words_changed",
    "judging.context": "MonthUse Step Wordings own_ids",
    "judging.draft_terms": "confirmed",
    "judging.gathering": "item_ids",
    "judging.parties": "in_ids",
    "judging.explain": "explain_judgement steps_as_rows",
    "judging.fixes": "apply_edits edits_of",
    "judging.item_state": "STATES ItemState item_state",
    "judging.judgement": "Judgement judge",
    "judging.matrix": "Difference differences matrix_uses",
    "judging.own_story": "holder_marked house_named house_names",
    "judging.preview": "Preview preview",
    "judging.quotas": "PUBLISHED QuotaBook QuotaQuestion bounds month_of month_use",
    "terms.parse": "parse_terms",
    "terms.term": "Term",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
