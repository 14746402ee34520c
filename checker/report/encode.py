r"""JSON that is always valid UTF-8 and always gives back what went in.

Texts from CMS fields hold halves of emoji, names from old disks hold bytes that are no UTF-8
(Python keeps those as lone surrogates). Both are written as `\udXXX` escapes.
"""

import json
import math
import re
from typing import Any

__all__ = ["dumps"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON in one line (or indented) whose encoding to UTF-8 cannot fail."""
    try:
        written = _written(value, indent)
    except ValueError:  # NaN or infinity
        written = _written(_finite(value), indent)
    if written.isascii():
        return written
    return (
        _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", written)
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _written(value: Any, indent: int | None) -> str:
    separators = None if indent else (",", ":")
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )


def _finite(value: Any) -> Any:
    """NaN and infinity are no JSON; they become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    return value
