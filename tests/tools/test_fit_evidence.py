"""The fit of evidence: what it finds, what is unknown, and what its report says."""

import numpy as np
import pytest

from checker.matching.evidence import SIGNS
from tools.evidence.fitting import fit, table_of
from tools.evidence.signs import Pair
from tools.fit_evidence import LIMIT, Sample, report

RNG = np.random.default_rng(7)
ROWS = 400
TABLE = RNG.normal(size=(ROWS, 3))
REUSE = TABLE[:, 0] - TABLE[:, 1] + RNG.normal(size=ROWS) > 0
EACH = np.ones(ROWS)


def test_a_sign_of_a_copy_weighs_more_and_one_of_a_form_less_than_nothing() -> None:
    fitted = fit(TABLE, REUSE, EACH, 1.0)
    first, second, third = fitted.weights
    assert first > 1.0
    assert second < -1.0
    assert abs(third) < 0.5  # it tells nothing
    right = (fitted.odds(TABLE) > 0) == REUSE
    assert right.mean() > 0.75


def test_a_larger_ridge_makes_smaller_weights() -> None:
    loose, tight = (fit(TABLE, REUSE, EACH, ridge) for ridge in (1.0, 500.0))
    assert np.abs(tight.weights).sum() < np.abs(loose.weights).sum() / 2


def test_both_answers_weigh_the_same_however_many_pairs_they_have() -> None:
    few = np.flatnonzero(REUSE)[:40]
    kept = np.append(few, np.flatnonzero(~REUSE))
    fitted = fit(TABLE[kept], REUSE[kept], EACH[kept], 1.0)
    odds = fitted.odds(TABLE[kept])
    assert odds[REUSE[kept]].mean() > 0 > odds[~REUSE[kept]].mean()


def test_an_unknown_sign_has_its_mean() -> None:
    fitted = fit(TABLE, REUSE, EACH, 1.0)
    unknown = table_of([{"a": 1.0, "b": 2.0}], ["a", "b", "c"])
    known = np.array([[1.0, 2.0, fitted.middles[2]]])
    assert fitted.odds(unknown) == pytest.approx(fitted.odds(known))


def pair(source: str, *, counts: bool = True) -> Pair:
    return Pair("set-en", "draft", source, counts, dict.fromkeys(SIGNS, 0.0))


def test_the_report_counts_what_is_left_and_the_reuse_in_it() -> None:
    judged = [
        Sample(pair("a"), "REUSE", "set-en"),
        Sample(pair("b"), "TEMPLATE", "set-en"),
        Sample(pair("c"), "SHARED", "set-en"),
        Sample(pair("d", counts=False), "TEMPLATE", "set-en"),
    ]
    odds = np.array([LIMIT, LIMIT - 0.1, LIMIT + 1, 5.0])
    *_, line = report(judged, odds)
    assert line == "set-en: 3 > 2, 0.33 > 0.50 (0.67 > 1.00); 1 of 1"
