"""Web archives: pages as documents, cut files told."""

import gzip
import io

import pytest

from checker.formats import BadRecord, read_drafts, read_sources, sniff
from checker.models.draft import Draft
from checker.models.source import Source

pytest.importorskip("fastwarc")

PAGE = "<html><body><article><h1>Harbours</h1><p>{}</p></article></body></html>"
WORDS = "Dock workers at three harbours voted on Tuesday to go back to work after nine days. " * 4


def record(number: int, *, kind: str = "text/html; charset=utf-8", status: int = 200) -> bytes:
    body = PAGE.format(f"{number}. {WORDS}").encode()
    http = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nWARC-Date: 2025-01-14T09:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def plain(count: int = 3) -> bytes:
    return b"".join(record(n) for n in range(1, count + 1))


def zipped(count: int = 3) -> bytes:
    return b"".join(gzip.compress(record(n)) for n in range(1, count + 1))


def drafts(data: bytes, name: str = "a.warc.gz") -> list[Draft | BadRecord]:
    return list(read_drafts(data, name=name))


@pytest.mark.parametrize("data", [plain(), zipped()], ids=["plain", "gzip"])
def test_every_page_is_a_document_with_its_address(data: bytes) -> None:
    assert sniff(data, "x") == "warc"
    found = drafts(data)
    assert [d.url for d in found if isinstance(d, Draft)] == [
        f"https://a.example/{n}" for n in (1, 2, 3)
    ]
    assert not [d for d in found if isinstance(d, BadRecord)]


def test_a_page_carries_the_moment_at_which_it_was_seen_online() -> None:
    stated, unstated = plain(1), plain(1).replace(b"WARC-Date: 2025-01-14T09:00:00Z\r\n", b"")
    for data, seen in ((stated, ["2025-01-14T09:00:00Z"]), (unstated, [])):
        (page,) = [one for one in drafts(data) if isinstance(one, Draft)]
        assert [m.value for m in page.metadata if m.name == "warc:date"] == seen
        assert page.published is None


@pytest.mark.parametrize("data", [plain(), zipped()], ids=["plain", "gzip"])
@pytest.mark.parametrize("lost", [1, 8, 40, 120])
def test_a_file_that_was_cut_is_told_and_what_stands_before_is_read(data: bytes, lost: int) -> None:
    if lost < 5 and not data.startswith(b"\x1f\x8b"):
        pytest.skip("the last bytes of a plain file are an empty line")
    found = drafts(data[:-lost])
    urls = [d.url for d in found if isinstance(d, Draft)]
    assert urls[:2] == ["https://a.example/1", "https://a.example/2"]
    assert [b for b in found if isinstance(b, BadRecord)]


def test_pages_that_are_no_pages_are_left_out() -> None:
    data = record(1, status=302) + record(2, status=404) + record(3)
    assert len(drafts(data, "a.warc")) == 1


def test_pages_become_sources_of_the_owner_given() -> None:
    found = list(read_sources(plain(2), name="a.warc", default_owner="site"))
    assert [s.id for s in found if isinstance(s, Source)] == [
        "https://a.example/1",
        "https://a.example/2",
    ]
    assert {s.owner for s in found if isinstance(s, Source)} == {"site"}


def test_a_wacz_package_is_opened() -> None:
    from zipfile import ZipFile

    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("archive/data.warc.gz", zipped(2))
        package.writestr("datapackage.json", "{}")
    assert len(drafts(stream.getvalue(), "a.wacz")) == 2


