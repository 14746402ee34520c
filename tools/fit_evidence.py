"""Fits what the signs of matching weigh together, and prints how it holds on other samples.

    python -m tools.fit_evidence KIT [--write] [--cache FILE]

KIT is the evaluation kit (docs/matching.md). Pairs are those that readers judged, of which reuse
and forms are fitted on (a statement that both print is neither), and copied passages of damaged
and edited texts. Each sample is judged by weights that were fitted on all others. `--write` fits
on everything and writes `checker/matching/evidence.toml`; `--cache` keeps the signs of the pairs.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from checker.matching.evidence import SIGNS
from tools.evidence.archives import opened, rows
from tools.evidence.fitting import Fitted, Floats, fit, table_of
from tools.evidence.signs import Pair, pairs_of

BENCH = Path(__file__).parent.parent / "bench"
WEIGHTS = Path(__file__).parent.parent / "checker/matching/evidence.toml"
DRAWN = ("background", "tgcontest")  # archives of which each drawing is a sample
OWN = ("", "_en", "_zh", "_tgcontest")  # of the files of judged pairs
COPIES = {  # sets of copied passages, and how many of their pairs one stands for
    **dict.fromkeys(("hard-en", "hard-ar", "hard-ru", "hard-zh"), 4),
    **dict.fromkeys(("synth-en", "synth-zh", "synth-ar", "synth-fr", "synth-ko"), 12),
}
RIDGE = 50.0
LIMIT = -1.1
REUSE, FORM, SHARED = "REUSE", "TEMPLATE", "SHARED"
_HEAD = """# What the signs of `checker/matching/evidence.py` weigh: the middle of each, and its
# weight for a unit above that. Written by `python -m tools.fit_evidence KIT --write` from
# {pairs} judged pairs ({reuse} of them reuse) of {samples} samples and {copies} copied passages,
# with a ridge of {ridge:g}. A source with log odds below the limit does not count. If each sample
# is judged by weights that were fitted on the others, {lost} of the {counted} pairs of reuse about
# which the weights decide do not count.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair with what a reader called it and the sample in which it was drawn."""

    pair: Pair
    judged: str
    sample: str


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--cache", type=Path, help="a file that keeps the signs of the pairs")
    asked = parser.parse_args()
    judged, copies = _kept(asked.cache) or _read(asked.kit)
    if asked.cache is not None:
        _keep(asked.cache, judged, copies)
    odds = _by_others(judged, copies)
    for line in report(judged, odds):
        print(line)
    if asked.write:
        WEIGHTS.write_text(_written(judged, copies, odds), "utf-8")


def report(judged: Sequence[Sample], odds: Floats) -> Iterator[str]:
    """Yields what counts by the rules, and what is left of it, by set."""
    yield "set: counted pairs, of which reuse (with statements) before > after; reuse kept"
    for name in sorted({one.pair.name for one in judged}):
        here = [n for n, one in enumerate(judged) if one.pair.name == name and one.pair.counts]
        left = [n for n in here if odds[n] >= LIMIT]
        shares = [
            sum(judged[n].judged in right for n in some) / max(1, len(some))
            for right in ((REUSE,), (REUSE, SHARED))
            for some in (here, left)
        ]
        reuse = [sum(judged[n].judged == REUSE for n in some) for some in (left, here)]
        yield (
            f"{name}: {len(here)} > {len(left)}, {shares[0]:.2f} > {shares[1]:.2f}"
            f" ({shares[2]:.2f} > {shares[3]:.2f}); {reuse[0]} of {reuse[1]}"
        )


