"""The wall: the one method that every publication in Wagtail runs through, and a guard of saving.

`PublishRevisionAction.execute` publishes pages and snippets for the editor, bulk actions,
workflows, schedules, the APIs and scripts. Round it go the create view, which saves a new page
live before it asks any hook, copies, aliases and importers: these save a live object, so saving is
guarded too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page
from wagtail.signals import pre_page_move

from .conf import conf
from .desk import tell
from .gate import Decision, decide, digest_of
from .ledger import note_held, note_passed
from .names import guarded
from .trail import notice

__all__ = ["NotPublished", "install", "is_let_through", "record", "refused_aloud"]

SCHEDULED = "wagtail.publish.scheduled"
# Wagtail saves these by themselves; readers see no other words for it.
QUIET = frozenset(
    {
        "alias_of",
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "path",
        "show_in_menus",
        "slug",
        "url_path",
    }
)
# The object that an action was let through to publish, and the digest of its words.
_publishing: ContextVar[Any] = ContextVar("wirecheck_publishing", default=None)


class NotPublished(ValidationError):
    """Something may not go out. Wagtail's APIs answer with the sentence.

    It is no PermissionDenied: of that the admin would say in its own words that permission is
    missing.
    """

    def __init__(self, obj: Any, decision: Decision, revision: Any = None, user: Any = None):
        super().__init__({"__all__": [decision.sentence]})
        self.obj, self.decision, self.revision, self.user = obj, decision, revision, user


def install() -> None:
    """Puts the wall up, once."""
    if getattr(PublishRevisionAction.execute, "is_wirecheck", False):
        return
    PublishRevisionAction.execute = _guarded_execute(PublishRevisionAction.execute)
    pre_save.connect(_before_save, weak=False, dispatch_uid="wirecheck-before-save")
    post_save.connect(_after_save, weak=False, dispatch_uid="wirecheck-after-save")
    pre_page_move.connect(_before_move, weak=False, dispatch_uid="wirecheck-before-move")


def record(refused: NotPublished) -> None:
    """Writes down what was refused, and tells the desk what waits.

    The middleware does so once more when the view's transaction was rolled back.
    """
    news = note_held(refused.obj, refused.decision, revision=refused.revision, user=refused.user)
    if news and refused.decision.waiting:
        tell(refused.obj, "waits for its check", refused.decision.sentence)


def refused_aloud(refused: NotPublished) -> NotPublished:
    """The refusal, written down, and said even where a view takes it for an error of its form."""
    record(refused)
    notice(refused.decision.sentence)
    return refused


def _guarded_execute(original: Any) -> Any:
    @wraps(original)
    def execute(self: Any, skip_permission_checks: bool = False) -> Any:
        if not guarded(self.object):
            return original(self, skip_permission_checks=skip_permission_checks)
        self.check(skip_permission_checks=skip_permission_checks)
        decision = _decided(self.object)
        if decision.goes:
            with transaction.atomic(), _let_through(self.object, decision.digest):
                result = original(self, skip_permission_checks=skip_permission_checks)
                _went_out(self.object, decision)
            return result
        if self.log_action == SCHEDULED:
            return _hold_scheduled(self, decision)
        raise refused_aloud(NotPublished(self.object, decision, self.revision, self.user))

    execute.is_wirecheck = True  # type: ignore[attr-defined]
    return execute


def _decided(obj: Any) -> Decision:
    """The decision on an object and on the aliases that would show its words elsewhere."""
    at = obj.go_live_at if obj.go_live_at and obj.go_live_at > timezone.now() else None
    decision = decide(obj, at=at)
    for alias in _aliases(obj) if decision.goes else ():
        there = decide(_as_alias(obj, alias), at=at)
        if not there.goes:
            return there
    return decision


def _aliases(page: Any) -> Iterator[Any]:
    if isinstance(page, Page):
        for alias in Page.objects.filter(alias_of_id=page.pk, live=True):
            yield alias.specific
            yield from _aliases(alias)


def _as_alias(source: Any, alias: Any) -> Any:
    """An alias with the words that its source is about to hand it."""
    new = source.with_content_json(source.serializable_data())
    new.pk, new.path, new.url_path = alias.pk, alias.path, alias.url_path
    return new


def _went_out(obj: Any, decision: Decision) -> None:
    if obj.live and not (obj.go_live_at and obj.go_live_at > timezone.now()):
        note_passed(obj, decision)
    if decision.warns:
        notice(decision.sentence, "warning")
    if decision.unchecked:
        tell(obj, "published unchecked", decision.sentence)


def _hold_scheduled(action: Any, decision: Decision) -> None:
    """Holds what a schedule wanted out, without stopping the schedules behind it.

    What could not be checked keeps its schedule, so that the next run tries again.
    """
    obj = action.object
    news = note_held(obj, decision, revision=action.revision, user=action.user, scheduled=True)
    if not decision.waiting:
        type(action.revision).objects.filter(pk=action.revision.pk).update(approved_go_live_at=None)
    if news:
        author = action.revision.user
        tell(obj, "scheduled, but held", decision.sentence, also=[author])


@contextmanager
def _let_through(obj: Any, digest: str) -> Iterator[None]:
    token = _publishing.set((obj, digest))
    try:
        yield
    finally:
        _publishing.reset(token)


def is_let_through(obj: Any) -> bool:
    """Whether an action that was let through is saving this object, or one of its aliases.

    Whoever hears of a publication may write other words into the object: those are asked about.
    """
    passing, digest = _publishing.get() or (None, "")
    if passing is None:
        return False
    if isinstance(passing, Page) and isinstance(obj, Page):
        same = obj.pk == passing.pk
        return (same and digest_of(obj) == digest) or (not same and _is_alias(obj, passing.pk))
    same = type(obj) is type(passing) and obj.pk == passing.pk  # numbers are those of a model
    return (obj is passing or same) and digest_of(obj) == digest


def _is_alias(page: Any, source: Any) -> bool:
    """Whether a page is an alias of a source, or one of its aliases."""
    above = page.alias_of_id
    while above is not None and above != source:
        above = Page.objects.filter(pk=above).values_list("alias_of_id", flat=True).first()
    return above is not None


def _before_move(instance: Any, url_path_before: str, url_path_after: str, **_: Any) -> None:
    """Refuses to move what is live to a site that its licences do not cover."""
    if url_path_before == url_path_after or not conf().differs:
        return
    for page in instance.get_descendants(inclusive=True).live().specific():
        there = copy(page)
        there.url_path = url_path_after + page.url_path[len(url_path_before) :]
        if not guarded(page) or digest_of(there) == digest_of(page):
            continue
        decision = decide(there, confirm=False)  # the sweep confirms what has moved
        if not decision.goes:
            notice(decision.sentence)
            raise NotPublished(page, decision)


def _before_save(instance: Any, raw: bool = False, **more: Any) -> None:
    """Refuses to save words as live that nobody let through; a new object becomes a draft."""
    fields = more.get("update_fields")
    if raw or not guarded(instance) or not instance.live:
        return
    if fields is not None and QUIET.issuperset(fields):
        return
    proposed = _proposed(instance)
    if proposed is None or is_let_through(proposed):
        return
    new = instance._state.adding
    decision = decide(proposed, confirm=not new)
    if not new and not decision.goes:
        raise refused_aloud(NotPublished(instance, decision))
    instance._wirecheck = decision
    if not decision.goes:
        instance.live = False
        instance.has_unpublished_changes = True


def _after_save(instance: Any, **_: Any) -> None:
    """Writes down what was decided before it was saved, when it has its number."""
    decision = instance.__dict__.pop("_wirecheck", None)
    if decision is None:
        return
    if decision.goes:
        _went_out(instance, _named(instance, decision))
        return
    notice(decision.sentence)
    if note_held(instance, decision):
        tell(instance, "kept as a draft", decision.sentence)


def _named(obj: Any, decision: Decision) -> Decision:
    """The decision on a new object under its name, so that a kill finds it."""
    if decision.unchecked or not decision.answer or decision.answer.get("id"):
        return decision
    named = decide(obj)
    # It was let through a moment ago, without its name; the sweep judges what changed since.
    return named if named.goes else decision


def _proposed(instance: Any) -> Any:
    """The object whose words would go live, or None where readers see nothing new."""
    if instance._state.adding:
        return instance
    stored = type(instance)._base_manager.filter(pk=instance.pk).first()
    if stored is None:
        return instance
    proposed = instance
    if isinstance(instance, Page) and type(instance) is not instance.specific_class:
        stored = stored.specific
        proposed = stored.specific_class.objects.get(pk=instance.pk)
        for one in instance._meta.concrete_fields:
            setattr(proposed, one.attname, getattr(instance, one.attname))
    if stored.live and digest_of(stored) == digest_of(proposed):
        return None
    return proposed
