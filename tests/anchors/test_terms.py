"""Rare terms that languages share are anchors: codes, Latin words elsewhere, long words."""

import pytest

from checker.anchors import anchor_keys, anchors_of
from checker.anchors.keys import MOST_KEYS
from checker.retold.names import shared_names
from checker.text.units import units_of


def shared(one: str, other: str) -> set[str]:
    mine, theirs = anchors_of(one, units_of(one)), anchors_of(other, units_of(other))
    return {one[a.start : a.end] for a, _ in shared_names(mine, theirs)}


def codes(text: str) -> list[str]:
    found = anchors_of(text, units_of(text)).terms
    return [text[one.start : one.end] for one in found if one.key.startswith("#")]


@pytest.mark.parametrize(
    ("one", "other", "term"),
    [
        ("the virus H5N1 was found", "обнаружен вирус H5N1", "H5N1"),
        ("the jet is a Su-27 of the army", "самолёт Су-27 армии", "Su-27"),
        ("they ordered the A320neo again", "訂購A320neo客機", "A320neo"),
        ("it was a test of GPT-4 that failed", "أعلنت عن اختبار GPT-4 الجديد", "GPT-4"),
        ("traces of perfluorooctanoic acid", "de l'acide perfluorooctanoïque", "perfluorooctanoic"),
        ("the weedkiller glyphosatesalt", "der Wirkstoff glyphosatesalz ist", "glyphosatesalt"),
        ("an implant of polyetheretherketone", "имплант из полиэфирэфиркетона", ""),
        ("the firm said OpenLattice was down", "公司称OpenLattice停机", "OpenLattice"),
        ("the firm said OpenLattice was down", "توقفت خدمة OpenLattice اليوم", "OpenLattice"),
        ("a rare tetrachlordibenzodioxin leak", "утечка тетрахлордибензодиоксина", "tetra"),
    ],
)
def test_a_term_is_shared_by_two_languages(one: str, other: str, term: str) -> None:
    found = " ".join(shared(one, other))
    assert term in found


@pytest.mark.parametrize(
    "text",
    [
        "It cost EUR48m and US$3m, R34 million, Rs500 and CHF5bn.",
        "In Q3 of 2024 it was the 3rd of May, No. 5.",
        "See https://a.example/A320x and @user99 #tag12.",
        "指数上涨35点，3月14日。",
    ],
)
def test_amounts_addresses_and_ordinals_are_no_codes(text: str) -> None:
    assert not [code for code in codes(text) if len(code) > 2]


@pytest.mark.parametrize(("text", "value"), [("It cost EUR48m.", 48e6), ("It took Rs500.", 500)])
def test_an_amount_that_is_written_to_its_currency_is_a_figure(text: str, value: float) -> None:
    (figure,) = anchors_of(text, units_of(text)).figures
    assert value in figure.values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the international organisation", "die internationale Organisation"),
        ("an administrative investigation", "une investigation administrative"),
        ("la transformación constitucional", "transformazione costituzionale"),
    ],
)
def test_everyday_words_that_languages_share_are_no_terms(one: str, other: str) -> None:
    assert not shared(one, other)


def test_words_of_addresses_are_no_names_of_a_text_in_another_script() -> None:
    text = (
        "更多内容请在本报网站上阅读，地址见后面：https://news.lattice.example/shtml 或"
        " mail@lattice.example，该公司今天下午称OpenLattice停机。"
    )
    names = anchors_of(text, units_of(text)).names
    assert [text[one.start : one.end] for one in names] == ["OpenLattice"]


def test_latin_words_and_codes_are_keys_in_any_script() -> None:
    one = "They say in the town that OpenLattice has met what is known as H5N1 on its way to us."
    other = "公司今天下午称OpenLattice在路上遇到H5N1。"
    mine, theirs = anchor_keys(one, units_of(one))[0], anchor_keys(other, units_of(other))[0]
    assert len(set(mine.tolist()) & set(theirs.tolist())) == 2


def test_terms_do_not_make_the_keys_of_an_item_more_than_they_may_be() -> None:
    text = " ".join(f"and X{n}Y{n} or Ba{chr(97 + n % 26)}ma{n % 7}" for n in range(400))
    assert len(anchor_keys(text, units_of(text))[0]) <= MOST_KEYS


def test_a_capital_that_stands_for_several_letters_is_read() -> None:
    text = "They met Ⅷ and ㎯ and ㋎ in Lund, said Lund."
    assert len(anchors_of(text, units_of(text)).names) >= 1


def test_a_digit_that_begins_a_text_is_written_to_no_letter() -> None:
    text = "7 of the boats went out to sea with plan b"
    ended = text + "."
    keys, _ = anchor_keys(text, units_of(text))
    assert keys.tolist() == anchor_keys(ended, units_of(ended))[0].tolist()
