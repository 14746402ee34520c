"""The visible text of a page."""

import pytest

from checker.errors import InputError
from checker.formats.html.document import read_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>LISBON (<b>A</b><i>F</i>P) - Open</p>", "LISBON (AFP) - Open"),
        ("<p><span class='dropcap'>A</span>FP says</p>", "AFP says"),
        ("<ul><li>Source: dpa</li><li>Photo: EFE</li></ul>", "Source: dpa\nPhoto: EFE"),
        ("<p>one<br>two<br/>three</p>", "one\ntwo\nthree"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<p>Agence Fran<wbr>ce-Presse</p>", "Agence France-Presse"),
        ("<p>Deut&shy;sche</p>", "Deut\u00adsche"),
        ("<p>A &amp; B &copy; 2025&nbsp;dpa</p>", "A & B © 2025\u00a0dpa"),
        ("<p>a\n  b\t c</p>", "a b c"),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>a<script>var x = 'AFP'</script><style>p{}</style>b</p>", "ab"),
        ("<p>a</p><template><p>hidden</p></template>", "a"),
        ("<table><tr><td>dpa</td><td>Photo</td></tr></table>", "dpa\nPhoto"),
        ("<pre>one\n  two</pre>", "one\n  two"),
        ("plain words, no tags at all", "plain words, no tags at all"),
        ("<p>cut off in the mid", "cut off in the mid"),
        ("<!-- Copyright AFP --><p>x</p>", "x"),
        ("<p>2 < 3 and 5 > 4</p>", "2 < 3 and 5 > 4"),
    ],
)
def test_text_is_what_a_browser_shows(markup: str, text: str) -> None:
    assert read_html(markup).text == text


def test_author_and_date_that_touch_are_parted() -> None:
    draft = read_html("<p><span class='author'>Bo Sample</span><span class='date'>3 May</span></p>")
    assert draft.text == "Bo Sample 3 May"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<div class='byline'><span class='name'>TT</span><time>3 juni 2024</time></div>",
            "TT 3 juni 2024",
        ),
        ("<div><span>أ ف ب</span><span>03 يونيو 2024</span></div>", "أ ف ب 03 يونيو 2024"),
        ("<div><span>AFP</span><span>10:02</span></div>", "AFP 10:02"),
        (
            "<div><span>Lesezeit: 2 Min.</span><span>dpa/mus</span></div>",
            "Lesezeit: 2 Min. dpa/mus",
        ),
        ("<div><span>Redaktion</span><span>AFP</span></div>", "Redaktion AFP"),
        ("<div class='meta'><span>भाषा</span><span>नमूनापुर</span></div>", "भाषा नमूनापुर"),
        ("<div class='meta'><span>연합뉴스</span><span>홍견본</span></div>", "연합뉴스 홍견본"),
    ],
)
def test_parts_of_a_line_that_touch_are_parted(markup: str, text: str) -> None:
    assert read_html(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p><span>Wo</span><span>rd</span>s</p>", "Words"),
        ("<p><b>CO</b><sub>2</sub> and <b>B</b><i>12</i></p>", "CO2 and B12"),
        ("<p><b>A</b><span>nna</span> came</p>", "Anna came"),
        ("<div><span>www.</span><span>example.com</span></div>", "www.example.com"),
        ("<div class='date'><span>10</span><span>:</span><span>12</span></div>", "10:12"),
        ("<div class='meta'><span>Jan</span><span>, 2024</span></div>", "Jan, 2024"),
        ("<p><span>見本</span><span>湾</span></p>", "見本湾"),
        ("<p class='lead'><span>Wo</span><span>rd</span>s</p>", "Words"),
        ("<p class='intro'><b>見本</b><span>湾の</span></p>", "見本湾の"),
    ],
)
def test_words_that_are_split_into_elements_stay_whole(markup: str, text: str) -> None:
    assert read_html(markup).text == text


