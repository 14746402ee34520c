"""Datelines, labels, lists and captions by their grammar: which forms and signs read them."""

import pytest

from checker.engine import Engine
from checker.engine.places import known_place
from checker.engine.tongues import speaks
from checker.models.draft import Draft
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def read(engine: Engine, text: str, name: str = "") -> list[str]:
    """The signs around the last chain of names whose spelling is `name`, or of all."""
    return [
        sign
        for one in engine.signed(Draft(text))
        for sign in one.signs
        if not name or one.chain.mentions[0].name == name
    ]


def templates(engine: Engine, text: str, name: str = "") -> set[str]:
    found = {sign for sign in read(engine, text, name) if sign.startswith("template ")}
    return {sign.removeprefix("template ") for sign in found if "," not in sign} - {"mention"}


@pytest.mark.parametrize(
    "text",
    [
        "PTI LUCKNOW : Two clerks were held.",
        "ANSA ROMA - Il ponte riapre a maggio.",
        "Reuters, NAIROBI - The market reopens.",
        "AFP PARIS, 3 mars - Le pont rouvre.",
        "HOBART June 4 AAP - The mill shut.",
        "<dateline>PERTH May 2 AAP -</dateline>",
        "GRAZ 12. Mai APA - Die Halle ist zu.",
        "LYON (agence Reuters) – Le pont rouvre.",
        "BRNO (agentura ČTK) – Most je otevřen.",
        "MALMÖ (nyhetsbyrån TT) - Färjan går igen.",
        "MADRID (agencia EFE) - El puente abre.",
        "Open full screen Next BANGOR, Maine (AP) — The last keeper left.",
        "Share Print DENVER (AP) — The pass is open.",
        "note: `ТУЛА, 7 сен — РИА Новости. Завод открыт`",
        "МИНСК, 3 мая - БЕЛТА. Мост открыт.",
        "3月14日（路透社）——港口重新开放。",
        "ROMA/14 maggio/ANSA\nIl ponte riapre.",
        "【Nairobi, capital of Kenya, Kyodo】The market reopens.",
        "【カイロ、アンマン共同】市場は再開する。",
    ],
)
def test_a_dateline_is_read_in_all_its_orders(engine: Engine, text: str) -> None:
    assert "dateline" in templates(engine, text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Wien (APA) - Die Halle ist zu.", "slot before: known place, then -"),
        ("ROMA (ANSA) - Il ponte.", "slot before: known place in capitals, then -"),
        ("القاهرة (أ ف ب) - قال", "slot before: known place, then -"),
        ("東京 (共同) - 港", "slot before: known place, then -"),
        ("Share BANGOR, Maine (AP) -", "slot before: known place in capitals behind others"),
        ("Alfa-feto (AFP) - marcador", "slot before: unknown phrase, then -"),
        ("H-2 (Lusa) - rota", "slot before: unknown phrase, then -"),
        ("Bo Sampleson (SPA): yes", "slot before: unknown phrase, then :"),
        ("14 May (AFP) - The port", "slot before: date alone, then -"),
        ("PTI LUCKNOW : Two", "slot behind: known place in capitals, then :"),
        ("PTI ZEBRASTAN : Two", "slot behind: unknown phrase, then :"),
        ("(서울=연합뉴스) 항구", "slot inside a bracket: known"),
        ("LYON (agence Reuters) – Le pont", "slot before: known place in capitals, then -"),
    ],
)
def test_a_slot_says_whether_a_known_place_is_in_it(engine: Engine, text: str, sign: str) -> None:
    assert sign in read(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "He moved from Lyon to Reuters in May.",
        "Paris Hilton told AFP so.",
        "AFP Paris correspondents said so",
        "She saw Reuters, Berlin and the sea.",
    ],
)
def test_a_place_beside_a_name_in_prose_is_no_dateline(engine: Engine, text: str) -> None:
    assert "dateline" not in templates(engine, text)


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("School repaired\n\nArticle from: AAP\n\nPrint this page", "some-label"),
        ("Dock open.\n\nContributing: Ola Nord, Ann Leigh, Agence France-Presse.", "some-label"),
        ("Periodista Digital:  EFE\nEl puente", "some-label"),
        ("Place: London | Agency: ANI\nThe bridge", "some-label"),
        ("Tekst og research: NTB\nFergen", "some-label"),
        ("Toimitus Helsinki: STT\nSilta", "some-label"),
        ("Quelle: beispiel.at, mkl/APA\nHafen", "source"),
        ("Quelle: muster.de, rko/AFP", "source"),
        ("Fonte: gazeta.example, mlp/Lusa", "source"),
        ("Ponte aberta. (fontes: Folha do Cais, Rádio Sul e Agência Lusa) veja", "source"),
        ("El puente reabre\nelfaro.example / Agencias\nEl alcalde", "slug"),
        ("Der Hafen öffnet\nORF.at/Agenturen\nDie Stadt", "slug"),
        ("A ponte reabre. (Luísa Prado,  da Agência Brasil)", "slug"),
        ("Il ponte riapre. (Marco Pinto,  dell'Agenzia ANSA)", "slug"),
        ('أعادت البلدية فتح الجسر\n"أ ف ب"', "slug"),
        ("Contacto\nAgencia EFE © 2023\nGoogle Play", "copyright"),
    ],
)
def test_labels_and_sign_offs_credit_whatever_their_words(
    engine: Engine, text: str, template: str
) -> None:
    assert template in templates(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "Writers A Berg in Mt. Vernon, Wash., and L Pena in St. Cloud, Minn.,",
        "Hana Berg, Ida Holm and Luis Pena in Tampa, and Mara Quinn in Salem, Oregon,",
    ],
)
@pytest.mark.parametrize("end", [" contributed to this report.", ""])
def test_full_stops_of_short_forms_and_a_cut_end_no_list_of_writers(
    engine: Engine, text: str, end: str
) -> None:
    assert "contributed" in templates(engine, f"Associated Press writers {text}{end}")


