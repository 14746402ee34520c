"""Which of several sources is named, and what is said of the others."""

from pathlib import Path

import pytest

from checker.index import Index
from checker.models.draft import Span
from checker.models.evidence import SearchResult
from tests.matching.newsroom import MemoryDocuments, draft, story


class Searched:
    """An index over texts in memory that follows them."""

    def __init__(self, folder: Path) -> None:
        self.documents = MemoryDocuments()
        self.index = Index.open(folder, self.documents)

    def search(self, text: str, *, boilerplate: tuple[Span, ...] = ()) -> SearchResult:
        self.index.sync()
        return self.index.search(draft(text), boilerplate=boilerplate)


@pytest.fixture
def searched(tmp_path: Path) -> Searched:
    return Searched(tmp_path)


def test_one_release_through_two_agencies_names_both_and_says_so(searched: Searched) -> None:
    release = story(1)
    searched.documents.add("north:1", release, owner="north", day=100)
    searched.documents.add("south:1", release.replace(".", ". ", 1), owner="south", day=101)
    (match, other) = searched.search(story(9, 3) + "\n\n" + release).matches
    assert (match.source, match.also_in) == ("north:1", ("south:1",))
    assert any("south" in note and "common source" in note for note in match.notes)
    assert other.source == "south:1"


@pytest.mark.parametrize("owner", ["south-afx", "south"])
@pytest.mark.parametrize("mark", ["(South-AFX)", "SOUTH AFX"])
def test_the_owner_in_the_drafts_marking_comes_first_even_if_later(
    searched: Searched, owner: str, mark: str
) -> None:
    release = story(2)
    searched.documents.add("early", release, owner="north", day=100)
    searched.documents.add("late", release + "\n\n" + story(8, 1), owner=owner, day=105)
    text = f"HARBOUR {mark} - {release}"
    span = Span(text.index(mark), text.index(mark) + len(mark))
    assert searched.search(text, boilerplate=(span,)).matches[0].source == "late"


def test_two_passages_of_two_sources_are_two_matches(searched: Searched) -> None:
    searched.documents.add("one", story(3))
    searched.documents.add("two", story(4))
    first, second = story(3).split("\n\n")[1], story(4).split("\n\n")[2]
    found = {match.source: match for match in searched.search(f"{first}\n\n{second}").matches}
    assert found.keys() == {"one", "two"}
    assert not any(match.also_in for match in found.values())


def test_the_source_that_explains_more_comes_before_the_earlier_one(searched: Searched) -> None:
    whole = story(5)
    searched.documents.add("part", whole.split("\n\n")[0], day=100)
    searched.documents.add("whole", whole, day=110)
    match = searched.search(whole).matches[0]
    assert (match.source, match.also_in) == ("whole", ("part",))


def test_a_text_joins_the_family_that_holds_most_of_it(searched: Searched) -> None:
    whole = story(6, 60)
    near, exact = whole.rpartition("\n\n")[0], whole
    searched.documents.add("near", near.rpartition("\n\n")[0] + "\n\n" + story(7, 2), day=100)
    searched.index.flush(force=True)
    searched.documents.add("exact", story(17, 40) + "\n\n" + exact, day=101)
    searched.index.flush(force=True)
    doc = searched.documents.add("again", exact, day=102)
    searched.index.flush(force=True)
    snapshot = searched.index.snapshot
    assert snapshot.family_of(doc) == snapshot.family_of(2)


def test_a_family_names_what_is_left_of_it(searched: Searched) -> None:
    whole = story(10, 30)
    first = searched.documents.add("first", whole, day=100)
    searched.documents.add("second", whole + "\n\n" + story(11, 1), day=101)
    last = searched.documents.add("third", whole + "\n\n" + story(12, 1), day=102)
    searched.index.flush(force=True)
    match = searched.search(whole).matches[0]
    assert (match.earliest, match.newest) == ("first", "third")
    searched.documents.remove(first)
    searched.documents.remove(last)
    match = searched.search(whole).matches[0]
    assert match.source == "second"
    assert {match.earliest, match.newest} <= {"second", None}
    searched.index.flush(force=True)
    assert [match.source for match in searched.search(whole).matches] == ["second"]


def test_words_that_only_an_update_has_name_the_update(searched: Searched) -> None:
    whole, added = story(13, 30), story(14, 3)
    searched.documents.add("first", whole, day=100)
    searched.documents.add("update", whole + "\n\n" + added, day=101)
    searched.index.flush(force=True)
    assert searched.search(story(15, 6) + "\n\n" + added).matches[0].source == "update"
