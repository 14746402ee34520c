"""Shows the author our own sentence, whatever view of Wagtail was stopped."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .trail import Trail, current
from .wall import NotPublished, record

__all__ = ["WirecheckMiddleware"]


class WirecheckMiddleware:
    """Goes at the end of MIDDLEWARE, behind sessions and messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Collects the sentences of a request and hands them to its person."""
        trail = Trail()
        token = current.set(trail)
        try:
            response = self.get_response(request)
        finally:
            current.reset(token)
        if hasattr(request, "_messages") and not _wants_json(request):
            for sentence, level in trail.notices.items():
                getattr(messages, level)(request, sentence)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answers for a view that was stopped: back to where the text can be mended."""
        if not isinstance(error, NotPublished):
            return None
        record(error)  # the view's transaction took the first record with it
        sentence = error.decision.sentence
        if _wants_json(request):
            return JsonResponse({"success": False, "error_message": sentence}, status=422)
        trail = current.get()
        if trail is not None:
            trail.notices.pop(sentence, None)  # it is said here, with the name of the piece
        messages.error(request, f"{error.obj}: {sentence}")
        return redirect(_back(request, error.obj))


def _wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html") or "/api/" in request.path


def _back(request: HttpRequest, obj: Any) -> str:
    """The editor of the object if the person may use it, else where they came from."""
    user = getattr(request, "user", None)
    address = AdminURLFinder(user).get_edit_url(obj) if user is not None else None
    return address or request.META.get("HTTP_REFERER") or "wagtailadmin_home"
