"""The JSON Schema of a result, made from the types of the answer and published with the package."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from checker.report.answer import SCHEMA, Answer, Failure

__all__ = ["FILE", "made_schema", "published_schema"]

FILE = f"{SCHEMA.replace('/', '-')}.schema.json"


def published_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a result, as it lies in the package.

    A result is one object of `check --json`, a line of a batch or an audit, or an answer to
    `POST /v1/checks`; one that could not be checked has an `error`.
    """
    text = (files("checker.report") / FILE).read_text("utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def made_schema() -> dict[str, Any]:
    """Returns the same schema made from the types."""
    shapes, named = msgspec.json.schema_components((Answer, Failure), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:wirecheck:schema:{SCHEMA}",
        "title": f"A result of Wirecheck ({SCHEMA})",
        "description": "Members may be added within this number; none is renamed or removed.",
        "anyOf": list(shapes),
        "$defs": named,
    }


def main() -> None:
    """Writes the schema that is published; run it when the types of the answer have changed."""
    text = json.dumps(made_schema(), indent=1, ensure_ascii=False, sort_keys=True)
    Path(__file__).with_name(FILE).write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
