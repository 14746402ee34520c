"""The judgement: what each kind of evidence leads to, and the words in which it is said."""

from dataclasses import replace
from typing import Any

import pytest

from checker.licensing import Policy
from checker.models.draft import Rights, Use
from checker.models.evidence import Finding, Incomplete
from checker.models.source import Item
from checker.models.vocabulary import FindingScope
from tests.licensing.cases import (
    STORY,
    agreement,
    codes,
    finding,
    items,
    judged,
    match,
)

DATELINE = "LISBON, June 1 (AFP) - "
TEXT = DATELINE + STORY


def dateline(text: str = TEXT, agency: str = "afp") -> Finding:
    return finding(text, DATELINE.rstrip(), "dateline", agency)


def test_nothing_found_is_clear_and_allowed() -> None:
    judgement = judged()
    assert (judgement.verdict, judgement.enforcement) == ("clear", "allow")
    assert judgement.claims == ()
    assert judgement.message == "No licensed text or picture of another owner was found."


def test_a_marking_alone_is_agency_copy_and_says_that_no_source_was_found() -> None:
    judgement = judged(TEXT, dateline())
    assert judgement.verdict == "licence_required"
    assert codes(judgement) == {"licence.none", "detect.dateline", "detect.notice_without_match"}
    (claim,) = judgement.claims
    assert (claim.owner, claim.role) == ("afp", "text")


def test_a_marking_alone_is_clear_with_an_agreement_and_a_visible_credit() -> None:
    credit = {"text": ["AFP"], "where": ["dateline"]}
    judgement = judged(TEXT, dateline(), agreements=(agreement(credit=credit),))
    assert judgement.verdict == "clear"
    assert "licence.ok" in codes(judgement)
    assert judgement.message == "AFP text is licensed for web."


def test_the_message_tells_words_and_share_as_an_editor_reads_it() -> None:
    held = agreement(credit={"text": ["AFP"], "where": ["dateline"]})
    judgement = judged(matches=(match(words=312, share=0.95),), agreements=(held,))
    assert judgement.message == (
        "AFP text (312 words, 95 % of the source) is licensed for web, but its credit is missing."
    )


def test_a_match_whose_markings_are_gone_is_told_so() -> None:
    judgement = judged(matches=(match(),), agreements=(agreement(),))
    assert judgement.verdict == "clear"
    assert "notice.removed" in codes(judgement)
    kept = judged(TEXT, dateline(), matches=(match(),), agreements=(agreement(),))
    assert "notice.removed" not in codes(kept)


@pytest.mark.parametrize(
    ("text", "removed"),
    [
        (f"(Northern Wire) - {STORY}", False),
        (f"By Northern Wire\n\n{STORY}", False),
        (f"{STORY}\n\n(Northern Wire)", False),
        (f"{STORY}\n\nSource: Northern Wire", False),
        (STORY, True),
        (f"{STORY}\n\n(Southern Wire)", True),
        (STORY.replace("unions said", "unions told the Northern Wire"), True),
    ],
)
def test_a_text_that_credits_its_owner_is_not_told_that_its_credit_is_gone(
    text: str, *, removed: bool
) -> None:
    owner = {"id": "nw", "name": "Northern Wire"}
    held = agreement(owner=owner, credit={"text": ["Northern Wire"], "where": ["any"]})
    start = text.index("Dock workers")
    used = match("nw", start=start, end=start + 400)
    assert ("notice.removed" in codes(judged(text, matches=(used,), agreements=(held,)))) is removed


def test_a_mention_in_prose_is_clear() -> None:
    text = "The minister told AFP that nothing was decided."
    mention = finding(text, "told AFP", "attribution", role="mention")
    judgement = judged(text, mention)
    assert judgement.verdict == "clear"
    assert [(c.owner, c.role, c.verdict) for c in judgement.claims] == [("afp", "mention", "clear")]


def test_a_mention_beside_the_owners_own_copy_makes_no_second_claim() -> None:
    text = TEXT + "\n\nThe minister told AFP so."
    mention = finding(text, "told AFP", "attribution", role="mention")
    assert [c.role for c in judged(text, dateline(text), mention).claims] == ["text"]


@pytest.mark.parametrize("scope", ["site", "other"])
def test_marks_of_the_site_or_of_other_stories_make_no_claim(scope: FindingScope) -> None:
    assert judged(TEXT, replace(dateline(), scope=scope)).claims == ()


def test_an_experimental_rule_raises_nothing() -> None:
    assert judged(TEXT, replace(dateline(), experimental=True)).claims == ()


def test_a_picture_is_a_claim_of_its_own_and_a_text_contract_does_not_cover_it() -> None:
    text = STORY + "\n\nCranes at dusk. Photo: Bo Sample/AFP"
    photo = finding(text, "Photo: Bo Sample/AFP", "photo_credit", role="photo", scope="picture")
    judgement = judged(text, photo, agreements=(agreement(),))
    assert [(c.role, c.verdict) for c in judgement.claims] == [("photo", "licence_required")]
    assert "licence.media_excluded" in codes(judgement)
    pictures = agreement(content={"media": ["picture"]})
    assert judged(text, photo, agreements=(pictures,)).verdict == "clear"


