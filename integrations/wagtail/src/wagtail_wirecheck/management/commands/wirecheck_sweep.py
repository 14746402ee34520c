"""`manage.py wirecheck_sweep`: run it hourly with --unchecked, and nightly without."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wagtail_wirecheck.live import is_valid, judge_again, live_objects
from wagtail_wirecheck.queue import work_off


class Command(BaseCommand):
    """Finds what is live without a valid check, checks it, and takes down what may not stay."""

    help = "Checks what is live, and takes down what may not stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declares the options."""
        parser.add_argument(
            "--unchecked",
            action="store_true",
            help="only what went live unchecked, round the wall, or whose check has run out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what was taken down; ends with an error if anything could not be checked."""
        for obj, became in work_off():
            self.stdout.write(f"{became}: {obj}")
        seen = down = waiting = 0
        for obj in live_objects():
            if options["unchecked"] and is_valid(obj):
                continue
            seen += 1
            decision = judge_again(obj)
            if decision.waiting or decision.unchecked:
                waiting += 1
            elif not decision.goes:
                down += 1
                self.stdout.write(f"{obj}: {decision.sentence}")
        self.stdout.write(f"{seen} checked, {down} may not stay, {waiting} could not be checked")
        if waiting:
            raise CommandError("The service is not available: run it again.")
