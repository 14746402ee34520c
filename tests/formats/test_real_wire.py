"""Real files of the wire, where they are at hand: all read, all explained, nothing dropped."""

import re
from pathlib import Path

import pytest
from lxml import etree

from checker.errors import InputError
from checker.formats import BadRecord, read_draft, read_sources
from checker.models.source import Source
from tests.shared import SHARED, needs_shared

FORMATS = SHARED / "eval" / "formats"
RIGHTS = re.compile(
    r"embargoed|^rightsInfo$|usageTerms|copyright|edNote|^expires|credit|pubStatus|^signal$|"
    r"management-|UsageType|ed-msg|date\.release|date\.expire",
    re.IGNORECASE,
)
VALUES = ("qcode", "literal", "FormalName", "norm", "info", "holder", "limitations")


def files(*suffixes: str) -> list[Path]:
    found = (p for p in FORMATS.rglob("*") if p.is_file() and p.name != "MANIFEST.jsonl")
    return sorted(p for p in found if not suffixes or p.suffix.lower() in suffixes)


@needs_shared
def test_most_files_give_items_and_every_other_one_says_why() -> None:
    without = 0
    for path in files(".xml", ".json", ".tst", ".txt"):
        found = list(read_sources(path.read_bytes(), name=path.name))
        assert found, path
        assert all(r.what for r in found if isinstance(r, BadRecord))
        without += not any(isinstance(r, Source) for r in found)
    assert without <= 60


@needs_shared
def test_every_rights_element_of_xml_files_ends_in_the_fields() -> None:
    missing = []
    for path in files(".xml"):
        data = path.read_bytes()
        found = [s for s in read_sources(data, name=path.name) if isinstance(s, Source)]
        kept = " ".join(" ".join(f.value.split()) for s in found for f in s.rights.fields)
        if not found or (b"\xc3" in data and b"iso-8859-1" in data[:100].lower()):
            continue
        for node in etree.fromstring(data, etree.XMLParser(resolve_entities=False)).iter():
            if not isinstance(node.tag, str) or not RIGHTS.search(node.tag.rpartition("}")[2]):
                continue
            said = [str(node.get(k)) for k in VALUES if node.get(k)]
            if not len(node):
                said.append(" ".join("".join(node.itertext()).split()))
            missing += [
                (path.name, node.tag, v) for v in said if v and " ".join(v.split()) not in kept
            ]
    assert missing == []


@needs_shared
@pytest.mark.parametrize("folder", ["stt-newsml-g2", "afp-newsml-1.2-arabic", "dpa-digitalwires"])
def test_drafts_of_real_items_have_zones_that_fit_their_text(folder: str) -> None:
    for path in sorted((FORMATS / folder).iterdir())[:40]:
        try:
            draft = read_draft(path.read_bytes(), name=path.name)
        except InputError:
            continue  # an item without text; the reason is tested above
        ends = 0
        for zone in draft.zones:
            assert ends <= zone.start < zone.end <= len(draft.text)
            assert draft.text[zone.start : zone.end].strip()
            ends = zone.end
