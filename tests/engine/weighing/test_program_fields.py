"""Fields in program text: commented out, of persons, of pictures' files, with classes of looks."""

import pytest

from checker.engine import Engine
from checker.engine.weighing.fields import PARTY, meaning
from checker.engine.weighing.markup import Markup
from tests.engine.weighing.signed import signs, signs_of_first
from tests.packaged import packaged_engine

NAME = "\ue001"
OF_PICTURE = f"{PARTY} of a picture"


def said(text: str) -> str:
    """What the field of the last § of `text` states, which stands for a name."""
    marked = text.replace("§", NAME)
    path = Markup(marked).path(marked.rindex(NAME))
    return meaning(path) if path is not None else ""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("//   author: '§',\n//   title: 'x'", "source"),
        ("# source = '§'", "source"),
        (" * credit: '§',", "source"),
        ("-- provider: '§'", "provider"),
        ('"byline": {\n  "title": "§"\n}', "source"),
        ('"headline": {\n  "title": "§"\n}', "running text"),
        ('"author": {"id": 7, "content": "§"}', "source"),
        ('<span class="text-xs md:text-right font-mono">§</span>', "layout"),
        ('<span class="article-text">§</span>', "running text"),
        ('<span class="credit text-xs">§</span>', "source"),
        ('{"id": "§", "name": "Pengelolaan Sumber Daya Alam"}', "a name"),
    ],
)
def test_what_fields_of_program_text_state(text: str, states: str) -> None:
    assert said(text) == states


@pytest.mark.parametrize(
    ("text", "is_element"),
    [
        ("val image = content.first<Article.Image>()\nx = '§'", False),
        ("const [name, set] = useState<string>('§')", False),
        ("List<String> names = '§'", False),
        ("word<b>§</b>", True),
        ("<Image>§</Image>", True),
    ],
)
def test_types_in_angle_brackets_are_no_elements(text: str, is_element: bool) -> None:
    marked = text.replace("§", NAME)
    path = Markup(marked).path(marked.rindex(NAME))
    assert (path is not None and path.kind == "element") == is_element


@pytest.mark.parametrize(
    "text",
    [
        '{ author: "Efe", occupation: "Designer", quote: "She is a force." }',
        '{"name": "Anna", "author": "Efe", "jobTitle": "Nurse", "age": 44}',
        "author: 'Efe',\n  workPlace: 'Sample Ltd',",
    ],
)
def test_a_person_s_record_names_no_agency(engine: Engine, text: str) -> None:
    assert "data: beside a person's details" in signs(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        '{ author: "EFE", title: "El ferry vuelve", email: "a@b.example" }',
        '{ author: "EFE", date: "2024-05-14" }',
    ],
)
def test_a_story_s_record_may_have_an_address(engine: Engine, text: str) -> None:
    assert "data: beside a person's details" not in signs(engine, text)


@pytest.mark.parametrize(
    ("text", "pictured"),
    [
        ('{"url": "https://a.example/x.jpg", "author": "Belga"}', True),
        ('{"author": "Belga", "src": "/img/x.webp?w=1"}', True),
        ('{"author": "Belga", "url": "https://a.example/x.html"}', False),
        ('{"author": "Belga", "logo": "https://a.example/x.jpg"}', False),
        ('photoshop:Credit="AP" photoshop:City="Oslo"', True),
        ("XMP-photoshop:Credit = 'EFE'", True),
        ("<exif:Artist>Belga</exif:Artist>", True),
        ("<photoshop:Source>ANSA</photoshop:Source>", True),
        ("<prism:distributor>STT</prism:distributor>", False),
        ('<media:content medium="image"><media:credit>TT</media:credit></media:content>', True),
        ('<media:content medium="text"><media:credit>TT</media:credit></media:content>', False),
        ("bild:\n  datei: faehre\n  quelle: dpa\n  breite: 640", True),
        ("meldung:\n  titel: faehre\n  quelle: dpa\n  datum: 640", False),
    ],
)
def test_the_record_of_a_picture(engine: Engine, text: str, pictured: bool) -> None:
    assert (OF_PICTURE in signs_of_first(engine, text)) == pictured


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ('w.webp" alt=""> <span>Anna Muster/Agência Brasil</span>', True),
        ('<img src="a.jpg"> <span>Anna Muster/Agência Brasil</span>', True),
        ('href="a.html" rel=""> <span>Anna Muster/Agência Brasil</span>', False),
    ],
)
def test_a_fragment_may_begin_inside_the_tag_of_a_picture(
    engine: Engine, text: str, beside: bool
) -> None:
    assert ("in an element beside an image" in signs(engine, f"{text}</div>")) == beside


@pytest.mark.parametrize(
    "text",
    [
        '<string name="agency_afp">AFP</string>',
        "const LABELS = { reuters: 'Reuters', other: 'Other' };",
        '"labelDpa": "dpa",\n"labelOther": "x"',
        "{ efe: 'EFE', ansa: 'ANSA' }",
    ],
)
def test_a_word_of_a_catalogue_is_named_for_itself(engine: Engine, text: str) -> None:
    assert "data: named by its key" in signs(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        '"source": {"id": "afp", "name": "AFP"}',
        "<string name='source_line'>Fonte: ANSA</string>",
        "{ apaText: 'WIEN (APA) - Die Fähre fährt wieder', other: 1 }",
    ],
)
def test_fields_that_hold_more_are_named_for_what_they_hold(engine: Engine, text: str) -> None:
    assert "data: named by its key" not in signs(engine, text)


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ('articles(source: "AFP") { title }', True),
        ("Article.objects.filter(agency='dpa')", True),
        ("find(source == 'EFE')", True),
        ("Article(source='dpa', title='Die Fähre')", False),
        ("Article(title='Die Fähre', source='dpa')", False),
    ],
)
def test_a_call_with_one_argument_is_a_condition(engine: Engine, text: str, is_only: bool) -> None:
    assert ("the only argument of a call, with its name" in signs(engine, text)) == is_only


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("allow:\n  - two.example\n  - dpa\n  - Sample TV", 2),
        ("- Hafenblatt\n- dpa", 1),
        ("allow:\n  - dpa", 0),
        ("- Hafenblatt: täglich\n- dpa\n- Der Hafen bleibt bis Mai geschlossen, sagte er.", 0),
    ],
)
def test_an_item_beside_others(engine: Engine, text: str, beside: int) -> None:
    found = {sign for sign in signs(engine, text) if sign.startswith("an item alone")}
    assert found == ({f"an item alone, beside {beside}"} if beside else set())


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        ("![A worker](a.jpg)\n*A worker. REUTERS/Bo Sample*", True),
        (".. figure:: a.jpg\n\n   A worker. REUTERS/Bo Sample", True),
        ("[[Datei:a.jpg|mini]]\nFoto: dpa", True),
        ('{{< figure src="a.jpg" >}}\nBo Sample/Getty Images', True),
        ("\\includegraphics{a}\nBo Sample / AFP", True),
        ('<img src="a.jpg">\n<small>Photo by Bo Sample / AFP</small>', True),
        ("![A worker](a.jpg)\nPARIS (AFP) - The ferry will sail again in May, they said.", False),
        ("[A worker](a.html)\nREUTERS/Bo Sample", False),
    ],
)
def test_the_line_below_a_picture(engine: Engine, lines: str, below: bool) -> None:
    assert ("below a picture's markup" in signs(engine, lines)) == below
