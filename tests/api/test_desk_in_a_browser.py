"""A desk's service of its own: audits, keys, and all of its pages in a real browser."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.tokens import new_token, token_hash
from checker.audit.outputs import OUTPUTS
from checker.store import Key, Store
from tests.api.conftest import Served, start
from tests.api.desk_reading import add, read, send, words_of
from tests.api.stories import AGREEMENT, DRAFT, OWN, STORIES, STORY
from tests.api.test_browser_access import axe
from tests.chromium import IN_A_BROWSER, new_context, resize
from tests.measured import processes_measured
from tests.waiting import until

pytestmark = pytest.mark.slow


def in_a_browser(test: Any) -> Any:
    for mark in IN_A_BROWSER:
        test = mark(test)
    return test


WIDTHS = (320, 390, 769, 1280, 1920)
LONG = "a" * 140


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    day = datetime.now(UTC) - timedelta(days=2)
    (folder / f"{day:%Y-%m-%d}-copied.txt").write_text(f"Harbour\n\n{STORY}")
    (folder / "own.txt").write_text(OWN)
    return folder


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory, archive: Path, pytestconfig: pytest.Config
) -> Iterator[Served]:
    """A service with something on every page, measured: it alone serves some of them."""
    with processes_measured(pytestconfig):
        served = start(tmp_path_factory.mktemp("desk") / "data", audit_folders=[str(archive)])
    online = AGREEMENT.replace("extent:", "retention: {online_days: 30}\nextent:")
    embargo = {"embargo_until": (datetime.now(UTC) + timedelta(days=2)).isoformat()}
    began = (datetime.now(UTC) - timedelta(days=29)).isoformat()
    with served.client() as client:
        client.post("/v1/sources", json={"items": STORIES})
        head = {"Content-Type": "application/yaml"}
        assert client.post("/v1/agreements", content=online, headers=head).status_code == 201
    add(served, rights=embargo, title=f"An embargoed item {LONG}", id=f"urn:desk:{LONG}")
    credited = f"PORT ELVIRA (AFP) - {STORY}"
    use = {"first_published": began, "site": "harbour.example"}
    served.check(credited, id=f"wp:{LONG}", title="Out for a month", use=use)
    served.check(f"{credited} draft", id="wp:2", title="A draft")
    served.check(DRAFT)
    yield served
    if served.process.poll() is None:
        assert served.stop() == 0


# Audits -------------------------------------------------------------------------------------------


def test_an_audit_is_begun_followed_and_read_with_its_files(desk: Served, archive: Path) -> None:
    begun = send(desk, "/audits", {"path": str(archive), "channel": "web", "territories": "FR, BE"})
    assert begun.status_code == 303, begun.text
    where = begun.headers["location"]
    until(lambda: "Finished" in read(desk, where))
    page = read(desk, where)
    for words in (
        f"Audit of {archive}",
        "on the web, in France and Belgium",
        "2 of 2 files done. They contained 2 pieces.",
        "1 of 2 pieces need action.",
        "Agence France-Presse 1 0",
        "report.html The report for people",
        "claims.csv Who owns the text in each piece",
        "Pieces that need action 1",
    ):
        assert words in page, words
    assert "1 of 2 pieces need action" in read(desk, "/audits")
    with desk.client() as client:
        told = client.get(f"/v1{where}").json()
        assert told["progress"] == {"done": 2, "pieces": 2, "planned": 2}
        assert {"report.html", *OUTPUTS} == set(told["files"]) - {"results.jsonl", "manifest.json"}
        for name in told["files"]:
            assert client.get(f"/v1{where}/files/{name}").status_code == 200
        report = client.get(f"/v1{where}/files/report.html")
        assert report.headers["content-security-policy"].endswith("; sandbox allow-scripts")
        table = client.get(f"/v1{where}/files/actions.csv")
        assert "attachment" in table.headers["content-disposition"]
        for name in ("progress.jsonl", "..%2Fmanifest.json", "nothing.csv"):
            assert client.get(f"/v1{where}/files/{name}").status_code == 404
    over = send(desk, f"{where}/cancel", {})
    assert over.status_code == 409
    assert "is finished and cannot be cancelled" in words_of(over.text)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"path": "/etc"}, 403, "this folder may not be audited path: must be in one of"),
        ({"path": ""}, 422, "path: is required"),
        ({"path": "{archive}", "territories": "Frnce"}, 422, "did you mean FR (France)?"),
        ({"path": "{archive}/nothing"}, 422, "path: does not exist"),
    ],
)
def test_an_audit_that_is_refused_says_why_beside_what_was_typed(
    desk: Served, archive: Path, fields: dict[str, str], status: int, words: str
) -> None:
    asked = {name: value.format(archive=archive) for name, value in fields.items()}
    refused = send(desk, "/audits", {"channel": "web", "site": "typed.example", **asked})
    assert refused.status_code == status
    assert words in words_of(refused.text)
    assert "typed.example" in refused.text


# All pages in a browser ---------------------------------------------------------------------------

PLACES = (
    "/sources",
    "/sources?words=embargoed&status=embargoed",
    f"/sources/urn:desk:{LONG}",
    "/agreements",
    "/agreements/lic:afp:web",
    "/new-agreement",
    "/new-agreement?template_name=excerpt",
    "/recall?id=urn:test:harbour",
    "/recall?id=urn:test:habour",
    "/expiring",
    "/audits",
    "{audit}",
    "/keys",
    "/sign-in",
    "/docs",
)
_OPENED = """[...document.querySelectorAll('details')].slice(0, 12)
  .forEach((d) => { d.open = true; })"""
_OVERFLOWING = """() => [...document.querySelectorAll('main *')].filter((e) =>
  e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'
  && !e.closest('.visually-hidden, thead')
  && !['INPUT', 'TEXTAREA', 'SELECT'].includes(e.tagName)).map((e) => e.outerHTML.slice(0, 90))"""


def places_of(desk: Served) -> list[str]:
    with desk.client() as client:
        audit = client.get("/v1/audits").json()["items"][0]["id"]
    return [place.format(audit=f"/audits/{audit}") for place in PLACES]


@in_a_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.usefixtures("ran")
def test_no_page_of_the_desk_overflows_breaks_or_shuts_anybody_out(
    desk: Served, browser: Any, scheme: str
) -> None:
    context = new_context(browser, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: faults.append(r.url) if "127.0.0.1" not in r.url else None)
    script = axe()
    for place in places_of(desk)[:: 1 if scheme == "light" else 2]:
        page.goto(desk.base + place)
        page.evaluate(_OPENED)
        for width in WIDTHS if scheme == "light" else ():
            resize(page, width, 900)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (place, width)
            assert page.evaluate(_OVERFLOWING) == [], (place, width)
        page.set_viewport_size({"width": 1280, "height": 900})
        if script is not None:
            page.evaluate(script)
            rules = "{}" if scheme == "light" else "{ runOnly: ['color-contrast'] }"
            found = page.evaluate(f"axe.run(document, {rules})")["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], place
    context.close()
    assert [fault for fault in faults if "status of 4" not in fault] == []


@pytest.fixture
def ran(desk: Served, archive: Path) -> None:
    """There is an audit to look at, at its end: the page of one that runs loads itself again."""
    with desk.client() as client:
        audits = client.get("/v1/audits").json()["items"]
        made = (
            audits[0] if audits else client.post("/v1/audits", json={"path": str(archive)}).json()
        )
    until(lambda: "Finished" in read(desk, f"/audits/{made['id']}"))


@in_a_browser
def test_forms_work_in_a_browser_without_scripts(desk: Served, browser: Any) -> None:
    """A browser names the page's origin with a form, so that the guard lets it through."""
    item = add(desk)
    context = new_context(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.base}/sources/{item['id']}")
    page.click("text=Kill this item…")
    page.fill("#kill-reason", "A wrong name.")
    page.click("button:text('Kill this item')")
    assert "is blocked from now on" in page.inner_text("[role=status]")
    page.goto(f"{desk.base}/new-agreement?template_name=excerpt")
    page.click("button:text('Preview')")
    assert "What it would allow" in page.inner_text("#preview")
    context.close()


