"""Calls of the service, against a real one."""

import gzip
import json
import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import ascii_lowercase
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from checker.engine import Engine, default_rules
from checker.errors import RuleError
from checker.formats import read_draft
from tests.api.conftest import Served, start
from tests.cases.house_rule import HOUSE_RULE
from tests.cases.wire_stories import STORY
from tests.waiting import LONG, until

ITEMS = 1000  # of a bulk load, while fifty editors ask


@contextmanager
def service(folder: Path, **settings: Any) -> Iterator[Served]:
    rules = settings.pop("rules", ())
    served = start(folder / "data", rules=rules, **settings)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop()


def bodies_are_bounded(case: dict[str, Any], folder: Path) -> None:
    with service(folder) as served, served.client() as client:

        def chunks() -> Iterator[bytes]:
            for _ in range(3200):
                yield b"a" * 65536

        statuses = [_lenient(lambda: client.post("/v1/checks", content=chunks()))]
        bomb = gzip.compress(b"a" * (1 << 28), compresslevel=9)
        headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        statuses.append(_lenient(lambda: client.post("/v1/checks", content=bomb, headers=headers)))
        statuses.append(_lying_length(served.base))
        assert set(statuses) <= {400, 413, 415, "closed"}, statuses
        assert 413 in statuses
        assert _memory_kib(served.process.pid) < 500_000
        assert client.get("/healthz").status_code == 200
        checked = served.check("An own story about a library.", look=["markings"])
        assert checked["verdict"] == "clear"


def _lenient(call: Any) -> int | str:
    try:
        return int(call().status_code)
    except httpx.NetworkError:  # the server may close while a body is still on its way
        return "closed"


def _lying_length(base: str) -> int | str:
    address = urlsplit(base)
    assert address.hostname is not None
    with socket.create_connection((address.hostname, address.port or 80), timeout=LONG) as line:
        line.sendall(
            b"POST /v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"Content-Length: 10\r\n\r\n"
        )
        try:
            for _ in range(800):
                line.sendall(b"a" * 65536)
        except OSError:
            return "closed"
        answer = line.recv(4096)
    return int(answer.split(b" ", 2)[1]) if answer else "closed"


