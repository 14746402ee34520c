"""House rules that vanish or break leave those in force that were accepted last."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import checker.engine.load
import checker.house_rules
from checker.engine import Engine, packaged_rules, rules_with
from checker.errors import RuleError
from checker.house_rules import FILE, HouseRules, accept, followed, kept
from checker.models.draft import Draft
from checker.newsroom import Newsroom
from checker.running.check import CheckOptions, check

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORY = "OUR TOWN ({name}) - The port opened on Monday. "


def agency(name: str, rule: str = "", names: bool = True) -> str:
    """A rule file of an agency, with its names and a rule of its own if asked for."""
    told = f'[names]\nfull = ["{name}"]\n' if names else ""
    own = (
        f'[[rule]]\nid = "{rule}"\nversion = 1\nkind = "terms"\nkeywords = ["only for"]\n'
        f'match = ["Only for members."]\nno_match = ["For all."]\n'
        f"[[rule.pattern]]\nregex = 'Only for members'\n"
        if rule
        else ""
    )
    return (
        f'schema = 1\n[agency]\nid = "{name.lower()}"\nname = "{name}"\ncountry = "NO"\n'
        f'languages = ["en"]\nmatch = ["OSLO ({name}) - The port is open."]\n'
        f'no_match = ["The port is open."]\n{told}{own}'
    )


class House:
    """A data directory and two folders of house rules, Quaywire in the first of them."""

    def __init__(self, root: Path) -> None:
        self.data, self.one, self.two = root / "data", root / "one", root / "two"
        for folder in (self.data, self.one, self.two):
            folder.mkdir()
        (self.one / "quaywire.toml").write_text(agency("Quaywire", "quaywire-terms"))
        self.folders = [self.one]

    def follow(self, *folders: Path) -> HouseRules:
        """As a process does it that opens the newsroom now."""
        return kept(self.data, followed(self.data, folders or self.folders), NOW)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """With the packaged grammar alone: the agencies of the package take time and say nothing."""
    package = tmp_path / "package"
    package.mkdir()
    shutil.copytree(packaged_rules() / "grammar", package / "grammar")
    for place in (checker.engine.load, checker.house_rules):
        monkeypatch.setattr(place, "packaged_rules", lambda: package)
    monkeypatch.setattr(checker.house_rules, "rules_with", rules_with)  # not what tests share
    return House(tmp_path)


def found(rules: HouseRules, name: str = "Quaywire") -> bool:
    findings = Engine(rules.rules).scan(Draft(STORY.replace("{name}", name))).findings
    return name.lower() in {finding.agency for finding in findings}


def emptied(house: House) -> None:
    (house.one / "quaywire.toml").unlink()


def removed(house: House) -> None:
    emptied(house)
    house.one.rmdir()


def broken(house: House) -> None:
    (house.one / "quaywire.toml").write_text("schema = 1\n[agency\n")


def not_text(house: House) -> None:
    (house.one / "quaywire.toml").write_bytes(b"\xff\xfe\x00")


def hollow(house: House) -> None:
    (house.one / "quaywire.toml").write_text("schema = 1\n")


def cut(house: House) -> None:
    whole = agency("Quaywire", "quaywire-terms")
    (house.one / "quaywire.toml").write_text(whole[: whole.index("[[rule]]")])


def nameless(house: House) -> None:
    (house.one / "quaywire.toml").write_text(agency("Quaywire", "quaywire-terms", names=False))


def unnamed_in_settings(house: House) -> None:
    house.folders = []


def another_folder(house: House) -> None:
    (house.two / "tidewire.toml").write_text(agency("Tidewire"))
    house.folders = [house.two]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "damage",
    [
        emptied,
        removed,
        broken,
        not_text,
        hollow,
        cut,
        nameless,
        unnamed_in_settings,
        another_folder,
    ],
)
def test_rules_that_vanish_or_break_leave_the_accepted_set_in_force(
    house: House, damage: Callable[[House], None]
) -> None:
    good = house.follow()
    assert good.problems == ()
    damage(house)
    for _ in range(2):  # over a restart, too
        after = kept(house.data, followed(house.data, house.folders), NOW)
        assert after.rules.digest == good.rules.digest
        assert "accepted at 2026-03-01T12:00:00Z stay in force" in str(after.problems[0])
        assert len(after.problems) > 1  # and why
    assert found(after)


def test_rules_that_are_whole_again_are_followed_again(house: House) -> None:
    house.follow()
    whole = (house.one / "quaywire.toml").read_text()
    broken(house)
    assert house.follow().problems
    (house.one / "quaywire.toml").write_text(whole)
    assert house.follow().problems == ()


def test_more_and_changed_rules_are_accepted_by_themselves(house: House) -> None:
    house.follow()
    (house.two / "tidewire.toml").write_text(agency("Tidewire"))
    more = house.follow(house.one, house.two)
    assert more.problems == ()
    assert found(more, "Tidewire")
    file = house.one / "quaywire.toml"
    file.write_text(file.read_text().replace("Only for members'", "Only for (?:members|friends)'"))
    changed = house.follow(house.one, house.two)
    assert (changed.problems, changed.rules.digest == more.rules.digest) == ((), False)
    kept_without = house.follow(house.one)
    assert kept_without.rules.digest == changed.rules.digest
    assert "the agency 'tidewire' is missing" in str(kept_without.problems)


@pytest.mark.parametrize("end", [emptied, unnamed_in_settings, cut])
def test_a_person_accepts_that_rules_are_gone(house: House, end: Callable[[House], None]) -> None:
    house.follow()
    end(house)
    done = accept(house.data, house.folders, NOW)
    assert "the rule 'quaywire-terms'" in done.gone
    after = kept(house.data, followed(house.data, house.folders), NOW)
    assert (after.problems, after.rules.digest) == ((), done.rules.digest)
    assert found(after) is (end is cut)


@pytest.mark.parametrize("damage", [removed, broken])
def test_what_is_not_there_or_broken_cannot_be_accepted(
    house: House, damage: Callable[[House], None]
) -> None:
    house.follow()
    before = (house.data / FILE).read_bytes()
    damage(house)
    with pytest.raises(RuleError):
        accept(house.data, house.folders, NOW)
    assert (house.data / FILE).read_bytes() == before


def test_without_an_accepted_set_broken_rules_are_refused_and_empty_folders_told(
    house: House,
) -> None:
    broken(house)
    with pytest.raises(RuleError):
        house.follow()
    emptied(house)
    first = house.follow()
    assert "contains no rule file" in str(first.problems)
    assert not (house.data / FILE).exists()


def test_a_newsroom_without_house_rules_keeps_no_set(house: House) -> None:
    plain = kept(house.data, followed(house.data, []), NOW)
    assert plain.problems == ()
    assert not (house.data / FILE).exists()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"folders": 1}', "changed"])
def test_a_damaged_set_is_refused_and_never_taken_for_none(house: House, content: str) -> None:
    house.follow()
    path = house.data / FILE
    if content == "changed":
        document = json.loads(path.read_text())
        document["folders"] = []
        content = json.dumps(document)
    path.write_text(content)
    with pytest.raises(RuleError, match="damaged"):
        house.follow()
    accept(house.data, house.folders, NOW)
    assert house.follow().problems == ()


def test_a_set_that_cannot_be_kept_is_told(house: House) -> None:
    house.data.rmdir()  # as on a disk that takes no files
    after = kept(house.data, followed(house.data, house.folders), NOW)
    assert "cannot be stored" in str(after.problems)
    assert found(after)


def test_an_answer_says_how_many_rules_are_the_houses_and_why_they_are_not_the_files(
    house: House,
) -> None:
    for gone in (False, True):
        if gone:
            emptied(house)
        with Newsroom.open(house.data, rules=house.folders) as newsroom:
            answer = check(newsroom, STORY, options=CheckOptions(record=False)).answer
        rules = answer.looked_at.rules
        assert rules is not None
        assert rules.digest == answer.versions.rules
        assert rules.house_rules == 2  # the agency and its rule
        assert any("stay in force" in problem for problem in rules.problems) == gone
