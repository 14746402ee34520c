"""The next event against a slow reference, which judges at every moment of everything."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.licensing import Agreement, Judgement, Policy, judge
from checker.licensing.agreement.policy import strictest
from checker.models.draft import Draft, Rights, Use
from checker.models.evidence import Finding, Match, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.verdict import Claim
from checker.times import EAST, WEST
from tests.licensing.cases import (
    NAMES,
    NOW,
    finding,
)
from tests.licensing.strategies import documents, evidence, flags, seldom, uses
from tests.licensing.test_moments import LINE, TEXT, day

# The zones of agreements and policies, and the places where a local time comes first and last.
ZONES = (UTC, ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo"), EAST, WEST)
WALL = datetime(2025, 6, 3, 18)  # noqa: DTZ001 - the time of a note that names no zone
TERMS = (
    "No use in Japan",
    "For 7 days only",
    "Use until 3 June 2025 18:00",
    "No web use until 3 June 2025 18:00",
    "Keine mobile Nutzung bis 3. Juni 2025, 18.00 Uhr",
    "Embargoed until 3 June 2025 18:00",
    "Embargoed until after the match",
)
POLICIES: tuple[dict[str, Any], ...] = (
    {},
    {"timezones": {"afp": "Europe/Paris"}},
    {"allowlist": [
        {"owner": "dpa", "reason": "x", "until": "2025-06-02T12:00:00Z"},
        {"source": "urn:0", "reason": "y", "until": "2025-06-03"},
        {"owner": "afp", "reason": "z", "until": "2025-06-02T09:00:00Z"},
    ]},
    {"overrides": {
        "licence.expired": {"action": "warn"},
        "licence.ok": {"action": "warn"},
        "exception.allowlisted": {"action": "hold"},
    }, "allowlist": [{"source": "urn:1", "reason": "y", "until": "2025-06-03"}]},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a judgement is about."""

    findings: tuple[Finding, ...]
    matches: tuple[Match, ...]
    registry: Mapping[str, Item]
    held: tuple[Mapping[str, Any], ...]
    policy: Mapping[str, Any]
    rights: Rights
    use: Use

    def judgement(self, at: datetime | None = None) -> Judgement:
        return judge(
            Draft(TEXT, rights=self.rights),
            ScanResult(self.findings),
            SearchResult(self.matches),
            replace(self.use, at=at) if at else self.use,
            agreements=[Agreement.from_document(document) for document in self.held],
            policy=Policy.from_document(self.policy),
            items=self.registry,
            names=NAMES,
            now=NOW,
        )

    def moments(self) -> Iterator[datetime]:
        """Whatever is written anywhere, read in every way, whether it matters or not."""
        for zone in ZONES:
            yield WALL.replace(tzinfo=zone)
        yield datetime(2025, 6, 3, 12, tzinfo=UTC)
        first = self.use.first_published
        assert first is not None
        starts = [first, *(item.received for item in self.registry.values() if item.received)]
        yield from (start + timedelta(days=7) for start in starts)
        for document in self.held:
            zone = ZoneInfo(document.get("timezone", "UTC"))
            for key, later in (("from", 0), ("until", 1)):
                if written := document.get("valid", {}).get(key):
                    date = datetime.fromisoformat(written).date() + timedelta(days=later)
                    yield datetime.combine(date, time(), zone)
            if days := document.get("retention", {}).get("online_days"):
                yield from (start + timedelta(days=days) for start in starts)
        for rights in (self.rights, *(item.rights for item in self.registry.values())):
            for moment in (rights.embargo_until, rights.expires):
                if moment is not None:
                    yield from (
                        moment if moment.tzinfo else moment.replace(tzinfo=z) for z in ZONES
                    )
        for entry in self.policy.get("allowlist", ()):
            until = datetime.fromisoformat(entry["until"])
            yield until if until.tzinfo else until.replace(tzinfo=UTC) + timedelta(days=1)


Outcome = tuple[str, str]


def of_document(judgement: Judgement) -> Outcome:
    return judgement.verdict, judgement.enforcement


def of_claim(claim: Claim | None, policy: Policy) -> Outcome:
    if claim is None:
        return "clear", policy.enforcement["clear"]
    actions = [policy.action(r.code, r.severity) for r in claim.reasons]
    return claim.verdict, strictest(actions or [policy.enforcement["clear"]])


def same_claim(claim: Claim, judgement: Judgement) -> Claim | None:
    """The claim at another moment; what was a mention may be a text's claim then."""
    claims = {(c.owner, c.role): c for c in judgement.claims}
    found = claims.get((claim.owner, claim.role))
    if found is None and claim.role == "mention":
        return claims.get((claim.owner, "text"))
    return found


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    findings, reused, registry = draw(evidence())
    if draw(seldom):
        findings.append(finding(TEXT, LINE, "embargo", draw(st.sampled_from(["generic", "afp"]))))
    moments = st.none() | st.sampled_from(
        [WALL, *(NOW + timedelta(hours=hours) for hours in (-9, 3, 20, 45))]
    )
    rights = Rights(embargo_until=draw(moments), expires=draw(moments)) if draw(seldom) else None
    for source, item in registry.items():
        spoken = replace(
            item.rights,
            usage_terms=(draw(st.sampled_from(TERMS)),) if draw(seldom) else (),
            embargo_until=draw(moments) if draw(seldom) else None,
            expires=draw(moments) if draw(seldom) else None,
        )
        registry[source] = replace(item, rights=spoken)
    if len(reused) > 1 and draw(flags):
        reused[0] = replace(reused[0], also_in=(reused[1].source,))
        reused[1] = replace(reused[1], also_in=(reused[0].source,))
    return Situation(
        tuple(findings),
        tuple(reused),
        registry,
        tuple(draw(timed(number)) for number in range(draw(st.integers(0, 5)))),
        draw(st.sampled_from(POLICIES)),
        rights or Rights(),
        draw(uses),
    )


@st.composite
def timed(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """An agreement in which something begins or ends."""
    document = draw(documents(number))
    if draw(flags):
        first, last = sorted(draw(st.tuples(*[st.sampled_from(range(-9, 9))] * 2)))
        document["valid"] = {"from": day(first), "until": day(last)}
    if draw(seldom):
        document["retention"] = {
            "online_days": draw(st.integers(48, 75)),
            "counts_from": draw(st.sampled_from(["first_published", "received"])),
        }
    if draw(seldom):
        document["items"] = {"allow": ["*"], "deny": [draw(st.sampled_from(["urn:0", "urn:1"]))]}
    return document


def first_change(
    now: Judgement,
    later: Mapping[datetime, Judgement],
    of: Callable[[Judgement], Outcome],
) -> datetime | None:
    return next((at for at in sorted(later) if of(later[at]) != of(now)), None)


@pytest.mark.slow
@given(situations())
def test_the_next_event_is_the_first_change_that_a_judgement_at_every_moment_finds(
    situation: Situation,
) -> None:
    now = situation.judgement()
    assert situation.use.at is not None
    tried = {
        moment.astimezone(UTC) + shift
        for moment in situation.moments()
        for shift in (-timedelta(microseconds=1), timedelta(0))
    }
    later = {at: situation.judgement(at) for at in tried if at > situation.use.at}
    event = now.next_event
    assert (event and event.at) == first_change(now, later, of_document)
    policy = Policy.from_document(situation.policy)
    for claim in now.claims:

        def of(judgement: Judgement, claim: Claim = claim) -> Outcome:
            return of_claim(same_claim(claim, judgement), policy)

        event = claim.next_event
        assert (event and event.at) == first_change(now, later, of)
