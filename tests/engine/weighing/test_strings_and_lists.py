"""Signs of strings and lists: a text that a program holds, lists of houses, examples, desks."""

import pytest

from checker.engine import Engine
from tests.engine.weighing.signed import signs
from tests.packaged import packaged_engine

ABOVE = 'ROUTES = {"north": 4, "south": 9}\nassert ROUTES["north"] > len(PILOTS)\n'


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('lead("OSLO (NTB) - The ferry")', "in a call's argument"),
        ('lead("OSLO (NTB) - The ferry sails")', "in a call's argument, a text"),
        ("lead('A quay. Photo: NTB')", "in a call's argument"),
        ("lead('A quay in the old harbour. Photo: NTB')", "in a call's argument, a text"),
        ("lead('【共同】港が再び開')", "in a call's argument"),
        ("lead('【共同】港が再び開いた')", "in a call's argument, a text"),
        ('if lead == "OSLO (NTB) - The ferry sails":', "in an operand, a text"),
        ('rows = ["x", "OSLO (NTB) - The ferry sails"]', "in a list of strings, a text"),
    ],
)
def test_a_string_holds_a_text_from_a_few_words_on(engine: Engine, line: str, sign: str) -> None:
    found = {one for one in signs(engine, line) if one.partition(",")[0] == sign.partition(",")[0]}
    assert found == {sign}


@pytest.mark.parametrize(
    ("line", "many"),
    [
        ('["Le Courrier", "Belga", "Radio Nord"]', False),
        ('["Le Courrier", "Belga", "Radio Nord", "Radio Sud"]', True),
        ('["Belga", "Le Courrier", "Radio Nord", "Radio Sud"]', True),
        (f'["Belga", "{"x" * 41}", "Radio Nord", "Radio Sud"]', False),
    ],
)
def test_three_short_strings_beside_a_name_list_it(engine: Engine, line: str, many: bool) -> None:
    assert ("one of many short strings" in signs(engine, line)) == many


@pytest.mark.parametrize(
    ("lines", "many"),
    [
        (["Le Courrier", "Belga", "Radio Nord", "Radio Sud"], True),
        (["Le Courrier", "Belga", "Radio Nord"], False),
        (["Le Courrier", "avec Belga", "Radio Nord", "Radio Sud"], False),
        (["Le Courrier", "Belga", "x" * 33, "Radio Nord", "Radio Sud"], False),
    ],
)
def test_names_each_in_a_line_are_a_list(engine: Engine, lines: list[str], many: bool) -> None:
    text = ABOVE + "HOUSES = [\n" + "".join(f'    "{line}",\n' for line in lines) + "]\n"
    assert ("one of many names, each in a line" in signs(engine, text)) == many


def test_a_name_before_an_address_is_that_of_a_feed(engine: Engine) -> None:
    assert "in a string before an address" in signs(engine, '("Belga", "https://belga.example/")')
    assert "in a string before an address" not in signs(engine, '("Belga", "belga.example")')


@pytest.mark.parametrize(
    "line",
    [
        "A credit such as “Photo: Reuters” stays.",
        'Setzen Sie eine Quelle (z. B. "Quelle: dpa").',
        "Vises under bildet, f.eks. «Foto: NTB».",
        'Hapus kredit (contoh: "Foto: Antara").',
        "placeholder='Ex: Foto: Reuters'",
        "消す行（例：「写真：ロイター」）",
        '"(서울=연합뉴스)" 등 통신사 크레딧',
        "Labels are 'Photo: AP', 'Photo: Reuters' etc.",
    ],
)
def test_examples_are_introduced_in_many_languages(engine: Engine, line: str) -> None:
    assert "in an example" in signs(engine, line)


@pytest.mark.parametrize(
    "line",
    [
        "The quay, for example. (Reuters)",
        "Reuters reports, for example, a strike.",
        "Foto: Reuters",
    ],
)
def test_such_words_elsewhere_introduce_nothing(engine: Engine, line: str) -> None:
    assert "in an example" not in signs(engine, line)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Harbours reopen (Tasnim)", 0),
        ("Harbours reopen (Xinhua/Chronicle)", 2),
        ("Sources (Xinhua/Chronicle/Vestas)", 3),
        ("Sources (Xinhua/Chronicle/Vestas/ERC)", 4),
        ("Sources (Xinhua/Chronicle (old)/Vestas/ERC/Exim/CRBC)", 5),
        ("Harbour (Photo: Xinhua/Chronicle/Vestas/ERC)", 0),
    ],
)
def test_parts_of_brackets_are_counted_where_no_label_stands(
    engine: Engine, line: str, parts: int
) -> None:
    counted = {sign for sign in signs(engine, line) if sign.startswith("in brackets of ")}
    assert counted == ({f"in brackets of {parts} parts"} if parts else set())


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("dpa/mus", "with a desk or a service"),
        ("APA/sid/red", "with a desk or a service"),
        ("red/dpa", "behind a desk's initials"),
        ("(mus/kho/dpa)", "behind a desk's initials"),
    ],
)
def test_desks_sign_beside_the_agency(engine: Engine, line: str, sign: str) -> None:
    assert sign in signs(engine, f"The pilots went back to work on Monday.\n{line}")


