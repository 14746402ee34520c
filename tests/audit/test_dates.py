"""When an archived piece appeared."""

from pathlib import Path

import pytest

from checker.audit.dates import published, unread_date
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
