"""The item's own terms: the owner's statements about this one item, whatever an agreement allows.

The registry's structured lists and terms in prose are treated alike. What is not understood becomes
`licence.item_restricted` with `parsed` False, so that a person reads it.
"""

from collections.abc import Iterator

from checker.licensing.agreement.channels import channel_of, mistyped_channel, shuts
from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.territories import territories_of
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_times import terms_of
from checker.licensing.judging.open_licences import open_limits
from checker.licensing.judging.reasons import distinct, reason
from checker.licensing.judging.term_limits import (
    applied,
    no_ai,
    not_licensed,
    territory_limit,
    unread,
)
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.wording import clip, worded

__all__ = ["item_reasons", "reserved_terms"]


def item_reasons(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """Returns what the registry's terms of this item forbid for this use."""
    if evidence.item is None:
        return []
    reasons = [
        *_territories(evidence.item, evidence, context),
        *_channels(evidence.item, evidence, context),
        *_data_mining(evidence.item, evidence, context),
        *_in_prose(evidence.item, evidence, context),
        *open_limits(evidence.item, evidence, context),
    ]
    return list(distinct(reasons))


def reserved_terms(
    evidence: Evidence, agreement: Agreement, context: JudgementContext
) -> Iterator[Reason]:
    """Yields the item's general reservation, which agreements lift and open licences do not."""
    if agreement.kind != "open" or evidence.item is None:
        return
    for term in terms_of(evidence.item, context):
        if term.kind == "reserved":
            yield reason(
                "licence.item_restricted",
                worded(
                    "{owner} reserves this item: “{quoted}”. An open licence does not "
                    "override that.",
                    owner=context.name(evidence.owner),
                    quoted=clip(term.raw, 80),
                ),
                evidence.owner,
                agreement=agreement,
                found=term.raw,
                parsed=True,
            )


def _territories(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    denied, allowed = set[str](), set[str]()
    for side, words in (
        (denied, item.rights.deny_territories),
        (allowed, item.rights.allow_territories),
    ):
        for word in words:
            codes = territories_of(word)
            side.update(codes)
            if not codes:
                yield unread(word, evidence, context)
    yield from territory_limit(denied, allowed, "", evidence, context)


def _channels(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    asked = context.channel
    for word in item.rights.deny_channels:
        if mistyped_channel(channel_of(word)) is not None:
            yield unread(word, evidence, context)
    if shuts({channel_of(word) for word in item.rights.deny_channels}, asked):
        yield reason(
            "licence.item_restricted",
            not_licensed(asked, "", evidence, context),
            evidence.owner,
            passages=evidence.passages,
            found=asked,
            parsed=True,
        )


_MINING_ALLOWED = ("allowed", "permitted", "unrestricted", "0", "false")


def _data_mining(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    if not context.is_ai:
        return
    for value in item.rights.data_mining:
        bare = value.rsplit("/", 1)[-1].rsplit(":", 1)[-1].strip().casefold()
        if bare not in _MINING_ALLOWED:
            yield no_ai(value, evidence, context)


def _in_prose(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """What the item's usage terms and notes forbid for this use."""
    for term in terms_of(item, context):
        yield from applied(term, item, evidence, context)
