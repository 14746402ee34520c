"""The grammar of one clause of usage terms: a clause matches whole or not at all."""

import re
from collections.abc import Iterable
from datetime import datetime

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


def _open(clause: str, _near: datetime | None) -> Term | None:
    licence = named_licence(clause)
    return Term("open", clause, (licence.spdx,)) if licence is not None else None


def _full(patterns: Iterable[str], clause: str) -> re.Match[str] | None:
    for pattern in patterns:
        found = compiled(rf"(?:{pattern})[\s.!]*").fullmatch(clause)
        if found is not None:
            return found
    return None


def _whole(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    if (found := _full(words.free, clause)) is not None and _harmless(clause, found):
        return Term("free", clause)
    if _full(words.reserved, clause) is not None:
        return Term("reserved", clause)
    if _full(words.ai_reserved, clause) is not None:
        return Term("not", clause, ("ai",))
    name = r"(?:(?!\s[-–—]\s|\bno\b)[^,;]){1,60}"
    credit = [rf"{words.credit}(?:\s*[:\-–]?\s*(?P<n>{name}))?", rf"(?P<n>{name}?)\s{words.credit}"]
    found = _full(credit, clause)
    if found is not None and not speaks(found["n"] or ""):
        return Term("credit", clause)
    return None


def _harmless(clause: str, found: re.Match[str]) -> bool:
    """A pattern with an open end ("© ...", "contact ...") must not swallow a restriction."""
    return ".{" not in found.re.pattern or not speaks(clause)


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
    for pattern in usage_words().outside:
        found = compiled(rf"(?:{pattern})\s*(?P<x>.+)").fullmatch(clause)
        if found is None:
            continue
        values = things_of(found["x"])
        if values and all(v.startswith("territory:") for v in values):
            return Term("only", clause, values)
    return None


def _world_except(clause: str, _near: datetime | None) -> Term | None:
    use = rf"(?:[\s-]?{usage_words().use_words})?(?: (?:only|granted|available))?"
    for prefix in usage_words().negative:
        found = compiled(
            rf"{usage_words().everywhere}{use}[\s,:(]+(?:but )?(?:{prefix})\s+(?P<x>.+?)\)?"
        ).fullmatch(clause)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            return Term("not", clause, values)
    return None


def _negative(clause: str, near: datetime | None) -> Term | None:
    body, limit = _limited(clause)
    values: tuple[str, ...] = ()
    for prefix in usage_words().negative:
        found = compiled(rf"(?:{prefix})(?:\s+|(?<=[\'’]))(?P<x>.+)").fullmatch(body)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            break
    else:
        for suffix in usage_words().negative_after:
            found = compiled(rf"(?P<x>.+?)\s+(?:{suffix})").fullmatch(body)
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
    patterns = [rf"(?:{p})\s+(?P<x>.+)" for p in usage_words().only]
    patterns += [rf"(?:for )?(?:use in )?(?P<x>.+?)\s+(?:{p})" for p in usage_words().only_after]
    for pattern in patterns:
        found = compiled(pattern).fullmatch(clause)
        if found is None:
            continue
        values = things_of(_strip_use(found["x"]))
        if values and not PURPOSES.issuperset(values):
            return Term("only", clause, values)
    return None


def _around(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    for kind, patterns in (("only", words.around_only), ("not", words.around)):
        for pattern in patterns:
            found = compiled(pattern).fullmatch(clause)
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
