"""How much retold copy is told, and what is told wrongly.

    python -m bench.retold                                # bench/retold.jsonl
    python -m bench.retold --stories originals.jsonl paraphrases.jsonl rival_wire.jsonl

bench/retold.jsonl is invented: eleven stories, and of each a rewriting that drops a third of the
figures, one of half the story, one in another order, a summary of some 60 words, two translations,
the report of another agency and one of another reporter. A row with "source" should be told as
retold from it, any other (it has "event" or "same_event_as") should not. Nothing was tuned to it.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from checker.index import Index
from checker.models.draft import Draft
from checker.models.source import Change, StoredText
from checker.retold import SentenceModel

Row = Mapping[str, Any]
SET = Path(__file__).with_name("retold.jsonl")


class ListedDocuments:
    """Some texts, numbered from one in their order."""

    def __init__(self, texts: Sequence[StoredText]) -> None:
        self._texts = texts

    def database_id(self) -> str:
        """Made anew for each run."""
        return "bench"

    def mark(self, seq: int) -> str:
        """The number itself: the texts never change."""
        return str(seq)

    def newest_seq(self) -> int:
        """The number of the last text."""
        return len(self._texts)

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        """One addition a text."""
        return [Change(text.doc, "add", text.doc) for text in self._texts[seq : seq + limit]]

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        """The texts of these numbers."""
        return [self._texts[doc - 1] for doc in docs]

    def count(self) -> int:
        """How many there are."""
        return len(self._texts)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=Path, help="the sources; the set's own by default")
    parser.add_argument("drafts", type=Path, nargs="*", help="drafts; the set's own by default")
    parser.add_argument("--background", type=Path, help="a JSONL of other sources, for scale")
    parser.add_argument("--mixed", action="store_true", help="put two drafts of a kind into one")
    parser.add_argument("--errors", action="store_true", help="print what is missed or wrong")
    asked = parser.parse_args()
    stories = rows(asked.stories) if asked.stories else [r for r in rows(SET) if _is_story(r)]
    if asked.background:
        stories = [*stories, *rows(asked.background)]
    files = asked.drafts or [SET]
    drafts = [row for file in files for row in rows(file) if not _is_story(row)]
    if asked.mixed:
        report_mixed(drafts, stories)
        return
    with tempfile.TemporaryDirectory() as folder:
        index = indexed(Path(folder), stories)
        report(index, drafts, errors=asked.errors)


def rows(path: Path) -> list[Row]:
    """Returns the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _is_story(row: Row) -> bool:
    return bool(row.get("kind", "story") == "story")


def indexed(folder: Path, stories: Iterable[Row], model: SentenceModel | None = None) -> Index:
    """An index of the stories, with a sentence model if one is given."""
    texts = [
        StoredText(number, row["id"], "1", row.get("owner", "one"), row["text"])
        for number, row in enumerate(stories, 1)
    ]
    index = Index.open(folder, ListedDocuments(texts), model=model)
    index.sync()
    return index


def report(index: Index, drafts: Iterable[Row], *, errors: bool) -> None:
    """Print, by kind and language, how many drafts were told of their source and of another.

    What has words of its source in common is told as copied, and not as retold as well.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    levels: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in drafts:
        matches = index.search(Draft(row["text"])).matches
        told = [match for match in matches if match.evidence == "retold"]
        expected = row.get("source")
        right = sum(match.source == expected for match in told)
        for match in told:
            levels[match.confidence][match.source != expected] += 1
        count = counts[f"{row['kind']} {row.get('language', '')}"]
        count[0] += 1
        count[1] += bool(right)
        copied = any(match.source == expected and match.words for match in matches)
        count[2] += copied
        count[3] += len(told) > right
        if errors and (len(told) > right or bool(expected) != bool(right or copied)):
            print(row["id"], expected, [(match.source, match.notes) for match in told])
    print(f"{'kind':24} {'texts':>6} {'retold':>6} {'copied':>6} {'wrong':>6}")
    for kind, (texts, right, taken, wrong) in sorted(counts.items()):
        print(f"{kind:24} {texts:6} {right:6} {taken:6} {wrong:6}")
    for level, (right, wrong) in sorted(levels.items()):
        print(f"{level} confidence: {right} of {right + wrong} told are right")


def report_mixed(drafts: Sequence[Row], stories: Sequence[Row]) -> None:
    """Print, by kind, of how many drafts made of two others both sources are told, one, or none.

    A draft is followed by the next of its kind and language that is of another story.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with tempfile.TemporaryDirectory() as folder:
        index = indexed(Path(folder), stories)
        for row, other in _neighbours(drafts):
            result = index.search(Draft(f"{row['text']}\n\n{other['text']}"))
            told = {m.source for m in result.matches if m.evidence == "retold"}
            expected = {row.get("source"), other.get("source")} - {None}
            count = counts[row["kind"]]
            count[0] += 1
            count[min(len(told & expected), 2)] += bool(told & expected)
            count[3] += bool(told - expected)
    print(f"{'kind':24} {'texts':>6} {'one':>6} {'both':>6} {'wrong':>6}")
    for kind, numbers in sorted(counts.items()):
        print(f"{kind:24}", *(f"{number:6}" for number in numbers))


def _neighbours(drafts: Iterable[Row]) -> list[tuple[Row, Row]]:
    by_kind: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in drafts:
        by_kind[row["kind"], row.get("language", "")].append(row)
    return [
        (row, other)
        for rows_of in by_kind.values()
        for row, other in pairwise(rows_of)
        if row.get("source", row.get("event")) != other.get("source", other.get("event"))
    ]


if __name__ == "__main__":
    main()
