"""A search for retold copy: from a draft to sources whose facts it tells in other words."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from checker.anchors import Anchors, anchor_keys
from checker.matching.texts import Prepared, Texts
from checker.matching.tokens import tokenized
from checker.models.draft import Draft
from checker.models.evidence import (
    Incomplete,
    Match,
    RejectedMatch,
    SearchResult,
)
from checker.postings.snapshot import Snapshot
from checker.retold.candidates import candidates
from checker.retold.deciding import explained_together, told_alike
from checker.retold.facts import draft_facts, source_facts
from checker.retold.in_order import words_in_order
from checker.retold.likeness import Likeness, likeness, shared_figures
from checker.retold.matches import match_of
from checker.retold.origin import names_release
from checker.retold.semantic import SentenceModel, coverage
from checker.retold.thresholds import THRESHOLDS as T
from checker.text.units import Units
from checker.values import dataclass
from checker.wording import Message, worded

__all__ = ["retold"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A source that a draft tells anew, and on what this rests."""

    prepared: Prepared
    doc: int
    family: int
    like: Likeness
    language: str


def retold(
    snapshot: Snapshot,
    texts: Texts,
    draft: Draft,
    units: Units,
    found: SearchResult,
    *,
    deadline: float | None = None,
    model: SentenceModel | None = None,
) -> SearchResult:
    """Returns the matches with those sources that the draft retells in other words.

    Args:
        snapshot: the state of the index to look into.
        texts: where the texts of candidates come from.
        draft: what is checked.
        units: the draft's units.
        found: the copied matches; none of their sources and words is looked at again.
        deadline: a `time.monotonic()` value after which nothing more is looked at.
        model: says which sentences are alike, for drafts without figures.
    """
    few = np.count_nonzero(units.figures) < T.digits and model is None
    if few or any(match.share_of_draft >= T.explained for match in found.matches):
        return found
    copied, seen = _copied(found), _seen(found)
    docs = candidates(snapshot, anchor_keys(draft.text, units))
    ready = texts.get(docs)
    docs = [doc for doc in docs if doc in ready and ready[doc].stored.source not in copied]
    if not docs:
        return found
    ours = draft_facts(draft, units, found)
    if ours.is_table:
        return found
    told: list[_Told] = []
    parts: list[_Told] = []
    for number, doc in enumerate(docs):
        if deadline is not None and time.monotonic() > deadline:
            late = f"{len(docs) - number} sources not compared by their figures"
            return replace(
                found, incomplete=(*found.incomplete, Incomplete("system.timeout", late))
            )
        prepared = ready[doc]
        if not _in_time(prepared.stored.day, draft):
            continue
        theirs = source_facts(prepared)
        if prepared.stored.source not in seen:
            like = _same_words(draft, units, prepared, ours.all, theirs.all)
            if like is not None:
                told.append(_Told(prepared, doc, snapshot.family_of(doc), like, theirs.language))
                continue
        if model is None and shared_figures(ours.figures, theirs.figures) < T.mixed_figures:
            continue
        shared = told_alike(ours.all, theirs.all)
        like = shared.told
        if like is None and model is not None:
            like = _means_alike(model, draft.text, prepared.stored.text, ours.all, theirs.all)
        if like is not None:
            told.append(_Told(prepared, doc, snapshot.family_of(doc), like, theirs.language))
        elif shared.part is not None:
            family = snapshot.family_of(doc)
            parts.append(_Told(prepared, doc, family, shared.part, theirs.language))
    told += _mixed(ours.figures, told, parts)
    return _with(found, told, ours.language, draft) if told else found


def _mixed(anchors: Anchors, told: Sequence[_Told], parts: Sequence[_Told]) -> Sequence[_Told]:
    """The sources that a draft tells in part, where these parts are all of it."""
    known = {place for one in told for place in _places(one)}
    several = len(told) + len(parts) > 1
    likes = [one.like for one in parts]
    return parts if several and explained_together(anchors, likes, known) else ()


