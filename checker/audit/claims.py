"""The schedule of an audit: a row for each owner in each piece, as a rights desk works it off."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from checker.audit.stories import Stories
from checker.licensing import Agreement
from checker.models.source import Source
from checker.models.vocabulary import UNLICENSED
from checker.report.cases import case_of, case_words, was_never_licensed
from checker.times import rfc3339
from checker.values import dataclass
from checker.wording import worded

__all__ = ["CLAIM_COLUMNS", "Known", "Prices", "claim_rows"]

CLAIM_COLUMNS = (
    "key", "owner", "owner_name", "case", "case_words", "code", "reason", "verdict", "then", "now",
    "title", "url", "site", "published", "year", "cms_id", "path", "part", "page", "file_sha256",
    "source", "source_headline", "source_published", "agreement", "contract_ref", "words",
    "price_low", "price_high", "currency", "price_formula", "next_at", "next_action", "state",
    "state_note", "story", "addresses", "new", "role", "confidence", "check",
)  # fmt: skip
MANY = 20  # sources that a cell names
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Prices:
    """The price of one item by an owner's contracts: (amount, currency, contract), by owner."""

    known: Mapping[str, Sequence[tuple[float, str, str]]]

    @classmethod
    def of(cls, agreements: Iterable[Agreement]) -> "Prices":
        """Returns the prices that agreements name."""
        found: dict[str, list[tuple[float, str, str]]] = {}
        for one in agreements:
            if one.price is not None:
                price = (float(one.price.per_item), one.price.currency, one.id)
                found.setdefault(one.owner, []).append(price)
        return cls(found)

    def cells(self, owner: str, items: int) -> Row:
        """Returns the price of a number of items of an owner, or its range, with the formula."""
        prices = sorted(self.known.get(owner, ()))
        if not prices:
            return {"price_formula": worded("no contract with this owner names a price")}
        contracts = ", ".join(dict.fromkeys(name for _, _, name in prices))
        currencies = {currency for _, currency, _ in prices}
        if len(currencies) > 1:
            each = " or ".join(f"{amount:g} {currency}" for amount, currency, _ in prices)
            return {"price_formula": f"{items} x {each} ({contracts})"}
        low, high = prices[0][0], prices[-1][0]
        each = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        (currency,) = currencies
        return {
            "price_low": round(low * items, 2),
            "price_high": round(high * items, 2),
            "currency": currency,
            "price_formula": f"{items} x {each} {currency} ({contracts})",
        }


@dataclass(frozen=True, slots=True)
class Known:
    """Data the rows need from elsewhere: prices, sources, states, stories, the previous audit.

    `source` finds a source by its id; `states` are (state, note) by the key of a row; `before` are
    the keys of the last audit's rows, None where there was none; `names` are those of owners.
    """

    prices: Prices
    source: Callable[[str], Source | None] = lambda _: None
    states: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stories: Stories = field(default_factory=Stories)
    before: frozenset[str] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def claim_rows(document: Mapping[str, Any], known: Known) -> Iterator[Row]:
    """Yields the rows of one result: claims that need action or are settled by contract."""
    if document.get("verdict") is None:
        return
    for claim in document.get("claims") or ():
        if claim["role"] != "mention":
            yield _row(document, claim, known)


def _row(document: Mapping[str, Any], claim: Mapping[str, Any], known: Known) -> Row:
    key = _key(document, claim)
    state, note = known.states.get(key, ("open" if claim["verdict"] != "clear" else "", ""))
    then = _then(document, claim)
    case = case_of(claim)
    now = _licensed(claim["verdict"], claim["agreement"], case)
    if then is not None and was_never_licensed(case, then):
        case, now = str(then["case"]), worded("its permitted time online is over")
    matches = [m for m in document.get("matches") or () if m["source"] in (claim["sources"] or ())]
    paid = claim["verdict"] in UNLICENSED
    story, addresses = known.stories.of(document)
    return {
        "key": key,
        "owner": claim["owner"],
        "owner_name": claim.get("holder") or known.names.get(claim["owner"]),
        "case": case,
        "case_words": case_words(case),
        **_reason(claim),
        "verdict": claim["verdict"],
        **_times(document, then, now),
        **_piece(document),
        "page": _page(document, matches, claim),
        **_sources([m["source"] for m in matches], known),
        "agreement": claim["agreement"],
        "contract_ref": claim["contract_ref"],
        "words": sum(m["words"] for m in matches),
        **(known.prices.cells(claim["owner"], max(1, len(claim["sources"]))) if paid else {}),
        "next_at": (claim["next_event"] or {}).get("at"),
        "next_action": (claim["next_event"] or {}).get("action"),
        "state": state,
        "state_note": note,
        "story": story,
        "addresses": addresses,
        "new": None if known.before is None else key not in known.before,
        "role": claim["role"],
        "confidence": claim.get("confidence"),
        "check": document.get("check"),
    }


