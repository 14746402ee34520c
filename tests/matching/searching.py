"""One draft searched in an index of a few sources, and what counts of it."""

from datetime import UTC, date, datetime
from pathlib import Path

from checker.index import Index
from checker.models.draft import Draft
from checker.models.evidence import SearchResult
from tests.matching.newsroom import MemoryDocuments

__all__ = ["FIRST", "counted", "searched"]

FIRST = date(2025, 1, 7).toordinal()  # the day of the first source


def searched(
    tmp_path: Path, sources: list[tuple[str, int | None]], draft: str, day: int | None = None
) -> SearchResult:
    """What is found of a draft of a day among texts, each with its day; they are `s0`, `s1` ..."""
    documents = MemoryDocuments()
    for n, (text, its_day) in enumerate(sources):
        documents.add(f"s{n}", text, day=its_day)
    index = Index(tmp_path / "index", documents)
    index.sync()
    moment = None if day is None else datetime.fromordinal(day).replace(tzinfo=UTC)
    return index.search(Draft(draft, published=moment))


def counted(result: SearchResult) -> set[str]:
    """The sources of which a passage counts as reuse."""
    return {m.source for m in result.matches if any(p.counted for p in m.passages)}
