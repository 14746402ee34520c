"""How the engine holds on sources that its weights were not fitted on: fold by fold, worst named.

Counted is what an editor sees: claims of the whole engine (`seen`), not names.

The table stands in rules/README.md between two comments; `python -m tools.fit_weights KIT --folds
--write` writes it there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.weights.judging import Outcome

__all__ = ["BEGIN", "END", "by_fold", "placed"]

BEGIN, END = "<!-- figures by fold -->", "<!-- end of the figures by fold -->"
ENOUGH = 10  # markings of a language below which its share says nothing
_COLUMNS = (
    "set",
    "fold",
    "markings right",
    "of pictures",
    "false alarms",
    "agencies of pages' texts: right, missed, invented",
    "of pages' pictures",
)
_POSITIVE = ("right", "wrong role", "missed")


def by_fold(snippets: Iterable[Outcome], pages: Iterable[Outcome]) -> Iterator[str]:
    """Yields a table in Markdown: one row per set and fold, one per set, then the worst of each."""
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    languages: dict[str, Counter[str]] = defaultdict(Counter)
    for one in snippets:
        counts[one.kind, one.fold].update((one.said, f"{one.role} {one.said}"))
        languages[one.language][one.said] += 1
    paged: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for one in pages:
        paged[one.kind.removeprefix("pages "), one.fold][f"{one.role} {one.said}"] += 1
    yield f"| {' | '.join(_COLUMNS)} |"
    yield "|" + " --- |" * len(_COLUMNS)
    for (kind, fold), said in sorted(counts.items()):
        yield _row(kind, str(fold), said, paged[kind, fold])
    for kind in sorted({kind for kind, _ in counts}):
        yield _row(kind, "all", _whole(counts, kind), _whole(paged, kind))
    yield ""
    yield from _worst(counts, languages)


def _whole(counts: dict[tuple[str, int], Counter[str]], kind: str) -> Counter[str]:
    return sum((said for (own, _), said in counts.items() if own == kind), Counter[str]())


def _row(kind: str, fold: str, said: Counter[str], page: Counter[str]) -> str:
    cells = [kind, fold, _right(said), _right(said, "photo ")]
    negative = said["alarm"] + said["quiet"]
    cells.append(f"{said['alarm']} of {negative} ({_share(said['alarm'], negative)})")
    for role in ("text", "photo"):
        right, missed, invented = (
            page[f"{role} {word}"] for word in ("right", "missed", "invented")
        )
        precision, recall = _share(right, right + invented), _share(right, right + missed)
        cells.append(f"{right}, {missed}, {invented} (P {precision}, R {recall})")
    return f"| {' | '.join(cells)} |"


def _right(said: Counter[str], role: str = "") -> str:
    positive = sum(said[role + word] for word in _POSITIVE)
    return f"{said[role + 'right']} of {positive} ({_share(said[role + 'right'], positive)})"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _recall(said: Counter[str]) -> float:
    return said["right"] / max(1, sum(said[word] for word in _POSITIVE))


def _worst(
    counts: dict[tuple[str, int], Counter[str]], languages: dict[str, Counter[str]]
) -> Iterator[str]:
    """The worst fold, and the languages by the share of their markings that are right."""
    if not counts:
        return
    (kind, fold), said = min(counts.items(), key=lambda item: (_recall(item[1]), item[0]))
    yield f"Worst fold by markings: fold {fold} of {kind}, {_recall(said):.3f}."
    told = {
        language: said
        for language, said in languages.items()
        if sum(said[word] for word in _POSITIVE) >= ENOUGH
    }
    ordered = sorted(told.items(), key=lambda item: (_recall(item[1]), item[0]))
    shown = (
        f"{language} {_recall(said):.3f} of {sum(said[word] for word in _POSITIVE)}"
        for language, said in ordered
    )
    if told:
        yield f"Languages with {ENOUGH} markings or more, the worst first: {', '.join(shown)}."
    quiet = {lang: said for lang, said in languages.items() if said["alarm"] + said["quiet"]}
    loud = max(quiet.items(), key=lambda item: (item[1]["alarm"], item[0]), default=None)
    if loud is not None and loud[1]["alarm"]:
        negatives = loud[1]["alarm"] + loud[1]["quiet"]
        yield f"Most false alarms: {loud[0]}, {loud[1]['alarm']} of {negatives} texts."


def placed(page: Path, lines: Iterable[str]) -> None:
    """Writes the lines into a page, between its two comments.

    Raises:
        ValueError: the page lacks one of the comments.
    """
    text = page.read_text("utf-8")
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (begun and ended):
        raise ValueError(f"{page} needs {BEGIN!r} and {END!r}, in this order")
    body = "\n".join(lines)
    page.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", "utf-8")
