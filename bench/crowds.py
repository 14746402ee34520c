"""What a check costs beside crowds: thousands of texts of one form, copies upon copies of a story.

    python -m bench.crowds
    python -m bench.crowds --siblings 3000 --copies 1000 --data DIR

Siblings are items that share a frame and differ in names and figures, as a bank's notices do.
Near-copies are one story in which every twentieth word is another, as updates and portals make
them. Both stand among invented articles. A draft is one more of the crowd; its whole check is
timed (CPU of one process, the quickest of some rounds, texts in memory), and the first time, when
the texts of its candidates come from the database. Results go to bench/results/crowds.json.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from bench.check import NOW, RESULTS, USE, kept_or_not, machine
from bench.corpus import articles, as_source
from checker.formats import read_draft
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.workers.process import spare_setup

AMONG = 2_500  # invented articles that have nothing to do with the crowd
DRAFTS = 25
ROUNDS = 5
BATCH = 500
EVERY = 20  # words of which a near-copy has one of its own
DAYS = 300  # over which a crowd was published
PLACES = tuple("ABCDEFGHIJKLMNOPQRSTUVW")
FRAME = (
    "{place}ridian Bancorp said it raised its prime lending rate to {rate} percent from {before} "
    "percent, effective {day}. The company's {unit}orbury unit had {customers:,} customers at the "
    "end of the quarter and reported net income of {income} million compared with {earlier} "
    "million a year earlier. Chairman {chairman} told analysts that the bank expects to open "
    "{branches} branches in {place}ridian county during the coming year."
)

Made = Callable[[random.Random], str]


def sibling(chance: random.Random) -> str:
    """One more text of the form."""
    place, unit = chance.sample(PLACES, 2)
    return FRAME.format(
        place=place,
        unit=unit,
        rate=round(chance.uniform(3, 12), 2),
        before=round(chance.uniform(3, 12), 2),
        day=chance.choice(("Monday", "Tuesday", "Friday")),
        customers=chance.randint(2_000, 90_000),
        income=round(chance.uniform(2, 900), 1),
        earlier=round(chance.uniform(2, 900), 1),
        chairman=f"{chance.choice(('John', 'Mary', 'Peter'))} {unit}erson",
        branches=chance.randint(2, 40),
    )


def near_copy(story: str, chance: random.Random) -> str:
    """One more version of a story."""
    words = story.split()
    for _ in range(len(words) // EVERY):
        words[chance.randrange(len(words))] = chance.choice(words)
    return " ".join(words)


def crowd(made: Made, count: int, among: int = AMONG) -> Iterator[Source]:
    """Invented articles, then the crowd."""
    like = as_source(next(iter(articles(1))))
    members = (
        replace(
            like,
            id=f"crowd-{number}",
            text=made(random.Random(number)),
            title="",
            published=NOW - timedelta(days=1 + number % DAYS),
        )
        for number in range(count)
    )
    return chain(map(as_source, articles(among)), members)


def measured(made: Made, count: int, folder: Path, among: int = AMONG) -> dict[str, Any]:
    """Milliseconds of the whole check of drafts that belong to a crowd."""
    filled = folder / "filled"
    with Newsroom.open(folder) as newsroom:
        if not filled.exists():
            sources = crowd(made, count, among)
            while batch := list(islice(sources, BATCH)):
                newsroom.add_sources(batch)
            newsroom.index.sync()
            newsroom.index.flush(force=True)
            filled.touch()
        newsroom.index.warm()
        spare_setup()
        texts = [made(random.Random(count + number)) for number in range(DRAFTS)]
        first = [milliseconds(newsroom, text) for text in texts]
        best = [min(milliseconds(newsroom, text) for _ in range(ROUNDS)) for text in texts]
    return {
        "members": count,
        "letters": round(statistics.fmean(map(len, texts))),
        "whole": summary(best),
        "first_time": summary(first),
    }


def milliseconds(newsroom: Newsroom, text: str) -> float:
    """What one check takes."""
    began = time.process_time()
    draft = read_draft(text, as_type="text")
    newsroom.checker.judge(draft, newsroom.gather(draft, [USE], now=NOW), USE, now=NOW)
    return (time.process_time() - began) * 1000


def summary(values: Sequence[float]) -> dict[str, float]:
    """Median and most."""
    return {"median_ms": round(statistics.median(values), 2), "most_ms": round(max(values), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--siblings", type=int, default=3_000)
    parser.add_argument("--copies", type=int, default=1_000)
    parser.add_argument("--data", type=Path, help="a folder in which the archives are kept")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    story = as_source(next(islice(articles(8), 7, 8))).text
    crowds: tuple[tuple[str, Made, int], ...] = (
        ("siblings", sibling, arguments.siblings),
        ("near_copies", partial(near_copy, story), arguments.copies),
    )
    with kept_or_not(arguments.data) as folder:
        found = {
            name: measured(made, count, folder / f"{name}-{count}") for name, made, count in crowds
        }
    result = {"machine": machine(), **found}
    (arguments.out / "crowds.json").write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
