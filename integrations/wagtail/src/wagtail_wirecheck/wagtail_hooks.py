"""Hooks of the admin. They stop a view before it writes; the wall does not rest on them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .gate import decide
from .names import guarded
from .wall import NotPublished, record

__all__: list[str] = []


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def before_publish(request: HttpRequest, obj: Any) -> HttpResponse | None:
    """Keeps the author's text where a project runs each view in a transaction.

    With `ATOMIC_REQUESTS` an exception from the wall would take the new draft back with it.
    """
    address = AdminURLFinder(request.user).get_edit_url(obj)
    if not guarded(obj) or address is None:
        return None
    later = obj.go_live_at and obj.go_live_at > timezone.now()
    decision = decide(obj, at=obj.go_live_at if later else None, confirm=False)
    if decision.goes:
        return None
    revision = obj.get_latest_revision()
    record(NotPublished(obj, decision, revision, request.user))
    messages.error(request, decision.sentence)
    return redirect(address)
