"""The text that a string or an element holds is read as a line of its own."""

import pytest

from checker.engine import Engine
from checker.engine.weighing.lines import Place
from checker.engine.weighing.strings import element_text, string_text
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine

TOLD = "The ferry will sail again in May"


def place(line: str) -> Place:
    """The place of the name that # stands for."""
    at = line.index("#")
    return Place(0, len(line), line[:at], line[at + 1 :])


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        (f"cut('OSLO (#) - {TOLD}')", "OSLO (", f") - {TOLD}"),
        (f'text = "OSLO (#) - {TOLD}";', "OSLO (", f") - {TOLD}"),
        (f"(7, 'Title', 'OSLO (#) - {TOLD}'),", "OSLO (", f") - {TOLD}"),
        (f'    "OSLO (#) - {TOLD}",', "OSLO (", f") - {TOLD}"),
        (f"  text: `OSLO (#) - {TOLD}", "OSLO (", f") - {TOLD}"),  # closed in a line below
        (f'{TOLD}, it says. (#)",', f"{TOLD}, it says. (", ")"),  # opened in a line above
        (f"note('{TOLD}, l'office. (#)')", f"{TOLD}, l'office. (", ")"),
    ],
)
def test_a_string_that_holds_a_text_is_cut_out(line: str, before: str, after: str) -> None:
    found = string_text(place(line), last=False)
    assert found is not None
    assert (found.before, found.after) == (before, after)


@pytest.mark.parametrize(
    "line",
    [
        "cut('OSLO (#) - ')",
        'WIRES = ["#", "Sample"]',
        f"'OSLO (#) - {TOLD}' was what she wrote",
        f'She said: {TOLD}, "and # knew it".',
        f"{TOLD}, said the man from # on Monday.",
        rf"re.sub(r'^OSLO \(#\)\s+{TOLD}', '')",
    ],
)
def test_marks_patterns_and_prose_are_not(line: str) -> None:
    assert string_text(place(line), last=False) is None


def test_a_string_may_be_cut_where_the_draft_ends() -> None:
    line = f"const text = 'OSLO (#) - {TOLD} after"
    assert string_text(place(line), last=False) is None
    assert string_text(place(line), last=True) is not None


@pytest.mark.parametrize(
    ("line", "before"),
    [
        (f'<p class="x">(#) {TOLD} again.</p>', "("),
        (f"<td>7</td><td>(#) {TOLD} again.", "("),
        (f"<p><b>{TOLD} again.</b> (#)</p>", f"<b>{TOLD} again.</b> ("),
    ],
)
def test_an_element_that_holds_a_text_is_cut_out(line: str, before: str) -> None:
    found = element_text(place(line))
    assert found is not None
    assert found.before == before


@pytest.mark.parametrize("line", ["<td>#</td>", f"(#) {TOLD} again.", f"<b>#</b> {TOLD} again."])
def test_short_elements_and_emphasis_are_not(line: str) -> None:
    assert element_text(place(line)) is None


def test_a_text_in_a_string_has_no_signs_of_the_program(engine: Engine) -> None:
    text = f"lead('OSLO (NTB) - {TOLD} after repairs.')"
    found = signs(engine, text)
    assert "a text in a string" in found
    assert "in line: middle" in found
    assert "before: line" not in found
    assert "signs of a program: 0" in found
    short = signs(engine, "lead('OSLO (NTB) - ')")
    assert "a text in a string" not in short
    assert "in a call's argument" in short


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (
            "Tier 1: AFP, Reuters, Sample, Muster",
            "one of 4 items behind some label, no story above",
        ),
        (
            "Quellen: AFP, Sample, Muster, Probe, Test",
            "one of 5 items behind a label of sources, no story above",
        ),
        ("Quellen: AFP, Sample, Muster", ""),
        (f"{TOLD} (sources: AFP, Sample, Muster and Test)", ""),
    ],
)
def test_long_lists_behind_a_label_are_counted(engine: Engine, text: str, sign: str) -> None:
    found = {one for one in signs(engine, text) if one.startswith("one of") and "story" in one}
    assert found == ({sign} if sign else set())


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("Picture credits\n- p. 4: AFP", True),
        ("Bildnachweise:\nS. 4: dpa\nS. 7: AFP", True),
        ("Credits\n- p. 4: AFP", False),
        ("The picture credits were wrong.\n- p. 4: AFP", False),
    ],
)
def test_a_list_of_picture_credits_has_a_heading(engine: Engine, text: str, below: bool) -> None:
    assert ("below a heading of picture credits" in signs(engine, text)) is below


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("به گزارش ایسنا، بندر باز شد.", False),
        ("به گزارش رویترز، بندر باز شد.", True),
        ("Як передає Укрінформ, порт відкрито.", False),
        ("Reuters reports that the port is open.", False),
    ],
)
def test_a_report_may_name_an_agency_of_another_language(
    engine: Engine, text: str, foreign: bool
) -> None:
    assert ("a report's lead, none of its language" in signs(engine, text)) is foreign


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("Quellen: AFP, Sample, Muster, Probe", True),
        ("Quellen: AFP, Reuters, Sample, Muster", True),
        ("Quellen: AFP, Reuters, dpa, Muster", False),
        ("Quellen: AFP, Sample, Muster", False),
        ("Clients: AFP, Sample, Muster, Probe", False),
    ],
)
def test_a_list_of_sources_may_hold_more_houses_than_agencies(
    engine: Engine, text: str, *, most: bool
) -> None:
    sign = "one of many items behind a label of sources, most of them no agencies"
    assert (sign in signs(engine, text)) is most


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("News agencies (Reuters, Sample, etc.) are read.", True),
        ("It reads Reuters, Sample, Muster and more.", True),
        ("Quellen: dpa, Muster, Probe u. v. m.", True),
        ("Fuentes: EFE, Muestra y muchos más", True),
        ("Sources: AFP, Exemple et bien d'autres", True),
        ("Источники: ТАСС, Пример и другие", True),
        ("Kaynaklar: Reuters, Örnek vb.", True),
        ("来源：新华社、某报等", True),
        ("Reuters, AFP, dpa and many more", True),
        ("With inputs from Reuters, Sample and other agencies.", False),
        ("Con información de EFE, Muestra y otras agencias", False),
        ("Reuters and more than ten houses were sold.", False),
        ("(Reuters, Sample) The ferry sails. It has a deck, bunks, etc.", False),
        ("来源：新华社、某报等报道", False),
    ],
)
def test_lists_that_go_on_give_examples(engine: Engine, text: str, *, goes_on: bool) -> None:
    assert ("in a list that goes on" in signs(engine, text)) is goes_on


