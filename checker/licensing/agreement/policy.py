"""The newsroom's policy: what its CMS does with a verdict, and the limits set by counsel.

The numbers for quotations and short extracts are editorial policy. They are not law, and every
message based on them says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import field
from types import MappingProxyType
from typing import Any, Protocol

from checker.errors import LicencesUnreadable, PolicyError, Problem
from checker.licensing.agreement.document import canonical, read_document
from checker.licensing.agreement.policy_file import (
    ADMIN,
    BUILT_IN,
    EMBARGOED,
    KEPT_BACK,
    KILLED,
    PROVIDERS_WORD,
    Allowance,
    CodeAction,
    Extract,
    Substantial,
    read_policy,
    refuse_promises,
)
from checker.licensing.agreement.reading import Reading
from checker.models.vocabulary import ENFORCEMENTS, Confidence, QuotaCounts
from checker.values import dataclass
from checker.wording import worded

__all__ = ["TOLD", "Given", "Policy", "load_policy", "strictest"]

# Seen, of no weight for the verdict, and never let through without a word.
TOLD = (
    "detect.match_in_page_chrome",
    "detect.match_retold",
    "detect.disguise",
    "exception.published_first",
)
_UNREADABLE = Problem(
    "",
    worded("the stored policy cannot be read, so nothing can be judged"),
    worded("`wirecheck policy set FILE` with a corrected policy"),
)


class Given(Protocol):
    """The properties of a reason that decide who may release it."""

    @property
    def code(self) -> str:
        """The reason code."""

    @property
    def severity(self) -> str:
        """The verdict to which it leads."""

    @property
    def parsed(self) -> object:
        """False if the provider's statement could not be parsed."""

    @property
    def review(self) -> bool:
        """Whether it rests on evidence that needs review by a person."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One newsroom's policy; `document` is what was written, `digest` its canonical SHA-256.

    `release_roles` may release a reason for which `overrides` names no roles: () means nobody, None
    means everybody who has a role.
    """

    enforcement: Mapping[str, str]
    overrides: Mapping[str, CodeAction]
    on_unavailable: str
    review_below: Confidence  # claims that are less sure than this ask a person
    accepted_scripts: tuple[str, ...]  # copied text in them is not found, and that is accepted
    quotation: Extract
    very_short_extract: Extract
    substantial: Substantial
    allowlist: tuple[Allowance, ...] = ()
    own: tuple[str, ...] = ()
    timezones: Mapping[str, str] = field(default_factory=dict)
    keep_texts: bool = False
    retold_counts: bool = False  # whether what is told in other words is a use of its source
    quota_counts: QuotaCounts | None = None  # None: what was checked, until a piece is confirmed
    release_roles: tuple[str, ...] | None = None
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    digest: str = ""

    @classmethod
    def default(cls) -> "Policy":
        """Returns the built-in policy: clear is allowed, a missing credit holds, all else blocks.

        Nobody may release what the provider killed, withheld, embargoed or did not clear for
        publication, except that the admin may release an embargo without a readable end. Everything
        else needs a role.

        A check that could not be finished holds the piece (`on_unavailable: hold`): its contents
        are unknown. A newsroom that cannot accept this risk sets `block`.
        """
        return cls.from_document(BUILT_IN, "built-in policy")

    @classmethod
    def in_force(cls, document: Mapping[str, Any] | None) -> "Policy":
        """Returns the policy of a stored document, or the built-in one if none was ever stored.

        Raises:
            LicencesUnreadable: it is refused, which is no fault of the document that is checked.
        """
        if document is None:
            return cls.default()
        try:
            return cls.from_document(document)
        except PolicyError as error:
            raise LicencesUnreadable(_UNREADABLE, *error.problems) from error

    @classmethod
    def from_document(cls, document: Mapping[str, Any], place: str = "policy") -> "Policy":
        """Reads a mapping.

        Raises:
            PolicyError: with every problem, its place and the allowed values.
        """
        return _build(Reading(document, place))

    def action(self, code: str, severity: str, *, review: bool = False) -> str:
        """Returns the action for one reason; no policy lets through what the provider forbids.

        A reason that needs review holds at most: it waits for a person, whatever its code asks for.
        """
        written = self._written(code, severity)
        if code in PROVIDERS_WORD:
            return strictest((written, "hold"))
        return min(written, "hold", key=ENFORCEMENTS.index) if review else written

    def _written(self, code: str, severity: str) -> str:
        override = self.overrides.get(code)
        if override is not None and override.action is not None:
            return override.action
        if code in TOLD:
            return strictest((self.enforcement[severity], "warn"))
        return self.on_unavailable if code.startswith("system.") else self.enforcement[severity]

    @staticmethod
    def releasable(reason: Given) -> bool:
        """Returns whether anybody may release a reason: not a kill or an embargo with an end."""
        if reason.code == EMBARGOED:
            return reason.parsed is False
        return reason.code != KILLED

    def may_override(self, reasons: Iterable[Given], roles: Iterable[str]) -> bool:
        """Returns whether somebody with these roles may release a check that has these reasons.

        Only reasons that keep the text back need a release. The role `admin`, which comes with the
        scope, counts only where a policy names it.
        """
        held, asked = set(roles), list(reasons)
        weighty = [
            one
            for one in asked
            if self.action(one.code, one.severity, review=one.review) in KEPT_BACK
        ]
        return all(
            self.releasable(one) and self._releases(one.code, held) for one in weighty or asked
        )

    def _releases(self, code: str, held: set[str]) -> bool:
        override = self.overrides.get(code)
        named = None if override is None else override.roles
        allowed = self.release_roles if named is None else named
        return bool(held - {ADMIN} if allowed is None else held.intersection(allowed))


def load_policy(text: str, place: str) -> Policy:
    """Reads a policy from YAML or JSON.

    Raises:
        PolicyError: with every problem, its file and line and the allowed values.
    """
    document, problems = read_document(text, place)
    if document is None:
        raise PolicyError(*problems)
    reading = Reading(document.values, place, document.lines, problems)
    refuse_promises(reading)
    if document.values.get("schema") is None:
        # Else an empty document, or one of another kind, would put the built-in policy in force.
        problems.append(Problem(place, "schema is missing", 'write "schema: policy/1"'))
    return _build(reading)


def strictest(actions: Iterable[str]) -> str:
    """Returns the strictest of the actions; `allow` if there are none."""
    return max(actions, key=ENFORCEMENTS.index, default="allow")


def _build(r: Reading) -> Policy:
    fields = read_policy(r)
    if r.problems:
        raise PolicyError(*r.problems)
    for name in ("enforcement", "overrides", "timezones"):
        fields[name] = MappingProxyType(fields[name])
    document = deepcopy(dict(r.values))
    digest = "sha256:" + hashlib.sha256(canonical(document)).hexdigest()
    return Policy(**fields, document=document, digest=digest)
