"""How much of the world the packaged rules cover, and ids that never go away."""

from pathlib import Path

from checker.engine import RuleSet
from checker.engine.coverage import coverage
from checker.engine.model import KINDS
from checker.orders import ORDER_KINDS
from tests.packaged import packaged_rules

IDS = Path(__file__).with_name("ids.txt")


def ids(rules: RuleSet) -> set[str]:
    own = {rule.id for rule in rules.rules}
    return (
        own
        | {f"template:{t.id}" for t in rules.templates}
        | {f"agency:{a}" for a in rules.agencies}
    )


def test_eighty_agencies_in_thirty_languages_are_known() -> None:
    rules = packaged_rules()
    wires = [a for a in rules.agencies.values() if a.business == "wire"]
    languages = {language for a in wires for language in a.languages if language != "*"}
    assert len(wires) >= 80
    assert len(languages) >= 30
    assert len({lg for words in rules.words.values() for lg in words.by_language}) >= 40


def test_every_kind_of_marking_has_a_rule_or_is_an_order() -> None:
    rules = packaged_rules()
    kinds = {r.kind for r in rules.rules} | {t.kind for t in rules.templates}
    assert set(KINDS) - {"exception"} <= kinds | set(ORDER_KINDS)


def test_a_rule_id_is_never_renamed_or_dropped() -> None:
    kept = set(IDS.read_text(encoding="utf-8").split())
    now = ids(packaged_rules())
    assert kept - now == set(), "an id is gone: deprecate it instead"
    assert now - kept == set(), "add the new ids to tests/rules/ids.txt"


def test_every_instance_has_an_id_of_its_own() -> None:
    listed = [instance.id for instance in packaged_rules().instances()]
    assert len(listed) == len(set(listed))


def test_the_page_about_the_rules_is_written_from_the_files() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "rules.md"
    told = "run: python -m checker.engine.coverage > docs/rules.md"
    assert page.read_text(encoding="utf-8") == coverage(packaged_rules()), told
