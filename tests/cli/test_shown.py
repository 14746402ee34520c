"""What lists and `show` show, to people and to scripts, and what a wrong word gets."""

from pathlib import Path

import pytest

from tests.packaged import share_rules

from .run import Command
from .stories import AGREEMENT, FERRY, OWN, SOURCE, jsonl

TERMS = "Not for use in Italy."
SECOND = {
    "id": "urn:loft", "owner": "harbour", "text": OWN, "title": "The net loft",
    "embargo": "2031-05-01T08:00:00Z", "usage_terms": TERMS,
}  # fmt: skip


@pytest.fixture
def filled(wirecheck: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    share_rules(monkeypatch)
    added = wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE, SECOND)))
    assert added.code == 0, added.err
    wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT))
    return wirecheck


def test_sources_are_listed_by_owner_in_pages_and_as_objects(filled: Command) -> None:
    assert [one["source"] for one in filled("sources", "list", "--json").documents] == [
        "urn:ferry",
        "urn:loft",
    ]
    assert filled("sources", "list", "--owner", "harbour").out.startswith("urn:loft\tharbour")
    assert filled("sources", "list", "--limit", "1").out.startswith("urn:ferry")
    rest = filled("sources", "list", "--after", "urn:ferry").out
    assert "urn:loft" in rest
    assert "urn:ferry" not in rest


def test_an_item_is_shown_with_what_its_provider_states_and_its_text(filled: Command) -> None:
    shown = filled("sources", "show", "urn:loft").out
    assert shown.rstrip().endswith(OWN)
    assert "title: The net loft" in shown
    document = filled("sources", "show", "urn:loft", "--json").documents[0]
    assert document["source"]["text"] == OWN
    assert document["item"]["owner"] == "harbour"


def test_an_older_version_of_an_item_is_shown(filled: Command) -> None:
    newer = {**SOURCE, "version": "2", "text": f"{FERRY} A second ship follows."}
    filled("sources", "add", filled.write("n.jsonl", jsonl(newer)))
    assert "second ship" in filled("sources", "show", "urn:ferry").out
    assert "second ship" not in filled("sources", "show", "urn:ferry", "--version", "1").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sources", "show", "urn:fery"), "urn:ferry"),
        (("sources", "add"), "--watch"),
        (("sources", "add", "s.jsonl", "--zone", "Europe/Pariss"), "'Europe/Paris'"),
        (("sources", "add", "s.jsonl", "--zone", "nowhere at all"), "Europe/Paris"),
        (("keys", "add", "cms", "--scope", "chek"), "'check'"),
        (("agreements", "show", "lic:northlight:wob"), "lic:northlight:web"),
    ],
)
def test_a_wrong_word_is_a_usage_error_that_names_a_right_one(
    filled: Command, words: tuple[str, ...], said: str
) -> None:
    ran = filled(*words)
    assert ran.code == 2
    assert said in ran.err


def test_an_owner_that_is_nearly_one_is_taken_with_a_warning(filled: Command) -> None:
    new = {name: value for name, value in SOURCE.items() if name != "owner"}
    ran = filled(
        "sources", "add", "--owner", "northligt", filled.write("o.jsonl", jsonl({**new, "id": "z"}))
    )
    assert ran.code == 0
    assert "northlight" in ran.err
    assert filled("sources", "list", "--after", "urn:loft").out.startswith("z\tnorthligt")


def test_many_kinds_of_faults_are_counted_after_the_first_twenty(filled: Command) -> None:
    faults = [{"id": f"urn:{n}", "owner": "x", f"unknown{n}": 1} for n in range(25)]
    ran = filled("sources", "add", filled.write("f.jsonl", jsonl(*faults)))
    assert ran.code == 3
    assert ran.err.count("read, but") == 21  # twenty, and how many more
    assert " 5 more" in ran.err


def test_nothing_readable_makes_no_newsroom(wirecheck: Command) -> None:
    ran = wirecheck("sources", "add", wirecheck.write("f.jsonl", "no object\n"))
    assert ran.code == 3
    assert not (wirecheck.folder / "wirecheck-data").exists()


def test_a_kill_of_what_has_not_come_waits_and_is_taken_back_once(filled: Command) -> None:
    ran = filled("sources", "kill", "urn:to-come")
    assert "killed urn:to-come" in ran.out
    assert "urn:to-come" in ran.err
    assert "released urn:to-come" in filled("sources", "release", "urn:to-come").out
    again = filled("sources", "release", "urn:ferry")
    assert (again.code, again.out) == (2, "")
    assert "is not killed" in again.err


def test_a_key_is_listed_without_its_secret_and_the_last_admin_is_missed(filled: Command) -> None:
    named, secret = filled("keys", "add", "desk", "--scope", "admin", "--days", "30").out.split(
        "\n"
    )[:2]
    key = named.split()[0]
    (listed,) = filled("keys", "list", "--json").documents
    assert (listed["id"], listed["label"], listed["scopes"]) == (key, "desk", ["admin"])
    assert listed["expires"] > listed["created"]
    assert "hash" not in listed
    assert secret not in filled("keys", "list").out
    revoked = filled("keys", "revoke", key)
    assert "wirecheck keys add" in revoked.out


def test_rules_are_listed_explained_and_measured_as_objects(filled: Command) -> None:
    rules = filled("rules", "list", "--agency", "afp", "--json").documents
    assert {"afp-dateline", "afp-byline"} <= {rule["id"] for rule in rules}
    draft = filled.write("d.txt", "LARKPORT, May 9 (AFP) - A museum of lamps opened.\n")
    (why,) = filled("rules", "explain", draft, "--json", "--rule", "afp-dateline").documents
    assert [one["rule"] for one in why["findings"]] == ["afp-dateline"]
    assert any("AFP" in line for line in why["lines"])
    sure = filled("rules", "calibration", "--json").documents
    assert [row["confidence"] for row in sure] == ["low", "medium", "high", "certain"]
    bounds = [row["probability from"] for row in sure]
    assert bounds == sorted(bounds)


def test_a_rule_file_with_faults_is_refused_with_every_line(filled: Command) -> None:
    filled.write("house/x.toml", 'schema = 1\n[agency]\nid = "x"\nnam = "X"\n')
    ran = filled("rules", "lint", "house")
    assert ran.code == 2
    assert "x.toml:4" in ran.out


@pytest.mark.parametrize("missing", ["rule", "text"])
def test_try_names_the_file_that_is_not_there(filled: Command, missing: str) -> None:
    there = filled.write("there.toml", "schema = 1\n")
    words = ("gone.toml", there) if missing == "rule" else (there, "gone.toml")
    ran = filled("rules", "try", *words)
    assert ran.code == 2
    assert "gone.toml" in ran.err


def test_a_policy_is_shown_as_it_was_set(filled: Command) -> None:
    policy = "schema: policy/1\nkeep_texts: true\nreview_below: high\n"
    assert filled("policy", "set", filled.write("p.yaml", policy)).code == 0
    shown = filled("policy", "show").out
    assert "keep_texts: yes" in shown
    assert filled("policy", "set", filled.write("q.yaml", "schema: policy/9\n")).code == 2


def test_an_index_is_described_verified_and_made_again(filled: Command) -> None:
    (stats,) = filled("index", "stats", "--json").documents
    assert stats["items"] == 2
    assert filled("index", "verify", "--all").code == 0
    assert filled("index", "rebuild").code == 0
    assert Path(filled.folder, "wirecheck-data", "index").is_dir()
