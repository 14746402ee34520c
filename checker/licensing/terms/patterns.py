"""Patterns of usage terms, compiled once for all processes."""

import re

from checker.expressions import Expressions

__all__ = ["compiled"]

_expressions = Expressions("terms")


def compiled(body: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Returns a pattern, case-insensitive unless other flags are given."""
    return _expressions(body, flags)