def test_a_press_release_is_clear() -> None:
    text = "SALEM, June 1 /PRWire/ -- A firm opens a hall."
    release = finding(text, "/PRWire/", "press_release", "prwire", role="press_release")
    judgement = judged(text, release)
    assert judgement.verdict == "clear"
    assert codes(judgement) == {"exception.press_release"}


def test_a_licence_whose_holder_is_not_named_needs_a_person() -> None:
    text = STORY + "\n\nWith inputs from agencies"
    generic = finding(text, "With inputs from agencies", "credit_line", "generic")
    judgement = judged(text, generic, agreements=(agreement(),))
    assert judgement.verdict == "licence_required"
    assert "licence.ambiguous" in codes(judgement)
    assert "owner is not known" in judgement.message


def test_a_named_holder_without_an_agency_id_is_told_by_name() -> None:
    text = STORY + "\n\n© 2025 Ruritanian Post"
    mark = finding(text, "© 2025 Ruritanian Post", "copyright_notice", "generic")
    judgement = judged(text, replace(mark, holder="Ruritanian Post"))
    assert "Ruritanian Post" in judgement.message
    assert judgement.claims[0].holder == "Ruritanian Post"
    own = judged(text, replace(mark, holder="Example.fr"))
    assert own.verdict == "clear"


def test_the_newsrooms_own_content_is_clear() -> None:
    assert codes(judged(matches=(match("pub:example"),))) == {"exception.own_content"}
    policy = Policy.from_document({"own": ["harbour-desk"]})
    assert judged(matches=(match("harbour-desk"),), policy=policy).verdict == "clear"


def test_two_owners_are_two_claims_and_the_worst_decides() -> None:
    judgement = judged(TEXT, dateline(), matches=(match("dpa"),), agreements=(agreement(),))
    assert [(c.owner, c.verdict) for c in judgement.claims] == [
        ("dpa", "licence_required"),
        ("afp", "clear"),
    ]
    assert judgement.message.startswith("DPA text (300 words") or judgement.message.startswith(
        "dpa"
    )


def test_sources_of_one_owner_are_one_claim_with_the_worst_verdict() -> None:
    killed = Item("urn:afp:2", "afp", Rights(status="stat:canceled"))
    judgement = judged(
        matches=(match(), match(source="urn:afp:2")),
        agreements=(agreement(),),
        registry=items(killed),
    )
    (claim,) = judgement.claims
    assert claim.verdict == "blocked"
    assert claim.sources == ("urn:afp:1", "urn:afp:2")
    assert "licence.ok" not in codes(judgement)


def test_the_owners_own_notice_rules_an_exception_out() -> None:
    short = match(words=7, share=0.01)
    assert judged(matches=(short,)).verdict == "clear"
    assert judged(TEXT, dateline(), matches=(short,)).verdict == "licence_required"


def test_a_quotation_of_a_third_party_in_both_texts_does_not_count() -> None:
    passage = replace(match().passages[0], cls="quotation", counted=False, note="quotation")
    quoted = match(words=0, cls="quotation", passages=(passage,))
    judgement = judged(matches=(quoted,))
    assert judgement.verdict == "clear"
    assert codes(judgement) == {"detect.match_quote"}


def test_related_text_is_told_and_never_called_copied() -> None:
    judgement = judged(matches=(match(cls="related", words=0),))
    assert judgement.verdict == "clear"
    assert codes(judgement) == {"detect.match_related"}


LACKS = Incomplete("system.timeout", "the rules ran out of time")


def test_what_a_check_lacks_makes_it_unfinished_and_the_policy_says_what_is_done() -> None:
    policy = Policy.from_document({"schema": "policy/1", "on_unavailable": "block"})
    judgement = judged(policy=policy, lacking=[LACKS])
    assert (judgement.verdict, judgement.enforcement) == ("unfinished", "block")
    assert [reason.code for reason in judgement.reasons] == ["system.timeout"]
    assert "not complete" in judgement.message
    assert len(judgement.message) <= 200


@pytest.mark.parametrize(
    ("channels", "verdict"),
    [(["web"], "unfinished"), (["print"], "licence_required")],
)
def test_unfinished_is_worse_than_a_missing_credit_and_milder_than_a_missing_licence(
    channels: list[str], verdict: str
) -> None:
    held = agreement(channels={"allow": channels}, credit={"text": ["AFP"], "where": ["dateline"]})
    judgement = judged(matches=(match(),), agreements=(held,), lacking=[LACKS])
    assert judgement.verdict == verdict
    assert judgement.claims[0].verdict in ("credit_required", "licence_required")
    assert judgement.claims[0].reasons


def test_fields_of_the_wire_that_disagree_are_told() -> None:
    rights = Rights(conflicts=("embargo times differ (1, 2): the latest counts",))
    registry = items(Item("urn:afp:1", "afp", rights))
    judgement = judged(matches=(match(),), agreements=(agreement(),), registry=registry)
    messages = [r.message for c in judgement.claims for r in c.reasons]
    assert any("embargo times differ" in message for message in messages)
    assert judgement.verdict == "clear"


