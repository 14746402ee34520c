"""Texts that are published with a piece without being its main text: nothing of it is dropped."""

import json
from typing import Any

import pytest

from checker.formats import BadRecord, read_drafts
from checker.formats.records.batch_line import read_line
from checker.models.draft import Draft
from checker.outside import outside
from tests.formats import houses, wire

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
OTHER = "Divers found that the second pier had been hollowed out by worms over three long winters."
HTML, BOX = f"<p>{STORY}</p>", f"<p>{OTHER}</p>"


def only(value: Any, name: str = "export.json") -> Draft:
    data = value if isinstance(value, str) else json.dumps(value)
    (draft,) = (d for d in read_drafts(data.encode(), name=name) if isinstance(d, Draft))
    return draft


def compared(draft: Draft) -> str:
    """What a check compares: the text, and what is published outside of it."""
    return "\n".join((draft.text, *(part.text for part in outside(draft))))


def node(included: list[Any] | None = None, **given: Any) -> dict[str, Any]:
    """A node of Drupal's JSON:API with a body; `relationships` and attributes can be added."""
    body = {"value": HTML, "processed": HTML, "format": "full_html", "summary": ""}
    relationships = given.pop("relationships", {})
    data = {
        "type": "node--article", "id": "0b-1", "relationships": relationships,
        "attributes": {"title": "The ferry", "body": body, **given},
    }  # fmt: skip
    answer: dict[str, Any] = {"jsonapi": {"version": "1.0"}, "data": data}
    return answer if included is None else {**answer, "included": included}


PARAGRAPH = {"type": "paragraph--text", "id": "p1"}
FORMATTED = {"value": BOX, "format": "basic", "processed": BOX}
NAMED = {"field_parts": {"data": [PARAGRAPH]}}


def paragraph(id_: str = "p1", **fields: Any) -> dict[str, Any]:
    related = fields.pop("relationships", {})
    return {**PARAGRAPH, "id": id_, "attributes": fields, "relationships": related}


DRUPAL: dict[str, Any] = {
    "a paragraph": node([paragraph(field_text=FORMATTED)], relationships=NAMED),
    "a paragraph with plain text": node([paragraph(field_quote=OTHER)], relationships=NAMED),
    "a paragraph inside a paragraph": node(
        [paragraph(relationships={"field_row": {"data": {**PARAGRAPH, "id": "p2"}}}),
         paragraph("p2", field_text=FORMATTED)],
        relationships=NAMED,
    ),
    "a paragraph nested in its field": node(
        field_parts=[{"type": [{"target_id": "text"}], "field_text": [FORMATTED]}]
    ),
    "a field of plain text": node(field_standfirst=OTHER),
    "the core's field of plain text": node(field_standfirst=[{"value": OTHER}]),
    "a summary": node(body={"value": HTML, "format": "full_html", "summary": BOX}),
    "a description for search engines": node(
        metatag=[{"tag": "meta", "attributes": {"name": "description", "content": OTHER}}]
    ),
    "the words of a picture": node(
        relationships={"field_image": {"data": {"type": "file--file", "id": "f",
                                                "meta": {"alt": OTHER, "title": ""}}}}
    ),
}  # fmt: skip


@pytest.mark.parametrize("value", DRUPAL.values(), ids=DRUPAL)
def test_what_a_node_of_drupal_shows_beside_its_body_is_compared(value: Any) -> None:
    draft = only(value)
    assert STORY in draft.text
    assert OTHER in compared(draft)
    assert draft.parts_unread == ()


MISSING: dict[str, Any] = {
    "json api": node(relationships=NAMED),
    "json api with other parts": node([paragraph("p9")], relationships=NAMED),
    "core": node(field_parts=[{"target_id": 3, "target_revision_id": 8}]),
    "core, named": node(field_parts=[{"target_id": 3, "target_type": "paragraph"}]),
    "seven": node(field_parts={"und": [{"value": "3", "revision_id": "8"}]}),
    "no text at all": node(body=None),
}  # fmt: skip


@pytest.mark.parametrize("value", MISSING.values(), ids=MISSING)
def test_a_part_of_a_node_that_was_not_sent_was_not_read(value: Any) -> None:
    assert len(only(value).parts_unread) == 1


def test_authors_terms_pictures_and_related_nodes_are_no_parts_of_a_node() -> None:
    kinds = ("taxonomy_term--tags", "user--user", "media--image", "node--article", "file--file",
             "node_type--node_type", "paragraphs_type--paragraphs_type")  # fmt: skip
    related = {f"field_{n}": {"data": {"type": kind, "id": "x"}} for n, kind in enumerate(kinds)}
    label = node(relationships=related, field_kicker="Harbour news", revision_log=OTHER)
    assert only(label).parts_unread == ()
    assert OTHER not in compared(only(label))


