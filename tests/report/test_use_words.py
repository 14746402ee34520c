"""One function says in plain words for which use a verdict holds, and every rendering shows it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest

from checker.models.draft import Use
from checker.models.vocabulary import plain_name
from checker.report import answer_from, answer_of, lines, result, values_of
from checker.report.page import html
from checker.report.use_words import use_words, when
from tests.report.sample import verdict

AT = datetime(2026, 11, 28, 16, 38, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (
            Use("pub:lantern", "lantern.example", "web", ("FR", "Germany", "us"), AT),
            "Judged for lantern on lantern.example: on the web, in France, Germany and the"
            " United States, as of 2026-11-28 15:38 UTC.",
        ),
        (
            Use(channel="print"),
            "Judged for no named publisher or site: in print, no territory named.",
        ),
        (
            Use("pub:a", channel="kiosk", territories=("*",), purpose="translation"),
            "Judged for a, no site named: on the channel kiosk, worldwide, in translation.",
        ),
        (
            Use(site="a.example", channel="", first_published=AT, purpose="ai_training"),
            "Judged for a.example, no publisher named: no channel named, no territory named,"
            " to train an AI, first published 2026-11-28 15:38 UTC.",
        ),
    ],
)
def test_a_use_is_one_plain_sentence(use: Use, words: str) -> None:
    assert use_words(use) == words


def test_a_publisher_is_named_as_its_contracts_name_it() -> None:
    names = {"pub:lantern": "The Lantern", "afp": "Agence France-Presse"}
    assert str(use_words(Use(" pub:lantern "), names)).startswith("Judged for The Lantern, no site")
    assert str(use_words(Use("pub:other"), names)).startswith("Judged for other, no site")
    answer = answer_of(verdict(use=Use("pub:lantern")), names=names)
    assert answer.use.words.startswith("Judged for The Lantern")
    assert "The Lantern" in "".join(map(str, lines(values_of(answer))))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("pub:lantern", "lantern"),
        (" pub:the-lantern ", "the-lantern"),
        ("lantern", "lantern"),
        ("The Lantern: weekly", "The Lantern: weekly"),
        ("https://lantern.example", "https://lantern.example"),
        ("pub:", "pub:"),
        (":lantern", ":lantern"),
        ("", ""),
    ],
)
def test_an_id_is_shown_without_the_word_for_its_kind(given: str, name: str) -> None:
    assert plain_name(given) == name


def test_many_territories_are_counted() -> None:
    codes = ("FR", "DE", "AT", "BE", "CH", "IT", "ES", "PT", "NL", "PL", "CZ", "DK")
    assert "and 1 more territories" not in use_words(Use(territories=codes))
    assert use_words(Use(territories=(*codes, "SE", "NO"))).endswith("and 2 more territories.")


def test_times_have_one_form_with_their_zone() -> None:
    assert when(AT) == when("2026-11-28T16:38:00+01:00") == "2026-11-28 15:38 UTC"
    assert when("2026-11-28T15:38:05.123456Z") == "2026-11-28 15:38:05 UTC"
    assert when(None) == ""


def test_every_rendering_says_for_which_use_the_verdict_holds() -> None:
    use = Use("pub:lantern", "lantern.example", "app", ("JP",), datetime(2026, 1, 2, tzinfo=UTC))
    document = result(replace(verdict(), use=use))
    words = use_words(use)
    assert document["use"]["words"] == words
    assert words in [str(line) for line in lines(document)]
    assert words in html(document)


def test_a_result_that_was_stored_without_the_words_gets_them() -> None:
    document = result(verdict())
    words = document["use"].pop("words")
    stored = msgspec.json.decode(msgspec.json.encode(document))
    assert values_of(answer_from(stored))["use"]["words"] == words
