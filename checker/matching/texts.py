"""Sources prepared for alignment, cached while there is room."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any

from checker.matching.tokens import TokenizedText, tokenized_source
from checker.models.source import StoredText
from checker.postings.documents import Documents
from checker.text.distinct import distinct
from checker.text.unit_tables import Numbers
from checker.values import dataclass, kept

__all__ = ["Prepared", "Texts"]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A stored text with its units."""

    stored: StoredText
    text: TokenizedText

    @kept
    def read(self) -> dict[str, Any]:
        """What was read of it so far, by its name, and is kept as long as the text is."""
        return {}

    @kept
    def distinct_seeds(self) -> Numbers:
        """Its seeds, each once, sorted."""
        return distinct(self.text.seeds.hashes)

    @kept
    def seeds(self) -> int:
        """How many these are."""
        return len(self.distinct_seeds)


class Texts:
    """Loads texts of the store and caches the most recently used, up to a total number of units."""

    def __init__(self, documents: Documents, room: int = 2_000_000) -> None:
        self._documents = documents
        self._room = room
        self._held = 0
        self._kept: OrderedDict[int, Prepared] = OrderedDict()
        self._lock = Lock()

    def get(self, docs: Iterable[int]) -> dict[int, Prepared]:
        """Returns the texts of these numbers; those that the store no longer has are left out."""
        out: dict[int, Prepared] = {}
        missing: list[int] = []
        with self._lock:
            for doc in docs:
                kept = self._kept.get(doc)
                if kept is None:
                    missing.append(doc)
                else:
                    self._kept.move_to_end(doc)
                    out[doc] = kept
        if missing:
            for stored in self._documents.load(missing):
                out[stored.doc] = Prepared(stored, tokenized_source(stored.text))
            self._keep([out[doc] for doc in missing if doc in out])
        return out

    def _keep(self, texts: list[Prepared]) -> None:
        with self._lock:
            for prepared in texts:
                if prepared.stored.doc not in self._kept:
                    self._kept[prepared.stored.doc] = prepared
                    self._held += len(prepared.text.units)
            while self._held > self._room and self._kept:
                _, oldest = self._kept.popitem(last=False)
                self._held -= len(oldest.text.units)
