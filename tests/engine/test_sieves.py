"""Patterns that are tried only where one of a few words stands: whatever they find has one."""

import itertools
import re
from collections.abc import Iterator, Sequence
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from checker.engine import default_rules
from checker.engine.grammar import compile_grammar
from checker.engine.weighing import beside, captions, labels, surroundings

SIEVES = [
    (beside._LICENSED, beside._LICENCES),
    (beside._STEP, (">",)),
    (captions._WHERE, captions._SIDES),
    (labels._LIST_BEFORE, (":", "：")),
    (surroundings._PLACEHOLDER, ("[", "](", "yyyy", "xxx")),
]


def holds_one(parsed: Sequence[tuple[Any, Any]], words: Sequence[str], run: str = "") -> bool:
    """Whether each match of a parsed pattern, behind the letters of `run`, has one of the words."""
    for name, value in parsed:
        kind = str(name)
        if any(all(holds_one(part, words, run) for part in parts) for parts in inner(kind, value)):
            return True
        run = run + chr(value).lower() if kind == "LITERAL" else ""
        if any(word in run for word in words):
            return True
    return False


def inner(kind: str, value: Any) -> Iterator[list[Any]]:
    """The parts of which a match has one, at least once."""
    if kind == "BRANCH":
        yield list(value[1])
    elif kind == "SUBPATTERN":
        yield [value[3]]
    elif kind in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
        yield [value[2]]
    elif kind == "IN" and all(str(name) == "LITERAL" for name, _ in value):
        yield [[one] for one in value]


@pytest.mark.parametrize(("pattern", "words"), SIEVES)
def test_all_that_a_pattern_finds_has_one_of_its_words(
    pattern: "re.Pattern[str]", words: Sequence[str]
) -> None:
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    assert holds_one(parsed, words)
    for number in range(len(words)):
        fewer = [*words[:number], *words[number + 1 :]]
        assert not holds_one(parsed, fewer), f"nothing needs {words[number]!r}"


# Letters, figures, signs, names and words of the grammar, of which two stand beside a name.
BESIDE = (
    "aZé7新は年 \n.,:;-–—/()[]|=*\"'©。）\\_>" + "\ue000\ue001\ue005\ue100\ue110\ue120\ue130\ue140"
)


def test_what_fits_beside_two_characters_fits_beside_the_nearer_one() -> None:
    grammar = compile_grammar(default_rules())
    for patterns, behind in ((grammar.before, False), (grammar.after, True)):
        alone = {
            near: {n for n, side in enumerate(patterns) if side.match(near, partial=True)}
            for near in BESIDE
        }
        assert any(0 < len(fitting) < len(patterns) for fitting in alone.values())
        for near, far in itertools.product(BESIDE, repeat=2):
            pair = near + far if behind else far + near
            rest = {n for n, side in enumerate(patterns) if side.match(pair, partial=True)}
            assert rest <= alone[near], pair
