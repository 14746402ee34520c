"""Usage terms in prose: what they say in several languages, and that nothing is guessed."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.licensing import parse_terms
from checker.licensing.terms.parse import item_terms
from checker.models.draft import Rights
from checker.models.source import Item
from tests.licensing.cases import agreement, codes, items, judged, match

NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def said(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Kind and values, codes without their kind."""
    found = []
    for term in parse_terms([text], NEAR):
        values = tuple(value.rsplit(":", 1)[-1] for value in term.values)
        found.append((term.kind, values))
    return found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Not for use in Italy", "IT"), ("JAPAN OUT", "JP"), ("No use in Japan", "JP"),
        ("NO USE US", "US"), ("US OUT", "US"), ("USA OUT", "US"), ("Not for sale in Hungary", "HU"),
        ("World Rights Except Germany, Austria and Switzerland", "DE AT CH"),
        ("World rights except the UK", "GB"), ("World excluding Benelux", "BE NL LU"),
        ("Not for distribution in the United States", "US"), ("May not be used in Italy", "IT"),
        ("No use in Italy, France and Spain", "IT FR ES"), ("Restrictions: Ireland out", "IE"),
        ("Not for publication in Bermuda newspapers", "BM"), ("U.K. out", "GB"),
        ("Nicht in Deutschland verwenden", "DE"), ("Nicht zur Verwendung in Österreich", "AT"),
        ("Weltrechte außer Japan", "JP"), ("Gesperrt für die Schweiz", "CH"),
        ("Pas d'utilisation en Suisse", "CH"), ("Interdit en Italie", "IT"), ("Sauf Japon", "JP"),
        ("Tous pays sauf Belgique et Luxembourg", "BE LU"), ("Monde sauf France", "FR"),
        ("Uso prohibido en México", "MX"), ("No usar en España", "ES"),
        ("Excepto Argentina y Chile", "AR CL"), ("Vietato l'uso in Italia", "IT"),
        ("Italia esclusa", "IT"), ("Escluso Giappone", "JP"), ("Proibido o uso no Brasil", "BR"),
        ("Niet voor gebruik in België", "BE"), ("Geen gebruik in Nederland", "NL"),
        ("不得在日本使用", "JP"), ("日本での使用禁止", "JP"), ("한국 제외", "KR"),
    ],
)  # fmt: skip
def test_a_denied_territory_is_read(text: str, codes: str) -> None:
    assert said(text) == [("not", tuple(codes.split()))]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UK and Germany only", "GB DE"), ("For use in the UK only", "GB"),
        ("Rights: France, Belgium", "FR BE"), ("No use outside Germany", "DE"),
        ("Not for use outside Ireland", "IE"), ("Nur in Österreich", "AT"),
        ("Nicht außerhalb von Deutschland", "DE"), ("Uniquement en France", "FR"),
        ("Sólo en España", "ES"), ("Solo in Italia", "IT"), ("Apenas no Brasil", "BR"),
    ],
)  # fmt: skip
def test_an_allowed_territory_excludes_the_others(text: str, codes: str) -> None:
    assert said(text) == [("only", tuple(codes.split()))]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("NO ARCHIVAL USE", "not", "archive"), ("No archives", "not", "archive"),
        ("Kein Archiv", "not", "archive"), ("Pas d'archivage", "not", "archive"),
        ("No mobile use", "not", "mobile"), ("INTERNET OUT", "not", "web"),
        ("Keine Online-Nutzung", "not", "web"), ("NO SALES", "not", "syndication"),
        ("TV out", "not", "tv"), ("Print only", "only", "print"),
        ("Nur für Print", "only", "print"),
        ("No use by AI systems", "not", "ai"), ("No text and data mining", "not", "ai"),
        ("NO COMMERCIAL USE", "not", "commercial"), ("No photos", "not", "picture"),
    ],
)  # fmt: skip
def test_channels_archive_media_and_ai_are_read(text: str, kind: str, value: str) -> None:
    (found,) = said(text)
    assert found[0] == kind
    assert value in found[1]


