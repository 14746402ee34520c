"""Invented texts that weights are fitted on: where their marks are, and what a fit finds."""

from collections import Counter

import numpy as np
import pytest

from checker.engine.weighing.weights import ALWAYS
from tools.weights.fitting import Table, broken, fit
from tools.weights.invented import Written, written
from tools.weights.samples import Name, Text


@pytest.fixture(scope="module")
def texts() -> list[Written]:
    return list(written())


def test_the_same_texts_are_written_every_time(texts: list[Written]) -> None:
    assert texts == list(written())


def test_every_slot_is_filled_and_every_mark_lies_in_its_text(texts: list[Written]) -> None:
    assert all(0 <= one.start < one.end <= len(one.text) for one in texts)
    assert not any("{wire}" in one.text or "{story}" in one.text for one in texts)


def test_each_role_is_shown_in_hundreds_of_texts(texts: list[Written]) -> None:
    counts = Counter(one.role for one in texts)
    assert set(counts) == {"text", "photo", "none"}
    assert min(counts.values()) > 500


def test_a_name_outside_of_a_pictures_mark_is_the_storys() -> None:
    one = Written("A quay (AFP)\nPARIS (AFP) - It is open.", 0, 12, "photo", "")
    assert (one.label(8, 11), one.label(20, 23)) == ("photo", "text")


def test_a_name_outside_of_what_marks_nothing_marks_nothing() -> None:
    assert Written("AFP told AFP", 0, 3, "none", "").label(9, 12) == "none"


def labelled(sign: str, role: str, count: int) -> list[Text]:
    def name() -> Name:
        return Name([sign], frozenset({"afp"}), (0, 3), (role, 1.0))

    return [Text("dev", f"{sign} {n}", [name()], {}) for n in range(count)]


def test_a_fit_weighs_each_sign_for_its_own_role_and_stays_at_the_prior_without_data() -> None:
    texts = [*labelled("of text", "text", 30), *labelled("of a picture", "photo", 30)]
    texts += labelled("of nothing", "none", 30)
    table = Table.of(texts, 3, {"never seen": (-2.0, 1.0)})
    weights = fit(table, set(), ridge=1.0, priors={"never seen": (-2.0, 1.0)}).weights
    by_sign = dict(zip(table.signs, weights, strict=True))
    assert by_sign["of text"][0] > 1 > by_sign["of text"][1]
    assert by_sign["of a picture"][1] > 1 > by_sign["of a picture"][0]
    assert by_sign["of nothing"].max() < -1
    assert np.allclose(by_sign["never seen"], (-2.0, 1.0), atol=1e-3)
    assert ALWAYS in by_sign


@pytest.mark.parametrize(("role", "others"), [("text", "none"), ("none", "text")])
def test_a_promise_holds_against_all_that_other_texts_say(role: str, others: str) -> None:
    against = labelled("shared", others, 40)
    (example,) = labelled("shared", role, 1)
    example.names[0].signs = ["shared", "its own"]
    table = Table.of([*against, example], 1, {"its own": (0.0, 0.0)})

    def fitted() -> list[int]:
        return broken(table, fit(table, set(), ridge=6.0, priors={}, claim=0.6), 0.6)

    assert len(fitted()) == 0  # not yet a promise: nothing to break
    example.names[0].promise = True
    assert fitted() == []
    sure = 1 - fit(table, set(), ridge=6.0, priors={}, claim=0.6).probabilities(table.rows)[:, 0]
    told = dict(zip(["shared", "example"], sure[[table.which[0], table.which[-1]]], strict=True))
    assert bool(told["example"] >= 0.6) == (role == "text")
    assert bool(told["shared"] >= 0.6) == (others == "text")


def test_a_promise_that_contradicts_another_is_named_and_the_fit_still_ends() -> None:
    one, other = labelled("same", "text", 1)[0], labelled("same", "none", 1)[0]
    one.names[0].promise = other.names[0].promise = True
    table = Table.of([one, other], 1, {"same": (0.0, 0.0)})
    fitted = fit(table, set(), ridge=6.0, priors={}, claim=0.6)
    assert np.isfinite(fitted.weights).all()
    assert len(broken(table, fitted, 0.6)) == 1
