"""Captions in the data of pictures, as galleries, lightboxes and editors keep them."""

import json

import pytest

from checker.formats import read_drafts, read_sources
from checker.models.draft import Draft
from checker.models.source import Source
from checker.outside import outside

STORY = "The night ferry to Orlu sailed again on Monday after a winter in the yard."
OTHER = "Divers found that the second pier had been hollowed out by worms over three long winters."
MARKUP = {
    "alt": f'<img src="a.jpg" alt="{OTHER}">',
    "of an image": f'<img src="a.jpg" data-caption="{OTHER}">',
    "marked up": f'<img src="a.jpg" data-caption="&lt;p&gt;{OTHER}&lt;/p&gt;">',
    "of embedded media": f'<drupal-media data-caption="{OTHER}"></drupal-media>',
    "of a figure": f'<figure data-caption="{OTHER}"><img src="a.jpg"></figure>',
    "of a link to a picture": f'<a href="b.jpg" data-caption="{OTHER}"><img src="a.jpg"></a>',
    "of a lightbox": f'<a href="#1" data-caption="{OTHER}">x</a>',
    "on a picture": f'<img src="a.jpg" title="{OTHER}">',
    "on a link": f'<a href="#1" title="{OTHER}">x</a>',
    "on an abbreviation": f'<abbr title="{OTHER}">x</abbr>',
    "read aloud": f'<span aria-label="{OTHER}">x</span>',
    "read aloud beside it": f'<div aria-description="{OTHER}">x</div>',
    "in an empty field": f'<textarea placeholder="{OTHER}"></textarea>',
    "of a slide": f'<div class="slide" data-caption="{OTHER}"></div>',
}


def documents(markup: str) -> dict[str, str]:
    body = f"<p>{STORY}</p>{markup}"
    escaped = body.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    doubled = body.replace('"', '""')
    node = {"type": "node--article", "id": "u", "attributes": {
        "title": "A", "body": {"value": body, "format": "full_html"}}}  # fmt: skip
    post = {"id": "5e", "uuid": "0b-1", "title": "The ferry", "slug": "f", "html": body}
    return {
        "page.html": f"<html><body><article><h1>T</h1>{body}</article></body></html>",
        "fragment.html": body,
        "feed.rss": "<rss version='2.0'><channel><title>x</title><item><title>A</title>"
        f"<guid>1</guid><description>{escaped}</description></item></channel></rss>",
        "ghost.json": json.dumps({"posts": [post]}),
        "drupal.json": json.dumps({"jsonapi": {"version": "1.0"}, "data": node}),
        "ninjs.json": json.dumps({"uri": "u", "type": "text", "headline": "H", "body_html": body}),
        "record.jsonl": json.dumps({"id": "1", "owner": "afp", "html": body}),
        "records.json": json.dumps([{"id": "1", "owner": "afp", "html": body}]),
        "table.csv": f'id,html\n1,"{doubled}"\n',
        "mail.eml": f"From: a@b.example\nSubject: x\nContent-Type: text/html\n\n{body}",
    }


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_a_caption_in_data_is_compared_in_each_format(markup: str) -> None:
    for name, document in documents(markup).items():
        (draft,) = read_drafts(document.encode(), name=name)
        assert isinstance(draft, Draft), name
        assert STORY in draft.text, name
        assert OTHER not in draft.text, name
        (part,) = outside(draft)
        assert OTHER in part.text, name
        assert part.kind == "caption", name


def test_a_short_tooltip_is_no_passage() -> None:
    words = " ".join(OTHER.split()[:11])
    for markup in (f'<a href="#1" title="{words}">x</a>', '<input placeholder="Search this site">'):
        for name, document in documents(markup).items():
            (draft,) = read_drafts(document.encode(), name=name)
            assert isinstance(draft, Draft), name
            assert outside(draft) == (), name


def test_a_caption_that_the_text_shows_is_not_compared_twice() -> None:
    shown = f'<figure data-caption="{OTHER}"><figcaption>{OTHER}</figcaption></figure>'
    for name, document in documents(shown).items():
        (draft,) = read_drafts(document.encode(), name=name)
        assert isinstance(draft, Draft), name
        assert outside(draft) == (), name


def test_a_caption_in_data_is_no_text_of_a_source() -> None:
    record = {"id": "1", "owner": "afp", "html": f"<p>{STORY}</p>{MARKUP['of a figure']}"}
    found = list(read_sources(json.dumps(record).encode(), name="a.jsonl"))
    assert [one.text for one in found if isinstance(one, Source)] == [STORY]
