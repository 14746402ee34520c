"""What waits because nothing could be checked: asked again, and published or refused."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Revision
from wagtail.signals import page_unpublished, unpublished

from .desk import tell
from .ledger import forget_held
from .models import Held
from .names import guarded, key_of
from .wall import NotPublished

__all__ = ["install", "work_off"]


def install() -> None:
    """Takes what somebody unpublishes off the queue: what waited was an update of it."""
    for signal in (page_unpublished, unpublished):
        signal.connect(_after_unpublish, weak=False, dispatch_uid="wirecheck-after-unpublish")


def _after_unpublish(instance: Any, **_: Any) -> None:
    if guarded(instance):
        Held.objects.filter(**key_of(instance), waiting=True).delete()


def work_off() -> Iterator[tuple[Any, str]]:
    """Tries every piece that waits; yields each with what became of it.

    A piece that was tried goes to the end of the queue. The run ends where the service is away, and
    goes on behind a piece whose own check stays unfinished.
    """
    for held in Held.objects.filter(waiting=True, scheduled=False).order_by("at"):
        model = held.content_type.model_class()
        obj = model._default_manager.filter(pk=held.object_id).first() if model else None
        if obj is None:
            held.delete()
            continue
        became, away = _again(obj, held)
        yield obj, became
        if away:
            return


def _again(obj: Any, held: Held) -> tuple[str, bool]:
    """What became of a piece, and whether the service is away."""
    revision = _revision(obj, held)
    if revision is None:
        forget_held(obj)
        return "was published since", False
    try:
        revision.publish(user=held.user)
    except NotPublished as refused:
        if refused.decision.waiting:
            return "waits", refused.decision.away
        tell(obj, "refused", refused.decision.sentence, also=[held.user])
        return "refused", False
    tell(obj, "published", "Wirecheck: checked and published.", also=[held.user])
    return "published", False


def _revision(obj: Any, held: Held) -> Any:
    """The revision that somebody wanted out, unless a newer one is live already."""
    if not held.revision_id:
        return obj.get_latest_revision() or obj.save_revision()
    revision = Revision.objects.filter(pk=held.revision_id).first()
    newer = obj.live and obj.live_revision_id and obj.live_revision_id >= int(held.revision_id)
    return None if revision is None or newer else revision
