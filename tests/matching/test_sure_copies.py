"""What is a copy whatever the evidence says: long and unchanged wherever it stands."""

from pathlib import Path

import pytest

from checker.index import Index
from checker.matching.forms import Filling
from checker.matching.sure_copies import agrees_alone
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.draft import Draft
from tests.matching.newsroom import MemoryDocuments, story
from tests.matching.searching import FIRST, counted
from tests.matching.test_evidence import passage

WEEKS = 40  # days between sources of different fortnights
LATIN = "abcdefghijklmnopqrstuvwxyz"
SCRIPTS = {
    "latin": LATIN,
    "cyrillic": "абцдефгхийклмнопярстувжшьз",
    "greek": "αβψδεφγηιξκλμνοπχρστθωςζυλ",
}


def _closes(tmp_path: Path, script: str, parts: list[str]) -> set[str]:
    """What counts of a draft among sources of two owners, each closing with a paragraph."""
    own = SCRIPTS[script]
    letters = str.maketrans(LATIN + LATIN.upper(), own + own.upper())
    documents = MemoryDocuments()
    for n, part in enumerate(parts):
        text = f"{story(10 + n)}\n\n{part}".translate(letters)
        documents.add(f"s{n}", text, owner=f"house{n}", day=FIRST + WEEKS * n)
    index = Index(tmp_path / "index", documents)
    index.sync()
    draft = f"{story(900)}\n\n{parts[0]}"
    return counted(index.search(Draft(draft.translate(letters))))


def _paragraph(words: float) -> str:
    return " ".join(story(5, 6).split()[: int(words)]).rstrip(".") + "."


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(
    ("more", "counts"), [(-1, set[str]()), (0, {"s0", "s1"}), (9, {"s0", "s1"})]
)
def test_what_two_owners_have_unchanged_may_be_from_either(
    tmp_path: Path, script: str, more: int, counts: set[str]
) -> None:
    """A shorter one may be standing text, as it has stood for weeks."""
    part = _paragraph(T.background_words + more)
    assert _closes(tmp_path, script, [part, part]) == counts


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_three_owners_have_is_nobodys(tmp_path: Path, script: str) -> None:
    part = _paragraph(T.background_words + 9)
    assert not _closes(tmp_path, script, [part] * T.unrelated_sources)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("words", [T.background_words - 1, T.form_words + 1])
def test_what_one_owner_has_counts_at_any_length(tmp_path: Path, script: str, words: int) -> None:
    assert _closes(tmp_path, script, [_paragraph(words)]) == {"s0"}


@pytest.mark.parametrize("capitals", [True, False])
@pytest.mark.parametrize(
    ("filled", "everywhere", "with_capitals"),
    [
        (Filling(figures_same=T.own_marks), True, True),
        (Filling(figures_same=1, names_same=T.own_marks), False, True),
        (Filling(names_same=9), False, True),  # offices and events in scripts without capitals
        (Filling(figures_same=T.own_marks - 1), False, False),
        (Filling(figures_same=9, names_other=1), False, False),
    ],
)
def test_figures_that_no_other_source_has_are_copied_and_names_where_they_are_known(
    filled: Filling, everywhere: bool, with_capitals: bool, capitals: bool
) -> None:
    """The other source is a form that was filled with something else."""
    one = passage(filled._replace(capitals=capitals), 0)
    other = passage(Filling(figures_other=2, names_other=2, capitals=capitals), 0)
    assert agrees_alone(one, [other]) is (with_capitals if capitals else everywhere)
    assert not agrees_alone(one, [passage(Filling(), 0)])
