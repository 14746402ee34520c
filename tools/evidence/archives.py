"""The archives of the evaluation kit, as newsrooms that drafts are checked against.

A set of the kit has drafts and sources. The background texts of a language are both, and so are the
stories of two days that a contest gathered from many sites: each is checked against all others.
Chinese background texts state their day in the address at their end.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.models.draft import Draft
from checker.models.source import Source
from checker.newsroom import Newsroom

__all__ = ["Archive", "opened", "rows"]

BACKGROUND = "background-"
CONTEST = "tgcontest-"
_YEAR = 2020  # of the contest's stories, which state day and month
_AS_WELL = {"zh": ("synth-zh", "hard-zh"), "en": ("synth-en", "hard-en")}  # of the same house
_DATED = ("zh",)
_LEAST = 60  # characters of a story
_LINK = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")
_COMPACT = re.compile(r"\d{8}")


@dataclass(frozen=True, slots=True)
class Archive:
    """A newsroom with the sources of a set, and its drafts by their ids."""

    name: str
    newsroom: Newsroom
    drafts: dict[str, Draft]
    of_source: dict[str, int]  # the number of each source; empty where drafts are no sources


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the records of a JSON Lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def opened(kit: Path, name: str, folder: Path) -> Archive:
    """Returns a set of the kit, indexed in a folder of its own.

    Args:
        kit: the evaluation kit.
        name: the set, or `background-` or `tgcontest-` and a language.
        folder: where the newsroom is made.
    """
    alike = name.startswith((BACKGROUND, CONTEST))
    if name.startswith(BACKGROUND):
        drafts = sources = dict(_background(kit, name.removeprefix(BACKGROUND)))
    elif alike:
        drafts = sources = dict(_contest(kit, name.removeprefix(CONTEST)))
    else:
        place = kit / "reuse/sets" / name
        drafts = {one["query_id"]: _read(one) for one in rows(place / "queries.jsonl.gz")}
        sources = {one["source_id"]: _read(one) for one in rows(place / "sources.jsonl.gz")}
    newsroom = Newsroom.open(folder)
    items = [Source(id_, "archive", text, published=day) for id_, (text, day) in sources.items()]
    newsroom.add_sources(items, find_late=False)
    made = {id_: Draft(text, id=id_, published=day) for id_, (text, day) in drafts.items()}
    return Archive(name, newsroom, made, _numbers(newsroom) if alike else {})


def _background(kit: Path, language: str) -> Iterator[tuple[str, tuple[str, datetime | None]]]:
    """The background texts of a language and the sources of its house, by their ids."""
    dated = language in _DATED
    for one in rows(kit / "reuse/background.jsonl.gz"):
        if one["lang"] == language:
            link = _LINK.search(one["text"])
            day = _day("".join(link.groups())) if dated and link else None
            yield one["source_id"], (one["text"], day)
    for name in _AS_WELL.get(language, ()):
        for one in rows(kit / "reuse/sets" / name / "sources.jsonl.gz"):
            text, day = _read(one)
            yield one["source_id"], (text, day if dated else None)


def _contest(kit: Path, language: str) -> Iterator[tuple[str, tuple[str, datetime | None]]]:
    """The stories of a language, by their place in the file."""
    for number, one in enumerate(rows(kit / "formats/derived/tgcontest_cards.jsonl.gz")):
        if one["lang"] == language and len(one["text"]) >= _LEAST:
            day = datetime.strptime(f"{_YEAR} {one['when']}", "%Y %d %b %H:%M").replace(tzinfo=UTC)
            yield f"tg-{number:05d}", (one["text"], day)


def _read(row: dict[str, Any]) -> tuple[str, datetime | None]:
    """The text of a record and its moment, where it states one."""
    stated = str(row.get("date") or "")
    if not stated:
        return row["text"], None
    if _COMPACT.fullmatch(stated):
        return row["text"], _day(stated)
    if stated[:4].isdigit():
        return row["text"], datetime.fromisoformat(stated[:10]).replace(tzinfo=UTC)
    return row["text"], datetime.strptime(stated.split()[0], "%d-%b-%Y").replace(tzinfo=UTC)


def _day(digits: str) -> datetime:
    return datetime.strptime(digits, "%Y%m%d").replace(tzinfo=UTC)


def _numbers(newsroom: Newsroom) -> dict[str, int]:
    """The number of each source in the index."""
    snapshot = newsroom.index.snapshot
    docs = sorted({int(doc) for segment in snapshot.all for doc in segment.docs})
    found = newsroom.store.documents.load(docs)
    return {one.source: one.doc for one in found}
