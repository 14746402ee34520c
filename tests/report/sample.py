"""A verdict of every kind of evidence, about an invented story."""

from datetime import UTC, datetime

from checker.models.draft import LeftOut, Span, Use
from checker.models.evidence import Finding, IndexSeen, Match, Passage, RejectedMatch, RulesSeen
from checker.models.verdict import (
    BudgetSpent,
    Claim,
    Edit,
    LookedAt,
    NextEvent,
    Reason,
    ScriptSeen,
    Verdict,
)

TEXT = "🚢 Larkport, May 3 (AFP) -\nThe ferry Oriole left <late> & full.\r\nOwn words follow here."
SOURCE = "🚢🚢 LARKPORT The ferry Oriole left <late> & full. More of it."
PASSAGE = "The ferry Oriole left <late> & full."

LOOKED_AT = LookedAt(
    markings=True,
    reuse=True,
    index=IndexSeen("db-1", 7, 7, 1, datetime(2025, 5, 1, tzinfo=UTC)),
    rules=RulesSeen("sha256:ab", 70, 2),
    characters=len(TEXT),
    left_out=(LeftOut("hidden", 12),),
    zones={"body": len(TEXT)},
    scripts=(ScriptSeen("Latin", supported=True),),
    budgets=(BudgetSpent("markings", 0.01, 2.0),),
    recorded=True,
)


def verdict(**changes: object) -> Verdict:
    start = TEXT.index(PASSAGE)
    source_start = SOURCE.index(PASSAGE)
    dateline = "Larkport, May 3 (AFP) -"
    at = TEXT.index(dateline)
    fields: dict[str, object] = {
        "verdict": "credit_required",
        "enforcement": "hold",
        "complete": True,
        "message": "AFP text is licensed for web, but its credit is missing.",
        "findings": (
            Finding(
                "afp-dateline", "afp", "dateline", "head", at, at + len(dateline), dateline,
                "high", "k1",
            ),
            Finding(
                "afp-meta", "afp", "metadata", "furniture", 0, 0, "=AFP", "certain", "k2",
                scope="site", field="meta:copyright",
            ),
        ),
        "matches": (
            Match(
                "urn:a1", "1", "afp", "near", 7, 0.5, 0.004, 7,
                (
                    Passage(
                        start, start + len(PASSAGE), source_start, source_start + len(PASSAGE),
                        "near", 0.97, 7,
                    ),
                ),
                newest="urn:a2",
            ),
        ),
        "claims": (
            Claim(
                "afp", "text", "credit_required",
                (
                    Reason(
                        "credit.missing", "credit_required", "The credit is missing.", "afp",
                        "lic:afp", "X-1", (Span(start, start + 3),), "AFP", None,
                        (Edit("insert", 2, 2, "=(AFP) "), Edit("replace", 2, 4, "x"),
                         Edit("delete", 4, 5)),
                    ),
                    Reason("licence.ok", "clear", "Licensed."),
                ),
                "lic:afp", ("lic:afp", "lic:afp:2"), "X-1", ("urn:a1",), {"words": 7.0},
                NextEvent(datetime(2025, 7, 1, 10, tzinfo=UTC), "unpublish", "licence.x"),
            ),
        ),
        "reasons": (),
        "next_event": NextEvent(datetime(2025, 7, 1, 10, tzinfo=UTC), "unpublish", "licence.x"),
        "versions": {"wirecheck": "9.9", "rules": "sha256:ab", "agreements": "sha256:cd",
                     "policy": "sha256:ef", "index": {"items": 1, "texts": 1, "newest": None}},
        "looked_at": LOOKED_AT,
        "checked_at": datetime(2025, 6, 1, tzinfo=UTC),
        "text_sha256": "00",
        "id": "wp:4",
        "use": Use(publisher="pub", channel="web", territories=("FR",)),
        "rejected": (RejectedMatch("urn:b", "common words", 9),),
        "text": TEXT,
    }  # fmt: skip
    return Verdict(**{**fields, **changes})  # type: ignore[arg-type]


def unfinished() -> Verdict:
    reason = Reason("system.timeout", "unfinished", "Time ran out.")
    return verdict(verdict="unfinished", complete=False, claims=(), findings=(), matches=(),
                   reasons=(reason,), next_event=None)  # fmt: skip
