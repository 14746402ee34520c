"""`wirecheck serve`: one process that handles requests until it is stopped."""

import contextlib
import logging
import math
import signal
import socket
from types import FrameType

import uvicorn

from checker.errors import ConfigurationError, Problem
from checker.newsroom import Newsroom
from checker.settings import Settings
from checker.wording import worded

from .app import create_app
from .logs import configure
from .protocol import PatientProtocol
from .service import Service
from .settings import ServeSettings, serve_settings

__all__ = ["run"]

log = logging.getLogger("wirecheck.service")


def run(settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then lets running requests finish.

    Raises:
        ConfigurationError: a setting is wrong, or the service would be open to a network without
            any key.
        WirecheckError: the rules, the database or the index were refused.
    """
    serve = serve_settings(settings)
    configure(serve.log_level)
    _guard(settings, serve)
    app = create_app(settings)
    service: Service = app.state.service
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=serve.host,
            port=serve.port,
            http=PatientProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=10,
            timeout_graceful_shutdown=max(1, math.ceil(serve.drain_seconds)),
            limit_concurrency=serve.connections,
        )
    )
    service.failed = lambda: setattr(server, "should_exit", True)
    _end_in_time(server, service)
    with contextlib.closing(_listen(serve)) as listening:
        address = listening.getsockname()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        log.info("listening", extra={"fields": {"address": f"http://{shown}:{address[1]}/"}})
        server.run(sockets=[listening])
    if service.failure is not None:
        raise service.failure


def _end_in_time(server: uvicorn.Server, service: Service) -> None:
    """Has SIGTERM and SIGINT turn new requests away and begin the service's last seconds.

    uvicorn drains at the first one, and raises it again when it is done: that is the end.
    """
    drain = server.handle_exit

    def asked(number: int, frame: FrameType | None) -> None:
        service.ending.begin()
        drain(number, frame)

    server.handle_exit = asked  # type: ignore[assignment, method-assign]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    service.ending.watch()


def _guard(settings: Settings, serve: ServeSettings) -> None:
    """Refused rules, database or index are reported here, in words, and not by a worker that ends.

    Without any key only this machine may reach the service.
    """
    with Newsroom.open(settings.data, rules=settings.rules) as newsroom:
        for problem in newsroom.rule_problems:
            log.warning("house rules: %s", problem)
        keys = newsroom.store.keys.all()
        keyed = any(key.in_force(newsroom.clock()) for key in keys)
    if keyed:
        return
    if not serve.private:
        raise ConfigurationError(
            Problem(
                f"serve.host = {serve.host}",
                "there is no valid API key, so the service listens on this machine only",
                "wirecheck keys add admin --scope admin (also for hosts, public_url, any_host)",
            )
        )
    if keys:
        log.warning("there is no valid API key, so every request is refused: wirecheck keys add")
    else:
        log.warning("there are no API keys yet: only this computer has access, with full rights")


def _listen(serve: ServeSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in serve.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((serve.host, serve.port))
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise ConfigurationError(
            Problem(
                f"{serve.host}:{serve.port}",
                worded("cannot listen: {strerror}", strerror=error.strerror),
                "choose another --port or --host (serve.port, serve.host)",
            )
        ) from error
    listening.set_inheritable(True)
    return listening
