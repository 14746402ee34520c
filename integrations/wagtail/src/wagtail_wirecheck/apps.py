"""The Django app: puts the wall up as soon as all models are known."""

from django.apps import AppConfig

__all__ = ["WirecheckConfig"]


class WirecheckConfig(AppConfig):
    """Installs the wall, the side panel and the checks of the settings."""

    name = "wagtail_wirecheck"
    label = "wagtail_wirecheck"
    verbose_name = "Wirecheck"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Everything that has to be there before the first request or command."""
        from . import children, queue, side_panel, system_checks, undrafted, wall

        wall.install()
        children.install()
        undrafted.install()
        queue.install()
        side_panel.install()
        system_checks.install()
