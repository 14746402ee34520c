"""The findings of an audit in numbers: by verdict, owner and year, and possible costs."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any

from checker.audit.journal import LEFT_OUT, NOT_FINISHED, OUT_OF_RANGE
from checker.licensing import Agreement
from checker.models.vocabulary import UNLICENSED
from checker.running.overrides import released
from checker.values import dataclass

__all__ = ["OwnerLine", "Summary"]

REASONS = 40  # why files were not read, in the summary


@dataclass(slots=True)
class OwnerLine:
    """One owner's share of the archive."""

    owner: str
    name: str = ""
    pieces: int = 0
    by_verdict: Counter[str] = field(default_factory=Counter)
    words: int = 0
    unlicensed: int = 0
    price: float | None = None
    currency: str = ""
    cases: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    stories: set[str] = field(default_factory=set)
    new: int = 0
    low: float = 0.0
    high: float = 0.0

    @property
    def exposure(self) -> float | None:
        """Unlicensed pieces times the price of one, if an agreement states a price."""
        return None if self.price is None else self.unlicensed * self.price


class Summary:
    """Counts results as they are read.

    Args:
        agreements: agreements, for the price of an item.
        left_out: files and links that the plan left out: pictures, programs, loops.
    """

    def __init__(self, agreements: Iterable[Agreement], left_out: int = 0) -> None:
        self.left_out = left_out
        self.unknown_keys: Counter[str] = Counter()
        self.pieces = 0
        self.verdicts: Counter[str] = Counter()
        self.released = 0
        self.incomplete = 0
        self.not_read = 0
        self.not_finished = 0
        self.dates_unread = 0
        self.unread_reasons: Counter[tuple[str, str]] = Counter()
        self.codes: Counter[str] = Counter()
        self.out_of_range = 0
        self.claim_years: dict[str, Counter[str]] = {}
        self.compared = False
        self.years: dict[str, Counter[str]] = {}
        self.owners: dict[str, OwnerLine] = {}
        self._seen: dict[tuple[str, str], set[str]] = {}
        self._prices: dict[str, tuple[float, str]] = {}
        for agreement in agreements:
            if agreement.price is not None:
                price = (float(agreement.price.per_item), agreement.price.currency)
                self._prices.setdefault(agreement.owner, price)

    def add(self, document: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] = ()) -> None:
        """Counts one line of results.jsonl, with the rows of its claims."""
        if document.get("state") == OUT_OF_RANGE:
            self.out_of_range += int(document["files"])
            return
        if document.get("state") == LEFT_OUT:  # files of an archive that hold no article
            self.left_out += int(document.get("files", 1))
            return
        self.pieces += 1
        if document.get("date_unread"):
            self.dates_unread += 1
        if document["verdict"] is None:
            error = document["error"]
            kind = (_kind_of(error["what"]), error.get("hint", ""))
            self.unread_reasons[kind] += 1
            seen = self._seen.setdefault(kind, set())
            if len(seen) < 2:
                seen.add(_beginning(error["what"]))
            if document.get("state") == NOT_FINISHED:
                self.not_finished += 1
            else:
                self.not_read += 1
            return
        self.unknown_keys.update(document.get("unknown_keys") or ())
        verdict = str(document["verdict"])
        self.verdicts[verdict] += 1
        self.released += verdict not in ("clear", "unfinished") and released(
            document.get("overrides") or (), document["enforcement"]
        )
        self.incomplete += not document["complete"]
        published = document.get("published")
        self.years.setdefault(published[:4] if published else "unknown", Counter())[verdict] += 1
        words = {match["source"]: match["words"] for match in document.get("matches") or []}
        claims = [c for c in document.get("claims") or [] if c["role"] != "mention"]
        for claim in claims:
            self._claim(claim, words)
        for claim, row in zip(claims, rows, strict=False):
            self._row(self.owners[_holder(claim)], row)

    def document(self) -> dict[str, Any]:
        """Returns the numbers as JSON."""
        return {
            "pieces": self.pieces,
            "verdicts": dict(self.verdicts),
            "to_do": self.to_do,
            "released": self.released,
            "incomplete": self.incomplete,
            "not_read": self.not_read,
            "not_finished": self.not_finished,
            "left_out": self.left_out,
            "unread_reasons": [
                {"what": self._what(kind), "hint": kind[1], "files": files}
                for kind, files in self.unread_reasons.most_common(REASONS)
            ],
            "dates_unread": self.dates_unread,
            "unknown_keys": dict(self.unknown_keys.most_common()),
            "codes": dict(self.codes.most_common()),
            "years": {year: dict(counts) for year, counts in sorted(self.years.items())},
            "out_of_range": self.out_of_range,
            **({"new": sum(line.new for line in self.owners.values())} if self.compared else {}),
            "owners": [_owner(line) for line in self.by_exposure()],
        }

    def _what(self, kind: tuple[str, str]) -> str:
        """Why files were not read, with its numbers where these are the same for all of them."""
        same = self._seen[kind]
        return next(iter(same)) if len(same) == 1 else kind[0]

    def by_exposure(self) -> list[OwnerLine]:
        """Owners, those with most unlicensed pieces first."""
        return sorted(self.owners.values(), key=lambda o: (-o.unlicensed, -o.pieces, o.owner))

    @property
    def whole(self) -> bool:
        """Whether everything was read and finished."""
        return not (self.not_read or self.unfinished)

    @property
    def unfinished(self) -> int:
        """The number of pieces whose check was not finished: begun and broken off, or in part."""
        return self.not_finished + self.incomplete

    @property
    def unread(self) -> int:
        """The number of pieces that were not read or not finished."""
        return self.not_read + self.unfinished

    @property
    def to_do(self) -> int:
        """Pieces whose verdict asks for something that no override released."""
        asking = self.verdicts.total() - self.verdicts["clear"] - self.verdicts["unfinished"]
        return asking - self.released

    def _row(self, line: OwnerLine, row: Mapping[str, Any]) -> None:
        if row["verdict"] == "clear":
            return
        self.claim_years.setdefault(row["year"], Counter())[row["verdict"]] += 1
        line.name = line.name or row.get("owner_name") or ""
        line.cases[row["case"]] += 1
        line.states[row["state"]] += 1
        line.stories.add(row["story"])
        line.low += row.get("price_low") or 0.0
        line.high += row.get("price_high") or 0.0
        self.compared = self.compared or row["new"] is not None
        line.new += bool(row["new"])

    def _claim(self, claim: Mapping[str, Any], words: Mapping[str, int]) -> None:
        name = _holder(claim)
        line = self.owners.get(name)
        if line is None:
            line = self.owners[name] = OwnerLine(name)
            price = self._prices.get(claim["owner"])
            if price is not None:
                line.price, line.currency = price
        line.pieces += 1
        line.by_verdict[claim["verdict"]] += 1
        line.words += sum(words.get(source, 0) for source in claim.get("sources") or [])
        line.unlicensed += claim["verdict"] in UNLICENSED
        for reason in claim["reasons"]:
            if reason["severity"] != "clear":
                self.codes[reason["code"]] += 1


def _kind_of(what: str) -> str:
    """Why something was not read, without what differs from file to file."""
    return re.sub(r"\b\d[\d.,]*", "N", _beginning(what))  # "base64" is a name


def _beginning(what: str) -> str:
    return what.partition(":")[0][:120]


def _holder(claim: Mapping[str, Any]) -> str:
    return str(claim.get("holder") or claim["owner"])


def _owner(line: OwnerLine) -> dict[str, Any]:
    return {
        "owner": line.owner,
        "pieces": line.pieces,
        "verdicts": dict(line.by_verdict),
        "words": line.words,
        "unlicensed": line.unlicensed,
        "exposure": line.exposure,
        "currency": line.currency,
        "cases": dict(line.cases.most_common()),
        "states": dict(line.states),
        "stories": len(line.stories),
        "price_low": round(line.low, 2),
        "price_high": round(line.high, 2),
    }