def _memory_kib(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def ingest_does_not_hold_up_checks(case: dict[str, Any], folder: Path) -> None:
    with service(folder) as served:
        bulk = [
            {"id": f"bulk{n}", "owner": "afp", "text": _of_the_wire(n)}  # one in a hundred is used
            for n in range(ITEMS)
        ]
        statuses: list[int] = []
        answered: list[str] = []

        def editor(number: int) -> None:
            with served.client() as client:
                # Fifty threads take their time: the service may have closed a line left idle.
                client.headers["Connection"] = "close"
                for turn in range(2):
                    text = f"{STORY} Seen by editor {number} at turn {turn}."
                    answer = client.post("/v1/checks", json={"text": text})
                    statuses.append(answer.status_code)
                    if answer.status_code == 200:
                        answered.append(answer.json()["check"])

        threads = [threading.Thread(target=editor, args=(n,)) for n in range(50)]
        with served.client() as client:
            for thread in threads:
                thread.start()
            for at in range(0, ITEMS, 100):
                added = client.post("/v1/sources", json={"items": bulk[at : at + 100]})
                assert added.status_code == 201, added.text
            for thread in threads:
                thread.join()
            assert set(statuses) <= {200, 429, 503}, sorted(set(statuses))
            assert 200 in statuses
            # One that waits for its turn to be stored says so, and is stored.
            waiting = set(answered)

            def all_stored() -> bool:
                stored = {c for c in waiting if client.get(f"/v1/checks/{c}").status_code == 200}
                waiting.difference_update(stored)
                return not waiting

            assert until(all_stored)


def _of_the_wire(number: int) -> str:
    if number % 100 == 0:
        return f"{STORY} Number {number} of many quays."
    chance = random.Random(number)
    words = ("".join(chance.choices(ascii_lowercase, k=chance.randint(3, 9))) for _ in range(60))
    return " ".join(words)


def odd_characters_are_no_500(case: dict[str, Any], folder: Path) -> None:
    with service(folder) as served, served.client() as client:

        def post(path: str, body: str) -> Any:
            kind = {"Content-Type": "application/json"}
            return client.post(path, content=body.encode(), headers=kind)

        broken = '"PARIS (AFP) \\ud83d broken. The port is open again after nine long days."'
        first = post("/v1/checks", f'{{"text": {broken}}}')
        assert first.status_code == 200
        assert [claim["owner"] for claim in first.json()["claims"]] == ["afp"]
        item = post(
            "/v1/sources", f'{{"items": [{{"id": "s1", "owner": "afp", "text": {broken}}}]}}'
        )
        assert item.status_code in (200, 201), item.text
        assert post("/v1/checks", '{"text": NaN}').status_code in (400, 422)
        null = post("/v1/checks", '{"text": "Own words.\\u0000 More.\\n\\nPARIS (AFP) - Port."}')
        assert null.status_code == 200
        assert [claim["owner"] for claim in null.json()["claims"]] == ["afp"]


def a_kill_is_seen_by_all(case: dict[str, Any], folder: Path) -> None:
    with service(folder, workers=4, rate_per_minute=100_000) as served, served.client() as client:
        item = {"id": "a1", "owner": "afp", "text": STORY}
        assert client.post("/v1/sources", json={"items": [item]}).status_code == 201
        assert served.check(STORY)["verdict"] == "licence_required"
        killed = client.post("/v1/sources/a1/kill", json={"reason": "withdrawn"})
        assert killed.status_code in (200, 201), killed.text
        answers = [served.check(f"{STORY} {n}") for n in range(60)]  # fifteen a worker
        assert {answer["verdict"] for answer in answers} == {"blocked"}
        assert len({answer["versions"]["rules"] for answer in answers}) == 1


def a_verdict_belongs_to_a_text(case: dict[str, Any], folder: Path) -> None:
    with service(folder) as served, served.client() as client:
        own = served.check("An own story about the library.", id="wp:1", revision="2")
        path = f"/v1/checks/{own['check']}/confirm"
        good = client.post(path, json={"text": "An own story about the library."})
        assert good.status_code == 200, good.text
        bad = client.post(path, json={"text": STORY})
        assert bad.status_code == 409, bad.text


def a_runaway_pattern_is_told(case: dict[str, Any], folder: Path) -> None:
    house = folder / "house"
    house.mkdir()
    pattern = case["input"]["pattern"]
    (house / "sample.toml").write_text(HOUSE_RULE.format(pattern=pattern), encoding="utf-8")
    try:
        rules = default_rules(extra=[house])
    except RuleError as refused:
        if "sample-byline" not in str(refused):
            raise
        return  # refused, and it says which
    text = case["input"]["text"] + "\n\nPARIS (AFP) - The port is open."
    scanned = Engine(rules).scan(read_draft(text, as_type="text"), budget=1.0)
    assert any("sample-byline" in part.what for part in scanned.incomplete)
    assert any(finding.agency == "afp" for finding in scanned.findings)


def bad_rules_leave_the_last_good_set(case: dict[str, Any], folder: Path) -> None:
    house = folder / "house"
    house.mkdir()
    good = HOUSE_RULE.format(pattern="By Agenda Sample")
    broken = {
        "x.toml": good.replace("[[rule.pattern]]\nregex", "[[rule.pattern]]\npattren"),
        "y.toml": HOUSE_RULE.format(pattern="Agenda (").replace('id = "sample"', 'id = "y"'),
        "z.toml": HOUSE_RULE.format(pattern="").replace('id = "sample"', 'id = "z"'),
    }
    for name, text in broken.items():
        (house / name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        default_rules(extra=[house])
    told = str(refused.value)
    for name in broken:
        assert name in told
    for fault in ("pattren", "sample-byline"):
        assert fault in told
    for path in house.iterdir():
        path.unlink()
    with service(folder, rules=(house,)) as served, served.client() as client:
        before = client.get("/healthz").json()["rules"]
        (house / "x.toml").write_text(broken["x.toml"], encoding="utf-8")

        def health() -> dict[str, Any]:
            served.check("PARIS (AFP) - The port is open.")
            found: dict[str, Any] = client.get("/healthz").json()
            return found

        state = until(lambda: found if (found := health())["rule_problems"] else None)
        assert state["rules"] == before, json.dumps(state)


STORIES = {
    "AP01": bodies_are_bounded,
    "AP03": ingest_does_not_hold_up_checks,
    "AP07": a_runaway_pattern_is_told,
    "AP09": bad_rules_leave_the_last_good_set,
    "AP11": odd_characters_are_no_500,
    "AP13": a_kill_is_seen_by_all,
    "AP15": a_verdict_belongs_to_a_text,
}
