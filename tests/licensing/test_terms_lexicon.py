"""The words of usage terms: the table is as it is read, and no language is left out wrongly."""

import json
import time
import tomllib
from pathlib import Path
from typing import Any

import checker.licensing.terms
from checker.licensing import parse_terms
from checker.licensing.terms.lexicon import folded, lexicon
from checker.licensing.terms.segments import Cutter

WORDS: list[str] = [
    json.loads(line)["words"]
    for line in Path(__file__).with_name("terms.jsonl").read_text("utf-8").splitlines()
]
UNREAD = (
    "Please run it with the box on page four of the supplement that our colleagues prepared"
    " last week, and mind the spelling of both of the names"
)


def rows(table: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for value in table.values():
        found += [value] if isinstance(value, str) else rows(value)
    return found


def test_every_word_of_the_table_is_folded_already() -> None:
    path = Path(checker.licensing.terms.__file__).with_name("lexicon.toml")
    words = [
        word for row in rows(tomllib.loads(path.read_text("utf-8"))) for word in row.split(" | ")
    ]
    assert len(words) > 7_000
    assert [word for word in words if folded(word) != word or "|" in word] == []


def test_no_language_that_has_all_words_is_left_out() -> None:
    for words in dict.fromkeys(WORDS[::6]):
        has_all = {name for name in lexicon().languages if Cutter(words).cut(name) is not None}
        assert has_all <= set(Cutter(words).languages()), words


def test_most_languages_need_not_be_tried() -> None:
    assert list(Cutter(UNREAD).languages()) == []
    tried = list(Cutter("Ej för publicering i Finland").languages())
    assert "sv" in tried
    assert len(tried) <= 4


def test_a_sentence_that_nobody_reads_costs_little() -> None:
    parse_terms([UNREAD])  # reads the tables
    began = time.thread_time()
    for number in range(20):
        parse_terms([f"{UNREAD} {number}"])
    assert time.thread_time() - began < 20 * 0.012  # four times what it takes
