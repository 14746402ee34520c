"""A sample of an answer for docs/api.md, made of the very types: what they need is in it.

`python -m tools.answer_tables` writes it above the tables of its members.
"""

from checker.report import dumps, values_of
from checker.report.answer import Answer, Links
from checker.report.basis import (
    BudgetSpent,
    Characters,
    IndexSeen,
    IndexVersion,
    LeftOut,
    LookedAt,
    RulesSeen,
    ScriptSeen,
    Versions,
)
from checker.report.found import Finding, Match, Passage
from checker.report.judged import Claim, NextEvent, Reason, Use
from checker.report.spans import Insert, Quote, Span

__all__ = ["sample"]

TEXT = (
    "The harbour authority of Port Elvira will close its two oldest piers next spring. Our town "
    "has seen this before. By Jo Reporter, with AFP."
)
COPIED = len("The harbour authority of Port Elvira will close its two oldest piers next spring.")
CHECK = "chk_0f3a5b7c9d1e4f6082a4c6e8f0b2d4f6"
DIGEST = "sha256:" + "5b" * 32
AGREEMENT, CONTRACT = "lic:afp:web", "AFP-EX-0042"
DUE = NextEvent(
    at="2026-03-31T09:00:00Z",
    action="unpublish",
    reason="licence.retention_exceeded",
    owner="afp",
)


def sample() -> str:
    """Returns the answer to the check of a draft with copied text and a missing credit, as JSON."""
    return dumps(values_of(_answer()), indent=2)


def _answer() -> Answer:
    return Answer(
        id="wp:4",
        check=CHECK,
        revision="17",
        verdict="credit_required",
        enforcement="hold",
        complete=True,
        message="AFP text (14 words) is licensed for web, but its credit is missing.",
        findings=[_finding()],
        matches=[_match()],
        claims=[_claim()],
        reasons=[],
        next_event=DUE,
        use=_use(),
        versions=_versions(),
        looked_at=_looked_at(),
        checked_at="2026-03-01T09:00:00Z",
        text_sha256="9a" * 32,
        words_sha256="7c" * 32,
        units="codepoints",
        names={"afp": "Agence France-Presse"},
        releasable=True,
        mode="full",
        timings_ms={"scan": 4.1, "search": 6.2, "judge": 1.3},
        links=Links(
            self_=f"/v1/checks/{CHECK}",
            report=f"/v1/checks/{CHECK}/report.html",
            page=f"https://wirecheck.example.org/checks/{CHECK}",
        ),
    )


def _finding() -> Finding:
    start = TEXT.index("AFP")
    return Finding(
        rule="afp-mention",
        agency="afp",
        kind="mention",
        zone="tail",
        start=start,
        end=start + 3,
        text="AFP",
        confidence="low",
        key="4d1f0a2b",
        role="mention",
        scope="article",
        quote=_quote(start, start + 3),
    )


def _match() -> Match:
    words = TEXT[:COPIED]
    passage = Passage(
        start=0,
        end=COPIED,
        source_start=0,
        source_end=COPIED,
        cls="verbatim",
        similarity=1.0,
        words=14,
        counted=True,
        quote=_quote(0, COPIED),
        source_quote=Quote(exact=words, prefix="", suffix=" Engineers found that"),
    )
    return Match(
        source="urn:afp:1",
        version="1",
        owner="afp",
        cls="verbatim",
        words=14,
        quoted_words=0,
        share_of_draft=0.56,
        share_of_source=0.21,
        longest_run_words=14,
        passages=[passage],
    )


def _claim() -> Claim:
    missing = Reason(
        code="credit.missing",
        severity="credit_required",
        message="Credit AFP: add “AFP” to the dateline or byline, or at the end.",
        owner="afp",
        agreement=AGREEMENT,
        contract_ref=CONTRACT,
        expected="AFP",
        passages=[Span(start=0, end=COPIED)],
        fix=[Insert(at=len(TEXT), text=" (AFP)")],
    )
    return Claim(
        owner="afp",
        role="text",
        verdict="credit_required",
        agreement=AGREEMENT,
        agreements=[AGREEMENT],
        contract_ref=CONTRACT,
        reasons=[missing],
        sources=["urn:afp:1"],
        measures={"words": 14, "percent_of_source": 21.0},
        next_event=DUE,
    )


def _use() -> Use:
    return Use(
        publisher="pub:example",
        site="example.fr",
        channel="web",
        territories=["FR"],
        at="2026-03-01T09:00:00Z",
        first_published=None,
        purpose="publish",
        words="Judged for pub:example on example.fr: on the web, in France, as of 2026-03-01 09:00"
        " UTC.",
    )


def _versions() -> Versions:
    index = IndexVersion(items=3, texts=3, newest="2026-03-01T08:00:00Z")
    return Versions(wirecheck="0.1.0", rules=DIGEST, agreements=DIGEST, policy=DIGEST, index=index)


def _looked_at() -> LookedAt:
    return LookedAt(
        markings=True,
        reuse=True,
        index=IndexSeen(
            database="6f" * 16,
            sequence=3,
            newest_sequence=3,
            items=3,
            newest="2026-03-01T08:00:00Z",
        ),
        rules=RulesSeen(digest=DIGEST, agencies=700, house_rules=0),
        characters=Characters(read=len(TEXT), left_out=[LeftOut(why="hidden", characters=12)]),
        words=25,
        zones={"head": COPIED, "tail": len(TEXT) - COPIED},
        scripts=[ScriptSeen(script="Latin", supported=True)],
        parts_unread=[],
        budgets=[BudgetSpent(what="markings", spent=0.004, limit=2.0)],
        recorded=True,
    )


def _quote(start: int, end: int) -> Quote:
    return Quote(exact=TEXT[start:end], prefix=TEXT[max(0, start - 32) : start],
                 suffix=TEXT[end : end + 32])  # fmt: skip
