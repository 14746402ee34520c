"""Which file and which directory a command uses, and that it leaves none behind."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer import Exit

from checker.cli.doctor import doctor
from checker.cli.faults import guarded
from checker.errors import ConfigurationError
from checker.extras import to_install
from checker.settings import load_settings, variable_names

from .run import Command
from .stories import AGENCY, AGREEMENT, FERRY, OWN, SOURCE, jsonl

BAD_POLICY = "schema: policy/1\nenforcement: {clear: alow}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "story.txt"),
        ("check", "--look", "markings", "story.txt"),
        ("check", "--jsonl", "batch.jsonl", "--out", "out.jsonl"),
        ("fix", "story.txt"),
        ("matrix", "story.txt", "--channel", "web"),
        ("agreements", "explain", "story.txt"),
        ("agreements", "lint", "a.yaml"),
        ("agreements", "add", "broken.yaml"),
        ("policy", "show"),
        ("policy", "set", "bad-policy.yaml"),
        ("rules", "explain", "story.txt"),
        ("sources", "add", "missing.xml"),
        ("sources", "add", "broken.jsonl"),
        ("sources", "list"),
        ("config",),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_what_needs_no_newsroom_makes_none(wirecheck: Command, arguments: tuple[str, ...]) -> None:
    files = {
        "story.txt": AGENCY,
        "batch.jsonl": jsonl({"text": OWN}),
        "a.yaml": AGREEMENT,
        "broken.yaml": "id: 1",
        "bad-policy.yaml": BAD_POLICY,
        "broken.jsonl": "{",
    }
    for name, text in files.items():
        wirecheck.write(name, text)
    wirecheck(*arguments)
    left = {path.name for path in wirecheck.folder.iterdir()}
    assert left - {"out.jsonl"} == set(files)


def test_a_check_without_a_newsroom_says_so_and_keeps_itself_when_asked_to(
    wirecheck: Command,
) -> None:
    story = wirecheck.write("story.txt", OWN)
    ran = wirecheck("check", story, "--json", "--data", "typo")
    assert ran.code == 3
    assert f"there is no newsroom at {wirecheck.folder / 'typo'}" in ran.err
    assert ran.documents[0]["looked_at"]["recorded"] is False
    assert wirecheck("check", story, "--json", "--record").documents[0]["looked_at"]["recorded"]
    assert (wirecheck.folder / "wirecheck-data").is_dir()


@pytest.mark.parametrize("how", ["file", "environment"])
def test_where_somebody_chose_the_place_a_check_is_kept_from_the_first_one_on(
    wirecheck: Command, how: str
) -> None:
    """A source that comes in later must find it."""
    if how == "file":
        wirecheck.write("wirecheck.toml", 'data = "room"\n')
    else:
        wirecheck.patch.setenv("WIRECHECK_DATA", "room")
    ran = wirecheck("check", wirecheck.write("story.txt", FERRY), "--json")
    assert (ran.err, ran.documents[0]["looked_at"]["recorded"]) == ("", True)
    late = wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    assert "late: urn:ferry is used by chk_" in late.out
    assert wirecheck("check", "story.txt", "--no-record", "--data", "typo").err != ""


def test_the_nearest_file_above_holds_with_its_data(
    wirecheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    wirecheck.write("wirecheck.toml", '[use]\nsite = "lantern.example"\n')
    draft = wirecheck.write("a/b/draft.txt", FERRY)
    monkeypatch.chdir(wirecheck.folder / "a" / "b")
    (answer,) = wirecheck("check", "--json", draft).documents
    assert answer["use"]["site"] == "lantern.example"
    assert [match["source"] for match in answer["matches"]] == ["urn:ferry"]
    said = wirecheck("config").out.splitlines()
    assert said[:2] == [
        f"file = {wirecheck.folder / 'wirecheck.toml'}",
        f"data = {wirecheck.folder / 'wirecheck-data'}",
    ]
    assert list(Path().iterdir()) == [Path("draft.txt")]
    wirecheck.write("a/wirecheck.toml", 'data = "own"\n')
    (nearer,) = wirecheck("config", "--json").documents
    assert nearer["data"] == str(wirecheck.folder / "a" / "own")


def test_config_says_that_there_is_no_file(wirecheck: Command) -> None:
    assert wirecheck("config").out.startswith("file = none (there is no wirecheck.toml in ")


def test_a_file_of_somebody_else_above_is_refused_and_in_the_folder_itself_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wirecheck.toml").write_text('[use]\nsite = "planted.example"\n')
    (tmp_path / "below").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    if os.getuid() == 0:
        os.chown(tmp_path / "wirecheck.toml", 54321, -1)
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}).use.site == "planted.example"
    monkeypatch.chdir(tmp_path / "below")
    with pytest.raises(ConfigurationError, match="belongs to another user"):
        load_settings(environment={})


def test_an_agreement_that_has_ended_is_not_called_in_force(wirecheck: Command) -> None:
    ended, open_ = AGREEMENT, AGREEMENT.replace("until: 2025-12-31", "until: null")
    offer = open_.replace("kind: agreement", "kind: offer").replace("northlight:web", "offer")
    ran = wirecheck("agreements", "add", wirecheck.write("a.yaml", ended))
    assert ran.out.startswith("ended: lic:northlight:web")
    assert "no longer licenses anything" in ran.err
    assert wirecheck("agreements", "list").out.rstrip().endswith("ended")
    for text, state in ((open_, "in force"), (offer, "an offer")):
        ran = wirecheck("agreements", "add", wirecheck.write("a.yaml", text))
        assert ran.out.startswith(f"{state}: lic:")
    late = ended.replace("kind: agreement", "kind: offer").replace("northlight:web", "late")
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", late)).out.startswith("ended: ")


def test_a_doubt_about_an_agreement_has_its_file_and_line(wirecheck: Command) -> None:
    text = AGREEMENT.replace("channels: {allow: [web]}", "channels: {allow: []}")
    out = wirecheck("agreements", "lint", wirecheck.write("a.yaml", text)).out
    line = text.splitlines().index("channels: {allow: []}") + 1
    assert f"a.yaml:{line}: lic:northlight:web: channels.allow is empty" in out
    assert all(re_line.count("a.yaml:") == 1 for re_line in out.splitlines()[1:])


def test_the_doctor_names_what_is_wrong_and_what_to_do(wirecheck: Command) -> None:
    ran = wirecheck("doctor")
    assert ran.code == 0
    assert "wirecheck sources add FILE" in ran.out
    wirecheck("keys", "add", "desk", "--scope", "admin")
    (wirecheck.folder / "wirecheck-data").chmod(0o755)
    wirecheck.patch.delenv("WIRECHECK_SHARED", raising=False)  # of these tests, not of the program
    wirecheck.patch.setenv("WIRECHECK_DATTA", "x")
    wirecheck.patch.setenv("WIRECHECK_USE_SITE", "lantern.example")
    ran = wirecheck("doctor", "--json")
    assert ran.code == 1
    (document,) = ran.documents
    found = {(one["name"], one["state"]): one for one in document["found"]}
    assert document["ok"] is False
    assert found["environment", "note"]["hint"] == "did you mean WIRECHECK_DATA?"
    assert "WIRECHECK_USE_SITE" in found["environment", "ok"]["what"]
    assert "chmod 700" in found["permissions", "problem"]["hint"]
    assert "sources add" in found["sources", "problem"]["hint"]
    assert found["keys", "ok"]["what"] == "1 valid"


def test_the_doctor_is_well_content_with_a_whole_newsroom_and_writes_nothing(
    wirecheck: Command,
) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    whole = AGREEMENT.replace("until: 2025-12-31", "until: null")
    wirecheck("agreements", "add", wirecheck.write("a.yaml", whole))
    before = {p: p.stat().st_mtime_ns for p in wirecheck.folder.rglob("*") if p.is_file()}
    ran = wirecheck("doctor")
    assert (ran.code, "problem" in ran.out) == (0, False)
    assert "1 item, the newest received" in ran.out
    after = {p: p.stat().st_mtime_ns for p in wirecheck.folder.rglob("*") if p.is_file()}
    assert {p.name for p in before if before[p] != after.get(p)} <= {"wirecheck.db-shm"}


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        (lambda folder: (folder / "wirecheck.toml").write_text("chek = 1"), "did you mean 'check'"),
        (lambda folder: (folder / "wirecheck-data" / "wirecheck.db").write_bytes(b"x" * 9000), ""),
    ],
    ids=["configuration", "database"],
)
def test_the_doctor_reports_what_stops_every_other_command(
    wirecheck: Command, spoil: Callable[[Path], object], part: str
) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    spoil(wirecheck.folder)
    ran = wirecheck("doctor")
    assert ran.code == 1
    assert "problem" in ran.out
    assert part in ran.out


def test_every_variable_has_the_prefix_and_doctor_says_what_it_does() -> None:
    assert all(name.startswith("WIRECHECK_") for name in variable_names())
    assert {"WIRECHECK_USE_SITE", "WIRECHECK_CHECK_WORKERS"} <= set(variable_names())
    assert "Nothing is changed" in (doctor.__doc__ or "")


def test_an_explanation_comes_as_json_with_its_steps(wirecheck: Command) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    draft = wirecheck.write("d.txt", FERRY)
    (steps,) = wirecheck("agreements", "explain", draft, "--json").documents
    assert steps["verdict"] == "licence_required"
    assert {"question", "answer", "codes"} <= set(steps["steps"][0])
    done = json.loads(wirecheck("check", "--json", draft).out)
    (stored,) = wirecheck("agreements", "explain", done["check"], "--json").documents
    assert (stored["verdict"], stored["steps"]) == ("licence_required", [])
    assert {"licence.none"} <= {reason["code"] for reason in stored["reasons"]}
    marked = wirecheck.write("m.txt", AGENCY)
    (rules,) = wirecheck("rules", "explain", marked, "--json").documents
    assert {one["agency"] for one in rules["findings"]} == {"afp"}
    assert rules["lines"]


def test_lists_are_tables_on_a_terminal_and_tabs_in_a_pipe(
    wirecheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    wirecheck("keys", "add", "cms", "--scope", "admin")
    assert wirecheck("sources", "list").out.split("\t")[5] == "2025-05-03 00:00 UTC\n"
    assert " UTC\t" in wirecheck("keys", "list").out
    none = wirecheck("agreements", "list")
    assert (none.out, none.err) == ("", "no agreements yet: wirecheck agreements add FILE\n")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    head, row = wirecheck("sources", "list").out.splitlines()
    assert head.split() == ["id", "owner", "version", "status", "title", "published"]
    assert row.split()[:2] == ["urn:ferry", "northlight"]


def test_progress_is_for_a_terminal_alone(wirecheck: Command) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)))
    batch = wirecheck.write("b.jsonl", jsonl({"id": 1, "text": OWN}, {"id": 2, "text": OWN}))
    ran = wirecheck("check", "--jsonl", batch, "--out", "/dev/null")
    assert ran.err == "2 checked, 0 to do: /dev/null\n"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("so", "sources"), ("sources ki", "kill"), ("check --exit", "--exit-zero")],
)
def test_a_shell_completes_commands_and_options(
    wirecheck: Command, typed: str, offered: str
) -> None:
    wirecheck.patch.setenv("_WIRECHECK_COMPLETE", "complete_bash")
    wirecheck.patch.setenv("COMP_WORDS", f"wirecheck {typed}")
    wirecheck.patch.setenv("COMP_CWORD", str(len(typed.split())))
    assert wirecheck().out.split() == [offered]


def test_data_may_stand_before_between_and_behind_the_names(wirecheck: Command) -> None:
    wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE)), "--data", "room")
    for arguments in (
        ("--data", "room", "sources", "list"),
        ("sources", "--data", "room", "list"),
        ("sources", "list", "--data", "room"),
        ("--data", "other", "sources", "--data", "room", "list"),
    ):
        assert wirecheck(*arguments).out.startswith("urn:ferry\t"), arguments
    assert "--data DIR" in wirecheck("sources", "-h").out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("policy", "set", "nowhere.yaml"), "hint: check the path"),
        (("policy", "set", "."), "hint: name a file in it"),
        (("rules", "explain", "nowhere.txt"), "hint: check the path"),
        (("check", "--chanel", "web"), "--channel"),
        (("sorces", "list"), "did you mean 'sources'?"),
        (("keys", "add", "x", "--scope", "chek"), "did you mean 'check'?"),
        (("sources", "add", "x.xml", "--zone", "Europe/Pariss"), "did you mean 'Europe/Paris'?"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    wirecheck: Command, arguments: tuple[str, ...], part: str
) -> None:
    ran = wirecheck(*arguments)
    assert ran.code in (2, 3)
    assert part in ran.err
    assert list(wirecheck.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("module", "extra"),
    [("pyspark.sql", "spark"), ("fpdf", "evidence"), ("pypdfium2", "documents")],
)
def test_a_package_that_is_missing_is_named_with_the_extra_that_brings_it(
    capsys: pytest.CaptureFixture[str], module: str, extra: str
) -> None:
    def command() -> None:
        raise ModuleNotFoundError(name=module)

    with pytest.raises(Exit) as ended:
        guarded(command)()
    assert ended.value.exit_code == 2
    assert to_install(extra) in capsys.readouterr().err


def test_a_folder_of_contracts_is_read_with_its_subfolders_and_an_empty_one_is_told(
    wirecheck: Command,
) -> None:
    wirecheck.write("contracts/afp/web.yaml", AGREEMENT)
    wirecheck.write("contracts/.old/web.yaml", AGREEMENT)
    wirecheck.write("contracts/afp/letter.txt", "Dear editors")
    ran = wirecheck("agreements", "add", str(wirecheck.folder / "contracts"))
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    wirecheck.write("empty/letter.txt", "Dear editors")
    for command in ("add", "lint"):
        ran = wirecheck("agreements", command, str(wirecheck.folder / "empty"))
        assert ran.code == 2
        assert "empty: contains no agreement" in ran.err
        assert ".yaml" in ran.err
