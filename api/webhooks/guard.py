"""Where a webhook may go: never into private networks, unless the newsroom allows it.

The name is resolved once, every address is checked, and the connection is made to the checked
address: a name that answers differently the next time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from checker.errors import Problem, Refused
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Target", "check_url", "resolve_target"]

Resolver = Callable[[str, int], Sequence[str]]

_MAPPED = ipaddress.ip_network("::ffff:0:0/96")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_TEREDO = ipaddress.ip_network("2001::/32")
_ISATAP = 0x0000_5EFE  # before the IPv4 address; the bit that says "global" may be set
_UNICAST = ipaddress.ip_network("2000::/3")
# The registries of special addresses of IANA, written out: what Python's `ipaddress` calls global
# differs between its versions. The last entry of IPv4 is a cloud's agent on the very host.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(one)
    for one in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",
        "2001::/23",
        "2001:db8::/32",
        "3fff::/20",
    )
)
_EXCEPTED = frozenset(map(ipaddress.ip_address, ("192.0.0.9", "192.0.0.10")))


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's endpoint with the address to connect to."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def check_url(url: str) -> None:
    """Refuses a URL that can never be an endpoint.

    Raises:
        Refused: not http(s), credentials in the URL, no host.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused(Problem("url", "is not a URL")) from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused(Problem("url", "must be an http or https URL"))
    if parts.username is not None or parts.password is not None:
        raise Refused(Problem("url", "must not contain credentials", "messages are signed"))
    if port == 0 or any(ord(letter) <= 32 or ord(letter) == 127 for letter in url):
        raise Refused(Problem("url", "is not a URL"))


def resolve_target(url: str, *, private: bool, resolver: Resolver | None = None) -> Target:
    """Returns the endpoint with an address that may be called.

    Raises:
        Refused: it cannot be resolved, or lies in a private network.
    """
    check_url(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        addresses = (resolver or _resolve)(host, port)
    except (OSError, UnicodeError):  # a label that no domain name can have
        hint = worded("check the name; the service must be able to reach it")
        raise Refused(Problem("url", "the host's name cannot be resolved", hint)) from None
    if not addresses:
        raise Refused(Problem("url", worded("the name {host} has no address", host=host)))
    if not private and not all(_public(address) for address in addresses):
        raise Refused(
            Problem(
                "url",
                worded("{host} is in a private network", host=host),
                "serve.private_webhooks allows it",
            )
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port, path, addresses[0])


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip in _EXCEPTED or not any(ip in network for network in _NOT_PUBLIC)
    inner = list(_inside(ip))
    if inner:
        return all(_public(str(one)) for one in inner)
    return ip in _UNICAST and not any(ip in network for network in _NOT_PUBLIC)


def _inside(ip: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses to which a gateway or a tunnel takes an IPv6 address."""
    low = int(ip) & 0xFFFF_FFFF
    if ip in _MAPPED or ip in _NAT64:
        yield ipaddress.IPv4Address(low)
    elif ip in _SIX_TO_FOUR:
        yield ipaddress.IPv4Address(int(ip) >> 80 & 0xFFFF_FFFF)
    elif ip in _TEREDO:
        yield ipaddress.IPv4Address(int(ip) >> 64 & 0xFFFF_FFFF)
        yield ipaddress.IPv4Address(low ^ 0xFFFF_FFFF)
    elif ip in _UNICAST and (int(ip) >> 32 & 0xFDFF_FFFF) == _ISATAP:
        yield ipaddress.IPv4Address(low)
