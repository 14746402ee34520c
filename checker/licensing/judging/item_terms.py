"""The item's own terms: what the owner says of this one item, whatever an agreement allows.

Structured lists of the registry and terms in prose are read alike. What is not understood is
`licence.item_restricted` with `parsed` False: a person reads it.
"""

from collections.abc import Iterator

from checker.licensing.agreement.channels import channel_of
from checker.licensing.agreement.territories import territories_of
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_limits import no_ai, territory_limit, unread
from checker.licensing.judging.item_prose import prose_reasons
from checker.licensing.judging.reasons import distinct, reason
from checker.models import Item, Reason

__all__ = ["item_reasons"]


def item_reasons(e: Evidence, q: Inquiry) -> list[Reason]:
    """What the registry's terms of this item forbid for this use."""
    if e.item is None:
        return []
    reasons = [
        *_territories(e.item, e, q),
        *_channels(e.item, e, q),
        *_data_mining(e.item, e, q),
        *prose_reasons(e.item, e, q),
    ]
    return list(distinct(reasons))


def _territories(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    denied, allowed = set[str](), set[str]()
    for side, words in (
        (denied, item.rights.deny_territories),
        (allowed, item.rights.allow_territories),
    ):
        for word in words:
            codes = territories_of(word)
            side.update(codes)
            if not codes:
                yield unread(word, e, q)
    yield from territory_limit(denied, allowed, "", e, q)


def _channels(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    asked = q.channel
    if asked in {channel_of(word) for word in item.rights.deny_channels}:
        yield reason(
            "licence.item_restricted",
            f"{q.name(e.owner)} does not give {e.label} for {asked}.",
            e.owner,
            passages=e.passages,
            found=asked,
            parsed=True,
        )


_MINING_ALLOWED = ("allowed", "permitted", "unrestricted", "0", "false")


def _data_mining(item: Item, e: Evidence, q: Inquiry) -> Iterator[Reason]:
    if not q.use.purpose.startswith("ai_"):
        return
    for value in item.rights.data_mining:
        bare = value.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().casefold()
        if bare not in _MINING_ALLOWED:
            yield no_ai(value, e, q)
