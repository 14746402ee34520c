"""When an archived piece appeared."""

import pytest

from checker.audit.dates import published
from checker.models import Draft, Metadatum


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
