"""Repeats a stored check: with the agreements of that time, and the present rules and index."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.checking import text_digest
from checker.cli.reader import reader_of_data
from checker.errors import InputError, Problem
from checker.formats import read_draft
from checker.licensing import Agreement, MonthUse, QuotaBook, QuotaQuestion, bounds
from checker.models.draft import Draft, Use
from checker.models.verdict import Verdict
from checker.models.vocabulary import LOOKS, Look
from checker.newsroom import Newsroom
from checker.report.use_words import use_words
from checker.running.truncate import truncated
from checker.store import StoredCheck
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Replay", "draft_of", "quotas_of", "replayed", "use_of"]


@dataclass(frozen=True, slots=True)
class Replay:
    """Both verdicts, and which versions differ between them."""

    check: StoredCheck
    then: Verdict
    changed: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether verdict, reason codes and completeness are the same as before."""
        head = self.check.head
        alike = head.verdict == self.then.verdict and head.complete == self.then.complete
        return alike and not self._codes_differ()

    def document(self) -> dict[str, Any]:
        """Returns the answer as JSON."""
        from checker.report import answer_of, values_of
        from checker.report.localised import localised

        return {
            "check": self.check.head.check,
            "same": self.same,
            "was": self.check.head.verdict,
            "is": self.then.verdict,
            "changed": list(self.changed),
            "result": values_of(localised(answer_of(self.then), reader_of_data())),
        }

    def lines(self) -> Iterator[str]:
        """Yields the answer in words."""
        if self.same:
            yield worded("the same: {verdict}", verdict=self.check.head.verdict)
        else:
            yield worded(
                "different: it was {before}, it is {now}",
                before=self.check.head.verdict,
                now=self.then.verdict,
            )
            yield from self._codes_told()
        yield f"  {use_words(self.then.use)}"
        for change in self.changed:
            yield worded("  changed since: {change}", change=change)
        if not self.same and not self.changed:
            yield worded(
                "  no version differs: an item's status has changed (wirecheck sources show ID)"
            )

    def _codes_differ(self) -> bool:
        before, now = _codes(self.check.result), _codes_now(self.then)
        return before != now

    def _codes_told(self) -> Iterator[str]:
        before, now = _codes(self.check.result), _codes_now(self.then)
        for code in sorted(before - now):
            yield worded("  gone: {code}", code=code)
        for code in sorted(now - before):
            yield f"  new: {code}"


def replayed(newsroom: Newsroom, check: str, file: str | None, max_letters: int) -> Replay:
    """Repeats a check for the same use as of the same moment.

    Args:
        newsroom: the newsroom in which the check is stored.
        check: its id.
        file: the text, if it was not kept.
        max_letters: the most characters of a text that are checked, as in `CheckOptions`.

    Raises:
        NotFound: no such check.
        InputError: the text was not kept and no file was given, or the file has another text.
    """
    stored = newsroom.store.checks.get(check)
    draft = truncated(draft_of(stored, file), max_letters)
    then = newsroom.in_force_at(stored.head.checked_at)
    use, now = use_of(stored), stored.head.checked_at
    evidence = newsroom.gather(draft, [use], now=now, look=look_of(stored))
    verdict = newsroom.checker.judge(
        draft,
        evidence,
        use,
        now=now,
        in_force=then,
        used=quotas_of(newsroom, stored),
    )
    return Replay(stored, verdict, tuple(_changed(stored.result["versions"], verdict.versions)))


def look_of(stored: StoredCheck) -> tuple[Look, ...]:
    """Returns what a stored check looked for; for an unfinished check, both markings and reuse.

    An unfinished check records what it did, not what was requested: repeated without the missing
    part, it would wrongly be complete.
    """
    looked = stored.result.get("looked_at") or {}
    taken = tuple(look for look in LOOKS if looked.get(look))
    return taken if taken and stored.head.complete else LOOKS


def draft_of(stored: StoredCheck, file: str | None) -> Draft:
    """Returns the draft of a stored check.

    Raises:
        InputError: see `replayed`.
    """
    if file is not None:
        draft = read_draft(Path(file).read_bytes(), name=file)
    elif stored.text is not None:
        draft = read_draft(stored.text, as_type="text")
    else:
        hint = worded("name its file: wirecheck replay CHECK FILE")
        raise InputError(Problem(stored.head.check, "its text was not stored", hint))
    if text_digest(draft.text) != stored.head.text_sha256:
        what = worded("is not the text that was checked")
        raise InputError(Problem(file or stored.head.check, what, "its SHA-256 differs"))
    return replace(draft, id=stored.head.document)


def quotas_of(newsroom: Newsroom, stored: StoredCheck) -> QuotaBook:
    """Returns the use of quotas when a check was made, if recorded."""

    def book(question: QuotaQuestion) -> Mapping[str, MonthUse]:
        return {
            **newsroom.quota_book(question),
            **{
                agreement.id: _month_then(agreement, one)
                for one in stored.result.get("quota", ())
                for agreement in question.agreements
                if agreement.id == one["agreement"]
            },
        }

    return book


def _month_then(agreement: Agreement, one: Mapping[str, Any]) -> MonthUse:
    ahead = {use["item"]: use["number"] - 1 for use in one["items"]}
    end = bounds(agreement, one["month"])[1]
    return MonthUse(one["month"], end, one["counts"], one["used"], ahead, frozenset(ahead))


def use_of(stored: StoredCheck) -> Use:
    """Returns the use that was judged, with the moment for which it was judged."""
    use = stored.head.use
    return use if use.at is not None else replace(use, at=stored.head.checked_at)


def _changed(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name in ("wirecheck", "rules", "agreements", "policy", "index"):
        if before.get(name) != now.get(name):
            yield worded(
                "{name} (was {before}, is {now})",
                name=name,
                before=_brief(before.get(name)),
                now=_brief(now.get(name)),
            )


def _brief(value: Any) -> str:
    if isinstance(value, dict):
        return worded(
            "{n} sources, the newest from {time}",
            n=value.get("items"),
            time=value.get("newest"),
        )
    return str(value)[:19]


def _codes(result: dict[str, Any]) -> set[str]:
    claims = result.get("claims") or []
    codes = {f"{c['owner']}: {r['code']}" for c in claims for r in c["reasons"]}
    return codes | {r["code"] for r in result.get("reasons") or []}


def _codes_now(verdict: Verdict) -> set[str]:
    codes = {f"{c.owner}: {r.code}" for c in verdict.claims for r in c.reasons}
    return codes | {r.code for r in verdict.reasons}
