"""A day's wire from a seed: new items, corrections, re-sends, late versions, embargoes, kills."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from checker.models.draft import Rights
from checker.models.source import Source

__all__ = ["EMBARGO_END", "MORNING", "wire_day"]

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EMBARGO_END = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
EVERY = timedelta(seconds=17)  # 5,000 messages a day


def wire_day(seed: int, messages: int, *, words: int = 60) -> Iterator[Source]:
    """Messages in the order of the wire; stories of about so many words."""
    dice = random.Random(seed)
    sent: list[Source] = []
    for number in range(messages):
        message = _message(dice, number, dice.choice(sent) if sent else None, words)
        sent.append(message)
        yield message


def _message(dice: random.Random, number: int, base: Source | None, words: int) -> Source:
    new = Source(
        f"urn:wire:{number}",
        dice.choice(("afp", "ap", "dpa")),
        _story(dice, number, words),
        title=f"Story {number}",
        published=MORNING + EVERY * number,
        rights=_rights(dice),
    )
    kind = dice.random()
    if base is None or kind < 0.62:
        return new
    if kind < 0.74:  # a correction
        text = base.text.replace("word", "werd", 3)
        return replace(base, version=_next(base), text=text, rights=_rights(dice))
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
    return replace(base, version=_next(base), rights=Rights(status="canceled"))


def _next(base: Source) -> str:
    return str(int(base.version) + 1)


def _story(dice: random.Random, number: int, words: int) -> str:
    filler = " ".join(f"word{dice.randrange(5000)}" for _ in range(words))
    return f"Story {number} begins with words of its own {number * 7}. {filler}"


def _rights(dice: random.Random) -> Rights:
    spoken = dice.random()
    if spoken < 0.06:
        return Rights(embargo_until=EMBARGO_END, embargo_raw="2026-03-09T06:00:00Z")
    if spoken < 0.08:
        return Rights(embargo_raw="")  # lifted
    if spoken < 0.11:
        return Rights(status="withheld", editors_note=("HOLD",))
    if spoken < 0.6:
        return Rights(status="usable", usage_terms=("No archive",))
    return Rights()
