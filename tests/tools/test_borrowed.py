"""No phrase of an evaluation text is in the rules."""

import pytest

from tests.shared import SHARED, needs_shared
from tools.borrowed import borrowed, examples_left, runs, unexplained

KIT = SHARED / "eval"
KNOWN = {run: {"one"} for run in runs("the harbour master reads tides aloud")} | {
    run: {"one", "two"} for run in runs("contributed to this report from Lisbon")
}
RULE = "[[rule]]\n{key} = {value}\n"
ROWS = [
    ("keywords", "['the harbour master reads tides']", 1),
    ("match", "['So the Harbour Master reads tides!']", 1),
    ("keywords", "['harbour master reads tides']", 0),  # four words
    ("keywords", "['contributed to this report from']", 0),  # of two sources
    ("regex", r"'(?i)the\s+harbour\s+master\s?(?:reads)\s+tides'", 1),
    ("regex", r"'the harbour (?:master|warden) reads tides'", 0),  # either may stand there
    ("regex", r"'(?i)\bthe\s+harbour\s+master\s?reads\s+tides\b'", 1),
    ("regex", "'the harbour {{master}} reads tides aloud'", 0),  # a class of words
    ("regex", "'the harbour.master reads tides'", 1),
]


@pytest.mark.parametrize(("key", "value", "count"), ROWS)
def test_a_run_of_five_words_of_one_source_is_found(key: str, value: str, count: int) -> None:
    files = {"rules/x.toml": RULE.format(key=key, value=value)}
    assert len(list(borrowed(files, KNOWN))) == count


def test_names_are_an_agency_s_own_but_what_only_looks_like_one_is_compared() -> None:
    text = "[names]\nfull = ['The Harbour Master Reads Tides']\n"
    assert list(borrowed({"x": text}, KNOWN)) == []
    assert len(list(borrowed({"x": text.replace("full", "never")}, KNOWN))) == 1


def test_scripts_without_blanks_are_compared_by_ten_characters() -> None:
    known = {run: {"one"} for run in runs("港口今天上午重新开放了三小时")}
    assert list(borrowed({"x": "word = '港口今天上午重新开'"}, known)) == []
    assert len(list(borrowed({"x": "word = '港口今天上午重新开放'"}, known))) == 1


@needs_shared
@pytest.mark.skipif(not (KIT / "markings").is_dir(), reason=f"no snippets at {KIT}")
def test_no_rule_holds_a_phrase_of_one_evaluation_text() -> None:
    found = unexplained(KIT)
    assert [one for one in found if not one.example] == []
    assert sum(one.example for one in found) <= examples_left()
