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

from bench.corpus import Planted, articles, as_source, drafts, filled_up
from checker.models.source import Source

__all__ = ["Archive", "invented", "real"]

POOL = 20_000  # articles that invented drafts are made of


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
        list(islice(_drafts(folder / "drafts.jsonl"), count)),
    )


def _sources(path: Path) -> Iterator[Source]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Source(
                id=row["id"],
                owner=row["owner"],
                text=row["text"],
                title="",
                published=datetime.fromisoformat(row["published"]),
                language=row["language"],
            )


def _drafts(path: Path) -> Iterator[Planted]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Planted(row["id"], row["kind"], row["text"], row["source"])
