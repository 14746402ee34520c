"""A monthly quota, counted from the pieces that this newsroom cleared."""

import json
from datetime import UTC, datetime
from pathlib import Path

from checker import CheckOptions, check
from checker.cli.explaining import explain_check
from checker.models import Source, Use
from checker.newsroom import Newsroom

AGREEMENT = json.dumps(
    {
        "id": "lic:nw:small",
        "kind": "agreement",
        "owner": {"id": "northwire", "name": "Northwire"},
        "licensee": {"id": "*", "brands": ["*"]},
        "channels": {"allow": ["web"]},
        "territories": {"allow": ["*"]},
        "modification": {"edit": "free", "shorten": True, "combine": True},
        "quota": {"items_per_month": 1},
    }
)
FERRY = (
    "The night ferry between the two islands sailed again on Saturday, with a brass band on board "
    "and more bicycles than anybody on the quay had ever counted before, its captain said."
)
BAKER = (
    "Nobody in the hill town remembers a winter without the bakery by the gate, and so the queue "
    "on its last morning reached past the school, the post office and the old cattle market."
)


def test_a_second_item_in_a_month_of_one_is_too_many_and_the_first_stays_clear(
    tmp_path: Path,
) -> None:
    now = [datetime(2026, 5, 3, 9, 0, tzinfo=UTC)]
    with Newsroom.open(tmp_path / "data", clock=lambda: now[0]) as newsroom:
        newsroom.add_agreement(AGREEMENT, "agreement")
        newsroom.add_sources(
            [Source("nw:1", "northwire", FERRY), Source("nw:2", "northwire", BAKER)]
        )

        def codes(text: str) -> set[str]:
            now[0] = now[0].replace(minute=now[0].minute + 1)
            verdict = check(newsroom, text, Use(channel="web"), CheckOptions()).verdict
            return {reason.code for claim in verdict.claims for reason in claim.reasons}

        assert "licence.ok" in codes(FERRY)
        assert "licence.quota_exceeded" in codes(BAKER)
        (tmp_path / "baker.txt").write_text(BAKER, "utf-8")
        explained = "\n".join(
            explain_check(newsroom, str(tmp_path / "baker.txt"), Use(channel="web"), 0)
        )
        assert "licence.quota_exceeded" in explained
        assert "licence.ok" in codes(FERRY)
        now[0] = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
        assert "licence.ok" in codes(BAKER)
