"""A time in words ends an embargo at one moment at every door; properties with a slow reference."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.licensing.embargo_doors import DOORS, embargoes, through

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
