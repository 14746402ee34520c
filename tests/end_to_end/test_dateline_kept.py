"""An agreement wants the dateline kept; the source states it in its text alone."""

import json
from pathlib import Path

import checker
from checker.licensing import apply_edits
from checker.models.draft import Use
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.newsroom import Newsroom

AGREEMENT = json.dumps(
    {
        "id": "lic:afp:web",
        "kind": "agreement",
        "owner": {"id": "afp", "name": "Agence France-Presse"},
        "licensee": {"id": "*", "brands": ["*"]},
        "channels": {"allow": ["web"]},
        "territories": {"allow": ["*"]},
        "modification": {"edit": "free", "shorten": True, "combine": True},
        "dateline": {"keep": True},
    }
)
STORY = (
    "The night ferry between the two islands sailed again on Saturday, with a brass band on board "
    "and more bicycles than anybody on the quay had ever counted before, its captain said."
)
DATELINE = "LISBON, Jan 14 (AFP)"


def test_a_dateline_that_stands_in_the_sources_text_is_missed_and_put_back(tmp_path: Path) -> None:
    with Newsroom.open(tmp_path / "data") as newsroom:
        newsroom.add_agreement(AGREEMENT, "agreement")
        newsroom.add_sources([Source("afp:1", "afp", f"{DATELINE} - {STORY}")])

        def check(text: str) -> Verdict:
            return checker.check(newsroom, text, Use(channel="web")).verdict

        verdict = check(STORY)
        (lost,) = [r for c in verdict.claims for r in c.reasons if r.code == "dateline.removed"]
        assert lost.expected == DATELINE
        assert check(apply_edits(STORY, lost.fix)).verdict == "clear"
        assert check(f"{DATELINE} - {STORY}").verdict == "clear"
