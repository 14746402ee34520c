"""What the search for retold copy does to an archive of real news: who is told, cost, room.

    python real_archive.py OUT --documents 40000 --drafts 10000    # where the evaluation data is
    python -m bench.retold_archive OUT --kind clean --told told.jsonl

The dates of such archives are invented and left out. Drafts of kind `clean` are articles that the
archive lacks, so each that is told should be read: --told writes them beside their sources, and
bench/retold_judged.jsonl has what was read of them.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from bench.retold import ListedDocuments
from checker.anchors import anchor_keys
from checker.index import Index
from checker.matching.candidates import CandidateLimits
from checker.matching.search import search
from checker.matching.texts import Texts
from checker.models.draft import Draft
from checker.models.evidence import Match, SearchResult
from checker.models.source import StoredText
from checker.postings.segment import keys_of
from checker.retold import retold
from checker.text.units import units_of

JUDGED = Path(__file__).with_name("retold_judged.jsonl")
_SAMPLE = 2000  # items whose keys are counted
_POSTING = 7  # bytes of one in a large segment


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path, help="a folder with sources.jsonl and drafts.jsonl")
    parser.add_argument("--kind", help="only drafts of this kind")
    parser.add_argument("--drafts", type=int, default=10**9, help="the first so many of them")
    parser.add_argument("--told", type=Path, help="where to write what is told, to be read")
    parser.add_argument("--index", type=Path, help="the folder of the index; a new one by default")
    asked = parser.parse_args()
    texts = list(_sources(asked.archive / "sources.jsonl"))
    drafts = list(islice(_drafts(asked.archive / "drafts.jsonl", asked.kind), asked.drafts))
    documents = ListedDocuments(texts)
    with tempfile.TemporaryDirectory() as folder:
        index = Index.open(asked.index or Path(folder), documents)
        index.sync()
        _report(index, documents, texts, drafts, asked.told)


def _sources(path: Path) -> Iterator[StoredText]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            yield StoredText(number, row["id"], "1", row["owner"], row["text"])


def _drafts(path: Path, kind: str | None) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if kind in (None, row["kind"]):
                yield row["id"], row["text"]


def _report(
    index: Index,
    documents: ListedDocuments,
    texts: Sequence[StoredText],
    drafts: Sequence[tuple[str, str]],
    told: Path | None,
) -> None:
    cache, by_source = Texts(documents), {text.source: text for text in texts}
    spent = {"units": 0.0, "copied": 0.0, "retold": 0.0}
    rows, same = [], 0
    for id_, text in drafts:
        began = time.process_time()
        units = units_of(text)
        cut = time.process_time()
        draft = Draft(text)
        copied = search(index.snapshot, cache, draft, limits=CandidateLimits(), units=units)
        searched = time.process_time()
        result = retold(index.snapshot, cache, draft, units, copied)
        spent["retold"] += time.process_time() - searched
        spent["copied"] += searched - cut
        spent["units"] += cut - began
        same += _copied(copied) == _copied(result)
        rows += [
            _row(id_, text, match, by_source[match.source].text)
            for match in result.matches
            if match.evidence == "retold"
        ]
    keys = [len(np.unique(keys_of(_keys(text.text)))) for text in texts[:_SAMPLE]]
    print(f"{len(drafts)} drafts against {len(texts)} items: {len(rows)} told as retold")
    for line in _levels(rows):
        print(line)
    print(f"copied matches the same with and without: {same} of {len(drafts)}")
    print("ms of CPU a check: ", {k: round(1000 * v / len(drafts), 3) for k, v in spent.items()})
    print(f"keys an item: {np.mean(keys):.1f}, bytes an item: {_POSTING * np.mean(keys):.0f}")
    if told is not None:
        told.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")


def _levels(told: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """By confidence, how many of those told are right, wrong, or were not read."""
    read = {
        (row["draft"], row["source"]): row["right"]
        for row in map(json.loads, JUDGED.read_text("utf-8").splitlines())
    }
    for level in ("low", "medium", "high"):
        found = [read.get((r["draft"], r["source"])) for r in told if r["confidence"] == level]
        counts = ", ".join(f"{found.count(v)} {w}" for v, w in _VERDICTS.items())
        yield f"{level}: {len(found)} told, {counts}"


_VERDICTS = {True: "right", False: "wrong", None: "not read"}


def _keys(text: str) -> "np.typing.NDArray[np.uint64]":
    return anchor_keys(text, units_of(text))[0]


def _copied(result: SearchResult) -> tuple[Match, ...]:
    return tuple(replace(m, also_in=()) for m in result.matches if m.evidence == "copied")


def _row(id_: str, text: str, match: Match, source: str) -> dict[str, object]:
    return {
        "draft": id_,
        "source": match.source,
        "confidence": match.confidence,
        "why": list(match.notes),
        "shared": [text[a.start : a.end] for a in match.anchors],
        "text": text,
        "source_text": source,
    }


if __name__ == "__main__":
    main()
