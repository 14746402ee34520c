"""A day's wire, generated from a seed, and a slow and obvious book-keeper to compare with."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from checker.models import Rights, Source
from tests.store.build import NOW, other_story

EMBARGO_END = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


def wire_day(seed: int, messages: int, *, words: int = 60) -> Iterator[Source]:
    """New items, corrections, re-sends, late versions, rewrites, embargoes, holds and kills."""
    dice = random.Random(seed)
    sent: list[Source] = []
    for number in range(messages):
        kind = dice.random() if sent else 0.0
        base = dice.choice(sent) if sent else None
        message = _message(dice, number, kind, base, words)
        sent.append(message)
        yield message


def _message(
    dice: random.Random, number: int, kind: float, base: Source | None, words: int
) -> Source:
    new = Source(
        f"urn:wire:{number}",
        dice.choice(("afp", "ap", "dpa")),
        _story(dice, number, words),
        title=f"Story {number}",
        published=NOW + timedelta(seconds=17 * number),
        rights=_rights(dice),
    )
    if base is None or kind < 0.62:
        return new
    if kind < 0.74:  # a correction
        text = base.text.replace("word", "werd", 3)
        version = str(int(base.version) + 1)
        return replace(base, version=version, text=text, rights=_rights(dice))
    if kind < 0.78:  # a silent one
        return replace(base, text=f"{base.text} Corrected.", rights=_rights(dice))
    if kind < 0.84:  # the same again
        return base
    if kind < 0.88:  # an older version, late
        return replace(base, version="0", text=f"First take. {base.text}", rights=_rights(dice))
    if kind < 0.94:  # a rewrite under a new id
        return replace(new, descends_from=(base.id,))
    if kind < 0.96:  # the same text under a new id
        return replace(new, text=base.text.upper())
    if kind < 0.98:  # a management message
        return replace(new, text=f"Kill {base.id}.", kills=(base.id,))
    return replace(base, version=str(int(base.version) + 1), rights=Rights(status="canceled"))


def _story(dice: random.Random, number: int, words: int) -> str:
    filler = " ".join(f"word{dice.randrange(5000)}" for _ in range(words))
    return f"{other_story(number)[:40]} {filler}"


def _rights(dice: random.Random) -> Rights:
    spoken = dice.random()
    if spoken < 0.06:
        return Rights(embargo_until=EMBARGO_END, embargo_raw="2026-03-09T06:00:00Z")
    if spoken < 0.08:
        return Rights(embargo_raw="")
    if spoken < 0.11:
        return Rights(status="withheld", editors_note=("HOLD",))
    if spoken < 0.6:
        return Rights(status="usable", usage_terms=("No archive",))
    return Rights()


class Bookkeeper:
    """Keeps every message and works everything out anew each time, by brute force."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Source]] = {}
        self.told: set[str] = set()

    def take(self, message: Source) -> None:
        """Notes a message."""
        known = self.messages.setdefault(message.id, [])
        if message not in known:
            known.append(message)
        self.told.update(message.kills)
        if message.rights.status == "canceled":
            self.told.add(message.id)

    def newest(self, name: str) -> Source:
        """The highest version, the last to arrive of those."""
        return max(
            enumerate(self.messages[name]), key=lambda place: (int(place[1].version), place[0])
        )[1]

    def embargo(self, name: str) -> datetime | None:
        """The newest mention of an embargo."""
        ordered = sorted(
            enumerate(self.messages[name]), key=lambda place: (int(place[1].version), place[0])
        )
        spoken = [m.rights for _, m in ordered if m.rights.embargo_raw is not None]
        return spoken[-1].embargo_until if spoken else None

    def dead(self) -> set[str]:
        """Whatever was killed, descends from it, or has its text, until nothing more dies."""
        dead = set(self.told)
        while True:
            texts = {_bare(m.text) for name in dead for m in self.messages.get(name, [])}
            more = {
                name
                for name, messages in self.messages.items()
                for m in messages
                if name not in dead and (dead & set(m.descends_from) or _bare(m.text) in texts)
            }
            if not more:
                return dead
            dead |= more


def _bare(text: str) -> str:
    bare = "".join(text.casefold().split())
    return bare if len(bare.encode()) >= 40 else f"{id(text)}"
