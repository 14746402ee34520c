"""Statements that several houses print: nobody's exclusively, however one of them prints them."""

from pathlib import Path

import pytest

from checker.index import Index
from checker.matching.shared_passages import THIRD_PARTY
from checker.matching.thresholds import THRESHOLDS as T
from checker.models import Draft, SearchResult
from tests.matching.newsroom import MemoryDocuments, counted
from tests.matching.test_forms import FIRST

STATEMENT = (
    "The harbour of Marren regrets that the pilots slept through the storm of last Friday and that "
    "three barges drifted into the fish market. From tomorrow on two pilots will be awake at any "
    "hour, and the third one will keep the kettle warm for them."
)
PLAIN = f"The council met for an hour.\n\n{STATEMENT}\n\nA vote on the kettle is due in June."
QUOTED = f"Fishermen were not amused.\n\n“{STATEMENT}” the harbour said.\n\nThey sold eels instead."
ANNOUNCED = f"Eels were sold at noon.\n\nThe harbour issued the following statement:\n\n{STATEMENT}"
DRAFT = f"Our reporter likes barges.\n\n{STATEMENT}\n\nShe has drawn one of them."


def searched(
    folder: Path, sources: list[tuple[str, str, int | None]], draft: str = DRAFT
) -> SearchResult:
    documents = MemoryDocuments()
    for number, (owner, text, day) in enumerate(sources):
        documents.add(f"s{number}", text, owner=owner, day=day)
    index = Index.open(folder, documents)
    index.sync()
    return index.search(Draft(draft))


@pytest.mark.parametrize("other", [QUOTED, ANNOUNCED])
def test_what_another_owner_prints_as_somebodys_words_is_no_agencys(
    tmp_path: Path, other: str
) -> None:
    found = searched(tmp_path, [("north", PLAIN, FIRST), ("south", other, FIRST + 1)])
    assert counted(found, DRAFT) == []
    told = {(p.cls, p.note) for match in found.matches for p in match.passages}
    assert told == {("quotation", THIRD_PARTY)}


@pytest.mark.parametrize(
    "sources",
    [
        [("north", PLAIN, FIRST)],
        # its own owner shows nothing, nor does one who prints it without marks
        [("north", PLAIN, FIRST), ("north", QUOTED, FIRST)],
        [("north", PLAIN, FIRST), ("south", PLAIN.replace("hour", "day"), FIRST)],
        # a paper that quotes the agency
        [("north", PLAIN, FIRST), ("south", f"{QUOTED} This is what North wrote.", FIRST)],
        # another day's
        [("north", PLAIN, FIRST), ("south", QUOTED, FIRST + T.story_days + 1)],
    ],
)
def test_the_same_words_count_where_nothing_shows_it(
    tmp_path: Path, sources: list[tuple[str, str, int | None]]
) -> None:
    plain = next(m for m in searched(tmp_path, sources).matches if m.source == "s0")
    assert any(p.counted for p in plain.passages)


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        f"Our reporter likes barges. {STATEMENT} She has drawn one of them.",
        f"Our reporter likes barges.\n\n{STATEMENT} the harbour said.\n\nShe has drawn one.",
        f"Our reporter likes barges, and the harbour said that t{STATEMENT[1:]}",
        f"“Our reporter likes barges,” she said. {STATEMENT} “She has drawn one of them,” we said.",
    ],
    ids=["paragraph", "inside", "said", "indirect", "between quotations"],
)
def test_a_quotation_of_one_source_without_its_marks_is_copied_text(
    tmp_path: Path, draft: str
) -> None:
    (match,) = searched(tmp_path, [("north", QUOTED, FIRST)], draft).matches
    assert (match.cls, match.quoted_words) == ("verbatim", 0)
    assert match.words >= 40


def test_an_announced_statement_is_a_quotation_where_both_texts_say_so(tmp_path: Path) -> None:
    draft = f"It rained.\n\nThe text of the statement from the harbour:\n\n{STATEMENT}"
    assert counted(searched(tmp_path, [("north", ANNOUNCED, FIRST)], draft), draft) == []


def test_an_announcement_of_the_draft_alone_hides_no_story(tmp_path: Path) -> None:
    draft = f"It rained.\n\nThe text of the statement from the harbour:\n\n{STATEMENT}"
    assert counted(searched(tmp_path, [("north", PLAIN, FIRST)], draft), draft) != []


def test_the_agencys_own_lead_of_a_statement_counts(tmp_path: Path) -> None:
    lead = (
        "Three barges drifted into the fish market of Marren while the pilots slept, and the "
        "harbour has now said that it is sorry and has bought a kettle."
    )
    source = f"{lead}\n\n{ANNOUNCED}"
    found = searched(tmp_path, [("north", source, FIRST)], source)
    assert any(lead in text for text in counted(found, source))
