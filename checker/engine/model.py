"""The values of the rule engine: agencies, names, words, templates, rules, the rule set."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, get_args

from checker.engine.folds import Folds
from checker.engine.weighing.weights import NO_WEIGHTS, Weights
from checker.models.vocabulary import ClaimRole, Confidence, FindingScope, ZoneKind
from checker.orders import FOUND_KINDS
from checker.values import dataclass

__all__ = [
    "BUSINESSES",
    "KINDS",
    "NAME_CLASSES",
    "STATUSES",
    "Agency",
    "Business",
    "Example",
    "Form",
    "Instance",
    "Name",
    "NameClass",
    "Namesake",
    "Pattern",
    "Rule",
    "RuleSet",
    "Template",
    "Words",
]

KINDS = (
    "copyright_notice",
    "terms",
    "credit_line",
    "photo_credit",
    "byline",
    "dateline",
    "slug",
    "metadata",
    *FOUND_KINDS,
    "press_release",
    "attribution",
    "exception",
)
STATUSES = ("experimental", "stable", "deprecated")

Business = Literal["wire", "pictures", "releases", "unnamed"]
BUSINESSES: tuple[Business, ...] = get_args(Business)
NameClass = Literal[
    "full",  # unmistakable in any case; typing errors allowed when long
    "mark",  # unmistakable in exactly this case
    "ambiguous",  # in exactly this case, and means other things too
    "bracketed",  # an ordinary word too: counts inside brackets or slashes only
    "small",  # lower case, only beside other signs of a credit
    "service",  # a wire's picture service: "AP Photo"
    "picture",  # a seller of pictures
    "release",  # a distributor of press releases
    "unnamed",  # "agencies": some agency's
    "address",  # a host name or a handle
    "never",  # holds a name and means something else
]
NAME_CLASSES: tuple[NameClass, ...] = get_args(NameClass)


@dataclass(frozen=True, slots=True)
class Example:
    """A text that must, or must not, be marked."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Namesake:
    """Another house with an abbreviation of an agency; `owner` is its id where it is an agency too.

    The wire's own fields name no owner by that abbreviation alone.
    """

    name: str
    short: tuple[str, ...]
    owner: str = ""
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """One owner: an agency, a picture seller or a distributor, with the content of its file."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    business: Business = "wire"
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()  # templates that do not apply
    note: str = ""
    matches: tuple[Example, ...] = ()
    no_matches: tuple[Example, ...] = ()
    place: str = ""
    namesakes: tuple[Namesake, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of an agency's name; `agencies` holds more than one for joint names."""

    text: str
    agencies: tuple[str, ...]
    cls: NameClass
    picture: bool = False  # a picture service of a wire
    place: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A class of words used by the grammar, such as "photo", in all languages."""

    id: str
    by_language: Mapping[str, tuple[str, ...]]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a template around a name.

    `before` ends where the name starts, `after` starts where it ends; `left` and `right` name a
    check of `checker.engine.boundaries` of what stands beyond them. `note` says why a form that few
    labelled sources show is there.
    """

    before: str = ""
    after: str = ""
    left: str = ""
    right: str = ""
    names: tuple[str, ...] = ()
    role: ClaimRole | Literal["", "none"] = ""
    confidence: Confidence | Literal[""] = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A marking that any agency may make: kind, forms, languages."""

    id: str
    version: int
    kind: str
    confidence: Confidence
    status: str
    languages: tuple[str, ...]
    zones: tuple[ZoneKind, ...]
    names: tuple[str, ...]
    forms: tuple[Form, ...]
    role: ClaimRole | None = "text"
    scope: FindingScope | Literal[""] = ""
    note: str = ""
    replaced_by: str = ""
    matches: tuple[Example, ...] = ()
    no_matches: tuple[Example, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A short regular expression (`regex`) or a long notice (`text`, compared)."""

    regex: str = ""
    text: str = ""
    view: Literal["flow", "lines"] = "flow"
    similarity: float = 85.0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A marking that one agency makes in its own words."""

    id: str
    agency: str
    version: int
    kind: str
    confidence: Confidence
    status: str
    languages: tuple[str, ...]
    zones: tuple[ZoneKind, ...]
    keywords: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    role: ClaimRole | None = "text"
    scope: FindingScope | Literal[""] = ""
    note: str = ""
    replaced_by: str = ""
    requires: str = ""  # another rule that must be found too
    window: int = 300
    matches: tuple[Example, ...] = ()
    no_matches: tuple[Example, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """A rule as users see it: an agency's own, or a template with the agency's names."""

    id: str
    agency: str
    kind: str
    confidence: str
    status: str
    version: int
    languages: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Agencies with their names, the shared grammar and the agencies' own rules."""

    agencies: Mapping[str, Agency]
    names: tuple[Name, ...]
    words: Mapping[str, Words]
    templates: tuple[Template, ...]
    rules: tuple[Rule, ...]
    digest: str
    house_rules: int = 0  # rules, templates and agencies of folders after the packaged one
    fragments: Mapping[str, str] = field(default_factory=dict)
    weights: Weights = NO_WEIGHTS
    folds: Folds = field(default_factory=Folds, compare=False, repr=False)

    def instances(self) -> Iterator[Instance]:
        """Returns every rule by id: own rules, then each template for each agency that it fits."""
        for rule in self.rules:
            yield Instance(
                rule.id,
                rule.agency,
                rule.kind,
                rule.confidence,
                rule.status,
                rule.version,
                rule.languages,
                rule.place,
            )
        for agency in self.agencies.values():
            classes = {n.cls for n in self.names if agency.id in n.agencies}
            for template in self.templates:
                if template.id in agency.skip or not classes.intersection(template.names):
                    continue
                yield Instance(
                    f"{agency.id}-{template.id}",
                    agency.id,
                    template.kind,
                    template.confidence,
                    template.status,
                    template.version,
                    template.languages,
                    template.place,
                )
