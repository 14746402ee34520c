"""The signs of pairs of a draft and a source, those that count by the rules and others.

The search is the product's own; only what decides by weights is left out, and a draft that is a
source itself is not found.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from checker.matching import candidates, search, shared_passages, shortlist
from checker.matching.bearers import Bearers
from checker.matching.evidence import signs_of
from checker.matching.forms import filling
from checker.matching.passages import Judged
from checker.matching.relations import Found, Relations
from checker.matching.sure_copies import have_the_same_figures
from checker.matching.texts import Prepared, Texts
from checker.models.draft import Use
from checker.models.evidence import Passage
from checker.models.vocabulary import LOOKS
from tools.evidence.archives import Archive

__all__ = ["Pair", "pairs_of"]

_LEAST, _MOST = 8.0, 0.5  # words of an alignment that is asked, and its share of the longest
_NOW = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pair:
    """The signs of a draft and a source, and whether they count by the rules."""

    name: str  # of the set
    draft: str
    source: str
    counts: bool
    signs: dict[str, float]


def pairs_of(
    archive: Archive, drafts: Collection[str], wanted: Collection[tuple[str, str]]
) -> Iterator[Pair]:
    """Yields the pairs of some drafts that count, and those that are wanted though they do not."""
    told: dict[str, Any] = {}
    for id_ in drafts:
        draft = archive.drafts[id_]
        told.clear()
        with _watched(told, archive.of_source.get(id_)):
            archive.newsroom.checker.gather(draft, [Use()], now=_NOW, look=LOOKS)
        if not told:
            continue
        found, aligned, formulas = told["found"], told["aligned"], told["formulas"]
        bearers = Bearers(Relations([*found, *aligned]), len(found))
        seen = set()
        for at, judged in told["asked"]:
            source = found[at].prepared.stored.source
            seen.add(source)
            signs = signs_of(bearers, at, judged, formulas)
            yield Pair(archive.name, id_, source, True, signs)
        for at, one in enumerate(aligned, len(found)):
            source = one.prepared.stored.source
            if (id_, source) in wanted and source not in seen:
                judged = _as_if_counted(one, draft.published, formulas.text)
                signs = signs_of(bearers, at, judged, formulas)
                yield Pair(archive.name, id_, source, False, signs)


def _as_if_counted(one: Found, moment: datetime | None, draft: Any) -> list[Judged]:
    """The longest alignments of a source, as passages that count."""
    text, day = one.prepared.text, one.prepared.stored.day
    apart = abs(moment.toordinal() - day) if moment is not None and day is not None else None
    longest = max(judged.words for judged in one.judged)
    out = []
    for judged in one.judged:
        if judged.words < max(_LEAST, _MOST * longest) and judged.words < longest:
            continue
        passage = Passage(
            0, 1, 0, 1, "near", judged.aligned.similarity, round(judged.words), counted=True
        )
        filled = filling(draft, text, judged.aligned) if judged.aligned.runs else judged.filled
        out.append(judged._replace(passage=passage, reason="", filled=filled, apart=apart))
    return out


@contextmanager
def _watched(told: dict[str, Any], own: int | None) -> Iterator[None]:
    """Keeps what a search compares, without the source of number `own`."""
    lookup, get, shared = candidates.lookup, Texts.get, shared_passages.without_shared

    def looked_up(*asked: Any) -> Any:
        hits, stopped = lookup(*asked)
        return hits.take(hits.docs != own), stopped

    def texts(self: Texts, docs: Iterable[int]) -> dict[int, Prepared]:
        return get(self, [doc for doc in docs if doc != own])

    def without_shared(found: Any, aligned: Any, owners: Any, units: Any, formulas: Any) -> Any:
        told.update(found=found, aligned=aligned, formulas=formulas, asked=[])
        return shared(found, aligned, owners, units, formulas)

    def doubt(_: Any, at: int, judged: Any, formulas: Any) -> str:
        counted = [one for one in judged if one.counts]
        if not (formulas.text.has_capitals and have_the_same_figures(counted)):
            told["asked"].append((at, judged))
        return ""

    with (
        patch.object(shortlist, "lookup", looked_up),
        patch.object(Texts, "get", texts),
        patch.object(search, "without_shared", without_shared),
        patch.object(shared_passages, "doubt", doubt),
    ):
        yield
