"""`manage.py wirecheck_queue`: run it every minute, beside publish_scheduled."""

from typing import Any

from django.core.management.base import BaseCommand

from wagtail_wirecheck.queue import work_off


class Command(BaseCommand):
    """Checks again what waits for the service, and publishes or refuses it."""

    help = "Checks again what waits for the service, and publishes or refuses it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what became of each piece."""
        for obj, became in work_off():
            self.stdout.write(f"{became}: {obj}")
