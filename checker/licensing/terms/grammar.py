"""The grammar of one clause of usage terms: a clause matches whole or not at all."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from checker.licensing.terms.open_licences import named_licence
from checker.licensing.terms.patterns import compiled
from checker.licensing.terms.term import Term
from checker.licensing.terms.things import things_of
from checker.licensing.terms.worded import PURPOSES, allows_use, worded
from checker.licensing.terms.words import usage_words
from checker.orders.times_in_words import time_in_words
from checker.times import end_of

__all__ = ["clause_terms", "speaks"]

MAX_CLAUSE = 240  # longer ones can only be a standing reservation


def speaks(text: str) -> bool:
    """Returns whether a text contains a word that may restrict use."""
    words = usage_words()
    return compiled(rf"\b{words.speaks}\b|{words.speaks_inside}").search(text) is not None


def clause_terms(clause: str, near: datetime | None) -> list[Term] | None:
    """Returns the terms of one clause; None if it fits no grammar."""
    if not clause.strip():
        return None
    grammars = (
        _open,
        _until_date,
        _outside,
        _world_except,
        _negative,
        _only,
        _around,
        _whole,
    )
    lettered = _CLIENTS.search(clause) is not None
    for grammar in (_whole,) if lettered or len(clause) > MAX_CLAUSE else grammars:
        found = grammar(clause, near)
        if found is not None:
            return [found]
    return None if lettered else worded(clause, near)


# The letters of an agency before its clients are no territory: PA is not Panama here.
_CLIENTS = re.compile(
    r"\b(?!(?:US|USA|UK|GB|EU|UAE)\b)[A-Z]{2,3}[ -]"
    r"(?i:clients|customers|subscribers|members|kunden|abonnenten|kunder|abonnenter|klanten|abonnees)"
)


_PARTED = re.compile(r"\s[-–—]\s|[,;/]")


def _open(clause: str, _near: datetime | None) -> Term | None:
    licence = named_licence(clause)
    return Term("open", clause, (licence.spdx,)) if licence is not None else None


@cache
def _shaped(shape: str, patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns of the words, each in a shape, where it takes the place of "@"."""
    return tuple(compiled(shape.replace("@", pattern)) for pattern in patterns)


def _full(patterns: tuple[str, ...], clause: str) -> re.Match[str] | None:
    for pattern in _shaped(r"(?:@)[\s.!]*", patterns):
        found = pattern.fullmatch(clause)
        if found is not None:
            return found
    return None


