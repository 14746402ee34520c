"""The part of an archive that an audit covers: years, one owner, a sample of the files."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from checker.audit.shards import Task
from checker.errors import ConfigurationError, Problem
from checker.models.vocabulary import owner_id
from checker.report.cases import gravest
from checker.times import parse_time
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Scope", "narrowed", "sampled", "scope_from"]

PERIOD = re.compile(r"(19\d\d|20\d\d)(?:-(0[1-9]|1[0-2]))?")
SAMPLE = re.compile(r"(\d{1,9})|(\d{1,2}(?:\.\d{1,4})?|100)\s?%")


@dataclass(frozen=True, slots=True)
class Scope:
    """The requested scope: first and last day of publication, an owner, a number of files.

    Days count in UTC. `sample` is a number of files, or a share as in "5%"; "" for all.
    """

    since: date | None = None
    until: date | None = None
    owner: str = ""
    sample: str = ""

    def holds(self, published: datetime | None) -> bool:
        """Returns whether a piece with that date is in scope; one without a date always is."""
        if published is None:
            return True
        day = published.astimezone(UTC).date()
        early = self.since is not None and day < self.since
        return not early and not (self.until is not None and day > self.until)

    def asked(self) -> dict[str, str]:
        """Returns the scope as in the manifest; nothing for everything."""
        given = {
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "owner": self.owner,
            "sample": self.sample,
        }
        return {name: value for name, value in given.items() if value}


def scope_from(given: Mapping[str, str | None]) -> Scope:
    """Returns the scope that options or a manifest name.

    Raises:
        ConfigurationError: a day or a sample cannot be read, or the days are the wrong way round.
    """
    since, until = _day(given.get("since"), "since"), _day(given.get("until"), "until")
    if since and until and until < since:
        what = worded("{until} is before {since}", until=until, since=since)
        raise ConfigurationError(Problem("until", what, "name the first day, then the last"))
    sample = (given.get("sample") or "").strip()
    if sample and SAMPLE.fullmatch(sample) is None:
        hint = worded("a number of files, or a share such as 5%")
        raise ConfigurationError(
            Problem("sample", worded("{sample} is not a sample size", sample=repr(sample)), hint)
        )
    return Scope(since, until, (given.get("owner") or "").strip(), sample)


def sampled(tasks: Sequence[Task], sample: str) -> list[Task]:
    """Returns a sample of the tasks in order, always the same for the same archive."""
    found = SAMPLE.fullmatch(sample)
    if found is None:
        return list(tasks)
    number, share = found.groups()
    count = int(number) if number else max(1, round(len(tasks) * float(share) / 100))
    ranked = sorted(range(len(tasks)), key=lambda at: _rank(tasks[at].key))
    return [tasks[at] for at in sorted(ranked[:count])]


def narrowed(document: dict[str, Any], owner: str) -> dict[str, Any]:
    """Returns a result restricted to one owner, with the verdict for that owner."""
    if not owner or document["verdict"] is None:
        return document
    claims = [
        c for c in document["claims"] if owner in (c["owner"], owner_id(c.get("holder") or ""))
    ]
    verdict = gravest(claims)
    if verdict == "clear" and not document["complete"]:
        verdict = "unfinished"
    return {
        **document,
        "verdict": verdict,
        "claims": claims,
        "matches": [m for m in document["matches"] if m["owner"] == owner],
        "findings": [f for f in document["findings"] if f["agency"] == owner],
        "reasons": [r for r in document["reasons"] if r["code"].startswith("system.")],
    }


def _day(given: str | None, name: str) -> date | None:
    if not given:
        return None
    if found := PERIOD.fullmatch(given):
        return _edge(int(found[1]), int(found[2] or 0), first=name == "since")
    written = parse_time(given)
    if written is None:
        hint = worded("a day as in 2024-03-09, a month as in 2024-03, or a year")
        raise ConfigurationError(
            Problem(name, worded("{given} is not a date", given=repr(given)), hint)
        )
    return written.when.date()


def _edge(year: int, month: int, *, first: bool) -> date:
    """The first or the last day of a year, or of a month of it."""
    if first:
        return date(year, month or 1, 1)
    month = month or 12
    return date(year, month, monthrange(year, month)[1])


def _rank(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()
