"""The address for the service's webhooks; a project includes it where it likes."""

from django.urls import path

from .webhook import receive

app_name = "wagtail_wirecheck"
urlpatterns = [path("webhook/", receive, name="webhook")]
