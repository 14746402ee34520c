"""Which agreement decides on a claim, which conditions are looked at, and what a claim names."""

from dataclasses import replace
from typing import Any

import pytest

from checker.licensing import Agreement
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import (
    NOW,
    STORY,
    USE,
    agreement,
    codes,
    items,
    judged,
    match,
    month,
)


def test_the_mildest_agreement_is_reported_and_the_others_are_kept_under_it() -> None:
    web = agreement(id="lic:web")
    printed = agreement(id="lic:print", channels={"allow": ["print"]})
    (claim,) = judged(matches=(match(),), agreements=(printed, web)).claims
    assert claim.agreement == "lic:web"
    assert [(a.agreement, a.verdict) for a in claim.alternatives] == [
        ("lic:print", "licence_required")
    ]


def test_an_offer_is_no_contract_and_is_pointed_out() -> None:
    judgement = judged(matches=(match(),), agreements=(agreement(id="o:1", kind="offer"),))
    assert judgement.verdict == "licence_required"
    assert "There is an offer: o:1." in judgement.claims[0].reasons[0].message


def test_an_agreement_of_another_licensee_is_none_for_this_one() -> None:
    other = agreement(licensee={"id": "pub:other"})
    assert "licence.none" in codes(judged(matches=(match(),), agreements=(other,)))


def test_a_publisher_is_named_as_an_agreement_names_it_else_by_its_id_without_a_kind() -> None:
    use = replace(USE, publisher="pub:lantern")
    (claim,) = judged(matches=(match(),), use=use).claims
    assert claim.reasons[0].message.startswith("lantern has no agreement")
    named = agreement(owner={"id": "dpa"}, licensee={"id": "pub:lantern", "name": "The Lantern"})
    (claim,) = judged(matches=(match(),), use=use, agreements=(named,)).claims
    assert claim.reasons[0].message.startswith("The Lantern has no agreement")


def test_a_denied_item_beats_every_agreement_that_allows_it() -> None:
    general = agreement()
    denial = agreement(id="lic:denial", items={"deny": ["urn:afp:1"]}, valid={"from": "2025-01-10"})
    for held in ((general, denial), (denial, general)):
        judgement = judged(matches=(match(),), agreements=held)
        assert judgement.verdict == "blocked"
        assert "licence.item_restricted" in codes(judgement)
    early = replace(USE, at=NOW.replace(year=2024))
    assert judged(matches=(match(),), agreements=(general, denial), use=early).verdict == "clear"


def test_a_partners_item_is_not_covered_by_the_feed_it_came_through() -> None:
    feed = agreement(owner={"id": "rpa"}, id="lic:rpa")
    partner = Item("urn:afp:1", "afp", Rights(), provider="RPA")
    judgement = judged(matches=(match(),), agreements=(feed,), registry=items(partner))
    assert judgement.verdict == "licence_required"
    assert "licence.third_party_content" in codes(judgement)
    wide = agreement(owner={"id": "rpa"}, id="lic:rpa", content={"exclude_third_party": False})
    assert (
        judged(matches=(match(),), agreements=(wide,), registry=items(partner)).verdict == "clear"
    )


def test_third_party_material_inside_an_owners_own_feed_is_excluded() -> None:
    item = Item("urn:afp:1", "afp", Rights(third_party=True, copyright_holder=("Bo Sample",)))
    judgement = judged(matches=(match(),), agreements=(agreement(),), registry=items(item))
    assert "licence.third_party_content" in codes(judgement)


@pytest.mark.parametrize(
    ("keys", "use", "code"),
    [
        ({"channels": {"allow": ["print"]}}, {}, "licence.channel_excluded"),
        ({"channels": {"allow": ["*"], "deny": ["web"]}}, {}, "licence.channel_excluded"),
        ({"territories": {"allow": ["DE"]}}, {}, "licence.territory_excluded"),
        ({"territories": {"allow": ["DE"]}}, {"territories": ()}, "licence.territory_excluded"),
        ({"territories": {"allow": ["FR"]}}, {"territories": ("FR", "Ruritania")},
         "licence.territory_excluded"),
        ({"valid": {"until": "2025-05-31"}}, {}, "licence.expired"),
        ({"valid": {"from": "2025-06-02"}}, {}, "licence.not_started"),
        ({"licensee": {"id": "*", "brands": ["other.fr"]}}, {}, "licence.publisher_mismatch"),
        ({"licensee": {"id": "*", "brands": ["example.fr"]}}, {"site": ""},
         "licence.publisher_mismatch"),
        ({"extent": {"mode": "excerpt", "max_words": 50}}, {}, "licence.extent_exceeded"),
        ({"extent": {"mode": "excerpt"}}, {}, "licence.extent_exceeded"),
        ({"extent": {"max_words": 50}}, {}, "licence.extent_exceeded"),
        ({"extent": {"max_percent": 5}}, {}, "licence.extent_exceeded"),
        ({"extent": {"max_paragraphs": 1, "max_words": 50}}, {}, "licence.extent_exceeded"),
        ({}, {"purpose": "ai_training"}, "licence.ai_use_not_allowed"),
        ({}, {"purpose": "translation"}, "licence.translation_not_allowed"),
        ({"retention": {"archive": False}}, {"purpose": "archive"}, "licence.archive_not_allowed"),
        ({"items": {"allow": ["urn:afp:9"]}}, {}, "licence.item_restricted"),
    ],
)  # fmt: skip
def test_a_condition_that_is_not_met_is_named(
    keys: dict[str, Any], use: dict[str, Any], code: str
) -> None:
    judgement = judged(matches=(match(),), agreements=(agreement(**keys),), use=replace(USE, **use))
    assert judgement.verdict == "licence_required"
    assert code in codes(judgement)


