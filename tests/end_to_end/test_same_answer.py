"""One document, four doors: a file, a line of a batch, an audit, a request. One answer."""

import contextlib
import hashlib
import io
import json
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run
from checker.models.draft import MAX_LETTERS
from tests.api.conftest import Served, start
from tests.api.stories import AGREEMENT, ARABIC, CHINESE, PARAGRAPHS, STORIES, STORY
from tests.cli.stories import AGENCY, OWN

VOLATILE = {"id", "check", "checked_at", "links", "overtaken"}
USE = {
    "publisher": "pub:lantern",
    "channel": "web",
    "territories": ["FR"],
    "at": "2026-06-01T10:00:00Z",
}
OPTIONS = (
    "--publisher", "pub:lantern", "--channel", "web", "--territory", "FR",
    "--at", "2026-06-01T10:00:00Z",
)  # fmt: skip
ACCENTS = f"BORDEAUX, 14 déc. (AFP) - Le conseil a délibéré à l'été dernier.\n\n{OWN}"
MARKUP = "".join(f"<p>{part}</p>\n" for part in PARAGRAPHS)
PAGE = (
    '<!doctype html><html lang="fr"><head><title>Piers</title>'
    '<meta name="author" content="Reuters"><script type="application/ld+json">'
    '{"@type": "NewsArticle", "creditText": "AFP"}</script></head><body><nav>Home</nav>'
    f"<article><h1>Piers &amp; ferries</h1><p>By AFP</p>{MARKUP}"
    "<figure><img src=a.jpg><figcaption>The fish market. &copy; AFP</figcaption></figure>"
    "</article><aside><a href=/x>Other story (Reuters)</a></aside>"
    "<footer>&copy; 2026 The Lantern</footer></body></html>"
)
TEXTS = {
    "own": OWN,
    "marked": AGENCY,
    "copied": STORY,
    "cut": "\n\n".join(PARAGRAPHS[1:4]),
    "turned": "\n\n".join(reversed(PARAGRAPHS)),
    "mixed": f"{OWN}\n\n{PARAGRAPHS[0]}\n\n{AGENCY}",
    "windows lines": f"{STORY}\n\n{AGENCY}".replace("\n", "\r\n"),
    "old lines": STORY.replace("\n", "\r"),
    "composed": ACCENTS,
    "decomposed": unicodedata.normalize("NFD", ACCENTS),
    "emoji": f"🚨👩‍💻 {PARAGRAPHS[0]} 🇫🇷\n\n{AGENCY}",
    "soft hyphens": STORY.replace("harbour", "har\u00adbour").replace(" ", "\u00a0", 9),
    "zero width": AGENCY.replace("AFP", "A\u200bFP"),
    "look-alike": STORY.replace("a", "а", 4),
    "arabic": ARABIC,
    "arabic marked": f"بور إلفيرا (أ ف ب) - {ARABIC}\n\n© Agence France-Presse",
    "bidi": f"\u202b{ARABIC}\u202c",
    "chinese": CHINESE,
    "chinese marked": f"新华社埃尔维拉港3月1日电 {CHINESE}",
    "half copied": CHINESE[: len(CHINESE) // 2],
    "japanese": "【東京共同】港の桟橋が来春閉鎖されると当局が三日発表した。",
    "thai": "ท่าเรือเก่าสองแห่งจะปิดในฤดูใบไม้ผลิหน้า เจ้าหน้าที่กล่าวเมื่อวันอังคาร",
    "markup as text": f"&copy; <b>AFP</b> {PARAGRAPHS[2]}",
    "odd spaces": f"\t \u2003{AGENCY}\u3000\n\n\n",
    "one line": STORY.replace("\n\n", " ") * 3,
    "told afp": f'{OWN}\n\n"Nobody asked us," a stallholder told AFP.',
    "tiny": "A",
}
PAGES = {
    "page": PAGE,
    "fragment": MARKUP,
    "own page": f"<article><h1>Nets</h1><p>{OWN}</p></article>",
    "rtl page": f'<html dir="rtl"><body><p>{ARABIC}</p><p>(أ ف ب)</p></body></html>',
    "cjk page": f"<article><p>新华社埃尔维拉港3月1日电 {CHINESE}</p></article>",
    "entities": f"<p>LARKPORT, May 9 (&#65;FP) &mdash; {OWN}</p><p>&copy;&nbsp;AFP</p>",
    "unclosed": f"<div><p>LARKPORT (AFP) - {PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}",
    "windows lines": PAGE.replace("\n", "\r\n"),
    "decomposed": unicodedata.normalize("NFD", f"<p>{ACCENTS}</p>"),
    "emoji": f"<p>🚨 LARKPORT (AFP) - {PARAGRAPHS[0]}</p>",
}
DOCUMENTS = [(form, name) for form, all_of in (("text", TEXTS), ("html", PAGES)) for name in all_of]


def content(form: str, name: str) -> str:
    return (TEXTS if form == "text" else PAGES)[name]


def lines_of(*arguments: str) -> list[dict[str, Any]]:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        run(list(arguments))
    out.seek(0)
    return [json.loads(line) for line in out if line.startswith("{")]


def audit_of(data: Path, names: list[str], *more: str) -> list[dict[str, Any]]:
    """The results of an audit of these files, in their order."""
    lines_of("--data", str(data), "audit", *names, "--out", "report", *OPTIONS, *more)
    results = Path("report/results.jsonl").read_bytes().splitlines()
    found = {one["path"]: one for one in map(json.loads, results)}
    return [found[name] for name in names]


@dataclass(frozen=True)
class Answers:
    """Results of each door, in the order of the documents; and the service, still there."""

    files: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    audited: list[dict[str, Any]]
    service: Served
    data: Path


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answers]:
    folder = tmp_path_factory.mktemp("same")
    data = folder / "data"
    before = Path.cwd()
    os.chdir(folder)
    try:
        Path("s.jsonl").write_text("".join(json.dumps(story) + "\n" for story in STORIES))
        Path("a.yaml").write_text(AGREEMENT)
        at = ("--data", str(data))
        lines_of(*at, "sources", "add", "s.jsonl")
        lines_of(*at, "agreements", "add", "a.yaml")
        names, batch = [], []
        for number, (form, name) in enumerate(DOCUMENTS):
            body = content(form, name)
            file = Path(f"d{number}.{'txt' if form == 'text' else 'html'}")
            file.write_bytes(body.encode())
            names.append(str(file))
            batch.append(json.dumps({"id": number, form: body, "use": USE}))
        Path("in.jsonl").write_text("\n".join(batch))
        files = lines_of(*at, "check", "--json", "--with-text", "--no-record", *OPTIONS, *names)
        lines_of(*at, "check", "--no-record", "--with-text", "--jsonl", "in.jsonl", "--out", "out")
        found = [json.loads(line) for line in Path("out").read_bytes().splitlines()]
        audited = audit_of(data, names)
    finally:
        os.chdir(before)
    service = start(data)
    yield Answers(files, found, audited, service, data)
    service.stop()


