"""What each part of a page is for."""

import pytest

from checker.formats.html.document import read_html
from tests.formats.pages import LEDE, PROSE, page, zone_at, zones_with_role

TITLE = "<h1>Harbour strike ends</h1>"
STORY = f"{TITLE}{''.join(PROSE)}"


def test_headline_head_body_and_tail_are_told_apart() -> None:
    draft = read_html(page(f"<article>{STORY}<p>(dpa)</p></article>"))
    assert draft.title == "Harbour strike ends"
    assert zone_at(draft, "Harbour").role == "headline"
    assert zone_at(draft, LEDE).kind == "head"
    assert zone_at(draft, "(dpa)").kind == "tail"


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='byline'>By Ana Sample, AFP</p>",
        "<div class='article-meta'><span class='article__author'>Ana Sample, AFP</span></div>",
        "<div class='share-bar'><p class='autor'>Ana Sample, AFP</p><button>Share</button></div>",
        "<address rel='author'>Ana Sample, AFP</address>",
        "<div itemprop='author'><span itemprop='name'>Ana Sample, AFP</span></div>",
        "<p><img src='/face.jpg'><span class='auteur'>Ana Sample, AFP</span></p>",
    ],
)
def test_an_author_line_is_a_byline(markup: str) -> None:
    draft = read_html(page(f"<article>{TITLE}{markup}{''.join(PROSE)}</article>"))
    assert zone_at(draft, "Ana Sample").role == "byline"
    assert zone_at(draft, "Ana Sample").kind == "head"


@pytest.mark.parametrize(
    "markup",
    [
        "<p class='source'>Quelle: dpa</p>",
        "<div class='article-copyright'>© dpa-infocom</div>",
        "<small class='fuente'>EFE</small>",
    ],
)
def test_a_source_line_below_the_body_is_a_credit(markup: str) -> None:
    draft = read_html(page(f"<main>{TITLE}<div>{''.join(PROSE)}</div>{markup}</main>"))
    last = draft.zones[-1]
    assert (last.kind, last.role) == ("tail", "credit")


def test_caption_and_its_credit_are_zones_of_their_own() -> None:
    figure = (
        "<figure><img src='l.jpg'><figcaption>The reading room in winter. "
        "<span class='credit'>EFE/Ana Sample</span></figcaption></figure>"
    )
    draft = read_html(page(f"<article>{TITLE}{figure}{''.join(PROSE)}</article>"))
    assert zone_at(draft, "The reading room").role == "caption"
    assert zone_at(draft, "EFE/Ana").role == "picture_credit"
    assert zone_at(draft, "EFE/Ana").kind == "caption"


def test_a_caption_without_names_is_told_by_its_picture() -> None:
    table = (
        "<table><tr><td><img src='l.jpg'></td></tr>"
        "<tr><td>Cranes in winter sun - EFE photo</td></tr></table>"
    )
    draft = read_html(page(f"{TITLE}{PROSE[0]}{table}{''.join(PROSE[1:])}"))
    assert zone_at(draft, "Cranes in").role == "caption"


TEASERS = "".join(
    f"<li class='item'><a href='/{n}'>LISBON (AFP) - Another story number {n} of the day</a></li>"
    for n in range(5)
)


@pytest.mark.parametrize(
    "markup",
    [
        f"<ul>{TEASERS}</ul>",
        "<div class='related-stories'><p>MADRID (EFE) - Another thing happened today.</p></div>",
        "<aside class='most-read'><h3><a href='/1'>Reuters: another thing</a></h3></aside>",
        "<section><div class='ticker'>AFP - something else was said at noon</div></section>",
    ],
)
def test_lists_of_other_stories_are_teasers(markup: str) -> None:
    draft = read_html(page(f"<article>{STORY}</article>{markup}"))
    outside = [z for z in draft.zones if z.kind == "furniture"]
    assert outside
    assert {zone.role for zone in outside} == {"teaser"}


def test_teasers_between_paragraphs_are_teasers() -> None:
    inside = (
        "<div class='read-also'><a href='/x'>PARIS (AFP) - Other story of another day</a></div>"
    )
    draft = read_html(page(f"<article>{TITLE}{PROSE[0]}{PROSE[1]}{inside}{PROSE[2]}</article>"))
    assert zone_at(draft, "PARIS (AFP)").role == "teaser"
    assert zone_at(draft, "Cranes are").role == ""


