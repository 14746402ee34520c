"""An embargo means the same in the item's field, its terms, a note and a line of the draft."""

from datetime import UTC, datetime, timedelta

import pytest

from checker.licensing.terms.parse import parse_terms
from checker.models.draft import Draft, Rights
from checker.models.source import Item
from checker.orders.embargo import read_embargo
from tests.licensing.cases import (
    NOW,
    STORY,
    codes,
    finding,
    items,
    judged,
    match,
)
from tests.licensing.embargo_doors import DOORS, HELD, NEAR, at, embargoes, registry, through

UNREADABLE = [
    "Embargoed until after the match",
    "EMBARGOED UNTIL THE FAT LADY SINGS",
    "HOLD FOR RELEASE",
    "Strictly embargoed",
    "Not for publication before the speech",
    "Embargo until 06/05/2025",
    "Embargo until 31 February 2025, 10:00",
    "Sperrfrist bis zum Ende der Rede",
    "Nicht zur Veröffentlichung bis zum Beginn der Sitzung",
    "Sous embargo jusqu'à la publication du rapport",
    "Ne pas publier avant la conférence",
    "Bajo embargo hasta nuevo aviso",
    "Embargo fino alla pubblicazione",
    "Não publicar antes do discurso",
    "Onder embargo tot nader order",
    "発表後に解禁",
]


@pytest.mark.parametrize("words", UNREADABLE)
@pytest.mark.parametrize("when", [NOW, NOW + timedelta(days=4000)])
def test_without_a_readable_end_an_embargo_blocks_for_a_person_at_every_door(
    words: str, when: datetime
) -> None:
    for door in DOORS:
        judgement = through(door, words, when)
        assert judgement.verdict == "blocked", door
        assert embargoes(judgement) == [("status.embargoed", "blocked", False, None)], door
        assert judgement.next_event is None, door
        assert any(words in r.message for c in judgement.claims for r in c.reasons), door


def test_an_embargo_that_nobody_can_read_cannot_be_lifted_like_a_term() -> None:
    """Policy's built-in roles for `licence.item_restricted` do not reach `status.embargoed`."""
    for door in DOORS:
        assert "licence.item_restricted" not in codes(through(door, UNREADABLE[0], NOW)), door


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "none"),
        ("0001-01-01T00:00:00", "none"),
        ("null", "none"),
        ("No embargo", "none"),
        ("Kein Embargo.", "none"),
        ("sans embargo", "none"),
        ("2025-06-05", "until"),
        ("20250605T180000Z", "until"),
        ("2025-06-05T24:00:00Z", "until"),
        ("Thu, 05 Jun 2025 18:00:00 +0200", "until"),
        ("Thu, 05 Jun 2025 18:00:00 CEST", "until"),
        ("9999-12-31", "until"),
        ("5 June 2025 18:00 GMT", "until"),
        ("12noon on Friday", "until"),
        ("Frei für Montag, 12 Uhr", "until"),
        ("until the curtain falls", "unreadable"),
        ("frei für Dienstagsausgaben", "unreadable"),
        ("2025-02-30", "unreadable"),
    ],
)
def test_words_of_an_embargo_are_read_as_one_of_three_kinds(words: str, kind: str) -> None:
    assert read_embargo(words, NEAR).kind == kind


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("2025-06-05", datetime(2025, 6, 6)),  # noqa: DTZ001
        ("2025-06-05T24:00:00Z", datetime(2025, 6, 6, tzinfo=UTC)),
        ("Thu, 05 Jun 2025 18:00:00 CEST", datetime(2025, 6, 5, 16, tzinfo=UTC)),
        ("2025年6月5日18時30分解禁", datetime(2025, 6, 5, 18, 30)),  # noqa: DTZ001
    ],
)
def test_an_embargo_in_a_form_of_the_wires_is_read_to_its_end(words: str, until: datetime) -> None:
    assert read_embargo(words, NEAR).until == until


@pytest.mark.parametrize(
    "text",
    [
        "The oil embargo on exports was lifted",
        "Adds reaction to the embargo",
        "CORRECTS year of the arms embargo against Ruritania",
        "Eds: Updates with embargo of 1962, adds quotes",
        "Not before the dinner",
        "Sperrfrist in tax law",
        "Frei für alle Medien",
        "frei für Dienstagsausgaben",
        "Press release on the harbour",
        "Niet voor gebruik in Duitsland",
        "Not for use in Italy until Monday",
        "No mobile use until 2 hours after the match",
        "No embargo",
    ],
)
def test_words_about_embargoes_and_limits_of_other_kinds_order_none(text: str) -> None:
    note = items(Item("urn:afp:1", "afp", Rights(editors_note=(text,))))
    judgement = judged(matches=(match(),), agreements=HELD, registry=note)
    assert "status.embargoed" not in codes(judgement)
    if not text.startswith(("Adds", "CORRECTS", "Eds")):
        assert [t for t in parse_terms([text], NEAR) if t.kind == "embargo"] == []


def test_restrictions_beside_an_embargo_stay_terms_of_their_own() -> None:
    terms = parse_terms(["Embargoed until 18:00 GMT, 2 June 2025; JAPAN OUT"], NEAR)
    assert [(term.kind, term.values) for term in terms] == [
        ("embargo", ()),
        ("not", ("territory:JP",)),
    ]


