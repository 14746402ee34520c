"""What `manage.py check` says about the settings."""

from typing import Any

from django.conf import settings
from django.core import checks

from .conf import problems

__all__ = ["install"]

MIDDLEWARE = "wagtail_wirecheck.middleware.WirecheckMiddleware"


def install() -> None:
    """Registers the checks."""
    checks.register(_settings, "wirecheck")


def _settings(**options: Any) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = [
        checks.Error(what, hint=hint, id="wirecheck.E001") for what, hint in problems()
    ]
    if MIDDLEWARE not in settings.MIDDLEWARE:
        hint = f"Add {MIDDLEWARE!r} at the end of MIDDLEWARE."
        found.append(
            checks.Error(
                "Authors would not see why a page is held.", hint=hint, id="wirecheck.E002"
            )
        )
    return found
