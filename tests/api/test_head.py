"""HEAD is answered as GET is, without the body."""

import pytest

from tests.api.conftest import Served

PATHS = ["/", "/sources", "/healthz", "/v1/agreements", "/openapi.json", "/static/css/desk.css"]


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_what_get_answers_but_for_the_body(newsroom: Served, path: str) -> None:
    with newsroom.client() as client:
        told, given = client.head(path), client.get(path)
    assert (told.status_code, given.status_code) == (200, 200)
    assert told.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert told.headers.get(name) == given.headers.get(name)


def test_head_finds_out_what_get_is_refused(newsroom: Served) -> None:
    with newsroom.client() as client:
        assert client.head("/v1/checks/chk_nobody").status_code == 404
        assert client.head("/nowhere").status_code == 404
        assert client.head("/v1/mend").status_code in (404, 405)  # which has no GET


def test_head_is_counted_as_head(newsroom: Served) -> None:
    with newsroom.client() as client:
        client.head("/v1/agreements")
        counted = client.get("/metrics").text
    assert any('method="HEAD"' in row and "/v1/agreements" in row for row in counted.splitlines())
