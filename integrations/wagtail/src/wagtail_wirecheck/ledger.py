"""Writes down what passed and what is held; the panel, the queue and the sweep read it."""

from typing import Any

from django.utils.dateparse import parse_datetime

from .gate import Decision
from .models import Held, Passed
from .names import key_of

__all__ = ["forget_held", "held_of", "mark_unchecked", "note_held", "note_passed", "passed_of"]


def note_passed(obj: Any, decision: Decision) -> None:
    """These words are live now."""
    event = decision.answer.get("next_event") or {}
    Passed.objects.update_or_create(
        **key_of(obj),
        defaults={
            "check_id": decision.check,
            "digest": decision.digest,
            "message": decision.sentence,
            "unchecked": decision.unchecked,
            "event_at": parse_datetime(event["at"]) if event.get("at") else None,
            "event_action": event.get("action", ""),
        },
    )
    forget_held(obj)


def note_held(
    obj: Any,
    decision: Decision,
    *,
    revision: Any = None,
    user: Any = None,
    scheduled: bool = False,
    taken_down: bool = False,
) -> bool:
    """Somebody wanted this out; returns whether that is news."""
    row = {
        "check_id": decision.check,
        "digest": decision.digest,
        "message": decision.sentence,
        "revision_id": str(revision.pk) if revision is not None else "",
        "waiting": decision.waiting and not taken_down,
        "scheduled": scheduled,
        "taken_down": taken_down,
        "user": user,
    }
    old = held_of(obj)
    same = old is not None and (old.digest, old.waiting) == (row["digest"], row["waiting"])
    Held.objects.update_or_create(**key_of(obj), defaults=row)
    return not same


def held_of(obj: Any) -> Held | None:
    """What is held of an object."""
    return Held.objects.filter(**key_of(obj)).first() if obj.pk else None


def passed_of(obj: Any) -> Passed | None:
    """What went out of an object."""
    return Passed.objects.filter(**key_of(obj)).first() if obj.pk else None


def mark_unchecked(obj: Any) -> None:
    """Leaves what is live to the sweep."""
    Passed.objects.filter(**key_of(obj)).update(unchecked=True)


def forget_held(obj: Any) -> None:
    """Nothing of it is held any more."""
    Held.objects.filter(**key_of(obj)).delete()
