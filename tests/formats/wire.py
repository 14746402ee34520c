"""Invented wire items in the forms of real ones, and short ways to read them."""

from collections.abc import Mapping, Sequence

from checker.formats import BadRecord, read_sources
from checker.models.source import Source

AGENCIES: Mapping[str, Sequence[str]] = {
    "aap": ("AAP", "Australian Associated Press"),
    "afp": ("AFP", "Agence France-Presse"),
    "ap": ("AP", "The Associated Press", "Associated Press"),
    "dpa": ("dpa", "Deutsche Presse-Agentur"),
    "reuters": ("Reuters", "Thomson Reuters"),
}
STORY = (
    "LISBON, Jan 14 (AFP) - Dock workers at three harbours voted on Tuesday to go back to work.",
    "A crowd waited outside the customs house for the tally of the vote.",
)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


def sources(data: bytes | str, name: str = "item", **options: object) -> list[Source]:
    """The sources of a document; fails on a record that is lost."""
    found = records(data, name, **options)
    assert not [r for r in found if isinstance(r, BadRecord) and r.kind == "bad"], found
    return [r for r in found if isinstance(r, Source)]


def one(data: bytes | str, name: str = "item", **options: object) -> Source:
    """The only source of a document."""
    found = sources(data, name, **options)
    assert len(found) == 1, found
    return found[0]


def records(data: bytes | str, name: str = "item", **options: object) -> list[Source | BadRecord]:
    """All that a document gives."""
    raw = data.encode() if isinstance(data, str) else data
    settings = {"agencies": AGENCIES, **options}
    return list(read_sources(raw, name=name, **settings))  # type: ignore[arg-type]


def bad(data: bytes | str, name: str = "item", **options: object) -> list[BadRecord]:
    """What was lost of a document."""
    found = records(data, name, **options)
    return [r for r in found if isinstance(r, BadRecord) and r.kind == "bad"]


def field(source: Source, ending: str) -> list[str]:
    """The values of the rights fields whose path ends so."""
    return [f.value for f in source.rights.fields if f.path.endswith(ending)]


def g2(
    *,
    guid: str = "urn:newsml:sample:1",
    version: str = "1",
    rights: str = "",
    meta: str = '<pubStatus qcode="stat:usable"/>',
    content: str = "<headline>Harbours open again</headline>",
    body: str = PARAGRAPHS,
    inside: str | None = None,
) -> str:
    """A NewsML-G2 news item."""
    inline = inside or (
        '<inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
        f"<body>{body}</body></html></inlineXML>"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}"'
        ' standard="NewsML-G2" standardversion="2.28" conformance="power" xml:lang="en">'
        f"<rightsInfo>{rights}</rightsInfo>"
        f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="AFP"/>'
        f"<versionCreated>2025-01-14T09:00:00+00:00</versionCreated>{meta}</itemMeta>"
        f"<contentMeta>{content}</contentMeta><contentSet>{inline}</contentSet></newsItem>"
    )
