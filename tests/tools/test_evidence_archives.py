"""The archives of the kit as newsrooms: what are drafts, what are sources, and their days."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

from tools.evidence.archives import opened

STORY = "The ferry left Marren at dawn, and nobody saw the second lamp of the quay go out."


def written(path: Path, rows: list[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_stories_of_a_contest_are_drafts_and_sources_with_the_day_that_they_state(
    tmp_path: Path,
) -> None:
    cards = [
        {"lang": "en", "when": "2 May 07:50", "text": STORY},
        {"lang": "ru", "when": "2 May 07:50", "text": STORY},
        {"lang": "en", "when": "3 May 23:59", "text": f"{STORY} It rained."},
        {"lang": "en", "when": "3 May 12:00", "text": "too short"},
    ]
    written(tmp_path / "formats/derived/tgcontest_cards.jsonl.gz", cards)
    archive = opened(tmp_path, "tgcontest-en", tmp_path / "newsroom")
    days = {id_: draft.published for id_, draft in archive.drafts.items()}
    assert days == {
        "tg-00000": datetime(2020, 5, 2, 7, 50, tzinfo=UTC),
        "tg-00002": datetime(2020, 5, 3, 23, 59, tzinfo=UTC),
    }
    assert archive.of_source.keys() == days.keys()  # so that no draft is found in itself
    archive.newsroom.close()
