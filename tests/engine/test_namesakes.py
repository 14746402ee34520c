"""Abbreviations that several houses share, in drafts: no agency is claimed for another house."""

import pytest

from checker.engine import Engine
from checker.formats import read_drafts
from checker.models.draft import Draft, Metadatum
from tests.formats.test_shared_names import SETTLED, feed
from tests.packaged import packaged_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def claimed(engine: Engine, draft: Draft) -> set[str]:
    return {finding.agency for finding in engine.scan(draft).findings}


def entry(document: str) -> Draft:
    (draft,) = read_drafts(document.encode(), name="a.xml")
    assert isinstance(draft, Draft)
    return draft


@pytest.mark.parametrize(
    ("document", "owner"), [r[1:] for r in SETTLED], ids=[r[0] for r in SETTLED]
)
def test_a_draft_of_a_feed_claims_the_house_that_its_source_would_have(
    engine: Engine, document: str, owner: str
) -> None:
    assert claimed(engine, entry(document)) == {owner} & {*engine.rules.agencies}


@pytest.mark.parametrize("short", ["CNA", "APA", "KNA", "BNA"])
def test_an_abbreviation_that_nothing_settles_is_still_claimed(engine: Engine, short: str) -> None:
    assert claimed(engine, entry(feed(title="", publisher=short))) == {short.lower()}


def story(short: str, last: str = "") -> str:
    return f"PORTVILLE, Sept. 8 ({short}) -- The port is open after three days of storms.\n\n{last}"


@pytest.mark.parametrize(
    ("draft", "agencies"),
    [
        (Draft(text=story("CNA")), {"cna"}),
        (Draft(text=story("CNA", "Copyright 2024 Catholic News Agency")), set()),
        (Draft(text=story("CNA", "By Jo Sample, Channel NewsAsia")), set()),
        (Draft(text=story("CNA", "© Central News Agency, not Catholic News Agency")), {"cna"}),
        (Draft(text=story("CNA", "He told Channel NewsAsia that it would last.")), {"cna"}),
        (Draft(text=story("CNA"), url="https://www.catholicnewsagency.com/news/1"), set()),
        (Draft(text=story("CNA"), url="https://focustaiwan.tw/society/1"), {"cna"}),
        (Draft(text=story("CNA"), url="https://[broken"), {"cna"}),
        (
            Draft(
                text=story("CNA"),
                metadata=(Metadatum("meta:author", "Catholic News Agency"),),
            ),
            set(),
        ),
        (Draft(text=story("KNA", "© KNA")), {"kna"}),
        (Draft(text=story("KNA", "© Kenya News Agency")), set()),
        (Draft(text=story("ANA", "© Athens News Agency")), {"ana-mpa"}),
    ],
)
def test_what_names_the_sender_says_whose_abbreviation_it_is(
    engine: Engine, draft: Draft, agencies: set[str]
) -> None:
    assert claimed(engine, draft) == agencies


@pytest.mark.parametrize("address", ["https://[broken/x", "https://[::1/x", "https://]/"])
def test_an_address_that_is_none_ends_no_check(engine: Engine, address: str) -> None:
    stated = (Metadatum("link:canonical", address), Metadatum("html:og:url", address))
    assert claimed(engine, Draft(text=story("dpa"), url=address, metadata=stated)) == {"dpa"}
