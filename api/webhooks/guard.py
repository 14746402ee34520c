"""Where a webhook may go: never into private networks, unless the newsroom allows it.

The name is resolved once, every address is looked at, and the connection is made to the address
that was looked at: a name that answers differently the next time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from checker.errors import InputError, Problem

__all__ = ["Target", "check_url", "resolve_target"]

Resolver = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's endpoint with the address to connect to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def check_url(url: str) -> None:
    """Refuses what can never be an endpoint.

    Raises:
        InputError: not http(s), credentials in the URL, no host.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise InputError(Problem("url", "is not a URL")) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(Problem("url", "must be an http or https URL"))
    if parts.username is not None or parts.password is not None:
        raise InputError(Problem("url", "must not hold credentials", "messages are signed"))
    if port == 0 or any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise InputError(Problem("url", "is not a URL"))


def resolve_target(url: str, *, private: bool, resolver: Resolver | None = None) -> Target:
    """The endpoint with an address that may be called.

    Raises:
        InputError: it cannot be resolved, or lies in a private network.
    """
    check_url(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        addresses = (resolver or _resolve)(host, port)
    except (OSError, UnicodeError):  # a label that no domain name can have
        raise InputError(Problem("url", "the host's name cannot be resolved")) from None
    if not addresses:
        raise InputError(Problem("url", f"the name {host} has no address"))
    if not private and not all(_public(address) for address in addresses):
        raise InputError(
            Problem("url", f"{host} lies in a private network", "serve.private_webhooks allows it")
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, addresses[0])


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return _public(str(inner))
        if ip in _NAT64 or ip in _SIX_TO_FOUR:
            return _public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
