"""The one facade that knows all parts: draft and use in, verdict out.

Pure orchestration: the rule engine marks, the index matches, licensing judges. What the newsroom
holds (agreements, item registry, clock) is an argument, so a verdict can be computed again later.
Nothing is stored here.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from checker.engine import Engine
from checker.holders import Holders
from checker.licensing import (
    InForce,
    Judgement,
    QuotaBook,
    QuotaQuestion,
    Wordings,
    confirmed,
    house_named,
    house_names,
    in_ids,
    item_ids,
    judge,
    own_ids,
    words_changed,
)
from checker.looked_at import lacking, looked_at
from checker.models.draft import Draft, Span, Use
from checker.models.evidence import Disguise, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.verdict import BudgetSpent, LookedAt, Verdict
from checker.models.vocabulary import LOOKS, Look
from checker.outside import Outside, outside, placed, told_outside, with_outside
from checker.text.disguise import disguises
from checker.times import aware
from checker.values import dataclass, replaced
from checker.versions import versions_of

__all__ = [
    "Checker",
    "Gathered",
    "Limits",
    "SourceIndex",
    "piece_of",
    "text_digest",
]

# Kinds whose words are the agency's boilerplate, never somebody's story.
BOILERPLATE_KINDS = frozenset(
    {"copyright_notice", "terms", "credit_line", "photo_credit", "byline", "dateline", "slug"}
)


def _dated(draft: Draft, uses: Sequence[Use], now: datetime) -> Draft:
    """The draft with the day of its first use where its own record states none.

    How many days a draft and a source are apart is evidence; a moment that nobody stated is none,
    and a stored use without one has that of its check, `now`.
    """
    moments = (use.first_published or use.at for use in uses)
    stated = [aware(moment) for moment in moments if moment is not None and moment != now]
    if draft.published is not None or not stated:
        return draft
    return replace(draft, published=min(stated))


_HEAD = 1_000  # characters of a source in which its dateline is


class SourceIndex(Protocol):
    """The part of the index that a check needs."""

    def search(
        self, draft: Draft, *, boilerplate: Sequence[Span] = (), deadline: float | None = None
    ) -> SearchResult:
        """Returns the licensed sources that a draft reuses; `deadline`: `time.monotonic()`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one check, in seconds: CPU time of the rule scan, wall time of the whole."""

    scan: float = 2.0
    total: float = 10.0


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found in a draft, before anybody asks about a use; times in milliseconds.

    `look` is what was asked for and `looked_at` what was done; `disguises` are words that neither
    look may see.
    """

    scan: ScanResult
    search: SearchResult
    timings: Mapping[str, float]
    look: tuple[Look, ...]
    looked_at: LookedAt
    disguises: tuple[Disguise, ...] = ()


