"""Rights and orders in places of an item where no schema puts them, and words that state none."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import pytest

from checker.formats import read_sources
from checker.models.source import Item, Source
from tests.licensing.cases import NOW, USE, agreement, codes, items, judged, match

STORY = (
    "The night train to the coast will run again from the first of May, ending a gap of nine "
    "years that left students with a ride of seven hours, the ministry said."
)
SENT = "2025-05-20T08:00:00Z"
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:w:1" version="1"
standard="NewsML-G2" standardversion="2.29" conformance="power"><rightsInfo><copyrightHolder
literal="AFP"/></rightsInfo><itemMeta><itemClass qcode="ninat:text"/><provider literal="AFP"/>
<versionCreated>2025-05-20T08:00:00Z</versionCreated><pubStatus qcode="stat:usable"/>{meta}
</itemMeta><contentMeta><headline>Night train</headline>{content}</contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{story}</p></body></html></inlineXML></contentSet></newsItem>"""
NEWSML_1 = """<NewsML><NewsEnvelope><DateAndTime>20250520T080000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20250520</DateId>
<NewsItemId>w1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
<PublicIdentifier>urn:newsml:afp.com:20250520:w1:1</PublicIdentifier></NewsIdentifier>
</Identification><NewsManagement><NewsItemType FormalName="News"/>
<FirstCreated>20250520T080000Z</FirstCreated><ThisRevisionCreated>20250520T080000Z
</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines>
<HeadLine>Night train</HeadLine>{content}</NewsLines><ContentItem><DataContent><p>{story}</p>
</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""
NITF = """<nitf><head><docdata><doc-id id-string="w1" regsrc="AFP"/>
<date.issue norm="20250520T080000Z"/>{meta}</docdata></head><body><body.head><hedline>
<hl1>Night train</hl1>{content}</hedline></body.head><body.content><p>{story}</p></body.content>
</body></nitf>"""


def record(**keys: Any) -> tuple[str, str]:
    item = {"id": "r:1", "owner": "afp", "text": STORY, "published": SENT, **keys}
    return json.dumps(item), "a.jsonl"


def ninjs(**keys: Any) -> tuple[str, str]:
    item = {"uri": "r:1", "type": "text", "headline": "Night train", "versioncreated": SENT}
    return json.dumps({**item, "body_text": STORY, "provider": "AFP", **keys}), "a.json"


def xml(form: str, meta: str = "", content: str = "") -> tuple[str, str]:
    return form.format(meta=meta, content=content, story=escape(STORY)), "a.xml"


def told(sent: tuple[str, str], channel: str = "web", territory: str = "FR") -> set[str]:
    """What forbids the use of the item as it was sent; "clear" if nothing does."""
    found = list(read_sources(sent[0].encode(), name=sent[1], default_owner="afp"))
    (source,) = [one for one in found if isinstance(one, Source)]
    registry = items(Item("urn:afp:1", "afp", rights=source.rights, published=NOW, received=NOW))
    judgement = judged(
        matches=(match(),),
        registry=registry,
        agreements=(agreement(),),
        use=replace(USE, channel=channel, territories=(territory,)),
    )
    return codes(judgement) if judgement.verdict != "clear" else {"clear"}


EMBARGO = "EMBARGOED until 1 March 2027 06:00 GMT"
EMBARGOES = [EMBARGO, "SOUS EMBARGO jusqu'au 1er mars 2027", "Sperrfrist: 1. März 2027, 6 Uhr"]


@pytest.mark.parametrize("words", EMBARGOES)
@pytest.mark.parametrize(
    "where",
    [
        lambda words: ninjs(slugline=words),
        lambda words: ninjs(description_text=words),
        lambda words: ninjs(title=words),
        lambda words: ninjs(headlines=[{"role": "main", "value": "Night train"}, {"value": words}]),
        lambda words: ninjs(extra={"embargo_note": "x", "ednote": words}),
        lambda words: xml(G2, meta=f"<title>{words} - Night train</title>"),
        lambda words: xml(G2, content=f"<slugline>{words}</slugline>"),
        lambda words: xml(G2, content=f"<headline>{words}</headline>"),
        lambda words: xml(G2, content=f"<edNote>{words}</edNote>"),
        lambda words: xml(G2, content=f'<description role="drol:note">{words}</description>'),
        lambda words: xml(NEWSML_1, content=f"<SlugLine>{words}</SlugLine>"),
        lambda words: xml(NEWSML_1, content=f"<SubHeadLine>{words}</SubHeadLine>"),
        lambda words: xml(NITF, content=f"<hl2>{words}</hl2>"),
        lambda words: xml(NITF, meta=f'<du-key key="{words}"/>'),
    ],
)
def test_an_embargo_in_a_label_holds(where: Any, words: str) -> None:
    assert "status.embargoed" in told(where(words))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("HOLD", "status.withheld"),
        ("NOT FOR PUBLICATION", "status.not_for_publication"),
        ("KILL", "status.killed"),
    ],
)
def test_an_order_in_a_label_is_a_status(words: str, code: str) -> None:
    for sent in (
        ninjs(slugline=words),
        xml(G2, content=f"<instruction>{words}</instruction>"),
        xml(G2, content=f"<slugline>{words}</slugline>"),
        xml(NEWSML_1, content=f"<SlugLine>{words}</SlugLine>"),
    ):
        assert code in told(sent)


@pytest.mark.parametrize(
    "words",
    [
        "embargo-russian-oil", "Kill Bill review", "hold-the-line", "BC-EU--Embargo",
        "The EU agreed an embargo on oil until 1 March 2027, ministers said.", "Withdrawn troops",
        "Recall-Toyota", "Night train runs again", "Advisory board meets",
        "A recall of the mayor is withdrawn",
    ],
)  # fmt: skip
def test_labels_of_the_news_order_nothing(words: str) -> None:
    for sent in (
        ninjs(slugline=words, description_text=words, subhead=words),
        xml(G2, content=f"<slugline>{words}</slugline><description>{words}</description>"),
        xml(NEWSML_1, content=f"<SlugLine>{words}</SlugLine>"),
        xml(NITF, meta=f'<du-key key="{words}"/>', content=f"<hl2>{words}</hl2>"),
    ):
        assert told(sent) == {"clear"}


@pytest.mark.parametrize(
    "sent",
    [
        ninjs(rightsinfo=[{"usageterms": "Not for use in France"}]),
        ninjs(rightsinfo=[{"langid": "de"}, {"langid": "en", "usageterms": "FRANCE OUT"}]),
        ninjs(extra={"usageterms": "FRANCE OUT"}),
        ninjs(extra=[{"usageTerms": "Not for use in France"}]),
        ninjs(custom_fields={"restrictions": "Not for France"}),
        record(rights=[{"usage_terms": "Not for use in France"}]),
        xml(G2, content="<usageTerms>Not for use in France</usageTerms>"),
        xml(G2, meta="<usageTerms>Not for use in France</usageTerms>"),
        record(license="Not for use in France"),
        record(licence="Pas d'utilisation en France"),
        record(copyright="© 2026 AFP. Not for use in France"),
        record(copyright="Not for use in France"),
        ninjs(license="Not for use in France"),
    ],
)
def test_terms_in_other_places_bind(sent: tuple[str, str]) -> None:
    assert "licence.item_restricted" in told(sent)
    assert told(sent, territory="DE") == {"clear"}


@pytest.mark.parametrize(
    ("licence", "channel", "is_clear"),
    [
        ("Print only", "web", False),
        ("Print only", "print", True),
        ("Web use prohibited", "web", False),
        ("Nur für Print", "web", False),
        ("CC BY-NC 4.0", "web", False),
        ("https://example.net/no-use-in-france", "web", True),
        ("AFP standard licence", "web", True),
        ("NW-2025-17", "web", True),
        ("All rights reserved", "web", True),
        ("Editorial use only", "web", True),
    ],
)
def test_a_licence_in_words_limits_what_it_says(
    licence: str, channel: str, *, is_clear: bool
) -> None:
    for sent in (record(license=licence), ninjs(license=licence)):
        assert (told(sent, channel) == {"clear"}) is is_clear


@pytest.mark.parametrize(
    "keys",
    [
        {"publishable": False}, {"usable": False}, {"cleared_for_web": False},
        {"withheld_by": "the desk"}, {"usage_restriction_text": "ask first"},
        {"web_prohibited": True}, {"do_not_use_before": "noon"}, {"takedown_at": "2025-05-21"},
    ],
)  # fmt: skip
def test_an_unknown_key_that_speaks_of_rights_is_for_a_person(keys: dict[str, Any]) -> None:
    assert "licence.item_restricted" in told(record(**keys))
    found = list(read_sources(record(**keys)[0].encode(), name="a.jsonl"))
    (note,) = [one for one in found if not isinstance(one, Source)]
    assert "terms of use that a person has to read" in note.hint


@pytest.mark.parametrize(
    "keys",
    [
        {"publishable": True}, {"usable": True}, {"holder": "AFP"}, {"household": "Meyer"},
        {"withheld_by": None}, {"restricted": False}, {"section": "sport"}, {"wordcount": 300},
        {"priority": 4}, {"licence": "https://example.net/licence"}, {"holding": "x"},
    ],
)  # fmt: skip
def test_other_unknown_keys_state_nothing(keys: dict[str, Any]) -> None:
    assert told(record(**keys)) == {"clear"}


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("hold_until", "status.embargoed"),
        ("embargo_end", "status.embargoed"),
        ("sperrfrist", "status.embargoed"),
        ("not_before", "status.embargoed"),
        ("valid_until", "status.expired_by_provider"),
        ("use_until", "status.expired_by_provider"),
    ],
)
def test_times_under_other_keys_are_read(key: str, code: str) -> None:
    later, earlier = "2027-03-01T00:00:00Z", "2025-05-21T00:00:00Z"
    held, free = (later, earlier) if code == "status.embargoed" else (earlier, later)
    assert datetime(2025, 6, 1, 10, 0, tzinfo=UTC) == NOW
    assert code in told(record(**{key: held}))
    assert told(record(**{key: free})) == {"clear"}
    assert len(list(read_sources(record(**{key: free})[0].encode(), name="a.jsonl"))) == 1


@pytest.mark.parametrize("made", [record, ninjs])
@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("usageterms", "Not for use in France", "licence.item_restricted"),
        ("edNote", "Not for use in France", "licence.item_restricted"),
        ("copyrightnotice", "© AFP. Not for use in France", "licence.item_restricted"),
        ("ednote", "MANDATORY KILL. Do not use this story.", "status.killed"),
        ("ednote", EMBARGO, "status.embargoed"),
    ],
)
@pytest.mark.parametrize(
    "put",
    [
        lambda words: {"en": words},
        lambda words: {"en-GB": words, "fr": "Bonjour"},
        lambda words: {"en": {"value": words}},
        lambda words: {"_": words},
        lambda words: {"#text": words, "lang": "en"},
        lambda words: {"type": "restriction", "content": words},
        lambda words: {"name": "Note", "definition": words},
        lambda words: [{"language": "en", "term": words}],
        lambda words: {"terms": ["Bonjour", words]},
    ],
)
def test_terms_and_notes_count_in_any_object(
    made: Any, key: str, words: str, code: str, put: Any
) -> None:
    assert code in told(made(**{key: put(words)}))


@pytest.mark.parametrize(
    "given",
    [
        {"usageterms": {"id": "77", "href": "https://example.net/terms", "language": "en"}},
        {"usageterms": {"name": "All media", "code": "AM1"}},
        {"usageterms": {"language": "en", "value": "Usable in all media", "more": "Print only"}},
        {"usageterms": {"de": "Keine Einschränkungen", "en": "No restrictions"}},
        {"usagerights": {"print": True, "web": True}},
        {"limitations": {"count": 0, "until": None, "geo": []}},
        {"ednote": {"author": "Ann Gale", "created": "2025-05-20"}},
        {"copyrightnotice": {"en": "© 2025 AFP", "fr": "© 2025 AFP"}},
    ],
)
def test_objects_that_limit_nothing_hold_nothing(given: dict[str, Any]) -> None:
    assert told(record(**given)) == told(ninjs(**given)) == {"clear"}
