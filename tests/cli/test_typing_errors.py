"""A word that nothing knows is refused with the word that was meant: it never reads as "none"."""

import json

import pytest

from .run import Command
from .stories import AGREEMENT, FERRY, OWN, SOURCE, jsonl

REUTERS = {**SOURCE, "id": "urn:reuters:1", "owner": "reuters", "text": OWN}


@pytest.fixture
def filled(wirecheck: Command) -> Command:
    assert wirecheck("sources", "add", wirecheck.write("s.jsonl", jsonl(SOURCE, REUTERS))).code == 0
    assert wirecheck("agreements", "add", wirecheck.write("a.yaml", AGREEMENT)).code == 0
    wirecheck.write("own.txt", "The mayor opened the new tram line on Sunday, in the rain.")
    return wirecheck


UNKNOWN = (
    (("--channel", "webb"), "did you mean 'web'?"),
    (("--channel", "Newsleter"), "did you mean 'newsletter'?"),
    (("--channel", "kiosk"), "a channel of your own is known once an agreement names it"),
    (("--territory", "Frnce"), "did you mean FR (France)?"),
    (("--territory", "FR", "--territory", "Atlantis"), "unknown territory 'Atlantis'"),
    (("--territory", "Korea"), "ambiguous"),
    (("--purpose", "publsh"), "did you mean 'publish'?"),
)


def test_an_unknown_word_of_a_use_ends_with_2_and_nothing_is_checked(filled: Command) -> None:
    for given, hint in UNKNOWN:
        ran = filled("check", "own.txt", *given)
        assert (ran.code, ran.out) == (2, "")
        assert hint in ran.err
    ran = filled("audit", "own.txt", "--out", "report", "--channel", "webb")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'web'?" in ran.err


