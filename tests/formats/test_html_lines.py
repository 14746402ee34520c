"""Lines of an article that elements and words tell: authors, captions without labels, lists below.

Stories and names are invented; each table has what looks like the kind and is none.
"""

import pytest

from checker.formats.html.document import read_html
from tests.formats.pages import LEDE, PROSE, page, zone_at

TITLE = "<h1>Harbour strike ends</h1>"
STORY = "".join(PROSE)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<div class='author-box'><span class='author'>Paris - AFP</span> 10:12</div>", "Paris"),
        ("<p class='byline'>By <b class='fn'>Bo Sample</b> Harbour News</p>", "Bo Sample"),
        ("<p class='source'>From: <a class='agency' href='/e'>EFE</a>, Lima</p>", "EFE"),
    ],
)
def test_an_author_s_element_in_an_author_s_line_is_a_zone_of_its_own(line: str, name: str) -> None:
    draft = read_html(page(f"<article>{TITLE}{line}{STORY}</article>"))
    here = zone_at(draft, name)
    assert draft.text[here.start : here.end] in ("Paris - AFP", "Bo Sample", "EFE")
    assert here.role in ("byline", "credit")


def test_an_author_s_element_that_is_the_line_leaves_it_whole() -> None:
    line = "<p class='byline'><span class='author'>Bo Sample</span></p>"
    draft = read_html(page(f"<article>{TITLE}{line}{STORY}</article>"))
    assert zone_at(draft, "Bo Sample").tag == "p"


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        ("<p>Por France Presse</p><p>03/06/2024 10h12</p>", "byline"),
        ("<div>Von dpa</div><div>3.6.2024, 10:12 Uhr</div>", "byline"),
        ("<div>10:12, 3.6.2024</div><div>Door ANP</div>", "byline"),
        ("<p>Par Léa Exemple</p><p>Publié le 03-06-2024</p>", "byline"),
        ("<p>Por France Presse</p>", ""),  # no date beside it
        ("<p>Portland opens its quay</p><p>03/06/2024</p>", ""),  # a longer word
        (f"<p>By the time {'the crew had come back ' * 3}</p><p>03/06/2024</p>", ""),  # too long
    ],
)
def test_a_line_with_a_word_of_authors_beside_a_date_is_a_byline(lines: str, role: str) -> None:
    draft = read_html(page(f"<main>{TITLE}{lines}{STORY}</main>"))
    wanted = next(w for w in ("Por", "Von", "Door", "Par ", "By the") if w in draft.text)
    assert zone_at(draft, wanted).role == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("The cranes of the old harbour, on Monday. EFE", "caption"),
        ("The cranes of the old harbour / Bo Sample", "caption"),
        ("The cranes of the old harbour (Bo Sample)", "caption"),
        ("Die Kräne am alten Hafen. Quelle: dpa", "caption"),
        ("The cranes of the old harbour. One Two Three Four Five", "caption"),
        ("The cranes of the old harbour. One Two Three Four Five Six", ""),  # no name
        ("The cranes at dawn: they stood still for nine days, and rust has set in. dpa", "caption"),
        ("The cranes at dawn: they stood still for nine days, and rust has set. letters", ""),  # 7
        ("The cranes stood still for nine days.", ""),
        ("The cranes stood still. nobody came", ""),
    ],
)
def test_a_line_below_a_picture_that_ends_with_a_name_is_its_caption(line: str, role: str) -> None:
    lines = f"<p><img src='c.jpg'></p><p>{line}</p>"
    draft = read_html(page(f"<main>{TITLE}<p>By Ana Sample</p>{lines}{STORY}</main>"))
    assert zone_at(draft, line).role == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("The cranes of the old harbour on Monday. (AP)", "caption"),  # 40 signs and a bracket
        ("The cranes of the old harbor on Monday. (AP)", "byline"),
        ("Bo Sample (AP)", "byline"),
    ],
)
def test_a_sentence_below_a_picture_is_no_author_whatever_it_is_called(
    line: str, role: str
) -> None:
    lines = f"<p><img src='c.jpg'></p><p class='author'>{line}</p>"
    draft = read_html(page(f"<main>{TITLE}{lines}{STORY}</main>"))
    assert zone_at(draft, line).role == role


def test_credits_in_a_list_of_captions_are_credits_of_pictures() -> None:
    items = "".join(
        f"<li><h3>{n}/3 Harbour</h3><p>Cranes of quay {n}.</p><p class='credits'>{name}</p></li>"
        for n, name in enumerate(("AFP", "AP", "Reuters"), 1)
    )
    draft = read_html(page(f"<article>{TITLE}{STORY}<ul class='legends'>{items}</ul></article>"))
    assert [zone_at(draft, name).role for name in ("AFP", "AP", "Reuters")] == [
        "picture_credit"
    ] * 3
    assert zone_at(draft, "Cranes of quay").role == "caption"


@pytest.mark.parametrize(
    ("lines", "role"),
    [
        ("<img src='c.jpg'><div class='copyright'>©BELGA</div>", "picture_credit"),
        ("<img src='c.jpg'><div>© Bo Sample</div>", "picture_credit"),
        ("<div>© Bo Sample</div><img src='c.jpg'>", "credit"),
        ("<img src='c.jpg'><div>© 2024 The Harbour News and its owners</div>", "credit"),  # 39
    ],
)
def test_a_short_notice_right_below_a_picture_is_the_picture_s(lines: str, role: str) -> None:
    date = "<div class='date'>3 June 2024</div>"
    draft = read_html(page(f"<article>{TITLE}{date}{lines}{STORY}</article>"))
    assert zone_at(draft, "©").role == role


LIST = "<div>Ferry fares to rise in July (Reuters)</div><div>Bridge closes for two months</div>"


@pytest.mark.parametrize(
    ("below", "words", "outside"),
    [
        (f"<h3>You may like</h3>{LIST}", "Ferry fares", True),
        ("<h3>延伸閱讀</h3><p>（中央社台北3日電）渡船公司今天宣布七月起漲價……</p>", "中央社", True),
        # a last part of the story, and what says whose it is
        ("<h3>What comes next</h3><p>Ships will sail on Friday.</p><p>(dpa)</p>", "(dpa)", False),
        ("<h3>Texts and sources</h3><p>dpa</p>", "dpa", False),
        (f"<h3>More on it</h3>{LIST}<p class='source'>Source: dpa</p>", "Source", False),
    ],
)
def test_a_heading_with_nothing_but_titles_below_it_ends_the_article(
    below: str, words: str, outside: bool
) -> None:
    draft = read_html(page(f"<main><div>{TITLE}{STORY}{below}</div></main>"))
    assert (zone_at(draft, words).kind == "furniture") is outside
    assert zone_at(draft, LEDE).kind == "head"


@pytest.mark.parametrize(
    ("link", "stated"),
    [
        ("href='l.jpg' data-caption='Cranes. (AP Photo/Bo Sample)'", True),
        ("href='/l.webp?w=9' title='Cranes. (AP Photo/Bo Sample)'", True),
        ("href='/story' title='Cranes. (AP Photo/Bo Sample)'", False),  # another page
    ],
)
def test_what_a_link_to_a_picture_says_is_about_the_picture(link: str, stated: bool) -> None:
    picture = f"<a class='lightbox' {link}><img src='s.jpg' alt='cranes'></a>"
    draft = read_html(page(f"<article>{TITLE}{picture}{STORY}</article>"))
    said = [one for one in draft.metadata if "AP Photo" in one.value]
    assert [one.scope for one in said] == (["picture"] if stated else [])