def test_two_links_that_touch_are_parted() -> None:
    draft = read_html("<div><a href='/a'>News</a><a href='/b'>Sport</a></div>")
    assert draft.text == "News Sport"


def test_reading_twice_gives_the_same_draft() -> None:
    markup = "<article><h1>Port</h1><p>By <a rel='author'>Bo</a></p><p>Open.</p></article>" * 3
    assert read_html(markup) == read_html(markup)


def test_zones_are_sorted_and_cover_everything_but_white_space() -> None:
    draft = read_html(
        "<nav><a>Home</a></nav><h1>Port</h1><p>By <b class='author'>Bo</b>, <i>now</i></p>"
        "<figure><img alt='x'><figcaption>Crane <span class='credit'>EFE</span></figcaption>"
        "</figure><p>one<br><br>two</p>"
    )
    covered: set[int] = set()
    last = 0
    for zone in draft.zones:
        assert last <= zone.start < zone.end
        last = zone.end
        covered.update(range(zone.start, zone.end))
    missing = {index for index, letter in enumerate(draft.text) if not letter.isspace()} - covered
    assert not missing


def test_text_of_a_noscript_page_is_read() -> None:
    draft = read_html("<body><div id='app'></div><noscript><p>The port is open.</p></noscript>")
    assert draft.text == "The port is open."


def test_noscript_copies_of_pictures_are_left_out() -> None:
    draft = read_html(f"<p>{'The port is open. ' * 6}</p><noscript><p>copy</p></noscript>")
    assert "copy" not in draft.text


@pytest.mark.parametrize("data", [b"", b"  \n ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        read_html(data)


def test_an_empty_field_is_an_empty_draft() -> None:
    draft = read_html("")
    assert (draft.text, draft.zones, draft.damage) == ("", (), ())


def test_a_page_that_shows_no_text_says_so() -> None:
    assert read_html("<html><body><script>x()</script></body></html>").damage


def test_binary_data_is_refused() -> None:
    with pytest.raises(InputError, match="binary"):
        read_html(b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 400)


def test_a_lone_surrogate_is_replaced_and_told() -> None:
    draft = read_html("<p>a\ud800b</p>")
    assert draft.text == "a\ufffdb"
    assert "surrogate" in draft.damage[0]


def test_a_page_cut_inside_a_tag_is_told() -> None:
    whole = "<html><body><p>The port is open.</p><p class='cred"
    assert read_html(whole).truncated
    assert not read_html("<html><body><p>The port is open.</p></body></html>").truncated


def test_an_article_that_only_a_script_would_show_is_read_from_json_ld() -> None:
    body = "LISBON (AFP) - The port is open. " * 8
    draft = read_html(
        f"<html><body><div id='root'></div><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "articleBody": "{body}"}}</script></body></html>'
    )
    assert draft.text == body.strip()
    assert draft.zones[0].kind == "head"
    assert draft.zones[0].hint == "articlebody jsonld"


def test_a_shown_article_is_not_doubled_by_its_json_ld() -> None:
    body = "LISBON (AFP) - The port is open. " * 8
    draft = read_html(
        f"<html><body><p>{body}</p><script type='application/ld+json'>"
        f'{{"@type": "NewsArticle", "articleBody": "{body}"}}</script></body></html>'
    )
    assert draft.text == body.strip()


def test_empty_elements_of_xhtml_swallow_nothing() -> None:
    draft = read_html(
        "<?xml version='1.0'?><html><head><script src='a/b.js'/><title/></head>"
        "<body><p>The port <a name='x'/>is open.</p></body></html>"
    )
    assert draft.text == "The port is open."


def test_words_that_only_styles_part_do_not_stick_together() -> None:
    assert read_html("<p><span>By Bo Sample</span><span>The Port</span></p>").text == (
        "By Bo Sample The Port"
    )
    assert read_html("<p><b>Re</b><i>uters</i> and <b>d</b><i>Pa</i></p>").text == "Reuters and dPa"
