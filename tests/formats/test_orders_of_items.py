"""What the headline, the first or the last line of an item orders holds for the item."""

import json
from collections.abc import Callable

import pytest

from checker.formats import read_sources
from checker.models.source import Source
from checker.orders.headlines import status_in_headline
from tests.rows import each_row

STORY = (
    "The ferry to the island sank in the night off the coast of Marren, and all who were on board"
    " were brought ashore by fishermen.\n\nThe pilots say that they had warned of the storm."
)
UNTIL = "EMBARGOED until 1 May 2027 06:00 GMT"
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" version="1"><itemMeta>'
    '<itemClass qcode="ninat:text"/><provider literal="Wire"/>'
    '<versionCreated>2026-11-20T08:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>'
    "</itemMeta><contentMeta><headline>{title}</headline></contentMeta><contentSet>"
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    "<body>{text}</body></html></inlineXML></contentSet></newsItem>"
)
RSS = (
    '<rss version="2.0"><channel><title>Wire</title><item><guid>s:1</guid><title>{title}</title>'
    "<pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description>{text}</description></item>"
    "</channel></rss>"
)
FORMS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    "record": lambda title, text: (
        "a.jsonl", json.dumps({"id": "r:1", "owner": "wire", "title": title, "text": text}),
    ),
    "ninjs": lambda title, text: (
        "a.json",
        json.dumps({"uri": "n:1", "type": "text", "headline": title, "body_text": text}),
    ),
    "NewsML-G2": lambda title, text: (
        "a.xml",
        NEWSML.format(title=title, text=f"<p>{text.replace(chr(10) * 2, '</p><p>')}</p>"),
    ),
    "RSS": lambda title, text: ("a.rss", RSS.format(title=title, text=text)),
}  # fmt: skip


def item(form: str, title: str, text: str) -> tuple[Source, list[str]]:
    name, content = FORMS[form](title, text)
    read = list(read_sources(content.encode(), name=name, default_owner="wire"))
    (source,) = (one for one in read if isinstance(one, Source))
    return source, [str(one.what) for one in read if not isinstance(one, Source)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        (f"{UNTIL}: Ferry sinks", STORY),
        ("Ferry sinks", f"{UNTIL}\n\n{STORY}"),
        ("Ferry sinks", f"{STORY}\n\n{UNTIL}"),
        ("Ferry sinks", f"Eds: {UNTIL}\n\n{STORY}"),
        ("Fähre sinkt", f"(Sperrfrist: 1. Mai 2027, 08.00 Uhr)\n\n{STORY}"),
        ("HOLD FOR RELEASE until 1 May 2027, 06:00 GMT: Ferry sinks", STORY),
    ],
)
def test_an_embargo_in_the_headline_or_a_line_of_the_text_is_kept(
    form: str, title: str, text: str
) -> None:
    source, notes = item(form, title, text)
    assert any("2027" in note for note in source.rights.editors_note)
    assert any("orders an embargo" in note for note in notes)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("EU lifts its oil embargo against Ruritania", STORY),
        ("Ferry sinks", f"{STORY}\n\nThe embargo on herring ends on 1 May 2027, the council said."),
    ],
)
def test_news_of_an_embargo_holds_no_item(form: str, title: str, text: str) -> None:
    source, _ = item(form, title, text)
    assert source.rights.editors_note == ()
    assert source.rights.status in (None, "usable")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("KILL: Ferry sinks", "canceled"),
        ("MANDATORY KILL: Ferry sinks", "canceled"),
        ("HOLD: Ferry sinks", "withheld"),
    ],
)
def test_a_headline_that_kills_or_holds_decides_the_status(
    form: str, title: str, status: str
) -> None:
    source, notes = item(form, title, STORY)
    assert source.rights.status == status
    assert any("notice to editors" in note for note in notes)


@each_row(
    "headline,status",
    [
        ("KILL", "canceled"),
        ("BULLETIN KILL: Ferry", "canceled"),
        ("STORY KILLED - Ferry sinks", "canceled"),
        ("DESPACHO ANULADO: ferry", "canceled"),
        ("RETRACTED: Night train", None),
        ("CANCELLED: Night train", None),  # it may be the train
        ("ZURÜCKGEZOGEN: Nachtzug", None),
        ("ANNULATION: Train de nuit", None),
        ("ANULADA: Tren nocturno", None),
        # news
        ("Withdrawn: the bill on ferries", None),
        ("Cancelled: all flights to the island", None),
        ("Hold: police search the harbour", None),
        ("KILLED: three in a crash", None),
        ("KILL BILL returns to the cinemas", None),
        ("HOLD THE LINE: unions vote", None),
        ("EMBARGO: Oil ban hits ports", None),
        ("Ferry sinks", None),
        ("FERRY SINKS", None),
        ("", None),
    ],
)
def test_the_head_of_a_headline_orders_if_it_says_nothing_else(
    headline: str, status: str | None
) -> None:
    assert status_in_headline(headline) == status
