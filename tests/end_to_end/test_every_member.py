"""Each member that an answer declares is seen in a real answer of a newsroom made for that."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

import msgspec
import pytest

from checker.report.answer import Answer, Failure, Wording
from checker.report.spans import Delete
from checker.store import Store
from tests.api.conftest import Served, start
from tests.api.stories import OWN, PARAGRAPHS, STORY
from tests.cli.run import Command
from tests.formats.documents import pdf, words_at
from tests.retold import stories as retold

# Declared, since others may count on them, but nothing in the product writes them as yet.
NEVER_WRITTEN = {
    ("Claim", "holder"),
    ("Finding", "holder"),
    ("Match", "translated"),
    ("Delete", "op"),
    *(("Delete", member.encode_name) for member in msgspec.structs.fields(Delete)),
}
# Kept with a stored record, and left out of each answer that is made of it.
STORED_ONLY = {
    ("Answer", "wording"),
    *(("Wording", member.encode_name) for member in msgspec.structs.fields(Wording)),
}

HOUSE_RULES = """schema = 1

[agency]
id = "quaywire"
name = "Quaywire"
country = "NO"
languages = ["en"]
match = ["OSLO (Quaywire) - The port is open."]
no_match = ["The quay is wired."]

[names]
full = ["Quaywire"]

[[rule]]
id = "quaywire-desk"
version = 1
kind = "credit_line"
confidence = "high"
status = "experimental"
keywords = ["quay desk"]
match = ["From the quay desk of the harbour."]
no_match = ["A desk on the quay."]

[[rule.pattern]]
regex = "quay desk"
"""
AGREEMENTS = (
    """schema: licence/1
id: lic:afp:web
kind: agreement
contract: {ref: "AFP-EX-0042"}
owner: {id: afp, name: "Agence France-Presse"}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web]}
territories: {allow: [FR]}
valid: {from: 2025-01-01, until: 2027-12-31}
retention: {online_days: 30, then: unpublish}
extent: {mode: full}
modification: {edit: free, shorten: true, translate: true, combine: true}
credit: {text: ["AFP"], where: [dateline, byline], required_when: any}
notice: {required: true, pattern: ["© {year} Agence France-Presse. All rights reserved."]}
""",
    """schema: licence/1
id: lic:afp:print
kind: agreement
owner: {id: afp, name: "Agence France-Presse"}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [print]}
territories: {allow: ["*"]}
extent: {mode: full}
""",
    """schema: licence/1