def test_comments_are_comments_even_when_they_outweigh_the_story() -> None:
    comments = "".join(
        f"<div class='comment'><span class='author'>afp_fan_{n}</span>"
        f"<p>Copyright AFP 2025, I read this there first! LISBON (AFP) - lol. {LEDE}</p></div>"
        for n in range(12)
    )
    draft = read_html(
        page(f"<article>{STORY}</article><section id='comments'>{comments}</section>")
    )
    assert {z.role for z in draft.zones if z.kind == "furniture"} == {"comment"}
    assert zone_at(draft, LEDE).kind == "head"


def test_the_site_footer_is_the_site() -> None:
    footer = (
        "<footer><p>Parts of this site (dispatches, photographs) belong to Agence France-Presse "
        "and may not be copied.</p></footer>"
    )
    draft = read_html(page(f"<article>{STORY}</article>{footer}"))
    assert zone_at(draft, "Parts of this site").role == "site"


def test_navigation_and_biography_are_told() -> None:
    draft = read_html(
        page(
            "<nav><ul><li><a href='/'>Home</a></li><li><a href='/afp'>AFP</a></li></ul></nav>"
            f"<article>{STORY}</article><div class='author-bio'><p>Bo Sample joined us from AFP, "
            "where he reported from four continents for eleven years and won a prize.</p></div>"
        )
    )
    assert zone_at(draft, "AFP").role == "navigation"
    assert zone_at(draft, "Bo Sample joined").role == "biography"


def test_the_longest_text_without_names_is_the_article() -> None:
    noise = "<div><a href='/1'>Short thing</a></div><div><a href='/2'>Other short thing</a></div>"
    draft = read_html(page(f"<div>{noise}</div><div><div>{STORY}</div></div><div>{noise}</div>"))
    assert zone_at(draft, "The vote was close").kind == "head"
    assert zone_at(draft, "Other short thing").kind == "furniture"


def test_a_page_that_only_lists_stories_has_no_article() -> None:
    items = "".join(
        f"<div class='row'><h3><a href='/{n}'>Story number {n} of the day is here</a></h3>"
        f"<p>LISBON (AFP) - {LEDE}</p></div>"
        for n in range(12)
    )
    draft = read_html(page(f"<div>{items}</div>"))
    assert {zone.kind for zone in draft.zones} == {"furniture"}


def test_a_digest_without_links_is_one_article() -> None:
    items = "".join(f"<td><p><b>Item {n}</b><br>{LEDE} — PTI</p></td>" for n in range(6))
    draft = read_html(page(f"<table><tr>{items}</tr></table>"))
    assert {zone.kind for zone in draft.zones} <= {"head", "body", "tail"}


def test_a_fragment_is_an_article_whole() -> None:
    draft = read_html("<p>Ports open. (AFP)</p><p>© AFP</p>")
    assert {zone.kind for zone in draft.zones} <= {"head", "body", "tail"}


def test_hints_name_the_elements_around_from_outside_in() -> None:
    draft = read_html("<div class='Story' id='s1'><p class='byline' itemprop='author'>Bo</p></div>")
    assert draft.zones[0].hint == "story s1 byline author"
    assert draft.zones[0].tag == "p"


def test_hidden_elements_say_so_in_their_hint() -> None:
    draft = read_html("<div><p style='display:none'>(AFP)</p><p>Open.</p></div>")
    assert draft.zones[0].hidden


def test_quotes_are_told() -> None:
    words = "Nobody asked us, said the harbour master of the second port."
    quote = f"<blockquote><p>{words}</p></blockquote>"
    draft = read_html(page(f"<article>{TITLE}{PROSE[0]}{quote}{PROSE[1]}</article>"))
    assert zones_with_role(draft, "quote") == [words]


def test_items_of_a_live_blog_that_link_to_themselves_are_the_article() -> None:
    own = "https://daily.example/live/harbour-strike-hour-by-hour"
    items = "".join(
        f"<div class='entry'><h2><a href='{own}/{n}'>What happened at hour {n}</a></h2>"
        f"<p>{LEDE} (dpa)</p></div>"
        for n in range(8)
    )
    head = f"<title>Harbour strike hour by hour</title><link rel='canonical' href='{own}'>"
    draft = read_html(page(f"<h1>Harbour strike hour by hour</h1>{items}", head))
    assert {zone.kind for zone in draft.zones} <= {"head", "body", "tail"}


