"""The host and the folders of an address that a page states, whatever is written there."""

from urllib.parse import urlsplit

__all__ = ["host_and_folders"]


def host_and_folders(address: str) -> tuple[str, tuple[str, ...]]:
    """Returns the host in lower case and the path's folders; "" and () for a non-address."""
    if "://" not in address:
        return "", ()
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "", ()  # brackets without an IPv6 address between them
    return host.lower(), tuple(parts.path.split("/")[:-1])
