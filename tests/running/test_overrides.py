"""What an editor's override releases: what was seen of the text, and nothing that came later."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec import UNSET

from checker.formats import read_draft
from checker.models.draft import Draft, Rights, Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.report import Answer
from checker.running.check import CheckOptions, check
from tests.cases.newsrooms import NOW, open_newsroom

FERRY = (
    "The ferry Oriole left the harbour of Larkport at noon with all of her crew on board, two days "
    "after divers had found her anchor under the wreck of a dredger that sank in the spring."
)
BAKERS = (
    "A choir of bakers sang before dawn beneath the windows of the finance ministry and asked for "
    "cheaper flour, until the porter came out with a bucket and joined in with the second verse."
)
TEXT = f"{FERRY}\n\n{BAKERS}"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path) as newsroom:
        newsroom.add_sources([Source("d", "dpa", FERRY)])
        yield newsroom


def checked(room: Newsroom) -> Answer:
    draft = read_draft(TEXT, as_type="text")
    return check(room, draft, options=CheckOptions()).answer


def release(room: Newsroom, codes: Sequence[str]) -> None:
    seen = checked(room)
    assert seen.enforcement == "block"
    assert isinstance(seen.check, str)
    room.store.overrides.add(
        seen.check, by="desk", why="bought", action="allow", at=NOW, codes=codes
    )
    assert checked(room).enforcement == "allow"


@pytest.mark.parametrize("codes", [(), ("licence.none",)], ids=["all", "by code"])
def test_a_release_does_not_cover_another_owner_s_item_that_came_later(
    room: Newsroom, codes: Sequence[str]
) -> None:
    release(room, codes)
    room.add_sources([Source("a", "afp", BAKERS)])
    later = checked(room)
    assert {claim.owner for claim in later.claims if claim.verdict == "licence_required"} == {
        "afp",
        "dpa",
    }
    assert later.overrides
    assert later.enforcement == "block"


@pytest.mark.parametrize("codes", [(), ("licence.none",)], ids=["all", "by code"])
def test_a_release_does_not_cover_a_kill_that_came_later(
    room: Newsroom, codes: Sequence[str]
) -> None:
    release(room, codes)
    room.store.sources.kill("d", reason="wrong", at=NOW)
    assert (checked(room).verdict, checked(room).enforcement) == ("blocked", "block")


UNREAD = "Embargoed until the minister has spoken"


def embargoed(room: Newsroom, raw: str, at: str) -> Answer:
    rights = Rights(embargo_raw=raw) if raw else Rights()
    room.add_sources([Source("d", "dpa", FERRY, version=at, rights=rights)])
    return checked(room)


def test_an_embargo_that_nobody_could_read_is_released_until_its_end_is_known(
    room: Newsroom,
) -> None:
    unread = embargoed(room, UNREAD, "2")
    assert isinstance(unread.check, str)
    assert unread.releasable is True
    room.store.overrides.add(unread.check, by="admin", why="he spoke", action="allow", at=NOW)
    assert embargoed(room, UNREAD, "2").enforcement == "allow"
    read = embargoed(room, "Embargoed until 12:00 GMT, 3 July 2025", "3")
    assert (read.enforcement, read.releasable) == ("block", False)


def test_a_text_that_nobody_holds_says_nothing_of_its_release(room: Newsroom) -> None:
    assert checked(room).releasable is True  # licence.none
    free = check(room, read_draft("Our own words.", as_type="text"), options=CheckOptions())
    assert (free.answer.enforcement, free.answer.releasable) == ("allow", UNSET)


FRANCE = Use(publisher="pub:lantern", site="lantern.example", channel="web", territories=("FR",))


@pytest.fixture
def kestrel(room: Newsroom) -> Newsroom:
    room.add_sources([Source("k1", "kestrel", FERRY), Source("k2", "kestrel", BAKERS)])
    return room


def published(room: Newsroom, draft: Draft, use: Use = FRANCE, *, record: bool = False) -> Answer:
    return check(room, replace(draft, id="wp:4"), use, CheckOptions(record=record)).answer


def let_go(room: Newsroom, draft: Draft, use: Use = FRANCE) -> None:
    seen = published(room, draft, use, record=True)
    assert (seen.enforcement, isinstance(seen.check, str)) == ("block", True)
    room.store.overrides.add(str(seen.check), by="desk", why="by phone", action="allow", at=NOW)
    again = published(room, draft, use)
    assert again.overrides
    assert again.enforcement == "allow"


def page(more: str) -> Draft:
    return read_draft(
        f"<html><head>{more}</head><body><p>{FERRY}</p></body></html>", as_type="html"
    )


ARTICLE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>'
)


@pytest.mark.parametrize(
    "more",
    [
        f"<title>{BAKERS}</title>",
        f'<meta name="description" content="{BAKERS}">',
        ARTICLE % BAKERS,
        f"</head><body><img src='a.jpg' alt='{BAKERS}'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Kestrel News",'
        ' "copyrightHolder": "Agence France-Presse"}</script>',
    ],
    ids=["title", "description", "JSON-LD", "alt text", "marking"],
)
def test_a_release_does_not_cover_what_is_put_outside_of_its_text(
    kestrel: Newsroom, more: str
) -> None:
    let_go(kestrel, page(""))
    changed = published(kestrel, page(more))
    assert changed.text_sha256 == published(kestrel, page("")).text_sha256
    assert changed.enforcement == "block"
    let_go(kestrel, page(more))


def test_a_release_covers_the_words_outside_that_its_check_found_and_no_more_of_them(
    kestrel: Newsroom,
) -> None:
    half = BAKERS[: BAKERS.index(" and asked")]
    let_go(kestrel, page(f"<title>{BAKERS}</title>"))
    assert published(kestrel, page(f"<title>{half}</title>")).enforcement == "allow"
    assert published(kestrel, page("<title>A quiet day in Larkport</title>")).enforcement == "allow"
    moved = page(f'<meta name="description" content="{BAKERS}">')
    assert published(kestrel, moved).enforcement == "block"


def test_a_release_of_half_a_sentence_in_a_title_does_not_cover_the_whole(
    kestrel: Newsroom,
) -> None:
    half = BAKERS[: BAKERS.index(", until")]
    let_go(kestrel, page(f"<title>{half}</title>"))
    assert published(kestrel, page(f"<title>{BAKERS}</title>")).enforcement == "block"


@pytest.mark.parametrize(
    "use",
    [
        replace(FRANCE, channel="print"),
        replace(FRANCE, territories=("FR", "US")),
        replace(FRANCE, territories=()),
        replace(FRANCE, publisher="pub:other"),
        replace(FRANCE, site="other.example"),
        replace(FRANCE, purpose="ai_training"),
    ],
    ids=["channel", "territory", "no territory", "publisher", "site", "purpose"],
)
def test_a_release_does_not_cover_another_use(kestrel: Newsroom, use: Use) -> None:
    let_go(kestrel, page(""))
    other = published(kestrel, page(""), use)
    assert (other.enforcement, other.overrides) == ("block", [])


def test_a_release_covers_fewer_territories_and_another_moment(kestrel: Newsroom) -> None:
    let_go(kestrel, page(""), replace(FRANCE, territories=("FR", "DE")))
    fewer = replace(FRANCE, at=NOW, first_published=NOW)
    assert published(kestrel, page(""), fewer).enforcement == "allow"


def test_a_release_covers_the_same_words_in_a_newer_item_and_not_others(room: Newsroom) -> None:
    release(room, ())
    room.add_sources([Source("d2", "dpa", FERRY)])
    assert checked(room).enforcement == "allow"
    room.add_sources([Source("d3", "dpa", BAKERS)])
    assert checked(room).enforcement == "block"


def test_a_release_does_not_cover_other_words_of_the_provider(room: Newsroom) -> None:
    embargoed(room, UNREAD, "2")
    release(room, ())
    assert embargoed(room, UNREAD, "3").enforcement == "allow"
    assert embargoed(room, UNREAD.replace("minister", "captain"), "4").enforcement == "block"


def test_a_release_whose_check_is_gone_covers_nothing_and_pruning_leaves_what_holds(
    room: Newsroom,
) -> None:
    let_go(room, page(""))
    published(room, page(""), record=True)  # the released check is not the latest one any more
    later = NOW + timedelta(days=900)
    room.store.checks.prune(later)
    assert published(room, page("")).enforcement == "allow"
    room.store.checks.prune(later, keep_latest=False)
    assert published(room, page("")).enforcement == "block"
