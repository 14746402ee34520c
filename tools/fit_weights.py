"""Fits what signs weigh and prints how it holds on sources that it was not fitted on.

    python -m tools.fit_weights KIT [--write] [--fold N] [--folds]

KIT is the folder of labelled texts (docs/rules.md). Each of five folds of sources is judged by
weights that were fitted on the other four; `--fold` leaves one out altogether. `--write` fits on
everything that is not left out and writes `rules/grammar/weights.toml`. `--folds` prints the
table of all folds with the worst language named; with `--write` it goes to rules/README.md, too.
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
from checker.models import CONFIDENCES
from tools.weights.by_fold import by_fold, placed
from tools.weights.fitting import Fitted, Table, broken, fit
from tools.weights.invented import INVENTED, invented
from tools.weights.judging import outcomes
from tools.weights.readings import Readings
from tools.weights.samples import Text, examples, natural, pages, snippets
from tools.weights.seen import seen_pages, seen_snippets

LEAST = 3  # sources that a sign is seen in
RIDGE = 6.0
# What is known beforehand of signs that few labelled sources show: data of other things, program
# text and posts of others mark nothing.
PRIORS: dict[str, tuple[float, float]] = {
    # formats define what a field states, whatever few sources show; a vocabulary credits nobody
    "data: party": (4.0, 0.0),
    "data: party of a picture": (0.5, 2.5),
    "data: a name of an item": (2.0, 0.0),
    "data: vocabulary": (-6.0, -6.0),
    "data: vocabulary of a picture": (-6.0, -6.0),
    "data: something else": (-1.5, -1.5),
    "data: subject": (-1.0, -1.0),
    "data: outranked": (-4.0, -4.0),
    "data: beside settings": (-1.0, -1.0),
    "data: holder, whole value": (1.5, 0.0),
    "data: source, whole value": (1.5, 0.0),
    "data: provider, whole value": (1.0, 0.0),
    "data: holder of a picture": (-0.5, 1.0),
    "data: source of a picture": (-0.5, 1.0),
    "program: comment": (-1.5, -1.5),
    "signs of a program: 3": (-1.5, -1.5),
    "signs of a program: 4": (-3.0, -3.0),
    "data: defined": (-2.5, -2.5),
    "an embedded post near": (-5.0, -5.0),
    "behind the third point of a list": (-7.0, -7.0),
    **{f"short lines in a run: {n}": (-1.5, -1.5) for n in (6, 7, 8, 9)},
    "alone among the short lines of a menu": (-4.0, -4.5),
    "role of element: comment": (-7.0, -7.0),
    "role of element: teaser": (-3.0, -2.0),
    "at an edge of an element for a byline": (7.0, 0.0),
    "at an edge of an element for a picture credit": (0.0, 4.0),
    "behind a list number": (-1.0, -1.0),
    # a longer name is another house's; few short forms are labelled beside what else they are
    "continued by a capitalised word": (-0.5, -0.5),
    "continued by a company's word": (-3.0, -2.5),
    "continued by what a division deals with": (-4.0, -3.0),
    "continued by a quotation": (-1.0, -1.0),
    "continued by a hyphen and a word": (-1.0, -1.0),
    "behind a company's word": (-2.0, -2.0),
    "behind a word and a hyphen": (-1.0, -1.0),
    "glued to the word before": (-0.5, -0.5),
    "glued to the word behind": (-0.5, -0.5),
    "a domain's ending": (-3.0, -3.0),
    "two letters behind a town and a comma": (-1.0, -1.0),
    "before a postcode": (-3.0, -3.0),
    "before a measure": (-2.5, -2.5),
    "behind a code": (-0.5, -0.5),
    "spelled out here": (-3.0, -3.0),
    # the same letters are a state, an author, a button, a logo, the paper of another's claim
    "a state behind a town, then a dateline's sign": (-3.0, -2.0),
    "the initials of a line beside": (-4.0, -3.0),
    "letters of a text size": (-1.5, -1.5),
    "letters of a text size, words of line behind: 1-2": (-2.0, -2.0),
    "letters of a text size, words of line behind: many": (-1.0, -1.0),
    "alone in alternative text": (-4.0, -2.0),
    "in a breadcrumb": (3.5, -1.0),
    "a part of a dated line of the head": (4.5, -1.0),
    "signs the last line of the article": (2.0, -0.5),
    "label material, then a clause": (-3.0, -3.0),
    "label source, then a clause": (-1.5, -1.5),
    "another house behind via": (-3.0, -1.5),
    # strings of programs and cells of tables hold data about marks
    "in a call's argument": (-5.5, -4.5),
    "program: query": (-4.0, -3.0),
    "touching left \\": (-2.5, -3.0),  # a path of folders
    "in an operand": (-3.5, -3.0),
    "in a list of strings": (-2.5, -2.5),
    "in a point about a test": (-4.0, -4.0),
    "at the start of a cell, then a colon": (-3.0, -3.0),
    "in a list of persons and their houses": (-3.0, -3.0),
    "in alternative text beside 2 more": (-2.0, -1.0),
    "element td, in line: alone": (-4.5, -3.5),
    "a report's lead opens a line": (0.3, -1.0),
    "opens the text before a colon": (4.0, -1.0),  # a digest has more such entries
    "opens a digest before a colon": (-2.0, -1.0),
    "alone in brackets behind sentence": (1.0, -1.0),
    "slot before: unknown phrase, then .": (-1.5, -0.5),
    "below a word of by": (2.0, -1.0),
    # nobody sells a text through a seller of pictures
    "a seller of pictures behind an agency": (-2.0, 2.0),
    "a seller of pictures first": (-1.5, 1.5),
    "in alternative text": (-1.5, 1.5),
    "data: caption of a picture": (-1.5, 2.5),
    "data: caption of a picture, whole value": (-1.0, 2.5),
    "data: caption of a picture, end of a value": (-1.0, 2.5),
    "data: caption of a picture, end of a long value": (-1.0, 2.5),
    "in a short element for a picture credit": (-1.0, 2.5),
    # a caption ends with its credit; a label of pictures says whose picture it is
    "at the end of an element for a caption": (-0.5, 2.8),
    "line before runs on to a name in brackets": (0.0, 2.0),
    "form photo-label#0": (-1.0, 0.7),
    "form photo-label#8": (-2.2, 2.2),
    "form photo-notice#0": (-3.0, 3.5),
    "form photo-person#10": (-0.5, 2.0),
    "form photo-person#12": (-1.0, 2.5),
    "form photo-caption#0": (0.0, 0.7),
    "label news_agency behind signs :": (2.0, -1.5),
    "form dateline#32": (1.5, -0.5),
    "form dateline#38": (1.5, -0.5),
    "form dateline#39": (0.0, 0.0),
    "form byline#16": (1.0, -0.5),
    "form photo-person#14": (-1.0, 2.0),
    "form slug#19": (1.5, -0.5),
    "form slug#20": (1.5, -0.5),
    "spelled out elsewhere": (-1.5, -1.5),
    # few sources show a lead without a place, or with one that no list has: what follows tells
    "in brackets at the start of a text, then a story": (1.5, -0.5),
    "in brackets at the start of a text, then a title": (0.0, 0.0),
    "in brackets at the start of a text, then a few words": (-0.5, -0.5),
    "in brackets at the start of a text, then small letters": (-1.0, -0.5),
    "in brackets at the start of a line, then a story": (0.5, -0.5),
    "in brackets at the start of a line, then a few words": (-0.5, -0.5),
    "in brackets at the start of a line, then small letters": (-1.0, -0.5),
    **{
        f"in brackets at the start of a line, then {told}, name {cls}": (0.0, 0.0)
        for told in ("a story", "a title", "a few words", "small letters")
        for cls in ("full", "mark", "ambiguous")
    },
    "unknown words open a line, then : and a story": (1.0, -0.5),
    "unknown words open a line, then - and a story": (0.5, -0.5),
    "unknown words open a line, then : and a few words": (-0.5, -0.5),
    "unknown words open a line, then : and figures": (-1.0, -0.5),
    "unknown words open a line, then : and small letters": (0.0, -0.5),
    **{
        f"unknown words open a line, then {told}, name {cls}": (0.0, 0.0)
        for told in ("a story", "a title", "a few words", "small letters")
        for cls in ("full", "mark", "ambiguous")
    },
    **{
        f"{count} unknown words{loud} open a line, then a story": (0.0, 0.0)
        for count in (1, 2, 3)
        for loud in ("", " in capitals")
    },
    # a report opens with its source, and goes on behind its lead with another's
    "a report's lead opens a line, story 0 above": (1.2, -0.5),
}
CLAIM = 0.7  # the probability from which a name makes a claim
BOUNDS = (0.8, 0.9, 0.95)  # from which it is medium, high and certain
CLAIMS = (0.4, 0.5, 0.6, 0.65, 0.7, 0.8)
KINDS = ("dev", "dev2")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", action="store_true", help="the table by fold and language")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read of texts")
    asked = parser.parse_args()
    texts = read_texts(asked.kit, Readings(Engine(default_rules()), asked.cache))
    texts = [text for text in texts if text.fold != asked.fold]
    table = Table.of(texts, LEAST, PRIORS)
    print(f"{len(texts)} texts, {len(table.names)} names, {len(table.signs)} signs")
    fitted = fit(table, set(), ridge=asked.ridge, priors=PRIORS, claim=CLAIM)
    others = _fitted_on_others(table, fitted, asked.ridge)
    likely = _judged_by_others(table, others)
    for line in _report(texts, table, likely):
        print(line)
    if asked.folds:
        folded = list(_by_fold(asked.kit, table, others))
        print("\n".join(folded))
        if asked.write:
            placed(packaged_rules() / "README.md", folded)
    for n in broken(table, fitted, CLAIM):
        label = table.names[n].label or ("", 0.0)
        print(f"not kept: {table.texts[n].source}, {label[0]}: {table.texts[n].row['example']!r}")
    if asked.write:
        path = packaged_rules() / "grammar" / "weights.toml"
        path.write_text("\n".join(_written(table, fitted, likely)) + "\n", "utf-8")


def _by_fold(kit: Path, table: Table, others: Mapping[int, Fitted]) -> Iterator[str]:
    signs = {fold: dict(_signs(table, fitted)) for fold, fitted in others.items()}
    rules, canonical = default_rules(), kit_names(kit)
    snippets_ = list(seen_snippets(kit, rules, signs, canonical, *KINDS))
    return by_fold(snippets_, list(seen_pages(kit, rules, signs, canonical, *KINDS)))


def read_texts(kit: Path, readings: Readings) -> list[Text]:
    """All texts that weights are fitted on, with their labels; keeps what was read."""
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
    """The kit's own names of agencies."""
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
    for kind in KINDS:
        for least in CLAIMS:
            counts = Counter(one.said for one in outcomes(texts, table, likely, kind, least))
            yield f"{kind} from {least}: {dict(counts)}"
    for kind in KINDS:
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
        if name.label and table.texts[n].kind in KINDS
        if low <= float(likely[n, 1] + likely[n, 2]) < high
    ]
    return len(labels), sum(label != "none" for label in labels)


def _written(table: Table, fitted: Fitted, likely: "np.ndarray[Any, Any]") -> Iterator[str]:
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
    yield "# that were fitted on other sources: `wirecheck rules calibration`."
    yield "[measured]"
    edges = (CLAIM, *BOUNDS, 1.01)
    for word, low, high in zip(CONFIDENCES, edges, edges[1:], strict=False):
        yield f"{word} = {list(_measured(table, likely, low, high))}"
    yield ""
    yield "# What a form without a weight adds, by its declared confidence: one of a house rule."
    yield "[priors]"
    yield "low = 1.0"
    yield "medium = 2.5"
    yield "high = 4.5"
    yield "certain = 7.0"
    yield ""
    yield "[signs]"
    for name, (text, photo) in _signs(table, fitted):
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
