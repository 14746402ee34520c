"""`rules try` shows what a new rule file catches and misses before it is in force."""

from tests.cli.run import Command

QUO = """schema = 1
[agency]
id = "quo"
name = "Quowire Press Service"
match = ["By QUOW"]
no_match = ["The mayor told QUOW so."]
[names]
mark = ["QUOW"]
"""
QUIET = 'schema = 1\n[agency]\nid = "ansa"\noverride = true\nname = "ANSA"\n' + (
    'match = ["By ANSA"]\nno_match = ["He told ANSA so."]\n[names]\nmark = ["ANSA-NEW"]\n'
)
MARKED = "By QUOW\n\nThe harbour is open again after a week, the mayor told QUOW on Monday.\n"


def changes(ran: object) -> list[tuple[str, str, str]]:
    return [(row["change"], row["agency"], row["role"]) for row in ran.documents]  # type: ignore[attr-defined]


def test_new_claims_and_names_without_a_claim_are_listed_with_their_place(
    wirecheck: Command,
) -> None:
    rules = wirecheck.write("new/quo.toml", QUO)
    wirecheck.write("texts/a.txt", MARKED)
    wirecheck.write("texts/b.txt", "The harbour of Lisbon is open again, the mayor said.\n")
    texts = str(wirecheck.folder / "texts")
    ran = wirecheck("rules", "try", rules, texts, "--json")
    assert changes(ran) == [("new", "quo", "text"), ("name", "quo", "")]
    new, name = ran.documents
    assert (new["start"], new["end"], new["probability"]) == (0, 7, None)
    assert MARKED[name["start"] : name["end"]] == "QUOW"
    assert 0 <= name["probability"] < 0.5
    shown = wirecheck("rules", "try", rules, texts)
    assert "1 new claim, 0 gone, 1 name without a claim" in shown.out + shown.err
    assert (
        wirecheck("check", wirecheck.write("d.txt", MARKED), "--json").documents[0]["findings"]
        == []
    )  # nothing has come in force


def test_a_claim_that_falls_away_is_listed(wirecheck: Command) -> None:
    rules = wirecheck.write("new/ansa.toml", QUIET)
    draft = wirecheck.write("a.txt", "ROMA, 14 gen (ANSA) - Il porto è aperto.\n")
    ran = wirecheck("rules", "try", rules, draft, "--json")
    assert changes(ran) == [("gone", "ansa", "text")]


def test_a_file_of_the_configured_folder_is_compared_with_the_folder_without_it(
    wirecheck: Command,
) -> None:
    rules = wirecheck.write("house/quo.toml", QUO)
    wirecheck.write("wirecheck.toml", 'rules = ["house"]\n')
    draft = wirecheck.write("a.txt", "By QUOW\n\nThe harbour is open.\n")
    for tried in (rules, str(wirecheck.folder / "house")):
        assert changes(wirecheck("rules", "try", tried, draft, "--json")) == [
            ("new", "quo", "text")
        ]


def test_a_file_that_is_not_there_or_of_a_wrong_shape_is_told(wirecheck: Command) -> None:
    draft = wirecheck.write("a.txt", "By QUOW\n")
    missing = wirecheck("rules", "try", "nowhere.toml", draft)
    assert (missing.code != 0, "no such file or folder" in missing.err) == (True, True)
    wrong = wirecheck(
        "rules", "try", wirecheck.write("w/x.toml", 'schema = 1\nagency = "x"'), draft
    )
    assert (wrong.code, "w/x.toml:2: 'agency' must be a table" in wrong.err) == (2, True)


def test_explain_prints_the_sum_and_profile_the_costs(wirecheck: Command) -> None:
    draft = wirecheck.write("texts/a.txt", "LISBON (AFP) - The port is open.\n")
    told = wirecheck("rules", "explain", draft)
    assert "total for text and for photo" in told.out + told.err
    costs = wirecheck("rules", "profile", str(wirecheck.folder / "texts"))
    assert "(templates)" in costs.out + costs.err
