"""Direction and choice: from several sources of the same words, the one they were taken from.

The source that explains most comes first; among equals, the one whose owner the draft's own
markings name, then the earliest. The others are reported as also-in; if they belong to another
owner, both may have carried one release. Families name their earliest and newest version.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from checker.matching.relations import Found
from checker.matching.texts import Texts
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.models.draft import Span
from checker.models.evidence import Match, Passage
from checker.text.fold import folded_text
from checker.values import replaced

__all__ = ["chosen", "joined", "newest_versions"]

MOST_ALSO = 50


def chosen(
    text: TokenizedText,
    found: Sequence[Found],
    matches: Sequence[Match],
    boilerplate: Sequence[Span],
    members: Mapping[int, Sequence[int]],
    texts: Texts,
) -> list[Match]:
    """Returns the matches in order of choice, each with the other sources of the same words.

    Args:
        text: the draft.
        found: the sources with their passages.
        matches: the match of each.
        boilerplate: spans of the draft that are markings.
        members: of each text that was looked at those of its family, the first and the newest too.
        texts: where the texts of versions come from.
    """
    if not found:
        return []
    kept = newest_versions(found, matches)
    found, matches = [found[at] for at in kept], [matches[at] for at in kept]
    marked = _marked_owners(text.text, boilerplate, [match.owner for match in matches])
    groups, alike = _alike([_bits(one) for one in found])
    named, sources = [match.owner for match in matches], [match.source for match in matches]
    days = [one.prepared.stored.day or 1 << 30 for one in found]
    docs = [one.prepared.stored.doc for one in found]
    left = sorted(range(len(matches)), key=lambda at: (-matches[at].words, days[at], docs[at]))
    ranks = [
        (
            match.owner not in marked,
            day,
            doc if day == 1 << 30 else 0,
            -match.words,
            doc,
        )
        for match, day, doc in zip(matches, days, docs, strict=True)
    ]
    words = [-matches[at].words for at in left]
    order: list[int] = []
    while left:
        equals = left[: bisect_right(words, T.nearly * words[0])]
        best = min(equals, key=ranks.__getitem__)
        order.append(best)
        place = left.index(best)
        del left[place], words[place]
    out = []
    one_group = all(map(all, alike))  # as in a crowd
    for place, at in enumerate(order):
        same, also = alike[groups[at]], order[place + 1 :]
        if not one_group:
            also = [other for other in also if same[groups[other]]]
        match = matches[at]
        if also:
            notes = match.notes
            owners = sorted(set(map(named.__getitem__, also)) - {match.owner})
            if owners:
                shared = "the same words came from " + ", ".join(owners) + ": a common source?"
                notes = (*notes, shared)
            ids = [sources[other] for other in also[:MOST_ALSO]]
            match = replaced(match, also_in=(*match.also_in, *ids), notes=notes)
        out.append(_versioned(match, found[at], members.get(docs[at], ()), texts))
    return out


def _bits(found: Found) -> int:
    """The units of the draft that the counted passages of a source cover, a bit each."""
    bits = 0
    for one in found.judged:
        if one.counts:
            bits |= ((1 << (one.aligned.end - one.aligned.start)) - 1) << one.aligned.start
    return bits


def _alike(units: Sequence[int]) -> tuple[list[int], list[list[bool]]]:
    """The group of each source, of those with the same units, and which groups are alike.

    Two groups are if they have most units of either in common.
    """
    numbers = {bits: number for number, bits in enumerate(dict.fromkeys(units))}
    counts = [bits.bit_count() for bits in numbers]
    alike = [
        [
            0 < (mine & other).bit_count() >= T.same_share * min(count, its)
            for other, its in zip(numbers, counts, strict=True)
        ]
        for mine, count in zip(numbers, counts, strict=True)
    ]
    return [numbers[bits] for bits in units], alike


def _marked_owners(text: str, boilerplate: Sequence[Span], owners: Sequence[str]) -> frozenset[str]:
    """Owners whose id is a word of the draft's own markings."""
    masks = [f" {_plain(folded_text(text[span.start : span.end]))} " for span in boilerplate]
    return frozenset(
        owner for owner in owners if any(f" {_plain(owner.casefold())} " in mark for mark in masks)
    )


def _plain(characters: str) -> str:
    """Words with one blank between them: "dpa-AFX" is named by "dpa afx" too."""
    return " ".join("".join(c if c.isalnum() else " " for c in characters).split())


def _versioned(match: Match, found: Found, members: Sequence[int], texts: Texts) -> Match:
    """The match with the earliest and the newest of its family, where there is more than one."""
    if len(members) < 2:
        return match
    ready = texts.get((members[0], members[-1]))
    own = found.prepared  # one of the ends may just have been removed
    first, last = ready.get(members[0], own), ready.get(members[-1], own)
    notes = match.notes
    if first.stored.source == last.stored.source != "":
        notes = (*notes, f"versions {first.stored.version} to {last.stored.version} are alike")
    return replaced(match, earliest=first.stored.source, newest=last.stored.source, notes=notes)


def newest_versions(found: Sequence[Found], matches: Sequence[Match]) -> list[int]:
    """Returns, for each source, the version that explains most, the newest of equals."""
    best: dict[str, int] = {}
    for at, match in enumerate(matches):
        other = best.get(match.source)
        if other is None or _rank(found[at], match) > _rank(found[other], matches[other]):
            best[match.source] = at
    return sorted(best.values())


def _rank(found: Found, match: Match) -> tuple[int, int, int]:
    # As many words of each: the one that the draft repeats without a change is the one it used.
    return match.words, match.longest_run_words, found.prepared.stored.doc


def joined(passages: Sequence[Passage]) -> list[Passage]:
    """Returns passages by position in the draft; repetitions of one alignment are merged.

    A draft that repeats a sentence a thousand times has one passage of it, not a thousand.
    """
    if len(passages) < 2:
        return list(passages)
    out: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.source_start)):
        before = out[-1] if out else None
        if before is not None and _goes_on(before, passage):
            out[-1] = _both(before, passage)
        else:
            out.append(passage)
    return out


def _goes_on(before: Passage, after: Passage) -> bool:
    """Whether a passage follows another one and takes the same alignment of the source again."""
    if after.start > before.end + T.blanks or after.counted != before.counted:
        return False
    common = min(before.source_end, after.source_end) - max(before.source_start, after.source_start)
    shorter = min(before.source_end - before.source_start, after.source_end - after.source_start)
    return common >= 0.3 * shorter


def _both(before: Passage, after: Passage) -> Passage:
    """Two passages as one."""
    better = before if before.words >= after.words else after
    total = before.words + after.words
    alike = (before.similarity * before.words + after.similarity * after.words) / max(1, total)
    overlap = max(0, before.end - after.start) / max(1, after.end - after.start)
    return replaced(
        better,
        start=before.start,
        end=max(before.end, after.end),
        source_start=min(before.source_start, after.source_start),
        source_end=max(before.source_end, after.source_end),
        similarity=round(alike, 4),
        words=before.words + round(after.words * max(0.0, 1 - overlap)),
    )
