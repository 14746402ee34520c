"""The SQLite store offers what any store must."""

from checker.store import Store
from checker.store.protocol import NewsroomStore


def promised(protocol: type) -> set[str]:
    return {name for kind in protocol.__mro__ for name in vars(kind) if not name.startswith("_")}


def test_the_store_keeps_the_protocol(store: Store) -> None:
    as_promised: NewsroomStore = store  # mypy compares the signatures
    assert all(hasattr(as_promised, name) for name in promised(NewsroomStore))
    assert as_promised.documents.count() == 0
