"""Which other sources of an owner the words of a match may as well be from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from checker.licensing.judging.evidence import covered
from checker.models.draft import Span
from checker.models.evidence import Match
from checker.models.source import Item

__all__ = ["WHOLE", "Covering", "Named", "other_ids"]

WHOLE = 0.9  # share of the source from which on nothing of weight was left out

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
    """Whether the draft has another source word for word and as a whole, and of this one no more.

    What a substitute changed is in one of the two texts alone: the draft is nearer to that one.
    """
    if not _is_exact(other) or other.share_of_source < WHOLE:
        return False
    if _is_exact(match) and match.share_of_source >= other.share_of_source:
        return False
    if any(passage.field for passage in match.passages):
        return False
    spans = [Span(p.start, p.end) for p in match.passages if p.start < p.end]
    exact = [Span(p.start, p.end) for p in other.passages if p.counted]
    return bool(spans) and covered(spans, exact) >= 1


def _is_exact(match: Match) -> bool:
    """Whether all that counts is there to the last word; a verbatim passage may lack one."""
    counted = [passage.similarity for passage in match.passages if passage.counted]
    return bool(counted) and min(counted) >= 1
