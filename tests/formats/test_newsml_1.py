"""NewsML 1.2: identity, status, revisions, rights lines, components."""

from datetime import UTC, datetime

from checker.formats import BadRecord
from tests.formats.wire import STORY, bad, field, one, records, sources


def newsml(
    *,
    status: str = '<Status FormalName="Usable"/>',
    revision: str = '<RevisionId PreviousRevision="0" Update="N">1</RevisionId>',
    public: str = "urn:newsml:afp.com:20250114T090000Z:TX-PAR-ABC12:1",
    lines: str = "<HeadLine>Harbours open again</HeadLine>",
    extra: str = "",
    content: str | None = None,
    number: str = "TX-PAR-ABC12",
) -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY)
    inside = (
        content
        if content is not None
        else (
            "<ContentItem><MediaType FormalName='Text'/><DataContent><nitf><body><body.content>"
            f"{paragraphs}</body.content></body></nitf></DataContent></ContentItem>"
        )
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><NewsML Version="1.2"><NewsEnvelope>'
        '<NewsService FormalName="GEN"/></NewsEnvelope><NewsItem xml:lang="en"><Identification>'
        f"<NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20250114T090000Z</DateId>"
        f"<NewsItemId>{number}</NewsItemId>{revision}<PublicIdentifier>{public}</PublicIdentifier>"
        "</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName='News'/>"
        f"<FirstCreated>20250114T090000+0000</FirstCreated>"
        f"<ThisRevisionCreated>20250114T090000+0000</ThisRevisionCreated>{status}</NewsManagement>"
        f"<NewsComponent><NewsLines>{lines}</NewsLines>{extra}<AdministrativeMetadata><Provider>"
        f"<Party FormalName='AFP'/></Provider></AdministrativeMetadata>{inside}</NewsComponent>"
        "</NewsItem></NewsML>"
    )


def test_an_item_gives_text_title_owner_and_time() -> None:
    source = one(newsml())
    assert source.text == "\n\n".join(STORY)
    assert (source.owner, source.title, source.service) == ("afp", "Harbours open again", "GEN")
    assert source.published == datetime(2025, 1, 14, 9, tzinfo=UTC)


def test_revisions_are_versions_of_one_source() -> None:
    second = newsml(
        revision='<RevisionId PreviousRevision="1" Update="U">2</RevisionId>',
        public="urn:newsml:afp.com:20250114T090000Z:TX-PAR-ABC12:2U",
    )
    assert one(newsml()).id == one(second).id == "urn:newsml:afp.com:20250114T090000Z:TX-PAR-ABC12"
    assert one(second).version == "2"
    assert field(one(second), "RevisionId@Update") == ["U"]


def test_an_identifier_of_another_revision_is_a_conflict() -> None:
    source = one(newsml(public="urn:newsml:afp.com:20250114T090000Z:TX-PAR-ABC12:7"))
    assert any("ends in" in c for c in source.rights.conflicts)


def test_a_bare_public_identifier_does_not_make_two_items_one() -> None:
    first = one(newsml(public="urn:newsml:www.example.be", number="11"))
    second = one(newsml(public="urn:newsml:www.example.be", number="12"))
    assert first.id != second.id


def test_withheld_and_canceled_items_keep_their_status() -> None:
    for word, status in (("Withheld", "withheld"), ("Canceled", "canceled"), ("USABLE", "usable")):
        source = one(newsml(status=f'<Status FormalName="{word}"/>'))
        assert source.rights.status == status


def test_an_announced_release_is_an_embargo() -> None:
    status = (
        '<Status FormalName="Embargoed"/><StatusWillChange><FutureStatus FormalName="Usable"/>'
        "<DateAndTime>20250115T060000+0100</DateAndTime></StatusWillChange>"
    )
    rights = one(newsml(status=status)).rights
    assert rights.status == "embargoed"
    assert rights.embargo_until is not None
    assert rights.embargo_until.astimezone(UTC) == datetime(2025, 1, 15, 5, tzinfo=UTC)


def test_an_unknown_status_is_passed_on_and_told() -> None:
    rights = one(newsml(status='<Status FormalName="Simmering"/>')).rights
    assert rights.status == "Simmering"
    assert any("Simmering" in c for c in rights.conflicts)


