"""An agency's own rules: keywords activate them, patterns are tried around the keywords."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

import regex
from rapidfuzz import fuzz

from checker.engine.folds import Folds
from checker.engine.grammar import expanded
from checker.engine.marked import Marked
from checker.engine.model import Pattern, Rule, RuleSet
from checker.engine.names import script_of
from checker.patterns import compiled
from checker.text.views import View
from checker.text.word_list import Finder, word_list
from checker.values import dataclass

__all__ = ["OwnHit", "OwnRules", "credits_another"]

_REQUIRED = re.compile(r"\{\{(.+?)\}\}")
_BY = re.compile(r"^\W*(?:additional )?(?:reporting|writing)(?: and writing)? by (?:the )?$")
_PATTERN_SECONDS = 0.2  # for one pattern on one window: a sound one takes microseconds


@dataclass(frozen=True, slots=True)
class OwnHit:
    """An own rule that matches [start, end) of the view."""

    rule: Rule
    start: int
    end: int


def credits_another(hit: OwnHit, marked: Marked, view: View) -> bool:
    """Returns whether a desk's line says that another agency wrote it: "Reporting by NAME; ..."."""
    number = bisect_left(marked.chains, hit.start, key=lambda chain: chain.start)
    for chain in itertools.islice(marked.chains, number, None):
        if chain.start >= hit.end:
            return False
        if all(hit.rule.agency not in mention.agencies for mention in chain.mentions):
            before = view.lower[hit.start : chain.start]
            if _BY.search(before) and chain.cls in ("full", "mark"):
                return True
    return False


@dataclass(slots=True)
class _Notice:
    text: str
    required: tuple[str, ...]
    similarity: float


@dataclass(slots=True)
class OwnRules:
    """Own rules by keyword; patterns are made when a first rule is activated.

    `kind` is the kind of the rules, if they are all of one.
    """

    rules: Sequence[Rule]
    fragments: Mapping[str, str]
    folds: Folds
    kind: str = ""
    _find: Finder = field(init=False)
    _woken: list[list[int]] = field(init=False)
    _compiled: dict[tuple[int, int], "regex.Pattern[str] | _Notice"] | None = None

    def __post_init__(self) -> None:
        words: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            for keyword in rule.keywords:
                words.setdefault(self.folds.shown(keyword).lower().strip(), []).append(number)
        self._find = word_list(list(words))
        self._woken = list(words.values())

    @classmethod
    def of(cls, rules: RuleSet, *, only: str = "") -> "OwnRules":
        """Returns the active own rules of a rule set; of one kind, if given."""
        used = (rule for rule in rules.rules if rule.status != "deprecated")
        return cls(
            tuple(r for r in used if not only or r.kind == only),
            rules.fragments,
            rules.folds,
            only,
        )

    def keyword_places(self, view: View) -> dict[int, list[int]]:
        """Returns where each woken rule's keywords are, rule number -> starts."""
        places: dict[int, list[int]] = {}
        for word, start, end in self._find(view.lower):
            if end - start < 5 and not _free(view.lower, start, end):
                continue
            for number in self._woken[word]:
                places.setdefault(number, []).append(start)
        return places

    def find(
        self, view: View, late: Callable[[], bool], unfinished: Callable[[str], None]
    ) -> Iterator[OwnHit]:
        """Yields every own rule that matches, in rule-id order, until it is `late`.

        A rule whose pattern runs away is reported to `unfinished` and skipped; the others still
        run.
        """
        for number, starts in sorted(self.keyword_places(view).items()):
            if late():
                return
            try:
                yield from self.tried(view, number, starts, late)
            except TimeoutError:
                unfinished(self.rules[number].id)

    def tried(
        self,
        view: View,
        number: int,
        starts: Sequence[int],
        late: Callable[[], bool] = lambda: False,
    ) -> Iterator[OwnHit]:
        """Tries one activated rule on the windows around its keywords.

        Raises:
            TimeoutError: a pattern did not finish on a window.
        """
        rule = self.rules[number]
        done = -1
        for start in starts:
            if start < done:
                continue
            if late():
                return
            for which, pattern in enumerate(rule.patterns):
                found = self._fits(view, number, which, pattern, start)
                if found:
                    yield OwnHit(rule, *found)
                    done = found[1]
                    break

    def _fits(
        self, view: View, number: int, which: int, pattern: Pattern, at: int
    ) -> tuple[int, int] | None:
        if self._compiled is None:
            self._compiled = self._made()
        made = self._compiled[number, which]
        if isinstance(made, _Notice):
            return _compared(view, made, at)
        reach = self.rules[number].window
        text = view.lines if pattern.view == "lines" else view.flow
        low, high = max(0, at - reach), min(len(text), at + reach)
        for found in made.finditer(text, low, high, timeout=_PATTERN_SECONDS):
            if found.start() <= at < max(found.end(), at + 1) and found.end() > at:
                return found.span()
        return None

    def _made(self) -> dict[tuple[int, int], "regex.Pattern[str] | _Notice"]:
        """All patterns: regular expressions, kept compiled for the next process, and notices."""
        places = [(n, k) for n, rule in enumerate(self.rules) for k in range(len(rule.patterns))]
        patterns = [self.rules[number].patterns[which] for number, which in places]
        sources = [expanded(p.regex, self.fragments, self.folds) for p in patterns if p.regex]
        name = f"own-{self.kind}" if self.kind else "own"
        ready = iter(compiled(name, sources, regex.V1))
        return {
            place: next(ready) if pattern.regex else self._notice(pattern)
            for place, pattern in zip(places, patterns, strict=True)
        }

    def _notice(self, pattern: Pattern) -> _Notice:
        """A notice with the names that it must contain."""
        required = tuple(self.folds.shown(part).lower() for part in _REQUIRED.findall(pattern.text))
        plain = self.folds.shown(_REQUIRED.sub(r"\1", pattern.text)).lower().strip()
        return _Notice(re.sub(r"\s+", " ", plain), required, pattern.similarity)


def _compared(view: View, notice: _Notice, at: int) -> tuple[int, int] | None:
    """The best place of a long notice near a keyword: similar enough, with its names in it."""
    size = len(notice.text)
    low, high = max(0, at - size - 20), min(len(view.lower), at + size + 20)
    window = view.lower[low:high]
    if len(window) < size * 0.6:
        return None
    best = fuzz.partial_ratio_alignment(notice.text, window, score_cutoff=notice.similarity)
    if best is None:
        return None
    start, end = low + best.dest_start, low + best.dest_end
    if not start <= at < end:
        return None
    part = view.lower[start:end]
    for name in notice.required:
        if fuzz.partial_ratio(name, part) < 88:
            return None
    while end < len(view.lower) and view.lower[end].isalnum():
        end += 1
    return start, end


def _free(text: str, start: int, end: int) -> bool:
    first, last = script_of(text[start]), script_of(text[end - 1])
    if start and first in ("Latn", "Cyrl") and script_of(text[start - 1]) == first:
        return False
    return not (end < len(text) and last in ("Latn", "Cyrl") and script_of(text[end]) == last)