@pytest.mark.parametrize(
    "written", ['channel = "pritn"', 'territories = ["FR", "Germny"]', 'purpose = "archve"']
)
def test_the_settings_and_the_environment_are_read_as_strictly(
    filled: Command, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.write("wirecheck.toml", f"[use]\n{written}\n")
    ran = filled("check", "own.txt")
    assert ran.code == 2
    assert "did you mean" in ran.err
    filled.write("wirecheck.toml", "")
    key, value = written.split(" = ")
    monkeypatch.setenv(f"WIRECHECK_USE_{key.upper()}", value.strip('[]"').replace('"', ""))
    assert filled("check", "own.txt").code == 2


def test_a_line_of_a_batch_with_an_unknown_word_is_an_error_of_that_line(filled: Command) -> None:
    uses = [{"channel": "webb"}, {"territories": ["Frnce"]}, {"channel": "web"}]
    lines = [{"id": n, "text": OWN, "use": use} for n, use in enumerate(uses)]
    filled.write("in.jsonl", jsonl(*lines))
    assert filled("check", "--jsonl", "in.jsonl", "--out", "out.jsonl").code == 3
    results = [json.loads(line) for line in (filled.folder / "out.jsonl").read_text().splitlines()]
    assert [(one["id"], one["verdict"] is None) for one in results] == [
        (0, True),
        (1, True),
        (2, False),
    ]
    assert "did you mean 'web'?" in results[0]["error"]["hint"]
    assert "FR (France)" in results[1]["error"]["hint"]
    assert filled("audit", "in.jsonl", "--out", "report").code == 3
    audited = (filled.folder / "report/results.jsonl").read_text().splitlines()
    assert [json.loads(line)["verdict"] is None for line in audited] == [True, True, False]


def test_a_channel_of_a_newsroom_s_own_is_known_once_an_agreement_names_it(filled: Command) -> None:
    assert filled("check", "own.txt", "--channel", "kiosk").code == 2
    own = AGREEMENT.replace("allow: [web]", "allow: [web, kiosk]")
    filled("agreements", "add", filled.write("a.yaml", own))
    assert filled("check", "own.txt", "--channel", "Kiosk").code == 0
    assert "did you mean 'kiosk'?" in filled("check", "own.txt", "--channel", "kiosc").err


@pytest.mark.parametrize(
    ("given", "code", "meant"),
    [
        (("--publisher", "pub:lanten"), "use.publisher_unknown", "pub:lantern"),
        (("--site", "lantern.exampel"), "use.site_unknown", "lantern.example"),
        (("--publisher", "pub:lantern", "--site", "www.Lantern.example"), None, None),
        (("--site", "elsewhere.test"), "use.site_unknown", None),
    ],
)
def test_a_publisher_or_site_that_no_agreement_names_is_reported(
    filled: Command, given: tuple[str, ...], code: str | None, meant: str | None
) -> None:
    named = AGREEMENT.replace('brands: ["*"]', "brands: [lantern.example]")
    filled("agreements", "add", filled.write("a.yaml", named))
    ran = filled("check", "own.txt", "--json", *given)
    (answer,) = ran.documents
    found = [(one["code"], one.get("expected")) for one in answer["reasons"]]
    assert found == ([(code, meant)] if code else [])
    assert answer["verdict"] == "clear"  # no text of another owner: but it says what it saw
    if code is not None:
        assert code in filled("check", "own.txt", *given).out


def test_a_recall_of_an_unknown_id_is_no_all_clear(filled: Command) -> None:
    for name in ("urn:fery", "URN:FERRY", "urn:ferry2", "nothing like it"):
        for options in ((), ("--json",)):
            ran = filled("recall", name, *options)
            assert (ran.code, ran.out) == (2, "")
            assert "is not known here" in ran.err
            assert ("did you mean 'urn:ferry'?" in ran.err) == name.lower().startswith("urn:")


def test_a_recall_of_an_item_that_was_removed_or_killed_before_it_came_is_answered(
    filled: Command,
) -> None:
    filled("check", filled.write("piece.txt", FERRY))
    filled("sources", "remove", "urn:ferry")
    assert filled("recall", "urn:ferry").code == 1
    killed = filled("sources", "kill", "urn:to-come")
    assert "has arrived yet" in killed.err
    assert filled("recall", "urn:to-come").code == 0


def test_sources_are_listed_by_any_name_of_their_owner(filled: Command) -> None:
    for owner in ("reuters", "Reuters", "REUTERS", "reuters.com", "agency:reuters"):
        assert filled("sources", "list", "--owner", owner).out.startswith("urn:reuters:1\t")
    assert filled("sources", "list", "--owner", "Northlight Wire").out.startswith("urn:ferry\t")
    nothing = filled("sources", "list", "--owner", "dpa")
    assert (nothing.out, nothing.err) == ("", "no items from dpa\n")


NAMES = (
    (("sources", "list", "--owner", "ruters"), "did you mean 'reuters'?"),
    (("sources", "list", "--owner", "northlite wire"), "did you mean 'northlight'?"),
    (("rules", "list", "--agency", "Kyoto News"), "did you mean 'kyodo'?"),
    (("rules", "list", "--agency", "nosuch"), "wirecheck rules list"),
    (("rules", "explain", "own.txt", "--rule", "afp-datelin"), "did you mean 'afp-dateline'?"),
    (("agreements", "show", "lic:northlight"), "did you mean 'lic:northlight:web'?"),
    (("agreements", "remove", "lic:nortlight:web"), "did you mean 'lic:northlight:web'?"),
    (("agreements", "export", "lic:northlight:wb"), "did you mean 'lic:northlight:web'?"),
    (("sources", "show", "urn:fery"), "did you mean 'urn:ferry'?"),
    (("sources", "remove", "urn:fery"), "did you mean 'urn:ferry'?"),
)


def test_an_unknown_name_ends_with_2_and_the_nearest(filled: Command) -> None:
    for command, hint in NAMES:
        ran = filled(*command)
        assert (ran.code, ran.out) == (2, "")
        assert hint in ran.err


def test_an_agency_s_rules_are_all_that_find_it(filled: Command) -> None:
    for name in ("kyodo", "Kyodo News", "KYODO"):
        listed = filled("rules", "list", "--agency", name).out
        assert "kyodo-dateline\tdateline" in listed


def test_a_new_owner_of_a_feed_is_taken_with_a_word_about_the_nearest(filled: Command) -> None:
    plain = {key: value for key, value in SOURCE.items() if key != "owner"}
    filled.write("feed.jsonl", jsonl({**plain, "id": "urn:feed"}))
    ran = filled("sources", "add", "--owner", "ruters", "feed.jsonl")
    assert ran.code == 0
    assert "did you mean 'reuters'?" in ran.err


def test_an_agreement_with_an_owner_near_a_known_one_is_told(filled: Command) -> None:
    for owner, told in (("ruters", "did you mean 'reuters'?"), ("dpa", ""), ("harbourpost", "")):
        text = AGREEMENT.replace("owner: {id: northlight", f"owner: {{id: {owner}")
        ran = filled("agreements", "add", filled.write("b.yaml", text))
        assert ran.code == 0
        assert (told in ran.err) if told else ("did you mean" not in ran.err)


def test_a_check_that_is_not_there_is_told_with_the_nearest(filled: Command) -> None:
    (answer,) = filled("check", "own.txt", "--json").documents
    wrong = answer["check"][:-1]
    for command in ("replay",), ("agreements", "explain"):
        ran = filled(*command, wrong)
        assert ran.code == 2
        assert answer["check"] in ran.err


@pytest.mark.parametrize(
    ("given", "what", "hint", "german"),
    [
        (("check", "--chanel", "web"), "--chanel: unknown option", "'--channel'", "unbekannte"),
        (("check", "--nosuch"), "--nosuch: unknown option", "`wirecheck check -h`", "unbekannte"),
        (("chek", "own.txt"), "chek: unknown command", "did you mean 'check'?", "unbekannter"),
        (("sources", "lisst"), "lisst: unknown command", "did you mean 'list'?", "unbekannter"),
        (("sources", "remove"), "ID: is missing", "`wirecheck sources remove -h`", "fehlt"),
        (("check", "--site"), "--site: a value is missing", "`wirecheck check -h`", "ein Wert"),
        (("check", "--json=3"), "--json: takes no value", "`wirecheck check -h`", "nimmt keinen"),
        (
            ("rules", "explain", "own.txt", "a", "b"),
            "a b: unexpected argument",
            "`wirecheck rules explain -h`",
            "unerwartetes",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and ": " in value else "",
)
def test_a_command_that_is_put_wrongly_is_refused_like_every_other_error(
    wirecheck: Command, given: tuple[str, ...], what: str, hint: str, german: str
) -> None:
    ran = wirecheck(*given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {what}\n  hint: ")
    assert hint in ran.err
    told = wirecheck("--language", "de", *given)
    assert told.code == 2
    assert told.err.startswith("Fehler: ")
    assert german in told.err


def test_a_group_alone_still_shows_its_help(wirecheck: Command) -> None:
    ran = wirecheck("sources")
    assert ran.code == 2
    assert "Usage: wirecheck sources" in ran.out + ran.err
