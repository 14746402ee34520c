"""Sources that come in after a piece that uses them was checked: found, noted and announced.

Nothing is judged again here: `recall` names the pieces from then on, and webhooks report them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from checker.index import Index
from checker.models.source import Source
from checker.store import Behind, Store, Stored

__all__ = ["LateSources"]

CHANGES = 1_000  # of the sources that are looked through at a time


class LateSources:
    """Looks for stored checks that use sources which they have not seen, by fingerprints.

    Args:
        store: where checks and sources are.
        index: which makes the fingerprints of a source.
        clock: returns the current time (aware).
    """

    def __init__(self, store: Store, index: Index, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._index = index
        self._clock = clock

    def of_new(
        self, sources: Sequence[Source], stored: Sequence[Stored]
    ) -> dict[str, tuple[str, ...]]:
        """Returns the stored checks that use one of these sources, which came in just now.

        Args:
            sources: the sources, as they were stored.
            stored: what became of each of them.
        """
        if not self._store.checks.has_fingerprints():
            return {}
        found = {
            one.source: self._uses(one.source, source.text)
            for source, one in zip(sources, stored, strict=True)
            if one.outcome in ("added", "updated")
        }
        return self._announced(found)

    def missed_by(self, behind: Behind) -> dict[str, tuple[str, ...]]:
        """Returns the checks that use items which arrived while they ran or waited to be recorded.

        They are noted for `recall`, as are those that use an item which came in later.
        """
        found: dict[str, tuple[str, ...]] = {}
        since = min(behind.checks.values())
        documents = self._store.documents
        while since < behind.newest and (changes := documents.changes_since(since, CHANGES)):
            since = changes[-1].seq
            came = {one.doc: one.seq for one in changes if one.op == "add"}
            for text in documents.load([doc for doc, at in came.items() if at <= behind.newest]):
                at = came[text.doc]
                among = {check for check, seen in behind.checks.items() if seen < at}
                found[text.source] = self._uses(text.source, text.text, among)
        return self._announced(found)

    def _announced(self, found: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """What is not empty of this, which is sent to the subscribers of `source.late`."""
        late = {source: checks for source, checks in found.items() if checks}
        if late:
            bodies = [{"source": source, "checks": checks} for source, checks in late.items()]
            self._store.webhooks.enqueue_each("source.late", bodies, at=self._clock())
        return late

    def _uses(
        self, source: str, text: str, among: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """Stored checks (all, or `among` these) whose fingerprints show use of a source."""
        prints = self._index.fingerprints(text).tobytes()
        return tuple(self._store.checks.sharing(source, prints, at=self._clock(), among=among))