class Checker:
    """Checks drafts against rules, indexed sources, agreements and policy.

    Args:
        engine: the rule engine with its rule set.
        index: the licensed sources.
        in_force: returns the agreements and the policy in force now.
        items: returns the registry's entries for source ids.
        text: returns the text of an item, None if it was removed.
        index_version: describes the index, for the verdict's `versions`.
        used: returns the items used per month under agreements with a quota.
        had_other_text: whether a piece of this name had a text of another digest before a moment.
        first_confirmed: when a piece of this name was first confirmed to be published.
        limits: time budgets.
        rule_problems: why the rules in force are not those of the house's folders.
    """

    def __init__(
        self,
        engine: Engine,
        index: SourceIndex,
        *,
        in_force: Callable[[], InForce],
        items: Callable[[Sequence[str]], Mapping[str, Item]],
        text: Callable[[Item], str | None],
        index_version: Callable[[], dict[str, Any]],
        used: QuotaBook,
        had_other_text: Callable[[str, str, datetime], bool],
        first_confirmed: Callable[[str], datetime | None],
        limits: Limits = Limits(),
        rule_problems: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._engine = engine
        self._index = index
        self._in_force = in_force
        self._items = items
        self._text = text
        self._index_version = index_version
        self._used = used
        self._had_other_text = had_other_text
        self._first_confirmed = first_confirmed
        self._limits = limits
        self._rule_problems = rule_problems
        self._names = {name: agency.name for name, agency in engine.rules.agencies.items()}
        self._wordings: tuple[InForce, Wordings] | None = None
        self._holders = Holders(engine, text, budget=limits.scan)

    def check(
        self, draft: Draft, use: Use, *, now: datetime, look: Sequence[Look] = LOOKS
    ) -> Verdict:
        """Returns the verdict on publishing `draft` for `use`, as of `use.at` or else `now`."""
        return self.check_uses(draft, [use], now=now, look=look)[0]

    def check_uses(
        self,
        draft: Draft,
        uses: Sequence[Use],
        *,
        now: datetime,
        look: Sequence[Look] = LOOKS,
        used: QuotaBook | None = None,
    ) -> list[Verdict]:
        """Checks a draft for several uses: evidence is gathered once and judged for each use."""
        evidence = self.gather(draft, uses, now=now, look=look)
        return [self.judge(draft, evidence, use, now=now, used=used) for use in uses]

    def gather(
        self, draft: Draft, uses: Sequence[Use], *, now: datetime, look: Sequence[Look] = LOOKS
    ) -> Gathered:
        """Returns markings and matches of a draft; `look` chooses which.

        Of the uses only the day is asked for, where the draft states none.
        """
        draft = _dated(draft, uses, now)
        limits = self._limits
        began = time.monotonic()
        scan, search = ScanResult(()), SearchResult(())
        parts = outside(draft)
        if "markings" in look:
            scan = self._scan(draft, parts)
        scanned = time.monotonic()
        if "reuse" in look:
            search = self._search(draft, parts, scan, deadline=began + limits.total)
        searched = time.monotonic()
        budgets = (
            BudgetSpent("markings", round(scan.spent, 4), limits.scan),
            BudgetSpent("check", round(searched - began, 4), limits.total),
        )
        return Gathered(
            scan,
            search,
            {"scan": (scanned - began) * 1000, "search": (searched - scanned) * 1000},
            tuple(look),
            looked_at(draft, scan, search, budgets),
            disguises(draft.text),
        )

    def judge(
        self,
        draft: Draft,
        evidence: Gathered,
        use: Use,
        *,
        now: datetime,
        in_force: InForce | None = None,
        used: QuotaBook | None = None,
    ) -> Verdict:
        """Judges the evidence for one use.

        Args:
            draft: the draft.
            evidence: what was found in it.
            use: the use.
            now: the moment of the check.
            in_force: agreements and policy; by default those in force now.
            used: the items used per month under quotas; by default those stored.
        """
        began = time.monotonic()
        held = in_force or self._in_force()
        judgement = self.judgement(
            draft, evidence, use, now=now, in_force=held, used=used, traced=False
        )
        timings = {**evidence.timings, "judge": (time.monotonic() - began) * 1000}
        return self._verdict(draft, evidence, use, held, judgement, timings, now)

    def judgement(
        self,
        draft: Draft,
        evidence: Gathered,
        use: Use,
        *,
        now: datetime,
        in_force: InForce,
        used: QuotaBook | None = None,
        traced: bool = True,
    ) -> Judgement:
        """Returns the judgement, with the steps that led to it unless it is not `traced`.

        For the rest see `judge`.
        """
        at = use.at or now
        piece = piece_of(draft.id, draft.text)
        limited = tuple(a for a in in_force.agreements if a.items_per_month is not None)
        moment = aware(use.first_published or at)
        question = QuotaQuestion(limited, in_force.policy, moment, piece)
        items = self._items(item_ids(evidence.search))
        if any(agreement.keep_dateline for agreement in in_force.agreements):
            items = {name: self._datelined(item) for name, item in items.items()}
        search, items = in_ids(evidence.search, items, self._wordings_of(in_force))
        return judge(
            draft,
            evidence.scan,
            search,
            use,
            agreements=in_force.agreements,
            policy=in_force.policy,
            items=items,
            names=self._names,
            now=at,
            used=(used or self._used)(question) if limited else None,
            piece=piece,
            revised=self._revised(draft, use, now),
            confirmed=self._confirmed(draft, evidence, use),
            naming=self._naming(search, items, house_names(use, in_force.policy)),
            holders=self._holders_of(search, items, use, in_force),
            changed=self._changed(draft, search, items, in_force),
            lacking=lacking(
                evidence.looked_at,
                draft,
                evidence.scan,
                evidence.search,
                look=evidence.look,
                accepted_scripts=in_force.policy.accepted_scripts,
            ),
            looked=evidence.looked_at,
            disguises=evidence.disguises,
            wordings=self._wordings_of(in_force),
            traced=traced,
        )

    def _wordings_of(self, in_force: InForce) -> Wordings:
        """How owners are named, made anew only when other agreements are in force."""
        known = self._wordings
        if known is None or known[0] is not in_force:
            known = self._wordings = in_force, Wordings.of(self._names, in_force.agreements)
        return known[1]

    def _naming(
        self, search: SearchResult, items: Mapping[str, Item], names: Sequence[str]
    ) -> dict[str, str]:
        """The used sources that name the newsroom, with the words around its name."""
        used = (m.source for m in search.matches if m.words and m.source in items)
        found = {name: house_named(self._text(items[name]) or "", names) for name in used if names}
        return {name: words for name, words in found.items() if words}

    def _holders_of(
        self, search: SearchResult, items: Mapping[str, Item], use: Use, in_force: InForce
    ) -> dict[str, str]:
        """The used items whose text has another owner's markings, with that owner."""
        wordings = self._wordings_of(in_force)
        own = own_ids(use.publisher, use.site, in_force.policy.own)
        own |= wordings.ids_of(in_force.policy.own)
        return self._holders.of(
            search, items, own=own, agreements=in_force.agreements, wordings=wordings
        )

    def _changed(
        self, draft: Draft, search: SearchResult, items: Mapping[str, Item], in_force: InForce
    ) -> frozenset[str]:
        """The sources of which the draft changes words, where something forbids that."""
        strict = any(one.modification.edit == "none" for one in in_force.agreements)
        return frozenset(
            match.source
            for match in search.matches
            if match.words
            and (item := items.get(match.source)) is not None
            and (strict or item.rights.license_url)
            and words_changed(draft.text, self._text(item) or "", match.passages)
        )

    def _revised(self, draft: Draft, use: Use, now: datetime) -> bool:
        """Whether the piece had another text before: what was added since did not appear first."""
        if use.first_published is None or draft.id is None:
            return False
        return self._had_other_text(draft.id, text_digest(draft.text), now)

    def _confirmed(self, draft: Draft, evidence: Gathered, use: Use) -> datetime | None:
        """When the piece went online, where the use does not say so; None if nothing was found."""
        if use.first_published is not None or draft.id is None:
            return None
        found = evidence.search.matches or evidence.scan.findings
        return self._first_confirmed(draft.id) if found else None

    def _datelined(self, item: Item) -> Item:
        """The item with the dateline that its text begins with, where its record states none."""
        text = None if item.dateline else self._text(item)
        if not text:
            return item
        found = self._engine.scan(Draft(text[:_HEAD]), budget=self._limits.scan).findings
        datelines = [finding.text for finding in found if finding.kind == "dateline"]
        return replaced(item, dateline=datelines[0]) if datelines else item

    def _scan(self, draft: Draft, parts: Sequence[Outside]) -> ScanResult:
        """The markings, and what is wrong with the house rules, if anything."""
        scan, problems = self._marked(draft, parts), self._rule_problems()
        scan = replaced(scan, findings=confirmed(scan.findings))
        if not problems or scan.rules is None:
            return scan
        return replaced(scan, rules=replaced(scan.rules, problems=tuple(problems)))

    def _marked(self, draft: Draft, parts: Sequence[Outside]) -> ScanResult:
        """The markings of the text, and of what is told outside of it."""
        scan = self._engine.scan(draft, budget=self._limits.scan)
        for part in told_outside(draft, parts):
            if scan.incomplete:
                break
            left = max(0.0, self._limits.scan - scan.spent)
            more = self._engine.scan(part.as_draft(), budget=left)
            scan = replaced(
                scan,
                findings=(*part.found(more.findings), *scan.findings),
                incomplete=more.incomplete,
                spent=scan.spent + more.spent,
            )
        return scan

    def _search(
        self, draft: Draft, parts: Sequence[Outside], scan: ScanResult, deadline: float
    ) -> SearchResult:
        boilerplate = [
            Span(finding.start, finding.end)
            for finding in scan.findings
            if finding.kind in BOILERPLATE_KINDS and finding.start < finding.end
        ]
        if not parts:
            return self._index.search(draft, boilerplate=boilerplate, deadline=deadline)
        read = with_outside(draft, parts)
        found = self._index.search(read, boilerplate=boilerplate, deadline=deadline)
        return placed(found, len(draft.text), parts)

    def _verdict(
        self,
        draft: Draft,
        evidence: Gathered,
        use: Use,
        in_force: InForce,
        judgement: Judgement,
        timings: dict[str, float],
        now: datetime,
    ) -> Verdict:
        return Verdict(
            verdict=judgement.verdict,
            enforcement=judgement.enforcement,
            complete=not any(r.code.startswith("system.") for r in judgement.reasons),
            message=judgement.message,
            findings=evidence.scan.findings,
            matches=evidence.search.matches,
            claims=judgement.claims,
            reasons=judgement.reasons,
            next_event=judgement.next_event,
            versions=versions_of(self._engine.rules.digest, in_force, self._index_version()),
            looked_at=evidence.looked_at,
            checked_at=now,
            text_sha256=text_digest(draft.text),
            id=draft.id,
            use=replaced(use, at=use.at or now),
            rejected=evidence.search.rejected,
            quota=judgement.quota,
            text=draft.text,
            pages=draft.pages,
            timings=timings,
        )


def piece_of(name: str | None, text: str) -> str:
    """Returns what identifies a story: its name, or its text if it has none."""
    return name if name is not None else f"text:{text_digest(text)}"


@lru_cache(maxsize=2)  # a check of a text without a name asks twice
def text_digest(text: str) -> str:
    """Returns the SHA-256 of a text in UTF-8 (hex); a lone surrogate counts as its three bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