def test_several_terms_in_one_line_are_all_read() -> None:
    assert said("JAPAN OUT, CREDIT MANDATORY") == [("not", ("JP",)), ("credit", ())]
    assert said("GERMANY OUT AUSTRIA OUT") == [("not", ("DE",)), ("not", ("AT",))]
    kinds = [kind for kind, _ in said("EDITORIAL USE ONLY - NO SALES - ITALY OUT")]
    assert kinds == ["free", "not", "not"]


def test_a_pattern_with_an_open_end_swallows_no_restriction() -> None:
    for text in (
        "© RPA, not for use in Italy",
        "Copyright RPA 2025 - Italy out",
        "Contact your desk; no use in Italy",
        "MANDATORY CREDIT RPA - NO USE IN ITALY",
    ):
        assert ("not", ("IT",)) in said(text), text


def test_a_line_that_is_broken_in_the_middle_is_one_term() -> None:
    assert said("Not for distribution in the United\nStates") == [("not", ("US",))]
    assert said("JAPAN OUT\nItaly out") == [("not", ("JP",)), ("not", ("IT",))]
    assert said("For editorial use only\r\nSomething odd that nobody\r\nunderstands") == [
        ("free", ()),
        ("unknown", ()),
        ("unknown", ()),
    ]


def test_a_full_stop_behind_a_day_ends_no_sentence() -> None:
    (term,) = parse_terms(["Sperrfrist 23. Januar 19.00 Uhr"], NEAR)
    assert term.embargo is not None
    assert term.embargo.until == datetime(2025, 1, 23, 19)  # noqa: DTZ001


def test_a_limit_until_something_without_a_time_keeps_the_words() -> None:
    (term,) = parse_terms(["No mobile use until 2 hours after the match"], NEAR)
    assert "channel:mobile" in term.values
    assert term.limit == "2 hours after the match"
    assert term.moment is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30 days use only", 30), ("Online use for 7 days only", 7), ("Nur 2 Tage", 2),
        ("Must be removed from websites after 24 hours", 1), ("Pendant 3 semaines", 21),
        ("Maximum 6 months", 180), ("Uso durante 48 horas", 2),
    ],
)  # fmt: skip
def test_time_limits_are_read_in_days(text: str, days: float) -> None:
    (term,) = parse_terms([text], NEAR)
    assert (term.kind, term.days) == ("days", days)


def test_a_last_day_is_read() -> None:
    (term,) = parse_terms(["Use until 31 December 2025"], NEAR)
    assert term.kind == "until"
    assert term.moment == datetime(2026, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text",
    [
        "For editorial use only.", "NONE", "Broadcasters: NONE Digital: NONE",
        "Nutzung nur nach schriftlicher Vereinbarung mit RPA", "For RPA customers only",
        "Worldwide rights", "No model release", "Copyright RPA 2025", "Keine Einschränkungen",
    ],
)  # fmt: skip
def test_terms_that_a_news_use_meets_restrict_nothing(text: str) -> None:
    assert {kind for kind, _ in said(text)} == {"free"}


@pytest.mark.parametrize(
    "text",
    [
        "All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Reproduction prohibited without written permission of RPA",
        "Alle Rechte vorbehalten",
    ],
)
def test_a_general_reservation_is_told_apart(text: str) -> None:
    assert {kind for kind, _ in said(text)} == {"reserved"}


@pytest.mark.parametrize(
    "text",
    [
        "Only to be shown to people wearing hats",
        "Not for use in Ruritania",
        "This material may not be used in Ruritania",
        "Not to be used in connection with gambling",
        "No use by the competitors of the sender",
        "Verwendung nach Rücksprache mit der Chefredaktion",
        "x" * 5000,
    ],
)
def test_what_is_not_understood_is_left_to_a_person(text: str) -> None:
    assert [kind for kind, _ in said(text)] == ["unknown"]


