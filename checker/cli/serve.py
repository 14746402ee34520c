"""`wirecheck serve`: the API and the editor's page."""

import importlib
import importlib.util
from typing import Annotated, Any

import typer

from checker.cli.options import Data, settings_of

__all__ = ["serve", "service"]


def serve(
    context: typer.Context,
    host: Annotated[
        str | None,
        typer.Option(help="The address to listen on; 127.0.0.1 by default.", metavar="HOST"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            help="The port to listen on; 8321 by default.", min=0, max=65535, metavar="PORT"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="Processes that check; 0 for one per processor.", min=0, metavar="N"),
    ] = None,
    data: Data = None,
) -> None:
    """Serve the API and the editor's page until stopped.

    SIGTERM lets running checks finish first.
    """
    from dataclasses import replace

    settings = settings_of(context, data)
    given = {"host": host, "port": port, "workers": workers}
    over = {name: value for name, value in given.items() if value is not None}
    run_service(replace(settings, serve={**settings.serve, **over}))


def service(module: str = "") -> Any:
    """Returns a module of the service: `checker.api` where it is installed, `api` in a checkout."""
    package = "checker.api" if importlib.util.find_spec("checker.api") else "api"
    return importlib.import_module(f"{package}.{module}" if module else package)


def run_service(settings: Any) -> None:
    """Runs the service with these settings until it is stopped."""
    service("run").run(settings)


def page_address(host: str, port: int) -> str:
    """Returns the address of the editor's page."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
