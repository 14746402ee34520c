"""Who may do what."""

import socket
from collections.abc import Callable

import httpx
import pytest

from checker.errors import ConfigurationError
from checker.settings import Settings
from tests.api.conftest import Served
from tests.api.stories import OWN
from tests.waiting import LONG

JUNK = [
    "",
    "Bearer",
    "Bearer nonsense",
    "Basic dXNlcjpwYXNz",
    "Bearer wck_" + "a" * 43,
    "Bearer wck_" + "é" * 43,
    "Bearer " + "x" * 5000,
]


@pytest.mark.parametrize("header", JUNK)
def test_any_junk_in_the_header_is_401_even_where_no_key_is_needed(
    newsroom: Served, header: str
) -> None:
    with newsroom.client() as client:
        answer = client.post(
            "/v1/checks",
            json={"text": OWN},
            headers=[(b"Authorization", header.encode("latin-1", "replace"))],
        )
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["content-type"] == "application/problem+json"


def test_another_sites_page_cannot_use_the_open_door(newsroom: Served) -> None:
    with newsroom.client() as client:
        for headers in (
            {"Origin": "https://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            answer = client.post("/v1/checks", json={"text": OWN}, headers=headers)
            assert answer.status_code == 403
        rebound = client.get("/v1/sources", headers={"Host": "evil.example"})
        assert rebound.status_code == 421


def before_the_body(served: Served, path: str, key: str) -> int:
    """The status that a caller gets who has sent a request's head and nothing of its body."""
    host, port = served.base.removeprefix("http://").split(":")
    head = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Authorization: Bearer {key}",
        "Content-Type: application/json",
        "Idempotency-Key: once",
        "Content-Length: 99000000",
    ]
    with socket.create_connection((host, int(port)), LONG) as line:
        line.sendall("\r\n".join([*head, "", ""]).encode())
        return int(line.recv(4096).split(b" ")[1])


@pytest.mark.usefixtures("measured_processes")
def test_a_key_is_nowhere_in_the_database_though_its_request_may_be_repeated(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    asked = {"label": "admin", "scopes": ["admin"]}
    with served.client() as client:
        made = client.post("/v1/keys", json=asked, headers={"Idempotency-Key": "once"})
        # before any key was made the caller was this machine; now it is the key's holder
        holder = {"Authorization": f"Bearer {made.json()['key']}", "Idempotency-Key": "again"}
        second = client.post("/v1/keys", json=asked, headers=holder)
        repeated = client.post("/v1/keys", json=asked, headers=holder)
        assert repeated.headers["idempotency-replayed"] == "true"
        assert second.json() == {**repeated.json(), "key": second.json()["key"]}
        assert "key" not in repeated.json()
        assert len(client.get("/v1/keys", headers=holder).json()["items"]) == 2
    files = b"".join(path.read_bytes() for path in served.data.glob("wirecheck.db*"))
    for answer in (made, second):
        assert answer.json()["key"].encode() not in files


@pytest.mark.usefixtures("measured_processes")
def test_scopes_hold_and_a_revoked_key_ends(serve: Callable[..., Served]) -> None:
    served = serve()
    with served.client() as client:
        refused = client.post("/v1/keys", json={"label": "cms", "scopes": ["check"]})
        assert refused.status_code == 422  # the first one must include admin
        admin = client.post("/v1/keys", json={"label": "admin", "scopes": ["admin"]}).json()["key"]
        assert client.get("/v1/sources").status_code == 401
        as_admin = {"Authorization": f"Bearer {admin}"}
        made = client.post(
            "/v1/keys", json={"label": "cms", "scopes": ["check"]}, headers=as_admin
        ).json()
        as_cms = {"Authorization": f"Bearer {made['key']}"}
        assert client.post("/v1/checks", json={"text": OWN}, headers=as_cms).status_code == 200
        desk = {"label": "desk", "scopes": ["check", "role:rights-desk"]}
        desk_key = client.post("/v1/keys", json=desk, headers=as_admin).json()["key"]
        marked = {"text": f"PARIS, June 1 (AFP) - {OWN}", "id": "wp:release"}
        held = client.post("/v1/checks", json=marked, headers=as_cms).json()
        assert held["enforcement"] == "block"
        codes = sorted({r["code"] for claim in held["claims"] for r in claim["reasons"]})
        release = {"codes": codes, "why": "agreed", "text_sha256": held["text_sha256"]}
        path = f"/v1/checks/{held['check']}/overrides"
        for headers in (as_cms, as_admin):  # no scope is a role
            refused = client.post(path, json=release, headers=headers)
            assert refused.status_code == 403
            assert "role" in refused.json()["detail"]
            assert client.post(path, json={**release, "role": "x"}, headers=headers).is_error
        as_desk = {"Authorization": f"Bearer {desk_key}"}
        given = client.post(path, json=release, headers=as_desk)
        assert (given.status_code, given.json()["role"]) == (201, "rights-desk")
        denied = client.delete("/v1/sources/x", headers=as_cms)
        assert denied.status_code == 403
        assert client.get("/metrics", headers=as_cms).status_code == 403
        assert client.get("/metrics", headers=as_admin).status_code == 200
        for path, key, status in (
            ("/v1/sources", made["key"], 403),
            ("/v1/audits", made["key"], 403),
            ("/v1/agreements", made["key"], 403),
            ("/v1/sources", "wck_" + "a" * 43, 401),
            ("/v1/checks", "", 401),
            ("/v1/sources", admin, 413),
        ):
            assert before_the_body(served, path, key) == status, path
        assert client.delete(f"/v1/keys/{made['id']}", headers=as_admin).status_code == 204
        assert client.post("/v1/checks", json={"text": OWN}, headers=as_cms).status_code == 401
        listed = client.get("/v1/keys", headers=as_admin).text
        assert admin not in listed
        assert made["key"] not in listed
        assert client.get("/healthz").status_code == 200
        own = next(one for one in client.get("/v1/keys", headers=as_admin).json()["items"])
        kept = client.delete(f"/v1/keys/{own['id']}", headers=as_admin)
        assert (kept.status_code, kept.json()["type"].split(":")[-1]) == (409, "last-admin-key")
        gone = client.delete(f"/v1/keys/{own['id']}?last=true", headers=as_admin)
        assert gone.status_code == 204
        for headers in ({}, as_admin, as_cms):
            assert client.get("/v1/keys", headers=headers).status_code == 401
            body = {"label": "x", "scopes": ["admin"]}
            assert client.post("/v1/keys", json=body, headers=headers).status_code == 401
    log = served.log.read_text()
    assert admin not in log
    assert OWN[:30] not in log


@pytest.mark.usefixtures("measured_processes")
def test_an_embargo_without_a_readable_end_is_released_by_the_admin_alone_and_a_kill_by_nobody(
    serve: Callable[..., Served],
) -> None:
    served = serve()
    words = "The lamplighters of Oskar Bay asked for longer ladders, and the council said no twice."
    unread = {"embargoed": "until the minister has spoken"}
    item = {"id": "urn:lamps", "owner": "quaywire", "text": words, "rights": {}, **unread}
    with served.client() as client:
        admin = client.post("/v1/keys", json={"label": "chief", "scopes": ["admin"]}).json()["key"]
        as_admin = {"Authorization": f"Bearer {admin}"}
        desk = {"label": "desk", "scopes": ["check", "role:rights-desk"]}
        made = client.post("/v1/keys", json=desk, headers=as_admin).json()["key"]
        as_desk = {"Authorization": f"Bearer {made}"}
        added = client.post("/v1/sources", json={"items": [item]}, headers=as_admin)
        assert added.status_code == 201, added.text

        def released(headers: dict[str, str], **more: str) -> httpx.Response:
            asked = {"text": words, "id": "wp:lamps", "use": {"channel": "web"}}
            held = client.post("/v1/checks", json=asked, headers=as_desk).json()
            codes = sorted({r["code"] for claim in held["claims"] for r in claim["reasons"]})
            body = {"codes": codes, "why": "he spoke", "text_sha256": held["text_sha256"], **more}
            path = f"/v1/checks/{held['check']}/overrides"
            return client.post(path, json=body, headers=headers)

        refused = released(as_desk)
        assert (refused.status_code, "does not let" in refused.json()["detail"]) == (403, True)
        given = released(as_admin)
        assert (given.status_code, given.json()["role"]) == (201, "admin"), given.text
        assert released(as_admin, role="admin").status_code == 201
        patched = client.patch(
            "/v1/sources/urn:lamps",
            json={"rights": {"embargo_until": "2199-01-01T00:00:00Z"}},
            headers=as_admin,
        )
        assert patched.status_code == 200, patched.text
        for role in ({}, {"role": "admin"}):
            refused = released(as_admin, **role)
            assert refused.status_code == 403
            assert "cannot be released" in refused.json()["detail"]
        client.post("/v1/sources/urn:lamps/kill", json={}, headers=as_admin)
        assert released(as_admin).status_code == 403


@pytest.mark.usefixtures("measured_processes")
def test_a_page_asks_for_a_key_and_its_cookie_serves(serve: Callable[..., Served]) -> None:
    served = serve()
    with served.client() as client:
        key = client.post("/v1/keys", json={"label": "admin", "scopes": ["admin"]}).json()["key"]
        away = client.get("/sources")
        assert away.status_code == 303
        assert away.headers["location"] == "/sign-in?next=%2Fsources"
        assert client.post("/session", json={"key": "wrong"}).status_code == 401
        for origin in ("https://evil.example", served.base.replace("http:", "https:")):
            other = client.post("/session", json={"key": key}, headers={"Origin": origin})
            assert (other.status_code, "set-cookie" in other.headers) == (403, False)
        assert client.post("/session", json={"key": "x" * 5_000}).status_code == 413
        into = client.post("/session", json={"key": key})
        assert into.status_code == 204
        cookie = into.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert client.get("/sources").status_code == 200
        assert client.delete("/session").status_code == 204


def test_without_a_key_no_other_machine_is_let_in(tmp_path_factory: pytest.TempPathFactory) -> None:
    from api.run import run

    data = tmp_path_factory.mktemp("open") / "data"
    with pytest.raises(ConfigurationError, match="no valid API key"):
        run(Settings(data=data, serve={"host": "0.0.0.0", "port": 0}))


def test_a_person_is_told_of_an_error_in_a_page(newsroom: Served) -> None:
    with newsroom.client() as client:
        answer = client.get("/sources/nothing", headers={"Accept": "text/html"})
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert "there is no such item" in answer.text
        program = client.get("/sources/nothing")
        assert program.headers["content-type"] == "application/problem+json"
