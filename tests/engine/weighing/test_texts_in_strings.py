"""The text that a string or an element holds is read as a line of its own."""

import pytest

from checker.engine import Engine
from checker.engine.weighing.lines import Place
from checker.engine.weighing.strings import element_text, set_field, string_text
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
    ("line", "field"),
    [
        ('.byline("#/Bo Sample")', "byline"),
        ("item.setSource('#')", "Source"),
        ('with_credit("#")', "credit"),
    ],
)
def test_a_call_sets_a_field(line: str, field: str) -> None:
    found = set_field(line, place(line))
    assert found is not None
    assert found.steps[0].name == field


@pytest.mark.parametrize("line", ['find("#")', 'item.byline("#", 7)', 'source = "#"'])
def test_other_calls_set_none(line: str) -> None:
    assert set_field(line, place(line)) is None


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
    found = {one for one in signs(engine, text) if "items behind" in one}
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
