"""Sources in and out: versions, corrections, history, and texts kept to the code point."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.errors import NotFound, StoreError
from checker.models.draft import Rights, RightsField
from checker.store import Store
from tests.store.build import NOW, STORY, other_story, record, source


def put(store: Store, *sources: object) -> list[str]:
    return [s.outcome for s in store.sources.put(list(sources), received=NOW)]  # type: ignore[arg-type]


def test_a_source_comes_back_whole(store: Store) -> None:
    whole = source(
        title="Ferry",
        published=NOW,
        language="en",
        service="world",
        provider="afp",
        byline="Ana Sample",
        dateline="LISBON",
        url="https://example.org/a1",
        timezone="Europe/Paris",
        descends_from=("a0",),
        kills=("k1",),
        origin="drop/a1.xml",
        rights=Rights(
            status="usable",
            embargo_until=datetime.fromisoformat("2030-01-01T00:00:00+09:00"),
            embargo_raw="1 January, Tokyo time",
            usage_terms=("No use in Japan",),
            third_party=True,
            fields=(RightsField("rightsInfo/usageTerms", "No use in Japan"),),
            conflicts=("rightsInfo says usable, edNote says HOLD",),
        ),
    )
    put(store, whole)
    assert store.sources.get("a1") == whole
    assert store.sources.get("a1", version="1") == whole


@pytest.mark.parametrize(
    "text",
    [
        "half a pair \ud83d here",
        "\udc00\ud800",
        "before\x00after (AFP)",
        "",
        "\r\n\u00a0é\u0301 \U0001f600",
    ],
    ids=["lone surrogate", "pair the wrong way round", "NUL", "empty", "odd white space"],
)
def test_a_text_is_kept_to_the_code_point(store: Store, text: str) -> None:
    put(store, source(text=text, title=text, rights=Rights(editors_note=(text,))))
    found = store.sources.get("a1")
    assert (found.text, found.title, found.rights.editors_note) == (text, text, (text,))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_round_trips(store: Store, text: str) -> None:
    put(store, source("any", text=text, version="1"))
    newest = store.sources.versions("any")[-1]
    assert text in {
        store.sources.get("any", version=v.label).text for v in store.sources.versions("any")
    }
    assert newest.label


def test_the_same_again_is_a_no_op(store: Store) -> None:
    assert put(store, source()) == ["added"]
    before = (store.state(), store.documents.newest_seq(), store.sources.registered("a1").revision)
    assert put(store, source()) == ["unchanged"]
    assert put(store, source(origin="another/file.xml")) == ["unchanged"]
    assert before == (
        store.state(),
        store.documents.newest_seq(),
        store.sources.registered("a1").revision,
    )


def test_a_silent_correction_of_the_same_version_becomes_the_newest(store: Store) -> None:
    put(store, source(text=other_story(1)))
    stored = store.sources.put([source(text=other_story(2))], received=NOW)
    assert (stored[0].outcome, stored[0].version) == ("updated", "1#2")
    assert store.sources.items(["a1"])["a1"].newest_version == "1#2"
    assert store.sources.get("a1").text == other_story(2)
    assert store.sources.get("a1", version="1").text == other_story(1)
    assert store.documents.count() == 2


def test_an_old_file_replayed_does_not_bring_the_uncorrected_text_back(store: Store) -> None:
    put(store, source(text=other_story(1)), source(text=other_story(2)))
    assert put(store, source(text=other_story(1))) == ["unchanged"]
    assert store.sources.get("a1").text == other_story(2)


@pytest.mark.parametrize(
    ("older", "newer"),
    [("2", "10"), ("1", "1.1"), ("9", "20260302T090000Z"), ("2026-02-28", "2026-03-01"), ("", "1")],
)
def test_versions_are_ordered_as_people_count(store: Store, older: str, newer: str) -> None:
    if not older:
        return
    put(store, source(text=other_story(2), version=newer))
    assert put(store, source(text=other_story(1), version=older)) == ["older"]
    assert store.sources.items(["a1"])["a1"].newest_version == newer
    assert store.sources.get("a1").text == other_story(2)
    assert [v.label for v in store.sources.versions("a1")] == [older, newer]


EIGHT, NINE, TEN = "20261120T080000", "20261120T090000", "20261120T100000"


def test_an_older_message_that_arrives_late_lifts_no_hold(store: Store) -> None:
    put(store, source(version=TEN, rights=Rights(status="withheld")))
    assert put(store, source(version=EIGHT, rights=Rights(status="usable"))) == ["older"]
    assert store.sources.items(["a1"])["a1"].rights.status == "withheld"


def test_a_message_without_version_and_time_follows_what_came_before(store: Store) -> None:
    put(store, source(version=NINE, rights=Rights(status="usable")))
    held = source(rights=Rights(status="withheld"))
    stored = store.sources.put([held], received=NOW)
    assert (stored[0].outcome, stored[0].version) == ("updated", f"{NINE}#2")
    assert store.sources.items(["a1"])["a1"].rights.status == "withheld"
    assert put(store, source(version=EIGHT)) == ["older"]
    assert put(store, source(version=TEN, rights=Rights(status="usable"))) == ["updated"]
    assert put(store, held) == ["unchanged"], "the same message, sent again"
    assert store.sources.items(["a1"])["a1"].rights.status == "usable"


def test_where_versions_are_counted_the_first_one_stays_the_first(store: Store) -> None:
    put(store, source(version="2", text=other_story(2)))
    assert put(store, source(version="1", text=other_story(1))) == ["older"]


def test_a_version_with_the_same_text_takes_its_place_in_the_index(store: Store) -> None:
    first = store.sources.put([source(version="1")], received=NOW)[0]
    second = store.sources.put([source(version="2", title="New head")], received=NOW)[0]
    assert [t.version for t in store.documents.load([first.doc, second.doc])] == ["2"]
    assert store.documents.count() == 1
    late = store.sources.put([source(version="1.5")], received=NOW)[0]
    assert late.outcome == "older"
    assert [t.doc for t in store.documents.load([first.doc, second.doc, late.doc])] == [second.doc]


def test_one_bad_source_keeps_the_whole_unit_out(store: Store) -> None:
    bad = source("bad", rights=Rights(embargo_until=datetime(2030, 1, 1)))  # noqa: DTZ001
    with pytest.raises(StoreError, match="no offset"):
        put(store, source("a"), bad)
    with pytest.raises(StoreError, match="surrogate"):
        put(store, source("a"), source("half \ud83d"))
    assert store.sources.page() == []
    assert store.documents.newest_seq() == 0


def test_a_generator_that_fails_leaves_nothing_of_its_unit(store: Store) -> None:
    def wire() -> object:
        for number in range(250):
            if number == 230:
                raise OSError("the line went dead")
            yield source(f"a{number}", other_story(number))

    with pytest.raises(OSError, match="went dead"):
        store.sources.put(wire(), received=NOW)  # type: ignore[arg-type]
    assert (store.documents.count(), store.holdings()["items"]) == (0, 0)


def test_sources_are_listed_by_id_in_pages(store: Store) -> None:
    put(
        store, *(source(f"a{n}", other_story(n), owner="dpa" if n % 2 else "afp") for n in range(7))
    )
    page = store.sources.page(limit=3)
    assert [one.item.source for one in page] == ["a0", "a1", "a2"]
    assert [one.item.source for one in store.sources.page(after="a2", limit=9)] == [
        "a3",
        "a4",
        "a5",
        "a6",
    ]
    assert [one.item.source for one in store.sources.page(owner="dpa")] == ["a1", "a3", "a5"]


def test_a_removed_source_is_gone_at_once(store: Store) -> None:
    doc = store.sources.put([source()], received=NOW)[0].doc
    store.sources.remove("a1", at=NOW)
    assert store.sources.items(["a1"]) == {}
    assert list(store.documents.load([doc])) == []
    assert store.documents.count() == 0
    assert [(c.op, c.doc) for c in store.documents.changes_since(0, 10)] == [
        ("add", doc),
        ("remove", doc),
    ]
    with pytest.raises(NotFound):
        store.sources.get("a1")
    with pytest.raises(NotFound):
        store.sources.remove("a1", at=NOW)


def test_a_removed_source_may_come_again_under_a_new_document_number(store: Store) -> None:
    first = store.sources.put([source()], received=NOW)[0]
    store.sources.remove("a1", at=NOW)
    again = store.sources.put([source()], received=NOW + timedelta(days=1))[0]
    assert again.outcome == "added"
    assert again.doc > first.doc
    assert store.holdings()["items"] == 1


def test_unknown_names_are_told(store: Store) -> None:
    put(store, source())
    with pytest.raises(NotFound, match="no version"):
        store.sources.get("a1", version="7")
    with pytest.raises(NotFound):
        store.sources.versions("nobody")
    assert store.sources.items(["nobody", "half \ud83d"]) == {}


def test_state_changes_only_with_what_may_change_a_verdict(store: Store) -> None:
    store.checks.record([record("chk_1")])
    seen = [store.state()]
    for step in (
        lambda: put(store, source(text=STORY)),
        lambda: store.sources.patch("a1", {"credit_line": ["AFP"]}, at=NOW),
        lambda: store.sources.kill("a1", NOW),
        lambda: store.agreements.put({"id": "lic:1"}, at=NOW),
        lambda: store.policy.put({"schema": "policy/1"}, at=NOW),
        lambda: store.agreements.remove("lic:1", at=NOW),
        lambda: store.overrides.add("chk_1", by="Ada", why="agreed", action="allow", at=NOW),
        lambda: store.sources.remove("a1", at=NOW),
    ):
        step()
        seen.append(store.state())
    assert len(set(seen)) == len(seen)
    store.policy.put({"schema": "policy/1"}, at=NOW)
    store.sources.kill("a1", NOW)
    store.checks.record([record("chk_2")])
    assert store.state() == seen[-1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Rights(expires_raw="end of season"), Rights(expires=NOW)),
        (Rights(expires=NOW), Rights(expires_raw="end of season")),
        (Rights(embargo_raw="until noon"), Rights(embargo_until=NOW)),
    ],
)
def test_a_later_time_takes_the_place_of_an_earlier_one_in_whatever_form(
    store: Store, first: Rights, second: Rights
) -> None:
    put(store, source(rights=first), source(version="2", rights=second))
    assert store.sources.items(["a1"])["a1"].rights == second
    put(store, source(version="3", rights=Rights(status="usable")))
    kept = store.sources.items(["a1"])["a1"].rights
    assert (kept.expires, kept.expires_raw) == (second.expires, second.expires_raw)
