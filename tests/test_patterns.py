"""Patterns that are kept for the next process find what those find that are compiled."""

from pathlib import Path

import pytest
import regex

from checker import patterns
from checker import prepared as kept
from checker.patterns import compiled
from tests.packaged import packaged_engine

SOURCES = [
    r"(?r)(?:[Tt]he\s|agentur\s)?",
    r"(?P<mark>\p{Lu}{2,4})[\s,.:|-]{0,3}(?P<day>\d{1,2})",
    r"(?i)straße|ΣΊΣΥΦΟΣ",
    r"[\ue100\ue101]{1,3}(?=\u3000|$)",
    r"[\p{Han}--[一二三]]+",
    "",
]
TEXTS = ["The AFP, 12", "die Agentur ", "STRASSE Σίσυφος", "\ue100\ue101\u3000", "四一五", ""]


@pytest.fixture(autouse=True)
def _beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path)
    monkeypatch.setattr(kept, "_in_cache", lambda: None)


def found(pattern: "regex.Pattern[str]", text: str) -> list[tuple[object, ...]]:
    return [(hit.span(), hit.groupdict(), hit.partial) for hit in pattern.finditer(text)]


def test_kept_patterns_find_the_same() -> None:
    compiled("some", SOURCES, regex.V1)
    for source, pattern in zip(SOURCES, compiled("some", SOURCES, regex.V1), strict=True):
        as_ever = regex.compile(source, regex.V1)
        assert (pattern.pattern, pattern.flags) == (as_ever.pattern, as_ever.flags)
        assert pattern.groupindex == as_ever.groupindex
        for text in TEXTS:
            assert found(pattern, text) == found(as_ever, text)
            for size in (1, 2):
                partly = pattern.match(text[:size], partial=True)
                assert bool(partly) == bool(as_ever.match(text[:size], partial=True))


def test_the_grammar_of_the_packaged_rules_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    grammar = packaged_engine().forms.grammar
    sources = [pattern.pattern for pattern in (*grammar.before, *grammar.after)]
    first = compiled("all", sources, regex.V1)
    asked: list[str] = []
    compile_ = regex.compile

    def counted(source: str, flags: int = 0) -> "regex.Pattern[str]":
        asked.append(source)
        return compile_(source, flags)

    monkeypatch.setattr(regex, "compile", counted)
    again = compiled("all", sources, regex.V1)
    assert asked == [""]
    assert [one.pattern for one in again] == [one.pattern for one in first] == sources


def test_a_pattern_that_cannot_be_kept_is_compiled_each_time() -> None:
    named = regex.compile(r"\L<words>", words=["one", "two"])
    assert not patterns._can_be_kept(
        [(type(part).__name__, part) for part in patterns._taken_apart(named)[1]]
    )


def test_where_nothing_was_kept_all_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_can_be_kept", lambda _parts: False)
    for _ in range(2):
        found = compiled("none", SOURCES, regex.V1)
        assert [pattern.pattern for pattern in found] == SOURCES


def test_a_source_that_is_no_expression_is_an_error() -> None:
    with pytest.raises(regex.error):
        compiled("wrong", ["("], regex.V1)
