"""The schedule of claims: the right word, the price with its formula, then and now."""

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.audit.charts import MOST, chart_of
from checker.audit.claims import CLAIM_COLUMNS, Known, Prices, claim_rows
from checker.audit.scope import Scope, narrowed, sampled, scope_from
from checker.audit.shards import Task
from checker.audit.stories import Stories
from checker.errors import ConfigurationError
from checker.licensing.codes import CODES
from checker.models.source import Source
from checker.report.cases import CASES, case_of, case_words

from .test_outputs import piece


def rows(document: dict[str, Any], known: Known | None = None) -> list[dict[str, Any]]:
    return list(claim_rows({"names": {}, **document}, known or Known(Prices({}))))


def claim(code: str, severity: str = "licence_required") -> dict[str, Any]:
    made: dict[str, Any] = piece("a", severity)["claims"][0]
    reason = {"code": code, "severity": severity, "message": "m", "fix": []}
    return {**made, "verdict": severity, "reasons": [reason]}


@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("licence.none", "no_contract"),
        ("licence.expired", "contract_over"),
        ("licence.retention_exceeded", "retention_over"),
        ("licence.territory_excluded", "outside_contract"),
        ("licence.extent_exceeded", "too_much"),
        ("status.killed", "withdrawn"),
        ("credit.missing", "credit"),
        ("detect.notice", "review"),
    ],
)
def test_each_case_has_its_own_word(code: str, case: str) -> None:
    assert case_of(claim(code)) == case
    assert case_words(case) != case


def test_the_gravest_reason_gives_the_case_and_a_clear_claim_is_in_order() -> None:
    both = claim("credit.missing", "credit_required")["reasons"] + claim("licence.none")["reasons"]
    assert case_of({"verdict": "licence_required", "reasons": both}) == "no_contract"
    assert case_of({"verdict": "clear", "reasons": []}) == "in_order"


def test_every_code_that_asks_for_something_belongs_to_one_case() -> None:
    told = [code for _, _, codes in CASES for code in codes]
    assert len(told) == len(set(told))
    quiet = ("detect.", "exception.", "system.")
    assert {c for c in CODES if not c.startswith(quiet)} - set(told) == {"licence.ok"}


def prices(*amounts: tuple[float, str]) -> Prices:
    return Prices(
        {"afp": [(amount, money, f"lic:{n}") for n, (amount, money) in enumerate(amounts)]}
    )


@pytest.mark.parametrize(
    ("known", "low", "high", "formula"),
    [
        (prices(), None, None, "no contract with this owner names a price"),
        (prices((45, "EUR")), 90, 90, "2 x 45 EUR (lic:0)"),
        (prices((60, "EUR"), (45, "EUR")), 90, 120, "2 x 45 to 60 EUR (lic:1, lic:0)"),
        (prices((45, "EUR"), (50, "USD")), None, None, "2 x 45 EUR or 50 USD (lic:0, lic:1)"),
    ],
)
def test_a_price_is_a_range_with_its_formula_and_never_invented(
    known: Prices, low: float | None, high: float | None, formula: str
) -> None:
    cells = known.cells("afp", 2)
    assert (cells.get("price_low"), cells.get("price_high")) == (low, high)
    assert cells["price_formula"] == formula


def test_a_row_says_what_counsel_asks_for() -> None:
    document = piece(
        "site/a.html", "blocked", url="https://lantern.example/a", document="cms:1", title="=1+1",
        then={"claims": [{"owner": "northlight", "role": "text", "verdict": "clear",
                          "agreement": "lic:n", "case": "in_order"}]},
    )  # fmt: skip
    document["claims"][0]["reasons"][0]["code"] = "licence.retention_exceeded"
    published = datetime(2014, 3, 1, tzinfo=UTC)
    source = Source("urn:a", "northlight", "x", title="The ferry", published=published)
    known = Known(
        Prices({"northlight": [(45, "EUR", "lic:n")]}), lambda _: source, before=frozenset()
    )
    (row,) = rows(document, known)
    assert set(row) <= set(CLAIM_COLUMNS)
    assert (row["case"], row["then"], row["new"]) == ("retention_over", "licensed (lic:n)", True)
    assert (row["site"], row["year"], row["cms_id"]) == ("lantern.example", "2014", "cms:1")
    assert (row["source_headline"], row["price_low"]) == ("The ferry", 45)
    assert row["state"] == "open"
    again = rows(document, Known(Prices({}), states={row["key"]: ("settled", "paid")},
                                 before=frozenset([row["key"]])))[0]  # fmt: skip
    assert (again["state"], again["state_note"], again["new"]) == ("settled", "paid", False)
    moved = rows({**document, "id": "other", "path": "other"})[0]
    assert moved["key"] == row["key"], "the address names a piece, wherever its file lies"


