"""Problems of the core as the fields at fault; workers load it, so it loads nothing of the web."""

from collections.abc import Iterable

from checker.errors import Problem

__all__ = ["fields_of"]


def fields_of(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Returns problems of the core as the fields at fault, each `{"field", "detail", "hint"?}`."""
    return [
        {"field": one.place, "detail": one.what} | ({"hint": one.hint} if one.hint else {})
        for one in problems
    ]