@pytest.mark.parametrize("line", ["AFP (Agence France-Presse)", "harbour/dpa", "red/dpa und Amt"])
def test_other_words_beside_it_are_no_desk(engine: Engine, line: str) -> None:
    found = signs(engine, f"The pilots went back to work on Monday.\n{line}")
    assert not {"with a desk or a service", "behind a desk's initials"} & found


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Harbour, Monday. (Reuters/Ann Sample)", True),
        ("Гавань. ТАСС/Пётр Примеров", True),
        ("Harbour, Monday. (Reuters/A. Sample/File)", True),
        ("Harbour. REUTERS/Ann Sample  (NORWAY)", True),
        ("Harbour, Monday. (Reuters/Sample)", False),
        ("OSLO /Reuters/ Ann Sample told the court", False),
        ("Harbour, Monday. Reuters/Ann Sample told the court", False),
    ],
)
def test_a_person_behind_a_slash_ends_the_credit(engine: Engine, line: str, person: bool) -> None:
    assert ("a person behind a slash" in signs(engine, line)) == person


@pytest.mark.parametrize(
    "line",
    [
        "Follow us: Reuters | AP",
        "Unsere Partner: Reuters, AP",
        "Suivez-nous sur : AFP",
        "Партнёры: ТАСС",
        "フォロー：共同通信",
    ],
)
def test_labels_of_links_stand_before_no_source(engine: Engine, line: str) -> None:
    assert "behind a label of links" in signs(engine, line)


@pytest.mark.parametrize("line", ["Source: Reuters, AP", "Follow the talks. Photo: Reuters"])
def test_other_labels_are_none_of_links(engine: Engine, line: str) -> None:
    assert "behind a label of links" not in signs(engine, line)


@pytest.mark.parametrize(("label", "menu"), [("Photo:", False), ("Travel", True)])
def test_a_name_below_its_label_is_in_no_menu(engine: Engine, label: str, menu: bool) -> None:
    lines = ["Home", "Sport", "Games", label, "Reuters", "Music", "Books", "Help", "About"]
    short = {sign for sign in signs(engine, "\n".join(lines)) if "lines in a run: 9" in sign}
    assert bool(short) == menu


@pytest.mark.parametrize(
    ("line", "opened"),
    [
        ("The quay (sources: Harbour Sheet, Radio South and Reuters) reopens", True),
        ("The quay (Quelle: dpa)", True),
        ("The quay (Harbour Sheet, sources: Reuters) reopens", False),
        ("The quay (sources: Harbour Sheet) and Reuters (two)", False),
    ],
)
def test_a_label_opens_the_brackets_of_sources(engine: Engine, line: str, opened: bool) -> None:
    assert ("in brackets that a label of sources opens" in signs(engine, line)) == opened


@pytest.mark.parametrize(
    ("line", "sign", "found"),
    [
        ("- lines such as `Fonte: Reuters` stay", "between backticks of notes", True),
        ("- a line (`Fonte: Reuters`)", "between backticks of notes", True),
        ("text = `Fonte: Reuters`", "between backticks of notes", True),
        ("html(`${text} Fonte: Reuters`)", "between backticks of notes", False),
        ("assert.match(text, /Fonte: Reuters/);", "in a pattern of a call", True),
        ("text.replace(/© Reuters/gi, '')", "in a pattern of a call", True),
        ("OSLO, 3 May (Harbour) /Reuters/, a ferry", "in a pattern of a call", False),
        ("MINSK, /Reuters/. A ferry", "in a pattern of a call", False),
    ],
)
def test_notes_and_calls_have_signs_of_their_own(
    engine: Engine, line: str, sign: str, found: bool
) -> None:
    assert (sign in signs(engine, line)) == found


@pytest.mark.parametrize(
    ("lines", "many"),
    [
        (["Source:", "Source: Belga", "Photo: Sample"], True),
        (["Source: Belga", "By Sample", "Photo: Sample"], True),
        (["Source:", "Source: Belga", "x" * 41], False),
        (["Source:", "(Belga) - Le bac", "Photo: Sample"], True),
        (["Source:", "(Belga) - Le bac revient", "Photo: Sample"], False),
        (["Source:", f"{'x' * 33} Belga", "Photo: Sample"], True),
        (["Source:", f"{'x' * 34} Belga", "Photo: Sample"], True),
        (["Source:", f"{'x' * 40} Belga", "Photo: Sample"], False),
    ],
)
def test_short_strings_that_each_open_a_line(engine: Engine, lines: list[str], many: bool) -> None:
    text = ABOVE + "CUT = [\n" + "".join(f'    "{line}",\n' for line in lines) + "]\n"
    assert ("one of many short strings, each opening a line" in signs(engine, text)) == many


@pytest.mark.parametrize(
    ("line", "spoken_of"),
    [
        ("- `Source: Belga` / `By Belga`", True),
        ("the foot `Source: Belga`, the sign `(Belga)` and a link", True),
        ("const text = `Source: Belga`;", False),
        ("  credit: `Source: Belga`,", False),
        ("cut(`Source: Belga`, rest)", False),
    ],
)
def test_notes_speak_of_what_is_between_backticks(
    engine: Engine, line: str, spoken_of: bool
) -> None:
    assert ("between backticks of notes, spoken of" in signs(engine, line)) == spoken_of
