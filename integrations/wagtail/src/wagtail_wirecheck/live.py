"""What is live already: judged again, and taken down where it may not stay."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from .desk import tell
from .gate import Decision, decide, digest_of
from .ledger import note_held, note_passed, passed_of
from .names import guarded_models

__all__ = ["is_valid", "judge_again", "live_objects"]


def live_objects() -> Iterator[Any]:
    """Everything that readers can see, page by page and snippet by snippet."""
    for model in guarded_models():
        found = model._default_manager.filter(live=True)
        if issubclass(model, Page):
            # A page of a model that is built on this one comes with its own.
            kind = ContentType.objects.get_for_model(model)
            found = found.filter(depth__gt=1, content_type=kind)
        yield from found.iterator(chunk_size=200)


def is_valid(obj: Any) -> bool:
    """Whether a check has let through the very words that are live, and nothing is due."""
    passed = passed_of(obj)
    if passed is None or passed.unchecked or passed.digest != digest_of(obj):
        return False
    return passed.event_at is None or passed.event_at > timezone.now()


def judge_again(obj: Any) -> Decision:
    """Asks anew about what is live, and acts on the answer.

    What is blocked is taken down. What is held is taken down only if nothing ever let these
    words through; else the desk is told, since a person decided once.
    """
    passed = passed_of(obj)
    known = passed is not None and not passed.unchecked and passed.digest == digest_of(obj)
    decision = decide(obj)
    if decision.goes:
        if not decision.unchecked:
            note_passed(obj, decision)
        return decision
    if decision.waiting:
        return decision
    if decision.answer.get("enforcement") == "block" or not known:
        _take_down(obj, decision)
    else:
        tell(obj, "live, but held now", decision.sentence)
    return decision


def _take_down(obj: Any, decision: Decision) -> None:
    obj.unpublish()
    note_held(obj, decision, taken_down=True)
    tell(obj, "taken down", decision.sentence, also=[getattr(obj, "owner", None)])
