"""RSS, Atom and WordPress exports."""

import re
from datetime import UTC, datetime

import pytest

from checker.formats import BadRecord, read_draft
from tests.formats.wire import STORY, bad, field, one, records, sources

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/" '
    'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule"'
)


def rss(*items: str, channel: str = "<title>Sample Wire</title>") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel>{channel}'
        f"{''.join(items)}</channel></rss>"
    )


def entry(inside: str = "", guid: str = "g1", text: str = f"<p>{STORY[0]}</p>") -> str:
    return (
        f"<item><title>Harbours &amp; docks</title><guid>{guid}</guid>"
        f"<link>https://a.example/{guid}</link><pubDate>Tue, 14 Jan 2025 10:00:00 +0100</pubDate>"
        f"<description>Teaser.</description>{inside}"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


def test_an_entry_gives_its_full_text_before_its_teaser() -> None:
    source = one(rss(entry()))
    assert source.text == STORY[0]
    assert (source.id, source.title, source.url) == (
        "g1",
        "Harbours & docks",
        "https://a.example/g1",
    )
    assert source.published is not None
    assert source.published.astimezone(UTC) == datetime(2025, 1, 14, 9, tzinfo=UTC)


def test_rights_of_the_entry_win_over_the_channels() -> None:
    channel = "<title>Sample Wire</title><copyright>© Sample Wire</copyright>"
    with_own = one(rss(entry("<dc:rights>© 2025 Reuters</dc:rights>"), channel=channel))
    assert with_own.rights.copyright_notice == ("© 2025 Reuters",)
    assert (with_own.owner, with_own.rights.third_party) == ("reuters", True)
    without = one(rss(entry(), channel=channel))
    assert without.rights.copyright_notice == ("© Sample Wire",)


def test_licence_embargo_and_expiry_elements_are_read() -> None:
    inside = (
        "<creativeCommons:license>https://cc.example/by/4.0</creativeCommons:license>"
        "<prism:embargoDate>2025-01-15T00:00:00Z</prism:embargoDate>"
        "<prism:expirationDate>2025-02-15T00:00:00Z</prism:expirationDate>"
    )
    rights = one(rss(entry(inside))).rights
    assert rights.license_url == ("https://cc.example/by/4.0",)
    assert rights.embargo_until == datetime(2025, 1, 15, tzinfo=UTC)
    assert rights.expires == datetime(2025, 2, 15, tzinfo=UTC)


def test_media_credits_are_of_the_picture_and_kept() -> None:
    inside = (
        '<media:content url="a.jpg"><media:credit role="photographer">Ana Sample/AP</media:credit>'
        "<media:copyright>© AP</media:copyright><media:title>No title</media:title></media:content>"
        '<media:restriction relationship="deny" type="country">au us</media:restriction>'
    )
    source = one(rss(entry(inside)))
    assert source.title == "Harbours & docks"
    assert source.rights.copyright_notice == ()
    assert field(source, "media:copyright") == ["© AP"]
    assert field(source, "media:restriction") == ["relationship=deny type=country au us"]
    draft = read_draft(rss(entry(inside)).encode())
    assert ("rss:media.credit", "picture") in [(m.name, m.scope) for m in draft.metadata]


@pytest.mark.parametrize(
    ("inside", "name", "value"),
    [
        ("<media:copyright>© AP. Not for use in France</media:copyright>", "copyright_notice",
         ("© AP. Not for use in France",)),
        ('<media:restriction relationship="deny" type="country">au us</media:restriction>',
         "deny_territories", ("au", "us")),
        ('<media:restriction relationship="allow" type="country">fr</media:restriction>',
         "allow_territories", ("fr",)),
        ('<media:restriction relationship="deny" type="uri">x.example</media:restriction>',
         "deny_territories", ()),
    ],
)  # fmt: skip
def test_media_rights_of_an_entry_without_media_are_its_own(
    inside: str, name: str, value: tuple[str, ...]
) -> None:
    assert getattr(one(rss(entry(inside))).rights, name) == value
    picture = '<media:content url="a.jpg"/>'
    assert getattr(one(rss(entry(inside + picture))).rights, name) == ()


def test_every_entry_is_read_and_an_empty_one_is_told() -> None:
    empty = "<item><guid>g2</guid></item>"
    found = records(rss(entry(), empty, entry(guid="g3")))
    assert [getattr(r, "id", None) for r in found] == ["g1", "g2", "g3"]
    assert [r.kind for r in found if isinstance(r, BadRecord)] == ["bad"]


def test_an_updated_atom_entry_is_a_newer_version() -> None:
    def atom(updated: str) -> str:
        return (
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><entry>'
            "<id>tag:1</id><title type='text'>T</title><published>2025-01-14T09:00:00Z</published>"
            f"<updated>{updated}</updated><rights>© AFP</rights><author><name>Ana Sample</name>"
            "</author><link rel='license' href='https://l.example'/>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p></div>"
            "</content></entry></feed>"
        )

    first, second = one(atom("2025-01-14T09:00:00Z")), one(atom("2025-01-14T11:30:00Z"))
    assert (first.version, second.version) == ("20250114T090000", "20250114T113000")
    assert (second.text, second.byline, second.owner) == ("One.", "Ana Sample", "afp")
    assert second.rights.license_url == ("https://l.example",)


def test_rss_1_items_outside_the_channel_are_read() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>W</title></channel><item rdf:about='https://a.example/9'>"
        "<title>T</title><description>Words of it.</description><dc:date>2025-01-14</dc:date>"
        "</item></rdf:RDF>"
    )
    source = one(feed)
    assert (source.id, source.text) == ("https://a.example/9", "Words of it.")


