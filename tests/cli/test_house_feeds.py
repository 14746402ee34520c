"""Feeds of single houses at the command line: taken in, watched, killed, and whose they are."""

import json
from pathlib import Path

import pytest

from checker.cli import watch
from checker.cli.ingest import Ingest
from checker.newsroom import Newsroom
from tests.formats import houses

from .run import Command

CNA = (
    '<rss version="2.0"><channel><title>CNA</title><copyright>© CNA</copyright><item>'
    f"<title>Church</title><guid>cna-1</guid><description>{houses.FIRST}</description>"
    "</item></channel></rss>"
)


def test_a_watched_folder_takes_each_house_and_a_later_word_of_its_own(
    wirecheck: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "POLL_SECONDS", 0.01)
    drop = tmp_path / "drop"
    drop.mkdir()
    for name, document in (
        ("ap.xml", houses.appl("Embargoed", release=houses.UNTIL)),
        ("arc.json", houses.ans()),
        ("naviga.json", houses.navigadoc()),
        ("anp.json", houses.anp()),
        ("methode.json", houses.eom()),
    ):
        (drop / name).write_text(houses.written(document), encoding="utf-8")
    with Newsroom.open(tmp_path / "wirecheck-data") as newsroom:
        ingest = Ingest(newsroom)
        watch.watch_folder(drop, ingest, lambda: None, rounds=3)
        first = {e.item.source: e.item.rights.status for e in newsroom.store.sources.page()}
        killed = houses.appl("Canceled").replace("Number>3<", "Number>4<")
        (drop / "kill.xml").write_text(killed, encoding="utf-8")
        watch.watch_folder(drop, ingest, lambda: None, rounds=3)
        entries = {e.item.source: e.item for e in newsroom.store.sources.page()}
    assert first == {
        "aa11": "embargoed", "ARC1": None, "8706660e": "usable", "38bd": None, "e28b12f7": None,
    }  # fmt: skip
    assert entries["aa11"].killed_at is not None
    assert not (drop / "rejects").exists()
    assert {item.owner for item in entries.values()} == {"ap", "anp"}


def test_a_feed_of_a_shared_abbreviation_asks_for_its_owner_and_takes_it(
    wirecheck: Command,
) -> None:
    (wirecheck.folder / "cna.xml").write_text(CNA, encoding="utf-8")
    asked = wirecheck("sources", "add", "cna.xml", "--json")
    (summary,) = asked.documents
    assert asked.code == 0
    assert "several houses" in json.dumps(summary["notes"])
    (kept,) = wirecheck("sources", "list", "--json").documents
    assert kept["owner"] == "unknown"
    told = wirecheck("sources", "add", "cna.xml", "--owner", "catholic-news-agency", "--json")
    assert told.documents[0]["notes"] == []
    (kept,) = wirecheck("sources", "list", "--json").documents
    assert kept["owner"] == "catholic-news-agency"
