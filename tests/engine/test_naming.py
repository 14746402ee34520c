"""Letters of an agency that are another's, and names that stick to words: signs by table."""

import pytest

from checker.engine import Engine
from checker.models.draft import Draft
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def named(engine: Engine, text: str) -> set[str]:
    """The names that are found, as the text has them."""
    return {text[s.span[0] : s.span[1]] for s in engine.signed(Draft(text))}


def signs(engine: Engine, text: str, name: str) -> set[str]:
    return {
        sign
        for signed in engine.signed(Draft(text))
        if text[slice(*signed.span)] == name
        for sign in signed.signs
    }


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("Reuters Sample opened a shop.", "Reuters", "continued by a capitalised word"),
        ("Keystone-Sample opened a shop.", "Keystone", "continued by a hyphen and a word"),
        ("ANSA S.p.A. grew.", "ANSA", "continued by a company's word"),
        ("EPA GmbH lieferte Filter.", "EPA", "continued by a company's word"),
        ("APP公司开业。", "APP", "continued by a company's word"),
        ("РИА «Новый пример» сообщило.", "РИА", "continued by a quotation"),
        ("EPA NOTICE OF SALE", "EPA", "continued by a word in capitals"),
        ("They drove a Sample TT home.", "TT", "behind a capitalised word of a sentence"),
        ("Die Sample-DPA tagte.", "DPA", "behind a word and a hyphen"),
        ('Директор ООО "ТАСС" ушёл.', "ТАСС", "behind a company's word"),
        ("ADONI, AP: The tank is full.", "AP", "two letters behind a town and a comma"),
        ("12 Elm Street, York, PA 19104", "PA", "before a postcode"),
        ("See EXAMPLE.PL for more.", "PL", "a domain's ending"),
        ("Serum AFP 12 ng/ml was measured.", "AFP", "before a measure"),
        ("Loss at MTI: 40 dB, MTI 300 MHz", "MTI", "before a measure"),
        ("Valve X12 PA was sold.", "PA", "behind a code"),
        ("Filed as AAP: American Academy of Pets.", "AAP", "spelled out here"),
        ("(AP) Advanced placement courses", "AP", "spelled out here"),
        ("(DPA) Data Protection Act of May.", "DPA", "spelled out here"),
        ("(PA) Public Address systems for halls", "PA", "spelled out here"),
        ("Avtalefestet pensjon (AFP) – søknad", "AFP", "spelled out here"),
        ("Filed as PTI, the Port Traffic Index.", "PTI", "spelled out here"),
    ],
)
def test_what_else_bears_the_letters_is_a_sign(
    engine: Engine, text: str, name: str, sign: str
) -> None:
    assert sign in signs(engine, text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lisbon, Jan 14 (AFP) - The port is open.", "AFP"),
        ("Alfred Peterson (AFP) - The port is open.", "AFP"),
        ("Afrika fop (AFP) - The port is open.", "AFP"),
        ("Den avtalefesta nye pensjon (AFP) - The port is open.", "AFP"),
        ("The port is open. AFP", "AFP"),
        ("Foto: Bo Sample/Reuters", "Reuters"),
        ("LISBON, AFP -- 12 ships left.", "AFP"),
        ("The port is open.EFE", "EFE"),
        ("Quelle: dpa 14.01.2025", "dpa"),
        ("(AFP) - All Freight Ports are open.", "AFP"),
        ("Story by Reuters, edited by Bo Sample", "Reuters"),
    ],
)
def test_a_credit_has_no_sign_of_another_house(engine: Engine, text: str, name: str) -> None:
    against = (
        *("continued by", "a domain's", "two letters", "before a postcode", "before a measure"),
        *("behind a code", "behind a company's", "spelled out"),
    )
    assert [sign for sign in signs(engine, text, name) if sign.startswith(against)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The harbour of VigoReuters", "Reuters"),
        ("turystówReuters Archiwum", "Reuters"),
        ("Blick auf die SpreeIMAGO", "IMAGO"),
        ("The port is openAFPThe day before", "AFP"),
        ("Hafen in KielGetty", "Getty"),
        ("ReutersThe port is open.", "Reuters"),
        ("Порт открытТАСС", "ТАСС"),
    ],
)
def test_a_name_that_sticks_to_a_word_is_seen_by_its_case(
    engine: Engine, text: str, name: str
) -> None:
    assert name in named(engine, text)
    assert any(sign.startswith("glued to the word") for sign in signs(engine, text, name))


@pytest.mark.parametrize(
    "text",
    [
        "The Kuupil and the reutersward met.",
        "a wafpin, DAFPS and LAFPO",
        "an eSPA and an iPAP",
        "the APIs and PAs, MAPs",
        "BANSAI and TRANSAFPORT",
        "المنيا/قنا/الأقصر",
        "المنيا - قنا - الأقصر",
        "المنيا-قنا-الأقصر",
    ],
)
def test_letters_inside_a_word_are_no_name(engine: Engine, text: str) -> None:
    assert named(engine, text) == set()


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SARAJEVO, 14. januar (FENA) - Luka je otvorena.", "fena"),
        ("ЧИТА, 14 января (РЕГНУМ) - Порт открыт.", "regnum"),
        ("LUANDA, 14 jan (ANGOP) - O porto abriu.", "angop"),
        ("Foto: Bo Sample/Adobe Stock", "adobe-stock"),
        ("Foto: Bo Sample/Depositphotos", "depositphotos"),
        ("Bild: Bo Sample / iStock", "istock"),
        ("Foto: Bo Sample/PIXSELL", "pixsell"),
        ("(AP/dpa)", "dpa"),
        ("(UPI/AFP)", "afp"),
    ],
)
def test_houses_all_over_the_world_are_known(engine: Engine, text: str, agency: str) -> None:
    assert agency in {f.agency for f in engine.scan(Draft(text)).findings}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("دمشق-سانا تفتح المنارة سلالمها", "سانا"),
        ("طهران - مهر: تفتح المنارة", "مهر"),
        ("عمان - بترا: تفتح المنارة", "بترا"),
        ("ตามรายงานของสำนักข่าวรอยเตอร์ระบุว่า", "สำนักข่าวรอยเตอร์"),
        ("(แฟ้มภาพซินหัว : ประภาคาร)", "ซินหัว"),
    ],
)
def test_names_count_behind_an_opening_place_and_in_scripts_without_blanks(
    engine: Engine, text: str, name: str
) -> None:
    assert named(engine, text) == {name}


@pytest.mark.parametrize("text", ["เอพีไอของระบบ", "المنيا - قنا - الأقصر", "وقال إن البلد-قنا"])
def test_words_that_look_like_such_names_are_none(engine: Engine, text: str) -> None:
    assert named(engine, text) == set()