def test_notes_to_editors_count_only_where_they_speak_of_use() -> None:
    harmless = Rights(
        editors_note=(
            "CORRECTS that he was not in the car",
            "Adds quotes",
            "Pictures will follow",
            "Redaktion: Politik",
            "The following information is not for publication",
            "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
            "CORRECTS year of the oil embargo against Ruritania",
            "Adds reaction to the embargo",
            "Contact: League for Human Rights, Lena Sample",
        )
    )
    assert [t for t in item_terms(harmless, NEAR) if t.kind != "free"] == []
    speaking = Rights(editors_note=("JAPAN OUT", "Not for use by outlets of the northern league"))
    assert [t.kind for t in item_terms(speaking, NEAR)] == ["not", "unknown"]


@pytest.mark.parametrize(
    "note",
    [
        "No podcasts or audio versions", "Not for text-to-speech", "No push notifications",
        "No archive after 30 days", "Not behind paywall", "No use behind a paywall",
        "Pay per use", "Up to 50 words may be quoted", "Maximum 80 words",
        "Must link to north.example", "No EMEA", "Not for LATAM",
    ],
)  # fmt: skip
def test_a_limit_in_a_note_is_read_as_in_the_terms(note: str) -> None:
    found = item_terms(Rights(editors_note=(note,)), NEAR)
    assert found == item_terms(Rights(usage_terms=(note,)), NEAR)
    assert {term.kind for term in found} & {"not", "unknown"}


@pytest.mark.parametrize(
    "note",
    [
        "Podcast available", "A podcast goes with this story", "Push alert was sent at 0800 GMT",
        "Archive photos available", "Adds 50 words of background", "Cut to 300 words",
        "Story about the paywall of a rival", "Links to the study", "Up to 50 people were hurt",
        "With permission of the family, the name is given", "Audio of the speech available",
        "EMEA edition", "Replaces the version of 300 words",
    ],
)  # fmt: skip
def test_a_note_about_the_story_limits_nothing(note: str) -> None:
    assert not item_terms(Rights(editors_note=(note,)), NEAR)


@given(st.text(max_size=400))
def test_no_text_breaks_the_parser_and_every_term_keeps_its_words(text: str) -> None:
    for term in parse_terms([text], NEAR):
        assert term.raw


@pytest.mark.parametrize("part", ["no ", "a, ", "not for use in Italy, ", "out ", "for 5 days "])
def test_hostile_terms_take_no_time(part: str) -> None:
    began = time.process_time()
    parse_terms([part * (1900 // len(part))], NEAR)
    assert time.process_time() - began < 10  # some 0.01 s


@pytest.mark.parametrize(
    ("notice", "limits"),
    [
        ("© AFP. Not for use in France", True), ("Not for use in France", True),
        ("© AFP - FRANCE OUT", True), ("FRANCE OUT", True),
        ("Copyright 2026 Northlight Wire. For use in Germany only", True),
        ("© dpa. Nicht zur Verwendung in Frankreich", True),
        ("© 2026 AFP. All rights reserved.", False), ("© AFP", False),
        ("© Northlight. All rights reserved. This material may not be published.", False),
        ("For personal, non-commercial use only", False), ("© 2026 CNN. No AI training.", False),
        ("© Northlight. Syndication only with permission", False),
        ("© dpa. Keine Weiterverwendung ohne Genehmigung", False),
        ("This feed is for personal use in feed readers only", False),
    ],
)  # fmt: skip
def test_a_copyright_notice_limits_a_news_use_where_it_says_so(notice: str, limits: bool) -> None:
    item = Item("urn:afp:1", "afp", Rights(copyright_notice=(notice,)))
    judgement = judged(matches=(match(),), agreements=(agreement(),), registry=items(item))
    assert ("licence.item_restricted" in codes(judgement)) == limits
