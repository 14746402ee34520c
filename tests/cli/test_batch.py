"""`check --jsonl`: in order, never stopping, the same as single checks."""

import json
from pathlib import Path
from typing import Any

import pytest

from .run import Command
from .stories import AGENCY, FERRY, OWN, SOURCE, jsonl


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE))).code == 0
    return wirecheck


def results(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "out.jsonl").read_bytes().splitlines()]


def plain(document: dict[str, Any]) -> dict[str, Any]:
    """What must be equal however a document was checked."""
    use = {k: v for k, v in document["use"].items() if k not in ("at", "words")}
    left = {k: v for k, v in document.items() if k not in ("check", "checked_at", "id", "use")}
    looked_at = {**left["looked_at"], "budgets": len(left["looked_at"]["budgets"])}
    return {**left, "use": use, "looked_at": looked_at}


BROKEN = (
    '{"id":"1","text":"PARIS (AFP) - Port open."}\nnot json at all\n[]\nnull\n{"id":"3"}\n\n'
    '{"id":"4","text":"Own text of our own."}\n{"id":7,"text":"half \\ud83d letter"}\n'
    '{"id":"x","path":"nofile.txt"}\n{"id":"u","text":"a b","use":{"chanel":"web"}}\n'
    '{"id":"5","te'
)


def test_bad_lines_become_errors_with_number_cause_and_hint(filled: Command) -> None:
    ran = filled("check", "--jsonl", filled.write("in.jsonl", BROKEN), "--out", "out.jsonl")
    assert ran.code == 3
    found = results(filled.folder)
    assert [d["id"] for d in found] == ["1", None, None, None, "3", "4", 7, "x", "u", None]
    errors = {d["error"]["line"]: d["error"] for d in found if "error" in d}
    assert sorted(errors) == [2, 3, 4, 5, 9, 10, 11]
    assert all(error["what"] and "hint" in error for error in errors.values())
    assert "did you mean 'channel'?" in json.dumps(errors[10])
    assert "7 could not be checked" in ran.err


def test_worker_processes_give_the_same_results_in_the_order_of_the_lines(filled: Command) -> None:
    texts = [FERRY, OWN, AGENCY] * 20
    lines = [{"id": f"d{number}", "text": text} for number, text in enumerate(texts)]
    source = filled.write("in.jsonl", jsonl(*lines))
    ran = filled("check", "--jsonl", source, "--out", "out.jsonl", "--workers", "2")
    assert ran.code == 1
    many = results(filled.folder)
    assert [d["id"] for d in many] == [line["id"] for line in lines]
    for text, number in ((FERRY, 0), (OWN, 1), (AGENCY, 2)):
        single = filled("check", "--json", "-", stdin=text.encode()).documents[0]
        for document in many[number::3]:
            assert plain(document) == plain(single)


def test_paths_count_from_the_batch_and_lines_may_be_pages(filled: Command) -> None:
    filled.write("in/pages/a.html", f"<article><p>{OWN}</p></article>")
    batch = filled.write(
        "in/b.jsonl",
        jsonl({"id": "a", "path": "pages/a.html"}, {"id": "b", "html": f"<p>{AGENCY}</p>"}),
    )
    assert filled("check", "--jsonl", batch, "--out", "out.jsonl").code == 1
    assert [d["verdict"] for d in results(filled.folder)] == ["clear", "licence_required"]


def test_a_line_may_name_its_own_use(filled: Command) -> None:
    use = {"channel": "print", "territories": ["DE"]}
    batch = filled.write("b.jsonl", jsonl({"id": "a", "text": OWN, "use": use}))
    filled("check", "--jsonl", batch, "--out", "out.jsonl", "--channel", "web")
    assert results(filled.folder)[0]["use"]["channel"] == "print"
    assert results(filled.folder)[0]["use"]["territories"] == ["DE"]


def test_an_output_that_is_there_stays_whole_until_the_new_one_is(filled: Command) -> None:
    filled.write("out.jsonl", "old")
    ran = filled("check", "--jsonl", "missing.jsonl", "--out", "out.jsonl")
    assert ran.code == 2
    assert (filled.folder / "out.jsonl").read_text() == "old"
    assert not list(filled.folder.glob("*.part"))


def test_the_input_is_never_overwritten(filled: Command) -> None:
    batch = filled.write("b.jsonl", jsonl({"id": "a", "text": OWN}))
    assert filled("check", "--jsonl", batch, "--out", batch).code == 2
    assert "Jonna" in Path(batch).read_text()


def test_checks_of_a_batch_can_be_recalled(filled: Command) -> None:
    batch = filled.write("b.jsonl", jsonl({"id": "piece-1", "text": FERRY}))
    filled("check", "--jsonl", batch, "--out", "out.jsonl")
    ran = filled("recall", "urn:ferry")
    assert ran.code == 1
    assert "piece-1" in ran.out
    assert results(filled.folder)[0]["check"] in ran.out
    filled("check", "--no-record", "--jsonl", batch, "--out", "out.jsonl")
    assert len(filled("recall", "urn:ferry", "--json").documents) == 1


def test_keys_that_a_check_does_not_read_are_named_once_with_the_one_that_was_meant(
    filled: Command,
) -> None:
    lines = "".join(
        json.dumps({"id": str(n), "text": OWN, "titel": "x", "section": "sea"}) + "\n"
        for n in range(3)
    )
    ran = filled("check", "--jsonl", filled.write("in.jsonl", lines), "--out", "out.jsonl")
    assert ran.code == 0
    assert ran.err.count("`titel`") == 1
    assert "`titel` (3 lines); did you mean `title`?" in ran.err
    assert "`section` (3 lines)\n" in ran.err


def test_a_file_that_is_no_batch_at_all_has_no_line_that_is_clear(filled: Command) -> None:
    text = f"%PDF-1.3\n1 0 obj\n({FERRY}) Tj\nendobj\n"
    ran = filled("check", "--jsonl", filled.write("in.jsonl", text), "--out", "out.jsonl")
    assert ran.code == 3
    assert {d["verdict"] for d in results(filled.folder)} == {None}
