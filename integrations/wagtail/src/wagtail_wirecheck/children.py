"""Child objects of what is live, such as captions: saved alone they change what readers see."""

from copy import copy
from typing import Any

from django.db.models.signals import post_save, pre_save
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from .content import is_content
from .gate import Decision, decide, digest_of
from .ledger import note_passed, passed_of
from .names import guarded
from .wall import NotPublished, is_let_through, refused_aloud

__all__ = ["install"]


def install() -> None:
    """Guards the saving of children, once."""
    pre_save.connect(_before_save, weak=False, dispatch_uid="wirecheck-before-child")
    post_save.connect(_after_save, weak=False, dispatch_uid="wirecheck-after-child")


def _before_save(instance: Any, raw: bool = False, **_: Any) -> None:
    """Refuses to save a child whose words nobody let through on the live object that it is of."""
    key = _key(instance)
    parent = getattr(instance, key.name, None) if key is not None and not raw else None
    if parent is None or not guarded(parent) or not parent.live:
        return
    parent = parent.specific if isinstance(parent, Page) else parent
    proposed = _with_child(parent, key.remote_field.get_accessor_name(), instance)
    if proposed is None or is_let_through(proposed):
        return
    passed = passed_of(proposed)
    if passed is not None and passed.digest == digest_of(proposed):
        return
    decision = decide(proposed)
    if not decision.goes:
        raise refused_aloud(NotPublished(proposed, decision))
    instance._wirecheck_parent = (proposed, decision)


def _after_save(instance: Any, **_: Any) -> None:
    """Writes down what was let through with a child."""
    parent, decision = instance.__dict__.pop("_wirecheck_parent", (None, Decision(True)))
    if parent is not None:
        note_passed(parent, decision)


def _key(instance: Any) -> Any:
    """The field by which an object with words is a child of another one, or None."""
    fields = instance._meta.concrete_fields if is_content(type(instance)) else ()
    return next((one for one in fields if isinstance(one, ParentalKey)), None)


def _with_child(parent: Any, name: str, child: Any) -> Any:
    """The parent with the child in it as it is to be; None where it is not stored yet.

    A parent that saves its own children has them in memory already.
    """
    if any(one is child for one in getattr(parent, name).all()):
        return parent
    stored = type(parent)._base_manager.filter(pk=parent.pk).first()
    if stored is None or not stored.live:
        return None
    new, children = copy(child), list(getattr(stored, name).all())
    here = next((n for n, one in enumerate(children) if one.pk == child.pk), len(children))
    children[here : here + 1] = [new]
    getattr(stored, name).set(children)
    return stored
