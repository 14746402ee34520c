"""The keys of a policy file: their names, allowed values, contradictions and usual values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from checker.licensing.agreement.reading import Reading
from checker.licensing.codes import CODES
from checker.models.vocabulary import (
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
    "BUILT_IN",
    "EMBARGOED",
    "KEPT_BACK",
    "KEYS",
    "KILLED",
    "PROVIDERS_WORD",
    "Allowance",
    "CodeAction",
    "Extract",
    "Substantial",
    "read_policy",
    "refuse_promises",
]

SCHEMA = "policy/1"
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
KILLED, EMBARGOED = "status.killed", "status.embargoed"
# What the provider said; it is released by those alone whom a policy names for this very code. Of
# embargoes these are the ones whose end nobody could read (`Policy.releasable`).
_BY_NAME_ALONE: Mapping[str, tuple[str, ...]] = {
    KILLED: (),
    "status.withheld": (),
    EMBARGOED: (ADMIN,),
    "status.not_for_publication": (),
}
PROVIDERS_WORD = tuple(_BY_NAME_ALONE)  # no policy lets through what the provider took back
BUILT_IN: Mapping[str, Any] = {
    "schema": SCHEMA,
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


@dataclass(frozen=True, slots=True)
class CodeAction:
    """The action for one reason code and the roles that may release it: () means nobody.

    None means the policy's `release_roles`.
    """

    action: str | None = None
    roles: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """Counsel's limits for an extract: words, and percent of the source."""

    max_words: int
    max_percent_of_source: float
    needs_attribution: bool = True


@dataclass(frozen=True, slots=True)
class Substantial:
    """The thresholds, any of which makes a reuse substantial rather than derived."""

    min_words: int
    min_percent_of_source: float
    min_percent_of_draft: float


@dataclass(frozen=True, slots=True)
class Allowance:
    """A standing exception that a person entered: why, for what, and until when."""

    reason: str
    owner: str | None = None
    source: str | None = None
    key: str | None = None  # a finding's key
    until: datetime | None = None


def read_policy(r: Reading) -> dict[str, Any]:
    """Returns the fields of a policy by name; what is wrong is added to the reading's problems."""
    r.section((), tuple(KEYS))
    r.text(("note",))
    if r.text(("schema",)) not in (None, SCHEMA):
        r.problem(
            ("schema",),
            worded("schema {value} is not known", value=repr(r.get(("schema",)))),
            SCHEMA,
        )
    r.section(("enforcement",), KEYS["enforcement"])
    enforcement: dict[str, str] = {
        verdict: r.choice(("enforcement", verdict), ENFORCEMENTS, _ENFORCEMENT[verdict])
        for verdict in CLAIM_VERDICTS
    }
    _refuse_falling(r, enforcement)
    return {
        "enforcement": enforcement,
        "overrides": _overrides(r),
        "on_unavailable": r.choice(
            ("on_unavailable",), ENFORCEMENTS[1:], BUILT_IN["on_unavailable"]
        ),
        "review_below": _confidence(r),
        "accepted_scripts": _scripts(r),
        "quotation": _extract(r, "quotation"),
        "very_short_extract": _extract(r, "very_short_extract"),
        "substantial": _substantial(r),
        "allowlist": _allowlist(r),
        "own": tuple(r.texts(("own",))),
        "timezones": _timezones(r),
        "keep_texts": bool(r.flag(("keep_texts",), False)),
        "retold_counts": bool(r.flag(("retold_counts",), False)),
        "quota_counts": _quota_counts(r),
        "release_roles": _roles(r, ("release_roles",)),
    }


def refuse_promises(r: Reading) -> None:
    """Notes what nobody may put in force: a release of kills, or kills that go out unseen."""
    _refuse_release_of_kills(r)
    _refuse_letting_out(r)


def _refuse_release_of_kills(r: Reading) -> None:
    """Refuses a policy that promises a release that nobody can give."""
    path = ("overrides", KILLED, "override_roles")
    if isinstance(r.get(path[:2]), Mapping) and r.get(path):
        r.problem(
            path,
            worded("overrides.{killed}.override_roles: a kill cannot be released", killed=KILLED),
            "leave it out or write []; a kill that was a mistake is taken back: wirecheck sources"
            " release ID",
        )


def _refuse_letting_out(r: Reading) -> None:
    """A policy that would let every kill or embargo out is not put in force."""
    for code in PROVIDERS_WORD:
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


def _confidence(r: Reading) -> Confidence:
    word = r.choice(("review_below",), CONFIDENCES, BUILT_IN["review_below"])
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


def _extract(r: Reading, key: str) -> Extract:
    r.section((key,), KEYS[key])
    words = r.count((key, "max_words"))
    percent = r.number((key, "max_percent_of_source"), most=100, whole=False)
    usual = BUILT_IN[key]
    return Extract(
        usual["max_words"] if words is None else words,
        float(usual["max_percent_of_source"]) if percent is None else percent,
        bool(r.flag((key, "needs_attribution"), True)),
    )


def _substantial(r: Reading) -> Substantial:
    usual = Substantial(**BUILT_IN["substantial"])
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
