"""Reasons that structured fields and terms in prose share: territory, AI, not understood."""

from collections.abc import Iterator

from checker.licensing.agreement.territories import EVERYWHERE, covers, parts_in, territory_name
from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import clip, reason
from checker.models import Reason

__all__ = ["no_ai", "territory_limit", "unread"]


def territory_limit(
    denied: set[str], allowed: set[str], quoted: str, e: Evidence, q: Inquiry
) -> Iterator[Reason]:
    """A reason when the use reaches a territory that the item is not for.

    A use in nothing but denied territories is blocked; one that can be narrowed is not: to other
    territories, or to the rest of a country of which a part is denied.
    """
    if not denied and (not allowed or EVERYWHERE in allowed):
        return
    limited = bool(allowed) and EVERYWHERE not in allowed

    def out(code: str) -> bool:
        if code == EVERYWHERE:
            return True
        return covers(denied, code) or (limited and not covers(allowed, code))

    whole = [code for code in q.territories if out(code)]
    parts = (part for code in q.territories if code not in whole for part in parts_in(denied, code))
    refused = list(dict.fromkeys([*whole, *parts]))
    if (q.territories or q.unknown_territories) and not refused and not q.unknown_territories:
        return
    everything = bool(whole) and len(whole) == len(q.territories) and EVERYWHERE not in whole
    names = ", ".join(map(territory_name, refused[:4])) or "a use that names no territory"
    terms = f": “{clip(quoted, 80)}”" if quoted else ""
    yield reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} does not give {e.label} for {names}{terms}.",
        e.owner,
        severity="blocked" if everything and not q.unknown_territories else None,
        passages=e.passages,
        expected=_wanted(denied, allowed),
        found=", ".join(refused) or None,
        parsed=True,
    )


def _wanted(denied: set[str], allowed: set[str]) -> str:
    parts = []
    if allowed and EVERYWHERE not in allowed:
        parts.append("only " + ", ".join(sorted(allowed)))
    if denied:
        parts.append("not " + ", ".join(sorted(denied)))
    return "; ".join(parts)


def no_ai(quoted: str, e: Evidence, q: Inquiry) -> Reason:
    """The owner reserves the item against AI, in the words quoted."""
    return reason(
        "licence.ai_use_not_allowed",
        f"{q.name(e.owner)} reserves {e.label} against AI use: “{clip(quoted, 100)}”.",
        e.owner,
        found=quoted,
        parsed=True,
    )


def unread(quoted: str, e: Evidence, q: Inquiry) -> Reason:
    """A term that nobody but a person can read."""
    return reason(
        "licence.item_restricted",
        f"{q.name(e.owner)} set a term that is not understood: “{clip(quoted, 110)}”."
        " Check by hand.",
        e.owner,
        passages=e.passages,
        found=quoted,
        parsed=False,
    )
