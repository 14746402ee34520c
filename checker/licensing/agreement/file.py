"""The keys of an agreement file: their names, allowed values and contradictions."""

import re
from datetime import UTC, tzinfo
from typing import Any

from checker.licensing.agreement.file_scope import (
    channels,
    items,
    licensee,
    refuse_empty,
    territories,
)
from checker.licensing.agreement.reading import Path, Reading, dotted
from checker.licensing.agreement.values import (
    AIUse,
    Content,
    Contract,
    Credit,
    Extent,
    Kill,
    Modification,
    Price,
    Required,
    Retention,
    Validity,
)
from checker.models.vocabulary import owner_id
from checker.times import ANY_YEAR, day_start, parse_iso, zone_of
from checker.wording import worded

__all__ = ["KEYS", "MEDIA", "PLACES", "read_agreement"]

SCHEMA = "licence/1"
KINDS = ("agreement", "offer", "open")
MEDIA = ("text", "picture", "graphic", "audio", "video", "*")
PLACES = ("dateline", "byline", "top", "end", "caption", "any")
WHEN = ("any", "substantial", "derived")
EXTENT_LIMITS = ("max_words", "max_percent", "max_paragraphs")
KEYS = {
    "contract": ("ref", "url", "contact", "counsel", "spdx"),
    "owner": ("id", "name"),
    "licensee": ("id", "name", "brands"),
    "content": ("media", "services", "languages", "exclude_third_party"),
    "channels": ("allow", "deny"),
    "territories": ("allow", "deny"),
    "items": ("allow", "deny"),
    "valid": ("from", "until"),
    "retention": ("online_days", "counts_from", "then", "archive"),
    "embargo": ("respect_item",),
    "terms": ("read",),
    "extent": ("mode", *EXTENT_LIMITS),
    "modification": ("edit", "shorten", "translate", "combine"),
    "credit": ("text", "where", "required_when"),
    "attribution": ("text", "where", "required_when"),
    "byline": ("keep",),
    "dateline": ("keep",),
    "notice": ("required", "pattern", "text"),
    "link_back": ("required", "hosts"),
    "tracking": ("required", "pattern"),
    "ai": ("training", "input", "summarise", "disclosure"),
    "kill": ("must_remove", "within_minutes", "publish_correction"),
    "quota": ("items_per_month",),
    "price": ("per_item", "currency"),
}
SCALARS = ("schema", "id", "kind", "timezone", "note")


def read_agreement(r: Reading) -> dict[str, Any]:
    """Returns the fields of an Agreement; use them only if `r.problems` is empty."""
    r.section((), (*SCALARS, *KEYS))
    for key, allowed in KEYS.items():
        r.section((key,), allowed)
    schema = r.text(("schema",))
    if schema not in (None, SCHEMA):
        r.problem(
            ("schema",),
            worded("schema {schema} is not known", schema=repr(schema)),
            worded("this version reads {schema}", schema=SCHEMA),
        )
    zone = _zone(r)
    for path in (("contract", "counsel"), ("licensee", "name"), ("note",)):
        r.text(path)
    return {
        "id": r.text(("id",), required=True) or "",
        "kind": r.choice(("kind",), KINDS, "agreement"),
        "owner": owner_id(r.text(("owner", "id"), required=True) or ""),
        "owner_name": r.text(("owner", "name")),
        "contract": Contract(
            *(r.text(("contract", key)) for key in ("ref", "url", "contact", "spdx"))
        ),
        "licensee": licensee(r),
        "content": _content(r),
        "channels": channels(r),
        "territories": territories(r),
        "items": items(r),
        "valid": _valid(r, zone),
        "timezone": r.text(("timezone",)),
        "retention": _retention(r),
        "extent": _extent(r),
        "modification": _modification(r),
        "credit": _credit(r, "credit", "any"),
        "attribution": _credit(r, "attribution", "derived"),
        "keep_byline": bool(r.flag(("byline", "keep"), False)),
        "keep_dateline": bool(r.flag(("dateline", "keep"), False)),
        "notice": _required(r, "notice", ("pattern", "text")),
        "link_back": _required(r, "link_back", ("hosts",)),
        "tracking": _required(r, "tracking", ("pattern",)),
        "ai": _ai(r),
        "kill": _kill(r),
        "terms_read": r.texts(("terms", "read")),
        "items_per_month": r.count(("quota", "items_per_month"), least=1),
        "price": _price(r),
    }


def _zone(r: Reading) -> tzinfo:
    name = r.text(("timezone",))
    zone = zone_of(name) if name else UTC
    if zone is None:
        r.problem(
            ("timezone",),
            worded("timezone {name} is not known", name=repr(name)),
            "IANA names: Europe/Paris, UTC",
        )
    _embargo(r)
    return zone or UTC


def _embargo(r: Reading) -> None:
    if r.flag(("embargo", "respect_item"), True) is False:
        r.problem(
            ("embargo", "respect_item"),
            "embargo.respect_item: false contradicts the owner's right to an embargo",
            "no agreement overrides an embargo: remove the key",
        )


def _content(r: Reading) -> Content:
    for key in ("services", "languages"):
        refuse_empty(r, ("content", key))
    media = r.choices(("content", "media"), MEDIA)
    languages = tuple(code.casefold() for code in r.texts(("content", "languages")))
    for number, code in enumerate(languages):
        if code != "*" and not re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", code):
            r.problem(
                ("content", "languages", number),
                worded("content.languages: {code} is not a language", code=repr(code)),
                'BCP 47 codes such as fr or pt-BR, or "*"',
            )
    return Content(
        media or ("text",),
        tuple(name for name in r.texts(("content", "services")) if name != "*"),
        tuple(code for code in languages if code != "*") if "*" not in languages else (),
        bool(r.flag(("content", "exclude_third_party"), True)),
    )


