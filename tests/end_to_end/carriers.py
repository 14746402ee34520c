"""One invented item in each wire format, at each step of its day: embargoed, free, killed."""

import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from tests.formats import houses

__all__ = ["CARRIERS", "OWNER", "TEXT", "Step", "story"]

OWNER = "afp"
_SYLLABLES = (
    *("an", "bel", "cor", "dun", "el", "fos", "gar", "hol", "ir", "jun", "kel", "lor"),
    *("mar", "nis", "or", "pel", "rav", "sol", "tor", "ven"),
)


def story(name: str) -> str:
    """An invented story in words of no language, another one for each name."""
    chosen = random.Random(name)
    words = ["".join(chosen.sample(_SYLLABLES, 3)) for _ in range(96)]
    sentences = [" ".join(words[at : at + 16]).capitalize() + "." for at in range(0, 96, 16)]
    return "\n\n".join((" ".join(sentences[:3]), " ".join(sentences[3:])))


TEXT = story("the desk")


@dataclass(frozen=True, slots=True)
class Step:
    """What the wire states at one moment: the version, the embargo's end, whether it is killed."""

    version: int
    sent: datetime
    until: datetime | None = None
    killed: bool = False
    text: str = TEXT
    name: str = "pilots"

    @property
    def markup(self) -> str:
        """The text in paragraphs of HTML."""
        return "".join(f"<p>{escape(part)}</p>" for part in self.text.split("\n\n"))


def _iso(when: datetime | None) -> str:
    return "" if when is None else when.isoformat(timespec="seconds")


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def newsml_g2(step: Step) -> str:
    embargo = f"<embargoed>{_iso(step.until)}</embargoed>" if step.until else ""
    status = "canceled" if step.killed else "usable"
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"'
        f' guid="urn:newsml:{step.name}"'
        f' version="{step.version}" standard="NewsML-G2" standardversion="2.28" xml:lang="en">'
        '<itemMeta><itemClass qcode="ninat:text"/><provider literal="AFP"/>'
        f"<versionCreated>{_iso(step.sent)}</versionCreated>{embargo}"
        f'<pubStatus qcode="stat:{status}"/></itemMeta>'
        '<contentSet><inlineXML contenttype="application/xhtml+xml">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{step.markup}</body></html>'
        "</inlineXML></contentSet></newsItem>"
    )


def newsml_1(step: Step) -> str:
    change = (
        "<StatusWillChange><FutureStatus FormalName='Usable'/>"
        f"<DateAndTime>{_utc(step.until)}</DateAndTime></StatusWillChange>"
        if step.until
        else ""
    )
    status = "Canceled" if step.killed else "Embargoed" if step.until else "Usable"
    previous = step.version - 1
    return (
        '<NewsML Version="1.2"><NewsEnvelope/><NewsItem xml:lang="en"><Identification>'
        "<NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20260301T080000Z</DateId>"
        f"<NewsItemId>{step.name}</NewsItemId>"
        f'<RevisionId PreviousRevision="{previous}" Update="U">{step.version}</RevisionId>'
        "</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName='News'/>"
        f"<FirstCreated>{_utc(step.sent)}</FirstCreated>"
        f"<ThisRevisionCreated>{_utc(step.sent)}</ThisRevisionCreated>"
        f"<Status FormalName='{status}'/>{change}</NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>Pilots to strike</HeadLine></NewsLines><AdministrativeMetadata>"
        "<Provider><Party FormalName='AFP'/></Provider></AdministrativeMetadata>"
        "<ContentItem><MediaType FormalName='Text'/><DataContent><nitf><body><body.content>"
        f"{step.markup}</body.content></body></nitf></DataContent></ContentItem></NewsComponent>"
        "</NewsItem></NewsML>"
    )


def nitf(step: Step) -> str:
    release = f'<date.release norm="{_utc(step.until)}"/>' if step.until else ""
    status = "canceled" if step.killed else "embargoed" if step.until else "usable"
    return (
        f'<nitf><head><docdata management-status="{status}">'
        f'<doc-id id-string="{step.name}" regsrc="AFP"/><du-key generation="1"'
        f' part="1" version="{step.version}"/><date.issue norm="{_utc(step.sent)}"/>{release}'
        '<doc.copyright holder="AFP" year="2026"/></docdata></head><body><body.head>'
        "<hedline><hl1>Pilots to strike</hl1></hedline></body.head>"
        f"<body.content>{step.markup}</body.content></body></nitf>"
    )


