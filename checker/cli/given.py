"""Reads options without pydantic if their values need no validator.

typer builds a pydantic validator for every option of a command, given or not; importing pydantic
and building them takes a third of the time of a short check.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checker.values import dataclass

__all__ = ["read_plainly"]

_NONE = object()


def read_plainly(parameters: Iterable[Any]) -> None:
    """Makes parameters of plain texts and paths read their values without typer's conversion."""
    for parameter in parameters:
        if getattr(parameter, "_runtime_param", _NONE) is None:
            parameter._runtime_param = _Plain(parameter)


@dataclass(frozen=True, slots=True)
class _Plain:
    """Stands where typer's reader of a parameter will be once a value needs it."""

    parameter: Any

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Returns the value as its command takes it."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        read = _several(value, param) if several else _one(value, param.type_descriptor.annotation)
        if read is not _NONE and not _is_restricted(param.type_descriptor.parameter_info):
            return read
        self.parameter._runtime_param = None
        return self.parameter.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _several(values: Any, parameter: Any) -> Any:
    annotation = parameter.type_descriptor.annotation
    kinds = {list[str]: str, list[Path]: Path}
    if annotation not in kinds or not isinstance(values, list | tuple):
        return _NONE
    read = [_one(value, kinds[annotation]) for value in values]
    return _NONE if any(value is _NONE for value in read) else read


def _one(value: Any, annotation: Any) -> Any:
    """A text as it is, a path that can be read or is not there; `_NONE` for all else."""
    if not isinstance(value, str):
        return _NONE
    if annotation is str:
        return value
    if annotation is Path and (os.access(value, os.R_OK) or not os.path.lexists(value)):
        return Path(value)
    return _NONE


def _is_restricted(asked: Any) -> bool:
    """Whether typer has more to look at: a parser, words to choose from, what a path must be."""
    return bool(
        asked.parser
        or asked.exists
        or asked.writable
        or asked.resolve_path
        or asked.allow_dash
        or asked.path_type
        or not asked.file_okay
        or not asked.dir_okay
    )