def test_no_message_has_markup_or_more_than_200_characters() -> None:
    nasty = "<script>alert(1)</script>" * 40
    text = TEXT + "\n\n© " + nasty
    mark = finding(text, "© " + nasty, "copyright_notice", "generic", holder=nasty)
    item = Item("urn:afp:1", "afp", Rights(usage_terms=(nasty,), embargo_raw=nasty, status=nasty))
    judgement = judged(
        text, mark, matches=(match(),), registry=items(item), agreements=(agreement(),)
    )
    messages = [judgement.message, *(r.message for c in judgement.claims for r in c.reasons)]
    assert all(len(message) <= 200 and "<" not in message for message in messages)


def test_a_verdict_on_nothing_and_on_white_space_does_not_fail() -> None:
    for text in ("", " \n\t", "😀"):
        assert judged(text, use=Use()).verdict == "clear"
    assert judged("", matches=(match(end=0),), agreements=(agreement(),)).verdict == "clear"


@pytest.mark.parametrize(
    ("words", "quoted", "is_quotation"),
    [
        (20, 20, True),
        (20, 18, True),
        (20, 17, False),
        (20, 10, False),
        (100, 90, True),
        (100, 89, False),
    ],
)
def test_nine_tenths_of_the_words_stand_in_quotation_marks_or_it_is_no_quotation(
    words: int, quoted: int, is_quotation: bool
) -> None:
    """The policy's exception for quotations asks how much, not only whether anything is quoted."""
    used = match("dpa", words=words, share=0.05, quoted_words=quoted, share_of_draft=0.1)
    allowed = Policy.from_document(
        {"quotation": {"max_words": 200, "max_percent_of_source": 50}}, "test"
    )
    reasons = codes(judged(f"{STORY}\n\nSource: dpa.", matches=(used,), policy=allowed))
    assert ("exception.quotation" in reasons) is is_quotation


@pytest.mark.parametrize(
    ("words", "bounds", "within"),
    [
        (8, {"max_words": 8}, True),
        (9, {"max_words": 8}, False),
        (1, {"max_words": 1}, True),
        (12, {"max_words": 12, "max_percent_of_source": 2}, True),
        (12, {"max_words": 12, "max_percent_of_source": 1}, False),
    ],
)
@pytest.mark.parametrize("exception", ["very_short_extract", "quotation"])
def test_an_exception_holds_up_to_the_policys_bounds_and_with_them(
    exception: str, words: int, bounds: dict[str, Any], within: bool
) -> None:
    allowed = {"very_short_extract": {"max_words": 0}, exception: bounds}
    used = match("dpa", words=words, share=0.02, quoted_words=words, share_of_draft=0.1)
    policy = Policy.from_document(allowed, "test")
    reasons = codes(judged(f"{STORY}\n\nSource: dpa.", matches=(used,), policy=policy))
    assert (f"exception.{exception}" in reasons) is within


@pytest.mark.parametrize(
    ("bounds", "taken", "substantial"),
    [
        ({"min_words": 30}, {"words": 30}, True),
        ({"min_words": 30}, {"words": 29}, False),
        ({"min_percent_of_source": 25}, {"share": 0.25}, True),
        ({"min_percent_of_source": 25}, {"share": 0.24}, False),
        ({"min_percent_of_draft": 12}, {"share_of_draft": 0.125}, True),
        ({"min_percent_of_draft": 13}, {"share_of_draft": 0.125}, False),
    ],
)
def test_a_use_is_substantial_from_each_of_the_policys_bounds_on(
    bounds: dict[str, Any], taken: dict[str, Any], substantial: bool
) -> None:
    beyond = {"min_words": 1000, "min_percent_of_source": 100, "min_percent_of_draft": 100}
    policy = Policy.from_document({"substantial": {**beyond, **bounds}}, "test")
    used = match(**{"words": 20, "share": 0.1, "share_of_draft": 0.1, **taken})
    held = agreement(credit={"text": ["AFP"], "required_when": "substantial"})
    reasons = codes(judged(matches=(used,), agreements=(held,), policy=policy))
    assert ("credit.missing" in reasons) is substantial


@pytest.mark.parametrize(
    ("length", "share", "combined"),
    [
        (2000, 0.4, True),  # 1,200 characters of other text
        (2000, 0.6, False),  # less than half of the draft
        (800, 0.2, True),
        (700, 0.2, False),  # 560 characters: no more than a footer
        (140, 0.4, False),
    ],
)
def test_a_text_is_combined_with_others_from_half_a_draft_and_more_than_a_footer(
    length: int, share: float, combined: bool
) -> None:
    text = (STORY * 5)[:length]
    held = agreement(modification={"edit": "free", "shorten": True, "combine": False})
    judgement = judged(text, matches=(match(share_of_draft=share),), agreements=(held,))
    assert ("licence.modification_not_allowed" in codes(judgement)) is combined
