"""A limit of the use beside an embargo is one of its own, and outlasts it."""

from datetime import UTC, datetime

import pytest

from checker.licensing.terms.parse import parse_terms
from checker.licensing.terms.term import Term

NEAR = datetime(2026, 10, 25, tzinfo=UTC)
UNTIL = "Embargoed until 1 November 2026 06:00 GMT"


def terms(words: str) -> tuple[Term, ...]:
    return parse_terms([words], NEAR)


def channels(words: str) -> set[tuple[str, str]]:
    return {
        (term.kind, value.removeprefix("channel:"))
        for term in terms(words)
        if term.kind in ("not", "only")
        for value in term.values
    }


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        (f"{UNTIL}. Not for web.", ("not", "web")),
        (f"{UNTIL}; not for web", ("not", "web")),
        (f"{UNTIL}, print only", ("only", "print")),
        (f"{UNTIL}, no online use", ("not", "web")),
        (f"{UNTIL}\nNo web", ("not", "web")),
        (f"{UNTIL}. Newspapers only.", ("only", "print")),
        (f"Not for web. {UNTIL}", ("not", "web")),
        (f"Print only, {UNTIL[0].lower()}{UNTIL[1:]}", ("only", "print")),
        ("Sperrfrist: 1. November 2026, 6 Uhr MEZ. Nur Print.", ("only", "print")),
        ("Embargo: 1 novembre 2026 à 6h. Pas de web.", ("not", "web")),
        ("No embargo. Not for web.", ("not", "web")),
        ("Embargo: none\nNo web", ("not", "web")),
        ("Embargo lifted for print only", ("only", "print")),
    ],
)
def test_the_limit_is_read_and_the_embargo_too(words: str, limit: tuple[str, str]) -> None:
    assert limit in channels(words)
    lifted = words.startswith(("No embargo", "Embargo: none", "Embargo lifted"))
    (order,) = [term for term in terms(words) if term.kind in ("embargo", "free")]
    if lifted:
        assert order.kind == "free"
    else:
        assert order.embargo is not None
        assert (order.embargo.kind, order.embargo.until) != ("unreadable", None)


@pytest.mark.parametrize("words", ["Expires 20 November 2026.", "Not after 20 November 2026."])
def test_an_end_of_the_use_is_read(words: str) -> None:
    assert [term.kind for term in terms(f"{UNTIL}. {words}")] == ["embargo", "until"]


@pytest.mark.parametrize("words", ["Not for publication.", "Do not publish.", "Hold."])
def test_what_forbids_the_item_is_left_to_a_person(words: str) -> None:
    assert [term.kind for term in terms(f"{UNTIL}. {words}")] == ["embargo", "unknown"]


@pytest.mark.parametrize(
    "words",
    [
        f"{UNTIL}. Please respect.",
        f"Please respect: {UNTIL}",
        f"Strictly {UNTIL[0].lower()}{UNTIL[1:]}",
        f"{UNTIL}. Broadcast and online.",
        f"{UNTIL}, print and web",
        "Embargo 0600 GMT 1 November 2026 for print, broadcast and online",
        "Not for publication, broadcast or online use before 06:00 GMT, 1 November 2026",
        "Keine Veröffentlichung online vor dem 1. November 2026, 6 Uhr",
        "2026年11月1日午前6時まで報道禁止",
    ],
)
def test_words_that_belong_to_the_order_are_no_limit(words: str) -> None:
    assert [term.kind for term in terms(words)] == ["embargo"]
