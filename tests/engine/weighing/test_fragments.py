"""Pieces of markup, data, program text and posts: what the path and the grammar say of a name."""

import time

import pytest

from checker.engine.weighing.fields import PARTY, field_signs
from checker.engine.weighing.markup import Markup
from checker.engine.weighing.posts import is_post
from checker.engine.weighing.program import is_program

NAME = "\ue001"


def signs(text: str) -> list[str]:
    """The signs of the last § of `text`, which stands for a name."""
    marked = text.replace("§", NAME)
    path = Markup(marked).path(marked.rindex(NAME))
    return list(field_signs(path)) if path is not None else []


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('<copyrightHolder literal="§"/>', "holder"),
        ('<copyrightHolder qcode="x:1">\n <name>§</name>\n</copyrightHolder>', "holder"),
        ('<doc.copyright year="2031" holder="§ Resale forbidden."/>', "holder"),
        ("<rights><rights.owner>§</rights.owner></rights>", "holder"),
        ('"copyright_holder": "§",', "holder"),
        ('<meta content="§" name="Author"/>', "source"),
        ('<meta name="dcterms.creator" content="§">', "source"),
        ('<NewsService FormalName="§ Regional"/>', "source"),
        ('<SentFrom><Party FormalName="§"/></SentFrom>', "source"),
        ("<byline><person>Ida Holm</person><byttl>§</byttl></byline>", "source"),
        ('"author":{"@type":"Person","name":"§"},"publisher":{', "source"),
        ('{"author":{"name":"§","@type":"Organization"}}', "source"),
        ('"authors": [\n  "Ida Holm",\n  "§"\n]', "source"),
        ("'source' => '§',", "source"),
        ("{source: '§', lang: 'en'}", "source"),
        ('"raw": "{\\"creator\\": \\"§\\", \\"n\\": 1}"', "source"),
        ("&lt;p class=&quot;credit&quot;&gt;§&lt;/p&gt;", "source"),
        ('\\u003cspan class=\\"byline\\"\\u003e§\\u003c/span\\u003e', "source"),
        ("news</b></author><author>§", "source"),
        ("<provider><name>§</name></provider>", "provider"),
        ('<infoSource/><sender qcode="§"/>', "distributor"),
        ('<span itemprop="name" content="§"></span>', "a name of an item"),
        ('"publisher":{"@type":"Organization","name":"§"}', "publisher"),
        ('"keywords":"harbour, bridge, §"', "subject"),
        ('"body": "<p>OSLO (§) - The bridge opened.</p>"', "running text"),
        ("<td>§</td>", "layout"),
        ('<a href="/x">§</a>', "layout"),
        ("<speed>§</speed>", "something else"),
        ('<option value="4">§</option>', "vocabulary"),
        ('<concept><name xml:lang="en">§</name></concept>', "vocabulary"),
        ('<type qcode="cpnat:organisation"/>\n<name>§</name>\n<related uri="u"/>', "vocabulary"),
        ('"enum": ["Sample", "§", "Other"]', "vocabulary"),
        ('{"name": "§", "country": "Norway"}', "vocabulary"),
        ("<concept><definition>§ is a wire of Norway</definition></concept>", "vocabulary"),
        ("<x/><definition xml:lang='en'>§, Norway</definition>", "vocabulary"),
        ('"markers": ["(Sample)", "§"]', "vocabulary"),
        ('{"name": "§", "value": 4}', "a name"),
    ],
)
def test_the_path_says_what_a_field_states(text: str, states: str) -> None:
    assert f"data: {states}" in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "ImageObject", "creator": {"name": "§"}}',
        '"image":{"@type":"ImageObject","url":"x","author":"§"}',
        "<figure><img src='a'><figcaption>A quay <span class='credit'>§</span></figcaption>",
        '<media media-type="image"><media-producer class="source">§</media-producer></media>',
        '"thumbnail": {"url": "/a.jpg", "credit": "§"}',
        '{"caption": "A quay", "authors": ["§"]}',
        '"coverimg_source": "§"',
    ],
)
def test_a_source_in_the_object_of_a_picture_is_that_of_the_picture(text: str) -> None:
    assert "data: source of a picture" in signs(text)


def test_a_caption_is_of_a_picture_whatever_is_around_it() -> None:
    assert "data: caption of a picture" in signs('a.jpg" alt="A quay (§)" />')


@pytest.mark.parametrize(
    "text",
    [
        '{"image":{"@type":"ImageObject","url":"x"},"author":{"name":"§"}}',
        '{"publisher":{"name":"S","logo":{"@type":"ImageObject"}},"author":{"name":"§"}}',
        "<figure><img src='a'></figure><p class='byline'>§</p>",
        'property="og:image:width"/>\n<meta content="§" name="Author"/>',  # cut in a picture's tag
    ],
)
def test_a_picture_that_has_ended_says_nothing_of_what_follows(text: str) -> None:
    assert "data: source" in signs(text)