def export(*items: str) -> str:
    return rss(*items).replace(
        "<rss ",
        '<rss xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" ',
        1,
    )


def post(text: str, inside: str = "<wp:status>publish</wp:status>") -> str:
    return entry(f"{inside}<excerpt:encoded>Excerpt.</excerpt:encoded>", text=text)


def test_an_exported_post_is_read_as_the_site_shows_it() -> None:
    text = (
        "First line\nof one.\n\nSecond [gallery ids='1,2'] part.\n\n"
        '[caption id="a"]<a href="x"><img src="a.jpg"/></a> A crane. (Ana Sample/AFP)[/caption]'
    )
    source = one(export(post(text)), default_owner="house")
    assert source.text == "First line of one.\n\nSecond part.\n\nA crane. (Ana Sample/AFP)"
    draft = read_draft(export(post(text)).encode())
    captions = [draft.text[z.start : z.end] for z in draft.zones if z.kind == "caption"]
    assert captions == ["A crane. (Ana Sample/AFP)"]


def test_blocks_of_the_block_editor_leave_no_comments() -> None:
    text = "<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph --><p>Two.</p>"
    assert one(export(post(text)), default_owner="house").text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("stated", "day"), [("2025-01-05 08:00:00", "2025-01-05"), ("0000-00-00 00:00:00", None)]
)
def test_the_date_of_an_imported_post_is_in_its_own_element(stated: str, day: str | None) -> None:
    own = post("Harbour news.", f"<wp:post_date_gmt>{stated}</wp:post_date_gmt>")
    undated = re.sub("<pubDate>.*?</pubDate>", "<pubDate></pubDate>", own)
    found = one(export(undated), default_owner="house").published
    assert (found.date().isoformat() if found else None) == day


def test_attachments_and_trash_are_skipped() -> None:
    attachment = post("x", "<wp:post_type>attachment</wp:post_type>")
    trash = post("x", "<wp:post_type>post</wp:post_type><wp:status>trash</wp:status>")
    found = records(export(attachment, trash))
    assert [r.kind for r in found if isinstance(r, BadRecord)] == ["skipped", "skipped"]
    assert not sources(export(attachment))


def test_custom_fields_that_speak_of_rights_are_kept() -> None:
    meta = (
        "<wp:postmeta><wp:meta_key>photo_credit</wp:meta_key><wp:meta_value>"
        "<![CDATA[AFP]]></wp:meta_value></wp:postmeta>"
    )
    assert field(one(export(post("<p>One.</p>", meta))), "postmeta[photo_credit]") == ["AFP"]


def test_a_feed_cut_short_is_told() -> None:
    assert bad(rss(entry(), entry(guid="g2"))[:-40])