def _key(document: Mapping[str, Any], claim: Mapping[str, Any]) -> str:
    """The same for the same owner in the same piece, in every audit."""
    piece = document.get("url") or document.get("document") or document["id"]
    named = "\0".join((str(piece), claim["owner"], str(claim.get("holder") or ""), claim["role"]))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _reason(claim: Mapping[str, Any]) -> Row:
    asking = [r for r in claim["reasons"] if r["severity"] != "clear"]
    worst = [r for r in asking if r["severity"] == claim["verdict"]] or asking or claim["reasons"]
    if not worst:
        return {"code": None, "reason": None}
    return {"code": worst[0]["code"], "reason": worst[0]["message"]}


def _then(document: Mapping[str, Any], claim: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The same claim on the day of publication; None if it was not judged for that day."""
    claims: Sequence[Mapping[str, Any]] = (document.get("then") or {}).get("claims", ())
    key = (claim["owner"], claim["role"])
    return next((other for other in claims if (other["owner"], other["role"]) == key), None)


def _times(document: Mapping[str, Any], then: Mapping[str, Any] | None, now: str) -> Row:
    """Whether it was licensed on the day of publication, beside whether it is now."""
    if then is not None:
        return {"then": _licensed(then["verdict"], then["agreement"], then["case"]), "now": now}
    if document.get("then") is not None:
        return {"then": worded("not judged at that time"), "now": now}
    return {"then": now if document.get("published") else worded("date unknown"), "now": now}


def _licensed(verdict: str, agreement: str | None, case: str) -> str:
    if verdict in ("clear", "credit_required"):
        return (
            worded("licensed ({agreement})", agreement=agreement)
            if agreement
            else worded("in order")
        )
    return case_words(case)


def _piece(document: Mapping[str, Any]) -> Row:
    published = str(document.get("published") or "")
    url = document.get("url")
    return {
        "title": document.get("title"),
        "url": url,
        "site": _site(document),
        "published": published or None,
        "year": published[:4] or "unknown",
        "cms_id": document.get("document"),
        "path": document.get("path"),
        "part": document.get("part"),
        "file_sha256": document.get("file_sha256"),
    }


def _site(document: Mapping[str, Any]) -> str:
    """The host of the piece's address, else the site that was asked for, else its folder."""
    host = urlsplit(str(document.get("url") or "")).hostname
    if host:
        return host
    asked = str((document.get("use") or {}).get("site") or "")
    parts = PurePath(str(document.get("path") or "")).parts
    return asked or (parts[0] if len(parts) > 1 else "")


def _page(
    document: Mapping[str, Any], matches: Sequence[Mapping[str, Any]], claim: Mapping[str, Any]
) -> str | None:
    """The pages of the passages, or of the markings where there is no passage."""
    passages = [p for m in matches for p in m["passages"] if p["counted"]]
    marks = [f for f in document.get("findings") or () if f["agency"] == claim["owner"]]
    pages = sorted({one["page"] for one in (passages or marks) if "page" in one})
    return ", ".join(map(str, pages[:MANY])) or None


def _sources(names: Sequence[str], known: Known) -> Row:
    found = [known.source(name) for name in names[:MANY]]
    headlines = [one.title for one in found if one is not None and one.title]
    dates = [rfc3339(one.published) for one in found if one is not None and one.published]
    return {
        "source": "; ".join(names[:MANY]) or None,
        "source_headline": "; ".join(headlines) or None,
        "source_published": "; ".join(filter(None, dates)) or None,
    }
