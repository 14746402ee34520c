"""The name under which the service knows a page or snippet, and the way back."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models

from .conf import conf

__all__ = ["guarded", "guarded_models", "key_of", "name_of", "object_of", "undrafted"]


def guarded(obj: Any) -> bool:
    """Whether an object is one that goes live and may hold words."""
    return isinstance(obj, DraftStateMixin) and obj._meta.label not in conf().exclude


def undrafted(model: type[models.Model]) -> bool:
    """Whether a model is a snippet or a setting of a site that has no drafts."""
    known = issubclass(model, AbstractSetting) or model in get_snippet_models()
    return (
        known and not issubclass(model, DraftStateMixin) and model._meta.label not in conf().exclude
    )


def guarded_models() -> list[type[models.Model]]:
    """All models whose objects are guarded, specific pages each by itself."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin)
        and model is not Page
        and model._meta.label not in conf().exclude
    ]


def key_of(obj: models.Model) -> dict[str, Any]:
    """Columns by which a record of an object is found.

    All records of a page are of its specific model, whichever class it is loaded as.
    """
    model = getattr(obj, "specific_class", None) or type(obj)
    return {
        "content_type": ContentType.objects.get_for_model(model),
        "object_id": str(obj.pk),
    }


def name_of(obj: models.Model) -> str | None:
    """As in `wagtail:page:12`; None for what has no number yet."""
    if obj.pk is None:
        return None
    kind = "page" if isinstance(obj, Page) else obj._meta.label_lower
    return f"wagtail:{kind}:{obj.pk}"


def object_of(name: str) -> Any:
    """The object of a name as it is in the database, or None."""
    prefix, _, rest = name.partition(":")
    kind, _, key = rest.partition(":")
    if prefix != "wagtail" or not key:
        return None
    if kind == "page":
        page = Page.objects.filter(pk=key).first() if key.isdecimal() else None
        return page.specific if page else None
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    return model._default_manager.filter(pk=key).first()
