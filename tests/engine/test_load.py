"""Rule folders: every problem of every file, with its place and a hint."""

from pathlib import Path

import pytest

from checker.engine import Engine, default_rules, explain, lint, load_rules, packaged_rules, profile
from checker.errors import RuleError
from checker.models import Draft

AGENCY = """schema = 1

[agency]
id = "xyz"
name = "Xyz News Agency"
country = "PT"
languages = ["pt"]
match = ["LISBOA, 14 jan (XYZ) - O porto abriu."]
no_match = ["O ministro falou."]

[names]
mark = ["XYZ"]
"""
RULE = """
[[rule]]
id = "xyz-terms"
kind = "terms"
keywords = ["escrita da xyz"]
match = ["sem autorização escrita da xyz"]
no_match = ["sem autorização escrita da cidade"]
[[rule.pattern]]
regex = '''(?i)sem autorização escrita da xyz'''
"""


def refused(folder: Path, text: str, name: str = "xyz.toml") -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules([packaged_rules(), folder])
    return [str(problem) for problem in error.value.problems]


def test_a_house_agency_needs_names_only(tmp_path: Path) -> None:
    (tmp_path / "xyz.toml").write_text(AGENCY + RULE, encoding="utf-8")
    engine = Engine(load_rules([packaged_rules(), tmp_path]))
    kinds = {
        text: [(f.agency, f.kind) for f in engine.scan(Draft(text)).findings]
        for text in ("LISBOA, 14 jan (XYZ) - O porto.", "É proibido sem autorização escrita da XYZ")
    }
    assert list(kinds.values()) == [[("xyz", "dateline")], [("xyz", "terms")]]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'country = "PT"',
            'contry = "PT"',
            "xyz.toml:6: unknown key 'contry' (did you mean 'country'?)",
        ),
        ('id = "xyz"', 'id = "XYZ"', "bad id 'XYZ'"),
        ('languages = ["pt"]', 'languages = ["portuguese"]', "'portuguese' is no language"),
        ('kind = "terms"', 'kind = "term"', "kind 'term' is not known (did you mean 'terms'?)"),
        ('kind = "terms"', 'kind = "exception"', "an exception needs a note"),
        ("(?i)sem", "(?i)(sem", "the formula does not compile"),
        ("(?i)sem", "(?i)(s+)+em", "a repeat inside a repeat"),
        ('mark = ["XYZ"]', 'mark = ["AFP"]', "'AFP' is a name of 'afp' too"),
        ('match = ["sem', 'mtch = ["sem', "match and no_match are missing"),
        ('name = "Xyz', 'id = "abc"\nname = "Xyz', "a key stands twice"),
        ("schema = 1", "schema = 2", "schema 2"),
        ('keywords = ["escrita da xyz"]', "", "keywords are missing"),
    ],
)
def test_a_bad_file_is_refused_with_place_and_hint(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    problems = refused(tmp_path / "house", (AGENCY + RULE).replace(old, new, 1))
    assert any(said in problem for problem in problems), problems


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = (AGENCY + RULE).replace('country = "PT"', 'country = "Portugal"')
    problems = refused(tmp_path / "house", text.replace('kind = "terms"', 'kind = "trems"'))
    assert len(problems) >= 2


def test_the_same_id_needs_override(tmp_path: Path) -> None:
    text = AGENCY.replace('"xyz"', '"afp"').replace("Xyz News Agency", "Agence")
    assert any("stands twice" in p for p in refused(tmp_path / "house", text, "afp.toml"))
    allowed = text.replace('id = "afp"', 'id = "afp"\noverride = true')
    (tmp_path / "house" / "afp.toml").write_text(allowed, encoding="utf-8")
    rules = load_rules([packaged_rules(), tmp_path / "house"])
    assert rules.agencies["afp"].name == "Agence"


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    before = default_rules().digest
    (tmp_path / "xyz.toml").write_text(AGENCY, encoding="utf-8")
    after = default_rules(extra=[tmp_path]).digest
    assert before.startswith("sha256:")
    assert before == default_rules().digest
    assert before != after


def test_lint_runs_examples_through_the_engine(tmp_path: Path) -> None:
    (tmp_path / "xyz.toml").write_text(
        AGENCY.replace("O ministro falou.", "Foto: XYZ").replace("(XYZ) - O", "[QXZ] O"),
        encoding="utf-8",
    )
    said = [str(p) for p in lint([tmp_path]) if "xyz" in str(p)]
    assert any("match example not found" in s and ":8:" in s for s in said)
    assert any("no_match example is marked" in s for s in said)


def test_explain_says_why_and_why_not() -> None:
    rules = default_rules()
    yes = explain(rules, Draft("PARIS (AFP) - Le port rouvre."), "afp-dateline")
    assert any("fits by" in line for line in yes)
    no = explain(rules, Draft("He told AFP so."), "afp-dateline")
    assert any("no form of dateline fits" in line for line in no)
    assert "marks nothing" in no[-1]
    assert explain(rules, Draft("x"), "afp-terms-en")[0].startswith("afp-terms-en: no keyword")


def test_profile_tells_costs() -> None:
    costs = profile(default_rules(), [Draft("© 2025 AFP or licensors")])
    assert {"(templates)", "afp-licensors"} <= {cost.rule for cost in costs}
