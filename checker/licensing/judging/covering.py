"""Which other sources of an owner the words of a match may as well be from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checker.licensing.judging.evidence import covered
from checker.models.draft import Span
from checker.models.evidence import Match
from checker.models.source import Item

__all__ = ["WHOLE", "Covering", "Named", "other_ids"]

WHOLE = 0.9  # share of the source from which on nothing of weight was left out
FOLLOWED = 0.5  # share of a substitute from which on a draft follows it
NEARER = 2  # times as many words of the killed text that a draft lacks as of its substitute

Named = tuple[tuple[str, Item | None], ...]


def other_ids(match: Match) -> list[str]:
    """Returns other ids of the same text: its family. What shares words is a match of its own."""
    return sorted({match.earliest or "", match.newest or ""} - {match.source, ""})


class Covering:
    """The matches by the owners and sources that they name besides their own source."""

    def __init__(self, matches: Sequence[Match], items: Mapping[str, Item]) -> None:
        self._items = items
        self._matches = matches
        self._naming: dict[str, defaultdict[str, list[Match]]] = {}
        most: dict[str, float] = {}
        for match in matches:
            most[match.owner] = max(match.share_of_source, most.get(match.owner, 0.0))
        covered = {match.source for match in matches if match.share_of_source < most[match.owner]}
        for match in matches if covered else ():
            naming = self._naming.setdefault(match.owner, defaultdict(list))
            for name in covered.intersection(match.also_in):
                naming[name].append(match)
        self._replaced = {
            match.source: found
            for match in matches
            if _is_killed(items.get(match.source)) and (found := self._substitutes(match))
        }

    def of(self, match: Match) -> Named:
        """Sources of the owner that the words may as well be from, since more of them was taken."""
        naming, share = self._naming.get(match.owner), match.share_of_source
        covering = [
            (other.source, self._items.get(other.source))
            for other in (naming.get(match.source, ()) if naming else ())
            if other.share_of_source > share
        ]
        return tuple(sorted(covering, key=lambda pair: pair[0]))

    def substitutes(self, match: Match) -> Named:
        """The items that came after a kill of the source and that the draft has in its place."""
        return self._replaced.get(match.source, ())

    def family(self, match: Match) -> tuple[Item, ...]:
        """The registry's word on other ids of the same text, of the same owner.

        A killed item in whose place the draft has this one is another text.
        """
        versions = [self._items[name] for name in other_ids(match) if name in self._items]
        return tuple(
            item
            for item in versions
            if item.owner == match.owner
            and not any(name == match.source for name, _ in self._replaced.get(item.source, ()))
        )

    def _substitutes(self, match: Match) -> Named:
        killed = self._items[match.source]
        return tuple(
            (other.source, self._items[other.source])
            for other in self._matches
            if other.owner == match.owner
            and other.source in self._items
            and _came_later(self._items[other.source], killed)
            and _takes_its_place(other, match)
        )


def _is_killed(item: Item | None) -> bool:
    return item is not None and item.killed_at is not None


def _came_later(item: Item, killed: Item) -> bool:
    """Whether an item was sent after the killed one, and arrived after the kill."""
    if item.killed_at is not None or item.published is None or item.received is None:
        return False
    if killed.published is None or killed.killed_at is None:
        return False
    return killed.published < item.published and killed.killed_at <= item.received


def _takes_its_place(other: Match, match: Match) -> bool:
    """Whether the draft follows another source, and has no more of this one than stands there.

    What a substitute changed is in one of the two texts alone: all over the draft, it is nearer to
    that one. It has the substitute as a whole, which lacks words of this source, or half of it and
    words that are not in this source.
    """
    if other.share_of_source < FOLLOWED or any(passage.field for passage in match.passages):
        return False
    spans = [Span(p.start, p.end) for p in match.passages if p.start < p.end]
    counted = [passage for passage in other.passages if passage.counted]
    if not spans or covered(spans, [Span(p.start, p.end) for p in counted]) < 1:
        return False
    apart = False
    for passage in match.passages:
        near = [p.similarity for p in counted if p.start < passage.end and passage.start < p.end]
        lost, least = 1 - passage.similarity, 1 - min(near, default=0.0)
        if lost < least:
            return False
        apart |= lost > 0 and lost >= NEARER * least
    return apart or (
        other.share_of_source >= WHOLE and match.share_of_source < other.share_of_source
    )
