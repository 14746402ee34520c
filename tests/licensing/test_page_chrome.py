"""Sources that stand in the page around an article are told, and never dropped without a word."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from checker.licensing import Judgement, Policy
from checker.models.draft import Draft, Rights
from checker.models.evidence import Match
from checker.models.source import Item
from tests.licensing.cases import NOW, STORY, agreement, codes, items, judged, match

CODE = "detect.match_in_page_chrome"


def around(words: int, share: float, **more: Any) -> Match:
    """A match that stands in page chrome alone."""
    used = match(words=0, share=0.0, share_of_draft=0.0, longest_run_words=words, **more)
    passages = tuple(replace(passage, counted=False) for passage in used.passages)
    return replace(used, passages=passages, chrome_words=words, chrome_share_of_source=share)


def told(used: Match, **given: Any) -> Judgement:
    return judged(matches=(used,), draft=Draft(STORY, content_type="text/html"), **given)


@pytest.mark.parametrize(
    ("words", "share", "is_told"),
    [(24, 0.49, False), (25, 0.01, True), (24, 0.50, True), (12, 0.5, True), (0, 0.0, False)],
)
def test_twenty_five_words_or_half_of_a_source_in_page_chrome_are_told(
    words: int, share: float, is_told: bool
) -> None:
    judgement = told(around(words, share))
    assert (CODE in codes(judgement)) is is_told
    assert judgement.verdict == "clear"
    assert judgement.enforcement == ("warn" if is_told else "allow")


def test_the_message_names_the_owner_the_words_and_the_place() -> None:
    judgement = told(around(120, 1.0))
    assert judgement.message == (
        "AFP text (120 words, 100 % of the source) is in the page around the article."
    )
    (claim,) = judgement.claims
    assert (claim.owner, claim.role, claim.sources) == ("afp", "mention", ("urn:afp:1",))
    assert claim.reasons[0].passages


@pytest.mark.parametrize(("action", "done"), [("allow", "allow"), ("block", "block")])
def test_the_policys_overrides_say_what_is_done(action: str, done: str) -> None:
    policy = Policy.from_document(
        {"schema": "policy/1", "overrides": {CODE: {"action": action}}}, "test"
    )
    assert told(around(25, 0.1), policy=policy).enforcement == done


def test_a_stricter_action_on_clear_is_kept() -> None:
    stricter = dict.fromkeys(("clear", "credit_required", "licence_required", "blocked"), "block")
    policy = Policy.from_document({"schema": "policy/1", "enforcement": stricter}, "test")
    assert told(around(25, 0.1), policy=policy).enforcement == "block"


def test_teasers_of_stories_that_an_agreement_covers_are_no_warning() -> None:
    judgement = told(around(120, 1.0), agreements=(agreement(),))
    assert (judgement.verdict, judgement.enforcement) == ("clear", "allow")
    assert "detect.match_verbatim" in codes(judgement)


def test_duties_are_not_asked_for_in_page_chrome() -> None:
    asking = agreement(credit={"text": ["AFP"], "where": ["top"]})
    assert told(around(120, 1.0), agreements=(asking,)).enforcement == "allow"


def test_an_agreement_that_does_not_cover_the_use_licenses_no_page_chrome() -> None:
    elsewhere = agreement(territories={"allow": ["JP"]})
    assert told(around(25, 0.1), agreements=(elsewhere,)).enforcement == "warn"


def test_what_is_allowlisted_is_no_warning() -> None:
    entry = {"owner": "afp", "reason": "agreed by phone", "until": "2030-01-01T00:00:00Z"}
    policy = Policy.from_document({"schema": "policy/1", "allowlist": [entry]}, "test")
    assert told(around(120, 1.0), policy=policy).enforcement == "allow"


def test_a_killed_item_is_blocked_in_page_chrome_too() -> None:
    killed = Item("urn:afp:1", "afp", Rights(), killed_at=NOW - timedelta(days=1))
    judgement = told(around(40, 0.2), registry=items(killed))
    assert judgement.verdict == "blocked"
    assert "status.killed" in codes(judgement)


def test_an_end_of_the_agreement_is_the_next_event() -> None:
    ends = agreement(valid={"from": "2025-01-01", "until": "2025-06-30"})
    judgement = told(around(120, 1.0), agreements=(ends,))
    assert judgement.next_event is not None
    assert judgement.next_event.at.date().isoformat() in ("2025-06-30", "2025-07-01")


def test_a_source_of_the_article_is_not_told_again_for_the_page_around() -> None:
    used = replace(match(), chrome_words=60, chrome_share_of_source=0.5)
    assert CODE not in codes(judged(matches=(used,)))
