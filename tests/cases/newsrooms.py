"""Throw-away newsrooms for the public fault cases, filled the way a user would fill them."""

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.formats import BadRecord, read_draft, read_sources
from checker.models.draft import Draft, Use
from checker.models.source import Source
from checker.models.vocabulary import LOOKS
from checker.newsroom import Newsroom
from checker.report import result
from checker.running.check import CheckOptions
from checker.running.check import check as judge_draft

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


def open_newsroom(folder: Path, now: datetime = NOW) -> Newsroom:
    return Newsroom.open(folder / "data", clock=lambda: now)


def add_lines(newsroom: Newsroom, rows: Iterable[Mapping[str, Any]]) -> None:
    """Adds sources as JSONL, through the reader that `wirecheck sources add` uses."""
    data = "\n".join(json.dumps(row) for row in rows).encode()
    if not data:
        return
    read = list(read_sources(data, name="case.jsonl"))
    bad = [record for record in read if isinstance(record, BadRecord)]
    assert not bad, bad
    newsroom.add_sources([record for record in read if isinstance(record, Source)])


def source_line(item: Mapping[str, Any]) -> dict[str, Any]:
    """A case's item as a line of the JSONL of docs/contract.md."""
    rights = {
        key: item[key] for key in ("embargoed", "usageterms", "ednote", "signals") if key in item
    }
    line = {"id": item["guid"], "owner": item["agency"].casefold(), "text": item["text"]}
    for key in ("provider", "provider_timezone"):
        if key in item:
            line[key] = item[key]
    return {**line, "rights": rights} if rights else line


def agreement_text(entry: Mapping[str, Any], number: int) -> str:
    """A case's short licence as an agreement document."""
    owner = entry["agency"].casefold()
    document: dict[str, Any] = {
        "schema": "licence/1",
        "id": f"lic:{owner}:{number}",
        "kind": "open" if entry.get("open") else "agreement",
        "owner": {"id": owner, "name": entry["agency"]},
        "licensee": {"id": "*", "brands": ["*"]},
        "content": {"media": ["text"], "languages": ["*"]},
        "channels": {"allow": ["*"]},
        "territories": {"allow": entry.get("territories", ["*"])},
        "valid": {"from": entry.get("valid_from"), "until": entry.get("valid_until")},
        "extent": {"mode": "full"},
        "credit": {"text": [entry["agency"]], "where": ["any"], "required_when": "any"},
    }
    if entry.get("deny"):
        document["items"] = {"deny": [entry["guid"]]}
    if "retention_days" in entry:
        document["retention"] = {"online_days": entry["retention_days"], "then": "unpublish"}
    return json.dumps(document)


def draft_of(case: Mapping[str, Any]) -> Draft:
    """The document that a case submits."""
    kind = case["type"]
    if kind == "bytes":
        data = base64.b64decode(case["base64"])
        return read_draft(data, content_type=case["content_type"])
    if kind == "generate":
        text = eval(case["python"], {}, dict(case.get("vars", {})))
        return read_draft(text, as_type="html" if "<div>" in case["python"] else "text")
    return read_draft(case[kind], as_type=kind)


def check(newsroom: Newsroom, draft: Draft, use: Use | None = None) -> dict[str, Any]:
    """The JSON of a check, with the text that its offsets count in.

    A case without sources asks about markings alone.
    """
    look = LOOKS if newsroom.index_version()["items"] else LOOKS[:1]
    done = judge_draft(newsroom, draft, use or Use(), CheckOptions(look=look))
    return result(done.verdict, with_text=True)
