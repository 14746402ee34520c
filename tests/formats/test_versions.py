"""Messages of formats that count no versions are ordered by their times, not by their arrival."""

import json

import pytest

from checker.formats.wire.versions import version_by_time
from checker.store.registry import version_key
from tests.formats.wire import STORY, g2, one

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
TEN = "2026-11-20T10:00:00Z"


def ninjs(**fields: str) -> str:
    text = "\n".join(STORY)
    return json.dumps({"uri": "n:1", "type": "text", "headline": "x", "body_text": text, **fields})


def ninjs_2(**fields: str) -> str:
    body = [{"value": "\n".join(STORY), "contentType": "text/plain"}]
    return json.dumps({"uri": "n:2", "type": "text", "bodies": body, **fields})


def news_item(**fields: str) -> str:
    timed = g2().replace("2025-01-14T09:00:00+00:00", fields.get("versionCreated", TEN))
    stated = f' version="{fields["version"]}"' if "version" in fields else ""
    return timed.replace(' version="1"', stated)


def nitf(issued: str, key: str = "") -> str:
    return (
        f'<nitf><head><docdata><doc-id id-string="ni:1"/><date.issue norm="{issued}"/>{key}'
        f"</docdata></head><body><body.content>{BODY}</body.content></body></nitf>"
    )


def rss(dates: str) -> str:
    return (
        '<rss version="2.0"><channel><title>f</title><item><guid>r:1</guid><title>x</title>'
        f"{dates}<description>{' '.join(STORY)}</description></item></channel></rss>"
    )


@pytest.mark.parametrize(
    ("document", "version"),
    [
        (ninjs(versioncreated=TEN), "20261120T100000"),
        (ninjs(versioncreated=TEN, firstcreated="2026-11-19T10:00:00Z"), "20261120T100000"),
        (ninjs(firstcreated=TEN), "20261120T100000"),
        (ninjs(versioncreated=TEN, version="7"), "7"),
        (ninjs(), "1"),
        (ninjs_2(versionCreated=TEN), "20261120T100000"),
        (ninjs_2(versionCreated=TEN, version="3"), "3"),
        (news_item(), "20261120T100000"),
        (news_item(version="4"), "4"),
        (nitf("20261120T100000Z"), "20261120T100000"),
        (nitf("20261120T100000Z", '<du-key generation="2" version="5"/>'), "2.5"),
        (rss("<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>"), "20261120T100000"),
        (rss(""), "1"),
    ],
)
def test_a_version_is_what_the_format_counts_else_the_time(document: str, version: str) -> None:
    assert one(document).version == version


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2026-11-20T10:30:00+02:00", "2026-11-20T09:00:00Z"),
        ("Fri, 20 Nov 2026 08:59:59 GMT", "2026-11-20T09:00:00Z"),
        ("2026-11-20T23:59:00Z", "2026-11-20"),
        ("2026-11-20", "2026-11-21T00:00:01Z"),
        ("2026-11-20T09:00:00Z", "2026-11-20T09:00:01Z"),
    ],
)
def test_times_of_any_form_and_offset_are_ordered(earlier: str, later: str) -> None:
    keys = [version_key(version_by_time(raw)) for raw in (earlier, later)]
    assert keys[0] < keys[1]


def test_a_time_without_an_offset_is_the_providers() -> None:
    assert version_by_time("2026-11-20T10:00:00", "Europe/Berlin") == "20261120T090000"
    assert version_by_time("2026-11-20T10:00:00") == "20261120T100000"


@pytest.mark.parametrize("raw", [None, "", "soon", "0001-01-01T00:00:00"])
def test_no_time_is_the_first_version(raw: str | None) -> None:
    assert version_by_time(raw) == "1"