def core(document: dict[str, Any], like: dict[str, Any] | None = None) -> dict[str, Any]:
    """What must not depend on the way in."""
    keys = set(document if like is None else like) - VOLATILE
    values = {key: document.get(key) for key in sorted(keys)}
    return {**values, "looked_at": without_door(document["looked_at"])}


def without_door(looked_at: dict[str, Any]) -> dict[str, Any]:
    """What was looked at, whoever asked: some doors record, and the service has less time."""
    same = {key: value for key, value in looked_at.items() if key != "recorded"}
    return {**same, "budgets": [budget["what"] for budget in looked_at["budgets"]]}


@pytest.mark.parametrize(
    "number", range(len(DOCUMENTS)), ids=[f"{form}-{name}" for form, name in DOCUMENTS]
)
def test_a_file_a_line_an_audit_and_a_request_give_the_same_answer(
    answers: Answers, number: int
) -> None:
    form, name = DOCUMENTS[number]
    alone, line = answers.files[number], answers.lines[number]
    assert alone["verdict"] is not None
    assert core(line) == core(alone)
    shown = {key: value for key, value in alone.items() if key != "text"}
    assert core(answers.audited[number], like=shown) == core(shown)
    body = content(form, name)
    with answers.service.client() as client:
        found = client.post("/v1/checks", json={form: body, "use": USE}).json()
    assert core(found, like={k: v for k, v in alone.items() if k != "text"}) == core(
        {k: v for k, v in alone.items() if k != "text"}
    )
    shown = alone["text"]
    for marking in alone["findings"]:
        if "field" not in marking:
            assert shown[marking["start"] : marking["end"]] == marking["text"]


