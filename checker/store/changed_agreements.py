"""The pieces whose agreement was changed or taken out of force since they were checked.

The next event of a check is what it knew of its agreements. When one of them is ended, removed or
given other terms, the piece must be checked again, and nothing else would say so.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from checker.models.verdict import NextEvent
from checker.models.vocabulary import owner_id
from checker.store.codec import decode_json
from checker.values import dataclass, replaced

__all__ = ["CHANGED", "ENDS", "agreements_of", "changed_pieces", "since_renewed"]

CHANGED = "agreement.changed"
ENDS = "licence.expired"
_WITHOUT_EFFECT: Sequence[tuple[str, ...]] = (
    ("note",),
    ("contract", "ref", "url", "contact", "counsel"),
    ("owner", "name"),
    ("licensee", "name"),
)

# The last word on each agreement that was put in force and changed or removed later.
_CHANGES = """
SELECT id, op, at, document FROM contract_history AS last
WHERE kind = 'agreement' AND n = (
    SELECT max(n) FROM contract_history WHERE kind = 'agreement' AND id = last.id)
  AND EXISTS (SELECT 1 FROM contract_history WHERE kind = 'agreement' AND id = last.id
    AND n < last.n)
"""
# What is out: the last confirmed text of a piece for a use, or a checked one that is known to be
# published. `head_of` tells the standing of the latter.
_OUT = """
SELECT c.n, coalesce(c.done_at >= :at, 0), (SELECT max(h.n) FROM contract_history h
    WHERE h.kind = 'agreement' AND h.id = a.agreement AND h.at <= a.at)
FROM check_agreements a JOIN checks c ON c.n = a.check_n
WHERE a.agreement = :agreement AND a.at < :at
  AND (c.latest OR c.confirmed_at IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM checks d WHERE d.document = c.document AND d.use_key = c.use_key AND d.n > c.n
    AND (d.confirmed_at IS NOT NULL OR d.text_sha256 = c.text_sha256))
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of an agreement: since when, and whether it only ends later than it did.

    `done` is whether somebody has dealt with the piece since.
    """

    at: str
    owner: str
    renewed: bool = False
    done: bool = False

    @property
    def event(self) -> NextEvent:
        """What the rights desk has to do."""
        return NextEvent(datetime.fromisoformat(self.at), "recheck", CHANGED, self.owner)


def agreements_of(result: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the ids of the agreements that a check's claims rest on."""
    found: dict[str, None] = {}
    for claim in result.get("claims", ()):
        first = claim.get("agreement")
        found |= dict.fromkeys(claim.get("agreements") or ([first] if first else ()))
    return tuple(found)


def changed_pieces(connection: sqlite3.Connection) -> dict[int, Change]:
    """Returns the number of each check whose agreement has changed since; within a snapshot."""
    found: dict[int, Change] = {}
    for agreement, op, at, stored in connection.execute(_CHANGES).fetchall():
        document = decode_json(stored)
        effects: dict[int | None, Change | None] = {}
        for number, done, before in connection.execute(_OUT, {"agreement": agreement, "at": at}):
            if before not in effects:
                then = _document(connection, before)
                effects[before] = _effect(then, None if op == "remove" else document, at, document)
            change = effects[before]
            known = found.get(number)
            if change is not None and (known is None or known.renewed):
                found[number] = replaced(change, done=True) if done else change
    return found


def since_renewed(event: NextEvent) -> NextEvent:
    """Returns the end of an agreement as it is to be read since the agreement was renewed."""
    return replaced(event, action="recheck", reason=CHANGED) if event.reason == ENDS else event


def _document(connection: sqlite3.Connection, number: int | None) -> Mapping[str, Any] | None:
    """The agreement in force when a check was made; None if that is not known."""
    row = connection.execute(
        "SELECT op, document FROM contract_history WHERE n = ?", (number,)
    ).fetchone()
    return None if row is None or row[0] == "remove" else decode_json(row[1])


def _effect(
    before: Mapping[str, Any] | None,
    now: Mapping[str, Any] | None,
    at: str,
    last: Mapping[str, Any],
) -> Change | None:
    """What a change means for a piece that was judged before it; None if it means nothing."""
    owner = last.get("owner")
    name = owner.get("id") if isinstance(owner, dict) else owner
    change = Change(at, owner_id(name) if isinstance(name, str) else "")
    if before is None or now is None:
        return change
    (terms, end), (new_terms, new_end) = _terms(before), _terms(now)
    if terms != new_terms:
        return change
    if end == new_end:
        return None
    later = new_end is None or (end is not None and new_end > end)
    return replaced(change, renewed=True) if later else change


def _terms(document: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What an agreement says but for its end, and its end as a day or time in ISO 8601."""
    end = (document.get("valid") or {}).get("until")
    terms = dict(document)
    for key, *rest in (*_WITHOUT_EFFECT, ("valid", "until")):
        part = terms.get(key)
        if rest and isinstance(part, dict):
            terms[key] = {name: value for name, value in part.items() if name not in rest}
        elif not rest:
            terms.pop(key, None)
    return {key: value for key, value in terms.items() if value != {}}, end and str(end)
