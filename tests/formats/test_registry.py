"""The table of formats: everything else follows from one record."""

import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.errors import UnsupportedFormat
from checker.formats import BadRecord, known_types, read_draft, read_drafts, read_sources, sniff
from checker.formats import registry as table
from checker.formats.format import Document, Format
from checker.formats.items import Block, Context, WireItem
from checker.formats.registry import FORMATS, reader
from checker.formats.wire import newsml_g2
from checker.formats.xml.parse import Parsed
from checker.formats.xml.tree import descendants, text_of
from checker.models.draft import Draft
from checker.models.source import Source

DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
BULLETIN = (
    "<bulletin><note>1</note><note>The harbour of Lisbon opens its gates again on Monday.</note>"
    "</bulletin>"
)
NOTED = Format(
    "bulletin",
    many=True,
    items=f"{__name__}:read_bulletin",
    syntax="xml",
    suffixes=(".bulletin",),
    media_types=("application/x-bulletin+xml",),
    roots=("bulletin",),
    item_tags=("note",),
    envelopes=("bulletin",),
)


def read_bulletin(parsed: Parsed, *, place: str, zone: str | None) -> Iterator[WireItem]:
    for number, note in enumerate(descendants(parsed.root, "note"), 1):
        where = f"{place}#{number}"
        yield WireItem(where, "text/x-bulletin", id=where, body=(Block(text_of(note)),))


def whispered_drafts(document: Document) -> Iterator[Draft]:
    yield Draft(str(document.data).upper(), content_type="text/x-whisper")


def whispered_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    yield Source("w", context.default_owner or "nobody", str(document.data))


WHISPERED = Format(
    "whisper",
    drafts=f"{__name__}:whispered_drafts",
    sources=f"{__name__}:whispered_sources",
    suffixes=(".whisper",),
    media_types=("text/x-whisper",),
    signature=lambda head: head.lead.startswith("psst"),
)


@pytest.fixture
def with_inventions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two more formats in the table: the one place that a new format touches."""
    monkeypatch.setattr(table, "FORMATS", (NOTED, WHISPERED, *FORMATS))


@pytest.mark.usefixtures("with_inventions")
def test_a_new_format_is_recognised_by_root_signature_and_name() -> None:
    assert sniff(BULLETIN.encode()) == "bulletin"
    assert sniff(b"<?xml version='1.0'?>\n<!-- x --><n:bulletin xmlns:n='urn:n'/>") == "bulletin"
    assert sniff(b"psst, a story") == "whisper"
    assert sniff(b"no mark of any kind", "a.bulletin") == "bulletin"
    assert sniff(b"no mark of any kind", "a.WHISPER.gz") == "whisper"


@pytest.mark.usefixtures("with_inventions")
def test_a_new_format_is_read_by_media_type_and_by_name_of_its_type() -> None:
    by_header = read_draft("no mark", content_type="text/x-whisper; charset=utf-8")
    assert (by_header.text, by_header.content_type) == ("NO MARK", "text/x-whisper")
    assert read_draft("no mark", as_type="whisper").text == "NO MARK"
    (source,) = read_sources(b"psst", name="a", as_type="whisper", default_owner="o")
    assert isinstance(source, Source)
    assert source.owner == "o"


@pytest.mark.usefixtures("with_inventions")
def test_a_new_wire_format_gives_drafts_and_sources_through_one_reader() -> None:
    drafts = list(read_drafts(BULLETIN.encode(), name="a.xml"))
    assert [d.text for d in drafts if isinstance(d, Draft)][1].startswith("The harbour of Lisbon")
    found = read_sources(BULLETIN.encode(), name="a.xml", default_owner="o")
    assert [s.id for s in found if isinstance(s, Source)] == ["a.xml#1", "a.xml#2"]
    assert read_draft("<bulletin><note>Alone</note></bulletin>").text == "Alone"


@pytest.mark.usefixtures("with_inventions")
def test_whole_items_of_a_new_feed_that_is_not_well_formed_are_saved() -> None:
    broken = BULLETIN.replace("1</note>", "1</nope>").encode()
    found = list(read_sources(broken, name="a.xml", default_owner="o"))
    saved = [s.text for s in found if isinstance(s, Source)]
    assert saved == ["The harbour of Lisbon opens its gates again on Monday."]
    assert any(isinstance(r, BadRecord) and r.kind == "bad" for r in found)


@pytest.mark.usefixtures("with_inventions")
def test_a_new_format_is_in_the_lists_that_people_see() -> None:
    assert {"bulletin", "whisper"} <= set(known_types())
    with pytest.raises(UnsupportedFormat, match=r"bulletin.*whisper"):
        read_draft("x", as_type="betamax")


def test_a_format_that_is_not_in_the_table_is_unknown() -> None:
    assert sniff(BULLETIN.encode()) == "html"
    with pytest.raises(UnsupportedFormat):
        read_draft(BULLETIN, as_type="bulletin")


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_each_format_names_readers_that_exist_and_take_what_they_are_given(kind: Format) -> None:
    assert kind.items or (kind.drafts and kind.sources), "it reads nothing"
    assert not (kind.items and kind.sources), "two ways to read it"
    assert not (kind.items and kind.drafts) or kind.name == "mail", "two ways to read it"
    expected = {
        kind.items: {"place", "zone", "notes"} if kind.syntax == "json" else {"place", "zone"},
        kind.drafts: {"document"},
        kind.sources: {"document", "context"},
    }
    for reference, parameters in expected.items():
        if reference:
            taken = inspect.signature(reader(reference)).parameters
            assert parameters <= set(taken), reference


def test_no_name_suffix_or_media_type_belongs_to_two_formats() -> None:
    for marks in (
        [kind.name for kind in FORMATS],
        [suffix for kind in FORMATS for suffix in kind.suffixes],
        [media_type for kind in FORMATS for media_type in kind.media_types],
    ):
        assert len(marks) == len(set(marks))
        assert all(mark == mark.lower() for mark in marks)


def test_the_roots_of_newsml_g2_are_those_that_its_reader_knows() -> None:
    (kind,) = (kind for kind in FORMATS if kind.name == "newsml-g2")
    assert set(kind.roots) == {*newsml_g2.ITEM_NAMES, *newsml_g2.PARTS, "newsMessage"}
    assert set(kind.item_tags) <= set(newsml_g2.ITEM_NAMES)


def test_the_documented_table_is_the_table() -> None:
    rows = [
        tuple(cell.strip() for cell in line[1:].rstrip().removesuffix("|").split("|"))
        for line in DOCS.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    documented = {row[0].strip("`"): row[2:] for row in rows}
    assert documented == {
        kind.name: (
            " ".join(f"`{suffix}`" for suffix in kind.suffixes),
            " ".join(f"`{media_type}`" for media_type in kind.media_types),
            "yes" if kind.many else "",
        )
        for kind in FORMATS
    }


def test_a_plain_text_is_read_without_parsers_of_html_and_xml() -> None:
    code = (
        "import sys\n"
        "from checker.formats import read_draft\n"
        "read_draft(b'A story of the harbour.', name='a.txt')\n"
        "print(*sorted({'lxml', 'selectolax', 'fastwarc'} & {*sys.modules}))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
