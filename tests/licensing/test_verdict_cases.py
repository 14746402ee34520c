"""The public verdict cases: a use, evidence in short, and the verdict with a reason that must show.

The cases give evidence as numbers; here they become a draft that shows it (a dateline, a notice, a
name in prose), findings as the rule engine reports them and matches as the index reports them.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from checker.licensing import Agreement, Policy, judge, load_agreement, load_policy
from checker.models.draft import Draft, Rights, Use
from checker.models.evidence import Finding, Match, Passage, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.vocabulary import owner_id
from tests.licensing.cases import NAMES, NOW, finding
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

CASES = SHARED / "cases"
CREDITS = {"afp": "AFP", "ap": "AP", "dpa": "dpa"}
NOTICE = "Copyright 2025 The Associated Press. All rights reserved."


def cases() -> list[dict[str, Any]]:
    path = CASES / "verdicts.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def held() -> tuple[Agreement, ...]:
    paths = sorted((CASES / "agreements").iterdir())
    return tuple(load_agreement(path.read_text(encoding="utf-8"), path.name) for path in paths)


def policy() -> Policy:
    path = CASES / "policy.yaml"
    return load_policy(path.read_text(encoding="utf-8"), path.name)


def time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def paragraph(number: int) -> str:
    return (
        f"Paragraph number {number} tells in a good many words how the harbour office counted its"
        " cranes, and why the crews would not go back to work before the week was over."
    )


class Page:
    """A draft that is written so that it shows the evidence of a case."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.findings: list[tuple[str, str, str, str | None]] = []
        self.matches: list[Match] = []
        self.pixels: list[str] = []

    def add(self, source: Mapping[str, Any], owner: str) -> None:
        name = {
            "org:theconversation": "The Conversation",
            "org:publicsource": "PublicSource",
        }.get(owner, CREDITS.get(owner, owner))
        paragraphs = [paragraph(n) for n in range(source.get("paragraphs", 4))]
        if source.get("in_quotes"):
            paragraphs = [f"“{paragraphs[0]}”"]
        credit = source.get("credit_found")
        lines = list(paragraphs)
        if credit == "dateline":
            lines[0] = f"PARIS, June 1 ({name}) - {lines[0]}"
            self.findings.append((f"PARIS, June 1 ({name}) -", "dateline", owner, "text"))
        elif credit == "byline":
            lines.insert(0, f"By {name}")
            self.findings.append((f"By {name}", "byline", owner, "text"))
        elif credit == "top":
            lines.insert(0, name)
        elif credit == "end":
            lines.append(name)
        if source.get("attributed"):
            lines.append(f"The office told {name} that nobody was hurt.")
            self.findings.append((f"told {name}", "attribution", owner, "mention"))
        if source.get("notice_kept"):
            lines.append(NOTICE)
            self.findings.append((NOTICE, "copyright_notice", owner, "text"))
        if source.get("tracking_found"):
            self.pixels.append("https://counter.theconversation.com/content/1/count.gif")
        at = sum(len(line) + 2 for line in self.lines)
        self.lines += lines
        self.matches.append(self.match(source, owner, at, paragraphs, lines))

    def match(
        self,
        source: Mapping[str, Any],
        owner: str,
        at: int,
        paragraphs: list[str],
        lines: list[str],
    ) -> Match:
        passages = []
        for number, line in enumerate(lines):
            core = next((p for p in paragraphs if line.endswith(p)), None)
            start = at + sum(len(other) + 2 for other in lines[:number])
            if core is not None:
                start += len(line) - len(core)
                words = source["verbatim_words"] // len(paragraphs)
                passages.append(Passage(start, start + len(core), 0, 9, "verbatim", 1.0, words))
        words = source["verbatim_words"]
        return Match(
            source=f"urn:{owner}:1",
            version="1",
            owner=owner,
            cls="verbatim",
            words=words,
            share_of_draft=0.9 if words > 100 else 0.1,
            share_of_source=source["percent_of_source"] / 100,
            longest_run_words=words,
            passages=tuple(passages),
            quoted_words=words if source.get("in_quotes") else 0,
            notes=("shortened",) if source.get("shortened") else (),
            translated=source.get("translated", False),
        )

    @property
    def text(self) -> str:
        return "\n\n".join(self.lines)

    def scan(self) -> ScanResult:
        findings: list[Finding] = [
            finding(self.text, words, kind, owner, role=role)
            for words, kind, owner, role in self.findings
        ]
        return ScanResult(tuple(findings))


def item_of(source: Mapping[str, Any], owner: str) -> Item:
    given = source.get("item", {})
    rights = Rights(
        status=given.get("status"),
        embargo_until=time(given.get("embargo_until")),
        deny_territories=tuple(given.get("deny_territories", ())),
    )
    killed = time(given.get("status_at")) if given.get("status") == "canceled" else None
    return Item(
        source=f"urn:{owner}:1",
        owner=owner,
        rights=rights,
        media=source.get("media", "text"),
        killed_at=killed,
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_the_verdict_and_its_reason_are_as_expected(case: dict[str, Any]) -> None:
    page, registry = Page(), {}
    for source in case["sources"]:
        owner = owner_id(source["owner"])
        page.add(source, owner)
        registry[f"urn:{owner}:1"] = item_of(source, owner)
    given = case["use"]
    use = Use(
        publisher=given["publisher"],
        site=given["site"],
        channel=given["channel"],
        territories=tuple(given["territories"]),
        at=time(given["at"]),
        first_published=time(given.get("first_published")),
        purpose=given.get("use", "publish"),
    )
    judgement = judge(
        Draft(page.text, links=tuple(given["links"]), pixels=tuple(page.pixels)),
        page.scan(),
        SearchResult(tuple(page.matches)),
        use,
        agreements=held(),
        policy=policy(),
        items=registry,
        names=NAMES,
        now=NOW,
    )
    reasons = {reason.code for claim in judgement.claims for reason in claim.reasons}
    assert judgement.verdict == case["expected"]["verdict"], (judgement.message, reasons)
    assert case["expected"]["reason"] in reasons
    assert all(len(r.message) <= 200 for c in judgement.claims for r in c.reasons)
    assert len(judgement.message) <= 200
