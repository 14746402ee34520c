"""Strict reading of agreement files: YAML 1.2 scalars or JSON, with the line of every value.

Plain YAML loaders turn `no` into False, `12:30` into 750 and keep the last of two equal keys; a
contract must not depend on that. Aliases are refused as well, since a file of a few lines could
otherwise expand into millions of values.
"""

import json
from collections.abc import Mapping
from typing import Any

from checker.errors import Problem
from checker.licensing.agreement.reading import Path, dotted
from checker.strict import TwiceGiven
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Document", "canonical", "read_document"]

MAX_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """The contents of a file: its values, and the line (from 1) on which each path begins."""

    values: dict[str, Any]
    lines: Mapping[Path, int]


def read_document(text: str, place: str) -> tuple[Document | None, list[Problem]]:
    """Reads a mapping; problems carry `place:line`. Returns no document if nothing is usable."""
    if len(text) > MAX_CHARACTERS:
        return None, [Problem(place, "the file is too large for a contract", "1 MB at most")]
    text = text.removeprefix("\ufeff")
    problems: list[Problem] = []
    # A check reads stored agreements and no files: it loads no YAML.
    from checker.licensing.agreement.yaml_nodes import lines_of, read_yaml

    try:
        if not text.lstrip().startswith("{"):
            values, lines = read_yaml(text, place, problems)
            return None if values is None else Document(values, lines), problems
        document = _read_json(text, place, lines_of(text, place), problems)
    except json.JSONDecodeError as error:
        return None, [Problem(f"{place}:{error.lineno}", worded("not JSON: {msg}", msg=error.msg))]
    except (RecursionError, ValueError) as error:
        return None, [*problems, Problem(place, worded("cannot be read: {error}", error=error))]
    return document, problems


def _read_json(
    text: str, place: str, lines: Mapping[Path, int], problems: list[Problem]
) -> Document:
    def constant(name: str) -> Any:
        raise ValueError(f"{name} is not a number that a contract can hold")

    twice = TwiceGiven()
    values = json.loads(text, object_pairs_hook=twice, parse_constant=constant)
    for path in twice.paths(values):
        where = f"{place}:{lines[path]}" if path in lines else place
        problems.append(
            Problem(
                where,
                worded("the key {dotted} is used twice", dotted=repr(dotted(path))),
                "keep one",
            )
        )
    return Document(values, lines)


def canonical(values: Mapping[str, Any]) -> bytes:
    """Returns the canonical JSON used for digests: sorted keys, no white space, UTF-8."""
    return json.dumps(
        values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
