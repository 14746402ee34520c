"""Optional parts of the package: how one is installed; without some of them, files are not read."""

import json
from shlex import quote
from urllib.parse import unquote, urlsplit

__all__ = ["reading_extras", "to_install"]

_PACKAGE = "wirecheck"
_READING = {"documents": "pypdfium2", "parquet": "pyarrow"}  # extras that read files


def to_install(extra: str) -> str:
    """Returns the command that adds an extra, such as `pip install 'wirecheck[evidence]'`.

    It names the folder that the package was installed from, where that was one, such as a clone of
    the repository: pip would otherwise look for another version in its registry.
    """
    folder, editable = _origin()
    return f"pip install {'-e ' if editable else ''}{quote(f'{folder or _PACKAGE}[{extra}]')}"


def reading_extras() -> list[str]:
    """Returns the extras that are installed and without which some files cannot be read."""
    from importlib.util import find_spec  # only audits ask

    return [extra for extra, package in _READING.items() if find_spec(package) is not None]


def _origin() -> tuple[str, bool]:
    """The folder of the installation ("" if there is none) and whether it is run from there."""
    from importlib.metadata import (  # only where a part is missing
        PackageNotFoundError,
        distribution,
    )

    try:
        written = distribution(_PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return "", False
    origin = json.loads(written or "{}")
    address = urlsplit(origin.get("url", ""))
    if address.scheme != "file" or "dir_info" not in origin:
        return "", False
    return unquote(address.path), bool(origin["dir_info"].get("editable"))
