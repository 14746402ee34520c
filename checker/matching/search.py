"""A search: finds the matches of a draft, with the reason for every rejected candidate."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from checker.matching.align import align, align_all
from checker.matching.alignment import Alignment
from checker.matching.candidates import Candidate, CandidateLimits
from checker.matching.counting import by_sentence
from checker.matching.figures import says_who
from checker.matching.owner_names import OwnerNames
from checker.matching.passages import (
    A_FORM,
    A_PHRASE,
    IN_CHROME,
    SCATTERED,
    TOO_UNLIKE,
    Judged,
    counted_after_all,
    judge,
    may_stand_out,
    stands_out,
    uncounted,
    words_in_common,
)
from checker.matching.public_words import PUBLIC_WORDS, are_public_words
from checker.matching.related import related
from checker.matching.relations import Found
from checker.matching.reordered import reordered_sentences
from checker.matching.selection import chosen, joined
from checker.matching.shared_passages import without_shared
from checker.matching.shortlist import compared, shortlist
from checker.matching.standing import (
    SCRIPTURE,
    STOCK_SENTENCES,
    are_stock_sentences,
    is_scripture,
    without_a_closing_notice,
    without_an_old_lead,
    without_standing_lines,
)
from checker.matching.subject import is_a_house_line
from checker.matching.texts import Prepared, Texts
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText, mask_of, tokenized
from checker.matching.unit_masks import Part, UnitMasks
from checker.models.draft import Draft, Span
from checker.models.evidence import Incomplete, Match, Passage, RejectedMatch, SearchResult
from checker.models.vocabulary import PassageClass
from checker.postings.snapshot import Snapshot, Standing
from checker.text.addresses import addresses
from checker.text.spoken import spoken
from checker.text.units import Units, units_of
from checker.wording import worded

__all__ = ["candidates_of", "elsewhere", "search"]

HOUSE_LINE = "a line unrelated to the rest of its source"
MEMBERS = 32  # texts of one family that are looked at, and all that stand otherwise
WHOLE_LIST = 0.9  # share of a list from which on it is there as a whole
MAX_REJECTED = 50  # those with most words in common
_LOADED = 16  # texts that are loaded at a time
_PARTED = frozenset({TOO_UNLIKE, SCATTERED, A_FORM})  # of what may have copied sentences in it
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
    found = [
        _without_chrome(_settled(_without_chrome(one)))
        for one in without_shared(
            found, aligned, owners or OwnerNames(), len(text.units), listed.formulas
        )
    ]
    found, cut = _with_reordered(text, masks, found, deadline)
    late = late or cut
    found, more = _shown(found)
    rejected.extend(more)
    own = masks.own_weight
    matches = _without_echoes(
        chosen(
            text,
            found,
            [_match(text, masks, one, _day(draft), own) for one in found],
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
    return any(one.counts for one in _judged(text, source, alignments, masks, day))


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
            judged = _judged(text, prepared, alignments, masks, day)
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


def _judged(
    text: TokenizedText,
    prepared: Prepared,
    alignments: Sequence[Alignment],
    masks: UnitMasks,
    day: int | None,
) -> list[Judged]:
    """All alignments of one source; once it is proved to be used, lesser ones are judged again."""
    source, theirs = prepared.text, prepared.stored.day
    apart = abs(day - theirs) if day is not None and theirs is not None else None
    if not alignments:
        return []
    judged = [judge(text, source, one, masks, apart=apart) for one in alignments]
    if len(judged) == 1 and judged[0].counts and is_a_house_line(text, source, judged[0]):
        return [uncounted(judged[0], HOUSE_LINE)]
    if any(one.passage is None and one.reason in _PARTED for one in judged):
        judged = [part for one in judged for part in _kept_parts(one, text, source, masks, apart)]
    if not any(one.passage is not None for one in judged):  # as with most candidates
        return judged
    weeks = apart is not None and apart > T.form_days
    judged = without_standing_lines(judged) if weeks else judged
    judged = _phrases_together(judged, text) if len(judged) > 1 else judged
    judged = without_an_old_lead(judged, len(text.units)) if weeks else judged
    judged = without_a_closing_notice(judged, text, source)
    judged = [_without_nobodys(text, source, one) for one in judged]
    if _counted(judged) < T.used_words:
        return judged
    return [one if one.counts else _again(text, prepared, masks, one, apart) for one in judged]


def _without_nobodys(text: TokenizedText, source: TokenizedText, one: Judged) -> Judged:
    """The alignment; words that are nobody's whatever the other sources have do not count."""
    if not one.counts:
        return one
    if are_stock_sentences(text, source, one):
        return uncounted(one, STOCK_SENTENCES)
    if are_public_words(text, one):
        return uncounted(one, PUBLIC_WORDS, "quotation")
    return uncounted(one, SCRIPTURE) if is_scripture(text, source, one) else one


def _phrases_together(judged: list[Judged], text: TokenizedText) -> list[Judged]:
    """The same alignments; several turns of phrase of one source are more than that.

    Who took part is told by names and offices alone, however many there are.
    """
    phrases = [
        one
        for one in judged
        if one.passage is not None and one.reason == A_PHRASE and not says_who(text, one.aligned)
    ]
    least = T.phrases_words if text.has_capitals else T.background_words
    if len(phrases) < 2 or sum(one.words for one in phrases) < least:
        return judged
    return [counted_after_all(one) if one in phrases else one for one in judged]