def test_the_only_copyright_line_of_a_page_closes_its_text() -> None:
    notice = (
        "<div class='page-footer'><span>Copyright © 2025 AFP. All rights reserved.</span></div>"
    )
    draft = read_html(page(f"<div>{STORY}</div>{notice}"))
    assert (draft.zones[-1].kind, draft.zones[-1].role) == ("tail", "credit")
    site = "<div class='page-footer'><p>About us</p><p>© 2025 The Daily</p></div>"
    both = read_html(page(f"<div>{STORY}</div>{notice}{site}"))
    assert zone_at(both, "Copyright").role == "site"


def test_sentences_in_an_authors_box_below_the_text_are_a_biography() -> None:
    box = "<div class='article-author'><p>Bo is the harbour editor. He joined from AFP.</p></div>"
    line = "<div class='article-author'><p>Bo Sample, AFP</p></div>"
    draft = read_html(page(f"<article>{STORY}{box}{line}</article>"))
    assert zone_at(draft, "Bo is the").role == "biography"
    assert zone_at(draft, "Bo Sample").role == "byline"


def test_a_cluster_of_openings_without_a_headline_is_a_list() -> None:
    items = "".join(
        f"<div class='card'><h5>Story number {n} of the day</h5><p>LISBON (UPI) - {LEDE}</p>"
        f"<a href='/{n}'>wire{n}.example</a></div>"
        for n in range(12)
    )
    draft = read_html(page(f"<main>{items}</main>", "<title>Clusters</title>"))
    assert {zone.kind for zone in draft.zones} == {"furniture"}


def test_a_list_of_picture_credits_counts_even_in_the_sites_footer() -> None:
    footer = "<div class='footer'><p>Photo credits:</p><p>Ana Sample/EFE, Getty Images</p></div>"
    draft = read_html(page(f"<article>{STORY}</article>{footer}"))
    assert zone_at(draft, "Ana Sample/EFE").role == "picture_credit"


def test_a_picture_between_the_paragraphs_is_shown_with_the_article() -> None:
    box = "".join(
        f"<div class='teaser'><figure><img src='{n}.jpg' alt='Crane {n} (EFE)'>"
        f"<figcaption>Crane number {n} at work. REUTERS</figcaption></figure>"
        f"<h5><a href='/{n}'>A video of the port number {n}</a></h5></div>"
        for n in range(3)
    )
    draft = read_html(
        page(f"<article>{TITLE}<div>{PROSE[0]}{box}{''.join(PROSE[1:])}</div></article>")
    )
    assert zone_at(draft, "Crane number 1").kind == "caption"
    assert zone_at(draft, "A video of").role == "teaser"
    assert {m.scope for m in draft.metadata if m.name == "html:img.alt"} == {"picture"}


def test_pictures_of_other_stories_below_are_not_the_articles() -> None:
    box = "".join(
        f"<div class='teaser'><a href='/{n}'><img src='{n}.jpg' alt='Crane {n} (EFE)'>"
        f"A video of the port number {n}</a></div>"
        for n in range(3)
    )
    draft = read_html(page(f"<article>{STORY}</article><section>{box}</section>"))
    assert {m.scope for m in draft.metadata if m.name == "html:img.alt"} == {"other"}


def test_a_name_below_a_label_for_photographers_is_a_picture_credit() -> None:
    lines = "<h3>Photo by:</h3><div class='authors'>Ana Sample</div>"
    draft = read_html(page(f"<article>{TITLE}{lines}{''.join(PROSE)}</article>"))
    assert zone_at(draft, "Ana Sample").role == "picture_credit"


def test_an_authors_face_makes_no_picture_credit() -> None:
    line = "<div class='author-photo'><img src='f.jpg'><span>Ana Sample, AFP</span></div>"
    draft = read_html(page(f"<article>{TITLE}{line}{''.join(PROSE)}</article>"))
    assert zone_at(draft, "Ana Sample").role == "byline"