def _valid(r: Reading, zone: tzinfo) -> Validity:
    start = _moment(r, ("valid", "from"), zone, end=False)
    end = _moment(r, ("valid", "until"), zone, end=True)
    if start is not None and end is not None and end <= start:
        r.problem(("valid", "until"), "valid.until is before valid.from", "swap the two dates")
    return Validity(start, end)


def _moment(r: Reading, path: Path, zone: tzinfo, *, end: bool) -> Any:
    text = r.text(path)
    if text is None:
        return None
    written = parse_iso(text, oldest=ANY_YEAR)
    if written is None:
        r.problem(
            path,
            worded("{dotted}: {text} is not a date", dotted=dotted(path), text=repr(text)),
            "2025-12-31 or with an offset",
        )
        return None
    if written.date_only:
        try:
            return day_start(written.when.date(), zone, after=1 if end else 0)
        except OverflowError:
            r.problem(
                path,
                worded(
                    "{dotted}: {text} is too far in the past or future",
                    dotted=dotted(path),
                    text=repr(text),
                ),
                "null means open",
            )
            return None
    if written.when.tzinfo is None:
        r.problem(
            path,
            worded("{dotted}: {text} has no offset", dotted=dotted(path), text=repr(text)),
            "write 2025-12-31T18:00:00+01:00",
        )
        return None
    return written.when


def _retention(r: Reading) -> Retention:
    retention = Retention(
        r.number(("retention", "online_days"), most=36_500, whole=False),
        r.choice(("retention", "counts_from"), ("first_published", "received"), "first_published"),
        r.choice(("retention", "then"), ("unpublish", "remove_text", "recheck"), "unpublish"),
        bool(r.flag(("retention", "archive"), True)),
    )
    if retention.online_days is None and r.get(("retention", "then")):
        r.problem(
            ("retention", "then"),
            "retention.then without retention.online_days",
            "state after how many days",
        )
    return retention


def _extent(r: Reading) -> Extent:
    """How much may be used; limits are those of an excerpt, whether or not the mode says so."""
    limits = [key for key in EXTENT_LIMITS if r.get(("extent", key)) is not None]
    extent = Extent(
        r.choice(("extent", "mode"), ("full", "excerpt"), "excerpt" if limits else "full"),
        r.count(("extent", "max_words"), least=1),
        r.number(("extent", "max_percent"), least=0.01, most=100, whole=False),
        r.count(("extent", "max_paragraphs"), least=1),
    )
    if r.get(("extent", "mode")) == "full" and limits:
        r.problem(
            ("extent", limits[0]),
            worded("extent.{limits} contradicts extent.mode: full", limits=limits[0]),
            "mode: excerpt has limits",
        )
    return extent


def _modification(r: Reading) -> Modification:
    usual = Modification()
    return Modification(
        r.choice(("modification", "edit"), ("none", "style", "free"), usual.edit),
        bool(r.flag(("modification", "shorten"), usual.shorten)),
        bool(r.flag(("modification", "translate"), usual.translate)),
        bool(r.flag(("modification", "combine"), usual.combine)),
    )


def _credit(r: Reading, key: str, when: str) -> Credit | None:
    if r.get((key,)) is None:
        return None
    credit = Credit(
        r.texts((key, "text")),
        r.choices((key, "where"), PLACES) or ("any",),
        r.choice((key, "required_when"), WHEN, when),
    )
    for number, text in enumerate(credit.text):
        if "{" in text or "}" in text:
            r.problem(
                (key, "text", number),
                worded("{key}.text: {text} has a gap", key=key, text=repr(text)),
                "write the credit as it is printed; a notice with {year} belongs to notice.pattern",
            )
    if not credit.text:
        r.problem(
            (key, "text"),
            worded("{key}.text is missing", key=key),
            "list the wordings that count as a credit",
        )
    return credit


def _required(r: Reading, key: str, sources: tuple[str, ...]) -> Required:
    patterns = tuple(text for name in sources for text in r.texts((key, name)))
    required = r.flag((key, "required"), bool(patterns))
    if required and not patterns:
        r.problem(
            (key,),
            worded("{key}.required is true but there is no {sources}", key=key, sources=sources[0]),
            worded("add {key}.{sources}", key=key, sources=sources[0]),
        )
    return Required(bool(required), patterns)


def _ai(r: Reading) -> AIUse:
    def word(key: str) -> str | None:
        if r.get(("ai", key)) is None:
            return None
        return r.choice(("ai", key), ("allow", "deny"), "deny")

    return AIUse(word("training"), word("input"), word("summarise"), r.texts(("ai", "disclosure")))


def _kill(r: Reading) -> Kill:
    return Kill(
        bool(r.flag(("kill", "must_remove"), True)),
        r.count(("kill", "within_minutes")),
        bool(r.flag(("kill", "publish_correction"), False)),
    )


def _price(r: Reading) -> Price | None:
    if r.get(("price",)) is None:
        return None
    amount = r.number(("price", "per_item"), whole=False)
    currency = r.text(("price", "currency"), required=True) or ""
    if not re.fullmatch(r"[A-Z]{3}", currency):
        r.problem(
            ("price", "currency"),
            worded("price.currency: {currency}", currency=repr(currency)),
            "ISO 4217: EUR, USD",
        )
    if amount is None:
        r.problem(("price", "per_item"), "price.per_item is missing")
        return None
    return Price(amount, currency)