def test_an_arc_file_and_garbage_are_told() -> None:
    arc = b"filedesc://x.arc 127.0.0.1 20140216050221 text/plain 75\n1 0 Live\n"
    assert isinstance(drafts(arc, "a.arc")[0], BadRecord)
    found = list(read_sources(b"\x00\x01garbage" * 20, name="a.warc", as_type="warc"))
    assert [b.kind for b in found if isinstance(b, BadRecord)]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("application/pdf", "does not match its header"),
        ("application/msword; charset=x", "a Word document"),
        ("application/rtf", "does not match its header"),
    ],
)
def test_a_document_in_an_archive_that_is_not_read_is_named(kind: str, what: str) -> None:
    page, lost = drafts(record(1) + record(2, kind=kind), "a.warc")
    assert isinstance(page, Draft)
    assert isinstance(lost, BadRecord)
    assert what in lost.what
    assert lost.id == "https://a.example/2"
    assert len(drafts(record(1) + record(2, kind=kind, status=404), "a.warc")) == 1


@pytest.mark.parametrize("kind", ["application/rtf", "text/html"])
def test_a_document_in_an_archive_is_read_whatever_its_header_says(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__name__ + ".PAGE", "{{\\rtf1\\ansi The ferry {} sailed again.}}")
    (page,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(page, Draft)
    assert page.text.startswith("The ferry")
    assert (page.id, page.content_type) == ("https://a.example/1", "application/rtf")


def test_a_damaged_document_in_an_archive_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(__name__ + ".PAGE", "%PDF-1.3\n1 0 obj\n({}) Tj\nendobj\n")
    (lost,) = drafts(record(1), "a.warc")
    assert isinstance(lost, BadRecord)
    assert "PDF document" in lost.what


@pytest.mark.parametrize("kind", ["image/jpeg", "application/octet-stream", "text/css"])
def test_a_document_that_is_called_something_else_is_read_and_a_picture_is_not(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__name__ + ".PAGE", "{{\\rtf1\\ansi The ferry {} sailed again.}}")
    (page,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(page, Draft)
    assert page.text.startswith("The ferry")
    monkeypatch.setattr(__name__ + ".PAGE", "GIF89a\0\0 {} the ferry")
    (aside,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(aside, BadRecord)
    assert (aside.kind, aside.inside) == ("skipped", "https://a.example/1")
    assert list(read_sources(record(1, kind=kind), name="a.warc")) == []
    monkeypatch.setattr(__name__ + ".PAGE", "ferry {{ color: red }} /* {} */")
    (style,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(style, BadRecord) is (kind == "text/css")  # the others begin like a text
    monkeypatch.setattr(__name__ + ".PAGE", "Rar!\x1a\x07 {}")
    (lost,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(lost, BadRecord)
    assert "RAR archive" in lost.what


RSS = "<rss version='2.0'><channel><title>L</title><item><guid>g</guid><title>A</title>" \
      "<description>{}</description></item></channel></rss>"  # fmt: skip
POST = '{{"posts": [{{"id": "1", "uuid": "u", "slug": "a", "title": "A", "html": "<p>{}</p>"}}]}}'
OTHERS = {
    "a text": ("text/plain", "{}"),
    "a feed": ("application/rss+xml", RSS),
    "posts of an API": ("application/json", POST),
    "subtitles": ("text/vtt", "WEBVTT\n\n00:00:00.000 --> 00:00:09.000\n{}"),
    "a page in disguise": ("application/octet-stream", PAGE),
}


@pytest.mark.parametrize(("kind", "body"), OTHERS.values(), ids=OTHERS)
def test_a_response_that_is_read_in_a_folder_is_read_in_an_archive(
    kind: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__name__ + ".PAGE", body)
    (found,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(found, Draft)
    assert "three harbours" in found.text
    assert (found.id or "").startswith("https://a.example/1")
    assert not [
        s for s in read_sources(record(1, kind=kind), name="a.warc") if isinstance(s, Source)
    ]


@pytest.mark.parametrize(
    ("kind", "body"),
    [("application/json", '{{"settings": "{}"}}'), ("text/plain", "too short"),
     ("application/javascript", "go('{}')"), ("application/xml", "<?xml version='1.0'?><map/>")],
)  # fmt: skip
def test_a_response_without_an_article_is_left_out_by_name(
    kind: str, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__name__ + ".PAGE", body)
    (aside,) = drafts(record(1, kind=kind), "a.warc")
    assert isinstance(aside, BadRecord)
    assert (aside.kind, aside.inside) == ("skipped", "https://a.example/1")


def test_a_map_for_programs_is_no_article() -> None:
    data = record(1, kind="text/plain").replace(b"a.example/1\r", b"a.example/robots.txt\r")
    (aside,) = drafts(data, "a.warc")
    assert isinstance(aside, BadRecord)


def test_a_converted_record_is_read_and_a_segmented_one_is_not_complete() -> None:
    whole, part = record(1), record(2)
    converted = whole.replace(b"WARC-Type: response", b"WARC-Type: conversion").replace(
        b"application/http; msgtype=response", b"text/plain"
    )
    (text,) = drafts(converted, "a.warc")
    assert isinstance(text, Draft)
    first = part.replace(b"WARC-Date", b"WARC-Segment-Number: 1\r\nWARC-Date")
    second = record(3).replace(b"WARC-Type: response", b"WARC-Type: continuation")
    page, lost = drafts(first + second, "a.warc")
    assert isinstance(page, Draft)
    assert page.truncated
    assert isinstance(lost, BadRecord)
    assert lost.kind == "bad"


@pytest.mark.parametrize("sent", [True, False])
def test_the_sizes_of_chunks_are_no_text(sent: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.format(WORDS).encode()
    parts = [page[:200], page[200:]]
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    monkeypatch.setattr(__name__ + ".PAGE", (chunks if sent else page).decode().replace("{", "{{"))
    length = len(chunks if sent else page)
    stated = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {length}".encode()
    coded = b"Transfer-Encoding: chunked\r\nX-Filling: "
    data = record(1).replace(stated, coded.ljust(len(stated), b"x"), 1)
    assert coded in data
    (draft,) = drafts(data, "a.warc")
    assert isinstance(draft, Draft)
    assert draft.text == f"Harbours\n\n{WORDS.strip()}"


def revisit(number: int, *, digest: str = "", earlier: str = "", page: bool = True) -> bytes:
    """A page that had not changed: its content is in an earlier record, or another archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % (b"text/html" if page else b"image/png")
    told = f"WARC-Payload-Digest: {digest}\r\n" if digest else ""
    told += f"WARC-Refers-To-Target-URI: {earlier}\r\n" if earlier else ""
    head = (
        "WARC/1.0\r\nWARC-Type: revisit\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000001{number}>\r\n"
        "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nWARC-Date: 2025-02-14T09:00:00Z\r\n{told}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


DIGEST = "sha1:3EF4GH5IJ6KL7MN8OPQAB2CD3EF4GH5I"


@pytest.mark.parametrize(
    ("data", "missing"),
    [
        (record(1) + revisit(2), ["https://a.example/2"]),
        (record(1) + revisit(2) + revisit(2) + revisit(3), ["https://a.example/2", "https://a.example/3"]),
        (record(1) + revisit(1), []),
        (record(1) + revisit(2, earlier="https://a.example/1"), []),
        (revisit(2, earlier="https://a.example/1") + record(1), []),
        (record(1) + revisit(2, earlier="https://a.example/9"), ["https://a.example/2"]),
        (
            record(1).replace(b"WARC-Date", f"WARC-Payload-Digest: {DIGEST}\r\nWARC-Date".encode())
            + revisit(2, digest=DIGEST),
            [],
        ),
        (record(1) + revisit(2, page=False), []),
    ],
)  # fmt: skip
def test_a_page_whose_content_is_elsewhere_is_told(data: bytes, missing: list[str]) -> None:
    found = drafts(data, "a.warc")
    assert [one.url for one in found if isinstance(one, Draft)] == ["https://a.example/1"]
    told = [one for one in found if isinstance(one, BadRecord)]
    assert [one.id for one in told] == missing
    assert all("had not changed" in one.what for one in told)
