"""`wirecheck check` as a shell sees it."""

import base64
import json
import sys

import pytest

from .run import Command
from .stories import AGENCY, AGREEMENT, FERRY, OWN, SOURCE, USE, jsonl

PDF = f"%PDF-1.3\n1 0 obj\n<< >>\nstream\nBT ({FERRY}) Tj ET\nendstream\nendobj\n%%EOF\n"


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    """A newsroom with one licensed source and its contract."""
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE))).code == 0
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0
    return wirecheck


def test_own_text_is_clear_and_ends_with_0(filled: Command) -> None:
    ran = filled("check", "-", stdin=OWN.encode())
    assert ran.code == 0
    assert "CLEAR" in ran.out


def test_agency_copy_without_a_licence_ends_with_1_and_says_where(filled: Command) -> None:
    ran = filled("check", filled.write("story.txt", AGENCY))
    assert ran.code == 1
    assert "LICENCE REQUIRED" in ran.out
    assert "line 1, 0-" in ran.out
    assert "\x1b[" not in ran.out


def test_a_missing_credit_comes_with_the_fix_that_mends_it(filled: Command) -> None:
    ran = filled("check", "--json", *USE, "-", stdin=FERRY.encode())
    [document] = ran.documents
    assert (ran.code, document["verdict"]) == (1, "credit_required")
    fixes = [r["fix"] for c in document["claims"] for r in c["reasons"] if r["fix"]]
    [insert] = fixes[0]
    assert insert["op"] == "insert"
    mended = FERRY[: insert["at"]] + insert["text"] + FERRY[insert["at"] :]
    again = filled("check", "--json", *USE, "-", stdin=mended.encode())
    assert again.documents[0]["verdict"] == "clear"


def test_without_any_source_a_check_is_incomplete_and_never_a_bare_clear(
    wirecheck: Command,
) -> None:
    ran = wirecheck("check", "-", stdin=OWN.encode())
    assert ran.code == 3
    assert "NOT FINISHED" in ran.out


RSS = "<rss version='2.0'><channel><title>Wire</title></channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title></feed>"


@pytest.mark.parametrize(
    ("name", "body"),
    [("no.jsonl", ""), ("blank.jsonl", "\n \n"), ("rss.xml", RSS), ("atom.xml", ATOM)],
)
def test_where_nothing_is_there_to_check_nothing_is_clear(
    filled: Command, name: str, body: str
) -> None:
    filled.write(f"site/{name}", body)
    own = filled.write("own.txt", OWN)
    assert filled("check", own).code == 0
    ran = filled("check", "--json", own, f"site/{name}")
    assert ran.code == 3
    assert [document["verdict"] for document in ran.documents] == ["clear", None]
    assert filled("audit", "site", "--out", "out").code == 3
    if name.endswith(".jsonl"):
        assert filled("check", "--jsonl", f"site/{name}", "--out", "out.jsonl").code == 3


@pytest.mark.parametrize(
    ("name", "body", "what"),
    [
        ("bad.txt", b"", "empty"),
        ("bad.bin", b"\x00\x01\x02\xff\xfe\x00" * 50, "binary"),
        ("bad.json", b'{"id": "1"', "not JSON"),
        ("story.pdf", PDF.encode(), "a damaged PDF document"),
        ("story", PDF.encode(), "a damaged PDF document"),
        ("story.rtf", b"{\\rtf1\\ansi }", "contains no text"),
        ("story.txt", base64.encodebytes(FERRY.encode()), "encoded data"),
    ],
)
def test_what_cannot_be_read_is_said_and_ends_with_3(
    filled: Command, name: str, body: bytes, what: str
) -> None:
    (filled.folder / name).write_bytes(body)
    ran = filled("check", "--json", name)
    assert ran.code == 3
    [document] = ran.documents
    assert document["verdict"] is None
    assert what in document["error"]["what"]


