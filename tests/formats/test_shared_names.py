"""Abbreviations that several houses share: who owns an item, and when nobody can tell."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from checker.formats import BadRecord, read_sources
from checker.formats.houses import host_of
from checker.formats.owners import Names
from checker.models.source import Source
from checker.running.named import wire_names
from tests.formats.wire import g2
from tests.packaged import packaged_rules

STORY = "The parish church of Portville reopened on Friday after three days of storms, he said."


@pytest.fixture(scope="module")
def names() -> Names:
    rules = packaged_rules()
    spellings = {a.id: (a.name, *a.aliases) for a in rules.agencies.values()}
    return wire_names(cast(Any, SimpleNamespace(rules=rules, owner_names=lambda: spellings)))


def feed(
    *, title: str = "Daily", link: str = "", about: str = "", notice: str = "", publisher: str = ""
) -> str:
    """A feed with one item that says no more of its sender than the channel does."""
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{title}</title><link>{link}</link><description>{about}</description>"
        f"<copyright>{notice}</copyright><dc:publisher>{publisher}</dc:publisher><item>"
        f"<title>Church</title><guid>item-1</guid><description>{STORY}</description></item>"
        "</channel></rss>"
    )


def read(document: str, names: Names, owner: str | None = None) -> tuple[Source, list[str]]:
    found = list(read_sources(document.encode(), name="a.xml", agencies=names, default_owner=owner))
    (source,) = (r for r in found if isinstance(r, Source))
    doubts = [r.what for r in found if isinstance(r, BadRecord) and "several houses" in r.what]
    return source, doubts


SETTLED = [
    # sign, feed, owner
    ("host of the feed", feed(publisher="CNA", link="https://www.catholicnewsagency.com"),
     "catholic-news-agency"),
    ("host in Taiwan", feed(publisher="CNA", link="https://www.cna.com.tw/rss"), "cna"),
    ("host in Singapore", feed(publisher="CNA", link="https://www.channelnewsasia.com"),
     "channel-newsasia"),
    ("host in Cyprus", feed(publisher="CNA", link="https://www.cna.org.cy"), "cyprus-news-agency"),
    ("description", feed(publisher="CNA", about="Catholic News Agency"), "catholic-news-agency"),
    ("description, agency", feed(publisher="CNA", about="Central News Agency, Taipei"), "cna"),
    ("full name in Chinese", feed(publisher="CNA", about="中央通訊社 中央社"), "cna"),
    ("notice", feed(publisher="CNA", notice="© 2024 Catholic News Agency"), "catholic-news-agency"),
    ("Baku", feed(publisher="APA", link="https://apa.az/en"), "azeri-press-agency"),
    ("Vienna", feed(publisher="APA", link="https://apa.at"), "apa"),
    ("Dakar", feed(publisher="APA", about="African Press Agency"), "agence-de-presse-africaine"),
    ("Athens", feed(publisher="ANA", about="Athens News Agency"), "ana-mpa"),
    ("Cape Town", feed(publisher="ANA", about="African News Agency"), "african-news-agency"),
    ("Algiers", feed(publisher="APS", link="https://www.aps.dz"), "aps"),
    ("Dakar, APS", feed(publisher="APS", link="https://aps.sn"), "aps-senegal"),
    ("Nairobi", feed(publisher="KNA", link="https://www.kenyanews.go.ke"), "kenya-news-agency"),
    ("Bonn", feed(publisher="KNA", about="Katholische Nachrichten-Agentur"), "kna"),
    ("Kabul", feed(publisher="BNA", about="Bakhtar News Agency"), "bakhtar-news-agency"),
    ("Manama", feed(publisher="BNA", link="https://www.bna.bh"), "bna"),
    ("Washington", feed(publisher="CNS", about="Catholic News Service"), "catholic-news-service"),
    ("Beijing", feed(publisher="CNS", link="https://www.chinanews.com"), "cns"),
    ("Yangon", feed(publisher="MNA", about="Myanmar News Agency"), "myanmar-news-agency"),
    ("Tehran", feed(publisher="MNA", link="https://en.mehrnews.com"), "mehr"),
    ("Niamey", feed(publisher="ANP", link="https://www.anp.ne"), "agence-nigerienne-de-presse"),
    ("The Hague", feed(publisher="ANP", link="https://www.anp.nl"), "anp"),
]  # fmt: skip


@pytest.mark.parametrize(("document", "owner"), [r[1:] for r in SETTLED], ids=lambda v: v[:0])
def test_a_host_or_a_full_name_says_whose_abbreviation_it_is(
    names: Names, document: str, owner: str
) -> None:
    source, doubts = read(document, names)
    assert (source.owner, doubts) == (owner, [])
    assert source.rights.third_party is None


@pytest.mark.parametrize("short", ["CNA", "APA", "ANA", "APS", "KNA", "BNA", "CNS", "MNA", "ANP"])
def test_a_shared_abbreviation_alone_makes_nobody_the_owner_and_says_so(
    names: Names, short: str
) -> None:
    source, doubts = read(feed(title="", publisher=short), names)
    assert source.owner == "unknown"
    assert len(doubts) == 1
    assert f"'{short}'" in doubts[0]
    assert "--owner" in doubts[0]
    assert any("several houses" in told for told in source.rights.conflicts)


@pytest.mark.parametrize("short", ["CNA", "APA"])
def test_the_name_of_the_feed_is_better_than_a_wrong_agency(names: Names, short: str) -> None:
    source, doubts = read(feed(title=f"{short} World Feed", publisher=short), names)
    assert source.owner == f"{short.lower()}-world-feed"
    assert doubts


@pytest.mark.parametrize("short", ["CNA", "APA", "KNA"])
def test_the_owner_that_the_feed_is_given_settles_it(names: Names, short: str) -> None:
    source, doubts = read(feed(publisher=short), names, owner="my-agency")
    assert (source.owner, doubts, source.rights.conflicts) == ("my-agency", [], ())


def test_signs_of_two_houses_leave_it_open(names: Names) -> None:
    document = feed(
        publisher="CNA", link="https://www.cna.com.tw", about="From the Catholic News Agency"
    )
    source, doubts = read(document, names)
    assert source.owner not in ("cna", "catholic-news-agency")
    assert doubts


@pytest.mark.parametrize(
    ("provider", "language", "owner"),
    [
        ('literal="APA"', "de-AT", "apa"),
        ('literal="APA"', "az", "azeri-press-agency"),
        ('literal="APA"', "en", "unknown"),
        ('literal="CNA"', "zh-Hant", "cna"),
        ('literal="CNA"', "el", "cyprus-news-agency"),
        ('literal="CNA"', "en", "unknown"),
        ('literal="KNA"', "de", "kna"),
        ('literal="ANP"', "nl", "anp"),
        ('literal="ANP"', "fr", "agence-nigerienne-de-presse"),
        ('qcode="nprov:APA"', "en", "apa"),
        ('qcode="nprov:ANP"', "en", "anp"),
        ('qcode="house:APA"', "en", "unknown"),
        ('uri="http://cv.iptc.org/newscodes/newsprovider/APA"', "en", "apa"),
    ],
)
def test_language_and_the_provider_codes_of_iptc_decide_too(
    names: Names, provider: str, language: str, owner: str
) -> None:
    item = (
        g2().replace('literal="AFP"', provider).replace('xml:lang="en"', f'xml:lang="{language}"')
    )
    assert read(item, names)[0].owner == owner


@pytest.mark.parametrize(
    ("name", "owner"),
    [("AFP", "afp"), ("AP", "ap"), ("dpa", "dpa"), ("PA", "pa"), ("TT", "tt"), ("AAP", "aap"),
     ("STA", "sta"), ("GNA", "gna"), ("UPI", "upi"), ("CP", "cp"), ("ANSA", "ansa")],
)  # fmt: skip
def test_an_abbreviation_of_one_house_needs_no_further_sign(
    names: Names, name: str, owner: str
) -> None:
    assert read(feed(publisher=name), names) == (read(feed(publisher=name), names)[0], [])
    assert read(feed(publisher=name), names)[0].owner == owner


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://WWW.cna.example/1?a=b", "www.cna.example"),
        ("http://u:p@cna.example:80/", "cna.example"),
        ("desk@cna.example", "cna.example"), ("desk@cna.example (Desk)", "cna.example"),
        ("mailto:desk@cna.example", "cna.example"),
        ("urn:newsml:cna.example:20250101:1", "cna.example"),
        ("tag:cna.example,2025:1", "cna.example"), ("cna.example", "cna.example"),
        ("CNA", ""), ("Central News Agency", ""), ("a sentence. and another", ""), ("", ""),
        ("https://[broken", ""), ("1.5", ""),
    ],
)  # fmt: skip
def test_a_host_is_read_from_whatever_holds_one(address: str, host: str) -> None:
    assert host_of(address) == host
