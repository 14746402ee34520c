"""What the side panel asks for: a check of what is in the editor, and a release."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page

from .client import Refused, Service, Unavailable
from .conf import conf
from .content import parts_of
from .editing import mended
from .gate import look
from .names import guarded

__all__ = ["check", "may_release", "release"]

PERMISSION = "wagtail_wirecheck.release"


@require_POST
def check(request: HttpRequest, content_type: int, pk: str) -> HttpResponse:
    """Checks the editor's form as it is, saved or not, and returns the panel's content."""
    obj, is_form = _edited(request, _editable(request, content_type, pk))
    try:
        answer = look(obj, mend=True)
    except (Unavailable, Refused) as error:
        told = {"problem": f"Not checked: {error}."}
        return render(request, "wagtail_wirecheck/answer.html", told, status=503)
    values, lost = mended(parts_of(obj), answer.get("edits", ()))
    context = {
        "answer": answer,
        "claims": list(_claims(answer)),
        "codes": ",".join(_codes(answer)),
        "fixes": len(values),
        "lost": lost + len(answer.get("unmended", ())),
        "is_form": is_form,
        "may_release": may_release(request, answer),
        "passages": list(_passages(answer)),
    }
    return render(request, "wagtail_wirecheck/answer.html", context)


@require_POST
def release(request: HttpRequest, content_type: int, pk: str) -> JsonResponse:
    """Lets a held text through in the name of the person who is logged in."""
    _editable(request, content_type, pk)
    told = conf()
    if not told.release_key or not request.user.has_perm(PERMISSION):
        return JsonResponse({"said": "You may not release what is held."}, status=403)
    body = {
        "codes": request.POST.get("codes", "").split(","),
        "text_sha256": request.POST.get("sha", ""),
        "why": f"{request.user.get_username()}: {request.POST.get('why', '')}",
    }
    try:
        Service(told.url, told.release_key, told.timeout).release(request.POST["check"], body)
    except (Unavailable, Refused) as error:
        return JsonResponse({"said": f"Not released: {error}."}, status=422)
    return JsonResponse({"said": "Released: this very text may be published now."})


def may_release(request: HttpRequest, answer: dict[str, Any]) -> bool:
    """Whether the person may be offered to release what the service says is releasable."""
    offered = answer.get("releasable") and answer.get("check") and conf().release_key
    return bool(offered and request.user.has_perm(PERMISSION))


def _editable(request: HttpRequest, content_type: int, pk: str) -> Any:
    """The newest revision of an object that the person may edit."""
    model = get_object_or_404(ContentType, pk=content_type).model_class()
    if model is None:
        raise Http404
    obj = get_object_or_404(model, pk=pk)
    if not guarded(obj):
        raise Http404
    if isinstance(obj, Page):
        allowed = obj.permissions_for_user(request.user).can_edit()
    else:
        allowed = request.user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    if not allowed:
        raise PermissionDenied
    return obj.get_latest_revision_as_object()


def _edited(request: HttpRequest, obj: Any) -> tuple[Any, bool]:
    """The object with what is in the form, or as it was saved if the form has errors."""
    more = {"for_user": request.user}
    if isinstance(obj, Page):
        handler = obj.get_edit_handler()
        more["parent_page"] = obj.get_parent().specific
    else:
        handler = get_edit_handler(type(obj))
    form = handler.get_form_class()(request.POST, instance=obj, **more)
    if hasattr(form, "defer_required_fields"):
        form.defer_required_fields()
    if not form.is_valid():
        # The form has written into the object what it could: that is neither one nor the other.
        return type(obj)._default_manager.get(pk=obj.pk).get_latest_revision_as_object(), False
    return form.save(commit=False), True


def _claims(answer: dict[str, Any]) -> Any:
    names = answer.get("names", {})
    for claim in answer.get("claims", ()):
        reasons = [r["message"] for r in claim["reasons"] if r["severity"] != "clear"]
        if reasons:
            yield {"owner": names.get(claim["owner"], claim["owner"]), "reasons": reasons}
    told = [reason["message"] for reason in answer.get("reasons", ())]
    if told:
        yield {"owner": "", "reasons": told}


def _codes(answer: dict[str, Any]) -> list[str]:
    """The codes of all reasons that hold the text."""
    reasons = [r for claim in answer.get("claims", ()) for r in claim["reasons"]]
    reasons += answer.get("reasons", ())
    return sorted({r["code"] for r in reasons if r["severity"] != "clear"})


def _passages(answer: dict[str, Any]) -> Any:
    """The stretches that are another's, in their own words."""
    names = answer.get("names", {})
    for match in answer.get("matches", ()):
        for passage in match["passages"]:
            if passage["counted"] and "quote" in passage:
                owner = names.get(match["owner"], match["owner"])
                words = passage["quote"]["exact"]
                yield {"owner": owner, "words": words, "count": passage["words"]}
