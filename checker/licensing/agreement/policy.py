"""The newsroom's policy: what its CMS does with a verdict, and the limits set by counsel.

The numbers for quotations and short extracts are editorial policy. They are not law, and every
message based on them says so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Protocol, cast

from checker.errors import LicencesUnreadable, PolicyError, Problem
from checker.licensing.agreement.document import canonical, read_document
from checker.licensing.agreement.reading import Reading
from checker.licensing.codes import CODES
from checker.models import (
    CLAIM_VERDICTS,
    CONFIDENCES,
    ENFORCEMENTS,
    QUOTA_COUNTS,
    Confidence,
    QuotaCounts,
    owner_id,
)
from checker.times import ANY_YEAR, aware, end_of, parse_iso, zone_of
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "ADMIN",
    "KEPT_BACK",
    "KEYS",
    "TOLD",
    "Allowance",
    "CodeAction",
    "Extract",
    "Given",
    "Policy",
    "load_policy",
    "strictest",
]

KEPT_BACK = ("hold", "block")  # what a CMS does with a text that does not go out
ADMIN = "admin"  # the role of keys that hold the scope of this name

KEYS: Mapping[str, tuple[str, ...]] = {
    "schema": (),
    "enforcement": CLAIM_VERDICTS,
    "overrides": ("action", "override_roles"),  # of each reason code
    "release_roles": (),
    "on_unavailable": (),
    "review_below": (),
    "accepted_scripts": (),
    "quotation": ("max_words", "max_percent_of_source", "needs_attribution"),
    "very_short_extract": ("max_words", "max_percent_of_source"),
    "substantial": ("min_words", "min_percent_of_source", "min_percent_of_draft"),
    "allowlist": ("owner", "source", "key", "reason", "until"),  # of each entry
    "own": (),
    "timezones": (),
    "quota": ("counts",),
    "keep_texts": (),
    "retold_counts": (),
    "note": (),
}
_ENFORCEMENT = {
    "clear": "allow",
    "credit_required": "hold",
    "licence_required": "block",
    "blocked": "block",
}
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
_KILLED, _EMBARGOED = "status.killed", "status.embargoed"
# What the provider said; it is released by those alone whom a policy names for this very code. Of
# embargoes these are the ones whose end nobody could read (`Policy.releasable`).
_BY_NAME_ALONE: Mapping[str, tuple[str, ...]] = {
    _KILLED: (),
    "status.withheld": (),
    _EMBARGOED: (ADMIN,),
    "status.not_for_publication": (),
}
_BUILT_IN: Mapping[str, Any] = {
    "schema": "policy/1",
    "enforcement": _ENFORCEMENT,
    "overrides": {
        code: {"action": "block", "override_roles": list(roles)}
        for code, roles in _BY_NAME_ALONE.items()
    },
    "on_unavailable": "hold",
    "review_below": "medium",
    "quotation": {"max_words": 40, "max_percent_of_source": 10, "needs_attribution": True},
    "very_short_extract": {"max_words": 8, "max_percent_of_source": 25},
    "substantial": {"min_words": 100, "min_percent_of_source": 30, "min_percent_of_draft": 50},
}


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
class CodeAction:
    """The action for one reason code and the roles that may release it: () means nobody.

    None means the policy's `release_roles`.
    """

    action: str | None = None
    roles: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Counsel's limits for an extract: words, and percent of the source; None is no limit."""

    max_words: int = 0
    max_percent_of_source: float | None = None
    needs_attribution: bool = True


@dataclass(frozen=True, slots=True)
class Substantial:
    """The thresholds, any of which makes a reuse substantial rather than derived."""

    min_words: int = 100
    min_percent_of_source: float = 30
    min_percent_of_draft: float = 50


@dataclass(frozen=True, slots=True)
class Allowance:
    """A standing exception entered by a person: who entered it, why, and until when."""

    reason: str
    owner: str | None = None
    source: str | None = None
    key: str | None = None  # a finding's key
    until: datetime | None = None


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
        return cls.from_document(_BUILT_IN, "built-in policy")

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
        """Returns the action for one reason; no policy lets through what is killed or embargoed.

        A reason that needs review holds at most: it waits for a person, whatever its code asks for.
        """
        written = self._written(code, severity)
        if code in (_KILLED, _EMBARGOED):
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
        if reason.code == _EMBARGOED:
            return reason.parsed is False
        return reason.code != _KILLED

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
    _refuse_release_of_kills(reading)
    _refuse_letting_out(reading)
    if document.values.get("schema") is None:
        # Else an empty document, or one of another kind, would put the built-in policy in force.
        problems.append(Problem(place, "schema is missing", 'write "schema: policy/1"'))
    return _build(reading)


