"""Removes items from a newsroom; those that may not be published only where that is asked for."""

from typing import Final

from checker.errors import Conflict, NotFound, Problem
from checker.licensing import item_state
from checker.newsroom import Newsroom
from checker.wording import worded

__all__ = ["HELD_BACK", "remove_item"]

# States in which a copy is blocked, which only a comparison with the item can find.
HELD_BACK: Final = frozenset({"killed", "withheld", "not_for_publication", "embargoed"})


def remove_item(
    newsroom: Newsroom, source: str, *, withheld: bool = False, if_revision: int | None = None
) -> None:
    """Removes an item: its texts are deleted, and nothing matches it any more.

    Args:
        newsroom: the newsroom.
        source: the item's id.
        withheld: also remove it if its provider killed or withheld it.
        if_revision: the revision that it must have.

    Raises:
        NotFound: no such source.
        Stale: the item has another revision than `if_revision` now.
        Conflict: its provider killed or withheld it, and `withheld` is not set.
    """
    store = newsroom.store
    if not withheld:
        _refuse_held_back(newsroom, source)
    store.sources.remove(source, at=newsroom.clock(), if_revision=if_revision)


def _refuse_held_back(newsroom: Newsroom, source: str) -> None:
    try:
        item = newsroom.store.sources.registered(source).item
    except NotFound:
        return  # the store says so in its own words
    held, now = newsroom.in_force(), newsroom.clock()
    state = item_state(item, agreements=held.agreements, policy=held.policy, now=now)
    if state.word in HELD_BACK:
        what = worded(
            "is not removed: it is {state}, and a draft with its text would no longer be blocked",
            state=state.word.replace("_", " "),
        )
        hint = worded("remove it with `--withheld` (HTTP: `withheld=true`) if its text must go")
        raise Conflict(Problem(f"source {source!r}", what, hint))
