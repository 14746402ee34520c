"""Which languages an agreement covers, whose an item of another's feed is, and items it denies."""

import pytest

from checker.errors import AgreementError
from checker.licensing import Agreement
from checker.licensing.judging.spoken_codes import speaks
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import STORY, agreement, codes, finding, items, judged, match


@pytest.mark.parametrize(
    ("language", "allowed"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("en_GB", "en-GB"),
        ("EN", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("deu", "de"),
        ("ger", "de-AT"),
        ("fr_FR", "fr"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hant-HK", "zh-HK"),
        ("zh-TW", "zh-Hant"),
        ("cmn", "zh"),
        ("iw", "he"),
        ("nb", "no"),
        ("no", "nb"),
        ("nno", "nn"),
        ("pt", "pt-BR"),
        ("gsw", "gsw"),
    ],
)
def test_a_language_is_covered_however_it_is_written(language: str, allowed: str) -> None:
    assert speaks(language, (allowed,))


@pytest.mark.parametrize(
    ("language", "allowed"),
    [
        ("en-GB", "en-US"),
        ("eng", "de"),
        ("zh-CN", "zh-Hant"),
        ("zh-TW", "zh-Hans"),
        ("nb", "nn"),
        ("English", "enm"),
        ("est", "es"),
        ("pt-PT", "pt-BR"),
        ("mo", "mn"),
    ],
)
def test_another_language_is_not(language: str, allowed: str) -> None:
    assert not speaks(language, (allowed,))


@pytest.mark.parametrize(
    ("provider", "holders", "covered"),
    [
        ("north", (), True),
        ("north", ("afp",), True),
        ("north", ("Kestrel",), False),
        ("afp", (), False),
        (None, (), False),
    ],
)
def test_the_owners_own_agreement_covers_what_another_feed_brought(
    provider: str | None, holders: tuple[str, ...], covered: bool
) -> None:
    rights = Rights(third_party=True, copyright_holder=holders)
    item = Item("urn:afp:1", "afp", rights, provider=provider)
    told = codes(judged(matches=(match(),), agreements=(agreement(),), registry=items(item)))
    assert ("licence.third_party_content" in told) is not covered


@pytest.mark.parametrize(
    ("denied", "blocked"), [("urn:AFP:1", True), ("URN:afp:1", True), ("urn:afp:10", False)]
)
def test_an_item_is_denied_in_any_case_of_its_id(denied: str, blocked: bool) -> None:
    held = judged(matches=(match(),), agreements=(agreement(items={"deny": [denied]}),))
    assert (held.verdict == "blocked") is blocked


@pytest.mark.parametrize(
    ("denied", "blocked"), [("urn:first", True), ("URN:FIRST", True), ("urn:other", False)]
)
def test_what_was_made_from_a_denied_item_is_denied(denied: str, blocked: bool) -> None:
    made = Item("urn:afp:1", "afp", Rights(), descends_from=("urn:first", "urn:second"))
    agreements = (agreement(items={"deny": [denied]}),)
    held = judged(matches=(match(),), agreements=agreements, registry=items(made))
    assert ("licence.item_restricted" in codes(held)) == blocked


@pytest.mark.parametrize("side", ["allow", "deny"])
def test_an_id_with_a_star_in_it_would_match_nothing_and_is_refused(side: str) -> None:
    with pytest.raises(AgreementError, match="matches no item"):
        agreement(items={side: ["urn:afp:*"]})
    assert agreement(items={"allow": ["*"]}).items.allow == ("*",)


def north(owner: str = "north") -> Agreement:
    return agreement(id=f"lic:{owner}:web", owner={"id": owner, "name": "North Wire"})


@pytest.mark.parametrize(
    "written",
    ["north", "north wire", "north-wire", "nörth wire", "north wire.", "north  wire"],
)
def test_an_owner_may_be_written_as_the_name_in_its_agreement(written: str) -> None:
    item = Item("urn:1", written, Rights())
    judgement = judged(
        matches=(match(written, source="urn:1"),), agreements=(north(),), registry=items(item)
    )
    assert [(claim.owner, claim.agreement) for claim in judgement.claims] == [
        ("north", "lic:north:web")
    ]


@pytest.mark.parametrize("written", ["north wire service", "wire", "northwire", "n", "-", "afp"])
def test_another_name_is_another_owner(written: str) -> None:
    item = Item("urn:1", written, Rights())
    judgement = judged(
        matches=(match(written, source="urn:1"),), agreements=(north(),), registry=items(item)
    )
    assert judgement.claims[0].owner == written
    assert judgement.verdict == "licence_required"


def test_a_name_that_two_owners_share_is_neither() -> None:
    item = Item("urn:1", "north wire", Rights())
    both = (north(), north("other"))
    judgement = judged(
        matches=(match("north wire", source="urn:1"),), agreements=both, registry=items(item)
    )
    assert judgement.verdict == "licence_required"


def test_what_an_owner_is_credited_as_is_no_name_of_it() -> None:
    pool = agreement(
        id="lic:pool", owner={"id": "pool", "name": "Wire Pool"}, credit={"text": ["North Wire"]}
    )
    item = Item("urn:1", "north wire", Rights())
    judgement = judged(
        matches=(match("north wire", source="urn:1"),), agreements=(pool,), registry=items(item)
    )
    assert judgement.verdict == "licence_required"


def test_a_marking_and_an_item_under_the_name_are_one_claim() -> None:
    marking = finding(STORY, "unions", "dateline", "north")
    item = Item("urn:1", "north wire", Rights())
    judgement = judged(
        STORY,
        marking,
        matches=(match("north wire", source="urn:1"),),
        agreements=(north(),),
        registry=items(item),
    )
    assert [claim.owner for claim in judgement.claims] == ["north"]
