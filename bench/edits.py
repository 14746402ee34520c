"""How edits, scans and reordering wear passages, beside difflib in the same run.

    python -m bench.edits --items 2000 --drafts 120

Whole articles of the archive are edited at random; the measure is PAN's plagdet (Potthast et al.
2010): F1 of characters, macro over passages, over the logarithm of granularity. The index holds
`items` articles and finds the source itself; the peer, difflib on words, is given the pair.
"""

import argparse
import difflib
import json
import math
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bench.corpus import Article, Shape, articles
from bench.matching import RESULTS, FileDocuments
from checker.index import Index
from checker.matching.thresholds import THRESHOLDS
from checker.models.draft import Draft

Span = tuple[int, int, int, int]
Made = tuple[str, list[Span], list[Span]]  # a draft, its passages, those too short to call
SENTENCE = re.compile(r"[^.!?。\n]+[.!?。]*")
NOISE = np.array(list("rncelo1tuaisdm"))


def edited(text: str, rate: float, rng: np.random.Generator) -> str:
    """So many of the words changed: half replaced, the others swapped, cut or doubled."""
    words = text.split(" ")
    out: list[str] = []
    skip = False
    for at, chance in enumerate(rng.random(len(words)).tolist()):
        if skip:
            skip = False
        elif chance >= rate:
            out.append(words[at])
        elif chance < 0.5 * rate:
            out.append(words[int(rng.integers(len(words)))])
        elif chance < 0.7 * rate and at + 1 < len(words):
            out.extend((words[at + 1], words[at]))
            skip = True
        elif chance >= 0.85 * rate:
            out.extend((words[at], words[int(rng.integers(len(words)))]))
    return " ".join(out)


def scanned(text: str, rate: float, rng: np.random.Generator) -> str:
    """So many of the letters damaged: replaced, lost, doubled, a blank put in."""
    out: list[str] = []
    for letter, chance in zip(text, (rng.random(len(text)) / rate).tolist(), strict=True):
        if chance >= 1 or letter == "\n":
            out.append(letter)
        elif chance < 0.55:
            out.append(str(rng.choice(NOISE)))
        elif chance < 0.7:
            continue
        else:
            out.extend((letter, letter if chance < 0.85 else " "))
    return "".join(out)


def whole(text: str, change: Callable[[str], str]) -> Made:
    """All of an article, changed."""
    made = change(text)
    return made, [(0, len(made), 0, len(text))], []


def reordered(text: str, rng: np.random.Generator) -> Made:
    """An article's sentences in a random order; each of three words or more is a passage.

    Whether a shorter one is marked is neither right nor wrong.
    """
    parts = [found.span() for found in SENTENCE.finditer(text) if len(found[0].split()) > 1]
    out = ""
    spans: list[Span] = []
    short: list[Span] = []
    for at in rng.permutation(len(parts)).tolist():
        start, end = parts[at]
        while text[start].isspace():
            start += 1
        out += " " if out else ""
        long = len(text[start:end].split()) >= THRESHOLDS.least_sentence
        (spans if long else short).append((len(out), len(out) + end - start, start, end))
        out += text[start:end]
    return out, spans, short


def callable_ones(found: Sequence[Span], gold: Sequence[Span], short: Sequence[Span]) -> list[Span]:
    """What was marked, without what lies in passages too short to call."""
    return [
        one
        for one in found
        if any(g[0] < one[1] and one[0] < g[1] for g in gold)
        or not any(s[0] < one[1] and one[0] < s[1] for s in short)
    ]


def by_difflib(draft: str, source: str) -> list[Span]:
    """What difflib marks: its blocks of five words and more, joined over gaps of ten."""
    sides = [[found.span() for found in re.finditer(r"\S+", text)] for text in (draft, source)]
    ours, theirs = (
        [text[a:b] for a, b in spans] for text, spans in zip((draft, source), sides, strict=True)
    )
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = matcher.get_matching_blocks()
    out: list[list[int]] = []
    for block in blocks:
        if block.size < 2:
            continue
        row = [block.a, block.a + block.size, block.b, block.b + block.size]
        if out and row[0] - out[-1][1] <= 10 and row[2] - out[-1][3] <= 10:
            out[-1][1], out[-1][3] = row[1], row[3]
        else:
            out.append(row)
    return [
        (sides[0][a][0], sides[0][b - 1][1], sides[1][c][0], sides[1][d - 1][1])
        for a, b, c, d in out
        if b - a >= 5
    ]