def _kept_parts(
    one: Judged,
    text: TokenizedText,
    source: TokenizedText,
    masks: UnitMasks,
    apart: int | None,
) -> list[Judged]:
    """The alignment, or of one that is rejected the sentences in it that were copied all the same.

    A sentence of a form counts where the rest of it is too unlike to be one form.
    """
    unlike = one.reason in (TOO_UNLIKE, SCATTERED)
    form = one.is_form and may_stand_out(one)
    if one.passage is not None or not (unlike or form):
        return [one]
    brief = source.words() < T.brief_words
    least = 0.0 if brief else T.counted_words  # what is shorter counts in briefs alone
    kept = []
    for part in by_sentence(text, source, one.aligned, least):
        if words_in_common(text, part) >= least and (unlike or stands_out(text, part, one)):
            judged = judge(text, source, part, masks, apart=apart)
            if judged.counts:
                kept.append(judged)
    return kept or [one]


def _again(
    text: TokenizedText, prepared: Prepared, masks: UnitMasks, one: Judged, apart: int | None
) -> Judged:
    """The alignment judged as one of a source that is used; boilerplate gains nothing by that."""
    again = judge(text, prepared.text, one.aligned, masks, used=True, apart=apart, sides=one.sides)
    if one.passage is None and again.passage is not None and again.passage.cls == "boilerplate":
        return one
    return again._replace(alone=one)


def _counted(judged: Iterable[Judged]) -> float:
    """The words of passages that count, but for those that others let in."""
    return sum(one.words for one in judged if one.counts and one.alone is None)


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
    if all(it.alone is None for it in one.judged) or _counted(one.judged) >= T.used_words:
        return one
    return one._replace(judged=tuple(judged.alone or judged for judged in one.judged))


def _with_reordered(
    text: TokenizedText, masks: UnitMasks, found: Sequence[Found], deadline: float | None
) -> tuple[list[Found], str]:
    """The same sources, those much used with their sentences in other order; what was cut short."""
    out = list(found)
    for at, one in enumerate(found):
        source, counted = one.prepared.text, _counted(one.judged)
        if counted < max(T.used_words, T.much_used * min(text.words(), source.words())):
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


def _match(text: TokenizedText, masks: UnitMasks, found: Found, day: int | None, own: int) -> Match:
    """Measures from the union of the counted passages; `own` is the weight of the draft's text."""
    stored = found.prepared.stored
    passages = joined([one.passage for one in found.judged if one.passage is not None])
    counted = [one for one in found.judged if one.counts]
    framed = [it for it in found.judged if it.in_chrome]
    listed = [one for one in found.judged if _is_same_list(one)]
    list_weight = _source_weight(found.prepared.text, listed) if listed else 0
    here, around = _parts(counted), _parts(framed)
    weight, source_weight = masks.weight_of(here), _source_weight(found.prepared.text, counted)
    chrome_weight = _source_weight(found.prepared.text, framed) if framed else 0
    whole = int(found.prepared.text.weight_before[-1])
    longest = max((one.aligned.longest for one in found.judged), default=0) / text.scale
    alike = masks.disguised_in(here)
    notes: list[str] = []
    if alike:
        notes.append(worded("look-alike characters in {n} of its words", n=alike))
    younger = 0 if day is None or stored.day is None else stored.day - day
    if younger > T.story_days:
        notes.append(
            worded("the source is {n} days younger than the draft: it may be the copy", n=younger)
        )
    return Match(
        stored.source,
        stored.version,
        stored.owner,
        _class_of(passages),
        round(weight / 6),
        round(min(1.0, weight / own), 4) if own else 0.0,
        round(source_weight / whole, 4),
        round(longest),
        tuple(passages),
        quoted_words=round(masks.quoted_weight_of(here) / 6),
        notes=tuple(notes),
        chrome_words=round(masks.weight_of(around) / 6),
        chrome_share_of_source=round(chrome_weight / whole, 4),
        listed_in=(stored.source,) if list_weight >= WHOLE_LIST * whole else (),
    )


def _is_same_list(judged: Judged) -> bool:
    """Whether a passage does not count because it is a list, and no figure of it differs."""
    passage = judged.passage
    return passage is not None and passage.cls == "names" and passage.similarity == 1.0


def _parts(judged: Sequence[Judged]) -> list[Part]:
    """The parts of the draft that some passages cover, in order; none overlaps another."""
    if len(judged) == 1:
        return [(judged[0].aligned.start, judged[0].aligned.end)]
    parts: list[Part] = []
    for start, end in sorted((one.aligned.start, one.aligned.end) for one in judged):
        if parts and start <= parts[-1][1]:
            parts[-1] = parts[-1][0], max(end, parts[-1][1])
        else:
            parts.append((start, end))
    return parts


def _source_weight(source: TokenizedText, judged: Sequence[Judged]) -> int:
    """The weight of the units of a source that some passages cover, in sixths of a word."""
    before, weight, done = source.weight_before, 0, 0
    if len(judged) == 1:
        aligned = judged[0].aligned
        return int(before[aligned.source_end]) - int(before[aligned.source_start])
    for start, end in sorted((it.aligned.source_start, it.aligned.source_end) for it in judged):
        first = max(start, done)
        if end > first:
            weight += int(before[end]) - int(before[first])
            done = end
    return weight


def _class_of(passages: Sequence[Passage]) -> PassageClass:
    """The class that most of the counted words have, or of the shown ones if none counts."""
    counted = [passage for passage in passages if passage.counted] or list(passages)
    words: dict[PassageClass, int] = {}
    for passage in counted:
        words[passage.cls] = words.get(passage.cls, 0) + passage.words
    return max(words, key=lambda cls: words[cls])
