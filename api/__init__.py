"""The newsroom's service: a stable API and a page for editors.

It reads and guards requests and passes them on; checks run in worker processes, and there is no
licensing logic here.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from checker.settings import Settings

__all__ = ["create_app", "serve"]


def create_app(settings: "Settings") -> "FastAPI":
    """Returns the service as an ASGI application; see `app.create_app`."""
    from .app import create_app as made  # a command that serves nothing pays for no import

    return made(settings)


def serve(settings: "Settings") -> None:
    """Runs the service until it is stopped; see `run.run`."""
    from .run import run

    run(settings)