def _refuse_release_of_kills(r: Reading) -> None:
    """Refuses a policy that promises a release that nobody can give."""
    path = ("overrides", _KILLED, "override_roles")
    if isinstance(r.get(path[:2]), Mapping) and r.get(path):
        r.problem(
            path,
            worded("overrides.{killed}.override_roles: a kill cannot be released", killed=_KILLED),
            "leave it out or write []; a kill that was a mistake is taken back: wirecheck sources"
            " release ID",
        )


def _refuse_letting_out(r: Reading) -> None:
    """A policy that would let every kill or embargo out is not put in force."""
    for code in (_KILLED, _EMBARGOED):
        path = ("overrides", code, "action")
        if isinstance(r.get(path[:2]), Mapping) and r.get(path) in ENFORCEMENTS:
            action = str(r.get(path))
            if action not in KEPT_BACK:
                what = worded(
                    "overrides.{code}.action: {action} would publish it without a warning",
                    code=code,
                    action=repr(action),
                )
                r.problem(path, what, worded("one of {list}", list=", ".join(KEPT_BACK)))


def strictest(actions: Iterable[str]) -> str:
    """Returns the strictest of the actions; `allow` if there are none."""
    return max(actions, key=ENFORCEMENTS.index, default="allow")


def _build(r: Reading) -> Policy:
    r.section((), tuple(KEYS))
    r.text(("note",))
    if r.text(("schema",)) not in (None, "policy/1"):
        r.problem(
            ("schema",),
            worded("schema {value} is not known", value=repr(r.get(("schema",)))),
            "policy/1",
        )
    r.section(("enforcement",), KEYS["enforcement"])
    enforcement: dict[str, str] = {
        verdict: r.choice(("enforcement", verdict), ENFORCEMENTS, _ENFORCEMENT[verdict])
        for verdict in CLAIM_VERDICTS
    }
    _refuse_falling(r, enforcement)
    document = deepcopy(dict(r.values))
    policy = Policy(
        enforcement=MappingProxyType(enforcement),
        overrides=MappingProxyType(_overrides(r)),
        on_unavailable=r.choice(("on_unavailable",), ENFORCEMENTS[1:], "hold"),
        review_below=_confidence(r),
        accepted_scripts=_scripts(r),
        quotation=_extract(r, "quotation", Extract(40, 10.0)),
        very_short_extract=_extract(r, "very_short_extract", Extract(8, 25.0)),
        substantial=_substantial(r),
        allowlist=_allowlist(r),
        own=tuple(r.texts(("own",))),
        timezones=MappingProxyType(_timezones(r)),
        keep_texts=bool(r.flag(("keep_texts",), False)),
        retold_counts=bool(r.flag(("retold_counts",), False)),
        quota_counts=_quota_counts(r),
        release_roles=_roles(r, ("release_roles",)),
        document=document,
        digest="sha256:" + hashlib.sha256(canonical(document)).hexdigest(),
    )
    if r.problems:
        raise PolicyError(*r.problems)
    return policy


def _confidence(r: Reading) -> Confidence:
    word = r.choice(("review_below",), CONFIDENCES, "medium")
    return next(known for known in CONFIDENCES if known == word)


def _refuse_falling(r: Reading, enforcement: Mapping[str, str]) -> None:
    ranks = [ENFORCEMENTS.index(enforcement[verdict]) for verdict in CLAIM_VERDICTS]
    for number in range(1, len(ranks)):
        if ranks[number] < ranks[number - 1]:
            worse, milder = CLAIM_VERDICTS[number], CLAIM_VERDICTS[number - 1]
            r.problem(
                ("enforcement", worse),
                worded(
                    "enforcement.{worse} is milder than enforcement.{milder}",
                    worse=worse,
                    milder=milder,
                ),
                worded(
                    "a worse verdict needs at least {enforcement}", enforcement=enforcement[milder]
                ),
            )