def _share(span: Span, others: Sequence[Span]) -> tuple[float, int]:
    """How much of a passage the others cover in both texts, and how many touch it."""
    touching = [o for o in others if o[0] < span[1] and span[0] < o[1]]
    touching = [o for o in touching if o[2] < span[3] and span[2] < o[3]]
    covered = 0
    for low, high in ((0, 1), (2, 3)):
        marks = np.zeros(span[high] - span[low], bool)
        for other in touching:
            marks[max(0, other[low] - span[low]) : max(0, other[high] - span[low])] = True
        covered += int(marks.sum())
    return covered / (span[1] - span[0] + span[3] - span[2]), len(touching)


def plagdet(gold: Sequence[Sequence[Span]], marked: Sequence[Sequence[Span]]) -> dict[str, float]:
    """Returns the measure over pairs: precision, recall, granularity, plagdet."""
    recalls: list[float] = []
    precisions: list[float] = []
    counts: list[int] = []
    for true, found in zip(gold, marked, strict=True):
        for span in true:
            share, touching = _share(span, found)
            recalls.append(share)
            counts.extend([touching] if touching else [])
        precisions.extend(_share(span, true)[0] for span in found)
    recall = sum(recalls) / max(1, len(recalls))
    precision = sum(precisions) / max(1, len(precisions))
    granularity = sum(counts) / len(counts) if counts else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "plagdet": round(f1 / math.log2(1 + granularity), 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "granularity": round(granularity, 3),
    }


def conditions(rng: np.random.Generator) -> dict[str, Callable[[str], Made]]:
    """What is done to the articles."""
    made: dict[str, Callable[[str], Made]] = {
        f"{rate:.0%} of words": partial(whole, change=partial(edited, rate=rate, rng=rng))
        for rate in (0.1, 0.2, 0.3, 0.4, 0.5)
    }
    made |= {
        f"scan, {rate:.0%} of letters": partial(whole, change=partial(scanned, rate=rate, rng=rng))
        for rate in (0.02, 0.05, 0.1)
    }
    made["sentences reordered"] = lambda text: reordered(text, rng)
    return made


def measure(
    index: Index, pool: Sequence[Article], make: Callable[[str], Made]
) -> dict[str, object]:
    """Both on the same drafts."""
    gold, ours, theirs, missed = [], [], [], 0
    spent = [0.0, 0.0]
    for article in pool:
        text, spans, short = make(article.text)
        gold.append(spans)
        began = time.process_time()
        matches = {match.source: match for match in index.search(Draft(text)).matches}
        spent[0] += time.process_time() - began
        match = matches.get(article.id)
        missed += match is None
        passages = match.passages if match else ()
        marked = [(p.start, p.end, p.source_start, p.source_end) for p in passages]
        ours.append(callable_ones(marked, spans, short))
        began = time.process_time()
        theirs.append(callable_ones(by_difflib(text, article.text), spans, short))
        spent[1] += time.process_time() - began
    return {
        "wirecheck": plagdet(gold, ours) | {"ms": round(spent[0] * 1000 / len(pool), 2)},
        "difflib": plagdet(gold, theirs) | {"ms": round(spent[1] * 1000 / len(pool), 2)},
        "sources_missed": missed,
        "drafts": len(pool),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--drafts", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, default=RESULTS / "edits.json")
    arguments = parser.parse_args()
    shape = Shape(seed=arguments.seed)
    rng = np.random.default_rng(arguments.seed)
    results: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        documents = FileDocuments(Path(folder) / "texts", arguments.items, shape)
        index = Index.open(Path(folder) / "index", documents)
        spaced = [a for a in articles(arguments.items, shape) if a.text.count(" ") > 150]
        pool = [spaced[at] for at in rng.permutation(len(spaced))[: arguments.drafts].tolist()]
        for name, make in conditions(rng).items():
            results[name] = measure(index, pool, make)
            print(name, json.dumps(results[name]))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