id: lic:dpa:web
kind: agreement
owner: {id: dpa, name: "Deutsche Presse-Agentur"}
licensee: {id: "*", brands: ["*"]}
content: {media: [text], languages: ["*"]}
channels: {allow: [web]}
territories: {allow: ["*"]}
quota: {items_per_month: 100}
extent: {mode: full}
""",
)
PHRASE = "It is far too early to say what the new bridge will"
NAMES = (
    "Anna Berg, Carl Dahl, Eva Falk, Gustav Holm, Ida Jansson, Karl Lind, Maja Nyberg, Olof Palm, "
    "Rut Sand."
)
COPYRIGHT = "© 2025 Agence France Press. All right reserved."
ITEMS = [
    {"id": "urn:story", "owner": "afp", "version": "1", "text": STORY, "title": "Piers"},
    {"id": "urn:story", "owner": "afp", "version": "2", "text": f"{STORY}\n\n{NAMES}"},
    {"id": "urn:copy", "owner": "northlight", "text": STORY},
    {
        "id": "urn:held",
        "owner": "dpa",
        "text": OWN,
        "rights": {"usage_terms": ["Not for use in Italy. Use as you see fit, more or less."]},
    },
    {
        "id": "urn:phrase",
        "owner": "dpa",
        "text": f"The council met. {PHRASE} cost. {PARAGRAPHS[5]}",
    },
    {"id": "urn:told", "owner": "coastwire", "text": retold.STORY},
]


def members() -> set[tuple[str, str]]:
    """Every member of every type that an answer or a failure is made of."""
    _, schemas = msgspec.json.schema_components([Answer, Failure], ref_template="{name}")
    return {(name, member) for name, one in schemas.items() for member in one["properties"]}


def seen(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The members of a real answer, by the type that its schema says they belong to."""
    _, schemas = msgspec.json.schema_components([Answer, Failure], ref_template="{name}")

    def walk(value: Any, schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if "anyOf" in schema:
            options = [one for one in schema["anyOf"] if fits(value, one)]
            yield from walk(value, options[0]) if options else ()
        elif "$ref" in schema:
            name = schema["$ref"]
            for member, held in value.items():
                yield name, member
                yield from walk(held, schemas[name]["properties"][member])
        elif isinstance(value, list):
            for one in value:
                yield from walk(one, schema.get("items", {}))
        elif isinstance(value, dict):  # without a type: what was sent, in the sender's form
            for one in value.values():
                yield from walk(one, schema.get("additionalProperties", {}))

    def fits(value: Any, schema: dict[str, Any]) -> bool:
        if "$ref" not in schema:
            return value is None and schema.get("type") == "null"
        op = schemas[schema["$ref"]]["properties"].get("op")
        return isinstance(value, dict) and (op is None or value["op"] in op["enum"])

    return walk(document, {"$ref": "Failure" if "error" in document else "Answer"})


def answers(served: Served, wirecheck: Command, folder: Path) -> Iterator[dict[str, Any]]:
    use = {"channel": "web", "territories": ["FR"], "site": "lantern.example"}
    full = {"with_text": True, "with_sources": True, "use": use}
    fields = {"title": "Piers", "body": STORY, "captions": [COPYRIGHT], "footer": "(AFP)"}
    with served.client() as client:

        def check(**body: Any) -> dict[str, Any]:
            answer = client.post("/v1/checks", json={**full, **body})
            assert answer.status_code == 200, answer.text
            found: dict[str, Any] = answer.json()
            return found

        first = check(id="piece", revision="7", fields=fields)
        yield first
        yield check(text=f"{STORY}\n\n{COPYRIGHT}\n\nFrom the quay desk of the harbour.")
        yield check(text=f"{OWN}\n\n{NAMES}", use={**use, "territories": ["IT"]})
        yield check(text=NAMES, title=STORY)
        yield check(fields={"title": "A ship", "body": retold.PARAPHRASE})
        yield check(text=f"A club lost. {PHRASE.replace('what the new bridge', 'who')} lead it.")
        hidden = "<p>The council went home by tram <i hidden>of us</i> in the rain on Monday.</p>"
        yield check(html=f'<meta name="author" content="AFP"><p>{STORY}</p>{hidden}')
        whole = [f"<p>{part}</p>" for part in PARAGRAPHS]
        blocks = [{"type": "paragraph", "data": {"text": part}} for part in PARAGRAPHS]
        yield check(html="".join(whole), mend=True)
        yield check(text=STORY, mend=True)
        yield check(text=f"{STORY}\n\n{COPYRIGHT}", mend=True)
        yield check(text="Bakers on the quay sold out by ten on a wet morning.\n\nSource: AFP")
        yield check(text=f"{OWN}\n\n© dpa-infocom, dpa:240112-930-12345/2")  # two rules, one mark
        unread = {"document": {"name": "a.png", "base64": "iVBORw0KGgo="}}
        yield from client.post("/v1/checks", json={"drafts": [unread]}).json()["results"]
        yield check(fields={"title": "Piers", "body_html": "".join(whole)}, mend=True)
        yield check(blocks={"blocks": blocks}, mend=True)
        sent = {"name": "a.txt", "base64": base64.b64encode(STORY.encode()).decode()}
        yield check(document=sent, mend=True)
        typed = [*wrap(STORY, 80), "(AFP)"]
        sheet = pdf([words_at(72, 780 - 14 * n, line) for n, line in enumerate(typed)])
        yield check(document={"name": "a.pdf", "base64": base64.b64encode(sheet).decode()})
        codes = [reason["code"] for claim in first["claims"] for reason in claim["reasons"]]
        override = {"text_sha256": first["text_sha256"], "why": "agreed", "codes": codes}
        given = client.post(f"/v1/checks/{first['check']}/overrides", json=override)
        assert given.status_code == 201, given.text
        stored = client.get(f"/v1/checks/{first['check']}", params={"with_sources": True}).json()
        yield stored
        yield {**stored, "overrides": [given.json()]}  # the answer to its own request
        assert client.post("/v1/sources/urn:story/kill", json={}).status_code == 200
        yield client.get(f"/v1/checks/{first['check']}").json()  # overtaken by the kill
        (folder / "rules" / "quaywire.toml").unlink()
        yield check(text=OWN)  # by the house rules that were accepted
        unreadable = {"schema": "licence/1", "id": "lic:test:broken", "kind": "agreement"}
        with Store.open(served.data) as store:
            store.agreements.put(unreadable, at=datetime.now(UTC))
        yield from client.post("/v1/checks", json={"drafts": [{"text": OWN}]}).json()["results"]
        assert client.delete("/v1/agreements/lic:test:broken").status_code == 204
    lines = folder / "in.jsonl"
    lines.write_text(json.dumps({"text": OWN}) + "\n" + '{"id": "bad", "path": "nowhere.txt"}\n')
    out = folder / "out.jsonl"
    wirecheck("--data", str(served.data), "check", "--jsonl", str(lines), "--out", str(out))
    yield from map(json.loads, out.read_text("utf-8").splitlines())


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[Served]:
    """A service with house rules, versions of a story, copies of it and two agreements."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "quaywire.toml").write_text(HOUSE_RULES)
    served = start(tmp_path / "data", rules=(rules,))
    with served.client() as client:
        for text in AGREEMENTS:
            kind = {"Content-Type": "application/yaml"}
            made = client.post("/v1/agreements", content=text, headers=kind)
            assert made.status_code == 201, made.text
        doubtful = {"schema": "policy/1", "review_below": "certain"}
        assert client.put("/v1/policy", json=doubtful).status_code == 200
        for item in ITEMS:
            made = client.post("/v1/sources", json={"items": [item]})
            assert made.status_code == 201, made.text
    yield served
    served.stop()


@pytest.mark.slow
def test_every_declared_member_is_seen_in_an_answer(
    rich: Served, wirecheck: Command, tmp_path: Path
) -> None:
    found: set[tuple[str, str]] = set()
    for answer in answers(rich, wirecheck, tmp_path):
        found |= set(seen(answer))
    missing = members() - found - NEVER_WRITTEN - STORED_ONLY
    assert not missing, sorted(missing)
    assert not found & NEVER_WRITTEN
