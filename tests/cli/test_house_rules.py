"""House rules at the command line: what vanishes is told and still found, until it is accepted."""

from tests.cases.house_rule import HOUSE_RULE
from tests.cli.run import Command

DRAFT = "By Agenda Sample\nThe harbour opened again on a quiet Monday morning.\n"


def test_rules_that_vanish_are_told_and_still_found_until_a_person_accepts_it(
    wirecheck: Command,
) -> None:
    rules = wirecheck.write("house/sample.toml", HOUSE_RULE.replace("{pattern}", "^By Agenda.+"))
    wirecheck.write("wirecheck.toml", 'rules = ["house"]\n')
    draft = wirecheck.write("d.txt", DRAFT)
    batch = wirecheck.write("b.jsonl", '{"id": 1, "text": "By Agenda Sample. It is open."}\n')

    def owners() -> set[str]:
        [answer] = wirecheck("check", draft, "--json").documents
        return {finding["agency"] for finding in answer["findings"]}

    assert owners() == {"sample"}
    (wirecheck.folder / rules).unlink()
    ran = wirecheck("check", draft, "--json")
    assert [f["agency"] for f in ran.documents[0]["findings"]] == ["sample"]
    assert "warning: rules: the house rules accepted at" in ran.err
    assert "the agency 'sample' is missing" in ran.err
    wirecheck.write("wirecheck.toml", "")  # nor does a configuration without them end them
    assert "stay in force" in wirecheck("audit", batch, "--out", "report").err
    wirecheck.write("wirecheck.toml", 'rules = ["house"]\n')
    done = wirecheck("rules", "accept")
    assert (done.code, "- the agency 'sample'" in done.out) == (0, True)
    after = wirecheck("check", draft, "--json")
    assert (after.documents[0]["findings"], "house rules" in after.err) == ([], False)


def test_rules_cannot_be_accepted_where_no_newsroom_or_no_folder_is(wirecheck: Command) -> None:
    wirecheck.write("wirecheck.toml", 'rules = ["house"]\n')
    assert wirecheck("rules", "accept").code == 2
    assert not (wirecheck.folder / "wirecheck-data").exists()
    (wirecheck.folder / "house").mkdir()
    draft = wirecheck.write("d.txt", DRAFT)
    assert "contains no rule file" in wirecheck("check", draft).err
    assert wirecheck("rules", "accept").code == 0  # an empty folder, on purpose
    assert "house rules" not in wirecheck("check", draft).err
    (wirecheck.folder / "house").rmdir()
    refused = wirecheck("rules", "accept")
    assert (refused.code, "no such folder of rules" in refused.err) == (2, True)
