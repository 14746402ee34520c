"""The sample and the tables of docs/api.md that say what an answer contains, from its types.

`python -m tools.answer_tables` writes them anew; a test compares the page with the types.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from checker.report.answer import Answer, Failure
from tools.answer_sample import sample

__all__ = ["PAGE", "tables", "with_tables"]

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
BEGIN = "<!-- the tables below are written by `python -m tools.answer_tables` -->"
END = "<!-- end of the tables -->"


def tables() -> str:
    """Returns a heading, a sentence and a table for each type of an answer."""
    schemas = _schemas()
    return "\n".join(line for name in _in_order(schemas) for line in _table(name, schemas[name]))


def with_tables(page: str) -> str:
    """Returns the page with its tables as they ought to be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    shown = f"A sample of the body of `200`:\n\n```json\n{sample()}\n```\n"
    return f"{before}{BEGIN}\n\n{shown}\n{tables()}\n{END}{after}"


def _schemas() -> dict[str, dict[str, Any]]:
    _, schemas = msgspec.json.schema_components([Answer, Failure], ref_template="{name}")
    return schemas


def _in_order(schemas: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Answer first, then each type where it is first mentioned."""
    waiting, seen = ["Answer", "Failure"], set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            yield name
            waiting += _references(schemas[name]["properties"])


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _references(one)
    elif isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for name, one in value.items():
            if name != "discriminator":
                yield from _references(one)


def _table(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield f"#### {name}"
    yield ""
    yield " ".join(schema["description"].split("\n\n")[0].split())
    yield ""
    yield "| member | type | means |"
    yield "| --- | --- | --- |"
    for member, value in schema["properties"].items():
        kind = _kind(value)
        if member not in schema["required"]:
            kind += ", may be absent"
        yield f"| `{member}` | {kind} | {value.get('description', '')} |"
    yield ""


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return f"[{value['$ref']}](#{value['$ref'].lower()})"
    if "anyOf" in value:
        return " or ".join(_kind(one) for one in value["anyOf"])
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"])
    if "type" not in value:
        return "JSON"
    if value["type"] == "array":
        return f"list of {_kind(value['items'])}"
    if value["type"] == "object":
        return f"object of {_kind(value['additionalProperties'])}"
    return {"date-time": "time"}.get(value.get("format", ""), str(value["type"]))


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text("utf-8")), "utf-8")
