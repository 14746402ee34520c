"""The compiled core beside the Python code: CPU microseconds of each function, and of alignment.

    python -m bench.core --items 5000 --drafts 100
    python -m bench.core --pairs FILE        # JSONL: {"draft": text, "source": text}

Each draft is aligned with every candidate that an index of invented articles points to, once with
each core; the functions are then timed with the very arguments that they had. Both must give the
same. The least of several rounds counts, since a busy machine only adds.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.corpus import Shape, articles, drafts
from bench.matching import FileDocuments
from checker.index import Index
from checker.matching.align import align
from checker.matching.candidates import CandidateLimits
from checker.matching.core import Core, PlainCore, core
from checker.matching.search import candidates_of
from checker.matching.tokens import TokenizedText, tokenized
from checker.text.units import units_of

FUNCTIONS = ("seed_runs", "chains", "moved_ends", "equal", "longest_run")
ROUNDS = 5

Pair = tuple[TokenizedText, TokenizedText]


class Recorded:
    """A core that remembers what it was asked."""

    def __init__(self, within: Core) -> None:
        self.calls: dict[str, list[tuple[Any, ...]]] = {name: [] for name in FUNCTIONS}
        for name in FUNCTIONS:
            setattr(self, name, self._recording(name, getattr(within, name)))

    def align(self, _draft: TokenizedText, _source: TokenizedText, /) -> None:
        """Leaves a whole alignment to the caller, who then asks for each function."""

    def _recording(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*given: Any) -> Any:
            self.calls[name].append(given)
            return function(*given)

        return recorded


def invented(items: int, count: int, folder: Path) -> Iterator[tuple[str, str]]:
    """The texts of drafts and of each candidate for them."""
    documents = FileDocuments(folder / "texts", items, Shape())
    index = Index.open(folder / "index", documents)
    for draft in drafts(list(articles(items, Shape())), count):
        found = candidates_of(index.snapshot, draft.text, CandidateLimits())
        families = [candidate.family for candidate in found]
        docs = [doc for members in index.snapshot.members(families, 8) for doc in members]
        yield from ((draft.text, stored.text) for stored in documents.load(docs))


def ready(texts: Iterable[tuple[str, str]]) -> list[Pair]:
    """The texts of pairs made ready, each once."""
    made = cache(lambda text: tokenized(text, units_of(text)))
    return [(made(draft), made(source)) for draft, source in texts]


def microseconds(function: Callable[..., Any], calls: list[tuple[Any, ...]]) -> float:
    """The CPU time of a call in the quickest of some rounds."""
    least = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for given in calls:
            function(*given)
        least = min(least, time.process_time() - began)
    return least / max(1, len(calls)) * 1e6


def main(given: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--drafts", type=int, default=100)
    parser.add_argument("--pairs", type=Path)
    arguments = parser.parse_args(given)
    if arguments.pairs:
        rows = map(json.loads, arguments.pairs.read_text("utf-8").splitlines())
        pairs = ready((row["draft"], row["source"]) for row in rows)
    else:
        with tempfile.TemporaryDirectory() as folder:
            pairs = ready(invented(arguments.items, arguments.drafts, Path(folder)))
    plain, compiled = PlainCore(), core()
    if isinstance(compiled, PlainCore):
        parser.exit(1, "the core is not compiled: python -m checker.native.compiling\n")
    if [align(*pair, plain) for pair in pairs] != [align(*pair, compiled) for pair in pairs]:
        parser.exit(1, "the cores differ\n")
    recorded: Any = Recorded(compiled)
    for pair in pairs:
        align(*pair, recorded)
    asked: list[tuple[str, Callable[..., Any], Callable[..., Any], list[tuple[Any, ...]]]] = [
        (name, getattr(plain, name), getattr(compiled, name), recorded.calls[name])
        for name in FUNCTIONS
    ]
    slowly, quickly = (partial(align, within=one) for one in (plain, compiled))
    asked.append(("align", slowly, quickly, list(pairs)))
    for name, slow, quick, calls in asked:
        before, after = microseconds(slow, calls), microseconds(quick, calls)
        print(f"{name:<12} {len(calls):>6} calls  {before:7.1f} us -> {after:6.1f} us", end="")
        print(f"  {before / after:4.1f} times" if after else "")


if __name__ == "__main__":
    main()