@pytest.mark.parametrize("label", ["Source : AFP", "Quelle: AFP", "المصدر: أ ف ب", "来源：法新社"])
def test_a_source_between_share_buttons_is_a_credit(label: str) -> None:
    buttons = "<ul><li><a href='#1'>Share</a></li><li><a href='#2'>Mail</a></li></ul>"
    bar = f"<div class='share-bar'>{buttons}<span>{label}</span>{buttons}</div>"
    draft = read_html(page(f"<article>{TITLE}{bar}{''.join(PROSE)}</article>"))
    assert zone_at(draft, label).role == "credit"


@pytest.mark.parametrize("words", ["Share", "Text size A A", "Share: Facebook: Mail: Print"])
def test_what_names_no_source_between_share_buttons_is_navigation(words: str) -> None:
    bar = f"<div class='share-bar'><span>{words}</span></div>"
    draft = read_html(page(f"<article>{TITLE}{bar}{''.join(PROSE)}</article>"))
    assert zone_at(draft, words).role == "navigation"


def test_a_list_of_nothing_but_links_below_the_text_is_navigation() -> None:
    links = "<li><a href='/t/afp'>AFP</a></li><li><a href='/t/b'>Ferry</a></li>"
    tags = f"<div><h4>About:</h4><ul>{links}</ul></div>"
    draft = read_html(page(f"<article>{STORY}{tags}</article>"))
    assert zone_at(draft, "AFP").role == "navigation"
    one = "<ul><li><a href='/afp'>AFP</a></li></ul>"
    assert zone_at(read_html(page(f"<article>{STORY}{one}</article>")), "AFP").role != "navigation"
    authors = f"<ul class='authors'>{links}</ul>"
    draft = read_html(page(f"<article>{TITLE}{authors}{''.join(PROSE)}</article>"))
    assert zone_at(draft, "AFP").role == "byline"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Print | <span class='byline'>By</span><br><span>AFP / May 3, 2010</span>", "byline"),
        ("Print | <span class='autor'>Von dpa</span>, 3.5.2010", "byline"),
        ("Print | <span class='byline'>By AFP</span>", "navigation"),
        ("Print | AFP / May 3, 2010", "navigation"),
    ],
)
def test_an_authors_bar_with_a_date_above_a_text_without_headline(line: str, role: str) -> None:
    bar = f"<div class='utility'>{line}</div>"
    draft = read_html(f"<html><body>{bar}<div class='article'>{''.join(PROSE)}</div></body></html>")
    assert zone_at(draft, "Print").role == role


def test_a_caption_shortcode_that_was_not_run_is_a_caption() -> None:
    line = '[caption id="a7" width="300"]<img src="c.jpg"> Cranes at dawn. Photo: EFE[/caption]'
    draft = read_html(f"{PROSE[0]}<p>{line}</p>{PROSE[1]}")
    assert zone_at(draft, "[caption").role == "caption"


OTHER_STORY = "".join(
    f"<p>{text} Quite other words were said there too, by other people.</p>"
    for text in (
        "The theatre burned for two days before the rain came and the roof fell in on the stage.",
        "Nobody was hurt, the fire brigade said, but three hundred costumes are lost for good.",
        "The company will play in a tent by the river until the spring, its director told friends.",
    )
)


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("tag", ["article", "div"])
def test_second_whole_stories_below_the_first_are_other_stories(tag: str, count: int) -> None:
    others = "".join(
        f"<{tag}><h1>Theatre burns number {n}</h1><p class='byline'>By Reuters</p>"
        f"{OTHER_STORY}</{tag}>"
        for n in range(count)
    )
    draft = read_html(
        page(f"<main><{tag}>{TITLE}<p>By Bo</p>{''.join(PROSE)}</{tag}>{others}</main>")
    )
    assert zone_at(draft, "Shop owners").kind == "tail"
    outside = draft.text.index("Theatre burns number 0")
    assert {zone.role for zone in draft.zones if zone.start >= outside} == {"teaser"}


def test_sections_of_a_long_article_are_no_second_stories() -> None:
    sections = "".join(f"<section><h2>Part {n} of it</h2>{OTHER_STORY}</section>" for n in range(3))
    draft = read_html(page(f"<article><section>{STORY}</section>{sections}</article>"))
    assert {zone.kind for zone in draft.zones} == {"head", "body", "tail"}
