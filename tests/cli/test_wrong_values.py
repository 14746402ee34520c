"""A value that an option does not take is refused by the option's own name and in plain words."""

import os
import re

import pytest

from .run import Command
from .stories import OWN

# Words of libraries, of the program's inside, and of the system that no reader should meet.
INSIDE = re.compile(
    r"Input should be|Value error|Expected `|use\.|_\*|Errno|Traceback|internal fault|baseN"
    r"|codec|not a zip file|\.part\b|pydantic|msgspec|sqlite"
)

WRONG: tuple[tuple[tuple[str, ...], str], ...] = (
    (("check", "own.txt", "--territory", "Atlantis"), "--territory: unknown territory 'Atlantis'"),
    (("check", "own.txt", "--channel", "webb"), "--channel: unknown channel 'webb'"),
    (("check", "own.txt", "--channel=webb"), "--channel: unknown channel 'webb'"),
    (("check", "own.txt", "--at", "noon"), "--at: 'noon' is not a time"),
    (("check", "own.txt", "--first-published", "x"), "--first-published: 'x' is not a time"),
    (("check", "own.txt", "--purpose", "foo"), "--purpose: unknown purpose 'foo'"),
    (("check", "own.txt", "--workers", "-1"), "--workers: must be at least 0"),
    (("check", "own.txt", "--workers", "2.5"), "--workers: must be a whole number"),
    (("matrix", "own.txt", "--channel", "webb"), "--channel: unknown channel 'webb'"),
    (("expiring", "--days", "soon"), "--days: must be a whole number"),
    (("expiring", "--days", "99999999999"), "--days: must be at most 36500"),
    (("serve", "--port", "99999"), "--port: must be at most 65535"),
    (("audit", ".", "--out", "r", "--engine", "sparc"), "--engine: unknown value 'sparc'"),
    (("audits", "settle", "k", "--state", "setled"), "--state: unknown value 'setled'"),
    (("audits", "verify", "gone.zip"), "gone.zip: No such file or directory"),
    (("audits", "verify", "own.txt"), "it is not a ZIP file"),
    (("policy", "set", "bytes.bin"), "is not UTF-8 text"),
    (("agreements", "add", "bytes.bin"), "is not UTF-8 text"),
    (("agreements", "lint", "bytes.bin"), "is not UTF-8 text"),
    (("--data", "own.txt", "check", "own.txt"), "is not a Wirecheck data directory"),
    (("check", "--jsonl", "own.txt", "--out", "no/such/out"), "there is no folder"),
    (("keys", "add", "cms", "--scope", "check"), "the first key must include admin"),
    (("keys", "add", "cms"), "the first key must include admin"),
)


@pytest.fixture
def here(wirecheck: Command) -> Command:
    wirecheck.write("own.txt", OWN)
    (wirecheck.folder / "bytes.bin").write_bytes(b"\xe4\x00\xff\xfe" * 9)
    return wirecheck


def test_a_wrong_value_is_refused_in_words_and_leaves_nothing_behind(here: Command) -> None:
    before = sorted(path.name for path in here.folder.iterdir())
    for given, words in WRONG:
        ran = here(*given)
        assert ran.code in (2, 3), given
        assert words in ran.err, given
        assert not INSIDE.search(ran.err), (given, ran.err)
        assert ran.out == "", given
    assert sorted(path.name for path in here.folder.iterdir()) == before


def test_a_setting_of_the_wrong_type_names_its_variable_or_its_key(
    here: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value, words in (
        ("CHECK_WORKERS", "many", "WIRECHECK_CHECK_WORKERS: must be a whole number"),
        ("CHECK_SCAN_SECONDS", "two", "WIRECHECK_CHECK_SCAN_SECONDS: must be a number"),
        ("CHECK_RECORD", "perhaps", "WIRECHECK_CHECK_RECORD: must be true or false"),
        ("CHECK_LOOK", "all", "WIRECHECK_CHECK_LOOK: must be a list of these: markings, reuse"),
        ("USE_TERRITORIES", "Atlantis", "WIRECHECK_USE_TERRITORIES: unknown territory"),
        ("USE_CHANNEL", "webb", "WIRECHECK_USE_CHANNEL: unknown channel 'webb'"),
        ("USE_CHANEL", "web", "WIRECHECK_USE_CHANEL: unknown key 'chanel'"),
    ):
        monkeypatch.setenv(f"WIRECHECK_{name}", value)
        ran = here("check", "own.txt")
        assert (ran.code, words in ran.err) == (2, True), ran.err
        assert not INSIDE.search(ran.err), ran.err
        monkeypatch.delenv(f"WIRECHECK_{name}")
    here.write("wirecheck.toml", '[check]\nworkers = "3"\nlook = 4\n')
    ran = here("check", "own.txt")
    assert ran.code == 2
    assert "check.workers: must be a whole number" in ran.err
    assert "check.look: must be a list of these" in ran.err


def test_an_owner_that_nothing_knows_is_no_all_clear_of_an_audit(here: Command) -> None:
    ran = here("audit", "own.txt", "--out", "report", "--owner", "nosuch")
    assert ran.code == 2
    assert "--owner: unknown owner 'nosuch'" in ran.err
    assert not (here.folder / "report").exists()
    named = here(
        "audit",
        "own.txt",
        "--out",
        "report",
        "--owner",
        "Agence France-Presse",
        "--look",
        "markings",
    )
    assert named.code == 0
    assert '"owner": "afp"' in (here.folder / "report/manifest.json").read_text()


def test_the_first_key_is_one_that_may_make_others(here: Command) -> None:
    assert here("keys", "add", "us", "--scope", "admin").code == 0
    assert here("keys", "add", "cms").code == 0


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_says_what_is_done_and_kept_and_how_to_go_on(
    here: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_run: object, _newsroom: object, progress: object) -> None:
        assert callable(progress)
        progress(0, 40)
        progress(12, None)
        raise KeyboardInterrupt

    monkeypatch.setattr("checker.audit.run.audit", stopped)
    ran = here("audit", "own.txt", "--out", "report")
    assert ran.code == 130
    assert "12 of 40 files are done and kept in report" in ran.err
    assert "the same command" in ran.err
    monkeypatch.setattr("checker.running.batch.check_lines", raising)
    here.write("in.jsonl", '{"id": "a", "text": "The ferry sailed."}\n')
    ran = here("check", "--jsonl", "in.jsonl", "--out", "out.jsonl")
    assert ran.code == 130
    assert "Stopped: 0 documents were checked" in ran.err
    assert not (here.folder / "out.jsonl").exists()
    monkeypatch.setattr("checker.newsroom.Newsroom.add_sources", raising)
    here.write("s.jsonl", '{"id": "a", "owner": "afp", "text": "The ferry sailed."}\n')
    ran = here("sources", "add", "s.jsonl")
    assert ran.code == 130
    assert "Stopped: 0 items were read" in ran.err


def raising(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
