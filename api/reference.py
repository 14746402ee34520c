"""The OpenAPI document for people: operations by tag, and their types."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.values import dataclass

__all__ = ["Kind", "Member", "Operation", "ShownType", "operations", "types"]

Json = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type in words; `links` are the names in it of types that the page describes."""

    words: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, or a member of a type."""

    name: str
    kind: Kind
    required: bool
    means: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path."""

    tag: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Member, ...]
    body: Kind | None
    answers: tuple[tuple[str, str, Kind], ...]

    @property
    def anchor(self) -> str:
        """Its name in the page's address."""
        return f"{self.method}-{self.path.strip('/')}"


@dataclass(frozen=True, slots=True)
class ShownType:
    """A type of bodies with its members."""

    name: str
    description: str
    kind: Kind
    members: tuple[Member, ...]


def operations(document: Json) -> dict[str, list[Operation]]:
    """Returns the operations of each tag, in the order of the document."""
    found: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                shown = _operation(path, method, item[method])
                found.setdefault(shown.tag, []).append(shown)
    return found


def types(document: Json) -> list[ShownType]:
    """Returns all types by name."""
    schemas = document["components"]["schemas"]
    return [_type(name, schema) for name, schema in sorted(schemas.items())]


def _operation(path: str, method: str, written: Json) -> Operation:
    return Operation(
        tag=next(iter(written.get("tags", ())), "service"),
        method=method,
        path=path,
        summary=written.get("summary", ""),
        description=written.get("description", ""),
        parameters=tuple(map(_parameter, written.get("parameters", ()))),
        body=_content(written["requestBody"]) if "requestBody" in written else None,
        answers=tuple(
            (status, answer.get("description", ""), _content(answer))
            for status, answer in sorted(written["responses"].items())
        ),
    )


def _parameter(written: Json) -> Member:
    where = written["in"]
    means = written.get("description", "") or written["schema"].get("description", "")
    name = written["name"] if where == "query" else f"{written['name']} ({where})"
    return Member(name, _kind(written["schema"]), written.get("required", False), means)


def _content(written: Json) -> Kind:
    """What a body holds: its type where there is one, else its media types."""
    content = written.get("content", {})
    schemas = [one["schema"] for one in content.values() if one.get("schema")]
    return _kind(schemas[0]) if schemas else Kind(" or ".join(content))


def _type(name: str, schema: Json) -> ShownType:
    required = schema.get("required", ())
    members = tuple(
        Member(member, _kind(value), member in required, value.get("description", ""))
        for member, value in schema.get("properties", {}).items()
    )
    return ShownType(name, schema.get("description", ""), _kind(schema), members)


def _kind(schema: Json) -> Kind:
    """A schema in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Kind(name, (name,))
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema and not schema.get("properties"):
            return _joined(list(map(_kind, schema[several])), " or ")
    if "const" in schema:
        return Kind(str(schema["const"]))
    if "enum" in schema:
        return Kind(", ".join("null" if one is None else str(one) for one in schema["enum"]))
    return _of_type(schema)


def _of_type(schema: Json) -> Kind:
    kind = schema.get("type", "JSON")
    if kind == "array" and "prefixItems" in schema:
        return _joined(list(map(_kind, schema["prefixItems"])), " and ")
    if kind == "array":
        return _around("list of ", _kind(schema.get("items", {})))
    inner = schema.get("additionalProperties")
    if kind == "object" and isinstance(inner, Mapping):
        return _around("object of ", _kind(inner))
    words = {"date-time": "time", "date": "day"}.get(schema.get("format", ""), kind)
    return Kind(" or ".join(words) if isinstance(words, list) else str(words))


def _around(before: str, inner: Kind) -> Kind:
    return Kind(f"{before}{inner.words}", inner.links)


def _joined(kinds: Sequence[Kind], between: str) -> Kind:
    return Kind(between.join(one.words for one in kinds), tuple(_links(kinds)))


def _links(kinds: Sequence[Kind]) -> Iterator[str]:
    for one in kinds:
        yield from one.links
