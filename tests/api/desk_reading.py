"""The desk's pages as tests read and use them: words of a page, forms as a browser sends them."""

import html
import re
import uuid
from typing import Any

from tests.api.conftest import Served

__all__ = ["a_name", "add", "read", "send", "words_of"]


def read(served: Served, path: str, **query: str) -> str:
    """The words of a page's main part, in one line."""
    with served.client() as client:
        answer = client.get(path, params=query or None, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return words_of(answer.text)


def words_of(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", main)).split())


def send(served: Served, path: str, fields: dict[str, Any], **headers: str) -> Any:
    with served.client() as client:
        return client.post(path, data=fields, headers={"Accept": "text/html", **headers})


def a_name() -> str:
    return f"n{uuid.uuid4().hex[:9]}"


def add(served: Served, **item: Any) -> dict[str, Any]:
    """An item of words that nobody else has, put in."""
    name = a_name()
    words = " ".join(f"w{name}{a}{b}" for a in "xyz" for b in "abcdefghijklmnopqrst")
    made = {"id": f"urn:desk:{name}", "owner": "afp", "text": words, "title": f"T{name}", **item}
    with served.client() as client:
        answer = client.post("/v1/sources", json={"items": [made]})
    assert answer.status_code == 201, answer.text
    return made
