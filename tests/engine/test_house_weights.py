"""A house rule needs no fitting: it weighs its declared confidence, and `explain` shows the sum."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.engine import Engine, RuleSet, default_rules, explain
from checker.models.draft import Draft
from tests.packaged import packaged_rules

BODY = (
    "The harbour opened again on Monday after a week of repairs, the mayor said. Boats went out"
    " at dawn and came back before noon, and the market was full again."
)
AGENCY = """schema = 1
[agency]
id = "quo"
name = "Quowire Press Service"
match = ["By QUOW"]
no_match = ["The mayor told QUOW so."]
[names]
full = ["Quowire Press Service"]
mark = ["QUOW"]
[[rule]]
id = "quo-footer"
kind = "terms"
keywords = ["quow desk"]
match = ["for the QUOW desk only"]
no_match = ["for the desk only"]
confidence = "certain"
[[rule.pattern]]
regex = '(?i)for the quow desk only'
[[template]]
id = "ours"
kind = "slug"
confidence = "{confidence}"
match = ["~~QUOW~~"]
no_match = ["~~Q~~"]
[[template.form]]
before = '~~'
after = '~~'
"""
MARKED = [
    ("By {name}\n\n{body}", "text"),
    ("Harbour opens again\nBy Bo Sample, {name}\n{body}", "text"),
    ("LISBON, Jan 14 ({name}) - {body}", "text"),
    ("LISBON ({name}) - {body}", "text"),
    ("{body} ({name})", "text"),
    ("{body}\n\nSource: {name}", "text"),
    ("{body}\n© {name}", "text"),
    ("{body}\nCopyright 2026 {name}. All rights reserved.", "text"),
    ("{body}\nPhoto: Bo Sample/{name}", "photo"),
    ("{body}\n~~{name}~~", "text"),
]
TOLD = [
    "The minister told {name} on Monday that the port was open. {body}",
    "{body} According to {name}, the boats were late.",
    "Laut {name} war der Hafen am Montag wieder offen. {body}",
    "{body} A reporter of {name} was in the harbour.",
    "{body} {name} reported that it rained.",
]
NAMES = ("QUOW", "Quowire Press Service")
House = Callable[[str], RuleSet]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    made: dict[str, RuleSet] = {}

    def rules(confidence: str) -> RuleSet:
        if confidence not in made:
            folder: Path = tmp_path_factory.mktemp("house")
            text = AGENCY.replace("{confidence}", confidence)
            (folder / "quo.toml").write_text(text, "utf-8")
            made[confidence] = default_rules(extra=(folder,))
        return made[confidence]

    return rules


@pytest.fixture(scope="module")
def engine(house: House) -> Engine:
    return Engine(house("high"))


def claims(engine: Engine, text: str) -> set[str | None]:
    """The roles in which the text claims to be the house agency's."""
    found = engine.scan(Draft(text)).findings
    return {f.role for f in found if f.agency == "quo" and f.role in ("text", "photo")}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("text", "role"), MARKED)
def test_an_agency_of_the_house_claims_in_the_usual_places(
    engine: Engine, text: str, role: str, name: str
) -> None:
    assert claims(engine, text.format(name=name, body=BODY)) == {role}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", TOLD)
def test_an_agency_of_the_house_claims_nothing_where_prose_cites_it(
    engine: Engine, text: str, name: str
) -> None:
    assert claims(engine, text.format(name=name, body=BODY)) == set()


def test_an_own_rule_of_the_house_has_the_confidence_that_it_declares(engine: Engine) -> None:
    findings = engine.scan(Draft(f"{BODY}\nThis is for the QUOW desk only.")).findings
    assert [f.confidence for f in findings if f.rule == "quo-footer"] == ["certain"]


@pytest.mark.parametrize(
    ("confidence", "prior"), [("low", 1.0), ("medium", 2.5), ("high", 4.5), ("certain", 7.0)]
)
def test_a_form_of_the_house_weighs_what_its_declared_confidence_says(
    house: House, confidence: str, prior: float
) -> None:
    rules = house(confidence)
    assert rules.weights.priors[confidence] == prior  # type: ignore[index]
    told = explain(rules, Draft(f"{BODY} ~~QUOW~~ and more."))
    [line] = [line.strip() for line in told if "form ours#0" in line]
    assert line == (
        f"+{prior:.2f}   +0.00  form ours#0 (not fitted: its declared confidence {confidence})"
    )


def test_explain_shows_the_sum_of_each_chain_of_names_with_the_largest_weights_first() -> None:
    lines = explain(packaged_rules(), Draft("LISBON (AFP) - The port is open.\n\nHe told AFP so."))
    heads = [line for line in lines if line.startswith("sum ")]
    assert heads[0].startswith("sum AFP [8-11] in 'LISBON (AFP)")
    assert [head.rpartition(", ")[2] for head in heads] == ["claims text", "makes no claim"]
    first = lines[lines.index(heads[0]) + 1 : lines.index(heads[1])]
    assert first[0].split(" none ")[0].startswith("    probability: text 0.")
    terms = [line.split(None, 2) for line in first[2:] if not line.startswith("    without")]
    sizes = [max(abs(float(text)), abs(float(photo))) for text, photo, _ in terms]
    assert sizes == sorted(sizes, reverse=True)
    total = float(first[1].split()[0])
    assert abs(total - sum(float(text) for text, _, _ in terms)) < 0.005 * len(terms)
    assert "always" in {sign for _, _, sign in terms}


def test_explain_of_a_rule_shows_the_sums_of_its_agency_alone() -> None:
    draft = Draft("LISBON (AFP) - The port is open.\n\nSource: dpa\n")
    lines = explain(packaged_rules(), draft, "dpa-source")
    heads = [line for line in lines if line.startswith("sum ")]
    assert [head.split()[1] for head in heads] == ["dpa"]