@pytest.mark.parametrize(
    ("line", "held"),
    [
        (f'/** Cuts leads: "(#) {TOLD}", "and more", at the start. */', False),
        (f'// "By Bo Sample, #" is what {TOLD.lower()}', False),
        (f'"OSLO (#) {TOLD}', True),
        ("r'(#|Sample|Muster|Probe|Exemple|Esempio|Muestra|Exemplo|Prov)'", False),
    ],
)
def test_quotations_of_comments_and_patterns_hold_no_text(line: str, *, held: bool) -> None:
    assert (string_text(place(line), last=True) is not None) is held


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        (f"x('Berlin (dpa) {TOLD} and so on')", True),
        (f"x('لندن (رويترز) {TOLD} and so on')", True),
        (f"x('Beta marker (dpa) {TOLD} and so on')", False),
        (f"x('Berlin. {TOLD} (dpa) and so on')", False),
    ],
)
def test_a_place_and_a_name_in_brackets_open_a_string(
    engine: Engine, text: str, *, sign: bool
) -> None:
    found = signs(engine, text)
    assert ("a known place and the name in brackets open a string's text" in found) is sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("News agencies (Reuters, AP) are read.", "in a list of houses in brackets"),
        ("It reads news sites (Sample, Reuters).", "in a list of houses in brackets"),
        ("media ufficiali: testate (Esempio, ANSA)", "in a list of houses in brackets"),
        ("读取媒体（某报、新华社）", "in a list of houses in brackets"),
        ("It reads news sites (Reuters).", ""),
        ("The ferry sails in May (Sample, Reuters).", ""),
        ("(Quellen: dpa, AFP)", ""),
        ("1. **Ferry returns to town** — Reuters, 9 May 2025", "closes an entry of references"),
        ("- [Ferry returns](https://a.example/1) — AFP (2025)", "closes an entry of references"),
        ('[3] "Ferry returns to town," Reuters, May 9, 2025.', "closes an entry of references"),
        ("- Ferry returns to town — Reuters, 9 May 2025", ""),
        ("**Ferry returns to town** — Reuters, 9 May 2025", ""),
        ("1. **Ferry returns to town** — Reuters", ""),
    ],
)
def test_lists_of_houses_and_references(engine: Engine, text: str, sign: str) -> None:
    known = {"in a list of houses in brackets", "closes an entry of references"}
    assert known & signs(engine, text) == ({sign} if sign else set())


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ('text = f"{processed}\\n\\n🔗 منبع: ایسنا"\n', True),
        ("'Le bac reprendra la mer en mai.\\n\\nSource : AFP',\n", True),
        ("`El ferry vuelve.\nFuente: EFE`;", True),
        ('  "body": "Die Fähre fährt.\\n\\nQuelle: dpa"\n}', True),
        ('tft.print("Fonte: ANSA");', False),
        ('He said on Monday:\n"We read it at AFP"\nand left.', False),
        ("Quelle: dpa", False),
    ],
)
def test_a_name_that_ends_a_string_of_several_lines(
    engine: Engine, text: str, closes: bool
) -> None:
    found = {sign for sign in signs(engine, text) if sign.startswith("closes a string")}
    assert bool(found) == closes
