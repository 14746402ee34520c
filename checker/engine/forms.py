"""Tries the grammar's forms on a chain: which templates match, and their spans."""

from collections.abc import Iterable, Sequence
from dataclasses import field

import regex

from checker.engine.boundaries import BOUNDARIES
from checker.engine.grammar import CompiledForm, Grammar
from checker.engine.marked import Chain, Marked
from checker.engine.model import Form
from checker.engine.window import LEFT, RIGHT, Lexicon
from checker.values import dataclass

__all__ = ["Fits", "FormMatcher", "Hit", "Memory", "viewed"]

_Relative = tuple[int, Form, int, int]  # template, form, start and end relative to the name
# (text before, text after, class of name) -> what fits, and both sides with words as characters
Memory = dict[tuple[str, str, str], tuple[tuple[_Relative, ...], str, str]]

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """A form that matches a chain; [start, end) in the marked text."""

    template: int
    form: Form
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fits:
    """All forms that fit a chain, and its sides with words of the grammar as characters."""

    hits: tuple[Hit, ...]
    left: str
    right: str


def viewed(marked: Marked, chain: Chain, hit: Hit) -> tuple[int, int]:
    """Returns the [start, end) of a hit, counted in the view."""
    first, last = marked.to_view(hit.start), marked.to_view(hit.end - 1) + 1
    return first, chain.end if hit.end - 1 == chain.at else last


@dataclass(slots=True)
class FormMatcher:
    """Tries forms on chains; equal surroundings are tried once per document."""

    grammar: Grammar
    lexicon: Lexicon
    dates: frozenset[str]
    _fitting: dict[tuple[str, str, str], tuple[CompiledForm, ...]] = field(default_factory=dict)
    _endings: dict[str, frozenset[int]] = field(default_factory=dict)
    _beginnings: dict[str, frozenset[int]] = field(default_factory=dict)

    def fits(self, marked: Marked, chain: Chain, memory: Memory) -> Fits:
        """Returns all forms that fit, in the grammar's order."""
        low, high = marked.around(chain.at)
        low, high = max(low, chain.at - LEFT), min(high, chain.at + 1 + RIGHT)
        key = (marked.text[low : chain.at], marked.text[chain.at + 1 : high], chain.cls)
        known = memory.get(key)
        if known is None:
            known = self._tried(marked, chain, low, high)
            if len(memory) < _REMEMBERED:
                memory[key] = known
        relative, left, right = known
        hits = tuple(Hit(t, form, chain.at + s, chain.at + e) for t, form, s, e in relative)
        return Fits(hits, left, right)

    def _forms(self, cls: str, before: str, after: str) -> Sequence[CompiledForm]:
        """The forms that take such names and can fit beside these characters at all."""
        forms = self._fitting.get((cls, before, after))
        if forms is None:
            befores = self._possible(before, self._endings, self.grammar.before)
            afters = self._possible(after, self._beginnings, self.grammar.after)
            forms = tuple(
                form
                for form in self.grammar.forms
                if cls in form.names and form.before in befores and form.after in afters
            )
            if len(self._fitting) < _REMEMBERED:
                self._fitting[cls, before, after] = forms
        return forms

    def _tried(
        self, marked: Marked, chain: Chain, low: int, high: int
    ) -> tuple[tuple[_Relative, ...], str, str]:
        left = self.lexicon.read(marked, low, chain.at)
        right = self.lexicon.read(marked, chain.at + 1, high)
        starts: dict[int, int | None] = {-1: chain.at}
        ends: dict[int, int | None] = {-1: chain.at + 1}
        fits: list[_Relative] = []
        befores, afters, text = self.grammar.before, self.grammar.after, marked.text
        for form in self._forms(chain.cls, left.text[-2:], right.text[:2]):
            number = form.after
            if number not in ends:
                found = afters[number].match(right.text)
                ends[number] = right.places[_end_of(found)] if found else None
            end = ends[number]
            if end is None:
                continue
            number = form.before
            if number not in starts:
                found = befores[number].match(left.text)
                starts[number] = left.places[found.start()] if found else None
            start = starts[number]
            if start is None:
                continue
            one = form.form
            if one.left:
                start = BOUNDARIES[one.left](text, start, self.dates)
            if start is not None and one.right:
                end = BOUNDARIES[one.right](text, end, self.dates)
            if start is not None and end is not None:
                fits.append((form.template, one, start - chain.at, end - chain.at))
        return tuple(fits), left.text, right.text

    def _possible(
        self,
        nearest: str,
        known: dict[str, frozenset[int]],
        sides: Sequence["regex.Pattern[str]"],
    ) -> frozenset[int]:
        """Which sides can fit at all beside these characters; asked once for each pair.

        What fits beside a pair fits beside the nearer of its characters.
        """
        possible = known.get(nearest)
        if possible is None:
            tried: Iterable[int] = range(len(sides))
            if len(nearest) > 1:
                nearer = nearest[-1] if known is self._endings else nearest[0]
                tried = self._possible(nearer, known, sides) - {-1}
            fitting = (n for n in tried if sides[n].match(nearest, partial=True))
            possible = frozenset((-1, *fitting))
            if len(known) < _REMEMBERED:
                known[nearest] = possible
        return possible


def _end_of(found: "regex.Match[str]") -> int:
    """Where a form ends: at its mark, if it has one, with what may follow behind it."""
    return found.end("mark" if "mark" in found.re.groupindex else 0)
