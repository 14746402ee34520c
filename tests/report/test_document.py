"""The JSON of a result."""

import json
import subprocess
import sys

import pytest

from checker.report import answer_from, answer_of, dumps, failure, result, values_of

from .sample import PASSAGE, SOURCE, TEXT, verdict


def test_offsets_cut_the_words_out_of_the_text_as_given() -> None:
    document = result(verdict())
    finding = document["findings"][0]
    assert TEXT[finding["start"] : finding["end"]] == finding["text"] == finding["quote"]["exact"]
    passage = document["matches"][0]["passages"][0]
    assert TEXT[passage["start"] : passage["end"]] == PASSAGE
    assert SOURCE[passage["source_start"] : passage["source_end"]] == PASSAGE


def test_utf16_offsets_cut_the_same_words_in_both_texts() -> None:
    document = result(verdict(), units="utf16", sources={"urn:a1": SOURCE})
    finding = document["findings"][0]
    passage = document["matches"][0]["passages"][0]
    draft, source = TEXT.encode("utf-16-le"), SOURCE.encode("utf-16-le")
    assert draft[2 * finding["start"] : 2 * finding["end"]].decode("utf-16-le") == finding["text"]
    cut = source[2 * passage["source_start"] : 2 * passage["source_end"]]
    assert cut.decode("utf-16-le") == PASSAGE
    assert document["units"] == "utf16"
    insert = document["claims"][0]["reasons"][0]["fix"][0]
    assert draft[2 * insert["at"] :].decode("utf-16-le").startswith("Larkport")


def test_utf16_offsets_of_an_unknown_source_are_left_out_instead_of_wrong() -> None:
    document = result(verdict(), units="utf16")
    assert "source_start" not in document["matches"][0]["passages"][0]


def test_a_claim_names_the_agreement_that_decides_and_all_that_it_rests_on() -> None:
    claim = result(verdict())["claims"][0]
    assert (claim["agreement"], claim["agreements"]) == ("lic:afp", ["lic:afp", "lic:afp:2"])


def test_a_result_stored_before_a_claim_named_several_agreements_is_read() -> None:
    older = result(verdict())
    for claim in older["claims"]:
        del claim["agreements"]
        claim["alternatives"] = [{**claim, "agreement": None}]
    answer = answer_from(older)
    assert answer.claims[0].agreements == ["lic:afp"]
    assert answer.claims[0].alternatives[0].agreements == []
    assert answer.findings[0].text == older["findings"][0]["text"]


def test_what_is_written_is_read_back_the_same() -> None:
    written = answer_of(verdict(), with_text=True, sources={"urn:a1": SOURCE})
    assert answer_from(json.loads(dumps(written))) == written


@pytest.mark.parametrize("text", ["half \ud83d emoji", "\u2028 and é", "日本"])
def test_an_answer_and_its_values_are_the_same_json(text: str) -> None:
    answer = answer_of(verdict(text=text, findings=(), matches=(), claims=()), with_text=True)
    assert dumps(answer) == dumps(values_of(answer))
    assert json.loads(dumps(answer).encode("utf-8"))["text"] == text


def test_the_names_of_the_contract_are_all_there() -> None:
    document = result(verdict())
    assert {
        "schema", "id", "verdict", "enforcement", "complete", "message", "findings", "matches",
        "claims", "next_event", "versions", "looked_at", "checked_at", "text_sha256",
    } <= set(document)  # fmt: skip
    assert document["schema"] == "wirecheck/2"
    assert document["matches"][0]["class"] == "near"
    assert document["claims"][0]["reasons"][0]["fix"] == [
        {"op": "insert", "at": 2, "text": "=(AFP) "},
        {"op": "replace", "start": 2, "end": 4, "text": "x"},
        {"op": "delete", "start": 4, "end": 5},
    ]
    assert document["next_event"]["at"] == "2025-07-01T10:00:00Z"


def test_the_text_goes_along_only_when_asked_for() -> None:
    assert "text" not in result(verdict())
    assert result(verdict(), with_text=True)["text"] == TEXT


@pytest.mark.parametrize("text", ["half \ud83d emoji", "d\udce9p\udceache", "\u2028", "日本"])
def test_json_is_valid_utf8_and_gives_back_what_went_in(text: str) -> None:
    assert json.loads(dumps({"id": text}).encode("utf-8")) == {"id": text}


def test_json_never_holds_nan() -> None:
    assert json.loads(dumps({"a": [float("nan"), 1.5]})) == {"a": [None, 1.5]}


def test_a_failure_has_no_verdict_and_is_not_complete() -> None:
    document = failure("not JSON", line=3, hint="one object a line")
    assert document["verdict"] is None
    assert document["complete"] is False
    assert document["error"] == {"what": "not JSON", "hint": "one object a line", "line": 3}


THREADS = """
import json, sys, threading
from checker.report import answer_from, ready_for_threads
sys.setswitchinterval(1e-6)
values = json.load(sys.stdin)
ready_for_threads()
together = threading.Barrier(16)
def read():
    together.wait()
    answer_from(values)
threads = [threading.Thread(target=read) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_the_first_stored_answers_may_be_read_by_many_threads_at_once() -> None:
    """In a process that has read none yet, which died of it."""
    document = json.dumps(result(verdict()))
    done = subprocess.run([sys.executable, "-c", THREADS], input=document, text=True, check=False)
    assert done.returncode == 0
