"""The page of the reference shows what the OpenAPI document declares."""

import re
from typing import Any

from tests.api import declared
from tests.api.conftest import Served
from tests.api.desk_reading import read


def line(operation: Any) -> str:
    first: str = operation["description"].partition("\n")[0]
    return first


def test_the_reference_shows_every_operation_and_every_type(newsroom: Served) -> None:
    page = read(newsroom, "/docs")
    document = declared.document()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            first = " ".join(re.sub("`([^`]+)`", r" \1 ", line(operation)).split())
            assert f"{method.upper()} {path} {first}" in page, (method, path)
    for name, schema in document["components"]["schemas"].items():
        assert f"{name} " in page, name
        for member in schema.get("properties", {}):
            assert member in page, f"{name}.{member}"
    with newsroom.client() as client:
        source = client.get("/docs").text
    assert not re.findall(r"(?:src|href)=\"(?!/|#|data:)[^\"]*\"", source)
    anchors = set(re.findall(r'href="#([^"]+)"', source))
    assert anchors <= set(re.findall(r'id="([^"]+)"', source))