@pytest.mark.parametrize(
    ("then", "case"),
    [
        ({"verdict": "clear", "agreement": "lic:n", "case": "in_order"}, "retention_over"),
        ({"verdict": "credit_required", "agreement": "lic:n", "case": "credit"}, "retention_over"),
        ({"verdict": "licence_required", "agreement": None, "case": "before_contract"},
         "before_contract"),
        ({"verdict": "blocked", "agreement": None, "case": "withdrawn"}, "withdrawn"),
        ({"verdict": "licence_required", "agreement": None, "case": "no_contract"}, "no_contract"),
    ],
)  # fmt: skip
def test_what_was_never_licensed_was_not_kept_too_long(then: dict[str, Any], case: str) -> None:
    claim = {"owner": "northlight", "role": "text", **then}
    document = piece("site/a.html", "blocked", then={"claims": [claim]})
    document["claims"][0]["reasons"][0]["code"] = "licence.retention_exceeded"
    (row,) = rows(document)
    assert row["case"] == case
    assert (row["now"] == "its permitted time online is over") == (case != "retention_over")


def test_nobody_is_said_to_have_kept_a_piece_too_long_that_has_no_date() -> None:
    document = piece("site/a.html", "blocked")
    document["claims"][0]["reasons"][0] |= {"code": "licence.retention_exceeded", "parsed": False}
    assert rows(document)[0]["case"] == "review"


def test_a_mention_and_what_was_not_read_have_no_row() -> None:
    document = piece("a", "clear")
    document["claims"][0]["role"] = "mention"
    assert rows(document) == []
    assert rows({"verdict": None, "id": "b"}) == []


def test_the_same_story_at_several_addresses_is_one() -> None:
    a = piece("a", "blocked", words_sha256="1", title="The ferry is back")
    b = piece("b", "blocked", words_sha256="1", title="Another headline here")
    c = piece("c", "blocked", words_sha256="2", title="the  Ferry is back")
    d = piece("d", "blocked", words_sha256="3", title="Ferry")
    stories = Stories()
    for document in (a, b, c, d):
        stories.add(document)
    assert [stories.of(one) for one in (a, b, c, d)] == [("a", 3), ("a", 3), ("a", 3), ("d", 1)]


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day + "T12:00:00+00:00")


@pytest.mark.parametrize(
    ("since", "until", "inside", "outside"),
    [
        ("2019", "2019", ["2019-01-01", "2019-12-31"], ["2018-12-31", "2020-01-01"]),
        ("2019-02", "2019-02", ["2019-02-01", "2019-02-28"], ["2019-01-31", "2019-03-01"]),
        ("2019-02-03", None, ["2019-02-03", "2024-01-01"], ["2019-02-02"]),
        (None, "2019-02-03", ["2019-02-03"], ["2019-02-04"]),
    ],
)
def test_days_months_and_years_bound_an_audit(
    since: str | None, until: str | None, inside: list[str], outside: list[str]
) -> None:
    scope = scope_from({"since": since, "until": until})
    assert all(scope.holds(moment(day)) for day in inside)
    assert not any(scope.holds(moment(day)) for day in outside)
    assert scope.holds(None)
    assert scope_from(scope.asked()) == scope


@pytest.mark.parametrize(
    "given", [{"since": "soon"}, {"since": "2020", "until": "2019"}, {"sample": "many"},
              {"sample": "101%"}],
)  # fmt: skip
def test_a_scope_that_cannot_be_read_is_refused(given: dict[str, str | None]) -> None:
    with pytest.raises(ConfigurationError):
        scope_from(given)


def test_a_sample_is_the_same_every_time_and_grows_with_its_size() -> None:
    tasks = [Task(f"{n}.html") for n in range(200)]
    ten, twenty = sampled(tasks, "5%"), sampled(tasks, "20")
    assert (len(ten), len(twenty)) == (10, 20)
    assert set(ten) <= set(twenty)
    assert twenty == [task for task in tasks if task in twenty]
    assert sampled(tasks, "") == tasks
    assert Scope().asked() == {}


def test_a_result_narrowed_to_an_owner_has_the_verdict_on_that_owner() -> None:
    document = piece("a", "blocked")
    document["claims"].append(piece("a", "credit_required", owner="afp")["claims"][0])
    assert narrowed(document, "afp")["verdict"] == "credit_required"
    assert narrowed(document, "dpa")["verdict"] == "clear"
    assert narrowed({**document, "complete": False}, "dpa")["verdict"] == "unfinished"
    assert narrowed(document, "") is document


@pytest.mark.parametrize(("owners", "bars"), [(MOST, MOST), (MOST + 1, MOST)])
def test_a_chart_has_no_more_bars_than_can_be_read(owners: int, bars: int) -> None:
    chart = chart_of("By owner", [(f"o{n}", {"blocked": 1}) for n in range(owners)], ["blocked"])
    assert chart is not None
    assert len(chart.bars) == bars
    assert sum(bar.total for bar in chart.bars) == owners
    assert chart_of("By owner", [("o", {})], ["blocked"]) is None


def test_bars_are_shares_of_the_longest_one() -> None:
    rows = [("long", {"blocked": 6, "credit_required": 2}), ("short", {"credit_required": 2})]
    chart = chart_of("By owner", rows, ["credit_required", "blocked"])
    assert chart is not None
    long, short = chart.bars
    assert long.parts == (("credit_required", 0.0, 25.0, 2), ("blocked", 25.0, 75.0, 6))
    assert (long.end, short.end) == (100.0, 25.0)