def test_a_line_of_a_draft_that_is_no_item_is_read_from_the_moment_of_the_check() -> None:
    """A few words of an old item do not make its time the line's."""
    text = f"Embargoed until 3 June, 10:00 GMT\n\n{STORY}"
    old = Item("urn:afp:1", "afp", Rights(), published=datetime(2019, 6, 1, tzinfo=UTC))
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    for share, verdict in ((0.1, "blocked"), (0.9, "clear")):
        used = match(start=len(text) - len(STORY), end=len(text), share_of_draft=share)
        judgement = judged(text, line, matches=(used,), agreements=HELD, registry=items(old))
        assert judgement.verdict == verdict


def test_a_line_blocks_a_draft_of_which_no_source_is_known() -> None:
    text = f"EMBARGOED UNTIL 18:00 GMT, 2 June 2025\n\n{STORY}"
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    judgement = judged(text, line)
    assert judgement.verdict == "blocked"
    assert "status.embargoed" in codes(judgement)
    assert judged(text, line, use=at("2025-06-02T17:59:59Z")).verdict == "blocked"
    assert judged(text, line, use=at("2025-06-02T18:00:00Z")).verdict == "clear"


@pytest.mark.parametrize("ago", [timedelta(hours=1), timedelta(0)])
def test_a_note_without_a_time_outlives_no_embargo_that_the_wire_ended(ago: timedelta) -> None:
    over = {"embargo_until": NOW - ago, "editors_note": ("STRICTLY EMBARGOED",)}
    judgement = judged(matches=(match(),), agreements=HELD, registry=registry(**over))
    (told,) = [r for r in judgement.claims[0].reasons if r.code == "licence.item_restricted"]
    assert judgement.verdict == "licence_required"
    assert told.parsed is False
    assert "STRICTLY EMBARGOED" in told.message
    holds = {"embargo_until": NOW + timedelta(hours=1), "editors_note": ("STRICTLY EMBARGOED",)}
    assert judged(matches=(match(),), agreements=HELD, registry=registry(**holds)).verdict == (
        "blocked"
    )
    alone = {"editors_note": ("STRICTLY EMBARGOED",)}
    assert judged(matches=(match(),), agreements=HELD, registry=registry(**alone)).verdict == (
        "blocked"
    )


@pytest.mark.parametrize(
    "note",
    [
        "Sperrfrist 31. Mai 19.00 Uhr",
        "Sperrfrist bis 31. Jan. 19.00 Uhr",
        "SPERRFRIST 31. Mai 2025, 1900 Uhr",
        "Embargo till 31 maj kl. 19.00",
    ],
)
def test_an_embargo_in_a_note_ends_when_the_note_says(note: str) -> None:
    registered = registry(editors_note=(note,))
    assert judged(matches=(match(),), agreements=HELD, registry=registered).verdict == "clear"


@pytest.mark.parametrize(
    "words",
    ["Not embargoed", "Embargo: none", "Embargo: no", "This replaces the embargoed version",
     "Embargo lifted at 18:00", "EMBARGO LIFTED", "The embargo has been lifted.", "Kein Embargo",
     "Sperrfrist: keine", "Embargo levé", "Embargo levantado", "Эмбарго снято", "エンバーゴ解除"],
)  # fmt: skip
def test_what_is_said_not_to_be_embargoed_is_clear_at_every_door(words: str) -> None:
    for door in DOORS:
        judgement = through(door, words, NOW) if door != "draft" else judged(f"{words}\n\n{STORY}")
        assert "status.embargoed" not in codes(judgement), door
        if door != "draft":
            assert judgement.verdict == "clear", door


def test_terms_beside_an_embargo_stay_terms_wherever_they_stand() -> None:
    for text in (
        "JAPAN OUT. Embargoed until 18:00 GMT, 2 June 2025",
        "STRICTLY EMBARGOED UNTIL 18:00 GMT, 2 JUNE 2025, JAPAN OUT",
        "Attention editors: embargoed until 18:00 GMT, 2 June 2025\nJapan out",
    ):
        kinds = {(term.kind, term.values) for term in parse_terms([text], NEAR)}
        assert kinds == {("embargo", ()), ("not", ("territory:JP",))}, text
    free = parse_terms(["No embargo, JAPAN OUT"], NEAR)
    assert ("not", ("territory:JP",)) in {(term.kind, term.values) for term in free}


@pytest.mark.parametrize(
    ("sent", "content_type", "held"),
    [
        ("2025-05-29T09:00:00+00:00", "text/plain", False),  # that Saturday is over
        ("2025-05-31T17:59:00+00:00", "text/plain", False),
        ("2025-05-31T18:00:00+00:00", "text/plain", True),  # the next one
        (None, "text/plain", True),
        ("2025-05-29T09:00:00+00:00", "text/html", True),  # the page's own time
    ],
)
def test_a_weekday_in_a_line_is_that_behind_the_drafts_own_time(
    sent: str | None, content_type: str, *, held: bool
) -> None:
    words = "Embargoed until Saturday 18:00 GMT"
    published = datetime.fromisoformat(sent) if sent else None
    text = f"{words}\n\n{STORY}"
    line = finding(text, words, "embargo", "generic", role=None)
    draft = Draft("", published=published, content_type=content_type)
    found = judged(text, line, draft=draft, agreements=HELD)
    assert ("status.embargoed" in codes(found)) is held
