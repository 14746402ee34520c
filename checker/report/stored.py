"""An answer as JSON values, as it is stored and as renderings read it, and back."""

from collections.abc import Mapping
from typing import Any

import msgspec

from checker.models.draft import Use
from checker.models.evidence import Passage
from checker.models.source import Item, Source
from checker.models.verdict import NextEvent, QuotaUse
from checker.report.answer import SCHEMA, Answer
from checker.report.use_words import use_of
from checker.wording import encoded

__all__ = ["answer_from", "ready_for_threads", "values_of"]


def values_of(answer: Answer) -> dict[str, Any]:
    """Returns an answer as JSON values, which is what the renderings read."""
    values: dict[str, Any] = msgspec.to_builtins(answer, enc_hook=encoded)
    return values


def ready_for_threads() -> None:
    """Builds what reading stored values needs; call it before starting threads.

    msgspec builds it with the first value of a type, and two threads that do so at the same moment
    crash the process.
    """
    for kind in _STORED:
        msgspec.json.Decoder(kind)


_STORED = (
    Answer,
    Use,
    Item,
    Source,
    NextEvent,
    Passage,
    QuotaUse,
)


def answer_from(values: Mapping[str, Any]) -> Answer:
    """Returns the answer stored as JSON values, even one from before newer members existed.

    Raises:
        msgspec.ValidationError: these are not values of this schema.
    """
    claims = [_completed(claim) for claim in values["claims"]]
    looked = values.get("looked_at") or _UNSTATED
    use = msgspec.to_builtins(use_of(msgspec.convert(values["use"], Use)))
    changed = {"schema": SCHEMA, "claims": claims, "looked_at": looked, "use": use}
    if values["verdict"] == "clear" and not values["complete"]:
        changed["verdict"] = "unfinished"  # as it is called since wirecheck/2
    return msgspec.convert({**values, **changed}, Answer)


_UNSTATED: Mapping[str, Any] = {  # of a check before wirecheck/2: what it looked at is unknown
    "markings": False,
    "reuse": False,
    "index": None,
    "rules": None,
    "characters": {"read": 0, "left_out": []},
    "zones": {},
    "scripts": [],
    "parts_unread": [],
    "budgets": [],
    "recorded": True,
}


def _completed(claim: Mapping[str, Any]) -> dict[str, Any]:
    """A stored claim with the members that came later."""
    given = claim.get("agreement")
    alternatives = [_completed(other) for other in claim.get("alternatives", ())]
    return {"agreements": [] if given is None else [given], **claim, "alternatives": alternatives}