def test_paragraphs_that_refer_to_each_other_are_read_once() -> None:
    first = paragraph(relationships={"field_row": {"data": {**PARAGRAPH, "id": "p2"}}})
    second = paragraph("p2", field_text=FORMATTED, relationships=NAMED)
    assert only(node([first, second], relationships=NAMED)).text.count(OTHER) == 1


def post(**fields: Any) -> dict[str, Any]:
    return {"posts": [{"id": "5e", "uuid": "0b-1", "title": "The ferry", "slug": "f",
                       "html": HTML, **fields}]}  # fmt: skip


@pytest.mark.parametrize(
    "key",
    ["custom_excerpt", "excerpt", "meta_description", "og_description", "twitter_description",
     "feature_image_alt", "feature_image_caption"],
)  # fmt: skip
def test_what_a_post_of_ghost_publishes_beside_its_text_is_compared(key: str) -> None:
    assert OTHER in compared(only(post(**{key: OTHER})))
    assert OTHER in compared(only(post(**{key: OTHER}, plaintext=STORY)))


def test_an_excerpt_that_repeats_the_beginning_of_the_text_is_not_compared_twice() -> None:
    assert [part.field for part in outside(only(post(excerpt=STORY, meta_description=STORY)))] == []


def test_a_post_of_ghost_without_its_text_was_not_read() -> None:
    assert only(post()).parts_unread == ()
    assert only(post(html=None)).parts_unread != ()
    assert only(post(html="<img src='a.jpg'>")).parts_unread == ()