def test_a_missing_file_does_not_hide_the_others(filled: Command) -> None:
    ran = filled("check", "--json", "nofile.txt", filled.write("own.txt", OWN))
    assert ran.code == 3
    assert [d["verdict"] for d in ran.documents] == [None, "clear"]


def test_a_folder_and_a_closed_input_are_told_with_what_to_do(
    filled: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (filled.folder / "pages").mkdir()
    monkeypatch.setattr(sys, "stdin", None)
    ran = filled("check", "--json", "pages", "-")
    assert ran.code == 3
    folder, closed = (document["error"] for document in ran.documents)
    assert folder["place"] == "pages"
    assert "wirecheck audit" in folder["hint"]
    assert "closed" in closed["what"]


@pytest.mark.parametrize("half", ["\\ud83d", "\\u0000"])
def test_a_record_is_as_incomplete_alone_as_in_a_batch(filled: Command, half: str) -> None:
    record = f'{{"id": "a", "text": "LARKPORT, May 9 (AFP) - A museum {half} opened."}}'
    alone = filled("check", "--json", filled.write("a.json", record)).documents[0]
    filled("check", "--jsonl", filled.write("a.jsonl", record), "--out", "out.jsonl")
    line = json.loads((filled.folder / "out.jsonl").read_text())
    assert (alone["complete"], line["complete"]) == (False, False)
    assert alone["verdict"] == line["verdict"]


def test_several_outputs(filled: Command) -> None:
    story = filled.write("story.txt", AGENCY)
    log = filled("check", "--sarif", story).documents[0]
    assert log["version"] == "2.1.0"
    page = filled.folder / "page.html"
    assert filled("check", "--html", str(page), story).code == 1
    assert "Agence France-Presse" in page.read_text("utf-8")
    two = filled("check", "--html", str(page), story, story)
    assert (two.code, "2 pages" in two.err) == (2, True)
    (filled.folder / "pages").mkdir()
    filled("check", "--html", "pages", story, story)
    assert len(list((filled.folder / "pages").iterdir())) == 2


def test_utf16_offsets_and_the_text_come_when_asked_for(filled: Command) -> None:
    ran = filled("check", "--json", "--units", "utf16", "--with-text", "-",
                 stdin=f"🚢🚢 {AGENCY}".encode())  # fmt: skip
    [document] = ran.documents
    text = document["text"].encode("utf-16-le")
    for finding in document["findings"]:
        cut = text[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le")
        assert cut == finding["text"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["check", "--at", "soon", "-"], "not a time"),
        (["check", "--at", "2025-01-01T10:00:00", "-"], "no offset"),
        (["check", "--purpose", "fun", "-"], "allowed: publish"),
        (["check", "--jsonl", "in.jsonl"], "needs --out"),
        (["check", "--jsonl", "no.jsonl", "--out", "o"], "no such file"),
        (["check", "--out", "o", "-"], "belongs to --jsonl"),
        (["--config", "no.toml", "check", "-"], "cannot be read"),
        (["sources", "list", "--data", "nothing"], "not a Wirecheck data directory"),
        (["agreements", "add", "none.yaml"], "cannot be read"),
        (["replay", "chk_0", "--data", "d"], ""),
    ],
)
def test_mistakes_in_asking_end_with_2_place_and_hint(
    wirecheck: Command, arguments: list[str], part: str
) -> None:
    ran = wirecheck(*arguments, stdin=b"x")
    assert ran.code == 2
    assert ran.err.startswith("error: ")
    assert part in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_configuration_is_refused_with_its_place(wirecheck: Command) -> None:
    wirecheck.write("wirecheck.toml", "[use]\nteritories = ['FR']\n")
    ran = wirecheck("check", "-", stdin=b"x")
    assert ran.code == 2
    assert "did you mean 'territories'?" in ran.err


