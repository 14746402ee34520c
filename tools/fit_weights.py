"""Fits what signs weigh and prints how it holds on sources that it was not fitted on.

    python -m tools.fit_weights KIT [--write] [--keep] [--fold N] [--folds] [--priors]

KIT is the folder of labelled texts (docs/rules.md). Each of five folds of sources is judged by
weights that were fitted on the other four; `--fold` leaves one out altogether. `--write` fits on
everything that is not left out and writes `rules/grammar/weights.toml`; with `--keep`, signs that
the file has keep their weights, and only new ones are fitted; the table of what was measured stays
as well, so that two branches with new signs merge. `--folds` prints the
table of all folds with the worst language named; with `--write` it goes to rules/README.md, too.
`--priors` prints what labelled sources say of each weight that a person set beforehand.
"""

import argparse
import importlib.util
import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checker.engine import Engine, default_rules
from checker.engine.load import packaged_rules
from checker.models.vocabulary import CONFIDENCES, Confidence
from tools.weights.by_fold import by_fold, placed
from tools.weights.fitting import Fitted, Table, broken, fit
from tools.weights.invented import INVENTED, invented
from tools.weights.judging import outcomes
from tools.weights.priors import PRIORS, listed
from tools.weights.readings import Readings
from tools.weights.samples import LABELLED, Text, examples, natural, pages, snippets
from tools.weights.seen import seen_pages, seen_snippets

LEAST = 3  # sources that a sign is seen in
RIDGE = 6.0
CLAIM = 0.7  # the probability from which a name makes a claim
BOUNDS = (0.8, 0.9, 0.95)  # from which it is medium, high and certain
CLAIMS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.8)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", action="store_true", help="fit the signs that the file lacks")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", action="store_true", help="the table by fold and language")
    parser.add_argument("--priors", action="store_true", help="what sources say of each prior")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read of texts")
    asked = parser.parse_args()
    texts = read_texts(asked.kit, Readings(Engine(default_rules()), asked.cache))
    texts = [text for text in texts if text.fold != asked.fold]
    table = Table.of(texts, LEAST, PRIORS)
    print(f"{len(texts)} texts, {len(table.names)} names, {len(table.signs)} signs")
    held = dict(default_rules().weights.signs) if asked.keep else {}
    fitted = fit(table, set(), ridge=asked.ridge, priors=PRIORS, claim=CLAIM, held=held)
    others = _fitted_on_others(table, fitted, asked.ridge)
    likely = _judged_by_others(table, others)
    for line in _report(texts, table, likely):
        print(line)
    if asked.folds:
        folded = list(_by_fold(asked.kit, table, others))
        print("\n".join(folded))
        if asked.write:
            placed(packaged_rules() / "README.md", folded)
    if asked.priors:
        weights = {
            s: (float(t), float(p)) for s, (t, p) in zip(table.signs, fitted.weights, strict=True)
        }
        print("\n".join(listed(zip(table.texts, table.names, strict=True), PRIORS, weights)))
    for n in broken(table, fitted, CLAIM):
        label = table.names[n].label or ("", 0.0)
        print(f"not kept: {table.texts[n].source}, {label[0]}: {table.texts[n].row['example']!r}")
    if asked.write:
        path = packaged_rules() / "grammar" / "weights.toml"
        measured = default_rules().weights.measured if asked.keep else _measures(table, likely)
        path.write_text("\n".join(_written(table, fitted, measured, held)) + "\n", "utf-8")


def _by_fold(kit: Path, table: Table, others: Mapping[int, Fitted]) -> Iterator[str]:
    signs = {fold: dict(_signs(table, fitted)) for fold, fitted in others.items()}
    rules, canonical = default_rules(), kit_names(kit)
    snippets_ = list(seen_snippets(kit, rules, signs, canonical, *LABELLED))
    return by_fold(snippets_, list(seen_pages(kit, rules, signs, canonical, *LABELLED)))


def read_texts(kit: Path, readings: Readings) -> list[Text]:
    """Returns all texts for the fit, with their labels, and saves the readings."""
    canonical = kit_names(kit)
    texts = [
        *snippets(kit, readings, canonical),
        *pages(kit, readings, canonical),
        *examples(readings),
        *invented(readings, canonical),
        *natural(kit, readings, canonical),
    ]
    readings.keep()
    return texts