def _overrides(r: Reading) -> dict[str, CodeAction]:
    overrides = {code: CodeAction(roles=roles) for code, roles in _BY_NAME_ALONE.items()}
    written = r.get(("overrides",))
    if not r.section(("overrides",), CODES) or not isinstance(written, Mapping):
        return overrides
    for code in written:
        path = ("overrides", code)
        r.section(path, KEYS["overrides"])
        action = r.text((*path, "action"))
        if action is not None:
            # What was not finished may be let through, but never silently.
            allowed = ENFORCEMENTS[1:] if code.startswith("system.") else ENFORCEMENTS
            action = r.choice((*path, "action"), allowed, "block")
        roles = _roles(r, (*path, "override_roles"))
        if roles is None:
            roles = overrides.get(code, CodeAction()).roles
        overrides[code] = CodeAction(action, roles)
    return overrides


def _scripts(r: Reading) -> tuple[str, ...]:
    """Unicode names of scripts, with or without their underscores."""
    return tuple(name.strip().replace(" ", "_") for name in r.texts(("accepted_scripts",)))


def _roles(r: Reading, path: tuple[str, ...]) -> tuple[str, ...] | None:
    """The roles at a path, None where nothing is written."""
    return r.texts(path) if r.has(path) else None


def _extract(r: Reading, key: str, usual: Extract) -> Extract:
    r.section((key,), KEYS[key])
    words = r.count((key, "max_words"))
    percent = r.number((key, "max_percent_of_source"), most=100, whole=False)
    needed = r.flag((key, "needs_attribution"), usual.needs_attribution)
    return Extract(
        usual.max_words if words is None else words,
        usual.max_percent_of_source if percent is None else percent,
        bool(needed),
    )


def _substantial(r: Reading) -> Substantial:
    usual = Substantial()
    keys = KEYS["substantial"]
    r.section(("substantial",), keys)
    words = r.count(("substantial", keys[0]), least=1)
    source, draft = (r.number(("substantial", key), most=100, whole=False) for key in keys[1:])
    return Substantial(
        words or usual.min_words,
        usual.min_percent_of_source if source is None else source,
        usual.min_percent_of_draft if draft is None else draft,
    )


def _quota_counts(r: Reading) -> QuotaCounts | None:
    r.section(("quota",), KEYS["quota"])
    path = ("quota", "counts")
    return None if r.get(path) is None else cast(QuotaCounts, r.choice(path, QUOTA_COUNTS, ""))


def _allowlist(r: Reading) -> tuple[Allowance, ...]:
    entries = r.get(("allowlist",))
    if entries is None:
        return ()
    if not isinstance(entries, list | tuple):
        r.problem(("allowlist",), "allowlist must be a list of entries with a reason")
        return ()
    return tuple(_allowance(r, number) for number in range(len(entries)))


def _allowance(r: Reading, number: int) -> Allowance:
    path = ("allowlist", number)
    r_entry = r.get(("allowlist",))[number]
    entry = Reading({"entry": r_entry}, r.place, r.lines)
    entry.section(("entry",), KEYS["allowlist"])
    owner, source, key = (entry.text(("entry", name)) for name in ("owner", "source", "key"))
    reason = entry.text(("entry", "reason"), required=True)
    until = _until(entry)
    if owner is None and source is None and key is None:
        entry.problem(("entry",), "an allowlist entry names nothing", "owner, source or key")
    for problem in entry.problems:
        what = problem.what.replace("entry", f"allowlist[{number}]", 1)
        r.problem(path, what, problem.hint)
    return Allowance(reason or "", owner_id(owner) if owner else None, source, key, until)


def _until(entry: Reading) -> datetime | None:
    text = entry.text(("entry", "until"), required=True)
    if not text:
        return None
    written = parse_iso(text, oldest=ANY_YEAR)
    if written is None or (written.when.tzinfo is None and not written.date_only):
        entry.problem(
            ("entry", "until"),
            worded("entry.until: {text} is not a date with an offset", text=repr(text)),
        )
        return None
    return aware(end_of(written))


def _timezones(r: Reading) -> dict[str, str]:
    written = r.get(("timezones",))
    if written is None:
        return {}
    if not isinstance(written, Mapping):
        r.problem(("timezones",), "timezones must map owners to IANA zones")
        return {}
    zones: dict[str, str] = {}
    for owner in written:
        name = r.text(("timezones", owner), required=True) or ""
        if name and zone_of(name) is None:
            r.problem(
                ("timezones", owner),
                worded("timezone {name} is not known", name=repr(name)),
                "Europe/Paris",
            )
        zones[owner_id(str(owner))] = name
    return zones
