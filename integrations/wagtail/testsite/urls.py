"""Addresses of the test site."""

from django.conf import settings
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

apis = []
if settings.HAS_API_V3:
    from wagtail.api.v3.urls import api

    apis = [path("api/v3/", api.urls)]

urlpatterns = [
    *apis,
    path("admin/", include(wagtailadmin_urls)),
    path("wirecheck/", include("wagtail_wirecheck.urls")),
    *staticfiles_urlpatterns(),
    path("", include(wagtail_urls)),
]
