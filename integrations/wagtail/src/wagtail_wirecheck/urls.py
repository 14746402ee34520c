"""The address for the service's webhooks; a project includes it where it likes."""

app_name = "wagtail_wirecheck"
urlpatterns: list = []
