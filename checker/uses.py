"""A use from a mapping, as configuration, batches and requests give it.

It is read strictly here and judged in `checker.licensing`, nowhere else. A word that nothing knows
is refused: a mistyped channel or territory must never lead to a verdict.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from checker.errors import ConfigurationError, Problem, UnknownName
from checker.licensing import CHANNELS, Agreement, known_channels, unknown_territories
from checker.models.draft import Use
from checker.models.vocabulary import PURPOSES
from checker.strict import Problems, hint, nearest
from checker.times import ANY_YEAR, aware, parse_iso
from checker.wording import worded

__all__ = ["USE_KEYS", "moment", "refuse_unknown", "use_from"]

_WORDS = ("publisher", "site", "channel", "purpose")
_TIMES = ("at", "first_published")
USE_KEYS = (*_WORDS, "territories", *_TIMES)


def use_from(document: Any, base: Use, place: str) -> Use:
    """Returns `base`, overridden by the members of the mapping.

    Raises:
        ConfigurationError: unknown keys, wrong types, times without an offset; all at once.
    """
    if not isinstance(document, Mapping):
        raise ConfigurationError(Problem(place, "a use must be an object", "{'channel': 'web'}"))
    problems = Problems()
    problems.keys(document, USE_KEYS, lambda key: f"{place}.{key}")
    values: dict[str, Any] = {}
    for key, value in document.items():
        if key in USE_KEYS and value is not None:
            with problems.collected():
                values[key] = _value(key, value, f"{place}.{key}")
    problems.refuse(ConfigurationError)
    return replace(base, **values)


def refuse_unknown(use: Use, agreements: Iterable[Agreement], place: str = "use") -> None:
    """Refuses a use whose channel or territories nothing knows, before it is judged.

    Args:
        use: the use to judge.
        agreements: those in force; a channel of a newsroom's own is known once one of them names
            it.
        place: where the use is written, for problems.

    Raises:
        UnknownName: with the words that were probably meant; all at once.
    """
    problems = Problems()
    channels = known_channels(agreements)
    word = use.channel.strip().casefold()
    if word and word not in channels:
        meant = nearest(word, channels)
        near = f"did you mean {meant!r}? " if meant else ""
        own = "a channel of your own is known once an agreement names it"
        problems.add(
            f"{place}.channel",
            f"unknown channel {use.channel!r}",
            f"{near}usual: {', '.join(CHANNELS)}; {own}",
        )
    _note_territories(use.territories, f"{place}.territories", problems)
    problems.refuse(UnknownName)


def _note_territories(spellings: Iterable[str], place: str, problems: Problems) -> None:
    for spelling, meant in unknown_territories(spellings).items():
        problems.add(place, f"unknown territory {spelling!r}", meant)


def moment(text: str, place: str) -> datetime:
    """Returns an instant from RFC 3339 text; a bare date is its first moment in UTC.

    Raises:
        ConfigurationError: not a time, or a time of day without an offset.
    """
    written = parse_iso(text, oldest=ANY_YEAR)
    if written is None:
        hint = "write it as 2025-06-01T10:00:00Z"
        raise ConfigurationError(
            Problem(place, worded("{text} is not a time", text=repr(text)), hint)
        )
    if written.when.tzinfo is None and not written.date_only:
        hint = worded("write {text}Z or {text2}+02:00", text=text.strip(), text2=text.strip())
        raise ConfigurationError(Problem(place, "the time has no offset from UTC", hint))
    try:
        aware(written.when).astimezone(UTC)
    except OverflowError:
        what = worded("{text} is out of range", text=repr(text))
        raise ConfigurationError(Problem(place, what, "write an earlier year")) from None
    return aware(written.when)


def _value(key: str, value: Any, place: str) -> Any:
    if key == "territories":
        return _territories(value, place)
    if isinstance(value, datetime) and key in _TIMES:
        return moment(value.isoformat(), place)
    if not isinstance(value, str):
        kind = type(value).__name__
        raise ConfigurationError(Problem(place, worded("must be a string, not {kind}", kind=kind)))
    if key in _TIMES:
        return moment(value, place)
    if key == "purpose" and value not in PURPOSES:
        raise ConfigurationError(
            Problem(
                place, worded("unknown purpose {value}", value=repr(value)), hint(value, PURPOSES)
            )
        )
    return value.strip()


def _territories(value: Any, place: str) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)) or not all(isinstance(part, str) for part in value):
        hint = 'as in ["FR", "BE"]'
        raise ConfigurationError(Problem(place, "must be a list of country codes", hint))
    given = tuple(part.strip() for part in value if part.strip())
    problems = Problems()
    _note_territories(given, place, problems)
    problems.refuse(UnknownName)
    return given
