"""A store in memory, and stories that share nothing by accident."""

import hashlib
import random
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from checker.index import Index
from checker.models.draft import Draft
from checker.models.evidence import Match, SearchResult
from checker.models.source import Change, StoredText

FIRST_DAY = date(2024, 1, 1)


class MemoryDocuments:
    """What the index asks of the store, kept in lists."""

    def __init__(self) -> None:
        self.database = uuid.uuid4().hex
        self.texts: dict[int, StoredText] = {}
        self.log: list[Change] = []

    def add(self, source: str, text: str, *, owner: str = "north", day: int | None = None) -> int:
        doc = len(self.log) + 1
        self.texts[doc] = StoredText(doc, source, "1", owner, text, day)
        self.log.append(Change(len(self.log) + 1, "add", doc))
        return doc

    def remove(self, doc: int) -> None:
        self.log.append(Change(len(self.log) + 1, "remove", doc))

    def database_id(self) -> str:
        return self.database

    def mark(self, seq: int) -> str:
        """What a copy of this store, gone on by itself, has otherwise: the text of the change."""
        if not 0 < seq <= len(self.log):
            return ""
        change = self.log[seq - 1]
        return hashlib.sha256(f"{change.op} {self.texts[change.doc].text}".encode()).hexdigest()

    def newest_seq(self) -> int:
        return len(self.log)

    def changes_since(self, seq: int, limit: int) -> Sequence[Change]:
        return self.log[seq : seq + limit]

    def load(self, docs: Sequence[int]) -> Sequence[StoredText]:
        return [self.texts[doc] for doc in docs if doc in self.texts]

    def count(self) -> int:
        last = {change.doc: change.op for change in self.log}
        return sum(op == "add" for op in last.values())


SYLLABLES = [c + v + d for c in "bdfglmnprstvz" for v in "aeiou" for d in ("", "n", "r", "s", "l")]


def word(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((1, 2, 2, 3, 3))))


VOCABULARY = [word(random.Random(number)) for number in range(6000)]


def sentence(rng: random.Random, words: int | None = None) -> str:
    count = words or rng.randint(9, 22)
    return " ".join(rng.choice(VOCABULARY) for _ in range(count)).capitalize() + "."


@lru_cache(2000)
def story(seed: int, sentences: int = 12) -> str:
    rng = random.Random(seed)
    parts = [sentence(rng) for _ in range(sentences)]
    return "\n\n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))


def ordinal(days: int) -> int:
    return (FIRST_DAY + timedelta(days=days)).toordinal()


def one_source(folder: Path, source: str, text: str, **more: object) -> SearchResult:
    """A search for a draft in an index of one source."""
    documents = MemoryDocuments()
    documents.add("one", source)
    index = Index.open(folder, documents)
    index.sync()
    return index.search(Draft(text), **more)  # type: ignore[arg-type]


def counted(result: SearchResult, text: str) -> list[str]:
    """What of a draft counts, in the words of the draft."""
    return [text[p.start : p.end] for m in result.matches for p in m.passages if p.counted]


def draft(*parts: str) -> Draft:
    return Draft("\n\n".join(parts))


def sources(matches: Iterable[Match]) -> list[str]:
    return [match.source for match in matches if any(p.counted for p in match.passages)]
