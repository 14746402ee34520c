"""Why a stretch that a draft shares with a source is no match, or is shown and does not count."""

import random
from pathlib import Path

import pytest

from checker.index import Index
from tests.index.newsroom import VOCABULARY, MemoryDocuments, draft, sentence, story

LONG = story(1)


def searched(folder: Path, source: str, text: str) -> tuple[list[str], list[str]]:
    """Reasons of what was rejected, and notes of what is shown without counting."""
    documents = MemoryDocuments()
    documents.add("one", source)
    index = Index.open(folder, documents)
    index.sync()
    result = index.search(draft(text))
    notes = [p.note for m in result.matches for p in m.passages if not p.counted]
    return [one.reason for one in result.rejected], notes


@pytest.mark.parametrize(
    ("source", "text", "reason"),
    [
        (
            "The council met. It is far too early to say what the new bridge will cost. Rain fell.",
            "A club lost. It is far too early to say who will lead the side in the spring. "
            + story(2),
            "fewer than 8 words in common",
        ),
    ],
)
def test_a_rejected_source_tells_why(tmp_path: Path, source: str, text: str, reason: str) -> None:
    reasons, _ = searched(tmp_path, source + " " + LONG, text)
    assert reasons == [reason]


def test_a_brief_with_other_figures_is_related_at_most(tmp_path: Path) -> None:
    source = "Shares of the old mill at the harbour closed at 12 crowns, up 4 percent, on Monday."
    text = source.replace("12", "57").replace("4 percent", "9 percent")
    found = searched(tmp_path, source, f"{story(5, 2)} {text} {story(6, 2)}")
    assert found == ([], ["says the same in other words"])


def test_words_that_fill_no_sentence_are_a_turn_of_phrase(tmp_path: Path) -> None:
    phrase = "nobody had been hurt when the crane fell down on the northern quay"
    source = f"The port said on Monday that {phrase} beside the old fish market. {LONG}"
    text = (
        f"{story(3, 2)} Witnesses in the hills were glad that {phrase}, as they told us on the "
        f"phone from quite another town that day. {story(4, 2)}"
    )
    assert searched(tmp_path, source, text) == ([], ["a turn of phrase, no whole sentence"])


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("The harbour master closed all four gates.", None),
        (
            "“We will never close the harbour for a single day of this long and cold winter,”",
            "words of a third party, in quotation marks on both sides",
        ),
        (
            "Anna Berg, Carl Dahl, Eva Falk, Gustav Holm, Ida Jansson, Karl Lind, Maja Nyberg, "
            "Olof Palm, Rut Sand.",
            "a list of names or figures",
        ),
    ],
)
def test_a_passage_that_does_not_count_tells_why(
    tmp_path: Path, line: str, note: str | None
) -> None:
    _, notes = searched(tmp_path, f"{LONG}\n\n{line}", f"{story(7)}\n\n{line}")
    assert notes == ([note] if note else [])


def thinned(words: list[str], run: int, other: int) -> str:
    """Runs of these words with as many others as told after each."""
    rng = random.Random(4)
    parts = [
        [*words[at : at + run], *(rng.choice(VOCABULARY) for _ in range(other))]
        for at in range(0, len(words), run)
    ]
    return " ".join(word for part in parts for word in part).capitalize() + "."


def test_words_in_short_runs_are_scattered_words(tmp_path: Path) -> None:
    words = sentence(random.Random(3), 60)[:-1].split()
    text = f"{story(5, 2)} {thinned(words, 4, 2)} {story(6, 2)}"
    reasons, shown = searched(tmp_path, " ".join(words) + ". " + LONG, text)
    assert (reasons, shown) == (["only scattered words in common"], [])


def test_a_brief_thinned_by_other_words_is_related_at_most(tmp_path: Path) -> None:
    words = sentence(random.Random(3), 16)[:-1].split()
    text = f"{story(5, 2)} {thinned(words, 4, 6)} {story(6, 2)}"
    found = searched(tmp_path, " ".join(words) + ".", text)
    assert found == ([], ["says the same in other words"])


def test_the_rejected_with_most_words_come_first(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    for number in range(60):
        shared = "It is far too early to say" if number % 2 else "It is far too early to"
        documents.add(f"s{number}", f"{shared} x{number} y{number} z{number}. {story(number)}")
    index = Index.open(tmp_path, documents)
    index.sync()
    rejected = index.search(draft(f"It is far too early to say who leads. {story(99)}")).rejected
    counts = [one.words for one in rejected]
    assert counts == sorted(counts, reverse=True)
    assert 0 < len(counts) <= 50
