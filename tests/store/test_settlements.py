"""What became of a claim is kept, and the last word counts."""

from datetime import timedelta

from checker.store import Settlement, Store
from tests.store.build import NOW


def test_the_last_state_of_a_claim_counts(store: Store) -> None:
    assert store.settlements.all() == {}
    assert store.settlements.set(["a", "b"], "disputed", note="a letter", by="Ann", at=NOW) == 2
    later = NOW + timedelta(days=1)
    store.settlements.set(["a"], "settled", note="\udce9", by="", at=later)
    assert store.settlements.all() == {
        "a": Settlement("a", "settled", "\udce9", "", later),
        "b": Settlement("b", "disputed", "a letter", "Ann", NOW),
    }
