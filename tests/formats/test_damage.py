"""Whatever is done to a file: errors of the tree or a note, never a crash, never silently less."""

import gzip
import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UnsupportedFormat, WirecheckError
from checker.formats import BadRecord, known_types, read_draft, read_drafts, read_sources, sniff
from checker.models.source import Source
from tests.formats import test_newsml_1, test_nitf, test_plain_wire
from tests.formats.test_feeds import entry, export, post, rss
from tests.formats.wire import AGENCIES, STORY, g2

pytestmark = [pytest.mark.slow, pytest.mark.measured]

NINJS = json.dumps({"uri": "u", "type": "text", "headline": "H", "body_html": f"<p>{STORY[0]}</p>"})
SAMPLES: dict[str, bytes] = {
    "a.g2.xml": g2(rights="<copyrightNotice>© AFP</copyrightNotice>").encode(),
    "a.newsml.xml": test_newsml_1.newsml().encode(),
    "a.nitf.xml": test_nitf.nitf().encode(),
    "a.json": NINJS.encode(),
    "a.rss": rss(entry(), entry(guid="g2")).encode(),
    "a.wxr": export(post(f"<p>{STORY[0]}</p>")).encode(),
    "a.tst": test_plain_wire.ANPA.encode(),
    "a.txt": test_plain_wire.IPTC.encode(),
    "a.json.gz": gzip.compress(NINJS.encode()),
}


def everything(data: bytes, name: str, kind: str | None = None) -> list[Source | BadRecord]:
    """Read in all three ways; only errors of the tree may come out."""
    for read in (read_draft, lambda *a, **k: list(read_drafts(*a, **k))):
        with suppress(WirecheckError):
            read(data, name=name, as_type=kind)
    return list(read_sources(data, name=name, as_type=kind, agencies=AGENCIES))


@pytest.mark.parametrize("name", sorted(SAMPLES))
@given(data=st.data())
def test_a_file_cut_anywhere_is_told(name: str, data: st.DataObject) -> None:
    whole = SAMPLES[name]
    cut = data.draw(st.integers(1, len(whole) - 1))
    full = {s.id: s.text for s in read_sources(whole, name=name) if isinstance(s, Source)}
    found = everything(whole[:cut], name)
    told = [r for r in found if isinstance(r, BadRecord)]
    short = [s for s in found if isinstance(s, Source) and full.get(s.id) != s.text]
    assert told or not short
    assert told or len([s for s in found if isinstance(s, Source)]) == len(full)


@pytest.mark.parametrize("kind", [None, *known_types()])
@given(data=st.binary(max_size=300))
def test_random_bytes_never_crash_a_reader(kind: str | None, data: bytes) -> None:
    assert sniff(data, None) in known_types()
    with suppress(WirecheckError):  # as what is a package by its first bytes, and called text
        everything(data, "x", kind)


@pytest.mark.parametrize("name", sorted(SAMPLES))
@given(data=st.data())
def test_changed_bytes_never_crash_a_reader(name: str, data: st.DataObject) -> None:
    broken = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    everything(bytes(broken), name)


@given(st.text(max_size=200))
def test_strings_are_read_as_well_as_bytes(text: str) -> None:
    for kind in ("text", "html", "json", "newsml-g2", "mail", "plain-wire"):
        with suppress(WirecheckError):
            read_draft(text, as_type=kind)


@pytest.mark.parametrize("read", [read_draft, lambda d, **k: list(read_drafts(d, **k))])
def test_an_unknown_type_is_named_with_the_known_ones(read: Callable[..., object]) -> None:
    with pytest.raises(UnsupportedFormat, match="newsml-g2"):
        read(b"x", as_type="betamax")


@pytest.mark.parametrize("kind", known_types())
def test_nothing_is_an_error_in_every_type(kind: str) -> None:
    for empty in (b"", b"  \n\t "):
        found = list(read_sources(empty, name="x", as_type=kind, default_owner="o"))
        assert [r.kind for r in found if isinstance(r, BadRecord)] == ["bad"]
        with pytest.raises(WirecheckError):
            read_draft(empty, name="x", as_type=kind)


def test_a_zipped_file_is_looked_into_and_its_type_found() -> None:
    assert sniff(gzip.compress(NINJS.encode()), "a.json.gz") == "json"
    found = list(read_sources(gzip.compress(NINJS.encode()), name="a.json.gz"))
    assert isinstance(found[0], Source)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.formats.dispatch.MAX_UNPACKED", 1000)
    found = list(read_sources(gzip.compress(b"a" * 100_000), name="a.txt.gz"))
    assert isinstance(found[0], BadRecord)
    assert "large" in found[0].what
