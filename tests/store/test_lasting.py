"""What was said of an item lasts until the provider or a person says otherwise."""

import itertools
from datetime import UTC, datetime

import pytest

from checker.errors import Conflict, NotFound, StoreError
from checker.models.draft import Rights, RightsField
from checker.models.source import Item
from checker.store import Store
from tests.store.build import NOW, other_story, source

LATER = datetime(2030, 1, 1, tzinfo=UTC)
EMBARGO = Rights(embargo_until=LATER, embargo_raw="2030-01-01T00:00:00Z", credit_line=("AFP",))


def item(store: Store) -> Item:
    return store.sources.items(["a1"])["a1"]


def test_a_partial_update_keeps_the_embargo(store: Store) -> None:
    store.sources.put([source(rights=EMBARGO)], received=NOW)
    patched = store.sources.patch("a1", {"credit_line": ["AFP/Ana Sample"]}, at=NOW)
    assert patched == item(store)
    assert patched.rights.embargo_until == LATER
    assert patched.rights.credit_line == ("AFP/Ana Sample",)


@pytest.mark.parametrize("version", ["1", "2"])
def test_an_item_that_comes_again_without_its_embargo_keeps_it(store: Store, version: str) -> None:
    store.sources.put([source(rights=EMBARGO)], received=NOW)
    again = source(version=version, title="Corrected", rights=Rights(credit_line=("AFP",)))
    assert store.sources.put([again], received=NOW)[0].outcome == "updated"
    assert item(store).rights.embargo_until == LATER
    assert item(store).rights.embargo_raw == "2030-01-01T00:00:00Z"


def test_a_newer_version_may_move_or_lift_the_embargo(store: Store) -> None:
    sooner = datetime(2027, 1, 1, tzinfo=UTC)
    store.sources.put([source(rights=EMBARGO)], received=NOW)
    store.sources.put([source(version="2", rights=Rights(embargo_until=sooner))], received=NOW)
    assert (item(store).rights.embargo_until, item(store).rights.embargo_raw) == (sooner, None)
    store.sources.put([source(version="3", rights=Rights(embargo_raw=""))], received=NOW)
    assert (item(store).rights.embargo_until, item(store).rights.embargo_raw) == (None, None)


def test_an_older_version_that_comes_late_never_undoes_an_embargo(store: Store) -> None:
    store.sources.put([source(version="2", rights=EMBARGO)], received=NOW)
    early = Rights(embargo_raw="", credit_line=("Nobody",))
    late = source(version="1", text=other_story(1), rights=early)
    assert store.sources.put([late], received=NOW)[0].outcome == "older"
    assert item(store).rights.embargo_until == LATER
    assert item(store).rights.credit_line == ("AFP",)


def test_a_person_may_lift_an_embargo_until_the_wire_says_it_again(store: Store) -> None:
    store.sources.put([source(rights=EMBARGO)], received=NOW)
    assert store.sources.patch("a1", {"embargo_until": None}, at=NOW).rights.embargo_until is None
    store.sources.put([source(rights=EMBARGO)], received=NOW)  # the same message again says nothing
    assert item(store).rights.embargo_until is None
    store.sources.put([source(version="2", rights=EMBARGO)], received=NOW)
    assert item(store).rights.embargo_until == LATER


def test_an_embargo_outlives_removal(store: Store) -> None:
    store.sources.put([source(rights=EMBARGO)], received=NOW)
    store.sources.remove("a1", at=NOW)
    store.sources.put([source()], received=NOW)
    assert item(store).rights.embargo_until == LATER


def test_withheld_lasts_over_silence_and_ends_with_the_provider_s_word(store: Store) -> None:
    store.sources.put([source(rights=Rights(status="withheld"))], received=NOW)
    store.sources.put([source(version="2", title="Slug")], received=NOW)
    assert item(store).rights.status == "withheld"
    store.sources.put([source(version="3", rights=Rights(status="usable"))], received=NOW)
    assert item(store).rights.status == "usable"


def test_a_new_status_ends_the_flags_of_the_one_before(store: Store) -> None:
    held = Rights(status="withheld", signals=("sig:hold",), usage_terms=("Japan out",))
    store.sources.put([source(rights=held)], received=NOW)
    store.sources.put([source(version="2", rights=Rights(credit_line=("AFP",)))], received=NOW)
    assert item(store).rights.signals == ("sig:hold",)
    store.sources.put([source(version="3", rights=Rights(status="usable"))], received=NOW)
    assert (item(store).rights.status, item(store).rights.signals) == ("usable", ())
    assert item(store).rights.usage_terms == ("Japan out",)


def test_the_outcome_is_the_same_in_whatever_order_versions_arrive(store: Store) -> None:
    messages = [
        source("a1", other_story(1), version="1", rights=EMBARGO, language="en"),
        source("a1", other_story(2), version="2", rights=Rights(usage_terms=("No mobile use",))),
        source("a1", other_story(3), version="10", rights=Rights(status="usable"), service="x"),
    ]
    outcomes = set()
    for number, order in enumerate(itertools.permutations(messages)):
        for message in order:
            named = source(
                f"p{number}",
                message.text,
                version=message.version,
                rights=message.rights,
                language=message.language,
                service=message.service,
            )
            store.sources.put([named], received=NOW)
        held = store.sources.items([f"p{number}"])[f"p{number}"]
        outcomes.add((held.rights, held.newest_version, held.language, held.service))
    assert len(outcomes) == 1


def test_verbatim_fields_of_older_messages_are_kept_behind_the_newer(store: Store) -> None:
    first = Rights(usage_terms=("x",), fields=(RightsField("a", "1"), RightsField("b", "2")))
    second = Rights(credit_line=("y",), fields=(RightsField("a", "3"),))
    store.sources.put([source(rights=first), source(version="2", rights=second)], received=NOW)
    assert item(store).rights.fields == (RightsField("a", "3"), RightsField("b", "2"))
    assert item(store).rights.usage_terms == ("x",)


def test_a_patch_is_refused_with_the_field_s_name(store: Store) -> None:
    store.sources.put([source()], received=NOW)
    with pytest.raises(StoreError, match="no such field"):
        store.sources.patch("a1", {"creditline": ["x"]}, at=NOW)
    with pytest.raises(StoreError, match="embargo_until"):
        store.sources.patch("a1", {"embargo_until": "next week"}, at=NOW)
    with pytest.raises(StoreError, match="no offset"):
        store.sources.patch("a1", {"embargo_until": "2030-01-01T00:00:00"}, at=NOW)
    with pytest.raises(StoreError, match="stated by the wire"):
        store.sources.patch("a1", {"fields": []}, at=NOW)
    with pytest.raises(NotFound):
        store.sources.patch("a2", {"status": "usable"}, at=NOW)


def test_a_patch_of_what_has_changed_meanwhile_is_a_conflict(store: Store) -> None:
    store.sources.put([source()], received=NOW)
    seen = store.sources.registered("a1").revision
    store.sources.patch("a1", {"status": "withheld"}, at=NOW, if_revision=seen)
    with pytest.raises(Conflict):
        store.sources.patch("a1", {"status": "usable"}, at=NOW, if_revision=seen)
    assert item(store).rights.status == "withheld"
