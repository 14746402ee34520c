"""Archives of real articles as they are read: which drafts have something of their source."""

import json
from pathlib import Path

import pytest

from bench.archives import real

HELD = "The ferry left at dawn. Nobody saw the lamp go out. The pilots slept until noon."
OTHER = "Bakers of the town went to see a film about shoes."


@pytest.mark.parametrize(
    ("inserted", "kind", "source"),
    [
        ("Nobody saw the lamp go out. The pilots slept until noon.", "excerpt", "a-1"),
        ("", "clean", None),
        ("Nobody saw the", "clean", None),  # shorter than a sentence
    ],
)
def test_an_excerpt_of_which_nothing_was_put_in_is_clean(
    tmp_path: Path, inserted: str, kind: str, source: str | None
) -> None:
    folder = tmp_path / "real-1"
    folder.mkdir()
    (folder / "made.json").write_text('{"real": 1}', "utf-8")
    held = {"id": "a-1", "owner": "o", "language": "en", "text": HELD}
    held["published"] = "2026-01-01T00:00:00+00:00"
    (folder / "sources.jsonl").write_text(json.dumps(held) + "\n", "utf-8")
    draft = {"id": "d-1", "kind": "excerpt", "source": "a-1", "text": f"{inserted}\n{OTHER}"}
    (folder / "drafts.jsonl").write_text(json.dumps(draft) + "\n", "utf-8")
    (read,) = real(tmp_path, 1, 10, "", tmp_path).drafts
    assert (read.kind, read.source) == (kind, source)