@pytest.mark.parametrize(
    ("site", "covered"),
    [
        ("bücher.example", True), ("WWW.Bücher.Example", True), ("https://bücher.example/", True),
        ("http://www.bücher.example", True), ("bücher.example.", True),
        ("xn--bcher-kva.example", True), ("https://XN--BCHER-KVA.example/", True),
        ("bucher.example", False), ("bücher.example/sport", False), ("m.bücher.example", False),
        ("xn--\u2603.example", False), ("", False), ("/", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("brand", ["Bücher.example", "https://www.bücher.example/"])
def test_a_site_is_its_host_in_whatever_form_it_is_written(
    brand: str, site: str, covered: bool
) -> None:
    held = agreement(licensee={"id": "*", "brands": [brand]})
    judgement = judged(matches=(match(),), agreements=(held,), use=replace(USE, site=site))
    assert ("licence.publisher_mismatch" not in codes(judgement)) == covered
    assert ("use.site_unknown" in codes(judgement)) == (not covered and bool(site))


@pytest.mark.parametrize("word", ["Website", "internet", " ONLINE ", "web"])
def test_another_name_of_a_denied_channel_is_denied_as_well(word: str) -> None:
    for denied in ("web", "online"):
        held = agreement(channels={"allow": ["*"], "deny": [denied]})
        judgement = judged(matches=(match(),), agreements=(held,), use=replace(USE, channel=word))
        assert "licence.channel_excluded" in codes(judgement)


def test_ai_uses_need_a_grant_in_so_many_words() -> None:
    use = replace(USE, purpose="ai_summary")
    held = agreement(ai={"summarise": "allow"})
    assert judged(matches=(match(),), agreements=(held,), use=use).verdict == "clear"


def test_a_use_in_nothing_but_denied_territories_is_blocked() -> None:
    held = agreement(territories={"allow": ["*"], "deny": ["IT"]})
    only = judged(matches=(match(),), agreements=(held,), use=replace(USE, territories=("ITA",)))
    assert only.verdict == "blocked"
    both = replace(USE, territories=("FR", "IT"))
    assert judged(matches=(match(),), agreements=(held,), use=both).verdict == "licence_required"
    assert judged(matches=(match(),), agreements=(held,)).verdict == "clear"


def test_the_quota_of_the_month_is_counted() -> None:
    held = agreement(quota={"items_per_month": 10})
    under = judged(matches=(match(),), agreements=(held,), used={held.id: month(9)})
    assert under.verdict == "clear"
    over = judged(matches=(match(),), agreements=(held,), used={held.id: month(10)})
    assert "licence.quota_exceeded" in codes(over)


def test_language_and_service_of_the_item_are_looked_at() -> None:
    held = agreement(content={"languages": ["fr"], "services": ["General"]})
    english = Item("urn:afp:1", "afp", Rights(), language="en", service="Sports")
    judgement = judged(matches=(match(),), agreements=(held,), registry=items(english))
    assert {"licence.language_excluded", "licence.service_excluded"} <= codes(judgement)
    french = Item("urn:afp:1", "afp", Rights(), language="fr-CA", service="general")
    held_by = judged(matches=(match(),), agreements=(held,), registry=items(french))
    assert held_by.verdict == "clear"


def test_changes_beyond_what_is_allowed_are_told() -> None:
    strict = agreement(
        modification={"edit": "none", "shorten": False, "combine": False, "translate": False}
    )
    whole = judged(matches=(match(share=0.97),), agreements=(strict,))
    assert whole.verdict == "clear"
    cut = judged(matches=(match(share=0.6),), agreements=(strict,))
    assert "licence.modification_not_allowed" in codes(cut)
    passage = replace(match().passages[0], similarity=0.8)
    edited = judged(matches=(match(cls="near", passages=(passage,)),), agreements=(strict,))
    assert "licence.modification_not_allowed" in codes(edited)
    translated = judged(matches=(match(translated=True),), agreements=(strict,))
    assert "licence.translation_not_allowed" in codes(translated)


def test_an_item_in_the_public_domain_needs_no_agreement() -> None:
    rights = Rights(license_url=("https://creativecommons.org/publicdomain/zero/1.0/",))
    judgement = judged(matches=(match(),), registry=items(Item("urn:afp:1", "afp", rights)))
    assert judgement.verdict == "clear"
    assert "exception.public_domain" in codes(judgement)


@pytest.mark.parametrize(
    ("url", "credited", "verdict"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", False, "credit_required"),
        ("https://creativecommons.org/licenses/by/4.0/", True, "clear"),
        ("http://creativecommons.org/licenses/by-nd/3.0/deed.de", True, "clear"),
        ("https://creativecommons.org/licenses/by-nc/4.0/", True, "licence_required"),
        ("https://rpa.example/terms", True, "licence_required"),
    ],
)
def test_an_item_under_creative_commons_needs_its_credit_alone(
    url: str, credited: bool, verdict: str
) -> None:
    text = STORY + "\n\nAgence France-Presse" * credited
    registry = items(Item("urn:afp:1", "afp", Rights(license_url=(url,))))
    judgement = judged(text, matches=(match(),), registry=registry)
    assert judgement.verdict == verdict
    if verdict == "clear":
        assert "exception.open_licence" in codes(judgement)


def test_several_agreements_may_cover_the_territories_between_them() -> None:
    french = agreement(id="lic:fr", territories={"allow": ["FR"]})
    italian = agreement(id="lic:it", territories={"allow": ["IT"]})
    both = replace(USE, territories=("IT", "FR"))
    judgement = judged(matches=(match(),), agreements=(french, italian), use=both)
    assert judgement.verdict == "clear"
    granted = {r.agreement for c in judgement.claims for r in c.reasons if r.code == "licence.ok"}
    assert granted == {"lic:fr", "lic:it"}
    more = replace(USE, territories=("IT", "FR", "JP"))
    assert judged(matches=(match(),), agreements=(french, italian), use=more).verdict == (
        "licence_required"
    )


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("codes", [("FR", "IT"), ("JP", "FR", "IT")])
def test_agreements_that_cover_the_territories_between_them_are_all_named(
    codes: tuple[str, ...], order: int
) -> None:
    held = [
        agreement(
            id=f"lic:{code}",
            territories={"allow": [code], "deny": [other for other in codes if other != code]},
        )
        for code in codes
    ][::order]
    elsewhere = agreement(id="lic:US", territories={"allow": ["US"]})
    use = replace(USE, territories=codes)
    (claim,) = judged(matches=(match(),), agreements=(*held, elsewhere), use=use).claims
    assert claim.verdict == "clear"
    assert sorted(claim.agreements) == sorted(f"lic:{code}" for code in codes)
    assert claim.agreement == claim.agreements[0]


def test_a_duty_of_one_of_several_agreements_stays_open() -> None:
    italian = agreement(id="lic:it", territories={"allow": ["IT"]})
    french = agreement(
        id="lic:fr",
        territories={"allow": ["FR"]},
        credit={"text": ["(AFP)"], "where": ["dateline"]},
    )
    use = replace(USE, territories=("IT", "FR"))
    (claim,) = judged(matches=(match(),), agreements=(french, italian), use=use).claims
    assert (claim.verdict, claim.agreement) == ("credit_required", "lic:fr")
    assert claim.agreements == ("lic:fr", "lic:it")
    found = {reason.code for reason in claim.reasons}
    assert "credit.missing" in found
    assert "licence.ok" not in found


def test_a_claim_names_the_agreements_of_all_its_sources() -> None:
    held = [
        agreement(id=f"lic:{name}", items={"allow": [f"urn:{name}"]}) for name in ("a", "b", "c")
    ]
    matches = (match(source="urn:b", words=300), match(source="urn:a", words=100))
    (claim,) = judged(matches=matches, agreements=tuple(held)).claims
    assert (claim.agreement, claim.agreements) == ("lic:b", ("lic:b", "lic:a"))


@pytest.mark.parametrize("held", [(), (agreement(),)])
def test_a_claim_that_no_agreement_decides_names_none(held: tuple[Agreement, ...]) -> None:
    killed = items(Item("urn:afp:1", "afp", Rights(), killed_at=NOW))
    matches = (match(words=300), match(source="urn:afp:2", words=100))
    (claim,) = judged(matches=matches, agreements=held, registry=killed).claims
    assert (claim.agreement, claim.agreements) == (None, ())


def test_an_open_licence_does_not_lift_an_items_own_reservation() -> None:
    held = agreement(kind="open", id="lic:open")
    item = Item("urn:afp:1", "afp", Rights(usage_terms=("Reproduction strictly prohibited.",)))
    judgement = judged(matches=(match(),), agreements=(held,), registry=items(item))
    assert judgement.verdict == "licence_required"
    signed = judged(matches=(match(),), agreements=(agreement(),), registry=items(item))
    assert signed.verdict == "clear"
