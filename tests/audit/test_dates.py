"""When an archived piece appeared."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.audit.dates import dated, published, seen_online, unread_date
from checker.formats import read_draft
from checker.models.draft import Draft, Metadatum, Use
from checker.running.lines import parse_line


def day(draft: Draft, path: str = "x.html") -> str | None:
    found = published(draft, path)
    return None if found is None else found.date().isoformat()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("jsonld:NewsArticle.datePublished", "2014-03-09T23:30:00Z"),
        ("meta:article:published_time", "2014-03-09"),
        ("meta:pubdate", "Sun, 09 Mar 2014 10:00:00 GMT"),
        ("meta:date", "20140309T100000"),
    ],
)
def test_a_pages_own_date_counts_in_any_usual_form(name: str, value: str) -> None:
    assert day(Draft("x", metadata=(Metadatum(name, value),))) == "2014-03-09"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("site/2014/03/09/story.html", "2014-03-09"),
        ("site/2014-03/story.html", "2014-03-01"),
        ("site/2014/story.html", "2014-01-01"),
        ("site/20140309-story.html", "2014-03-09"),
        ("site/12345678/story.html", None),
        ("site/story.html", None),
    ],
)
def test_else_the_path_tells(path: str, expected: str | None) -> None:
    assert day(Draft("x"), path) == expected


def test_nonsense_dates_are_passed_over() -> None:
    draft = Draft("x", metadata=(Metadatum("meta:date", "soon"),))
    assert day(draft, "2014/13/a.html") == "2014-01-01"


def test_the_date_that_a_record_or_a_mail_states_comes_first() -> None:
    record = '[{"id": "a", "owner": "afp", "text": "x", "published": "2014-03-09T10:00:00Z"}]'
    page = '[{"id": "a", "owner": "afp", "html": "<p>x</p>", "published": "2014-03-09"}]'
    mail = "From: a@b.example\nSubject: x\nDate: Sun, 09 Mar 2014 10:00:00 +0100\n\nThe ferry.\n"
    for text in (record, page, mail):
        assert day(read_draft(text), "site/2019/05/story") == "2014-03-09"
    line = b'{"text": "x", "published": "2014-03-09T23:30:00-05:00"}'
    assert day(parse_line(line, Use(), Path()).draft) == "2014-03-10"


def test_a_document_was_made_on_a_day_where_nothing_else_has_one() -> None:
    draft = Draft("x", metadata=(Metadatum("document:created", "2014-03-09T10:00:00Z"),))
    assert day(draft, "site/story.docx") == "2014-03-09"
    assert day(draft, "site/2019/05/story.docx") == "2019-05-01"


@pytest.mark.parametrize(
    ("value", "told"), [("soon", "soon"), ("2014-03-09", ""), ("0001-01-01T00:00:00", "")]
)
def test_a_date_that_is_no_time_is_told(value: str, told: str) -> None:
    metadata = (Metadatum("meta:date", value), Metadatum("meta:author", "soon"))
    assert unread_date(Draft("x", metadata=metadata)) == told


@pytest.mark.parametrize(
    "value",
    [
        "21.11.2024",
        "21. November 2024, 08:00 Uhr",
        "21/11/2024",
        "11/21/2024",
        "Nov 21, 2024",
        "21 novembre 2024",
        "21 de noviembre de 2024",
        "21 ноября 2024 г.",
        "2024年11月21日",
        "2024. 11. 21.",
    ],
)
def test_a_date_in_words_counts_where_it_has_one_reading(value: str) -> None:
    assert day(Draft("x", metadata=(Metadatum("meta:date", value),))) == "2024-11-21"


@pytest.mark.parametrize("value", ["3/4/2024", "last week", "21 November", "chapter 21.11"])
def test_a_date_of_several_readings_or_none_is_told(value: str) -> None:
    draft = Draft("x", metadata=(Metadatum("meta:date", value),))
    assert dated(draft, "x.html", datetime(2026, 3, 2, tzinfo=UTC)) == (None, value)


def test_a_date_to_come_is_no_date_of_an_archived_piece() -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for stated, kept in (("2026-03-03T08:59:00Z", True), ("2026-03-03T09:01:00Z", False)):
        draft = Draft("x", metadata=(Metadatum("meta:date", stated),))
        found, unread = dated(draft, "x.html", now)
        assert (found is not None, unread) == (kept, "" if kept else stated)


def test_a_web_archive_tells_when_a_page_was_online() -> None:
    seen = Draft("x", metadata=(Metadatum("warc:date", "2025-01-14T09:00:00Z", "site"),))
    assert seen_online(seen) == datetime(2025, 1, 14, 9, tzinfo=UTC)
    assert published(seen, "x.warc") is None
    assert seen_online(Draft("x")) is None
