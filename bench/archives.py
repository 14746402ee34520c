"""The archives that checks are timed over: real news where it is at hand, invented text elsewhere.

Real archives are made by `real_archive.py` of a folder of evaluation data (`--real FOLDER`), which
holds texts that nobody may pass on, so they are never a part of this project. Invented ones are of
`bench.corpus`, whose turns of phrase are so many that a draft has as many candidates.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.corpus import Planted, articles, as_source, drafts, filled_up
from checker.models.source import Source

__all__ = ["Archive", "invented", "real"]

POOL = 20_000  # articles that invented drafts are made of
_BEGINNING = 20  # characters of a sentence that was put into a draft


@dataclass(frozen=True, slots=True)
class Archive:
    """Sources, as often as they are asked for, and drafts whose truth is known.

    `name` is that of its results; `text` says what the articles are.
    """

    name: str
    text: str
    items: int
    sources: Callable[[], Iterator[Source]]
    drafts: Sequence[Planted]


def invented(items: int, count: int, letters: int | None) -> Archive:
    """An archive of invented text, with drafts that are filled up to so many letters if asked."""
    planted = list(drafts(list(articles(min(items, POOL))), count))
    if letters:
        planted = filled_up(planted, letters)
    return Archive(
        str(items), "invented text", items, lambda: map(as_source, articles(items)), planted
    )


def real(evaluation: Path, items: int, count: int, language: str, kept: Path) -> Archive:
    """An archive of real articles and others grown from them, made once in the folder `kept`.

    Raises:
        SystemExit: the folder of evaluation data has no `real_archive.py`.
    """
    name = "-".join(("real", *([language] if language else ()), str(items)))
    folder = kept / name
    log = folder / "made.json"
    if not log.exists():
        maker = evaluation / "real_archive.py"
        if not maker.is_file():
            raise SystemExit(f"{maker} is not there: leave --real out for invented text")
        command = [sys.executable, "-B", str(maker), str(folder), "--documents", str(items)]
        command += ["--language", language] if language else []
        made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        log.write_text(made.stdout, "utf-8")
    at_hand = json.loads(log.read_text("utf-8"))["real"]
    rest = ", the rest grown from them" if at_hand < items else ""
    return Archive(
        name,
        f"{at_hand:,} real articles{rest}",
        items,
        lambda: _sources(folder / "sources.jsonl"),
        list(islice(_planted(folder), count)),
    )


def _sources(path: Path) -> Iterator[Source]:
    for row in _rows(path):
        yield Source(
            id=row["id"],
            owner=row["owner"],
            text=row["text"],
            title="",
            published=datetime.fromisoformat(row["published"]),
            language=row["language"],
        )


def _planted(folder: Path) -> Iterator[Planted]:
    """The drafts; an excerpt of which nothing was put in is clean.

    The maker takes the second and third sentence, which it does not find in every script.
    """
    drafts = [*_rows(folder / "drafts.jsonl")]
    named = {row["source"] for row in drafts if row["kind"] == "excerpt"}
    texts = {
        row["id"]: row["text"] for row in _rows(folder / "sources.jsonl") if row["id"] in named
    }
    for row in drafts:
        kind, source = row["kind"], row["source"]
        if kind == "excerpt" and not _has_a_line_of(row["text"], texts.get(source, "")):
            kind, source = "clean", None
        yield Planted(row["id"], kind, row["text"], source)


def _has_a_line_of(draft: str, source: str) -> bool:
    """Whether a line of a draft begins as something in its source does."""
    return any(line[:_BEGINNING] in source for line in draft.split("\n") if len(line) >= _BEGINNING)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
