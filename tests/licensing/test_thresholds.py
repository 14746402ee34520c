"""Where figures decide: each threshold of a judgement, just under it, on it and just over it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.licensing import Policy, apply_edits, edits_of
from checker.models.draft import Draft, Rights, Use, Zone
from checker.models.evidence import Match, Passage
from checker.models.source import Item
from checker.models.vocabulary import PassageClass, Purpose, ZoneKind, ZoneRole
from tests.licensing.cases import STORY, USE, agreement, codes, items, judged, match

FILLER = "Nobody else was there, and the rain had stopped.\n\n"


def seen(used: Match, **given: Any) -> set[str]:
    given = {"agreements": (agreement(),), **given}
    return codes(judged(matches=(used,), **given))


# What a reuse is


@pytest.mark.parametrize(
    ("words", "quoted", "quotation"),
    [(30, 30, True), (30, 27, True), (30, 26, False), (100, 90, True), (100, 89, False)],
)
def test_a_quotation_is_a_reuse_nine_tenths_of_which_stand_in_quotation_marks(
    words: int, quoted: int, quotation: bool
) -> None:
    used = match(words=words, share=0.2, share_of_draft=0.1, quoted_words=quoted)
    assert ("detect.match_quote" in seen(used)) is quotation


@pytest.mark.parametrize(
    ("words", "of_source", "of_draft", "substantial"),
    [
        (99, 0.29, 0.49, False),
        (100, 0.29, 0.49, True),
        (99, 0.30, 0.49, True),
        (99, 0.29, 0.50, True),
    ],
)
def test_a_reuse_is_substantial_from_the_policys_figures_on(
    words: int, of_source: float, of_draft: float, substantial: bool
) -> None:
    used = match(words=words, share=of_source, share_of_draft=of_draft)
    assert ("notice.removed" in seen(used)) is substantial


@pytest.mark.parametrize("least", [1, 20])
def test_the_policy_may_set_the_words_of_a_substantial_reuse(least: int) -> None:
    figures = {"min_words": least, "min_percent_of_source": 100, "min_percent_of_draft": 100}
    policy = Policy.from_document({"substantial": figures, "very_short_extract": {"max_words": 0}})
    for words in (least - 1, least, least + 1):
        used = match(words=words, share=0.02, share_of_draft=0.02)
        assert ("notice.removed" in seen(used, policy=policy)) is (words >= least)


# Exceptions of the policy


@pytest.mark.parametrize("most", [0, 8, 15])
def test_a_very_short_extract_has_at_most_the_policys_words(most: int) -> None:
    policy = Policy.from_document({"very_short_extract": {"max_words": most}})
    for words in (max(most - 1, 0), most, most + 1):
        found = seen(match(words=words, share=0.01), policy=policy)
        assert ("exception.very_short_extract" in found) is (words <= most)


@pytest.mark.parametrize(("share", "allowed"), [(0.249, True), (0.25, True), (0.251, False)])
def test_a_very_short_extract_is_at_most_the_policys_part_of_the_source(
    share: float, allowed: bool
) -> None:
    found = seen(match(words=8, share=share))
    assert ("exception.very_short_extract" in found) is allowed


@pytest.mark.parametrize(
    ("words", "share", "allowed"),
    [(39, 0.1, True), (40, 0.1, True), (41, 0.1, False), (40, 0.101, False)],
)
def test_a_quotation_is_free_up_to_the_policys_figures(
    words: int, share: float, allowed: bool
) -> None:
    used = match(words=words, share=share, share_of_draft=0.1, quoted_words=words)
    found = seen(used, text=f"{STORY}\n\nAgence France-Presse reported it.")
    assert ("exception.quotation" in found) is allowed


# Conditions on what is taken and done


@pytest.mark.parametrize(
    ("limit", "figures", "exceeded"),
    [
        ({"max_words": 50}, {"words": 50}, False),
        ({"max_words": 50}, {"words": 51}, True),
        ({"max_percent": 20}, {"share": 0.2}, False),
        ({"max_percent": 20}, {"share": 0.201}, True),
        ({"max_paragraphs": 2}, {"end": STORY.index("Cranes") - 2}, False),
        ({"max_paragraphs": 2}, {"end": STORY.index("Cranes") + 1}, True),
        ({"max_paragraphs": 2}, {"end": 20, "source_paragraphs": 2}, False),
        ({"max_paragraphs": 2}, {"end": 20, "source_paragraphs": 3}, True),
        ({"max_paragraphs": 2}, {"end": len(STORY), "source_paragraphs": 1}, False),
        ({}, {"share": 0.899}, False),
        ({}, {"share": 0.9}, True),
    ],
)
def test_an_excerpt_ends_at_its_limit(
    limit: dict[str, int], figures: dict[str, Any], exceeded: bool
) -> None:
    used = match(**{"words": 50, "share": 0.2, **figures})
    modes: list[dict[str, Any]] = [{"mode": "excerpt"}]
    if limit:  # then no other mode can be meant
        modes += [{}, {"mode": None}]
    for mode in modes:
        held = agreement(extent={**mode, **limit})
        assert ("licence.extent_exceeded" in seen(used, agreements=(held,))) is exceeded


@pytest.mark.parametrize(
    ("other", "share", "mixed"),
    [(599, 0.4, False), (601, 0.4, True), (2_000, 0.5, False), (2_000, 0.49, True)],
)
def test_text_is_mixed_with_other_text_that_is_most_of_the_draft_and_600_characters(
    other: int, share: float, mixed: bool
) -> None:
    length = round(other / (1 - share))
    text = (STORY + "\n\n" + FILLER * 100)[:length]
    used = match(share_of_draft=share)
    held = agreement(modification={"edit": "free", "shorten": True, "combine": False})
    found = seen(used, text=text, agreements=(held,))
    assert ("licence.modification_not_allowed" in found) is mixed


@pytest.mark.parametrize(
    ("cls", "similarity", "changed"),
    [
        ("near", 0.949, True),
        ("near", 0.95, False),
        ("derived", 0.8, False),  # facts reworded are no edited copy
        ("verbatim", 0.8, False),
    ],
)
def test_text_is_changed_where_a_passage_is_less_than_19_of_20_alike(
    cls: PassageClass, similarity: float, changed: bool
) -> None:
    passage = Passage(0, 200, 0, 200, cls, similarity, 300)
    used = match(cls=cls, passages=(passage,))
    held = agreement(modification={"edit": "none"})
    assert ("licence.modification_not_allowed" in seen(used, agreements=(held,))) is changed


@pytest.mark.parametrize(("share", "cut"), [(0.899, True), (0.9, False)])
def test_text_is_cut_where_less_than_nine_tenths_of_the_source_are_used(
    share: float, cut: bool
) -> None:
    held = agreement(modification={"edit": "free", "shorten": False})
    found = seen(match(share=share), agreements=(held,))
    assert ("licence.modification_not_allowed" in found) is cut


@pytest.mark.parametrize(("share", "blocked"), [(0.499, False), (0.5, True)])
def test_shared_background_is_less_than_half_of_the_blocked_source(
    share: float, blocked: bool
) -> None:
    killed = Item("urn:afp:killed", "afp", Rights(status="canceled"))
    matches = (
        match(source="urn:afp:killed", share=share),
        match(source="urn:afp:free", share=0.8, also_in=("urn:afp:killed",)),
    )
    judgement = judged(matches=matches, agreements=(agreement(),), registry=items(killed))
    assert judgement.verdict == ("blocked" if blocked else "licence_required")


# Duties


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Copyright 2025 Agence France-Presse", None),
        ("Copyright 2025 Agence Frence-Press", "notice.altered"),
        ("Copyright 2025 Agence Stampa Roma", "notice.altered"),  # 80 of 100 alike
        ("Copyright 2025 Agenzia di Stampa", "notice.missing"),  # 74
        ("2025 Agence France-Pr", "notice.altered"),  # as alike as can be, and 0.6 as long
        ("Agence France-Presse", "notice.missing"),  # the same, and shorter than that
    ],
)
def test_a_notice_is_altered_where_a_line_is_much_alike_and_missing_where_it_is_not(
    line: str, code: str | None
) -> None:
    held = agreement(notice={"required": True, "pattern": "Copyright {year} Agence France-Presse"})
    found = seen(match(), text=f"{STORY}\n\n{line}", agreements=(held,))
    assert {c for c in found if c in ("notice.altered", "notice.missing")} == {code} - {None}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Agence France-Presse", None),
        ("Agence Frence-Presse", "credit.altered"),
        ("Agence Frenze-Presze", "credit.altered"),  # 85 of 100 alike
        ("Agenze Frenze-Presze", "credit.missing"),  # 80
        ("AFB", "credit.missing"),  # wordings of less than eight characters are never guessed
    ],
)
def test_a_credit_is_altered_where_the_wording_is_much_alike(line: str, code: str | None) -> None:
    wordings = ["AFP"] if len(line) < 4 else ["Agence France-Presse"]
    held = agreement(credit={"text": wordings, "where": ["end"]})
    found = seen(match(), text=f"{STORY}\n\n{line}", agreements=(held,))
    assert {c for c in found if c.startswith("credit.")} == {code} - {None}


@pytest.mark.parametrize(("after", "placed"), [(0, True), (158, True), (159, False)])
def test_a_sign_off_stands_in_the_last_160_characters(after: int, placed: bool) -> None:
    """The bracket and the full stop behind the name are two of them."""
    text = STORY + "\n\nThe story goes on and on, and then it is over (AFP)." + "x" * after
    held = agreement(credit={"text": ["AFP"], "where": ["end"]})
    assert ("credit.wrong_placement" in seen(match(), text=text, agreements=(held,))) is not placed


# Branches of terms, conditions and fixes that a figure does not decide


@pytest.mark.parametrize(
    ("territories", "allowed"),
    [
        ({"allow": ["*"]}, True),
        ({"allow": ["FR", "IT"]}, False),
        ({"allow": ["*"], "deny": ["JP"]}, False),
    ],
)
def test_a_use_for_the_whole_world_needs_an_agreement_for_the_whole_world(
    territories: dict[str, list[str]], allowed: bool
) -> None:
    use = Use(site="a.fr", territories=("world",))
    judgement = judged(
        matches=(match(),), agreements=(agreement(territories=territories),), use=use
    )
    assert (judgement.verdict == "clear") is allowed
    assert ("licence.territory_excluded" in codes(judgement)) is not allowed


@pytest.mark.parametrize(
    ("terms", "media", "denied"),
    [
        ("Photos only", "text", True),
        ("Photos only", "picture", False),
        ("Text only", "picture", True),
        ("No photos", "text", False),
        ("Not for pictures", "photo", True),
        ("For print only", "text", True),
    ],
)
def test_terms_for_other_media_or_channels_deny_the_item(
    terms: str, media: str, denied: bool
) -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(usage_terms=(terms,)), media=media))
    held = agreement(content={"media": ["*"]})
    found = seen(match(), agreements=(held,), registry=registry)
    assert ("licence.item_restricted" in found) is denied


@pytest.mark.parametrize(("purpose", "channel"), [("archive", "web"), ("publish", "archive")])
@pytest.mark.parametrize("terms", ["No archiving", "Keine Archivierung"])
def test_terms_against_archiving_deny_an_archive_by_purpose_or_channel(
    terms: str, purpose: Purpose, channel: str
) -> None:
    registry = items(Item("urn:afp:1", "afp", Rights(usage_terms=(terms,))))
    use = replace(USE, purpose=purpose, channel=channel)
    assert "licence.archive_not_allowed" in seen(match(), registry=registry, use=use)
    assert "licence.archive_not_allowed" not in seen(match(), registry=registry)


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("Europe/Paris", datetime(2025, 6, 30, 16, tzinfo=UTC)),
        ("America/New_York", datetime(2025, 6, 30, 22, tzinfo=UTC)),
        (None, datetime(2025, 6, 30, 4, tzinfo=UTC)),  # what must come down comes down in time
    ],
)
def test_use_until_a_time_ends_in_the_providers_zone_or_where_it_is_reached_first(
    zone: str | None, over: datetime
) -> None:
    rights = Rights(usage_terms=("Use until 30 June 2025 18:00",))
    registry = items(Item("urn:afp:1", "afp", rights, timezone=zone))
    for at, ended in ((over - timedelta(microseconds=1), False), (over, True)):
        found = seen(match(), registry=registry, use=replace(USE, at=at))
        assert ("licence.retention_exceeded" in found) is ended


@pytest.mark.parametrize(("kind", "role"), [("caption", ""), ("body", "caption")])
def test_a_credit_is_put_into_the_caption_where_there_is_one(
    kind: ZoneKind, role: ZoneRole
) -> None:
    text = f"{STORY}\n\nDock workers wait"
    caption = Zone(len(STORY) + 2, len(text), kind, role)
    draft = Draft(text, zones=(Zone(0, len(STORY), "body"), caption))
    held = agreement(credit={"text": ["(AFP)"], "where": ["caption"]})
    judgement = judged(text, draft=draft, matches=(match(),), agreements=(held,))
    (fix,) = edits_of(r for c in judgement.claims for r in c.reasons)
    assert apply_edits(text, [fix]).endswith("Dock workers wait (AFP)")
    bare = judged(STORY, matches=(match(),), agreements=(held,))
    assert not edits_of(r for c in bare.claims for r in c.reasons)


def test_a_source_is_named_at_the_end_where_its_words_stand_outside_the_story() -> None:
    text = f"{STORY}\n\nDock workers wait"
    start = len(STORY) + 2
    zones = (Zone(0, len(STORY), "body"), Zone(start, len(text), "caption", "caption"))
    held = agreement(attribution={"text": ["AFP"], "required_when": "derived"})
    used = match(words=20, share=0.1, share_of_draft=0.1, cls="derived", start=start, end=len(text))
    draft = Draft(text, zones=zones)
    judgement = judged(text, draft=draft, matches=(used,), agreements=(held,))
    (fix,) = edits_of(r for c in judgement.claims for r in c.reasons)
    story, caption = apply_edits(text, [fix]).split("\n\nDock")
    assert story == f"{STORY[:-1]}, according to AFP."
    assert caption == " workers wait"