def test_a_sentence_that_ends_parts_a_name_from_the_words_of_a_credit(engine: Engine) -> None:
    text = "AFP opened an office in Oslo last year. The mayor contributed to this report."
    assert "contributed" not in templates(engine, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("横浜港に入る貨物船＝ロイター\n港の再開は来月だ。", ""),
        ("記者会見する市長（左）＝ＡＰ\n市長", ""),
        ("Volunteers stack sandbags near\nPorto Alegre, Brazil (AP)\nThe mayor", ""),
        ("The old crane on the quay [REUTERS]\nThe port", ""),
        ("پل کھول دیا گیا۔\n\nرائٹرز فائل فوٹو\n\nبلدیہ", ""),
        ("AFPTV-Videomaterial\nDer Hafen", ""),
        ("Rubriklistenbild: © KCNA/dpa", ""),
        ("Aufmachergrafik: © APA", ""),
        ("Pressefotos: Muster GmbH/dpa", ""),
        ("(사진=저작권자(c) 연합뉴스)", ""),
        ("Marineros en cubierta @faro_norte via Telegram / AFP\nEl temporal", ""),
        ("[alt] Alter Kran am Kai dpa 230415\nDer Hafen", ""),
        ("Bildnachweise:\nHolzwerk Nord, KNA (2), Eva Muster/KNA/Symbolbild", "KNA"),
        ("Fotos: Ana Luz, EFE (3), Puerto de Vigo", ""),
    ],
)
def test_a_picture_s_credit_is_read_in_its_many_shapes(
    engine: Engine, text: str, name: str
) -> None:
    found = templates(engine, text, name)
    assert any(one.startswith("photo-") for one in found), found


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (
            "[alt] Fischer flicken ihre Netze am Kai\nFischer flicken ihre Netze am Kai.\n© AFP",
            "line before repeats alternative text",
        ),
        (
            "Vecinos retiran el barro de la plaza mayor, el martes.\nFuente: Télam\nLa lluvia",
            "line before is a dated caption, in line: end",
        ),
        (
            "Volunteers stack sandbags along the river wall of the lower\ntown (AP)\nThe mayor",
            "line before runs on to a name in brackets",
        ),
        (
            "Kinder warten am Freitag vor der Halle auf den Bus.\ndpa\nDer Hafen",
            "line before is a dated caption, in line: alone",
        ),
    ],
)
def test_the_line_before_shows_that_a_name_is_a_picture_s(
    engine: Engine, text: str, sign: str
) -> None:
    assert sign in read(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "The port reopens\nAFP\nThe mayor said so.",
        "On Friday the port opened again.\n" + "The mayor said so to the crews. " * 3 + "AFP",
        "Friday, harbour\ndpa",  # 15 characters are no caption
    ],
)
def test_a_headline_a_text_and_a_dated_word_are_no_captions(engine: Engine, text: str) -> None:
    assert not any("caption" in s or "runs on" in s for s in read(engine, text) if "line" in s[:4])