def _whole(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    if (found := _full(words.linked, clause)) is not None:
        beside = found.groupdict().get("open") or ""
        return None if speaks(beside) else Term("linked", clause, (found["address"],))
    if (found := _full(words.free, clause)) is not None and _harmless(found):
        return Term("free", clause)
    if (found := _full(words.reserved, clause)) is not None and _harmless(found):
        return Term("reserved", clause)
    if _full(words.ai_reserved, clause) is not None:
        return Term("not", clause, ("ai",))
    found = _full(_credits(), clause)
    if found is not None and not speaks(found["n"] or ""):
        return Term("credit", clause, tuple(_names(found["n"] or "")))
    return None


_QUOTES = " \"'“”„«»‘’()[]"
_ROLE = re.compile(
    r"(?:the )?(?:photographers?|sources?|agency|authors?|owners?|creators?|line|us|as)\b.*",
    re.IGNORECASE,
)


def _names(credited: str) -> Iterator[str]:
    """The names in what is to be credited ("Kestrel / Ann Gale"); none if it is not all names."""
    parts = [part.strip(_QUOTES) for part in re.split(r"\s*/\s*", credited)]
    for part in parts:
        words = re.findall(r"[^\W\d_][\w'’.-]*", part)
        told = [word for word in words if word[0].isupper() or word in ("of", "the", "de", "for")]
        if not words or len(told) < len(words) or _ROLE.fullmatch(part):
            return
    yield from parts


@cache
def _credits() -> tuple[str, ...]:
    """A credit that is asked for, with or without whom to credit."""
    name, credit = r"(?:(?!\s[-–—]\s|\bno\b)[^,;]){1,60}", usage_words().credit
    asked = rf"credit(?: to)?(?:\s*[:\-–]\s*|\s)(?P<n>{name})"  # "Credit North Wire"
    return rf"{credit}(?:\s*[:\-–]?\s*(?P<n>{name}))?", rf"(?P<n>{name}?)\s{credit}", asked


def _harmless(found: re.Match[str]) -> bool:
    """A part with an open end ("© ...", "contact ...") must not swallow a restriction."""
    swallowed = (found.groupdict().get("open") or "").strip(" ,.:-–—")
    if not swallowed or speaks(swallowed):
        return not swallowed
    parts = _PARTED.split(swallowed)
    if len(parts) > 1 and any(_limits(part) for part in parts):
        return False  # "© AFP - FRANCE OUT - no archives"
    limits = things_of(swallowed)
    if limits and all(limit.startswith("territory:") for limit in limits):
        return _CLIENTS.match(found[0]) is not None  # "PA clients only": letters of an agency
    return not limits


def _limits(part: str) -> bool:
    """Whether a part of a clause is a limit by itself."""
    terms = clause_terms(part.strip(" .:"), None) if part.strip(" .:") else None
    return any(term.kind not in ("free", "reserved", "credit", "linked") for term in terms or ())


def _until_date(clause: str, near: datetime | None) -> Term | None:
    """A last day of use, "use until ..." in any language of the words."""
    words = usage_words()
    found = compiled(rf"{words.last_day}\s+(?P<t>.+)").fullmatch(clause)
    written = found["t"] if found is not None else _behind_until(clause)
    moment = _moment(written, near) if written is not None and not speaks(written) else None
    return Term("until", clause, moment=moment) if moment is not None else None


def _behind_until(clause: str) -> str | None:
    """The time of a clause that speaks of use, "until", a time and nothing else."""
    words = usage_words()
    for pattern in (
        rf"(?P<use>.+?)\s{words.until}\s(?P<t>[^,;]*\d[^,;]*)",
        rf"(?P<use>.*?)(?P<t>\d[^,;]*?)\s?{words.until_behind}(?P<rest>.*)",
    ):
        found = compiled(pattern).fullmatch(clause)
        if found is not None and allows_use(f"{found['use']} {found.groupdict().get('rest', '')}"):
            return found["t"]
    return None


def _moment(text: str, near: datetime | None) -> datetime | None:
    """The time that words name; a date alone lasts to the end of its day."""
    written = time_in_words(text, near)
    return end_of(written) if written is not None else None


def _outside(clause: str, _near: datetime | None) -> Term | None:
    for pattern in _shaped(r"(?:@)\s*(?P<x>.+)", usage_words().outside):
        found = pattern.fullmatch(clause)
        if found is None:
            continue
        values = things_of(found["x"])
        if values and all(v.startswith("territory:") for v in values):
            return Term("only", clause, values)
    return None


def _world_except(clause: str, _near: datetime | None) -> Term | None:
    for pattern in _shaped(_except_in(), usage_words().negative):
        found = pattern.fullmatch(clause)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            return Term("not", clause, values)
    return None


@cache
def _except_in() -> str:
    """The shape of "everywhere, but not in ..."."""
    words = usage_words()
    use = rf"(?:[\s-]?{words.use_words})?(?: (?:only|granted|available))?"
    return rf"{words.everywhere}{use}[\s,:(]+(?:but )?(?:@)\s+(?P<x>.+?)\)?"


def _negative(clause: str, near: datetime | None) -> Term | None:
    body, limit = _limited(clause)
    values: tuple[str, ...] = ()
    for pattern in _shaped(r"(?:@)(?:\s+|(?<=[\'’]))(?P<x>.+)", usage_words().negative):
        found = pattern.fullmatch(body)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            break
    else:
        for pattern in _shaped(r"(?P<x>.+?)\s+(?:@)", usage_words().negative_after):
            found = pattern.fullmatch(body)
            if found is not None and (values := things_of(_strip_use(found["x"]))):
                break
    if not values:
        return None
    if limit is None:
        return Term("not", clause, values)
    return Term("not", clause, values, moment=_moment(limit, near), limit=limit)


def _limited(clause: str) -> tuple[str, str | None]:
    found = compiled(rf"(?P<body>.+?)\s{usage_words().until}\s(?P<limit>.+)").fullmatch(clause)
    return (found["body"], found["limit"]) if found is not None else (clause, None)


def _only(clause: str, _near: datetime | None) -> Term | None:
    before = _shaped(r"(?:@)\s+(?P<x>.+)", usage_words().only)
    behind = _shaped(r"(?:for )?(?:use in )?(?P<x>.+?)\s+(?:@)", usage_words().only_after)
    for pattern in (*before, *behind):
        found = pattern.fullmatch(clause)
        if found is None:
            continue
        values = things_of(_strip_use(found["x"]))
        if values and not PURPOSES.issuperset(values):
            return Term("only", clause, values)
    return None


def _around(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    for kind, patterns in (("only", words.around_only), ("not", words.around)):
        for pattern in _shaped("@", patterns):
            found = pattern.fullmatch(clause)
            if found is not None and (values := things_of(found["x"])):
                return Term(kind, clause, values)
    return None


def _strip_use(text: str) -> str:
    stripped = text.strip()
    for _ in range(2):
        stripped = re.sub(
            rf"[\s-]+{usage_words().use_words}$", "", stripped, flags=re.IGNORECASE
        ).strip()
    return stripped if stripped and things_of(stripped) else text.strip()
