"""The words of a list are found by the compiled core as by the reference, in the same order."""

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.native.library import Absent, Library, library
from checker.text.compiled_words import compiled_words
from checker.text.word_list import Finder, plain_words, word_list

LETTERS = st.sampled_from("aabbc é渡\U0001f6a2")
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=30)


def both(words: list[str], *, longest: bool, whole: bool = False) -> tuple[Finder, Finder]:
    core = library()
    if not isinstance(core, Library):
        pytest.skip("there is no compiled core")
    compiled = compiled_words(core.functions, words, longest=longest, whole=whole)
    return compiled, plain_words(words, longest=longest, whole=whole)


def same(words: list[str], text: str) -> None:
    for longest, whole in ((False, False), (True, False), (False, True)):
        compiled, plain = both(words, longest=longest, whole=whole)
        assert [*map(tuple, compiled(text))] == [*map(tuple, plain(text))], (longest, whole)


@given(WORDS, st.text(LETTERS, max_size=60))
@example(["a", "ab", "abc", "abca", "abcab"], "abcabcab")
@example(["ab", "ab", "abab"], "xabab")
@example([], "abc")
def test_the_core_finds_what_the_reference_finds(words: list[str], text: str) -> None:
    same(words, text)


def test_many_words_of_few_letters_share_their_places_in_the_sieve() -> None:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefgh", k=chance.randint(1, 9))) for _ in range(9_000)]
    words = [*dict.fromkeys(words)]
    for _ in range(20):
        same(words, "".join(chance.choices("abcdefgh ", k=400)))


@pytest.mark.parametrize("letters", [999, 1_000, 1_001, 2_001, 9_000])
def test_there_is_room_for_any_number_of_hits(letters: int) -> None:
    same(["a", "aa"], "a" * letters)
    compiled, _ = both(["a", "aa"], longest=False)
    assert len(compiled("a" * letters)) == 2 * letters - 1


@pytest.mark.parametrize("end", ["", "h", "ha", "har", "harb", "harbou"])
def test_a_word_that_goes_on_behind_the_text_is_none(end: str) -> None:
    same(["harbour", "h", "ha", "har"], f"the {end}")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("ferry", [0]),
        ("aferry Zferry zferry", []),
        ("@ferry [ferry `ferry {ferry", [1, 8, 15, 22]),  # beside the letters of ASCII
        ("9ferry _ferry", [1, 8]),
        ("éferry 渡ferry", [1, 8]),
    ],
)
def test_whole_words_begin_behind_no_plain_letter(text: str, starts: list[int]) -> None:
    for find in both(["ferry"], longest=False, whole=True):
        assert [hit[1] for hit in find(text)] == starts
    for find in both(["渡"], longest=False, whole=True):
        assert find(f"a渡 {text}")[0][1] == 1


def test_a_text_that_follows_another_one_is_read_anew() -> None:
    find = word_list(["ferry"])
    texts = ["a ferry", "no", "ferry ferry", "a ferry"]
    assert [[*map(tuple, find(text))] for text in texts] == [
        [(0, 2, 7)],
        [],
        [(0, 0, 5), (0, 6, 11)],
        [(0, 2, 7)],
    ]
    long = "x" * 100_001
    assert [len(find(f"{long}ferry")), len(find(long)), len(find(f"{long}ferry"))] == [1, 0, 1]


def test_without_the_core_the_reference_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Absent("it was not compiled", "compile it")
    monkeypatch.setattr("checker.text.word_list.library", lambda: absent)
    assert [*map(tuple, word_list(["a ferry", "ferry"], longest=True)("a ferry"))] == [(0, 0, 7)]
    assert [*map(tuple, word_list([])("any text"))] == []
