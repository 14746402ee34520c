"""Notes that withdraw an earlier version: its text is blocked, and the newest one is free."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft, read_sources
from checker.models.draft import Use
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.orders.earlier import withdraws_earlier
from checker.orders.status import status_in_note
from tests.matching.newsroom import story
from tests.rows import each_row

NOW = datetime(2026, 11, 30, tzinfo=UTC)
OLD, NEW = story(51, 8), story(52, 8)


@each_row(
    "note",
    [
        "The previous version has been killed",
        "CORRECTION: please do not use earlier version",
        "This replaces an earlier version that has been withdrawn",
        "MANDATORY KILL of earlier version",
        "Please do not use earlier version of this story",
        "Die frühere Fassung darf nicht verwendet werden",
        "La version précédente est annulée",
        "La versión anterior queda anulada",
        "La versione precedente è annullata",
        "Tidigare version återkallad",
        "Предыдущая версия аннулирована",
        "旧稿は取り消します",
        "이전 기사는 취소합니다",
    ],
)
def test_a_note_may_withdraw_an_earlier_version_alone(note: str) -> None:
    assert withdraws_earlier(note)
    assert status_in_note(note) is None


@each_row(
    "note,status",
    [
        ("This story and its earlier versions are withdrawn", "canceled"),
        ("KILL. This replaces the previous version", "canceled"),
        ("Kill this story, previous version as well", "canceled"),
        ("This story is killed. Earlier versions too.", "canceled"),
        ('Please kill the story "Night train"', "canceled"),
        ("Earlier version moved on 20 Nov", None),
        ("Adds detail to previous version", None),
    ],
)
def test_what_withdraws_the_item_itself_does(note: str, status: str | None) -> None:
    assert not withdraws_earlier(note)
    assert status_in_note(note) == status


def sent(version: str, text: str, note: str = "") -> list[Source]:
    item = {"uri": "urn:wire:1", "type": "text", "version": version, "headline": "Night train"}
    item |= {"body_text": text, "ednote": note, "versioncreated": f"2026-11-2{version}T08:00:00Z"}
    read = read_sources(json.dumps(item).encode(), name="a.json", default_owner="wire")
    return [one for one in read if isinstance(one, Source)]


def codes(folder: Path, draft: str, *messages: list[Source]) -> set[str]:
    with Newsroom.open(folder) as newsroom:
        for message in messages:
            newsroom.add_sources(message)
        use = Use(channel="web", territories=("FR",))
        verdict = newsroom.checker.check(read_draft(draft, as_type="text"), use, now=NOW)
    return {reason.code for claim in verdict.claims for reason in claim.reasons}


@pytest.mark.parametrize(
    "note", ["The previous version has been killed", "MANDATORY KILL of earlier version"]
)
def test_the_earlier_text_is_blocked_and_the_newest_is_not(tmp_path: Path, note: str) -> None:
    messages = sent("1", OLD), sent("2", NEW, note)
    assert "status.killed" in codes(tmp_path / "old", OLD, *messages)
    found = codes(tmp_path / "new", NEW, *messages)
    assert not found & {"status.killed", "licence.item_restricted"}


def test_an_ordinary_new_version_blocks_nothing(tmp_path: Path) -> None:
    messages = sent("1", OLD), sent("2", NEW, "Adds detail to previous version")
    found = codes(tmp_path, OLD, *messages)
    assert "status.superseded" in found
    assert "status.killed" not in found


def test_a_message_without_a_newer_text_kills_the_item(tmp_path: Path) -> None:
    messages = sent("1", OLD), sent("2", "", "The previous version has been killed")
    assert "status.killed" in codes(tmp_path, OLD, *messages)
