"""A sentence model helps where a story has no figures; without one nothing changes."""

import os
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from checker.errors import ConfigurationError
from checker.index import Index
from checker.models.draft import Draft
from checker.retold import OnnxModel, SentenceModel
from checker.retold.semantic import Vectors, coverage
from checker.retold.thresholds import THRESHOLDS
from tests.matching.newsroom import MemoryDocuments

from .stories import told

STORY = """The sculptor Marit Oenfeld has been given the prize of the town of Lundhaven. The jury \
praised her patience. Her works stand in Kastrey and in Port Averin. She learned it from her \
uncle Tavik Brandt. Asked about plans, Oenfeld spoke of a garden in Holmstrand."""
RETOLD = """Lundhaven honours an artist of stone: its prize goes to Marit Oenfeld. Those who chose \
her like that she takes her time. One meets what she has made in Port Averin, and in Kastrey. \
It was Tavik Brandt, an uncle, who taught her. Next, said Oenfeld, comes a garden in Holmstrand."""
OTHER = """Marit Oenfeld does not like ceremonies. In Lundhaven she kept her coat on. Tavik Brandt \
laughed about that all the way to Kastrey. The hall was cold, and somebody forgot the flowers. \
In Holmstrand her neighbours made soup."""


class Scripted:
    """A model for which sentences mean the same if they stand at the same place of their story."""

    def __init__(self, alike: dict[str, str]) -> None:
        self._alike = alike

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        words = [self._alike.get(sentence, sentence) for sentence in sentences]
        rows = [np.random.default_rng(crc32(w.encode())).standard_normal(64) for w in words]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32)


def sentences(text: str) -> list[str]:
    return [part.strip() + "." for part in text.split(".") if part.strip()]


MODEL = Scripted(dict(zip(sentences(RETOLD), sentences(STORY), strict=True)))


def found(folder: Path, draft: str, model: SentenceModel | None) -> list[str]:
    documents = MemoryDocuments()
    documents.add("urn:prize", STORY)
    index = Index.open(folder, documents, model=model)
    index.sync()
    return [match.confidence for match in told(index.search(Draft(draft)))]


def test_a_story_without_figures_is_told_by_its_sentences(tmp_path: Path) -> None:
    assert found(tmp_path, RETOLD, MODEL) == ["low"]


def test_without_a_model_it_is_not_told(tmp_path: Path) -> None:
    assert found(tmp_path, RETOLD, None) == []


def test_sentences_that_mean_something_else_are_not_told(tmp_path: Path) -> None:
    assert found(tmp_path, OTHER, MODEL) == []


@pytest.mark.parametrize(("changed", "enough"), [(1, True), (2, False)])
def test_coverage_is_the_share_of_both_texts(changed: int, enough: bool) -> None:
    draft = sentences(RETOLD)
    other = [f"Something else happened here, number {n}." for n in range(changed)]
    mixed = " ".join([*draft[changed:], *other])
    assert (coverage(MODEL, mixed, STORY) >= THRESHOLDS.semantic_coverage) is enough


def test_a_folder_without_a_model_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"model\.onnx, tokenizer\.json"):
        OnnxModel(tmp_path)


def test_a_real_model_finds_sentences_that_mean_the_same() -> None:
    pytest.importorskip("onnxruntime", reason="the extra wirecheck[semantic] is not installed")
    pytest.importorskip("tokenizers", reason="the extra wirecheck[semantic] is not installed")
    folder = os.environ.get("WIRECHECK_TEST_MODEL")
    if not folder:
        pytest.skip("WIRECHECK_TEST_MODEL names no folder of a sentence model")
    model = OnnxModel(Path(folder))
    same, near, far = model.vectors(
        ["The ship sank in the night.", "At night the vessel went down.", "He paints green doors."]
    )
    assert same @ near > THRESHOLDS.semantic_alike > same @ far
