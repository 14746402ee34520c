"""Tables kept for the next process: never taken when stale or damaged, and needed by nobody."""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from checker import prepared as kept
from checker.engine import Engine, default_rules
from checker.models.draft import Draft
from checker.prepared import prepared

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Table:
    words: dict[str, tuple[str, ...]]
    weight: float


TABLE = Table({"crédit": ("fr",), "credit": ("en", "ro")}, 0.1)


class Maker:
    """Makes the table and counts how often."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Table:
        self.made += 1
        return TABLE


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path / "beside")
    monkeypatch.setattr(kept, "_in_cache", lambda: None)
    return tmp_path / "beside" / "wirecheck-table.msgpack"


def ask(make: Callable[[], Table], of: bytes = b"1") -> Table:
    return prepared("table", Table, make, rooms=("orders",), of=of)


def test_a_table_is_made_once_and_is_the_same_when_it_was_kept(beside: Path) -> None:
    make = Maker()
    assert [ask(make), ask(make), ask(make)] == [TABLE] * 3
    assert make.made == 1
    assert beside.is_file()


def test_a_table_of_other_files_is_made_again(beside: Path) -> None:
    make = Maker()
    ask(make, b"1")
    ask(make, b"2")
    assert make.made == 2
    ask(make, b"2")
    assert make.made == 2


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: content[:0],
    "cut in its head": lambda content: content[:20],
    "cut in its table": lambda content: content[:-3],
    "one bit of the table is another": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "one bit of its digest is another": lambda content: (
        content[:60] + bytes([content[60] ^ 1]) + content[61:]
    ),
    "something else": lambda content: b"\x80\x04N." + content[4:],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_table_is_made_again_and_replaced(
    beside: Path, damage: Callable[[bytes], bytes]
) -> None:
    ask(Maker())
    whole = beside.read_bytes()
    beside.write_bytes(damage(whole))
    make = Maker()
    assert ask(make) == TABLE
    assert make.made == 1
    assert beside.read_bytes() == whole


def test_a_table_of_another_shape_is_made_again(beside: Path) -> None:
    prepared("table", list[int], lambda: [1, 2], rooms=("orders",), of=b"1")
    make = Maker()
    assert ask(make) == TABLE
    assert make.made == 1


def test_an_error_is_told_and_nothing_is_kept_of_it(beside: Path) -> None:
    def broken() -> Table:
        raise ValueError("no such words")

    with pytest.raises(ValueError, match="no such words"):
        ask(broken)
    assert not beside.exists()


def test_where_nothing_can_be_written_a_table_is_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path / "file" / "below")
    monkeypatch.setattr(kept, "_in_cache", lambda: None)
    make = Maker()
    assert [ask(make), ask(make)] == [TABLE] * 2
    assert make.made == 2


def test_an_installation_that_is_read_only_keeps_it_in_the_users_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path / "file" / "below")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    make = Maker()
    assert [ask(make), ask(make)] == [TABLE] * 2
    assert make.made == 1
    (folder,) = (tmp_path / "cache" / "wirecheck").iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_cache_that_others_may_write_to_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_beside", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    make = Maker()
    ask(make)
    (folder,) = (tmp_path / "wirecheck").iterdir()
    folder.chmod(0o770)
    assert ask(make) == TABLE
    assert make.made == 2


def test_many_that_keep_a_table_at_once_leave_a_whole_one(beside: Path) -> None:
    makers = [Maker() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(partial(ask, of=b"3"), makers))
    assert found == [TABLE] * 8
    last = Maker()
    assert ask(last, of=b"3") == TABLE
    assert last.made == 0
    assert os.listdir(beside.parent) == [beside.name]


@pytest.mark.no_cover
def test_rules_that_were_kept_are_those_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path)
    monkeypatch.setattr(kept, "_in_cache", lambda: None)
    of_files = default_rules()
    assert (tmp_path / "wirecheck-rules.msgpack").is_file()
    ready = default_rules()
    assert ready == of_files
    assert repr(ready.agencies) == repr(of_files.agencies)
    assert repr(ready.templates) == repr(of_files.templates)
    draft = Draft("ОДЕСА, 3 березня (Укрінформ) - Порт відкрито.\n\nFoto: dpa/Mustermann")
    assert Engine(ready).scan(draft).findings == Engine(of_files).scan(draft).findings


def test_house_rules_are_read_from_their_own_files_over_rules_that_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = tmp_path / "house"
    house.mkdir()
    agency = house / "xyz.toml"
    text = """schema = 1
[agency]
id = "xyz"
name = "Xyz News Agency"
match = ["LISBOA, 14 jan (XYZ) - O porto abriu."]
no_match = ["O ministro falou."]
[names]
mark = ["XYZ"]
"""
    agency.write_text(text, encoding="utf-8")
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path / "kept")
    first = default_rules(extra=[house])
    agency.write_text(text.replace("Xyz News", "Xyz Wire"), encoding="utf-8")
    second = default_rules(extra=[house])
    assert (first.agencies["xyz"].name, second.agencies["xyz"].name) == (
        "Xyz News Agency",
        "Xyz Wire Agency",
    )
    assert first.digest != second.digest
    assert len(default_rules().agencies) + 1 == len(second.agencies)


def test_what_is_kept_is_found_by_the_next_process(tmp_path: Path) -> None:
    asked = "from checker.orders.notice_words import notice_words as w; print(len(w().words))"
    places = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    said = [
        subprocess.run(
            [sys.executable, "-c", asked],
            env={**os.environ, **places},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]
    assert said[0] == said[1]
    (found,) = tmp_path.rglob("wirecheck-notices.msgpack")
    assert found.read_bytes().startswith(b"wirecheck table 1\n")
