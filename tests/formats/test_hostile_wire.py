"""Input made to cost time: every reader stays linear, and nothing is lost to nesting."""

import json
import time

import pytest

from checker.models.source import Source
from tests.formats.test_feeds import export, post
from tests.formats.wire import AGENCIES, g2, one, records

MANY = 60_000


def ninjs(**more: str) -> str:
    return json.dumps(
        {"uri": "u", "type": "text", "headline": "h", "body_html": "<p>x</p>", **more}
    )


HOSTILE = {
    "comments": ninjs(body_html="<!--" * MANY),
    "open brackets": ninjs(body_html="<" * MANY),
    "open tags": ninjs(body_html="<a " * MANY),
    "bodies": ninjs(body_html="<body " * MANY),
    "signs in a notice": ninjs(copyrightnotice="© " * MANY),
    "years in a notice": ninjs(copyrightnotice="copyright 2020-" * MANY),
    "dots in a holder": ninjs(copyrightholder="a." * MANY, copyrightnotice="(c) x"),
    "short names": ninjs(copyrightholder="AP " * MANY),
    "notes": ninjs(ednote="EDITORS: " * MANY),
    "marks and lines": ninjs(ednote="!!! " * MANY + "\n" * MANY),
    "ampersands": g2(body="& " * MANY),
    "cdata": g2(inside="<inlineData><![CDATA[" * MANY),
    "captions": export(post("[caption]" * MANY)),
    "pictures in captions": export(post("[caption <img " * MANY)),
    "block comments": export(post("<!-- wp:" * MANY)),
    "shortcodes": export(post("[a " * MANY)),
    "empty lines": export(post("\n \n" * MANY)),
    "comments before the root": "<?xml version='1.0'?>" + "<!--" * MANY,
    "a doctype": "<?xml version='1.0'?><!DOCTYPE a [" + "<!--" * MANY,
    "items without end": "<rss><channel>" + "<item>" * MANY,
    "header lines": "\x16\x16\x01W2870\x1f\n\x02" + "^a<\n" * MANY,
    "mail parts": "From: a\nSubject: b\nTo: c\nContent-Type: multipart/mixed; boundary=b\n\n"
    + "--b\n\n" * 5_000,
    "quotes in a table": "text,id\n" + '"' * MANY,
}


@pytest.mark.no_cover
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_input_costs_more_than_its_length(name: str) -> None:
    start = time.process_time()
    records(HOSTILE[name], "x.csv" if "table" in name else "x", agencies=AGENCIES)
    assert time.process_time() - start < 10


def test_markup_nested_too_deeply_loses_no_words() -> None:
    source = one(ninjs(body_html="<b>word " * 2_000 + "<p>and the last</p>"))
    assert source.text.count("word") == 2_000
    assert source.text.endswith("and the last")
    found = records(ninjs(body_html="<div>word" * 2_000))
    assert isinstance(found[0], Source)
    assert found[0].text.count("word") == 2_000
    assert any("deeply" in getattr(r, "what", "") for r in found)
