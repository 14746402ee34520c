"""What each threshold of matching does: judged pairs with it a step lower and a step higher.

    python -m bench.thresholds EVAL_DIR [--only NAME ...]

Writes bench/results/thresholds.json and from that docs/thresholds.md; --only measures some again.
EVAL_DIR holds `reuse/sets` and `reuse/natural_judged.jsonl`. The pairs are those that readers
called reuse or no reuse (natural_judged.jsonl, and bench/natural_reuse_judged.jsonl) and pairs
with a copied passage of the sets hard-*, every one by itself: what other sources tell is left
out. A step is a quarter of a length or a count, and a tenth of a share. For each step: how many
pairs of reuse and how many of no reuse count that did not, and the other way round.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from checker.matching.search import counts_alone
from checker.matching.texts import Prepared
from checker.matching.thresholds import THRESHOLDS
from checker.matching.tokens import TokenizedText, mask_of, tokenized
from checker.matching.unit_masks import UnitMasks
from checker.models.source import StoredText
from checker.text.addresses import addresses
from checker.text.quotes import quotations
from checker.text.units import units_of

OWN = Path(__file__).with_name("natural_reuse_judged.jsonl")
RESULTS = Path(__file__).parent / "results" / "thresholds.json"
PAGE = Path(__file__).parent.parent / "docs" / "thresholds.md"
REUSE, NO_REUSE = ("REUSE",), ("TEMPLATE", "NONE")
HARD = ("hard-en", "hard-ar", "hard-ru", "hard-zh")
EVERY = 4  # of the pairs of hard sets one in so many is asked


@dataclass(frozen=True, slots=True)
class Pair:
    """A draft beside a source, ready to be aligned; `reuse` as a reader or a set's maker says."""

    draft: TokenizedText
    source: Prepared
    masks: UnitMasks
    day: int | None
    reuse: bool


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yields the records of a JSON Lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def pairs(evaluation: Path) -> list[Pair]:
    """Every judged pair, and a part of the pairs of the hard sets."""
    asked: dict[str, list[tuple[str, str, bool]]] = {}
    for one in (*rows(evaluation / "reuse/natural_judged.jsonl"), *rows(OWN)):
        label = one.get("judged") or one.get("label") or one.get("judgement")
        if label in (*REUSE, *NO_REUSE):
            of_set = asked.setdefault(one.get("set", "natural-en-reuters"), [])
            of_set.append((one["query_id"], one["source_id"], label in REUSE))
    for name in HARD:
        copied = rows(evaluation / f"reuse/sets/{name}/passages.jsonl.gz")
        keys = sorted({(one["query_id"], one["source_id"]) for one in copied})
        asked[name] = [(query, source, True) for query, source in keys[::EVERY]]
    return [pair for name, keys in asked.items() for pair in _read(evaluation, name, keys)]


def _read(evaluation: Path, name: str, keys: Iterable[tuple[str, str, bool]]) -> Iterator[Pair]:
    folder = evaluation / "reuse/sets" / name
    drafts = {one["query_id"]: one for one in rows(folder / "queries.jsonl.gz")}
    sources = {one["source_id"]: one for one in rows(folder / "sources.jsonl.gz")}
    for query, source, reuse in keys:
        text = _ready(drafts[query]["text"])
        quoted, marked = mask_of(quotations(text.text), text), mask_of(addresses(text.text), text)
        masks = UnitMasks(quoted, marked, np.zeros(len(text.units), bool), text, quoted)
        stored = StoredText(
            1, source, "1", "owner", sources[source]["text"], _day(sources[source].get("date"))
        )
        yield Pair(
            text,
            Prepared(stored, _ready(stored.text)),
            masks,
            _day(drafts[query].get("date")),
            reuse,
        )


def _ready(text: str) -> TokenizedText:
    return tokenized(text, units_of(text))


def _day(written: str | None) -> int | None:
    """The day that a set states: 2015-08-01 or, on wires of its time, 5-MAR-1987."""
    if not written:
        return None
    if written[:4].isdigit():
        return date.fromisoformat(written[:10]).toordinal()
    return datetime.strptime(written.split()[0], "%d-%b-%Y").toordinal()  # noqa: DTZ007