def ninjs(step: Step) -> str:
    item = {
        "uri": f"http://wire.example/{step.name}",
        "type": "text",
        "version": str(step.version),
        "versioncreated": _iso(step.sent),
        "pubstatus": "canceled" if step.killed else "usable",
        "copyrightholder": "AFP",
        "headline": "Pilots to strike",
        "body_text": step.text,
        **({"embargoed": _iso(step.until)} if step.until else {}),
    }
    return json.dumps(item)


def records(step: Step) -> str:
    rights = {"status": "canceled" if step.killed else "usable", "embargoed": _iso(step.until)}
    item = {
        "id": step.name,
        "owner": OWNER,
        "version": str(step.version),
        "published": _iso(step.sent),
        "text": step.text,
        "rights": {name: value for name, value in rights.items() if value},
    }
    return json.dumps(item)


def rss(step: Step) -> str:
    embargo = f"<embargoDate>{_iso(step.until)}</embargoDate>" if step.until else ""
    status = "canceled" if step.killed else "usable"
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:atom="http://www.w3.org/2005/Atom">'
        "<channel><title>AFP</title><item><title>Pilots to strike</title>"
        f"<guid>{step.name}</guid><pubDate>{format_datetime(step.sent)}</pubDate>"
        f"<atom:updated>{_iso(step.sent)}</atom:updated><source>AFP</source>{embargo}"
        f"<pubStatus>{status}</pubStatus>"
        f"<content:encoded>{escape(step.markup)}</content:encoded></item></channel></rss>"
    )


def vendor_xml(step: Step) -> str:
    embargo = f"<Embargo>{_iso(step.until)}</Embargo>" if step.until else ""
    status = "canceled" if step.killed else "usable"
    return (
        f"<story><id>{step.name}</id><headline>Pilots to strike</headline><source>AFP</source>"
        f"<version>{step.version}</version><pubDate>{_iso(step.sent)}</pubDate>{embargo}"
        f"<pubStatus>{status}</pubStatus><content>{escape(step.markup)}</content></story>"
    )


def _ours(document: Any, step: Step) -> str:
    """A document of the formats of single houses, with this story of this provider."""
    first, second = step.text.split("\n\n")
    written = houses.written(document)
    for old, new in (
        (houses.FIRST, first),
        (houses.SECOND, second),
        ("The Associated Press", "Agence France-Presse"),
        ('Holder="AP"', 'Holder="AFP"'),
        (">AP<", ">AFP<"),
        ("aa11", step.name),
        ("ARC1", step.name),
        ("8706660e", step.name),
        ("e28b12f7", step.name),
        ("38bd", step.name),
        (">3</Rec", f">{step.version}</Rec"),
    ):
        written = written.replace(old, new)
    return written


def appl(step: Step) -> str:
    status = "Canceled" if step.killed else "Embargoed" if step.until else "Usable"
    release = step.until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if step.until else ""
    return _ours(houses.appl(status, release=release), step)


def ans(step: Step) -> str:
    embargo = {"active": True, "end_time": _iso(step.until)}
    more: dict[str, Any] = {"content_restrictions": {"embargo": embargo}} if step.until else {}
    if step.killed:
        more["status"] = "killed"
    return _ours(houses.ans(last_updated_date=_iso(step.sent), **more), step)


def navigadoc(step: Step) -> str:
    status = "canceled" if step.killed else "usable"
    held = [{"name": "imext:embargo", "value": _iso(step.until)}] if step.until else []
    return _ours(houses.navigadoc(status, modified=_iso(step.sent), properties=held), step)


def methode(step: Step) -> str:
    until = step.until.astimezone(UTC).strftime("%Y%m%d%H%M%S") if step.until else ""
    deleted = "True" if step.killed else "False"
    attributes = houses.metadata(embargo=until, deleted=deleted, code="AFP")
    document = houses.eom(attributes, lastModified=_iso(step.sent))
    first, second = step.text.split("\n\n")
    value = houses.methode_doc().replace(houses.FIRST, first).replace(houses.SECOND, second)
    document["value"] = base64.b64encode(value.encode()).decode()
    return _ours(document, step)


Carrier = Callable[[Step], str]
CARRIERS: dict[str, tuple[str, Carrier]] = {
    "newsml-g2": ("item.xml", newsml_g2),
    "newsml-1": ("item.xml", newsml_1),
    "nitf": ("item.nitf", nitf),
    "ninjs": ("item.json", ninjs),
    "records": ("items.jsonl", records),
    "rss": ("feed.rss", rss),
    "vendor-xml": ("item.xml", vendor_xml),
    "appl": ("item.xml", appl),
    "ans": ("item.json", ans),
    "navigadoc": ("item.json", navigadoc),
    "methode-json": ("item.json", methode),
}
