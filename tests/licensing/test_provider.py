"""The provider's word: it lasts, it is read so that it is never too early, nothing overrules it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.licensing import Policy
from checker.licensing.judging.provider import status_word
from checker.models.draft import Draft, Rights
from checker.models.source import Item
from tests.licensing.cases import (
    NOW,
    STORY,
    USE,
    agreement,
    codes,
    finding,
    items,
    judged,
    match,
)

HELD = (agreement(),)


def at(text: str) -> Any:
    return replace(USE, at=datetime.fromisoformat(text))


def registry(**rights: Any) -> dict[str, Item]:
    return items(Item("urn:afp:1", "afp", Rights(**rights)))


@pytest.mark.parametrize(
    ("rights", "code"),
    [
        ({"status": "canceled"}, "status.killed"),
        ({"status": "stat:withheld"}, "status.withheld"),
        ({"status": "not_for_publication"}, "status.not_for_publication"),
        ({"status": "embargoed"}, "status.embargoed"),
        ({"signals": ("not for publication",)}, "status.not_for_publication"),
        ({"signals": ("sig:advisory",)}, "status.not_for_publication"),
        ({"embargo_until": NOW + timedelta(hours=1)}, "status.embargoed"),
        ({"embargo_raw": "until the curtain falls"}, "status.embargoed"),
        ({"usage_terms": ("Embargoed until 18:00 GMT, 2 June 2025",)}, "status.embargoed"),
        ({"expires": NOW}, "status.expired_by_provider"),
    ],
)
def test_the_providers_word_blocks_whatever_is_agreed(rights: dict[str, Any], code: str) -> None:
    judgement = judged(matches=(match(),), agreements=HELD, registry=registry(**rights))
    assert judgement.verdict == "blocked"
    assert code in codes(judgement)
    assert judged(matches=(match(),), registry=registry(**rights)).verdict == "blocked"


def test_a_kill_beats_a_quotation_a_short_extract_and_the_allowlist() -> None:
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW - timedelta(days=900)))
    for use in (match(words=7, share=0.01), match(words=12, share=0.02, quoted_words=12)):
        assert judged(matches=(use,), registry=killed).verdict == "blocked"
    policy = Policy.from_document(
        {"allowlist": [{"owner": "afp", "reason": "x", "until": "2030-01-01"}]}
    )
    assert judged(matches=(match(),), registry=killed, policy=policy).verdict == "blocked"


def test_a_text_that_descends_from_a_killed_item_names_its_ancestor() -> None:
    rewritten = Item("urn:afp:1", "afp", Rights(), killed_at=NOW, killed_by="urn:afp:a7")
    judgement = judged(matches=(match(),), agreements=HELD, registry=items(rewritten))
    assert judgement.verdict == "blocked"
    messages = [r.message for c in judgement.claims for r in c.reasons]
    assert any("descends from urn:afp:a7" in message for message in messages)


def test_a_kill_tells_what_the_contract_asks_for() -> None:
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW))
    held = (
        agreement(id="lic:slow", kill={"within_minutes": 60, "publish_correction": True}),
        agreement(id="lic:fast", kill={"within_minutes": 30}, contract={"ref": "C-7"}),
    )
    judgement = judged(matches=(match(),), agreements=held, registry=killed)
    (reason,) = [r for c in judgement.claims for r in c.reasons if r.code == "status.killed"]
    assert reason.expected == "remove it within 30 minutes; publish a correction"
    assert reason.contract_ref == "C-7"


def test_the_same_text_under_another_id_stays_killed() -> None:
    known = items(
        Item("urn:afp:1", "afp", Rights()), Item("urn:afp:old", "afp", Rights(), killed_at=NOW)
    )
    same = match(earliest="urn:afp:old", newest="urn:afp:1")
    assert judged(matches=(same,), agreements=HELD, registry=known).verdict == "blocked"


def test_background_that_a_killed_item_shares_with_a_free_one_is_for_a_person() -> None:
    free = match(source="urn:free", also_in=("urn:killed",), share=0.95)
    shared = match(source="urn:killed", words=60, share=0.2)
    killed = items(Item("urn:killed", "afp", Rights(), killed_at=NOW))
    judgement = judged(matches=(free, shared), agreements=HELD, registry=killed)
    assert judgement.verdict == "licence_required"
    (reason,) = [r for c in judgement.claims for r in c.reasons if r.parsed is False]
    assert "urn:killed" in reason.message
    assert "status.killed" in reason.message
    for other in (
        judged(matches=(free, match(source="urn:killed", share=0.6)), registry=killed),
        judged(matches=(shared,), agreements=HELD, registry=killed),
        judged(
            matches=(free, shared),
            agreements=HELD,
            registry={**killed, **items(Item("urn:free", "afp", Rights(), killed_at=NOW))},
        ),
    ):
        assert other.verdict == "blocked"


def test_related_text_of_a_killed_item_is_blocked_too() -> None:
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW))
    judgement = judged(matches=(match(cls="related", words=0),), registry=killed)
    assert [(c.role, c.verdict) for c in judgement.claims] == [("text", "blocked")]


def test_a_superseded_version_is_told_and_does_not_block() -> None:
    newer = items(Item("urn:afp:1", "afp", Rights(), version="10", newest_version="10"))
    judgement = judged(matches=(match(version="9"),), agreements=HELD, registry=newer)
    assert judgement.verdict == "clear"
    assert "status.superseded" in codes(judgement)
    same = judged(matches=(match(version="10"),), agreements=HELD, registry=newer)
    assert "status.superseded" not in codes(same)


def test_a_status_that_is_not_known_is_left_to_a_person() -> None:
    judgement = judged(matches=(match(),), agreements=HELD, registry=registry(status="frozen"))
    assert judgement.verdict == "licence_required"
    (reason,) = [
        r for c in judgement.claims for r in c.reasons if r.code == "licence.item_restricted"
    ]
    assert reason.parsed is False
    assert "frozen" in reason.message


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (None, None), (" ", None), ("usable", "usable"), ("stat:usable", "usable"),
        ("Canceled", "canceled"),
        ("http://cv.iptc.org/newscodes/pubstatusg2/x:withheld", "withheld"),
        ("Not for publication", "not_for_publication"), ("whatever", "unknown"),
    ],
)  # fmt: skip
def test_statuses_of_all_wire_formats_are_told_apart(status: str | None, word: str | None) -> None:
    assert status_word(status) == word


def line(text: str, kind: str, agency: str = "generic") -> Any:
    return finding(text, text.splitlines()[0], kind, agency, role=None)


def test_a_kill_notice_and_a_not_for_publication_line_block() -> None:
    text = "KILL: do not use the story on the harbour\n\n" + STORY
    assert "status.killed" in codes(judged(text, line(text, "kill_notice")))
    text = "EDITORS: NOT FOR PUBLICATION\n\n" + STORY
    judgement = judged(text, line(text, "not_for_publication"))
    assert judgement.verdict == "blocked"
    assert "status.not_for_publication" in codes(judgement)
    text = "EDITORS: pictures follow\n\n" + STORY
    told = judged(text, line(text, "advisory"))
    assert (told.verdict, "detect.advisory" in codes(told)) == ("clear", True)


def test_a_general_line_speaks_for_the_one_owner_of_the_text() -> None:
    text = "KILL: do not use\n\nLISBON (AFP) - " + STORY
    mark = finding(text, "LISBON (AFP) -", "dateline")
    judgement = judged(text, mark, line(text, "kill_notice"), agreements=HELD)
    assert [(c.owner, c.verdict) for c in judgement.claims] == [("afp", "blocked")]


def test_a_line_of_another_story_says_nothing() -> None:
    text = "KILL: do not use\n\n" + STORY
    assert judged(text, replace(line(text, "kill_notice"), scope="other")).verdict == "clear"


def test_what_the_drafts_own_metadata_say_counts() -> None:
    draft = Draft("", rights=Rights(status="stat:canceled"))
    judgement = judged(STORY, draft=draft)
    assert judgement.verdict == "blocked"
    later = Draft("", rights=Rights(embargo_until=NOW + timedelta(days=1)))
    assert judged(STORY, draft=later).verdict == "blocked"
    note = Draft("", rights=Rights(editors_note=("Embargoed until 18:00 GMT, 2 June 2025",)))
    assert judged(STORY, draft=note).verdict == "blocked"


def test_a_pages_own_metadata_are_no_terms_of_a_feed() -> None:
    rights = Rights(expires=NOW, usage_terms=("Ask our sales desk",))
    page = Draft("", content_type="text/html", rights=rights)
    assert judged(STORY, draft=page).verdict == "clear"
    text = "LISBON (AFP) - " + STORY
    mark = finding(text, "LISBON (AFP) -", "dateline")
    assert judged(text, mark, draft=page, agreements=HELD).verdict == "clear"


def test_a_wire_documents_own_terms_bind_its_use() -> None:
    text = "LISBON (AFP) - " + STORY
    mark = finding(text, "LISBON (AFP) -", "dateline")
    wire = Draft("", content_type="application/xml", rights=Rights(usage_terms=("FRANCE OUT",)))
    judgement = judged(text, mark, draft=wire, agreements=HELD)
    assert judgement.verdict == "blocked"
    assert "licence.item_restricted" in codes(judgement)


@pytest.mark.parametrize(
    ("terms", "use", "verdict", "code"),
    [
        ("No use in Japan", {"territories": ("JP",)}, "blocked", "licence.item_restricted"),
        ("No use in Japan", {"territories": ("JP", "FR")}, "licence_required",
         "licence.item_restricted"),
        ("No use in Japan", {"territories": ()}, "licence_required", "licence.item_restricted"),
        ("No use in Japan", {"territories": ("FR",)}, "clear", "licence.ok"),
        ("UK only", {"territories": ("FR",)}, "blocked", "licence.item_restricted"),
        ("UK only", {"territories": ("GB",)}, "clear", "licence.ok"),
        ("No mobile use until 2 hours after the match", {"channel": "mobile"}, "licence_required",
         "licence.item_restricted"),
        ("No mobile use until 2 hours after the match", {"channel": "print"}, "clear",
         "licence.ok"),
        ("No online use until 3 June 2025, 06:00 GMT", {}, "licence_required",
         "licence.item_restricted"),
        ("No online use until 1 June 2025, 06:00 GMT", {}, "clear", "licence.ok"),
        ("NO ARCHIVAL USE", {}, "clear", "licence.ok"),
        ("NO ARCHIVAL USE", {"purpose": "archive"}, "licence_required",
         "licence.archive_not_allowed"),
        ("No text and data mining", {"purpose": "ai_input"}, "licence_required",
         "licence.ai_use_not_allowed"),
        ("For 7 days only", {"first_published": NOW - timedelta(days=8)}, "blocked",
         "licence.retention_exceeded"),
        ("For 7 days only", {}, "clear", "licence.ok"),
        ("Mandatory credit", {}, "credit_required", "credit.missing"),
        ("Print only", {}, "licence_required", "licence.item_restricted"),
        ("Only to be shown to people wearing hats", {}, "licence_required",
         "licence.item_restricted"),
        ("For editorial use only", {}, "clear", "licence.ok"),
    ],
)  # fmt: skip
def test_an_items_terms_in_prose_bind_the_use(
    terms: str, use: dict[str, Any], verdict: str, code: str
) -> None:
    held = agreement(ai={"input": "allow"})
    judgement = judged(
        matches=(match(),),
        agreements=(held,),
        registry=registry(usage_terms=(terms,)),
        use=replace(USE, **use),
    )
    assert judgement.verdict == verdict, [r.message for c in judgement.claims for r in c.reasons]
    assert code in codes(judgement)


def test_a_term_that_is_not_understood_is_quoted() -> None:
    held = registry(usage_terms=("Only to be shown to people wearing hats",))
    judgement = judged(matches=(match(),), agreements=HELD, registry=held)
    (reason,) = [r for c in judgement.claims for r in c.reasons if r.parsed is False]
    assert "people wearing hats" in reason.message
    assert reason.found == "Only to be shown to people wearing hats"


def test_no_fix_ever_puts_an_editors_note_before_readers() -> None:
    held = registry(editors_note=("JAPAN OUT, CREDIT MANDATORY", "Not for use by our rivals"))
    judgement = judged(matches=(match(),), agreements=HELD, registry=held)
    edits = [e.text for c in judgement.claims for r in c.reasons for e in r.fix]
    assert not any("JAPAN" in text or "rivals" in text or "MANDATORY" in text for text in edits)


def test_structured_territories_and_channels_of_the_registry_bind_too() -> None:
    for rights, code in (
        ({"deny_territories": ("UK", "it")}, "clear"),
        ({"deny_territories": ("fra",)}, "blocked"),
        ({"allow_territories": ("DE",)}, "blocked"),
        ({"deny_channels": ("Web",)}, "licence_required"),
        ({"deny_territories": ("Ruritania",)}, "licence_required"),
    ):
        judgement = judged(matches=(match(),), agreements=HELD, registry=registry(**rights))
        assert judgement.verdict == code, rights


def test_a_naive_moment_of_the_check_is_read_as_utc() -> None:
    naive = replace(USE, at=NOW.replace(tzinfo=None))
    assert judged(matches=(match(),), agreements=HELD, use=naive).verdict == "clear"
    assert judged(use=replace(USE, at=None)).at == NOW.astimezone(UTC)
