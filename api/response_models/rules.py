"""What the service answers about rules and agencies."""

from msgspec import UNSET, Struct, UnsetType

__all__ = ["Agency", "Rule", "RuleHead"]


class RuleHead(Struct, frozen=True, kw_only=True):
    """A rule in a list."""

    id: str
    agency: str
    kind: str
    confidence: str
    status: str
    version: int
    languages: list[str]


class Rule(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One rule: what it matches, where, and its examples.

    An agency's own rule has `keywords` and `patterns`; a rule of the shared grammar has `names`.
    """

    id: str
    agency: str
    kind: str
    confidence: str
    status: str
    version: int
    agency_name: str
    languages: list[str] = []
    source: str = ""
    note: str | UnsetType = UNSET
    replaced_by: str | UnsetType = UNSET
    keywords: list[str] | UnsetType = UNSET
    patterns: list[str] | UnsetType = UNSET
    names: list[str] | UnsetType = UNSET
    zones: list[str] | UnsetType = UNSET
    examples: list[str] | UnsetType = UNSET
    counter_examples: list[str] | UnsetType = UNSET


class Agency(Struct, frozen=True, kw_only=True):
    """An owner that the rules know."""

    id: str
    name: str
    aliases: list[str]
    country: str
    business: str
    languages: list[str]
    note: str
