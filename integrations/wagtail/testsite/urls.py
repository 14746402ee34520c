"""Addresses of the test site."""

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.models import Page

apis = []
if settings.HAS_API_V3:
    from wagtail.api.v3.urls import api

    apis = [path("api/v3/", api.urls)]


def translated(request: HttpRequest, pk: int) -> HttpResponse:
    """A view of another app: it takes every ValidationError for one of its own form."""
    try:
        Page.objects.get(pk=pk).get_latest_revision().publish(user=request.user)
    except ValidationError:
        messages.error(request, "There are errors in the form.")
    return redirect("wagtailadmin_home")


urlpatterns = [
    path("translated/<int:pk>/", translated),
    *apis,
    path("admin/", include(wagtailadmin_urls)),
    path("wirecheck/", include("wagtail_wirecheck.urls")),
    *staticfiles_urlpatterns(),
    path("", include(wagtail_urls)),
]
