"""What a page says of itself."""

import json

import pytest

from checker.formats.html.document import read_html
from checker.models.draft import Draft, Metadatum
from tests.formats.pages import PROSE, page


def read(head: str, body: str = "".join(PROSE)) -> Draft:
    return read_html(page(body, head))


def ld(value: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(value)}</script>"


def scopes(draft: Draft, value: str) -> set[tuple[str, str]]:
    return {(m.name, m.scope) for m in draft.metadata if m.value == value}


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Harbour strike ends",
    "author": [{"@type": "Person", "name": "AFP"}],
    "publisher": {"@type": "Organization", "name": "The Daily"},
    "image": {"@type": "ImageObject", "creditText": "EFE"},
    "copyrightHolder": {"@type": "Organization", "name": "dpa"},
    "usageInfo": "https://agency.example/terms",
    "license": "https://agency.example/licence",
}


@pytest.mark.parametrize(
    "value",
    [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite", "name": "The Daily"}, ARTICLE]}],
)
def test_statements_of_the_article_its_pictures_and_the_site_are_told_apart(value: object) -> None:
    draft = read(ld(value))
    assert scopes(draft, "AFP") == {("jsonld:NewsArticle.author.name", "article")}
    assert scopes(draft, "EFE") == {("jsonld:NewsArticle.image.creditText", "picture")}
    assert ("jsonld:NewsArticle.publisher.name", "site") in scopes(draft, "The Daily")


def test_schema_org_rights_become_rights_of_the_draft() -> None:
    rights = read(ld(ARTICLE)).rights
    assert rights.copyright_holder == ("dpa",)
    assert rights.usage_terms == ("https://agency.example/terms",)
    assert rights.license_url == ("https://agency.example/licence",)
    assert rights.fields[0].path.startswith("jsonld:NewsArticle")


def test_other_articles_of_a_list_are_other() -> None:
    others = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "NewsArticle", "author": {"name": "Reuters"}}],
    }
    draft = read(ld(ARTICLE) + ld(others))
    assert {scope for _, scope in scopes(draft, "Reuters")} == {"other"}


def test_the_article_with_the_page_title_is_the_main_one() -> None:
    second = {"@type": "NewsArticle", "headline": "Quite another story", "author": "Reuters"}
    draft = read("<title>Harbour strike ends</title>" + ld([second, ARTICLE]))
    assert {scope for _, scope in scopes(draft, "Reuters")} == {"other"}
    assert {scope for _, scope in scopes(draft, "AFP")} == {"article"}


def test_references_inside_a_graph_are_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "author": {"@id": "#p"}, "headline": "x"},
            {"@type": "Person", "@id": "#p", "name": "AFP"},
        ]
    }
    assert ("jsonld:NewsArticle.author.name", "article") in scopes(read(ld(graph)), "AFP")


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": {"name": "AFP"},}',
        '<!-- {"@type": "NewsArticle", "author": {"name": "AFP"}} -->',
        '{"@type": "NewsArticle", "author": {"name": "AFP"}, "text": "a\nb"}',
        '{"@type": "NewsArticle", "author": {"name": "AFP"}} {"@type": "WebSite"}',
        '{"@type": "NewsArticle", "author": {"name": "AFP"}, "x": "unquoted " quote"}',
        '//<![CDATA[\n{"@type": "NewsArticle", "author": {"name": "AFP"}}\n//]]>',
        '{"@type": "NewsArticle", "author": {"name": "AFP"}}'.replace('"', "&quot;"),
    ],
)
def test_broken_json_ld_still_names_the_author(script: str) -> None:
    draft = read(f"<script type='application/ld+json'>{script}</script>")
    assert ("jsonld:NewsArticle.author.name", "article") in scopes(draft, "AFP") or (
        "jsonld:NewsArticle.author",
        "article",
    ) in scopes(draft, "AFP")


def test_deeply_nested_json_ld_is_no_crash() -> None:
    draft = read("<script type='application/ld+json'>" + "[" * 100_000 + "</script>")
    assert draft.text


def test_meta_tags_carry_their_name_and_scope() -> None:
    draft = read(
        "<meta name='author' content='AFP'><meta property='og:site_name' content='The Daily'>"
        "<meta name='viewport' content='width=1'><meta property='og:image:alt' content='EFE'>"
    )
    assert Metadatum("meta:author", "AFP", "article") in draft.metadata
    assert Metadatum("meta:og:site_name", "The Daily", "site") in draft.metadata
    assert not any(m.name == "meta:viewport" for m in draft.metadata)


def test_microdata_of_a_picture_is_of_the_picture() -> None:
    draft = read(
        "",
        "<div itemscope itemtype='https://schema.org/NewsArticle'><meta itemprop='author' "
        "content='AFP'><figure itemprop='image' itemscope itemtype='https://schema.org/ImageObject'>"
        f"<meta itemprop='author' content='EFE'></figure>{''.join(PROSE)}</div>",
    )
    assert scopes(draft, "AFP") == {("microdata:author", "article")}
    assert scopes(draft, "EFE") == {("microdata:author", "picture")}


def test_text_and_data_mining_signals_are_rights() -> None:
    draft = read("<meta name='tdm-reservation' content='1'><meta name='robots' content='noai'>")
    assert draft.rights.data_mining == ("1", "noai")


def test_language_address_links_and_pixels_are_read() -> None:
    draft = read(
        "<link rel='canonical' href='https://daily.example/port'>"
        "<script src='//t.example/p.js'></script>",
        "<p><a href='https://agency.example/x'>x</a> <a href='/own'>y</a> "
        "<img src='https://p.example/1.gif'></p>",
    )
    assert draft.language == "en"
    assert draft.url == "https://daily.example/port"
    assert draft.links == ("https://agency.example/x",)
    assert draft.pixels == ("https://p.example/1.gif", "//t.example/p.js")


def test_credits_in_picture_attributes_are_statements_about_pictures() -> None:
    picture = "<img src='a.jpg' alt='Cranes. Photo: EFE' data-credit='EFE'>"
    body = f"<article><h1>Harbour strike ends</h1>{picture}{''.join(PROSE)}</article>"
    draft = read("<title>Harbour strike ends</title>", body)
    assert Metadatum("html:img.data-credit", "EFE", "picture") in draft.metadata
    assert Metadatum("html:img.alt", "Cranes. Photo: EFE", "picture") in draft.metadata


def test_halves_of_surrogate_pairs_are_replaced_and_whole_pairs_kept() -> None:
    draft = read(
        "<script type='application/ld+json'>"
        r'{"@type": "NewsArticle", "author": "a\ud800b\udc00c \ud83d\ude00"}</script>'
    )
    assert scopes(draft, "a\ufffdb\ufffdc 😀") == {("jsonld:NewsArticle.author", "article")}


def test_values_that_were_encoded_twice_are_read_and_addresses_left_alone() -> None:
    draft = read(
        "<meta name='description' content='(dpa) -&amp;nbsp;F&amp;uuml;r'>"
        "<link rel='license' href='https://a.example/?a=AFP&copy=2025'>"
        + ld({"@type": "NewsArticle", "license": "https://a.example/?a=AFP&copy=2025"})
    )
    assert Metadatum("meta:description", "(dpa) -\u00a0Für") in draft.metadata
    assert scopes(draft, "https://a.example/?a=AFP&copy=2025") >= {
        ("jsonld:NewsArticle.license", "article")
    }
