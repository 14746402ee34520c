"""Terms that an item only links: nobody reads them here, so a person does, once for an address."""

import pytest

from checker.licensing import parse_terms
from checker.licensing.terms.parse import item_terms
from checker.models.draft import Rights
from checker.models.source import Item
from checker.models.verdict import Reason
from tests.licensing.cases import agreement, items, judged, match

ADDRESS = "https://north.example/terms"


def held(rights: Rights, *read: str) -> list[Reason]:
    """The reasons of the item's own terms under an agreement with its owner."""
    terms = {"terms": {"read": list(read)}} if read else {}
    judgement = judged(
        matches=(match(),),
        agreements=(agreement(**terms),),
        registry=items(Item("urn:afp:1", "afp", rights)),
    )
    reasons = [reason for claim in judgement.claims for reason in claim.reasons]
    return [reason for reason in reasons if reason.code == "licence.item_restricted"]


@pytest.mark.parametrize(
    "words",
    [
        ADDRESS,
        "www.north.example/terms",
        f"See {ADDRESS}",
        f"Please see our terms at {ADDRESS}.",
        f"For restrictions see {ADDRESS}",
        f"Terms of use: {ADDRESS}",
        f"Full terms and conditions at {ADDRESS}",
        f"Siehe {ADDRESS}",
        f"Nutzungsbedingungen: {ADDRESS}",
        f"Voir {ADDRESS}",
        f"Términos de uso: {ADDRESS}",
        f"Vedi {ADDRESS}",
        f"Условия использования: {ADDRESS}",
        f"详见 {ADDRESS}",
        f"利用規約：{ADDRESS}",
        f"{ADDRESS} を参照",
    ],
)
def test_linked_terms_are_for_a_person_until_they_were_read(words: str) -> None:
    rights = Rights(usage_terms=(words,))
    (reason,) = held(rights)
    assert reason.parsed is False
    assert "does not open" in reason.message
    assert held(rights, "http://www.North.example/terms/") == []
    assert len(held(rights, "https://north.example/terms/2")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "contact rights@north.example",
        f"contact {ADDRESS}",
        f"© North Wire {ADDRESS}",
        "Standard terms apply",
        "See caption",
        "No restrictions",
        f"tdm-policy: {ADDRESS}",
    ],
)
def test_an_address_beside_terms_that_limit_nothing_holds_nothing(words: str) -> None:
    assert held(Rights(usage_terms=(words,))) == []


def test_an_open_licence_at_its_address_is_read() -> None:
    (term,) = parse_terms(["https://creativecommons.org/licenses/by/4.0/"])
    assert term.kind == "open"


@pytest.mark.parametrize("note", [ADDRESS, f"See {ADDRESS}", "Video: https://north.example/v/1"])
def test_an_address_in_a_note_is_no_term(note: str) -> None:
    assert item_terms(Rights(editors_note=(note,))) == ()


def test_a_limit_beside_a_link_is_read_and_the_link_is_told() -> None:
    kinds = [term.kind for term in parse_terms([f"Not for use in France. See {ADDRESS}"])]
    assert kinds == ["not", "linked"]
    assert {r.parsed for r in held(Rights(usage_terms=(f"France out. See {ADDRESS}",)))} == {
        True,
        False,
    }
