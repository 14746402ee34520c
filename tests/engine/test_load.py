"""Rule folders: every problem of every file, with its place and a hint."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from checker.engine import Engine, default_rules, explain, lint, load, load_rules, profile
from checker.errors import RuleError
from checker.models.draft import Draft

pytestmark = pytest.mark.usefixtures("packaged_are_few")
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
        load_rules([load.packaged_rules(), folder])
    return [str(problem) for problem in error.value.problems]


def test_a_house_agency_needs_names_only(tmp_path: Path) -> None:
    (tmp_path / "xyz.toml").write_text(AGENCY + RULE, encoding="utf-8")
    engine = Engine(load_rules([load.packaged_rules(), tmp_path]))
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
        ('languages = ["pt"]', 'languages = ["portuguese"]', "'portuguese' is not a language"),
        ('kind = "terms"', 'kind = "term"', "kind 'term' is not known (did you mean 'terms'?)"),
        ('kind = "terms"', 'kind = "exception"', "an exception needs a note"),
        ("(?i)sem", "(?i)(sem", "the regular expression does not compile"),
        ("(?i)sem", "(?i)(s+)+em", "nested repetition"),
        ('mark = ["XYZ"]', 'mark = ["AFP"]', "'AFP' is a name of 'afp' too"),
        ('match = ["sem', 'mtch = ["sem', "match and no_match are missing"),
        ('name = "Xyz', 'id = "abc"\nname = "Xyz', "a key is used twice"),
        ("schema = 1", "schema = 2", "schema 2"),
        ('keywords = ["escrita da xyz"]', "", "keywords are missing"),
    ],
)
def test_a_bad_file_is_refused_with_place_and_hint(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    problems = refused(tmp_path / "house", (AGENCY + RULE).replace(old, new, 1))
    assert any(said in problem for problem in problems), problems


WHOLE = """schema = 1
[agency]
id = "xyz"
name = "Xyz News Agency"
aliases = ["Xyz"]
country = "PT"
business = "wire"
languages = ["pt"]
sites = ["xyz.example"]
skip = ["xyz-other"]
note = "Invented."
override = false
match = ["LISBOA, 14 jan (XYZ) - O porto abriu."]
no_match = ["O ministro falou."]
[names]
full = ["Xyz News Agency"]
mark = ["XYZ"]
ambiguous = ["Xyzzy"]
bracketed = ["xyzz"]
small = ["xyz"]
picture = ["XYZ Photo"]
address = ["@xyznews"]
never = ["XYZ Choir"]
[[joint]]
name = "XYZ-UVW"
with = ["uvw"]
class = "mark"
picture = false
[[rule]]
id = "xyz-terms"
version = 1
kind = "terms"
confidence = "high"
status = "stable"
languages = ["pt"]
zones = ["tail"]
keywords = ["escrita da xyz"]
role = "text"
scope = "site"
note = "Invented."
requires = "xyz-xyz-shape"
window = 300
override = false
match = ["sem autorização escrita da xyz"]
no_match = ["sem autorização escrita da cidade"]
[[rule.pattern]]
regex = "sem autorização escrita da xyz"
view = "lines"
[[rule.pattern]]
text = "É proibida a reprodução sem autorização escrita da {{Xyz}}"
similarity = 84
[words.xyz_word]
pt = ["palavra"]
[fragments]
xyz_part = "[0-9]"
[[template]]
id = "xyz-shape"
version = 1
kind = "slug"
confidence = "high"
status = "stable"
languages = ["pt"]
zones = ["tail"]
names = ["mark"]
role = "text"
scope = "site"
note = "Invented."
override = false
match = ["=XYZ="]
no_match = ["=XY="]
[[template.form]]
before = "="
after = "="
left = "line"
right = "end"
names = ["mark"]
role = "text"
confidence = "low"
"""
OTHER = """schema = 1
[agency]
id = "uvw"
name = "Uvw News"
match = ["-UVW-"]
no_match = ["UVW"]
[names]
mark = ["UVW"]
[[template]]
id = "xyz-other"
kind = "slug"
match = ["-XYZ-"]
no_match = ["XYZ"]
[[template.form]]
before = "-"
after = "-"
"""
WRONG = ("'x y'", "5", "true", "1.5", "nan", "[]", "[5]", "[[]]", "{}", "{ a = 1 }", "1979-05-27")
KEY_LINES = [line for line in WHOLE.splitlines() if " = " in line]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "uvw.toml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "xyz.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_the_whole_file_is_accepted(house: Path) -> None:
    assert list(load_rules([house]).agencies) == ["uvw", "xyz"]


@pytest.mark.parametrize("line", sorted(set(KEY_LINES)))
def test_a_value_of_a_wrong_shape_is_a_problem_with_its_line(house: Path, line: str) -> None:
    """Whatever is written is read, or is refused with its place: nothing fails inside."""
    key = line.split(" = ")[0]
    for value in WRONG:
        (house / "xyz.toml").write_text(WHOLE.replace(line, f"{key} = {value}", 1), "utf-8")
        try:
            load_rules([house])
        except RuleError as error:
            places = [problem.place for problem in error.problems]
            assert all(re.search(r"\.toml:\d+$", place) for place in places), places


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "schema = true\n", "schema = '1'\n", "a = " + "[" * 5000]
)
def test_a_file_that_is_no_rule_file_is_a_problem(tmp_path: Path, text: str) -> None:
    assert any("house/xyz.toml" in problem for problem in refused(tmp_path / "house", text))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('regex = "', 'similarity = 80\nregex = "', "similarity has no effect here"),
        ("similarity = 84", 'view = "flow"', "view has no effect here"),
        ('requires = "xyz-xyz-shape"', 'requires = "xyz-xyz-shap"', "did you mean 'xyz-xyz-shape'"),
        ('requires = "xyz-xyz-shape"', 'requires = "xyz-terms"', "requires names no other rule"),
        ("requires =", 'replaced_by = "xyz-other"\nrequires =', "a rule in use is not replaced"),
        (
            'status = "stable"\nlanguages = ["pt"]\nzones = ["tail"]\nkey',
            'status = "deprecated"\nreplaced_by = "xyz"\nkey',
            "replaced_by names no other rule",
        ),
        (
            'status = "stable"\nlanguages = ["pt"]\nzones = ["tail"]\nnames',
            'status = "deprecated"\nreplaced_by = "xyz"\nnames',
            "replaced_by names no other template",
        ),
        ('kind = "terms"', 'kind = "exception"', "an exception has no 'requires'"),
        ('kind = "slug"', 'kind = "exception"', "a template cannot be an exception"),
        ('languages = ["pt"]\nzones', 'languages = ["ha"]\nzones', "cannot be distinguished"),
        ("window = 300", "window = 0", "'window' must be a whole number from 20"),
        ("[names]", "[[example]]\ntext = 'x'\n[names]", "unknown key 'example'"),
    ],
)
def test_a_key_that_would_do_nothing_is_refused(house: Path, old: str, new: str, said: str) -> None:
    assert old in WHOLE
    (house / "xyz.toml").write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as error:
        load_rules([house])
    problems = [str(problem) for problem in error.value.problems]
    assert any(said in problem for problem in problems), problems


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = (AGENCY + RULE).replace('country = "PT"', 'country = "Portugal"')
    problems = refused(tmp_path / "house", text.replace('kind = "terms"', 'kind = "trems"'))
    assert len(problems) >= 2


def test_the_same_id_needs_override(tmp_path: Path) -> None:
    text = AGENCY.replace('"xyz"', '"afp"').replace("Xyz News Agency", "Agence")
    assert any("is used twice" in p for p in refused(tmp_path / "house", text, "afp.toml"))
    allowed = text.replace('id = "afp"', 'id = "afp"\noverride = true')
    (tmp_path / "house" / "afp.toml").write_text(allowed, encoding="utf-8")
    rules = load_rules([load.packaged_rules(), tmp_path / "house"])
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


@pytest.mark.slow
def test_lint_reports_what_the_folders_cost_and_not_what_the_packaged_rules_cost(
    tmp_path: Path, few_rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example of the packaged rules that breaks is reported with folders, too."""
    packaged, house = tmp_path / "packaged", tmp_path / "house"
    shutil.copytree(few_rules, packaged)
    house.mkdir()
    for place in ("checker.engine.load", "checker.engine.lint"):
        monkeypatch.setattr(sys.modules[place], "packaged_rules", lambda: packaged)
    short = AGENCY + RULE.replace("escrita da xyz", "xyz", 1)
    (packaged / "xyz.toml").write_text(short, encoding="utf-8")
    (house / "abc.toml").write_text(_renamed(AGENCY + RULE), encoding="utf-8")
    assert [line for line in _warnings() if "short keyword 'xyz'" in line]
    assert _warnings(house) == []
    assert any(p.level == "error" and "/templates.toml" in str(p) for p in lint([house]))

    (house / "abc.toml").write_text(_renamed(short), encoding="utf-8")
    (line,) = _warnings(house)
    assert "abc.toml" in line
    assert "short keyword 'abc'" in line


def _renamed(text: str) -> str:
    return text.replace("xyz", "abc").replace("XYZ", "ABC").replace("Xyz", "Abc")


def _warnings(*folders: Path) -> list[str]:
    return [str(problem) for problem in lint(folders) if problem.level == "warning"]


def test_explain_says_why_and_why_not() -> None:
    rules = default_rules()
    yes = explain(rules, Draft("PARIS (AFP) - Le port rouvre."), "afp-dateline")
    assert any("matches by" in line for line in yes)
    no = explain(rules, Draft("He told AFP so."), "afp-dateline")
    assert any("no form of dateline matches" in line for line in no)
    assert "finds nothing" in no[-1]
    assert explain(rules, Draft("x"), "afp-terms-en")[0].startswith("afp-terms-en: no keyword")


def test_profile_tells_costs() -> None:
    costs = profile(default_rules(), [Draft("© 2025 AFP or licensors")])
    assert {"(templates)", "afp-licensors"} <= {cost.rule for cost in costs}
