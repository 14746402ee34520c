"""Duties are met by what readers see, and by what belongs to the item: not by words in passing."""

from typing import Any

import pytest

from checker.formats import read_draft
from checker.licensing import Judgement
from checker.models.draft import Draft, Rights
from checker.models.source import Item
from tests.licensing.cases import NOW, STORY, agreement, codes, items, judged, match

SOURCE = "urn:afp:1"
ITEM = Item(SOURCE, "afp", Rights(), byline="By Ana Sample", published=NOW)
WORDS = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
HELD = {
    "link.missing": agreement(link_back={"required": True, "hosts": ["rpa.example"]}),
    "notice.missing": agreement(notice={"required": True, "text": "Copyright {year} RPA"}),
    "tracking.missing": agreement(
        tracking={"required": True, "pattern": "https://count.rpa.example/{source}.gif"}
    ),
    "byline.removed": agreement(byline={"keep": True}),
}


def judge(code: str, draft: Draft) -> Judgement:
    start = draft.text.index(STORY[:20])
    used = match(start=start, end=start + 200)
    more: dict[str, Any] = {"agreements": (HELD[code],), "registry": items(ITEM)}
    return judged(draft.text, matches=(used,), draft=draft, **more)


LINK, PIXEL = '<a href="https://www.rpa.example/1">{}</a>', '<img src="{}">'
NOTICE = "Copyright 2025 RPA"


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("link.missing", LINK.format("source")),
        ("link.missing", LINK.format('<img src="https://a.example/logo.png">')),
        ("notice.missing", f"<p>{NOTICE}</p>"),
        ("notice.missing", f"<p hidden>{NOTICE}</p><p>{NOTICE}</p>"),
        ("tracking.missing", PIXEL.format(f"https://count.rpa.example/{SOURCE}.gif")),
        ("tracking.missing", PIXEL.format(f"//count.rpa.example/{SOURCE}.gif")),
        ("tracking.missing", PIXEL.format("https://count.rpa.example/urn%3Aafp%3A1.gif?x=1")),
        ("tracking.missing", PIXEL.format(f"https://eu.count.rpa.example/{SOURCE}.gif")),
        ("byline.removed", "<p>Ana Sample</p>"),
        ("byline.removed", "<p class='author'>By Ana Sample, Lisbon</p>"),
    ],
)
def test_a_duty_is_met_by_what_readers_see(code: str, beside: str) -> None:
    draft = read_draft(f"<article>{beside}{WORDS}</article>", as_type="html")
    assert code not in codes(judge(code, draft))


@pytest.mark.parametrize(
    ("code", "beside"),
    [
        ("link.missing", LINK.format("")),
        ("link.missing", f"<p hidden>{LINK.format('source')}</p>"),
        ("link.missing", f'<div style="display:none"><p>{LINK.format("source")}</p></div>'),
        ("notice.missing", f"<p hidden>{NOTICE}</p>"),
        ("notice.missing", f'<p style="display:none">{NOTICE}</p>'),
        ("tracking.missing", PIXEL.format("https://count.rpa.example/urn:afp:2.gif")),
        (
            "tracking.missing",
            f'<p>&lt;img src="https://count.rpa.example/{SOURCE}.gif"&gt;</p>',
        ),
        (
            "tracking.missing",
            PIXEL.format(f"https://evil.example/?https://count.rpa.example/{SOURCE}.gif"),
        ),
        ("byline.removed", "<p>Our reader Ana Sample won a cake at the fair of the harbours.</p>"),
    ],
)
def test_a_duty_is_not_met_by_what_nobody_sees_or_by_something_else(code: str, beside: str) -> None:
    draft = read_draft(f"<article>{WORDS}{beside}</article>", as_type="html")
    assert code in codes(judge(code, draft))


@pytest.mark.parametrize("code", ["link.missing", "notice.missing"])
def test_what_a_script_shows_together_with_the_text_counts(code: str) -> None:
    page = f"<div hidden><article>{WORDS}<p>{NOTICE}</p>{LINK.format('source')}</article></div>"
    assert code not in codes(judge(code, read_draft(page, as_type="html")))


def test_an_author_is_named_at_the_head_of_a_paragraph_too() -> None:
    text = f"Von Ana Sample\nLISBON - {STORY}"
    assert "byline.removed" not in codes(judge("byline.removed", Draft(text)))
