"""Snippets and settings without drafts: whatever is saved of them is public at once."""

from dataclasses import replace
from functools import wraps
from typing import Any

from django.db.models.signals import pre_save
from django.http import HttpResponse
from wagtail.admin.views.generic import (
    CreateEditViewOptionalFeaturesMixin,
    CreateView,
    EditView,
)

from .gate import decide, digest_of
from .names import undrafted
from .trail import notice
from .wall import NotPublished

__all__ = ["install"]


def install() -> None:
    """Guards the saving of such objects, and the views in which people save them, once."""
    pre_save.connect(_before_save, weak=False, dispatch_uid="wirecheck-before-undrafted")
    for view in (CreateView, EditView, CreateEditViewOptionalFeaturesMixin):
        if not getattr(view.form_valid, "is_wirecheck", False):
            view.form_valid = _with_reason(view.form_valid)


def _before_save(instance: Any, raw: bool = False, **_: Any) -> None:
    """Refuses to save words that may not go out: there is no draft for them to wait in."""
    if raw or not undrafted(type(instance)):
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is not None and digest_of(stored) == digest_of(instance):
        return
    decision = decide(instance)
    if decision.why:  # nothing would ask again: these are never public unchecked
        sentence = f"Wirecheck: not checked: {decision.why}. Try again in a minute."
        decision = replace(decision, goes=False, sentence=sentence)
    if not decision.goes:
        raise NotPublished(instance, decision)
    if decision.warns:
        notice(decision.sentence, "warning")


def _with_reason(original: Any) -> Any:
    """A view that shows its form again, with the sentence and all that was typed."""

    @wraps(original)
    def form_valid(self: Any, form: Any) -> HttpResponse:
        try:
            answer: HttpResponse = original(self, form)
        except NotPublished as refused:
            if not undrafted(type(refused.obj)):
                raise
            form.add_error(None, f"{refused.decision.sentence} It was not saved.")
            self.produced_error_code = "validation_error"  # newer versions of Wagtail show these
            self.produced_error_message = self.get_error_message()
            answer = self.form_invalid(form)
        return answer

    form_valid.is_wirecheck = True  # type: ignore[attr-defined]
    return form_valid
