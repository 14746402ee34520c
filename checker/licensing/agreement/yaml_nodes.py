"""YAML documents read with YAML 1.2 scalars, the line of each value, and no aliases."""

import re
from typing import Any

import yaml

from checker.errors import Problem
from checker.licensing.agreement.reading import Path, dotted
from checker.wording import worded

__all__ = ["lines_of", "read_yaml"]

MAX_DEPTH = 24

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


class StrictLoader(yaml.CSafeLoader):
    """libyaml's parser; this module resolves scalars, keys and aliases."""


def read_yaml(
    text: str, place: str, problems: list[Problem]
) -> tuple[dict[str, Any] | None, dict[Path, int]]:
    """Reads a mapping and the line of each path; appends what is wrong to `problems`.

    Raises:
        ValueError: the document is nested too deeply or has an alias.
    """
    try:
        _refuse_depth(text)
        loader = StrictLoader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        problems.append(_yaml_problem(error, place))
        return None, {}
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(place, "not a mapping of keys to values", "begin with schema: ..."))
        return None, {}
    lines: dict[Path, int] = {}
    return _construct(node, (), lines, place, problems), lines


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


def lines_of(text: str, place: str) -> dict[Path, int]:
    """Returns the lines of values in JSON; none if it is not valid YAML (tabs, for example)."""
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
