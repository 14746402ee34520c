"""What waits because nothing could be checked: asked again, and published or refused."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Revision

from .desk import tell
from .ledger import forget_held
from .models import Held
from .wall import NotPublished

__all__ = ["work_off"]


def work_off() -> Iterator[tuple[Any, str]]:
    """Tries every piece that waits; yields each with what became of it."""
    for held in Held.objects.filter(waiting=True, scheduled=False).order_by("at"):
        model = held.content_type.model_class()
        obj = model._default_manager.filter(pk=held.object_id).first() if model else None
        if obj is None:
            held.delete()
            continue
        became = _again(obj, held)
        yield obj, became
        if became == "waits":
            return  # the service is still not there: the others would only wait as well


def _again(obj: Any, held: Held) -> str:
    revision = _revision(obj, held)
    if revision is None:
        forget_held(obj)
        return "was published since"
    try:
        revision.publish(user=held.user)
    except NotPublished as refused:
        if refused.decision.waiting:
            return "waits"
        tell(obj, "refused", refused.decision.sentence, also=[held.user])
        return "refused"
    tell(obj, "published", "Wirecheck: checked and published.", also=[held.user])
    return "published"


def _revision(obj: Any, held: Held) -> Any:
    """The revision that somebody wanted out, unless a newer one is live already."""
    if not held.revision_id:
        return obj.get_latest_revision() or obj.save_revision()
    revision = Revision.objects.filter(pk=held.revision_id).first()
    newer = obj.live and obj.live_revision_id and obj.live_revision_id >= int(held.revision_id)
    return None if revision is None or newer else revision
