"""Every JSON body of the service against its own OpenAPI document, member by member.

The published schemas allow further members, so that some can be added; here none may be there that
is not declared.
"""

import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs

from api.app import create_app
from checker.settings import Settings

__all__ = ["assert_declared", "document", "validator"]

_ALONE = threading.Lock()
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def assert_declared(response: httpx.Response) -> None:
    """Fails unless the body of a response is what the OpenAPI document declares, and no more."""
    kind = response.headers.get("content-type", "").split(";")[0]
    if kind not in ("application/json", "application/problem+json"):
        return
    if response.request.url.path == "/openapi.json" or response.request.method == "HEAD":
        return
    response.read()
    where = f"{response.request.method} {response.request.url.path} {response.status_code}"
    schema = PROBLEM
    if kind == "application/json":
        found = _schema(response.request.method, response.request.url.path, response.status_code)
        assert found is not None, f"{where} is not declared"
        schema = found
    faults = [
        f"{'/'.join(map(str, one.instance_path))}: {one.message[:300]}"
        for one in _validator(schema, response.json()).iter_errors(response.json())
    ]
    assert not faults, f"{where}: {faults[:5]}"


def document() -> dict[str, Any]:
    """The OpenAPI document of a service that was never started; made once, by one thread."""
    with _ALONE:  # the models of two applications must not be built at the same time
        return _document()


@cache
def _document() -> dict[str, Any]:
    found: dict[str, Any] = create_app(Settings(data=Path("never-opened"))).openapi()
    return found


def _validator(schema: dict[str, Any], body: Any) -> jsonschema_rs.Draft202012Validator:
    """Of several types that are declared, that of many results if it is one."""
    several = [one["$ref"] for one in schema.get("oneOf", [schema])]
    many = isinstance(body, dict) and "results" in body
    return validator(several[-1 if many else 0])


@cache
def validator(reference: str) -> jsonschema_rs.Draft202012Validator:
    """Validates a component; no member may be there that is not declared."""
    components = _strict(document()["components"])
    return jsonschema_rs.Draft202012Validator({"$ref": reference, "components": components})


def _schema(method: str, path: str, status: int) -> dict[str, Any] | None:
    for template in _templates():
        operation = document()["paths"][template].get(method.lower())
        if operation is None or not _pattern(template).fullmatch(path):
            continue
        content = operation["responses"].get(str(status), {}).get("content", {})
        schema: dict[str, Any] | None = content.get("application/json", {}).get("schema")
        return schema
    return None


@cache
def _templates() -> list[str]:
    """The paths, those with the longest fixed part first: ids may contain slashes."""
    return sorted(document()["paths"], key=lambda path: -len(re.sub(r"\{.*?\}", "", path)))


@cache
def _pattern(template: str) -> re.Pattern[str]:
    fixed = re.split(r"\{.*?\}", template)
    return re.compile(".+".join(re.escape(part) for part in fixed))


def _strict(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: _strict(value) for name, value in schema.items()}
    if "properties" in made and made.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made
