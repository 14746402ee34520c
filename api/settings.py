"""What one `wirecheck serve` may do: addresses, limits, defaults of a use."""

from dataclasses import dataclass, field
from pathlib import Path

from checker.models import Use

__all__ = ["ServiceSettings"]


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Settings of one service process; sizes in bytes, times in seconds.

    `workers` 0 means one worker process a core. `queue` counts checks that wait for a worker.
    `body_limit` holds for every request but the bulk ones (`ingest_limit`), on the wire and after
    decompression. `private_webhooks` allows webhook endpoints in private networks.
    `public_url` is what links in webhooks and reports start with.
    """

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8321
    workers: int = 0
    queue: int = 64
    check_seconds: float = 10.0
    fast_seconds: float = 1.5
    body_limit: int = 2_000_000
    ingest_limit: int = 32_000_000
    body_seconds: float = 30.0
    connections: int = 1000
    rate_per_minute: int = 6000
    cache_bytes: int = 64_000_000
    drain_seconds: float = 20.0
    private_webhooks: bool = False
    public_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    use: Use = field(default_factory=Use)
    rule_folders: tuple[Path, ...] = ()
    log_json: bool = True
