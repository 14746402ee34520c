"""Bar charts as inline SVG: readable without colours, with a screen reader and on paper."""

from collections.abc import Mapping, Sequence

from checker.values import dataclass

__all__ = ["Bar", "Chart", "chart_of"]

ROW, LABEL = 26, 190  # pixels
MOST = 30  # bars; the rest are one bar together


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its parts are (name of the part, its left edge, its width, its number).

    Edges, widths and the `end` of the bar are in percent of the longest bar, so that a chart keeps
    the size of its letters on a narrow screen.
    """

    label: str
    total: int
    y: int
    end: float
    parts: tuple[tuple[str, float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its height, the room for labels (both in pixels) and a description in words."""

    title: str
    words: str
    height: int
    label: int
    bars: tuple[Bar, ...]


def chart_of(
    title: str, rows: Sequence[tuple[str, Mapping[str, int]]], parts: Sequence[str]
) -> Chart | None:
    """Returns a chart of stacked bars, one per row; None if there is nothing to show.

    Args:
        title: what it shows.
        rows: a label and numbers by part, in the order of the bars.
        parts: the parts in their order within a bar.
    """
    shown = [row for row in rows if sum(row[1].values())]
    if not shown:
        return None
    if len(shown) > MOST:
        rest: dict[str, int] = {}
        for _, numbers in shown[MOST - 1 :]:
            for part, number in numbers.items():
                rest[part] = rest.get(part, 0) + number
        shown = [*shown[: MOST - 1], (f"{len(shown) - MOST + 1} others", rest)]
    most = max(sum(numbers.values()) for _, numbers in shown)
    bars = tuple(
        _bar(label, numbers, parts, number * ROW, most)
        for number, (label, numbers) in enumerate(shown)
    )
    words = ", ".join(f"{bar.label} {bar.total}" for bar in bars)
    return Chart(title, words, len(bars) * ROW, LABEL, bars)


def _bar(label: str, numbers: Mapping[str, int], parts: Sequence[str], y: int, most: int) -> Bar:
    at = 0.0
    made = []
    for part in parts:
        number = numbers.get(part, 0)
        if number:
            wide = 100 * number / most
            made.append((part, round(at, 2), round(wide, 2), number))
            at += wide
    return Bar(label, sum(n for *_, n in made), y, round(at, 2), tuple(made))
