"""NewsML-G2 packages: what they state of the items that they name, in any message and order."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import BadRecord, read_draft, read_sources
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from tests.matching.newsroom import story

NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
NOW = datetime(2026, 11, 30, tzinfo=UTC)
STORY = story(77, 8)
BY = '<provider qcode="nprov:AFP"><name>AFP</name></provider>'


def item(guid: str = "urn:i", extra: str = "") -> str:
    return (
        f'<newsItem {NS} guid="{guid}" version="3"><itemMeta><itemClass qcode="ninat:text"/>{BY}'
        f"<versionCreated>2026-11-20T08:00:00Z</versionCreated>{extra}</itemMeta><contentSet>"
        f'<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html>'
        "</inlineXML></contentSet></newsItem>"
    )


def package(meta: str = "", terms: str = "", kind: str = "", name: str = "urn:i") -> str:
    rights = f"<rightsInfo><usageTerms>{terms}</usageTerms></rightsInfo>" if terms else ""
    sort = f'<itemClass qcode="{kind}"/>' if kind else ""
    return (
        f'<packageItem {NS} guid="urn:p" version="1">{rights}<itemMeta>'
        f'<itemClass qcode="ninat:composite"/>{BY}'
        f"<versionCreated>2026-11-21T08:00:00Z</versionCreated>{meta}</itemMeta>"
        f'<groupSet root="g"><group id="g"><itemRef residref="{name}">{sort}</itemRef></group>'
        "</groupSet></packageItem>"
    )


def message(*items: str) -> bytes:
    return f"<newsMessage {NS}><itemSet>{''.join(items)}</itemSet></newsMessage>".encode()


def sources(data: bytes) -> list[Source]:
    return [one for one in read_sources(data, name="a.xml") if isinstance(one, Source)]


def codes(folder: Path, messages: Sequence[bytes]) -> set[str]:
    with Newsroom.open(folder) as newsroom:
        for data in messages:
            newsroom.add_sources(sources(data))
        use = Use(channel="web", territories=("FR",))
        verdict = newsroom.checker.check(read_draft(STORY, as_type="text"), use, now=NOW)
        held = newsroom.store.sources.items(["urn:i"])["urn:i"]
    found = {reason.code for claim in verdict.claims for reason in claim.reasons}
    return found | set(held.rights.usage_terms)


LIMITS = {
    "terms": (package(terms="Not for use in France"), "Not for use in France"),
    "embargo": (
        package("<embargoed>2027-05-01T06:00:00Z</embargoed>"),
        "status.embargoed",
    ),
    "embargo in a note": (
        package("<edNote>Embargoed until 1 May 2027 06:00 GMT</edNote>"),
        "status.embargoed",
    ),
    "kill in a note": (
        package("<edNote>KILL THIS PACKAGE. All stories in it are withdrawn.</edNote>"),
        "status.killed",
    ),
}


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("order", ["together", "later", "first"])
def test_a_package_limits_the_items_that_it_names(tmp_path: Path, limit: str, order: str) -> None:
    stated, code = LIMITS[limit]
    messages = {
        "together": [message(item(), stated)],
        "later": [message(item()), message(stated)],
        "first": [message(stated), message(item())],
    }[order]
    assert code in codes(tmp_path, messages)


def test_it_limits_no_other_items(tmp_path: Path) -> None:
    stated = package("<embargoed>2027-05-01T06:00:00Z</embargoed>", name="urn:other")
    assert "status.embargoed" not in codes(tmp_path, [message(item()), message(stated)])


def test_the_items_own_embargo_counts_in_another_message(tmp_path: Path) -> None:
    own = item(extra="<embargoed>2026-11-21T06:00:00Z</embargoed>")
    stated = package("<embargoed>2027-05-01T06:00:00Z</embargoed>")
    with Newsroom.open(tmp_path) as newsroom:
        for data in (message(own), message(stated)):
            newsroom.add_sources(sources(data))
        held = newsroom.store.sources.items(["urn:i"])["urn:i"]
    assert held.rights.embargo_until == datetime(2026, 11, 21, 6, tzinfo=UTC)
    assert held.version == "3"


def test_pictures_of_a_package_get_no_message() -> None:
    stated = package(terms="Not for use in France", kind="ninat:picture")
    assert sources(message(stated)) == []
    assert [one.id for one in sources(message(package(terms="Not in France")))] == ["urn:i"]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_package_that_was_taken_back_is_reported_and_its_items_stay(
    tmp_path: Path, status: str
) -> None:
    stated = message(package(f'<pubStatus qcode="stat:{status}"/>'))
    notes = [one for one in read_sources(stated, name="a.xml") if isinstance(one, BadRecord)]
    assert any(f"the package is '{status}'" in note.what and "urn:i" in note.what for note in notes)
    assert not codes(tmp_path, [message(item()), stated]) & {"status.killed", "status.withheld"}


@pytest.mark.parametrize(("status", "code"), [("canceled", "killed"), ("withheld", "withheld")])
def test_what_came_with_a_package_that_was_taken_back_shares_its_status(
    tmp_path: Path, status: str, code: str
) -> None:
    stated = package(f'<pubStatus qcode="stat:{status}"/>')
    both = message(item(), stated)
    assert f"status.{code}" in codes(tmp_path, [both])
    assert not [one for one in read_sources(both, name="a.xml") if isinstance(one, BadRecord)]


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_a_story_keeps_the_status_that_it_states_beside_its_package(
    tmp_path: Path, status: str
) -> None:
    own = item(extra='<pubStatus qcode="stat:usable"/>')
    stated = package(f'<pubStatus qcode="stat:{status}"/>')
    assert not codes(tmp_path, [message(own, stated)]) & {"status.killed", "status.withheld"}


@pytest.mark.parametrize("meta", ["", "<edNote>Updates with quotes.</edNote>"])
def test_an_ordinary_package_says_nothing_of_its_items(meta: str) -> None:
    assert sources(message(package(f'{meta}<pubStatus qcode="stat:usable"/>'))) == []
