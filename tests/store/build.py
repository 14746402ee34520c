"""Invented items and checks for the store's tests."""

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from checker.models.draft import Rights, Use
from checker.models.evidence import Passage
from checker.models.record import CheckHead, CheckRecord, SourceUse
from checker.models.source import Source
from checker.models.verdict import NextEvent

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STORY = (
    "The ferry between the two islands will sail twice a day from April, the harbour board said. "
    "Fares stay as they are, and the old boat goes to a museum in the summer."
)


def source(name: str = "a1", text: str = STORY, *, version: str = "1", **changes: Any) -> Source:
    rights = changes.pop("rights", Rights())
    made = Source(name, changes.pop("owner", "afp"), text, version=version, rights=rights)
    return replace(made, **changes)


def other_story(number: int) -> str:
    return f"Story {number}: " + " ".join(f"word{number}x{place}" for place in range(60))


def prints(*hashes: int) -> bytes:
    return np.array(sorted(hashes), "<u8").tobytes()


def record(name: str = "chk_1", *uses: str, **changes: Any) -> CheckRecord:
    head = CheckHead(
        check=name,
        checked_at=NOW,
        verdict="clear",
        complete=True,
        text_sha256="0" * 64,
        use=Use(publisher="pub:isle", site="isle.example", channel="web", territories=("FR",)),
    )
    of_head = {one.name for one in fields(CheckHead)} & set(changes)
    made = CheckRecord(
        replace(head, **{one: changes.pop(one) for one in of_head}),
        result={"schema": "wirecheck/2", "verdict": "clear"},
        uses=tuple(
            SourceUse(one, "1", "near", 40, (Passage(0, 90, 3, 93, "near", 0.97, 16),))
            for one in uses
        ),
    )
    return replace(made, **changes)


def event(at: datetime) -> NextEvent:
    return NextEvent(at, "unpublish", "licence.retention_exceeded", "afp")
