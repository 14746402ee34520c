"""Which agreements come into question for a piece of evidence."""

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.models import owner_id

__all__ = ["candidates"]


def candidates(e: Evidence, q: Inquiry, *, in_force: bool = False) -> list[Agreement]:
    """Agreements of the owner, or of the provider that sent it, for this licensee.

    An offer is not yet a contract and never among them.
    """
    owners = {e.owner}
    if e.item is not None and e.item.provider:
        owners.add(_provider_id(e.item.provider, q))
    return [
        a
        for a in q.agreements
        if a.owner in owners
        and a.kind != "offer"
        and _for_publisher(a, q.use.publisher)
        and (not in_force or _in_force(a, q))
    ]


def _provider_id(provider: str, q: Inquiry) -> str:
    bare = owner_id(provider)
    if bare in q.names:
        return bare
    known = (o for o, words in q.names.items() if any(owner_id(w) == bare for w in words))
    return min(known, default=bare)


def _for_publisher(a: Agreement, publisher: str) -> bool:
    """A use that names no publisher is the newsroom's own."""
    who = publisher.strip().casefold()
    return a.licensee.id == "*" or not who or a.licensee.id.casefold() == who


def _in_force(a: Agreement, q: Inquiry) -> bool:
    begun = a.valid.start is None or q.at >= a.valid.start
    return begun and (a.valid.end is None or q.at < a.valid.end)
