"""Evidence for tests of the judgement: drafts, findings and matches, made to order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from checker.licensing import Agreement, Judgement, MonthUse, Policy, judge
from checker.models.draft import Draft, Use
from checker.models.evidence import Finding, Match, Passage, ScanResult, SearchResult
from checker.models.source import Item

NOW = datetime(2025, 6, 1, 10, 0, tzinfo=UTC)
NAMES = {"afp": "Agence France-Presse", "ap": "The Associated Press", "dpa": "dpa"}
STORY = (
    "Dock workers at three harbours voted on Tuesday to go back to work after nine days, unions"
    " said, ending a dispute that had held up fruit and car parts on their way north.\n\n"
    "The vote was close, and a crowd waited outside the customs house for the tally, which took"
    " the clerks until well after midnight to bring to an end.\n\n"
    "Cranes are due to move again on Wednesday morning, the harbour office said, once the crews"
    " have looked at cables and brakes that nobody has touched for more than a week."
)
USE = Use(publisher="pub:example", site="example.fr", territories=("FR",), at=NOW)
OWNER = {"id": "afp", "name": "Agence France-Presse"}


def agreement(**keys: Any) -> Agreement:
    """A permissive agreement with AFP, with some of its keys replaced (None leaves one out)."""
    document: dict[str, Any] = {
        "schema": "licence/1",
        "id": "lic:afp:web",
        "owner": dict(OWNER),
        "licensee": {"id": "*", "brands": ["*"]},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
    }
    document.update(keys)
    return Agreement.from_document({k: v for k, v in document.items() if v is not None}, "test")


def finding(text: str, words: str, kind: str, agency: str = "afp", **more: Any) -> Finding:
    """A marking at the first place where `words` stand in the text."""
    start = text.index(words)
    values: dict[str, Any] = {
        "rule": f"{agency}-{kind}",
        "agency": agency,
        "kind": kind,
        "zone": "head",
        "start": start,
        "end": start + len(words),
        "text": words,
        "confidence": "high",
        "key": f"{agency}-{kind}-key",
    }
    return Finding(**{**values, **more})


def match(
    owner: str = "afp",
    *,
    source: str | None = None,
    words: int = 300,
    share: float = 0.95,
    start: int = 0,
    end: int = 200,
    **more: Any,
) -> Match:
    """A match of a source of an owner."""
    passage = Passage(start, end, 0, end - start, more.get("cls", "verbatim"), 0.99, words)
    values: dict[str, Any] = {
        "source": source or f"urn:{owner}:1",
        "version": "1",
        "owner": owner,
        "cls": "verbatim",
        "words": words,
        "share_of_draft": 0.9,
        "share_of_source": share,
        "longest_run_words": words,
        "passages": (passage,),
    }
    return Match(**{**values, **more})


def found(*matches: Match) -> SearchResult:
    return SearchResult(matches)


def scanned(*findings: Finding) -> ScanResult:
    return ScanResult(findings)


def items(*rows: Item) -> dict[str, Item]:
    return {row.source: row for row in rows}


def month(used: int) -> MonthUse:
    """June 2025, in which other pieces use so many items."""
    return MonthUse("2025-06", datetime(2025, 7, 1, tzinfo=UTC), used=used)


def judged(
    text: str = STORY,
    *findings: Finding,
    matches: tuple[Match, ...] = (),
    use: Use = USE,
    agreements: tuple[Agreement, ...] = (),
    policy: Policy | None = None,
    registry: Mapping[str, Item] | None = None,
    draft: Draft | None = None,
    **more: Any,
) -> Judgement:
    """A judgement with everything that is not given left at its plainest."""
    given = replace(draft, text=text) if draft is not None else Draft(text)
    return judge(
        given,
        ScanResult(findings),
        SearchResult(matches),
        use,
        agreements=agreements,
        policy=policy or Policy.default(),
        items=registry or {},
        names=NAMES,
        now=NOW,
        **more,
    )


def codes(judgement: Judgement) -> set[str]:
    """All reason codes of a judgement."""
    claims = {reason.code for claim in judgement.claims for reason in claim.reasons}
    return claims | {reason.code for reason in judgement.reasons}