def test_rights_lines_and_metadata_are_kept() -> None:
    lines = (
        "<HeadLine>H</HeadLine><CopyrightLine>© 2025 AFP</CopyrightLine>"
        "<CreditLine>AFP</CreditLine><RightsLine>NO ARCHIVAL USE</RightsLine>"
    )
    extra = (
        "<RightsMetadata><Copyright><CopyrightHolder>Agence France-Presse</CopyrightHolder>"
        "</Copyright><UsageRights><UsageType>Online</UsageType><Geography>France</Geography>"
        "<EndDate>20250201T000000Z</EndDate></UsageRights></RightsMetadata>"
    )
    source = one(newsml(lines=lines, extra=extra))
    assert source.rights.copyright_notice == ("© 2025 AFP",)
    assert source.rights.usage_terms == ("NO ARCHIVAL USE", "Online", "France")
    assert source.rights.copyright_holder == ("Agence France-Presse",)
    assert source.rights.expires == datetime(2025, 2, 1, tzinfo=UTC)


def test_a_pictures_credit_does_not_speak_of_the_text() -> None:
    picture = (
        "<NewsComponent><Role FormalName='Photo'/><NewsLines><CreditLine>Getty/AFP</CreditLine>"
        "</NewsLines><ContentItem><MediaType FormalName='Photo'/></ContentItem></NewsComponent>"
        "<NewsComponent><Role FormalName='Caption'/><ContentItem><DataContent><p>Cranes.</p>"
        "</DataContent></ContentItem></NewsComponent>"
    )
    text = (
        "<NewsComponent><Role FormalName='Main'/><ContentItem><DataContent>"
        f"<p>{STORY[0]}</p></DataContent></ContentItem></NewsComponent>"
    )
    source = one(newsml(content=text + picture))
    assert source.text == STORY[0]
    assert source.rights.credit_line == ()
    assert field(source, "CreditLine") == ["Getty/AFP"]
    assert source.rights.third_party is None


def test_of_equivalent_texts_only_one_is_taken() -> None:
    def version(word: str) -> str:
        return (
            "<NewsComponent><ContentItem><DataContent><p>"
            f"{word}</p></DataContent></ContentItem></NewsComponent>"
        )

    both = f"<NewsComponent EquivalentsList='yes'>{version('Short.') * 2}</NewsComponent>"
    assert one(newsml(content=both)).text == "Short."


def test_html_in_cdata_becomes_paragraphs() -> None:
    content = (
        "<ContentItem><MimeType FormalName='text/html'/><DataContent><![CDATA[<h2>Sub</h2>"
        "<p>One&nbsp;two</p><p>Three</p>]]></DataContent></ContentItem>"
    )
    assert one(newsml(content=content)).text == "Sub\n\nOne\xa0two\n\nThree"


def test_a_style_sheet_beside_the_text_is_no_text() -> None:
    content = (
        "<ContentItem><DataContent>.left { text-align: left }</DataContent></ContentItem>"
        f"<ContentItem><DataContent><p>{STORY[0]}</p></DataContent></ContentItem>"
    )
    assert one(newsml(content=content)).text == STORY[0]


def test_a_derived_item_names_its_ancestor() -> None:
    status = (
        "<Status FormalName='Usable'/><DerivedFrom NewsItem='urn:newsml:afp.com:20250113:AB:3'/>"
    )
    assert one(newsml(status=status)).descends_from == ("urn:newsml:afp.com:20250113:AB",)


def test_a_partial_update_is_told_not_stored() -> None:
    item = newsml(content="").replace("<NewsComponent>", "<Update/><NewsComponent>")
    assert "partial update" in bad(item)[0].what


def test_several_items_are_read_one_by_one() -> None:
    one_item = newsml()
    start, end = one_item.index("<NewsItem "), one_item.index("</NewsML>")
    other = one_item[start:end].replace("ABC12", "XYZ99")
    assert len(sources(one_item[:end] + other + "</NewsML>")) == 2


def test_the_doctype_of_old_feeds_is_read_without_loading_it() -> None:
    doctype = (
        '<!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20001006:NewsMLv1.0.dtd:1" "../NewsML.dtd" ['
        '<!ENTITY % nitf SYSTEM "../nitf-3-0.dtd"> %nitf; ]>'
    )
    item = newsml().replace("?>", "?>" + doctype, 1)
    assert one(item).text == "\n\n".join(STORY)


def test_an_index_of_items_is_skipped() -> None:
    item = newsml(content="<NewsItemRef NewsItem='x.xml'/>", lines="")
    assert [r.kind for r in records(item) if isinstance(r, BadRecord)] == ["skipped"]
