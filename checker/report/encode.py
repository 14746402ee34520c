r"""JSON that is always valid UTF-8 and loses nothing of the text.

Texts from CMS fields contain halves of emoji, and file names contain bytes that are not valid UTF-8
(Python keeps both as lone surrogates). They are written as `\udXXX` escapes.
"""

import json
import math
import re
from typing import Any

import msgspec

from checker.wording import encoded

__all__ = ["dumps", "json_values"]

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Returns `value` as JSON, on one line or indented, whose UTF-8 encoding cannot fail.

    Args:
        value: JSON values, or a struct such as an answer.
        indent: the blanks of each level; None writes one line.
    """
    written = _at_once(value) if indent is None else None
    if written is None:
        written = _written(value, indent)
    if written.isascii():
        return written
    return (
        _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", written)
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def _at_once(value: Any) -> str | None:
    """JSON in one line; None if it has a lone surrogate or what `json` alone can write."""
    try:
        return msgspec.json.encode(value, enc_hook=encoded).decode()
    except (ValueError, TypeError, OverflowError, NotImplementedError, RecursionError):
        return None


def _written(value: Any, indent: int | None) -> str:
    separators = None if indent else (",", ":")
    try:
        return json.dumps(
            value,
            ensure_ascii=False,
            allow_nan=False,
            indent=indent,
            separators=separators,
            default=json_values,
        )
    except ValueError:  # NaN or infinity
        return _written(_finite(msgspec.to_builtins(value, enc_hook=encoded)), indent)


def json_values(value: Any) -> Any:
    """Returns what `json.dumps` writes for a struct nested in other values.

    Raises:
        TypeError: the value is not a struct.
    """
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value, enc_hook=encoded)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _finite(value: Any) -> Any:
    """NaN and infinity are not valid JSON; they become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    return value
