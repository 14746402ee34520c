"""Invented items in the formats of single houses, by status, and where each is read."""

import base64
import json
from typing import Any

FIRST = "The harbour of Portville reopened on Friday after three days of storms, its mayor said."
SECOND = "Ferries will run again from Saturday morning, and the fish market opens on Monday."
TITLE = "Harbour reopens"
UNTIL = "2031-04-16T13:08:05"
APPL_NS = "http://ap.org/schemas/03/2005/appl"


def appl(status: str = "Usable", *, release: str = "", more: str = "", **parts: str) -> str:
    """A publication of AP's own XML; `parts` are further children by the block they belong to."""
    released = f"<ReleaseDateTime>{release}</ReleaseDateTime>" if release else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Publication Version="5.3.2" xmlns="{APPL_NS}">'
        "<Identification><ItemId>aa11</ItemId><MediaType>Text</MediaType>"
        "<DefaultLanguage>en-us</DefaultLanguage><RecordSequenceNumber>3</RecordSequenceNumber>"
        "</Identification><PublicationManagement><RecordType>Change</RecordType>"
        "<ArrivalDateTime>2024-04-16T13:08:05</ArrivalDateTime>"
        '<FirstCreated Year="2024" Month="4" Day="16" Time="12:00:00"/>'
        f"{released}<Status>{status}</Status>{parts.get('management', '')}</PublicationManagement>"
        f"<NewsLines><Title>Harbour</Title><HeadLine>{TITLE}</HeadLine>"
        '<ByLine Title="Staff Writer">JO SAMPLE</ByLine><DateLine>PORTVILLE, Maine</DateLine>'
        "<CopyrightLine>Copyright 2024 The Associated Press.</CopyrightLine>"
        f"{parts.get('lines', '')}</NewsLines><AdministrativeMetadata>"
        '<Provider Type="AP">AP</Provider><Creator>AP</Creator></AdministrativeMetadata>'
        f'<RightsMetadata><Copyright Holder="AP" Date="2024"/>{parts.get("rights", "")}'
        '</RightsMetadata><PublicationComponent Role="Main" MediaType="Text"><TextContentItem>'
        f"<DataContent><nitf><body.content><block><p>{FIRST}</p><p>{SECOND}</p></block>"
        "</body.content></nitf></DataContent></TextContentItem></PublicationComponent>"
        f"{more}</Publication>"
    )


def appl_atom(status: str = "Usable", *, until: str = "", notes: str = "") -> str:
    """An Atom feed with AP's elements and one entry."""
    change = f' statusChangeOn="{until}"' if until else ""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"'
        ' xmlns:apcm="http://ap.org/schemas/03/2005/apcm"'
        ' xmlns:apnm="http://ap.org/schemas/03/2005/apnm"><title>World</title><entry>'
        "<id>urn:publicid:ap.org:aa11</id><title>Harbour</title>"
        "<published>2024-04-16T13:08:05Z</published><updated>2024-04-16T13:08:05Z</updated>"
        "<rights>Copyright 2024 The Associated Press.</rights>"
        f'<content type="text/xml"><nitf><body><body.content><block><p>{FIRST}</p><p>{SECOND}</p>'
        f"</block></body.content></body></nitf></content><apcm:ContentMetadata>"
        f"<apcm:HeadLine>{TITLE}</apcm:HeadLine><apcm:ByLine>JO SAMPLE</apcm:ByLine>"
        "<apcm:DateLine>PORTVILLE, Maine</apcm:DateLine></apcm:ContentMetadata>"
        "<apnm:NewsManagement><apnm:ManagementId>urn:publicid:ap.org:aa11</apnm:ManagementId>"
        "<apnm:ManagementSequenceNumber>3</apnm:ManagementSequenceNumber>"
        f"<apnm:PublishingStatus{change}>{status}</apnm:PublishingStatus>{notes}"
        "</apnm:NewsManagement></entry></feed>"
    )


def ans(**more: Any) -> dict[str, Any]:
    """A story of Arc's."""
    return {
        "_id": "ARC1",
        "type": "story",
        "version": "0.10.9",
        "last_updated_date": "2024-04-22T02:11:04.000Z",
        "first_publish_date": "2024-04-20T03:00:00Z",
        "language": "en",
        "headlines": {"basic": TITLE},
        "subheadlines": {"basic": "Ferries sail again"},
        "distributor": {"name": "The Associated Press", "category": "wires"},
        "owner": {"id": "dailyexample"},
        "credits": {"by": [{"type": "author", "name": "Jo Sample"}]},
        "content_elements": [
            {"type": "text", "_id": "1", "content": FIRST},
            {"type": "text", "_id": "2", "content": SECOND},
        ],
        **more,
    }


def navigadoc(status: str = "usable", **more: Any) -> dict[str, Any]:
    """A document of Naviga's content services."""
    return {
        "uuid": "8706660e",
        "uri": "im://article/8706660e",
        "title": TITLE,
        "type": "x-im/article",
        "status": status,
        "source": "writer",
        "modified": "2024-02-22T10:37:23Z",
        "published": "2024-02-22T09:22:07+01:00",
        "provider": "The Associated Press",
        "links": [{"rel": "author", "type": "x-im/author", "title": "Jo Sample"}],
        "content": [
            {"id": "a1", "type": "x-im/paragraph", "data": {"text": FIRST}},
            {"id": "a2", "type": "x-im/paragraph", "data": {"text": SECOND}},
        ],
        **more,
    }


def anp(**more: Any) -> dict[str, Any]:
    """An answer of ANP's News API with one item."""
    item = {
        "id": "38bd",
        "kind": "TEXTARTICLE",
        "pubDate": "2024-05-02T12:04:56Z",
        "title": TITLE,
        "sourceTitle": "ANP 101",
        "bodyText": f"<p>{FIRST}</p><p>{SECOND}</p>",
        "version": 2,
        "authors": ["Jo Sample"],
        **more,
    }
    return {"hasError": False, "data": item}


def methode_doc(inside: str = "") -> str:
    """The XML of a Methode story."""
    return (
        f"<doc><lead><lead-headline><headline><ln>{TITLE}</ln></headline></lead-headline></lead>"
        f"<story><text><byline>By Jo Sample</byline><body><p>{FIRST}</p><p>{SECOND}</p></body>"
        f"</text></story>{inside}</doc>"
    )


def metadata(*, embargo: str = "", deleted: str = "False", code: str = "AP") -> str:
    """The attributes of a Methode story."""
    return (
        '<!DOCTYPE ObjectMetadata SYSTEM "/SysConfig/classify.dtd"><ObjectMetadata><OutputChannels>'
        f"<DIFTcom><DIFTcomMarkDeleted>{deleted}</DIFTcomMarkDeleted>"
        "<DIFTcomLastPublication>20240416130805</DIFTcomLastPublication></DIFTcom>"
        f"</OutputChannels><EditorialNotes><EmbargoDate>{embargo}</EmbargoDate><Sources><Source>"
        f"<SourceCode>{code}</SourceCode></Source></Sources></EditorialNotes></ObjectMetadata>"
    )


def eom(attributes: str = "", **more: Any) -> dict[str, Any]:
    """An object of a Methode repository."""
    return {
        "uuid": "e28b12f7",
        "type": "EOM::CompoundStory",
        "value": base64.b64encode(methode_doc().encode()).decode(),
        "attributes": attributes or metadata(),
        "workflowStatus": "Stories/WebReady",
        "lastModified": "2024-04-16T13:08:05Z",
        **more,
    }


def written(document: Any) -> str:
    """A document as the text of its file."""
    return document if isinstance(document, str) else json.dumps(document)