# Keys, last: from the first one on everybody needs one --------------------------------------------


def test_a_key_is_shown_once_and_revoked_by_forms_alone(desk: Served) -> None:
    first = send(desk, "/keys", {"label": "desk", "scopes": ["check"]})
    assert first.status_code == 422
    assert "the first key must include admin" in words_of(first.text)
    made = send(desk, "/keys", {"label": "desk", "scopes": ["admin"], "roles": "rights-desk"})
    assert "Copy it now: it cannot be shown again." in words_of(made.text)
    token = re.search("wck_[A-Za-z0-9_-]{43}", made.text)
    assert token is not None
    with desk.client(follow_redirects=True, headers={"Accept": "text/html"}) as client:
        assert "Sign in" in client.get("/keys").text
        wrong = client.post("/sign-in", data={"key": "wck_wrong", "next": "/keys"})
        assert (wrong.status_code, "not a valid key" in wrong.text) == (401, True)
        page = client.post("/sign-in", data={"key": token[0], "next": "/keys"}).text
        assert token[0] not in page
        assert "admin, role:rights-desk" in words_of(page)
        lapsing = {"label": "cms", "scopes": ["check"], "expires": "2099-12-31"}
        page = client.post("/keys", data=lapsing).text
        assert "2099-12-31 23:59:59 UTC In force" in words_of(page)
        row = r'<td data-label="Name">(\w+)<div class="id faint">(\w+)'
        by_label = dict(re.findall(row, page))
        page = client.post(f"/keys/{by_label['cms']}/revoke", data={}).text
        assert "Revoked" in words_of(page)
        last = client.post(f"/keys/{by_label['desk']}/revoke", data={})
        assert last.status_code == 409
        assert "Revoke it even though it is the last admin key" in html.unescape(last.text)
        away = client.post("/sign-in", data={"key": token[0], "next": "//evil.example/"})
        assert str(away.url) == f"{desk.base}/"


def test_a_key_without_the_scope_opens_no_page_and_no_form(desk: Served) -> None:
    token = new_token()
    with Store.open(desk.data) as store:  # as `wirecheck keys add` does
        now = datetime.now(UTC)
        store.keys.add(Key("key_cms", "cms", ("check",), now, hash=token_hash(token)))
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/html"}
    with desk.client(headers=headers) as client:
        assert client.get("/sources").status_code == 200
        assert "Kill this item" not in client.get("/sources/urn:test:harbour").text
        for place in ("/audits", "/keys", "/new-agreement"):
            assert client.get(place).status_code == 403, place
        for place in ("/sources/urn:test:harbour/kill", "/keys", "/audits", "/new-agreement",
                      "/agreements/lic:afp:web/deactivate"):  # fmt: skip
            assert client.post(place, data={}).status_code == 403, place
        assert client.post("/expiring/done", data={"check": "none"}).status_code == 404