def test_the_documents_are_of_many_kinds(answers: Answers) -> None:
    assert {document["verdict"] for document in answers.lines} >= {"clear", "credit_required"}
    assert any(document["matches"] for document in answers.lines)


@pytest.mark.parametrize("text", ["LARKPORT (AFP) - lone \ud83d half", "LARKPORT (AFP) - \0 null"])
def test_a_damaged_text_is_incomplete_in_a_line_and_in_a_request(
    answers: Answers, tmp_path: Path, text: str
) -> None:
    body = json.dumps({"text": text, "use": USE})
    (tmp_path / "in.jsonl").write_text(body)
    (tmp_path / "a.json").write_text(json.dumps({"text": text}))
    at = ("--data", str(answers.data), "check", "--no-record")
    lines_of(*at, "--jsonl", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out"))
    line = json.loads((tmp_path / "out").read_text())
    [alone] = lines_of(*at, "--json", *OPTIONS, str(tmp_path / "a.json"))
    with answers.service.client() as client:
        answer = client.post(
            "/v1/checks", content=body, headers={"Content-Type": "application/json"}
        ).json()
    verdicts = {(each["verdict"], each["complete"]) for each in (line, alone, answer)}
    assert len(verdicts) == 1
    assert not line["complete"]


NAME = "piece.txt"
COPIED = f"{OWN}\n\n{STORY}"


@dataclass(frozen=True)
class Doors:
    """Every door to one newsroom, for one text under one name."""

    data: Path
    service: Served

    def ask(self, text: str, *, units: str = "codepoints") -> dict[str, dict[str, Any]]:
        """The answer of each door, which is asked in a folder of its own."""
        Path(NAME).write_bytes(text.encode())
        Path("in.jsonl").write_text(json.dumps({"id": NAME, "text": text, "use": USE}))
        at = ("--data", str(self.data))
        [alone] = lines_of(*at, "check", "--json", "--units", units, *OPTIONS, NAME)
        lines_of(*at, "check", "--units", units, "--jsonl", "in.jsonl", "--out", "out")
        with self.service.client() as client:
            body = {"text": text, "id": NAME, "use": USE, "units": units}
            asked = client.post("/v1/checks", json=body).json()
        found = {"file": alone, "line": json.loads(Path("out").read_text()), "request": asked}
        if units == "codepoints":
            [found["audit"]] = audit_of(self.data, [NAME], "--restart")
        return found


@pytest.fixture(scope="module")
def opened(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Doors]:
    """A newsroom with few sources; `indirect` parameters are the most characters of a text."""
    folder = tmp_path_factory.mktemp("doors")
    most = getattr(request, "param", 0)
    (folder / "wirecheck.toml").write_text(f"[check]\nmax_letters = {most or MAX_LETTERS}\n")
    stories = folder / "s.jsonl"
    stories.write_text("".join(json.dumps(story) + "\n" for story in STORIES))
    data = folder / "data"
    lines_of("--data", str(data), "sources", "add", str(stories))
    service = start(data, max_letters=most) if most else start(data)
    yield Doors(data, service)
    service.stop()


@pytest.fixture
def doors(opened: Doors, monkeypatch: pytest.MonkeyPatch) -> Doors:
    monkeypatch.chdir(opened.data.parent)
    return opened


def same(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The one answer that all doors gave."""
    first = found["file"]
    for door, answer in found.items():
        assert core(answer, like=first) == core(first), door
    return first


def released_by(service: Served, answer: dict[str, Any], *codes: str) -> None:
    with service.client() as client:
        body = {"codes": codes, "why": "agreed by phone", "text_sha256": answer["text_sha256"]}
        given = client.post(f"/v1/checks/{answer['check']}/overrides", json=body)
    assert given.status_code == 201, given.text


@pytest.mark.slow
def test_an_override_counts_at_every_door_and_for_this_text_alone(doors: Doors) -> None:
    text = f"{COPIED}\n\nThe fishmongers sent a cake."  # no other test sees the override
    held = same(doors.ask(text))
    assert (held["verdict"], held["enforcement"]) == ("licence_required", "block")
    codes = {
        reason["code"]
        for claim in held["claims"]
        for reason in claim["reasons"]
        if reason["severity"] != "clear"
    }
    answers = doors.ask(text)
    released_by(doors.service, answers["request"], *sorted(codes))
    let = same(doors.ask(text))
    assert (let["verdict"], let["enforcement"]) == ("licence_required", "allow")
    assert [given["why"] for given in let["overrides"]] == ["agreed by phone"]
    revised = same(doors.ask(f"{text}\n\nA new line."))
    assert (revised["enforcement"], "overrides" in revised) == ("block", False)


@pytest.mark.slow
@pytest.mark.parametrize("opened", [900], indirect=True)
def test_a_text_over_the_limit_is_incomplete_at_every_door_and_keeps_its_own_hash(
    doors: Doors,
) -> None:
    long = f"{OWN}\n\n" * 5 + STORY
    assert len(long) > 900
    cut = same(doors.ask(long))
    assert (cut["verdict"], cut["complete"]) == ("unfinished", False)
    assert cut["text_sha256"] == hashlib.sha256(long.encode()).hexdigest()
    assert any("characters were not checked" in reason["message"] for reason in cut["reasons"])
    short = same(doors.ask(long[:900]))
    assert short["complete"]
    assert short["text_sha256"] != cut["text_sha256"]


@pytest.mark.slow
def test_utf16_offsets_are_the_same_at_every_door(doors: Doors) -> None:
    text = f"🚨👩‍💻 {OWN}\n\n{STORY}"
    answers = doors.ask(text, units="utf16")
    passage = same(answers)["matches"][0]["passages"][0]
    wide = text.encode("utf-16-le")
    quoted = wide[2 * passage["start"] : 2 * passage["end"]].decode("utf-16-le")
    assert quoted in STORY


@pytest.mark.slow
def test_fields_are_judged_as_their_text_is_at_the_other_doors(doors: Doors) -> None:
    title, body = "Fish market must move", f"{OWN}\n\n{STORY}"
    joined = same(doors.ask(f"{title}\n\n{body}"))
    with doors.service.client() as client:
        fields = {"title": title, "body": body}
        asked = client.post("/v1/checks", json={"fields": fields, "id": NAME, "use": USE}).json()
    for key in ("verdict", "enforcement", "complete", "message", "text_sha256", "next_event"):
        assert asked[key] == joined[key]
    for mine, theirs in zip(asked["matches"], joined["matches"], strict=True):
        for inside, outside in zip(mine["passages"], theirs["passages"], strict=True):
            place = inside.pop("in")
            assert inside == outside
            assert (
                body[place["start"] : place["end"]]
                == joined_text(title, body)[outside["start"] : outside["end"]]
            )


def joined_text(title: str, body: str) -> str:
    return f"{title}\n\n{body}"


@pytest.mark.slow
def test_the_stored_check_is_the_same_from_every_door(doors: Doors) -> None:
    answers = doors.ask(COPIED)
    with doors.service.client() as client:
        stored = [client.get(f"/v1/checks/{one['check']}").json() for one in answers.values()]
    first = core(stored[0])
    assert all(core(one, like=stored[0]) == first for one in stored)
    assert first["names"]
