"""Hooks of the admin. They stop a view before it writes; the wall does not rest on them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .client import Refused, Unavailable
from .content import parts_of
from .editing import apply, mended
from .gate import decide, look
from .models import Held
from .names import guarded
from .panel_views import check, release
from .trail import notice
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
    notice(decision.sentence)
    return redirect(address)


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def mend(request: HttpRequest, obj: Any) -> HttpResponse | None:
    """Mends what was just saved, if the panel's button asked for that."""
    if "wirecheck-mend" not in request.POST or not guarded(obj):
        return None
    saved = obj.get_latest_revision_as_object()
    parts = parts_of(saved)
    try:
        edits = look(saved, mend=True).get("edits", ())
    except (Unavailable, Refused) as error:
        messages.error(request, f"Wirecheck: the draft is saved, but not mended: {error}.")
    else:
        values, _ = mended(parts, edits)
        apply(saved, values)
        saved.save_revision(user=request.user)
        places = "one place" if len(values) == 1 else f"{len(values)} places"
        messages.success(request, f"Wirecheck: the draft was mended in {places}. Please read it.")
    return redirect(AdminURLFinder(request.user).get_edit_url(obj))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Where the panel asks; only people of the admin get there."""
    return [
        path("wirecheck/<int:content_type>/<str:pk>/check/", check, name="wirecheck_check"),
        path("wirecheck/<int:content_type>/<str:pk>/release/", release, name="wirecheck_release"),
    ]


@hooks.register("register_permissions")
def permissions() -> "QuerySet[Permission]":
    """The permission to release can be given to groups."""
    return Permission.objects.filter(
        content_type__app_label=Held._meta.app_label, codename="release"
    )
