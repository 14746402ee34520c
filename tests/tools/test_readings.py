"""Readings: each text is read once, and what was read is kept for the next fit."""

from pathlib import Path

import pytest

from checker.engine import Engine
from tests.packaged import packaged_engine
from tools.weights.readings import Readings

TEXT = "LISBON (AFP) - The ferry is back. Photo: Bo Sample/Reuters"


def test_a_name_has_its_signs_its_agency_and_what_its_first_form_says() -> None:
    first, second = Readings(packaged_engine()).names(TEXT) or ()
    assert (first.agencies, first.span, first.role) == (frozenset({"afp"}), (8, 11), "text")
    assert (second.agencies, second.role) == (frozenset({"reuters"}), "photo")
    assert "name mark" in first.signs
    assert "dateline" in first.templates


def test_what_was_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = Readings(packaged_engine(), tmp_path)
    before = readings.names(TEXT)
    readings.keep()
    monkeypatch.setattr(Engine, "signed", None)  # it may not be called
    assert Readings(packaged_engine(), tmp_path).names(TEXT) == before


def test_another_way_to_read_a_text_is_another_reading() -> None:
    readings = Readings(packaged_engine())
    assert len(readings.names("<p>told AFP</p>", "html") or ()) == 1
    assert readings.names("\x00\x01\x02" * 50, "json") is None


def test_a_folder_that_nothing_was_read_for_stays_empty(tmp_path: Path) -> None:
    Readings(packaged_engine(), tmp_path / "kept").keep()
    assert not (tmp_path / "kept").exists()
