"""Strict reading of agreement files: YAML 1.2 scalars or JSON, with the line of every value.

Plain YAML loaders turn `no` into False, `12:30` into 750 and keep the last of two equal keys; a
contract may not depend on such things. Aliases are refused as well: a file of a few lines could
otherwise unfold into millions of values.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from checker.errors import Problem
from checker.strict import TwiceGiven
from checker.wording import worded

__all__ = ["Document", "Path", "canonical", "read_document"]

Path = tuple[str | int, ...]

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 24

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class StrictLoader(yaml.CSafeLoader):
    """libyaml's parser; scalars, keys and aliases are settled by this module."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: its values, and on which line (from 1) each path begins."""

    values: dict[str, Any]
    lines: Mapping[Path, int]


def read_document(text: str, place: str) -> tuple[Document | None, list[Problem]]:
    """Reads a mapping; problems carry `place:line`. The document is None when nothing is usable."""
    if len(text) > MAX_CHARACTERS:
        return None, [Problem(place, "the file is larger than a contract can be", "1 MB at most")]
    text = text.removeprefix("\ufeff")
    problems: list[Problem] = []
    read = _read_json if text.lstrip().startswith("{") else _read_yaml
    try:
        document = read(text, place, problems)
    except yaml.YAMLError as error:
        return None, [*problems, _yaml_problem(error, place)]
    except json.JSONDecodeError as error:
        return None, [Problem(f"{place}:{error.lineno}", worded("not JSON: {msg}", msg=error.msg))]
    except (RecursionError, ValueError) as error:
        return None, [*problems, Problem(place, worded("cannot be read: {error}", error=error))]
    return document, problems


def _read_yaml(text: str, place: str, problems: list[Problem]) -> Document | None:
    _refuse_depth(text)
    loader = StrictLoader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(place, "not a mapping of keys to values", "begin with id: ..."))
        return None
    lines: dict[Path, int] = {}
    values = _construct(node, (), lines, place, problems)
    return Document(values, lines)


def _refuse_depth(text: str) -> None:
    """Walks the events, which needs no stack, before anything is composed recursively."""
    depth = 0
    for event in yaml.parse(text, Loader=StrictLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError("nested too deeply")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise ValueError(f"line {line} has an alias (*name): write the value again")


def _construct(
    node: yaml.Node, path: Path, lines: dict[Path, int], place: str, problems: list[Problem]
) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(child, (*path, number), lines, place, problems)
            for number, child in enumerate(node.value)
        ]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, place, problems)
    return _scalar(node, place, problems) if isinstance(node, yaml.ScalarNode) else None


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], place: str, problems: list[Problem]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(f"{place}:{line}", "a key must be a word"))
            continue
        key = key_node.value
        if key in values:
            first = lines.get((*path, key), 0)
            problems.append(
                Problem(
                    f"{place}:{line}",
                    worded(
                        "the key {dotted} is used twice (first on line {first})",
                        dotted=repr(dotted((*path, key))),
                        first=first,
                    ),
                    "keep one",
                )
            )
            continue
        lines[(*path, key)] = line
        values[key] = _construct(value_node, (*path, key), lines, place, problems)
    return values


def _scalar(node: yaml.ScalarNode, place: str, problems: list[Problem]) -> Any:
    text: str = node.value
    if node.style:
        # Quoted, or a block: always text. Timestamps and the like stay text as well.
        return text
    if node.tag.startswith("!"):
        problems.append(
            Problem(
                f"{place}:{node.start_mark.line + 1}",
                worded("the tag {tag} is not allowed", tag=node.tag),
            )
        )
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text):
        return True
    if _FALSE.fullmatch(text):
        return False
    if len(text) < 40 and _INT.fullmatch(text):
        return int(text)
    if len(text) < 40 and _FLOAT.fullmatch(text):
        return float(text)
    return text


def _read_json(text: str, place: str, problems: list[Problem]) -> Document | None:
    def constant(name: str) -> Any:
        raise ValueError(f"{name} is not a number that a contract can hold")

    twice = TwiceGiven()
    values = json.loads(text, object_pairs_hook=twice, parse_constant=constant)
    lines = _json_lines(text, place)
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


def _json_lines(text: str, place: str) -> dict[Path, int]:
    """Lines of the values; JSON is YAML but for oddities such as tabs, where lines are unknown."""
    lines: dict[Path, int] = {}
    try:
        _refuse_depth(text)
        node = yaml.compose(text, Loader=StrictLoader)
        if isinstance(node, yaml.MappingNode):
            _construct(node, (), lines, place, [])
    except (yaml.YAMLError, ValueError):
        return {}
    return lines


def _yaml_problem(error: yaml.YAMLError, place: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    where = f"{place}:{mark.line + 1}" if mark is not None else place
    what = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(
        where,
        worded("not YAML: {what}", what=what),
        "check the indentation and quote texts with : or #",
    )


def dotted(path: Path) -> str:
    """A path as people write it: ('credit', 'where', 0) is 'credit.where[0]'."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def canonical(values: Mapping[str, Any]) -> bytes:
    """The one JSON form that digests are taken of: sorted keys, no blanks, UTF-8."""
    return json.dumps(
        values, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