@pytest.mark.parametrize(
    ("text", "outranked"),
    [
        ('<doc-id regsrc="§"/><doc.copyright holder="Sample Yachts" year="2031"/>', True),
        ("<provider>Sample Yachts</provider><distributor>§</distributor>", True),
        ("<distributor>§</distributor>", False),
        ("<byline>ab/cd</byline><distributor>§</distributor><dateline>", False),
        ("<source>Sample Yachts</source><publisher>§</publisher>", True),
        ("<author>Ida Holm</author><publisher>§</publisher>", False),
        ('"source": "§", "author": "Ida Holm"', False),
    ],
)
def test_who_distributes_counts_less_than_who_holds(text: str, outranked: bool) -> None:
    assert ("data: outranked" in signs(text)) is outranked


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("<provider><name>§</name></provider>", True),
        ('"source": "Ida Holm / §"', True),
        ('"source": "He told § that the bridge would open."', False),
        ("<agency><name>§</name><country>NO</country></agency>", False),
        ('"source": "§", "is_closed": false', False),
        ("<provider>Sample Yachts</provider><distributor>§</distributor>", False),
        ('"keywords": "§"', False),
        ('"country": "", "credit": "§", "city": ""', True),
    ],
)
def test_a_field_states_a_party_unless_what_stands_beside_it_says_otherwise(
    text: str, party: bool
) -> None:
    assert (PARTY in signs(text)) is party


@pytest.mark.parametrize(
    "text",
    [
        "He told § that the bridge would open.",
        'He said: "§ is wrong" and left.',
        "Quelle: §",
        "a < b and § > c",
    ],
)
def test_plain_text_has_no_path(text: str) -> None:
    assert signs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'print(clean("Oslo (NTB) - Text"))',
        "expect(cut('PARIS (AFP) — x')).toBe('x')",
        "assert strip_place('WIEN (APA) -') == ''",
        "$title = 'LONDON (Reuters) -';",
        "const mark = /\\(AFP\\)$/",
        "lines.push('(dpa)')",
        'fmt.Println("MADRID (EFE) -")',
        'let head = "ROMA (ANSA) -";',
        "INSERT INTO wires VALUES ('AFP', 1)",
        "WHERE source = 'dpa'",
        "# removes the place: OSLO (NTB) -",
        "// a place before (AFP)",
        "    :return: what follows the place",
        "+    return text.replace('(AP) —', '')",
        "    '(AFP)',",
        "r'^[A-Z ]+ \\(Reuters\\)\\s*'",
    ],
)
def test_program_text_of_any_language_is_told_by_its_grammar(text: str) -> None:
    assert is_program(text)


@pytest.mark.parametrize(
    "text",
    [
        "OSLO (NTB) - The bridge opened on Friday; nobody came.",
        '"author": {"@type": "Person", "name": "dpa"},',
        '<meta name="author" content="AFP">',
        "* Reuters and AP contributed to this report.",
        "-- EMBARGO --",
        "Foto: Ida Holm/AFP (c)",
        '"We will return," he said. (AFP)',
        "(AFP)",
    ],
)
def test_news_and_data_are_no_program_text(text: str) -> None:
    assert not is_program(text)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("— Sample Agency (@sample_news) March 3, 2031", True),
        ("The bridge is open. pic.twitter.com/a1B2c3", True),
        ("https://t.co/a1B2c3", True),
        ("Ida Holm @ida_holm · 3h", True),
        ("@ida@social.example", True),
        ("Forwarded from Harbour News", True),
        ("@港口新闻的微博", True),
        ("A ship off the coast. @faro_norte via Telegram / AFP", False),
        ("Write to ida@paper.example or call.", False),
        ("By Ida Holm (AFP) March 3, 2031", False),
    ],
)
def test_the_marks_of_posts_are_known(text: str, post: bool) -> None:
    assert is_post(text) is post


@pytest.mark.parametrize(
    "piece", ['<a href="', '{"a":', '\\"a\\":', "&lt;a b=&quot;", 'a="', "<a>"]
)
def test_the_cost_of_paths_grows_with_the_text_alone(piece: str) -> None:
    """Ten names close together cost little more than one: what was read is not read again."""
    text = (piece * 200 + NAME) * 10
    one, all_ = Markup(text), Markup(text)
    places = [at for at, sign in enumerate(text) if sign == NAME]
    began = time.process_time()
    one.path(places[-1])
    single = time.process_time() - began
    began = time.process_time()
    for at in places:
        all_.path(at)
    assert time.process_time() - began < 40 * single + 0.5


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('"wire:<agency>" is what a text credits ("§", "Sample")', None),
        ("fields such as `<credit>` are a photo's; § is none", None),
        ('<credit>"§"</credit>', "source"),
        ('<credit name="x">"§', "source"),
    ],
)
def test_a_tag_in_quotation_marks_holds_nothing(text: str, states: str | None) -> None:
    found = next((sign for sign in signs(text) if sign.startswith("data in")), None)
    assert found == (states and f"data in element: {states}")


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ('<div><img src="a.jpg" alt=""><span class="x">Bo Sample/§</span></div>', True),
        ('<div><span class="x">Bo Sample/§</span></div>', False),
        ('<div><b>Ferry</b><span class="x">Bo Sample/§</span></div>', False),
    ],
)
def test_an_element_beside_an_image(text: str, beside: bool) -> None:
    assert ("in an element beside an image" in signs(text)) == beside


def test_the_kind_of_an_object_is_a_kind_in_any_case() -> None:
    assert "data: source" not in signs('{"domain": "§", "type": "Agency"}')
    assert "data: source" not in signs('{"domain": "§", "type": "agency"}')


@pytest.mark.parametrize("name", ["__text", "#text", "_", "$t", "_text", "@value", "$"])
def test_an_object_may_hold_the_text_of_its_element(name: str) -> None:
    assert "data: source" in signs(f'{{"credit": {{"lang": "fr", "{name}": "§"}}}}')
