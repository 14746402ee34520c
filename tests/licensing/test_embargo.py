"""An embargo means the same in the item's field, its terms, a note and a line of the draft."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.licensing import Agreement, Judgement, Policy
from checker.licensing.terms.parse import parse_terms
from checker.models.draft import Draft, Rights, RightsField
from checker.models.source import Item
from checker.orders.embargo import read_embargo
from checker.times import rfc3339
from tests.licensing.cases import (
    NOW,
    STORY,
    USE,
    agreement,
    codes,
    finding,
    items,
    judged,
    match,
)

HELD = (agreement(),)
DOORS = ("field", "terms", "note", "draft")
NEAR = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def at(text: str) -> Any:
    return replace(USE, at=datetime.fromisoformat(text))


def registry(**rights: Any) -> dict[str, Item]:
    return items(Item("urn:afp:1", "afp", Rights(**rights)))


def through(
    door: str,
    words: str,
    when: datetime,
    *,
    zone: str | None = None,
    published: datetime | None = None,
    held: tuple[Agreement, ...] = HELD,
    policy: Policy | None = None,
) -> Judgement:
    """The story judged with an embargo in these words, which stand at one of four places."""
    rights = {
        "field": Rights(embargo_raw=words),
        "terms": Rights(usage_terms=(words,)),
        "note": Rights(editors_note=(words,)),
        "draft": Rights(),
    }[door]
    text = f"{words}\n\n{STORY}" if door == "draft" else STORY
    start = text.index(STORY)
    lines = (finding(text, words, "embargo", "generic", role=None),) if door == "draft" else ()
    return judged(
        text,
        *lines,
        matches=(match(start=start, end=len(text)),),
        agreements=held,
        policy=policy,
        use=replace(USE, at=when),
        registry=items(Item("urn:afp:1", "afp", rights, published=published, timezone=zone)),
    )


def embargoes(judgement: Judgement) -> list[tuple[str, str, bool | None, str | None]]:
    return [
        (reason.code, reason.severity, reason.parsed, reason.expected)
        for claim in judgement.claims
        for reason in claim.reasons
        if reason.severity != "clear"
    ]


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
}


def month(language: str, when: datetime) -> str:
    return MONTHS[language].split()[when.month - 1]


Phrase = Callable[[datetime], str]
# With a time of day; the words for a zone are added where <zone> stands.
TIMED: dict[str, Phrase] = {
    "en": lambda t: f"EMBARGOED UNTIL {t:%H:%M}<zone>, {t.day} {month('en', t)} {t.year}",
    "en day first": lambda t: f"Embargo: {t.day} {t:%B} {t.year}, {t:%H:%M}<zone>",
    "en us": lambda t: f"HOLD FOR RELEASE {t:%I:%M %p}<zone> {t:%B} {t.day}, {t.year}",
    "en weekday": lambda t: f"Strictly embargoed until {t:%H.%M}hrs<zone>, {t:%A} {t:%d %B %Y}",
    "en note": lambda t: f"Not for publication before {t:%H:%M}<zone> on {t:%d %b %Y}",
    "en no year": lambda t: f"Embargoed until {t:%H:%M}<zone>, {t.day} {month('en', t)}",
    "iso": lambda t: f"Embargo until {t:%Y-%m-%dT%H:%M:%S}<zone>",
    "iso dash": lambda t: f"EMBARGO – {t:%Y-%m-%d %H:%M}<zone>",
    "de": lambda t: f"Sperrfrist: {t:%d.%m.%Y}, {t:%H:%M} Uhr<zone>",
    "de words": lambda t: f"Sperrfrist {t.day}. {month('de', t)} {t.year} {t:%H.%M} Uhr<zone>",
    "de no year": lambda t: f"SPERRFRIST: {t.day}. {month('de', t)}, {t:%H.%M} Uhr<zone>",
    "fr": lambda t: f"Embargo jusqu'au {t.day} {month('fr', t)} {t.year} à {t:%Hh%M}<zone>",
    "es": lambda t: f"Embargado hasta las {t:%H:%M} horas<zone> del {t.day} de {month('es', t)} de"
    f" {t.year}",
    "it": lambda t: f"Embargo fino alle ore {t:%H.%M}<zone> del {t.day} {month('it', t)} {t.year}",
    "ja": lambda t: f"{t.year}年{t.month}月{t.day}日{t:%H}時{t:%M}分<zone> 解禁",
}  # fmt: skip
DATED: dict[str, Phrase] = {
    "en": lambda t: f"EMBARGOED UNTIL {t.day} {month('en', t)} {t.year}<zone>",
    "en us": lambda t: f"HOLD FOR RELEASE {month('en', t)} {t.day}, {t.year}<zone>",
    "iso": lambda t: f"Embargo: {t:%Y-%m-%d}<zone>",
    "de": lambda t: f"Sperrfrist: {t:%d.%m.%Y}<zone>",
    "fr": lambda t: f"Sous embargo jusqu'au {t.day} {month('fr', t)} {t.year}<zone>",
}
LETTERS: dict[str, tuple[int, str] | None] = {
    "": None,
    " GMT": (0, "UTC"),
    " CET": (1, "Europe/Berlin"),
    " MESZ": (2, "Europe/Berlin"),
    " JST": (9, "Asia/Tokyo"),
    " EDT": (-4, "America/New_York"),
}
ZONES = (None, "Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati")
WEST = timezone(timedelta(hours=-12))
minutes = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)).map(  # noqa: DTZ001
    lambda t: t.replace(second=0, microsecond=0)
)


def on_clocks(local: datetime, name: str) -> list[datetime]:
    """What the clocks of a region say; two moments in the hour that comes twice."""
    readings = (local.replace(tzinfo=ZoneInfo(name), fold=fold) for fold in (0, 1))
    return [reading.astimezone(UTC) for reading in readings]


def expected_end(
    local: datetime, letters: tuple[int, str] | None, zone: str | None, words: str
) -> datetime:
    """The slow reading: letters, else the provider's zone, else "Uhr", else everywhere.

    Letters that do not hold on the day end nothing before the clocks of their region.
    """
    if letters is not None:
        meant = local.replace(tzinfo=timezone(timedelta(hours=letters[0]))).astimezone(UTC)
        clocks = on_clocks(local, letters[1])
        return meant if meant in clocks else max(meant, *clocks)
    name = zone or ("Europe/Berlin" if " Uhr" in words else None)
    if name is None:
        return local.replace(tzinfo=WEST)
    return max(on_clocks(local, name))


def held_until(words: str, end: datetime, zone: str | None, published: datetime) -> None:
    """All doors block up to the last second before `end`, and from then on none does."""
    for door in DOORS:
        before = through(door, words, end - timedelta(seconds=1), zone=zone, published=published)
        (told,) = embargoes(before)
        assert told[:3] == ("status.embargoed", "blocked", True), (door, words)
        assert datetime.fromisoformat(told[3] or "") == end, (door, words)
        assert before.verdict == "blocked"
        assert before.next_event is not None, (door, words)
        assert (before.next_event.at, before.next_event.reason) == (end, "status.embargoed")
        over = through(door, words, end, zone=zone, published=published)
        assert (over.verdict, embargoes(over)) == ("clear", []), (door, words)


@pytest.mark.no_cover
@given(
    st.sampled_from(sorted(TIMED)),
    minutes,
    st.sampled_from(sorted(LETTERS)),
    st.sampled_from(ZONES),
    st.integers(0, 40),
)
def test_a_time_in_words_ends_at_the_same_moment_at_every_door(
    phrase: str, local: datetime, letters: str, zone: str | None, days: int
) -> None:
    words = TIMED[phrase](local).replace("<zone>", letters)
    end = expected_end(local, LETTERS[letters], zone, words)
    held_until(words, end, zone, local.replace(tzinfo=UTC) - timedelta(days=days))


@pytest.mark.no_cover
@given(
    st.sampled_from(sorted(DATED)),
    minutes,
    st.sampled_from(sorted(LETTERS)),
    st.sampled_from(ZONES),
)
def test_a_bare_date_lasts_to_the_end_of_its_day_at_every_door(
    phrase: str, local: datetime, letters: str, zone: str | None
) -> None:
    words = DATED[phrase](local).replace("<zone>", letters)
    midnight = local.replace(hour=0, minute=0) + timedelta(days=1)
    end = expected_end(midnight, LETTERS[letters], zone, words)
    held_until(words, end, zone, local.replace(tzinfo=UTC))


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


@pytest.mark.parametrize("door", DOORS)
def test_the_zone_is_the_providers_then_the_policys_then_that_of_the_wording_then_the_agreements(
    door: str,
) -> None:
    words, uhr = "Embargo: 5 June 2025, 10:00", "Sperrfrist: 05.06.2025, 10 Uhr"
    paris = (agreement(timezone="Europe/Paris"),)
    both = (*paris, agreement(id="lic:tokyo", timezone="Asia/Tokyo"))
    tokyo = Policy.from_document({"timezones": {"AFP": "Asia/Tokyo"}})
    plain = Policy.default()
    rows: list[tuple[str, str | None, Policy, tuple[Agreement, ...], str]] = [
        (words, "America/New_York", tokyo, paris, "14:00"),
        (words, None, tokyo, paris, "01:00"),
        (words, None, plain, paris, "08:00"),
        (words, None, plain, both, "22:00"),  # two zones: over when it is over everywhere
        (words, None, plain, HELD, "22:00"),
        (uhr, None, tokyo, paris, "01:00"),
        (uhr, None, plain, (agreement(timezone="Asia/Tokyo"),), "08:00"),
        (f"{words} GMT", "America/New_York", tokyo, paris, "10:00"),
    ]
    for text, zone, policy, held, utc in rows:
        before = datetime(2025, 6, 4, 12, tzinfo=UTC)
        judgement = through(door, text, before, zone=zone, held=held, policy=policy)
        assert judgement.next_event is not None, (text, utc)
        assert f"{judgement.next_event.at.astimezone(UTC):%d %H:%M}" == f"05 {utc}", text


def test_the_end_is_told_in_the_offset_in_which_it_was_given() -> None:
    (told,) = embargoes(through("draft", "Embargo: 5 June 2025, 10:00 JST", NOW))
    assert told[3] == "2025-06-05T10:00:00+09:00"
    (told,) = embargoes(through("field", "2025-06-05T10:00:00Z", NOW))
    assert told[3] == rfc3339(datetime(2025, 6, 5, 10, tzinfo=UTC)) == "2025-06-05T10:00:00Z"


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


def test_the_next_event_of_a_line_is_in_the_zone_of_the_owner_whose_text_it_is() -> None:
    text = f"Embargo: 5 June 2025, 10:00\n\nLISBON (AFP) - {STORY}"
    mark = finding(text, "LISBON (AFP) -", "dateline")
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    policy = Policy.from_document({"timezones": {"AFP": "Asia/Tokyo"}})
    judgement = judged(text, mark, line, agreements=HELD, policy=policy)
    assert judgement.next_event is not None
    assert judgement.next_event.at == datetime(2025, 6, 5, 1, tzinfo=UTC)


def test_the_drafts_own_field_of_a_zone_counts_for_its_line() -> None:
    text = f"Embargo: 5 June 2025, 10:00\n\n{STORY}"
    line = finding(text, text.splitlines()[0], "embargo", "generic", role=None)
    fields = (RightsField("provider_timezone", "Asia/Tokyo"),)
    judgement = judged(text, line, draft=Draft("", rights=Rights(fields=fields)))
    assert judgement.next_event is not None
    assert judgement.next_event.at == datetime(2025, 6, 5, 1, tzinfo=UTC)


def test_an_embargo_ends_at_its_moment_in_its_own_offset() -> None:
    held = registry(embargo_until=datetime.fromisoformat("2025-06-01T18:00:00+09:00"))
    before = judged(
        matches=(match(),), agreements=HELD, registry=held, use=at("2025-06-01T08:59:59Z")
    )
    after = judged(
        matches=(match(),), agreements=HELD, registry=held, use=at("2025-06-01T09:00:00Z")
    )
    assert (before.verdict, after.verdict) == ("blocked", "clear")
    messages = [r.message for c in before.claims for r in c.reasons if r.code == "status.embargoed"]
    assert "2025-06-01 18:00 +09:00" in messages[0]


@pytest.mark.parametrize("form", ["field", "zone", "policy"])
def test_an_embargo_without_an_offset_is_read_in_the_providers_zone_the_later_way(
    form: str,
) -> None:
    raw = Rights(embargo_raw="2025-10-26T02:30:00")
    item = Item("urn:afp:1", "afp", raw)
    policy = Policy.default()
    if form == "field":
        fields = (RightsField("provider_timezone", "Europe/Paris"),)
        item = replace(item, rights=replace(raw, fields=fields))
    elif form == "zone":
        item = replace(item, timezone="Europe/Paris")
    else:
        policy = Policy.from_document({"timezones": {"AFP": "Europe/Paris"}})
    verdicts = [
        judged(
            matches=(match(),), agreements=HELD, registry=items(item), policy=policy, use=at(moment)
        ).verdict
        for moment in ("2025-10-26T00:29:00Z", "2025-10-26T00:45:00Z", "2025-10-26T01:30:00Z")
    ]
    assert verdicts == ["blocked", "blocked", "clear"]


def test_an_embargo_without_any_zone_holds_until_it_is_over_everywhere() -> None:
    held = registry(embargo_raw="2025-06-01T10:00:00")
    for moment, verdict in (("2025-06-01T21:59:00Z", "blocked"), ("2025-06-01T22:00:00Z", "clear")):
        judgement = judged(matches=(match(),), agreements=HELD, registry=held, use=at(moment))
        assert judgement.verdict == verdict


def test_a_note_without_a_zone_is_read_in_that_of_its_field_or_its_language() -> None:
    note = ("Sperrfrist 23. Januar 19.00 Uhr",)
    field = datetime.fromisoformat("2025-01-23T19:00:00+01:00")
    near = datetime.fromisoformat("2025-01-22T12:00:00+00:00")
    for rights in (Rights(editors_note=note, embargo_until=field), Rights(editors_note=note)):
        known = items(Item("urn:afp:1", "afp", rights, published=near))
        for when, verdict in (
            ("2025-01-23T18:59:59+01:00", "blocked"),
            ("2025-01-23T19:00:00+01:00", "clear"),
        ):
            judgement = judged(matches=(match(),), agreements=HELD, registry=known, use=at(when))
            assert judgement.verdict == verdict
    universal = Rights(
        editors_note=("Not for public release until 12noon on Thursday, January 23, 2025",),
        embargo_until=datetime.fromisoformat("2025-01-23T12:00:00+00:00"),
    )
    known = items(Item("urn:afp:1", "afp", universal, published=near))
    noon = judged(
        matches=(match(),), agreements=HELD, registry=known, use=at("2025-01-23T12:00:00+00:00")
    )
    assert noon.verdict == "clear"
    elsewhere = Rights(editors_note=("Sperrfrist 23. Januar 19.00 Uhr Ortszeit",))
    known = items(Item("urn:afp:1", "afp", elsewhere, published=near))
    late = judged(
        matches=(match(),), agreements=HELD, registry=known, use=at("2025-01-24T06:00:00+00:00")
    )
    assert late.verdict == "blocked"  # any place's time: the latest


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


@pytest.mark.parametrize("door", DOORS)
def test_letters_of_several_zones_are_the_providers_own_where_they_fit_its_clock(door: str) -> None:
    """ "IST" is read in India, Israel and Ireland; without a zone the latest of them counts."""
    words = "Embargoed until 18:00 IST, 5 June 2025"
    policy = Policy.from_document({"timezones": {"AFP": "Asia/Kolkata"}})
    rows = (
        ("Asia/Kolkata", None, "12:30"),
        (None, policy, "12:30"),
        ("Europe/Dublin", None, "17:00"),
        ("Asia/Tokyo", None, "17:00"),  # none of theirs: the latest
        (None, None, "17:00"),
    )
    for zone, told, utc in rows:
        before = datetime(2025, 6, 4, 12, tzinfo=UTC)
        judgement = through(door, words, before, zone=zone, policy=told)
        assert judgement.next_event is not None, (zone, utc)
        assert f"{judgement.next_event.at.astimezone(UTC):%d %H:%M}" == f"05 {utc}", (zone, utc)


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