@contextmanager
def changed(name: str, value: Any) -> Iterator[None]:
    """Gives the thresholds another value in one place, for this process."""
    kept = getattr(THRESHOLDS, name)
    object.__setattr__(THRESHOLDS, name, value)
    try:
        yield
    finally:
        object.__setattr__(THRESHOLDS, name, kept)


def steps(value: Any) -> tuple[Any, Any]:
    """Returns the value a step lower and a step higher."""
    if isinstance(value, int):
        step = max(1, round(value / 4))
        return value - step, value + step
    step = value / 10 if value <= 1 else value / 4
    return round(value - step, 4), round(value + step, 4)


def counted(known: Iterable[Pair]) -> list[bool]:
    """Which pairs have a passage that counts."""
    return [counts_alone(one.draft, one.source, one.masks, one.day) for one in known]


@cache
def _known(evaluation: Path) -> tuple[list[Pair], list[bool]]:
    known = pairs(evaluation)
    return known, counted(known)


def measure(evaluation: Path, name: str) -> dict[str, Any]:
    """What a step down and a step up of one threshold does to the pairs."""
    known, before = _known(evaluation)
    value = getattr(THRESHOLDS, name)
    out: dict[str, Any] = {"threshold": name, "value": value}
    for way, other in zip(("lower", "higher"), steps(value), strict=True):
        with changed(name, other):
            after = counted(known)
        out[way] = {
            "value": other,
            "reuse": _moved(known, before, after, reuse=True),
            "no_reuse": _moved(known, before, after, reuse=False),
        }
    return out


def _moved(
    known: Iterable[Pair], before: Iterable[bool], after: Iterable[bool], *, reuse: bool
) -> tuple[int, int]:
    """How many pairs of a kind no longer count, and how many do that did not."""
    changes = [
        now - then
        for pair, then, now in zip(known, before, after, strict=True)
        if pair.reuse is reuse
    ]
    return changes.count(-1), changes.count(1)


def table(measured: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yields the lines of a table of the measurements in Markdown."""
    yield "| threshold | value | lower: reuse lost / won, forms lost / won | higher: the same |"
    yield "| --- | ---: | --- | --- |"
    for one in measured:
        cells = []
        for way in ("lower", "higher"):
            step = one[way]
            (lost, won), (less, more) = step["reuse"], step["no_reuse"]
            cells.append(f"{step['value']:g}: {lost} / {won}, {less} / {more}")
        yield f"| `{one['threshold']}` | {one['value']:g} | {cells[0]} | {cells[1]} |"


def page(measured: Sequence[Mapping[str, Any]]) -> str:
    """docs/thresholds.md."""
    return "\n".join((_HEAD, *table(measured), ""))


_HEAD = """# Thresholds of matching

`python -m bench.thresholds EVAL_DIR` writes this page. It tries each value of
`checker/matching/thresholds.py` one step lower and one step higher (a quarter of a length or a
count, a tenth of a share) on pairs of real texts that readers judged, and on copied passages of
damaged and edited texts, each pair by itself. `0 / 2, 1 / 5` means: of the pairs of reuse, none
is lost and two are gained; of forms and other pairs without reuse, one no longer counts and five
more do. A value without an effect here acts where other sources of the archive contribute, or on
texts that these pairs do not contain; the tests just under and just over it in tests/matching
show its effect.
"""


def main() -> None:
    """Measure every threshold, or those that are named and keep what is known of the others."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("evaluation", type=Path)
    asked.add_argument("--only", nargs="+")
    options = asked.parse_args()
    names = [
        field.name
        for field in fields(THRESHOLDS)
        if isinstance(getattr(THRESHOLDS, field.name), int | float)
    ]
    known = {} if options.only is None else {it["threshold"]: it for it in _results()}
    missing = [name for name in names if name in (options.only or names)]
    with ProcessPoolExecutor(2) as pool:
        for one in pool.map(measure, [options.evaluation] * len(missing), missing):
            known[one["threshold"]] = one
            print(f"{one['threshold']} of {len(missing)}", file=sys.stderr)
    measured = [known[name] for name in names if name in known]
    RESULTS.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(measured), "utf-8")
    print("\n".join(table(measured)))


def _results() -> list[dict[str, Any]]:
    """The measurements that were kept last."""
    kept: list[dict[str, Any]] = json.loads(RESULTS.read_text("utf-8"))
    return kept


if __name__ == "__main__":
    main()