def kit_names(kit: Path) -> Callable[[str], str]:
    """Returns the kit's own names of agencies."""
    spec = importlib.util.spec_from_file_location("agency_ids", kit / "agency_ids.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    spellings = module.load()
    known: dict[str, str] = {}

    def canonical(name: str) -> str:
        if name not in known:
            known[name] = str(module.canonical(name, spellings))
        return known[name]

    return canonical


def _fitted_on_others(table: Table, near: Fitted, ridge: float) -> dict[int, Fitted]:
    """The weights of each fold that were fitted on the other folds."""
    folds = {text.fold for text in table.texts}
    return {
        fold: fit(table, {fold}, ridge=ridge, priors=PRIORS, claim=CLAIM, near=near)
        for fold in sorted(folds)
    }


def _judged_by_others(table: Table, others: Mapping[int, Fitted]) -> "np.ndarray[Any, Any]":
    """The probabilities of each name by weights that were fitted on the other folds."""
    likely = np.zeros((len(table.names), 3), dtype=np.float32)
    folds = np.array([text.fold for text in table.texts])
    for fold, fitted in others.items():
        likely[folds == fold] = fitted.probabilities(table.rows)[table.which[folds == fold]]
    return likely


def _report(texts: Sequence[Text], table: Table, likely: "np.ndarray[Any, Any]") -> Iterator[str]:
    """Claims of snippets and pages at several thresholds, and how sure the sums are in truth."""
    for kind in LABELLED:
        for least in CLAIMS:
            counts = Counter(one.said for one in outcomes(texts, table, likely, kind, least))
            yield f"{kind} from {least}: {dict(counts)}"
    for kind in LABELLED:
        pairs = Counter(one.said for one in outcomes(texts, table, likely, f"pages {kind}", 0.5))
        yield f"pages {kind} from 0.5: {dict(pairs)}"
    right, whole = _invented(table, likely)
    yield f"invented texts of patterns that were not fitted on: {right} of {whole} names right"
    yield from _calibration(table, likely)


def _invented(table: Table, likely: "np.ndarray[Any, Any]") -> tuple[int, int]:
    """How many names of invented texts are told as their pattern says, and of how many."""
    told = [
        (name.label[0], "none" if words + pictures < CLAIM else role)
        for text, name, (_, words, pictures) in zip(table.texts, table.names, likely, strict=True)
        for role in ("text" if words >= pictures else "photo",)
        if text.kind == INVENTED and name.label is not None
    ]
    return sum(label == said for label, said in told), len(told)


def _calibration(table: Table, likely: "np.ndarray[Any, Any]") -> Iterator[str]:
    bounds = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in itertools.pairwise(bounds):
        whole, right = _measured(table, likely, low, high)
        if whole:
            yield f"sure {low}-{min(high, 1)}: {right / whole:.2f} of {whole} are markings"


def _measured(
    table: Table, likely: "np.ndarray[Any, Any]", low: float, high: float
) -> tuple[int, int]:
    """How many labelled names are as sure as that, and how many of them mark something."""
    labels = [
        name.label[0]
        for n, name in enumerate(table.names)
        if name.label and table.texts[n].kind in LABELLED
        if low <= float(likely[n, 1] + likely[n, 2]) < high
    ]
    return len(labels), sum(label != "none" for label in labels)


def _measures(table: Table, likely: "np.ndarray[Any, Any]") -> Mapping[Confidence, tuple[int, int]]:
    """How many labelled names have each confidence, and how many of them mark something."""
    edges = (CLAIM, *BOUNDS, 1.01)
    return {
        word: _measured(table, likely, low, high)
        for word, low, high in zip(CONFIDENCES, edges, edges[1:], strict=False)
    }


def _written(
    table: Table,
    fitted: Fitted,
    measured: Mapping[Confidence, tuple[int, int]],
    held: Mapping[str, tuple[float, float]],
) -> Iterator[str]:
    yield "# What each sign around an agency's name weighs, for text and for pictures: log odds"
    yield "# against no marking, natural logarithms. Written by `python -m tools.fit_weights`:"
    yield "# regularised logistic regression on labelled snippets and pages, the examples of the"
    yield "# rule files, invented texts of every kind, and natural texts at low weight. A sign that"
    yield f"# fewer than {LEAST} sources have is left out. rules/README.md says how well it holds,"
    yield "# by fold."
    yield "schema = 1"
    yield f"claim = {CLAIM}  # the probability from which a name makes a claim"
    yield ""
    yield "# The probabilities from which these words are used."
    yield "[confidence]"
    for word, bound in zip(CONFIDENCES[1:], BOUNDS, strict=True):
        yield f"{word} = {bound}"
    yield ""
    yield "# Labelled names of each confidence and how many of them are markings, judged by weights"
    yield "# fitted on other sources (`wirecheck rules calibration`). `--keep` leaves them."
    yield "[measured]"
    for word, counts in measured.items():
        yield f"{word} = {list(counts)}"
    yield ""
    yield "# What a form without a weight adds, by its declared confidence: one of a house rule."
    yield "[priors]"
    yield "low = 1.0"
    yield "medium = 2.5"
    yield "high = 4.5"
    yield "certain = 7.0"
    yield ""
    yield "[signs]"
    for name, (text, photo) in sorted({**dict(_signs(table, fitted)), **held}.items()):
        sign = name.replace("\\", "\\\\").replace('"', '\\"')
        yield f'"{sign}" = [{text}, {photo}]'


def _signs(table: Table, fitted: Fitted) -> Iterator[tuple[str, tuple[float, float]]]:
    """The signs in order with their weights for text and pictures, as the file has them."""
    for n in np.argsort(table.signs):
        text, photo = (round(float(w), 2) for w in fitted.weights[n])
        if abs(text) >= 0.02 or abs(photo) >= 0.02:
            yield table.signs[n], (text, photo)


if __name__ == "__main__":
    main()