def wordpress(content: str = HTML, inside: str = "", *, excerpt: str = "", more: str = "") -> str:
    """An export with one post, and perhaps further entries."""
    return (
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>L</title>'
        f"<item><title>The ferry</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
        f"<wp:post_id>7</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f"{inside}</item>{more}</channel></rss>"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def further(kind: str, id_: int, content: str = "", inside: str = "", excerpt: str = "") -> str:
    return (
        f"<item><title>Box</title><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded><wp:post_id>{id_}</wp:post_id>"
        f"<wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type>{inside}</item>"
    )


def block(name: str, **attributes: Any) -> str:
    return f"<!-- wp:{name} {json.dumps(attributes)} /-->"


PATTERN = block("block", ref=42)
BUILDER = json.dumps([{"elType": "widget", "settings": {"editor": BOX}}])
PHP = f's:4:"text";s:{len(OTHER.encode())}:"{OTHER}";'
LIVE = (
    "<wp:comment><wp:comment_type>liveblog</wp:comment_type><wp:comment_content>"
    f"<![CDATA[{BOX}]]></wp:comment_content></wp:comment>"
)
WORDPRESS = {
    "a synced pattern": wordpress(HTML + PATTERN, more=further("wp_block", 42, BOX)),
    "a pattern in a pattern": wordpress(
        HTML + PATTERN,
        more=further("wp_block", 42, block("core/block", ref=43)) + further("wp_block", 43, BOX),
    ),
    "a block that the server draws": wordpress(HTML + block("acf/box", data={"body": OTHER})),
    "a quotation as a shortcode": wordpress(f'{HTML}\n\n[pullquote text="{OTHER}"]'),
    "a custom field": wordpress(inside=meta("fact_box", OTHER) + meta("_fact_box", "field_9")),
    "footnotes": wordpress(inside=meta("footnotes", json.dumps([{"content": OTHER, "id": "a"}]))),
    "a page builder beside the content": wordpress(inside=meta("_elementor_data", BUILDER)),
    "a page builder in PHP's form": wordpress(inside=meta("_fl_builder_data", f"a:1:{{{PHP}}}")),
    "an excerpt": wordpress(excerpt=OTHER),
    "a description for search engines": wordpress(inside=meta("_yoast_wpseo_metadesc", OTHER)),
    "the caption of the leading picture": wordpress(
        inside=meta("_thumbnail_id", "9"), more=further("attachment", 9, excerpt=OTHER)
    ),
    "a live blog": wordpress(inside=LIVE),
}


@pytest.mark.parametrize("export", WORDPRESS.values(), ids=WORDPRESS)
def test_what_a_post_of_wordpress_shows_beside_its_content_is_compared(export: str) -> None:
    draft = only(export, "export.wxr")
    assert STORY in draft.text
    assert compared(draft).count(OTHER) == 1
    assert draft.parts_unread == ()


def test_a_pattern_that_the_export_lacks_and_a_post_without_content_were_not_read() -> None:
    assert only(wordpress(HTML + PATTERN), "a.wxr").parts_unread != ()
    circle = wordpress(HTML + PATTERN, more=further("wp_block", 42, HTML + PATTERN))
    assert only(circle, "a.wxr").parts_unread != ()
    assert only(wordpress(""), "a.wxr").parts_unread != ()
    assert only(wordpress('<img src="a.jpg">'), "a.wxr").parts_unread == ()


@pytest.mark.parametrize(
    "inside",
    [meta("_edit_last", "1"), meta("layout", "two columns"), meta("internal_note", OTHER),
     meta("_history", OTHER), meta("custom_css", OTHER), meta("box", HTML),
     f"<wp:comment><wp:comment_content>{OTHER}</wp:comment_content></wp:comment>"],
)  # fmt: skip
def test_settings_notes_and_comments_of_readers_are_no_text_of_a_post(inside: str) -> None:
    plain = only(wordpress(), "a.wxr")
    assert only(wordpress(inside=inside), "a.wxr").text == plain.text


def test_attributes_that_repeat_the_content_add_nothing() -> None:
    heading = (
        f"<!-- wp:box {json.dumps({'body': STORY, 'className': 'a b'})} -->{HTML}<!-- /wp:box -->"
    )
    assert only(wordpress(heading), "a.wxr").text == only(wordpress(), "a.wxr").text


def feed(content: str, described: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>L</title><item><title>A</title>{described}"
        f"<content:encoded><![CDATA[{content}]]></content:encoded></item></channel></rss>"
    )


def atom(inside: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>f</id><entry><id>1</id>'
        f"<title>A</title>{inside}</entry></feed>"
    )


FEEDS = {
    "a description beside the content": feed(HTML, f"<description>{OTHER}</description>"),
    "two contents": feed(HTML, f"<body>{OTHER}</body>"),
    "a summary of Atom": atom(f"<summary>{OTHER}</summary><content>{STORY}</content>"),
}


@pytest.mark.parametrize("data", FEEDS.values(), ids=FEEDS)
def test_what_a_feed_has_beside_the_content_of_an_entry_is_compared(data: str) -> None:
    draft = only(data, "a.rss")
    assert STORY in draft.text
    assert OTHER in compared(draft)
    assert OTHER not in draft.text
    assert draft.parts_unread == ()


def test_content_of_atom_at_an_address_was_not_read_and_a_picture_is_no_text() -> None:
    page = atom(f'<summary>{STORY}</summary><content type="text/html" src="a.html"/>')
    picture = atom(f'<summary>{STORY}</summary><content type="image/png" src="a.png"/>')
    assert only(page, "a.atom").parts_unread != ()
    assert only(picture, "a.atom").parts_unread == ()


def ninjs(**fields: Any) -> dict[str, Any]:
    return {"uri": "urn:x:1", "type": "text", "version": "1", "headline": "The ferry",
            "versioncreated": "2025-01-14T09:00:00Z", "body_text": STORY, **fields}  # fmt: skip


def box(**fields: Any) -> dict[str, Any]:
    return {"type": "text", "headline": "The pier", "body_text": OTHER, **fields}


NITF = (
    "<nitf><head><title>A</title></head><body><body.head><hedline><hl1>A</hl1></hedline>{}"
    f"</body.head><body.content><p>{STORY}</p></body.content></body></nitf>"
)
LINE = f"<NewsLine><NewsLineType FormalName='S'/><NewsLineText>{OTHER}</NewsLineText></NewsLine>"


def newsml_1(lines: str = "", content: str = "") -> str:
    return (
        "<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>1</NewsItemId>"
        "</NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>A</HeadLine>"
        f"{lines}</NewsLines><ContentItem><MediaType FormalName='Text'/><DataContent>{STORY}"
        f"</DataContent></ContentItem>{content}</NewsComponent></NewsItem></NewsML>"
    )


BESIDE: dict[str, Any] = {
    "ninjs: a description": ninjs(description_text=OTHER),
    "ninjs: descriptions": ninjs(descriptions=[{"role": "summary", "value": OTHER}]),
    "ninjs: a teaser": ninjs(teaser=OTHER),
    "ninjs: a sidebar": ninjs(associations={"sidebar": box()}),
    "ninjs: a sidebar in a list": ninjs(associations=[box(name="sidebar")]),
    "ninjs: a composite": ninjs(
        type="composite", body_text=None,
        associations={"main": box(body_text=STORY), "second": box()},
    ),
    "nitf: an abstract": NITF.format(f"<abstract><p>{OTHER}</p></abstract>"),
    "newsml-g2: a description": wire.g2(
        body=HTML, content=f'<headline>A</headline><description role="x:y">{OTHER}</description>'
    ),
    "newsml-1: a line of another kind": newsml_1(LINE),
    "vendor xml: an abstract beside a lead": (
        f"<?xml version='1.0'?><story><id>1</id><title>A</title><lead>{STORY}</lead>"
        f"<abstract>{OTHER}</abstract><body>{STORY}</body></story>"
    ),
    "ans: a description": houses.ans(description={"basic": OTHER},
                                     content_elements=[{"type": "text", "content": STORY}]),
    "anp: a summary": houses.anp(bodyText=HTML, summary=OTHER),
}  # fmt: skip


@pytest.mark.parametrize("data", BESIDE.values(), ids=BESIDE)
def test_what_an_item_of_the_wire_publishes_beside_its_text_is_compared(data: Any) -> None:
    draft = only(data, "item")
    assert STORY in draft.text
    assert compared(draft).count(OTHER) == 1
    assert draft.parts_unread == ()


@pytest.mark.parametrize("name", ["related--1", "translation_of", "derivedFrom", "previousversion"])
def test_a_story_that_an_item_only_relates_to_is_not_published_with_it(name: str) -> None:
    assert OTHER not in compared(only(ninjs(associations={name: box()})))


def test_a_sidebar_is_text_of_a_draft_and_a_source_of_its_own() -> None:
    data = json.dumps(ninjs(associations={"sidebar": box()}))
    story, sidebar = wire.sources(data, default_owner="house")
    assert (story.text, sidebar.text) == (STORY, OTHER)
    assert sidebar.owner == "house"


REMOTE = '<remoteContent href="part2.html" contenttype="{}"/>'
INLINE = f"<inlineXML><html><body>{HTML}</body></html></inlineXML>"
HREF = "<ContentItem Href='b.{0}'><MimeType FormalName='{1}'/></ContentItem>"
ELSEWHERE: dict[str, tuple[Any, bool]] = {
    "newsml-g2: a page": (wire.g2(inside=INLINE + REMOTE.format("text/html")), True),
    "newsml-g2: a picture": (wire.g2(inside=INLINE + REMOTE.format("image/jpeg")), False),
    "newsml-1: a page": (newsml_1(content=HREF.format("html", "text/html")), True),
    "newsml-1: a picture": (newsml_1(content=HREF.format("jpg", "image/jpeg")), False),
    "ninjs: a part of a composite": (
        ninjs(type="composite", body_text=None,
              associations={"a": box(), "b": {"type": "text", "uri": "urn:x:2"}}), True),
    "ninjs: a related text": (
        ninjs(associations={"related": {"type": "text", "uri": "urn:x:2"}}), False),
}  # fmt: skip


@pytest.mark.parametrize(("data", "unread"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_text_of_an_item_that_is_at_an_address_was_not_read(data: Any, unread: bool) -> None:
    assert bool(only(data, "item").parts_unread) is unread


RECORD_KEYS = (
    "standfirst", "Lead", "summary", "excerpt", "description", "abstract", "dek", "subtitle",
    "caption", "alt_text", "imageCaption", "meta_description", "body_html", "content",
)  # fmt: skip


@pytest.mark.parametrize("key", RECORD_KEYS)
@pytest.mark.parametrize("markup", [False, True])
def test_what_a_record_publishes_beside_its_text_is_compared(key: str, *, markup: bool) -> None:
    text = {"html": HTML} if markup else {"text": STORY}
    value = {"id": "1", "owner": "house", **text, key: BOX}
    draft = only(value)
    assert STORY in draft.text
    assert OTHER in compared(draft)
    line = read_line(json.dumps(value).encode())
    assert OTHER in [statement.value for statement in line.metadata]
    assert line.unknown == ("owner",)


def test_a_second_text_column_of_a_table_is_compared() -> None:
    table = f'id,body,story,captions,tags\n1,"{STORY}","{OTHER}","{OTHER}",x\n'
    note, draft = read_drafts(table.encode(), name="a.csv")
    assert isinstance(note, BadRecord)
    assert note.unknown == ("captions", "tags")
    assert isinstance(draft, Draft)
    assert OTHER in compared(draft)