def _copied(found: SearchResult) -> set[str]:
    """The sources that copied matches name; a quotation or a sentence alike copies nothing."""
    counted = (m for m in found.matches if m.words or any(p.counted for p in m.passages))
    names = ((m.source, m.earliest, m.newest, *m.also_in) for m in counted)
    return {name for of_match in names for name in of_match if name}


def _seen(found: SearchResult) -> set[str]:
    """The sources with which the draft was compared word for word, whatever came of it."""
    shown = {name for match in found.matches for name in (match.source, *match.also_in)}
    return shown | {one.source for one in found.rejected}


def _same_words(
    draft: Draft, units: Units, source: Prepared, ours: Anchors, theirs: Anchors
) -> Likeness | None:
    """The likeness of two texts of which one has other words among the other's."""
    share = words_in_order(tokenized(draft.text, units), source.text)
    whole = likeness(ours, theirs) if share else None
    if whole is None or not (whole.figures or whole.names):
        return None
    return replace(whole, words=share)


def _in_time(day: int | None, draft: Draft) -> bool:
    """Whether a source was there before the draft and not long ago, as far as days are known."""
    if day is None or draft.published is None:
        return True
    return 0 <= draft.published.toordinal() - day <= T.days


def _means_alike(
    model: SentenceModel, draft: str, source: str, ours: Anchors, theirs: Anchors
) -> Likeness | None:
    """The likeness of two texts without figures whose sentences mean the same."""
    whole = likeness(ours, theirs)
    figures = sum(one.weight for one in ours.figures)
    if figures >= T.weight or len(whole.names) < T.semantic_names:
        return None
    covered = coverage(model, draft, source)
    return replace(whole, sentences=covered) if covered >= T.semantic_coverage else None


def _with(found: SearchResult, told: Sequence[_Told], language: str, draft: Draft) -> SearchResult:
    """The matches with the sources that tell most; each figure of the draft is told of one."""
    ranked = sorted(told, key=lambda one: (-one.like.value, one.doc))
    matches: list[Match] = []
    rejected: list[RejectedMatch] = []
    taken: set[int] = set()
    for one in ranked:
        places = _places(one)
        if len(places & taken) > T.overlap * len(places):
            continue
        others = [other for other in ranked if other is not one and _same_facts(one, other)]
        rival = None if one.like.words else next((o for o in others if _is_rival(one, o)), None)
        taken |= places
        why = _common_origin(one, rival, draft)
        if why is not None:
            rejected.append(RejectedMatch(one.prepared.stored.source, why, 0))
            continue
        also = tuple(dict.fromkeys(other.prepared.stored.source for other in others))
        languages = language, one.language
        matches.append(match_of(one.like, one.prepared.stored, also, languages, draft))
    sources = {match.source for match in matches}
    kept = (m for m in found.matches if m.evidence != "related" or m.source not in sources)
    return replace(
        found,
        matches=(*kept, *matches),
        rejected=(*found.rejected, *rejected),
    )


def _places(one: _Told) -> set[int]:
    """Where in the draft the figures are that a source explains; its names where none are."""
    return {mine.start for mine, _ in (one.like.figures or one.like.names)}


def _same_facts(one: _Told, other: _Told) -> bool:
    """Whether two sources explain the same figures of the draft."""
    ours, theirs = _places(one), _places(other)
    return len(ours & theirs) > T.overlap * min(len(ours), len(theirs))


def _is_rival(one: _Told, other: _Told) -> bool:
    """Whether another owner's story, no copy of this one, explains the draft nearly as well."""
    if one.prepared.stored.owner == other.prepared.stored.owner or one.family == other.family:
        return False
    return other.like.value >= T.rival * one.like.value


def _common_origin(one: _Told, rival: _Told | None, draft: Draft) -> Message | None:
    """Why a draft and a source may have one origin; None where nothing says so."""
    if rival is not None:
        return worded(
            "the same figures and names are in {source}: both may tell of one release or event",
            source=rival.prepared.stored.source,
        )
    if names_release(draft.text) and names_release(one.prepared.stored.text):
        return worded("both texts name a press release as their source, which may be behind both")
    return None
