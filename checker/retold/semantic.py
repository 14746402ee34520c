"""A sentence model of the newsroom's choice, for stories without figures (`wirecheck[semantic]`).

The folder has `model.onnx` and `tokenizer.json`, as sentence models are exported; nothing is
downloaded. Its vectors say which sentences mean alike. Reports of one event by two hands do, too,
so names are asked for as well and what is found is of low confidence.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from checker.errors import ConfigurationError, Problem
from checker.extras import to_install
from checker.retold.thresholds import THRESHOLDS as T
from checker.text.sentences import Borders
from checker.wording import worded

__all__ = ["OnnxModel", "SentenceModel", "coverage"]

Vectors = npt.NDArray[np.float32]

_FILES = ("model.onnx", "tokenizer.json")
_TOKENS = 128  # of a sentence that are read
_BATCH = 32
_SHORTEST = 20  # characters of a sentence that means something
_MOST = 60  # sentences of a text that are compared


class SentenceModel(Protocol):
    """Turns sentences into vectors of length one, whose products say how alike they are."""

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Returns one row per sentence."""
        ...


class OnnxModel:
    """A sentence model in a folder, loaded when it is first asked.

    Args:
        folder: where `model.onnx` and `tokenizer.json` are.

    Raises:
        ConfigurationError: a file or the extra is missing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            what = worded("has no {files}", files=", ".join(missing))
            hint = "name the folder of a sentence model exported to ONNX"
            raise ConfigurationError(Problem(str(folder), what, hint))
        if find_spec("onnxruntime") is None or find_spec("tokenizers") is None:
            hint = to_install("semantic")
            raise ConfigurationError(Problem("semantic", "needs onnxruntime and tokenizers", hint))

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        path = str(self._folder / _FILES[0])
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / _FILES[1]))
        tokenizer.enable_truncation(_TOKENS)
        tokenizer.enable_padding()
        return tokenizer

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """Returns the mean of the vectors of each sentence's tokens, of length one."""
        parts = [
            self._batch(sentences[start : start + _BATCH])
            for start in range(0, len(sentences), _BATCH)
        ]
        return np.concatenate(parts)

    def _batch(self, sentences: Sequence[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(list(sentences))
        ids = np.array([one.ids for one in encoded], np.int64)
        mask = np.array([one.attention_mask for one in encoded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        wanted = {one.name for one in self._session.get_inputs()}
        (tokens, *_) = self._session.run(None, {k: v for k, v in given.items() if k in wanted})
        summed = (tokens * mask[..., None]).sum(axis=1)
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        means: Vectors = (summed / np.maximum(lengths, 1e-9)).astype(np.float32)
        return means


def coverage(model: SentenceModel, draft: str, source: str) -> float:
    """Returns the share of sentences with a similar one in the other text, both ways multiplied."""
    ours, theirs = _sentences(draft), _sentences(source)
    if min(len(ours), len(theirs)) < T.semantic_sentences:
        return 0.0
    vectors = model.vectors([*ours, *theirs])
    alike = vectors[: len(ours)] @ vectors[len(ours) :].T >= T.semantic_alike
    return float(alike.any(axis=1).mean() * alike.any(axis=0).mean())


def _sentences(text: str) -> list[str]:
    start, found = 0, []
    for end in Borders.of(text).all_ends():
        sentence = text[start:end].strip()
        if len(sentence) >= _SHORTEST:
            found.append(sentence)
        start = end
    return found[:_MOST]
