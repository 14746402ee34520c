"""A search: finds the matches of a draft, with the reason for every rejected candidate."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from checker.matching.align import align, align_all
from checker.matching.alignment import Alignment
from checker.matching.candidates import Candidate, CandidateLimits
from checker.matching.judged_source import counted_words, judged_beside
from checker.matching.measuring import match_with
from checker.matching.owner_names import OwnerNames
from checker.matching.passages import IN_CHROME, judge, uncounted
from checker.matching.related import related
from checker.matching.relations import Found
from checker.matching.reordered import reordered_sentences
from checker.matching.selection import chosen
from checker.matching.shared_passages import without_shared
from checker.matching.shortlist import compared, shortlist
from checker.matching.texts import Prepared, Texts
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText, mask_of, tokenized
from checker.matching.unit_masks import UnitMasks
from checker.models.draft import Draft, Span
from checker.models.evidence import Incomplete, Match, RejectedMatch, SearchResult
from checker.postings.snapshot import Snapshot, Standing
from checker.text.addresses import addresses
from checker.text.spoken import spoken
from checker.text.units import Units, units_of
from checker.wording import worded

__all__ = ["candidates_of", "elsewhere", "search"]

MEMBERS = 32  # texts of one family that are looked at, and all that stand otherwise
MAX_REJECTED = 50  # those with most words in common
_LOADED = 16  # texts that are loaded at a time
_ELSEWHERE = ("teaser", "navigation", "site")


def search(
    snapshot: Snapshot,
    texts: Texts,
    draft: Draft,
    *,
    boilerplate: Sequence[Span] = (),
    deadline: float | None = None,
    limits: CandidateLimits | None = None,
    units: Units | None = None,
    owners: OwnerNames | None = None,
    standing: Standing | None = None,
) -> SearchResult:
    """Returns the licensed sources that a draft reuses.

    Args:
        snapshot: the state of the index to search.
        texts: where the texts of candidates come from.
        draft: the text to check.
        boilerplate: spans of the draft that are markings.
        deadline: a `time.monotonic()` value after which the search stops.
        limits: the number of candidates, and the limits of a common phrase.
        units: the draft's units, if known.
        owners: the names by which texts name owners, if any are known.
        standing: tells which texts of a large family have another owner or other rights.
    """
    text = tokenized(draft.text, units_of(draft.text) if units is None else units)
    if not len(text.units):
        return SearchResult(())
    masked = mask_of([*boilerplate, *addresses(draft.text)], text)
    listed = shortlist(snapshot, text, masked, limits or CandidateLimits())
    masked |= listed.phrases
    in_marks = mask_of([*text.quotations, *_quote_zones(draft)], text)
    quoted = in_marks | text.quoted | mask_of(spoken(draft.text), text)
    masks = UnitMasks(quoted, masked, mask_of(elsewhere(draft), text), text, in_marks)
    families = compared(snapshot, listed, MEMBERS, standing)
    found, aligned, rejected, late = _align(texts, text, masks, families, deadline, _day(draft))
    found = without_shared(found, aligned, owners or OwnerNames(), len(text.units), listed.formulas)
    if masks.has_elsewhere:
        found = [_without_chrome(_settled(_without_chrome(one))) for one in found]
    else:
        found = [_settled(one) for one in found]
    found, cut = _with_reordered(text, masks, found, deadline)
    late = late or cut
    found, more = _shown(found)
    rejected.extend(more)
    own = masks.own_weight
    matches = _without_echoes(
        chosen(
            text,
            found,
            [match_with(text, masks, one, _day(draft), own) for one in found],
            boilerplate,
            {doc: members for members in families for doc in members},
            texts,
        )
    )
    incomplete = (Incomplete("system.timeout", late),) if late else ()
    rejected.sort(key=lambda one: -one.words)
    return SearchResult(tuple(matches), tuple(rejected[:MAX_REJECTED]), incomplete)


def candidates_of(snapshot: Snapshot, text: str, limits: CandidateLimits) -> list[Candidate]:
    """Returns the families that the index points to for a text, before anything is aligned."""
    ready = tokenized(text, units_of(text))
    return shortlist(snapshot, ready, np.zeros(len(ready.units), bool), limits).best


def counts_alone(text: TokenizedText, source: Prepared, masks: UnitMasks, day: int | None) -> bool:
    """Returns whether a draft has a passage of one source that counts regardless of others."""
    alignments = align(text, source.text)
    return any(one.counts for one in judged_beside(text, source, alignments, masks, day))


def elsewhere(draft: Draft) -> list[Span]:
    """Returns the zones of a page that are not part of its article.

    Only markup shows that. In a pasted text a short line is often the story itself, so nothing
    pasted is left out.
    """
    if "html" not in draft.content_type:
        return []
    return [
        Span(zone.start, zone.end)
        for zone in draft.zones
        if zone.role in _ELSEWHERE or (zone.kind == "furniture" and not zone.role)
    ]


def _quote_zones(draft: Draft) -> Iterable[Span]:
    return (Span(zone.start, zone.end) for zone in draft.zones if zone.role == "quote")


def _align(
    texts: Texts,
    text: TokenizedText,
    masks: UnitMasks,
    families: Sequence[Sequence[int]],
    deadline: float | None,
    day: int | None,
) -> tuple[list[Found], list[Found], list[RejectedMatch], str]:
    """Align the draft with the texts of each family; what the deadline cut short is reported.

    The second list has all sources with everything that was aligned: what is no passage is still
    evidence about those that are.
    """
    docs = [doc for members in families for doc in members]
    found: list[Found] = []
    aligned: list[Found] = []
    rejected: list[RejectedMatch] = []
    for step in range(0, len(docs), _LOADED):
        part = docs[step : step + _LOADED]
        ready = texts.get(part)
        loaded = [ready[doc] for doc in part if doc in ready]
        laid = _laid_beside(text, loaded)
        for at, (prepared, alignments) in enumerate(zip(loaded, laid, strict=True)):
            if deadline is not None and time.monotonic() > deadline:
                left = len(docs) - step - at
                cut = worded("{left} of {n} candidates not compared", left=left, n=len(docs))
                return found, aligned, rejected, cut
            if not alignments:
                continue
            judged = judged_beside(text, prepared, alignments, masks, day)
            passages = tuple([one for one in judged if one.passage is not None])
            aligned.append(Found(prepared, tuple(judged)))
            if passages:
                found.append(Found(prepared, passages))
            else:
                best = max(judged, key=lambda one: one.words)
                rewrite = related(text, prepared.text, best.aligned, masks.boilerplate)
                if rewrite is not None:
                    found.append(Found(prepared, (best._replace(passage=rewrite),)))
                    continue
                rejected.append(
                    RejectedMatch(prepared.stored.source, best.reason, round(best.words))
                )
    return found, aligned, rejected, ""


def _day(draft: Draft) -> int | None:
    """The day of a draft as its record or the use that is asked about states it."""
    return draft.published.toordinal() if draft.published is not None else None


def _laid_beside(text: TokenizedText, sources: Sequence[Prepared]) -> list[list[Alignment]]:
    """The alignments of each source, with what judging asks of those that share enough.

    One step for all sources before the next: a processor does the same thing quicker again.
    """
    aligned = align_all(text, [one.text for one in sources])
    least = T.shown_words * text.scale
    for one, alignments in zip(sources, aligned, strict=True):
        if alignments and alignments[0].equal >= least:  # the longest
            one.text.prepare_form()
    return aligned


def _without_chrome(one: Found) -> Found:
    """The same source; its passages in page chrome are shown and do not count."""
    if not any(judged.elsewhere and judged.counts for judged in one.judged):
        return one
    kept = (
        uncounted(judged, IN_CHROME) if judged.elsewhere and judged.counts else judged
        for judged in one.judged
    )
    return one._replace(judged=tuple(kept))


def _settled(one: Found) -> Found:
    """The same source after it is known which of its passages many share.

    Where nothing shows any more that it was used, what its other passages let in falls with them.
    """
    if all(it.alone is None for it in one.judged) or counted_words(one.judged) >= T.used_words:
        return one
    return one._replace(judged=tuple(judged.alone or judged for judged in one.judged))


def _with_reordered(
    text: TokenizedText, masks: UnitMasks, found: Sequence[Found], deadline: float | None
) -> tuple[list[Found], str]:
    """The same sources, those much used with their sentences in other order; what was cut short."""
    out, own = list(found), text.words()
    for at, one in enumerate(found):
        source, counted = one.prepared.text, counted_words(one.judged)
        if counted < T.used_words or counted < T.much_used * min(own, source.words()):
            continue
        if deadline is not None and time.monotonic() > deadline:
            left = len(found) - at
            return out, worded(
                "{left} of {n} sources not searched for sentences in another order",
                left=left,
                n=len(found),
            )
        taken = [judged.aligned for judged in one.judged]
        more = (
            judge(text, source, alignment, masks, used=True)
            for alignment in reordered_sentences(text, source, taken, masks.boilerplate)
        )
        passages = [it for it in more if it.passage is not None]
        if passages:
            out[at] = _without_chrome(one._replace(judged=(*one.judged, *passages)))
    return out, ""


def _shown(found: Sequence[Found]) -> tuple[list[Found], list[RejectedMatch]]:
    """Sources with something to show; those that share boilerplate only are rejected."""
    shown: list[Found] = []
    rejected: list[RejectedMatch] = []
    for one in found:
        passages = [judged.passage for judged in one.judged if judged.passage]
        if any(p.counted or p.cls != "boilerplate" for p in passages):
            shown.append(one)
        else:
            best = max(one.judged, key=lambda judged: judged.words)
            rejected.append(
                RejectedMatch(one.prepared.stored.source, best.reason, round(best.words))
            )
    return shown, rejected


def _without_echoes(matches: Sequence[Match]) -> list[Match]:
    """Quotations that several sources carry are shown beside one, which names the others."""
    out: list[Match] = []
    quoted: dict[tuple[int, int], int] = {}
    for match in matches:
        spans = [(p.start, p.end) for p in match.passages]
        known = {quoted[span] for span in spans if span in quoted}
        if match.words or len(known) != 1 or not all(span in quoted for span in spans):
            for span in spans:
                quoted.setdefault(span, len(out))
            out.append(match)
        else:
            first = known.pop()
            lists = (*out[first].listed_in, *match.listed_in)
            also = (*out[first].also_in, match.source)
            out[first] = replace(out[first], also_in=also, listed_in=lists)
    return out
