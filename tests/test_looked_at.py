"""What a check looked at, and that whatever is missing of it makes the check unfinished."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.looked_at import lacking, looked_at
from checker.matching.tokens import tokenized
from checker.models.draft import Draft, LeftOut, Zone
from checker.models.evidence import Incomplete, IndexSeen, RulesSeen, ScanResult, SearchResult
from checker.models.source import Source
from checker.models.vocabulary import LOOKS, Look
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions, check
from checker.text.units import units_of
from tests.cases.newsrooms import open_newsroom

STORY = "The ferry Oriole left the harbour of Larkport at noon with all of her crew on board today."
OWN = "Our reporter walked along the pier and counted the boats that were moored in the rain."
MARKED = f"LARKPORT, May 3 (AFP) - {OWN}"
INDEX = IndexSeen("db", 7, 7, 2)
RULES = RulesSeen("sha256:ab", 70)
DRAFT = Draft(STORY)
SCANNED = ScanResult((), rules=RULES)
SEARCHED = SearchResult((), index=INDEX)


def codes_lacking(
    draft: Draft = DRAFT,
    scan: ScanResult = SCANNED,
    search: SearchResult = SEARCHED,
    look: tuple[Look, ...] = LOOKS,
) -> list[str]:
    looked = looked_at(draft, scan, search, ())
    return [entry.code for entry in lacking(looked, draft, scan, search, look=look)]


def test_a_check_that_looked_at_everything_lacks_nothing() -> None:
    assert codes_lacking() == []


@pytest.mark.parametrize(
    ("draft", "scan", "search", "code"),
    [
        (Draft(STORY), ScanResult(()), SEARCHED, "system.timeout"),
        (Draft(STORY), SCANNED, SearchResult(()), "system.index_stale"),
        (Draft(STORY), SCANNED, SearchResult((), index=replace(INDEX, items=0)),
         "system.index_empty"),
        (Draft(STORY), SCANNED, SearchResult((), index=replace(INDEX, sequence=6)),
         "system.index_stale"),
        (Draft(STORY), replace(SCANNED, incomplete=(Incomplete("system.timeout", "late"),)),
         SEARCHED, "system.timeout"),
        (Draft(STORY), SCANNED,
         replace(SEARCHED, incomplete=(Incomplete("system.timeout", "late"),)), "system.timeout"),
        (Draft(STORY, truncated=True), SCANNED, SEARCHED, "system.text_truncated"),
        (Draft(STORY, damage=("bad bytes at 7",)), SCANNED, SEARCHED, "system.input_damaged"),
        (Draft(STORY, parts_unread=("story.docx",)), SCANNED, SEARCHED, "system.input_damaged"),
        (Draft("ꀀ" * 90), SCANNED, SEARCHED, "system.language_unsupported"),
    ],
)  # fmt: skip
def test_each_missing_piece_of_evidence_is_named(
    draft: Draft, scan: ScanResult, search: SearchResult, code: str
) -> None:
    assert codes_lacking(draft, scan, search) == [code]


def test_only_what_was_asked_for_can_be_missing() -> None:
    assert codes_lacking(search=SearchResult(()), look=("markings",)) == []
    assert codes_lacking(scan=ScanResult(()), look=("reuse",)) == []


@pytest.mark.parametrize("look", [(), ("",), ("Markings",), ("reuse", "pictures")])
def test_who_asks_for_nothing_that_is_known_gets_no_complete_check(look: tuple[Look, ...]) -> None:
    assert codes_lacking(look=look) == ["system.timeout"]


def test_an_accepted_script_is_not_missing() -> None:
    draft = Draft("ꀀ" * 90)
    looked = looked_at(draft, SCANNED, SEARCHED, ())
    assert not lacking(looked, draft, SCANNED, SEARCHED, accepted_scripts=("Yi",))
    assert lacking(looked, draft, SCANNED, SEARCHED, accepted_scripts=("Vai",))


def test_what_was_left_out_is_counted_and_makes_no_check_unfinished() -> None:
    draft = Draft(STORY, (Zone(0, 40, "head"), Zone(40, 90, "body")), left_out=(LeftOut("x", 9),))
    looked = looked_at(draft, SCANNED, SEARCHED, ())
    assert (looked.characters, looked.left_out) == (len(STORY), (LeftOut("x", 9),))
    assert looked.zones == {"head": 40, "body": 50}
    assert codes_lacking(draft) == []


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "港湾労働者は九日間のストライキの後、火曜日に職場へ戻る。",
        "قال عمال الموانئ إنهم سيعودون.",
        "",
    ],
)
def test_the_words_of_a_draft_are_counted_as_those_of_a_match(text: str) -> None:
    looked = looked_at(Draft(text), SCANNED, SEARCHED, ())
    assert looked.words == round(tokenized(text, units_of(text)).words())


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as newsroom:
        yield newsroom


MARKINGS = CheckOptions(record=False, look=("markings",))


def test_a_newsroom_without_sources_can_ask_for_markings_alone(room: Newsroom) -> None:
    whole = check(room, OWN).answer
    assert (whole.verdict, whole.complete, whole.enforcement) == ("unfinished", False, "hold")
    own, marked = (check(room, text, options=MARKINGS).answer for text in (OWN, MARKED))
    assert (own.verdict, own.complete, own.enforcement) == ("clear", True, "allow")
    assert (marked.verdict, marked.complete) == ("licence_required", True)
    for answer in (own, marked):
        assert "markings only" in answer.message
        assert (answer.looked_at.markings, answer.looked_at.reuse) == (True, False)
        assert answer.looked_at.index is None


def test_a_few_words_as_the_only_source_make_no_check_complete_without_a_word(
    room: Newsroom,
) -> None:
    room.add_sources([Source("x", "afp", "The night ferry")])
    assert "compared with 1 licensed source" in check(room, OWN).answer.message


def test_a_clear_verdict_says_with_how_much_it_was_compared(room: Newsroom) -> None:
    room.add_sources([Source("x", "afp", STORY)])
    answer = check(room, OWN).answer
    assert (answer.verdict, answer.complete) == ("clear", True)
    assert "compared with 1 licensed source, the newest received on" in answer.message
    index = answer.looked_at.index
    assert index is not None
    assert (index.items, index.sequence, index.newest_sequence) == (1, 1, 1)
    assert index.newest is not None
    assert answer.looked_at.rules is not None
    assert answer.looked_at.rules.digest == answer.versions.rules


def test_a_text_over_the_limit_is_unfinished_and_says_how_much_was_left_out(room: Newsroom) -> None:
    room.add_sources([Source("x", "afp", STORY)])
    options = CheckOptions(record=False, max_letters=len(OWN))
    answer = check(room, OWN + STORY, options=options).answer
    assert answer.verdict == "unfinished"
    read = answer.looked_at.characters
    assert read.read == len(OWN)
    assert [(one.why, one.characters) for one in read.left_out] == [("over_limit", len(STORY))]


def test_what_was_found_before_a_check_broke_off_keeps_its_verdict(room: Newsroom) -> None:
    answer = check(room, MARKED).answer  # no sources: not complete
    assert (answer.verdict, answer.complete) == ("licence_required", False)
    assert answer.enforcement == "block"


def test_a_recorded_check_says_so(room: Newsroom) -> None:
    room.add_sources([Source("x", "afp", STORY)])
    kept = check(room, OWN, options=CheckOptions(record=True)).answer
    assert kept.looked_at.recorded
    assert isinstance(kept.check, str)
    assert room.store.checks.get(kept.check).result["looked_at"]["recorded"] is True
    assert not check(room, OWN).answer.looked_at.recorded


def test_a_state_of_the_index_is_that_of_the_start(room: Newsroom) -> None:
    room.add_sources([Source("x", "afp", STORY), Source("y", "afp", OWN)])
    at = datetime(2026, 6, 1, tzinfo=UTC)
    verdict = room.checker.check(Draft(STORY), check(room, STORY).verdict.use, now=at)
    assert verdict.looked_at.index is not None
    assert verdict.looked_at.index.sequence == room.store.documents.newest_seq() == 2
