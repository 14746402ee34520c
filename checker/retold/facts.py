"""The anchors of a draft and of a source that count in a comparison, read as they are needed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from checker.anchors import Anchor, AnchorReader, Anchors, with_words
from checker.matching.search import elsewhere
from checker.matching.texts import Prepared
from checker.models.draft import Draft, Span
from checker.models.evidence import Match, SearchResult
from checker.retold.thresholds import THRESHOLDS as T
from checker.text.quotes import quotations
from checker.text.units import Units

__all__ = ["Facts", "draft_facts", "source_facts"]

_CASED = 3  # names from which a text shows them by capitals


class Facts:
    """The anchors of a text outside of some of its spans.

    Args:
        text: the text.
        units: its units.
        out: spans in which no anchor counts.
        quoted: spans in which no figure counts.
    """

    def __init__(
        self, text: str, units: Units, out: Sequence[Span] = (), quoted: Sequence[Span] = ()
    ) -> None:
        self._text, self._units, self._out = text, units, out
        self._reader = AnchorReader(text, units)
        read = self._reader.figures()
        kept = _outside(read.figures, [*out, *quoted, *_boards(read)])
        self.figures = replace(read, figures=kept)
        self.language = read.language

    @cached_property
    def all(self) -> Anchors:
        """The figures with names and terms, and with words that may be names where none show."""
        read = self._reader.named(self.figures)
        names, terms = _outside(read.names, self._out), _outside(read.terms, self._out)
        read = replace(read, names=names, terms=terms)
        return read if len(names) >= _CASED else with_words(read, self._text)

    @property
    def is_table(self) -> bool:
        """Whether so many words are figures that it is a table: results, prices, a programme."""
        return len(self.figures.figures) > T.table * self._units.in_words()


def draft_facts(draft: Draft, units: Units, found: SearchResult) -> Facts:
    """Returns what counts of an article: its own text, outside of what it copies."""
    return Facts(draft.text, units, [*elsewhere(draft), *_counted(found.matches)])


def source_facts(source: Prepared) -> Facts:
    """Returns what counts of a source; figures that it quotes are everybody's who was there.

    They are read once, as long as the source is held: several drafts tell of one event.
    """
    facts: Facts | None = source.read.get("facts")
    if facts is None:
        text = source.stored.text
        facts = source.read["facts"] = Facts(text, source.text.units, quoted=quotations(text))
    return facts


def _counted(matches: Iterable[Match]) -> list[Span]:
    return [Span(p.start, p.end) for m in matches for p in m.passages if p.counted]


def _boards(anchors: Anchors) -> list[Span]:
    """The indices and prices of a market report: everybody reads them off one board."""
    if len(anchors.boards) < T.boards:
        return []
    return [Span(at - T.board_reach, at + T.board_reach) for at in anchors.boards]


def _outside(anchors: tuple[Anchor, ...], spans: Sequence[Span]) -> tuple[Anchor, ...]:
    if not spans:
        return anchors
    return tuple(
        one for one in anchors if not any(span.start <= one.start < span.end for span in spans)
    )