def _read(kit: Path) -> tuple[list[Sample], list[Pair]]:
    """The judged pairs and the copies, with the signs that the product sees."""
    labels: dict[str, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    files = [kit / "reuse/natural_judged.jsonl"]
    files += [BENCH / f"natural_reuse_judged{part}.jsonl" for part in OWN]
    for one in (row for file in files for row in rows(file)):
        if one["judged"] in (REUSE, FORM, SHARED):
            drawn = one["drawn"] if one["set"].startswith(DRAWN) else ""
            pair = one["query_id"], one["source_id"]
            labels[one["set"]][pair] = one["judged"], f"{one['set']} {drawn}".strip()
    judged: list[Sample] = []
    copies: list[Pair] = []
    for name in (*labels, *COPIES):
        with tempfile.TemporaryDirectory() as folder:
            archive = opened(kit, name, Path(folder))
            known = labels.get(name, {})
            if name in COPIES:
                copied = list(rows(kit / f"reuse/sets/{name}/passages.jsonl.gz"))
                wanted = {(row["query_id"], row["source_id"]) for row in copied}
                drafts = sorted({draft for draft, _ in wanted})[:: COPIES[name]]
                copies += [
                    found
                    for found in pairs_of(archive, drafts, ())
                    if (found.draft, found.source) in wanted
                ]
            else:
                drafts = sorted({draft for draft, _ in known} & set(archive.drafts))
                judged += [
                    Sample(found, *known[found.draft, found.source])
                    for found in pairs_of(archive, drafts, known)
                    if (found.draft, found.source) in known
                ]
            archive.newsroom.close()
        print(f"up to {name}: {len(judged)} judged pairs, {len(copies)} copies")
    return judged, copies


def _fitted(judged: Sequence[Sample], copies: Sequence[Pair]) -> Fitted:
    some = [one for one in judged if one.judged != SHARED]
    signs = table_of([one.pair.signs for one in some] + [one.signs for one in copies], [*SIGNS])
    reuse: npt.NDArray[np.bool_] = np.array([one.judged == REUSE for one in some])
    reuse = np.append(reuse, np.ones(len(copies), bool))
    return fit(signs, reuse, np.ones(len(reuse)), RIDGE)


def _by_others(judged: Sequence[Sample], copies: Sequence[Pair]) -> Floats:
    """The log odds of each pair by weights that were fitted on the other samples."""
    odds = np.zeros(len(judged))
    for sample in {one.sample for one in judged}:
        fitted = _fitted([one for one in judged if one.sample != sample], copies)
        here = [n for n, one in enumerate(judged) if one.sample == sample]
        odds[here] = fitted.odds(table_of([judged[n].pair.signs for n in here], [*SIGNS]))
    return odds


def _written(judged: Sequence[Sample], copies: Sequence[Pair], odds: Floats) -> str:
    """The file of weights."""
    fitted = _fitted(judged, copies)
    counted = [n for n, one in enumerate(judged) if one.judged == REUSE and one.pair.counts]
    head = _HEAD.format(
        pairs=sum(one.judged != SHARED for one in judged),
        reuse=sum(one.judged == REUSE for one in judged),
        samples=len({one.sample for one in judged}),
        copies=len(copies),
        ridge=RIDGE,
        lost=sum(bool(odds[n] < LIMIT) for n in counted),
        counted=len(counted),
    )
    lines = [
        f"{name} = [{middle:.3f}, {weight:.3f}]"
        for name, middle, weight in zip(SIGNS, fitted.middles, fitted.weights, strict=True)
    ]
    numbers = f"\nlimit = {LIMIT}\nintercept = {fitted.intercept:.3f}\n\n[signs]\n"
    return head + numbers + "\n".join(lines) + "\n"


def _kept(cache: Path | None) -> tuple[list[Sample], list[Pair]] | None:
    if cache is None or not cache.exists():
        return None
    table = json.loads(cache.read_text("utf-8"))
    judged = [Sample(Pair(**one.pop("pair")), **one) for one in table["judged"]]
    return judged, [Pair(**one) for one in table["copies"]]


def _keep(cache: Path, judged: Sequence[Sample], copies: Sequence[Pair]) -> None:
    table = {"judged": [asdict(one) for one in judged], "copies": [asdict(one) for one in copies]}
    cache.write_text(json.dumps(table), "utf-8")


if __name__ == "__main__":
    main()