def test_the_configured_use_holds_and_the_command_line_goes_over_it(filled: Command) -> None:
    filled.write(
        "wirecheck.toml",
        "[use]\npublisher = 'pub:lantern'\nterritories = ['FR']\nat = 2025-06-01T10:00:00Z\n",
    )
    licensed = filled("check", "--json", "-", stdin=FERRY.encode()).documents[0]
    assert licensed["verdict"] == "credit_required"
    elsewhere = filled("check", "--json", "--territory", "IT", "-", stdin=FERRY.encode())
    assert elsewhere.documents[0]["verdict"] in ("licence_required", "blocked")


def test_json_on_a_pipe_is_one_line_a_document_even_for_odd_names(filled: Command) -> None:
    ran = filled("check", "--json", filled.write("a b.txt", OWN), filled.write("ü.txt", OWN))
    assert [json.loads(line)["verdict"] for line in ran.out.splitlines()] == ["clear", "clear"]


def test_a_text_without_end_is_checked_in_part_and_says_so(filled: Command) -> None:
    filled.write("wirecheck.toml", "[check]\nmax_letters = 400\n")
    ran = filled("check", "--json", filled.write("long.txt", OWN + "\n\n" + "More words. " * 500))
    [document] = ran.documents
    assert (ran.code, document["complete"]) == (3, False)
    codes = {reason["code"] for reason in document["reasons"]}
    assert "system.text_truncated" in codes


def test_what_an_editor_saved_as_json_and_subtitles_are_checked_as_one_story(
    filled: Command,
) -> None:
    halves = FERRY[: len(FERRY) // 2], FERRY[len(FERRY) // 2 :]
    blocks = [{"type": "paragraph", "data": {"text": half}} for half in halves]
    saved = json.dumps({"time": 1, "blocks": blocks, "version": "2.30"})
    shown = "".join(
        f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{part}\n\n"
        for n, part in enumerate(FERRY.split(", "), 1)
    )
    for name, text in (("story.json", saved), ("story.srt", shown)):
        [document] = filled("check", "--json", filled.write(name, text)).documents
        assert document["matches"], name
        assert document["verdict"] != "clear"


def test_agencies_that_nobody_names_ask_a_person_and_a_feed_is_licensed_material(
    wirecheck: Command,
) -> None:
    """As docs/licensing.md says of both."""
    story = "Flood water reached the market.\n\nThe river rose by two metres overnight.\n\n"
    for line, code, action in (
        ("(With inputs from agencies)", "licence.ambiguous", "hold"),
        ("Agenturen", "licence.ambiguous", "hold"),
        ("Source: Agencies", "licence.ambiguous", "hold"),
        ("Published from a syndicated feed.", "licence.ambiguous", "block"),
        ("(With inputs from PTI)", "licence.none", "block"),
        ("(With inputs from PTI and agencies)", "licence.none", "block"),
        ("Agencies reported no deaths.", "", "allow"),
    ):
        ran = wirecheck(
            "check", wirecheck.write("s.txt", story + line), "--look", "markings", "--json"
        )
        claims = ran.documents[0]["claims"]
        found = {r["code"] for c in claims for r in c["reasons"] if r["severity"] != "clear"}
        assert {one for one in found if one.startswith("licence.")} == {code} - {""}, line
        assert ran.documents[0]["enforcement"] == action, line
        told = " ".join(reason["message"] for claim in claims for reason in claim["reasons"])
        assert ("names no agency" in told) == (action == "hold"), line


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_keys_of_records_that_are_not_read_are_named_and_a_standfirst_is_read(
    filled: Command, name: str
) -> None:
    records = [
        {"id": n, "title": "T", "text": OWN, "standfirst": told, "captoin": OWN, "owner": "house"}
        for n, told in enumerate((FERRY, OWN))
    ]
    rows = [list(records[0]), *(one.values() for one in records)]
    forms = {
        "a.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows),
        "a.jsonl": jsonl(*records),
        "a.json": json.dumps(records),
    }
    ran = filled("check", filled.write(name, forms[name]), *USE, "--json")
    assert [one["verdict"] == "clear" for one in ran.documents] == [False, True]
    assert "standfirst" not in ran.err
    assert "the key `captoin` (2 lines)" in ran.err
