"""The same texts and drafts give the same answer: in any process, and however they were added."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.retold import SET, ListedDocuments, rows
from checker.index import Index
from checker.models.draft import Draft
from checker.models.source import StoredText

_ASK = "import sys; from tests.retold.test_same_again import answers; print(answers(*sys.argv[1:]))"


def answers(folder: str, step: str) -> str:
    """What is found for every draft of the invented set, in an index that grew by some steps."""
    stories = [row for row in rows(SET) if row.get("kind", "story") == "story"]
    texts = [
        StoredText(number, row["id"], "1", "one", row["text"])
        for number, row in enumerate(stories, 1)
    ]
    documents = Growing(texts)
    index = Index.open(Path(folder), documents)
    while documents.there < len(texts):
        documents.there += int(step)
        index.sync()
    drafts = [row["text"] for row in rows(SET) if row.get("kind", "story") != "story"]
    results = [index.search(Draft(text)) for text in drafts]
    return json.dumps([repr((one.matches, one.rejected)) for one in results])


class Growing(ListedDocuments):
    """Texts of which only the first are there yet."""

    def __init__(self, texts: list[StoredText]) -> None:
        super().__init__(texts)
        self.there = 0

    def newest_seq(self) -> int:
        return min(self.there, super().newest_seq())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> str:
    return answers(str(tmp_path_factory.mktemp("first")), "1000")


def test_something_is_found(first: str) -> None:
    assert first.count("evidence='retold'") + first.count("anchors=(SharedAnchor") > 20


def test_texts_that_came_one_by_one_are_found_like_those_that_came_at_once(
    first: str, tmp_path: Path
) -> None:
    assert answers(str(tmp_path), "1") == first


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_seed_of_hashes_changes_nothing(seed: str, first: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", _ASK, str(tmp_path), "1000"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == first
