"""XML from outside: nothing expands, nothing is opened, damage is told."""

import codecs
import tracemalloc
from pathlib import Path

import pytest

from checker.errors import DamagedInput, InputError
from checker.formats import read_draft, sniff
from checker.formats.xml.parse import parse_xml
from checker.formats.xml.prolog import root_name
from checker.formats.xml.tree import text_of
from tests.formats.wire import STORY, bad, g2, one, records

BOMB = (
    "<?xml version='1.0'?><!DOCTYPE n [<!ENTITY a 'AFP '>"
    "<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>"
    "<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    "<newsItem guid='g'><contentSet><inlineData>&d;&f;</inlineData></contentSet></newsItem>"
)


def test_a_bomb_is_refused_with_a_clear_error() -> None:
    assert "entities" in bad(BOMB)[0].what
    with pytest.raises(DamagedInput, match="entities"):
        read_draft(BOMB.encode())


@pytest.mark.parametrize(
    "subset",
    [
        "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
        "<!ENTITY x 'y'>",
        "<!ENTITY % x '<!ENTITY y SYSTEM \"file:///etc/passwd\">'> %x;",
        "<!-- <!ENTITY % a SYSTEM 'b'> --><!ENTITY x 'y'>",
    ],
)
def test_every_declaration_of_an_entity_is_refused(subset: str) -> None:
    with pytest.raises(DamagedInput):
        parse_xml(f"<!DOCTYPE a [{subset}]><a>x</a>", place="x")


def test_a_bomb_in_sixteen_bit_letters_is_refused_too() -> None:
    for codec in ("utf-16", "utf-16-le", "utf-16-be"):
        text = BOMB.replace("version='1.0'", "version='1.0' encoding='UTF-16'")
        with pytest.raises(DamagedInput, match="entities"):
            read_draft(text.encode(codec), as_type="newsml-g2")


def test_memory_stays_flat_for_a_bomb() -> None:
    tracemalloc.start()
    try:
        bad(BOMB)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


def test_a_file_named_by_the_document_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    doc = f'<!DOCTYPE a SYSTEM "{secret.as_uri()}"><a xmlns:x="u" x:href="{secret.as_uri()}">t</a>'
    assert text_of(parse_xml(doc, place="x").root) == "t"


def test_encodings_are_read_as_declared_or_marked() -> None:
    item = g2(body="<p>Évora — “açaí” 日本</p>")
    for codec in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        declared = item.replace("UTF-8", codec.upper().replace("-SIG", ""))
        assert one(declared.encode(codec)).text == "Évora — “açaí” 日本"
    latin = g2(body="<p>Évora café</p>").replace("UTF-8", "ISO-8859-1")
    assert one(latin.encode("latin-1")).text == "Évora café"


def test_utf8_under_another_declaration_is_told_and_read() -> None:
    raw = g2(body="<p>Évora café</p>").replace("UTF-8", "iso-8859-1").encode("utf-8")
    assert one(raw).text == "Évora café"
    assert any("UTF-8" in r.what for r in records(raw) if hasattr(r, "what"))


def test_bytes_that_do_not_fit_the_declaration_are_told() -> None:
    raw = g2(body="<p>Évora café</p>").encode("latin-1")
    assert one(raw).text == "Évora café"
    assert any("windows-1252" in r.what for r in records(raw) if hasattr(r, "what"))


def test_control_characters_become_blanks_with_a_note() -> None:
    raw = g2(body="<p>Dock\x1aworkers\x00vote</p>")
    assert one(raw).text == "Dock workers vote"
    assert any("U+001A" in r.what for r in records(raw) if hasattr(r, "what"))


def test_a_document_cut_short_is_never_stored_and_a_draft_says_so() -> None:
    item = g2()
    cut = item[: item.index(STORY[1]) + 20]
    assert "not well-formed" in bad(cut)[0].what
    draft = read_draft(cut.encode())
    assert STORY[0] in draft.text
    assert draft.truncated
    assert draft.damage


def test_an_error_names_line_and_column() -> None:
    assert bad("<newsItem>\n<a></b>\n</newsItem>", "f.xml")[0].place.startswith("f.xml:2:")


def test_nesting_without_end_is_an_error() -> None:
    deep = "<newsItem>" + "<a>" * 5000 + "</a>" * 5000 + "</newsItem>"
    with pytest.raises(InputError):
        parse_xml(deep, place="x")


def test_the_root_is_found_behind_comments_instructions_and_doctype() -> None:
    assert (
        root_name("<?xml version='1.0'?><!-- <a> --><?p x?><!DOCTYPE b [<!-- ]> -->]>\n<x:b/>")
        == "b"
    )
    assert root_name("no markup") == ""
    assert root_name("<!DOCTYPE a [") == ""


UNDECLARED = "<nitf><body><body.content><p>Häfen.</p></body.content></body></nitf>"
WIDE = [
    # declared, codec, mark
    ("UTF-32", "utf-32-le", codecs.BOM_UTF32_LE),
    ("UTF-32", "utf-32-be", codecs.BOM_UTF32_BE),
    ("UTF-32", "utf-32-le", b""),
    ("UTF-32BE", "utf-32-be", b""),
    ("ISO-10646-UCS-4", "utf-32-be", b""),
    ("UTF-16", "utf-16-le", codecs.BOM_UTF16_LE),
    ("ISO-10646-UCS-2", "utf-16-be", b""),
    ("UTF-8", "utf-8", codecs.BOM_UTF8),
    ("UTF-32", "utf-8", b""),  # a label that the bytes cannot mean
    ("UTF-16", "utf-8", b""),
    ("ISO-8859-15", "iso8859-15", b""),
    ("IBM850", "cp850", b""),
    ("IBM037", "cp037", b""),
    ("ebcdic-cp-xx", "cp037", b""),
]


@pytest.mark.parametrize(("declared", "codec", "mark"), WIDE)
def test_xml_is_read_in_every_encoding_that_it_declares_or_shows(
    declared: str, codec: str, mark: bytes
) -> None:
    words = "Der Hafen öffnete am Freitag wieder, sagte die Bürgermeisterin."
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><nitf><head/><body><body.content>'
        f"<p>{words}</p></body.content></body></nitf>"
    )
    data = mark + text.encode(codec)
    assert sniff(data) == "nitf"
    assert one(data).text == words
    assert words in read_draft(data).text


def test_utf_32_without_its_declaration_is_read_too() -> None:
    data = "<nitf><body><body.content><p>Häfen.</p></body.content></body></nitf>".encode(
        "utf-32-be"
    )
    assert one(data).text == "Häfen."


def test_utf_32_that_is_cut_inside_a_character_is_no_item() -> None:
    data = "<nitf><body><body.content><p>Häfen.</p></body.content></body></nitf>".encode(
        "utf-32-le"
    )
    assert bad(data[:-6])
