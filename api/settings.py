"""The `[serve]` table of wirecheck.toml: addresses and limits of the service."""

import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from checker.errors import ConfigurationError
from checker.settings import Settings, typed
from checker.strict import Problems, hint
from checker.values import dataclass
from checker.wording import worded

__all__ = ["ServeSettings", "serve_settings"]

_LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
_ABOVE_ZERO = (
    "queue",
    "check_seconds",
    "fast_seconds",
    "body_limit",
    "ingest_limit",
    "body_budget",
    "body_seconds",
    "ingest_seconds",
    "connections",
    "rate_per_minute",
    "memory_mb",
)
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """The settings of `wirecheck serve`; sizes in bytes, times in seconds.

    `workers` 0 means one worker process per core. `queue` counts checks that wait for a worker and
    `patience` how long. `body_limit` holds for every request but bulk ones (`ingest_limit`), on
    the wire and after decompression; `body_budget` is what all bodies of more than 64 KB may hold
    together, at least the largest one. `hosts` are the names under which the service is reached,
    besides its own address; `public_url` is the address under which people open its pages, which a
    proxy in front of it hides from it. `private_webhooks` allows endpoints in private networks.
    `keep_checks_days` is how long recorded checks are kept (0: for ever); the latest check of each
    piece stays, since recall answers from it.
    `samples` is a folder of drafts that the first page offers to try.
    """

    host: str = "127.0.0.1"
    port: int = 8321
    workers: int = 0
    queue: int = 64
    patience: float = 2.0
    check_seconds: float = 12.0
    fast_seconds: float = 2.0
    body_limit: int = 2_000_000
    ingest_limit: int = 32_000_000
    body_budget: int = 96_000_000
    body_seconds: float = 30.0
    ingest_seconds: float = 600.0
    connections: int = 1000
    rate_per_minute: int = 6000
    cache_bytes: int = 64_000_000
    drain_seconds: float = 20.0
    memory_mb: int = 4000
    hosts: tuple[str, ...] = ()
    public_url: str = ""
    private_webhooks: bool = False
    log_level: str = "info"
    samples: str = ""
    audit_folders: tuple[str, ...] = ()
    any_host: bool = False
    keep_checks_days: int = 0

    @property
    def loopback(self) -> bool:
        """Returns whether only this machine can reach the service."""
        return self.host in _LOOPBACK

    @property
    def private(self) -> bool:
        """Whether only this machine uses the service, and no proxy forwards requests to it."""
        return not (self.hosts or self.public_url or self.any_host) and self.loopback

    @property
    def check_hosts(self) -> bool:
        """Whether requests under foreign names are refused.

        Always on loopback, where no key may be needed; elsewhere once `hosts` names some.
        """
        return not self.any_host and (self.loopback or bool(self.hosts))

    @property
    def names(self) -> tuple[str, ...]:
        """Returns the host names to which the service responds."""
        public = urlsplit(self.public_url).hostname
        return (*self.hosts, self.host, *((public,) if public else ()))

    @property
    def processes(self) -> int:
        """Returns the number of worker processes for checks."""
        return self.workers or os.cpu_count() or 2


def serve_settings(settings: Settings) -> ServeSettings:
    """Returns the service's settings from the newsroom's configuration.

    Raises:
        ConfigurationError: an unknown key or a value of the wrong type.
    """
    loose = any(isinstance(value, str) for value in settings.serve.values())
    serve: ServeSettings = typed(ServeSettings, settings.serve, "serve", strict=not loose)
    problems = Problems()
    for name in _ABOVE_ZERO:
        if not getattr(serve, name) > 0:
            problems.add(f"serve.{name}", "must be above 0")
    if serve.port > 65_535:
        problems.add(
            "serve.port",
            worded("{port} is not a port", port=serve.port),
            worded("0 to 65535; 0 chooses a free one"),
        )
    if serve.log_level.lower() not in _LOG_LEVELS:
        level = serve.log_level
        problems.add(
            "serve.log_level",
            worded("{level} is not a log level", level=repr(level)),
            hint(level, _LOG_LEVELS),
        )
    if serve.samples and not Path(serve.samples).is_dir():
        problems.add(
            "serve.samples", worded("there is no folder {folder}", folder=repr(serve.samples))
        )
    if serve.public_url and not _is_address(serve.public_url):
        what = worded("{address} is not an address", address=repr(serve.public_url))
        problems.add("serve.public_url", what, worded("as in https://wirecheck.example.org"))
    problems.refuse(ConfigurationError)
    return replace(serve, public_url=serve.public_url.rstrip("/"))


def _is_address(url: str) -> bool:
    """Whether a URL has scheme and host, and nothing behind the path."""
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    bare = not (parts.query or parts.fragment or parts.username or parts.password)
    return named and bare and parts.scheme in {"http", "https"} and url.isprintable()