@pytest.mark.parametrize("length", [39, 40])
def test_a_dated_caption_has_forty_characters(engine: Engine, length: int) -> None:
    line = "Friday, the old harbour and its cranes x".ljust(length, "y")[: length - 1] + "."
    found = "line before is a dated caption, in line: alone" in read(engine, f"{line}\nAFP\nSo")
    assert found == (length >= 40)


def test_a_paper_behind_a_slash_is_no_photographer(engine: Engine) -> None:
    forms = {s for s in read(engine, "AFP/The Local\nThe bridge opens.") if "bare-line#" in s}
    assert "form bare-line#2" in forms


@pytest.mark.parametrize(
    ("languages", "text", "may"),
    [
        ({"ro"}, "si e capito che la nave era vuota e che nessuno voleva salire", False),
        ({"ro"}, "si de la care nu au fost pe mare si cu un vas", True),
        ({"ro"}, "si adevarul", True),
        ({"pl"}, "i nie jest tak jak w domu", True),
        ({"pl", "ca"}, "i morgen er der ikke noget at se pa det her og det er godt", False),
        ({"cs"}, "a spokesman for the city said that the port was closed", False),
        ({"cs"}, "a mluvci mesta rekl ze most je zavreny a ze se na nem pracuje", True),
        ({"xx"}, "a spokesman for the city said that the port was closed", True),
        ({"pt"}, "e", True),
    ],
)
def test_a_short_word_counts_unless_the_text_is_clearly_in_another_language(
    languages: set[str], text: str, *, may: bool
) -> None:
    assert speaks(languages, text) == may


def test_three_words_of_another_language_rule_one_out_and_two_do_not() -> None:
    assert speaks({"ro"}, "che gli nave")
    assert not speaks({"ro"}, "che gli alla nave")


def test_italian_si_is_no_romanian_and(engine: Engine) -> None:
    text = "Dalla Reuters {} capito che la nave era vuota e che nessuno voleva salire a bordo."
    (quiet,) = engine.signed(Draft(text.format("abbiamo")))
    (same,) = engine.signed(Draft(text.format("si è")))
    assert not any("with" in sign for sign in same.signs if sign.startswith("before a word"))
    assert {s for s in same.signs if s.startswith("form ")} == {
        s for s in quiet.signs if s.startswith("form ")
    }


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["LUCKNOW"], (0, 1)),
        (["Next", "BANGOR", "Maine"], (1, 2)),
        (["New", "Delhi"], (0, 2)),
        (["Тула"], (0, 1)),
        (["ドーハ"], (0, 1)),
        (["Alternative"], None),
        ([], None),
    ],
)
def test_places_are_known_in_many_scripts(words: list[str], place: tuple[int, int] | None) -> None:
    assert known_place(words) == place
