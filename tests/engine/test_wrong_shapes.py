"""A rule file of a wrong shape is refused with its file, line and key, whatever stands there."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.engine import lint, load, load_rules
from checker.engine.weighing.weights import read_weights
from checker.errors import RuleError
from tests.engine.test_load import OTHER, WHOLE
from tests.keys.table import changed, toml

pytestmark = pytest.mark.usefixtures("packaged_are_few")
NAMESAKE = {
    "name": "Xyz Choir News",
    "short": ["XYZ"],
    "owner": "choir",
    "sites": ["choir.example"],
    "languages": ["es"],
}
VALID: dict[str, Any] = {
    "namesake": [NAMESAKE],
    **tomllib.loads(WHOLE),
}
DAY = datetime.date(1979, 5, 27)
ANY: tuple[Any, ...] = (
    "x",
    5,
    1.5,
    True,
    DAY,
    [],
    [5],
    [""],
    {},
    [{}],
    [{}, 5],
)


def written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(written(one) for one in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, (str, int, float)) else str(value)


def wrong(value: Any) -> Iterator[Any]:
    """What has another type than a value: also the members of a list, which hold one type."""
    for other in ANY:
        if isinstance(value, list):
            tables = bool(value) and isinstance(value[0], dict)
            members = {} if tables else "x"
            fits = isinstance(other, list) and all(type(one) is type(members) for one in other)
            if not fits or (not tables and "" in other):
                yield other
        elif isinstance(value, float):
            if isinstance(other, bool) or not isinstance(other, int | float):
                yield other
        elif type(other) is not type(value):
            yield other


def paths(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every key of a document with its value: tables, lists of tables and what they hold."""
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in members:
        below = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict):
            yield below, one
        if isinstance(one, dict) or (isinstance(one, list) and isinstance(one[0], dict)):
            yield from paths(one, below)


EVERY = list(paths(VALID))


def refusal(folder: Path, text: str) -> str:
    """What the loader says of a file; empty where it takes it."""
    (folder / "uvw.toml").write_text(OTHER, "utf-8")
    (folder / "xyz.toml").write_text(text, "utf-8")
    try:
        load_rules([folder])
    except RuleError as error:
        return "\n".join(map(str, error.problems))
    return ""


def replaced(path: str, value: Any) -> str:
    """The valid file with one value replaced: the key's line tells what is written there."""
    return toml(changed(VALID, (path, "@@"))).replace('"@@"', written(value), 1)


def test_the_valid_file_is_taken_and_holds_every_table(tmp_path: Path) -> None:
    assert refusal(tmp_path, toml(VALID)) == ""
    tables = {path for path, value in EVERY if isinstance(value, list | dict)}
    assert tables >= {"agency", "names", "joint", "namesake", "rule", "rule.0.pattern", "template"}


@pytest.mark.parametrize(("path", "value"), EVERY, ids=[path for path, _ in EVERY])
def test_a_value_of_another_type_is_refused_with_its_file_and_key(
    tmp_path: Path, path: str, value: Any
) -> None:
    key = path.rpartition(".")[2]
    for other in wrong(value):
        said = refusal(tmp_path, replaced(path, other))
        assert f"{tmp_path.name}/xyz.toml:" in said, (other, said)
        assert key in said, (other, said)


WEIGHTS: dict[str, Any] = {
    "schema": 1,
    "claim": 0.5,
    "confidence": {"medium": 0.6, "high": 0.8, "certain": 0.95},
    "priors": {"low": 1.0, "medium": 2.5, "high": 4.5, "certain": 7.0},
    "signs": {"always": [-0.3, -0.4], "name_mark": [1, 2.5]},
}


def refused_weights(document: dict[str, Any]) -> str:
    with pytest.raises(RuleError) as error:
        read_weights(toml(document), "house/grammar/weights.toml")
    return "\n".join(map(str, error.value.problems))


@pytest.mark.parametrize(("path", "value"), list(paths(WEIGHTS)))
def test_weights_of_another_type_are_refused_with_their_line(path: str, value: Any) -> None:
    assert read_weights(toml(WEIGHTS), "weights.toml").claim == 0.5
    key = path.rpartition(".")[2]
    others = [*ANY, float("nan"), [1.0], [1.0, 2.0, 3.0], [True, 1.0], [1.0, float("inf")]]
    for other in others:
        if isinstance(value, dict) and isinstance(other, dict):
            continue
        if isinstance(value, float) and isinstance(other, int | float) and other == other:
            continue
        if value == 1 and other is True:
            continue
        text = toml(changed(WEIGHTS, (path, "@@"))).replace('"@@"', written(other), 1)
        with pytest.raises(RuleError) as error:
            read_weights(text, "weights.toml")
        assert any(
            str(problem).startswith("weights.toml:") and key in str(problem)
            for problem in error.value.problems
        ), (other, error.value)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("claim", 1.01, "from 0 to 1"),
        ("claim", None, "'claim' is missing"),
        ("priors.low", None, "'low' is missing"),
        ("priors.low", 40.5, "from -40 to 40"),
        ("confidence.medium", 0.81, "the bounds must increase"),
        ("signs.always", [40.5, 0.0], "two numbers from -40 to 40"),
        ("nonsense", 1, "unknown key 'nonsense'"),
    ],
)
def test_weights_beyond_their_range_are_refused(path: str, value: Any, said: str) -> None:
    assert said in refused_weights(changed(WEIGHTS, (path, value)))


TWICE = [
    ("agency", "", "agency 'xyz' is used twice"),
    ("rule", "rule", "rule 'xyz-terms' is used twice"),
    ("template", "template", "template 'xyz-shape' is used twice"),
]


@pytest.mark.parametrize(("table", "list_", "said"), TWICE, ids=[row[0] for row in TWICE])
def test_an_id_that_one_folder_uses_twice_is_refused_even_to_replace_itself(
    tmp_path: Path, table: str, list_: str, said: str
) -> None:
    twin = {"schema": 1, "agency": {**VALID["agency"], "override": True}}
    if list_:
        one = {**VALID[list_][0], "override": True}
        assert said in refusal(tmp_path, toml(changed(VALID, (list_, [one, one]))))
        return
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "xyz.toml").write_text(toml(twin), "utf-8")
    assert said in refusal(tmp_path, toml(VALID))


def test_an_agency_that_is_no_table_is_one_problem_and_lint_says_it(tmp_path: Path) -> None:
    rules = toml({"rule": VALID["rule"]})
    (tmp_path / "xyz.toml").write_text(f'schema = 1\nagency = "x"\n{rules}', "utf-8")
    [problem] = lint([tmp_path])
    assert str(problem) == (
        f"error: {tmp_path.name}/xyz.toml:2: 'agency' must be a table [agency], not 'x'"
    )
    with pytest.raises(RuleError):
        load_rules([load.packaged_rules(), tmp_path])
