"""A use in plain words: a verdict holds for it alone, so every rendering says which it was."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from checker.licensing import territory_names
from checker.models import Use, plain_name
from checker.times import from_rfc3339, shown

__all__ = ["channel_words", "purpose_words", "use_words", "when"]

_CHANNELS: Mapping[str, str] = {
    "web": "on the web",
    "app": "in an app",
    "newsletter": "in a newsletter",
    "print": "in print",
    "epaper": "in an e-paper",
    "mobile": "on mobile",
    "social": "on social media",
    "syndication": "in syndication",
    "broadcast": "in a broadcast",
    "tv": "on television",
    "radio": "on the radio",
    "podcast": "in a podcast",
    "video": "in a video",
    "archive": "in an archive",
    "ai": "in an AI product",
    "*": "on every channel",
    "": "no channel named",
}
_PURPOSES: Mapping[str, str] = {
    "non_commercial": "for no commercial purpose",
    "ai_summary": "summarised by AI",
    "ai_input": "as the input of an AI",
    "ai_training": "to train an AI",
    "translation": "in translation",
    "archive": "to be archived",
}
_ARTICLE = re.compile(  # of names that take an article in English
    r"^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\b"
    r"|^(Central|Dominican|Czech)\b.*\bRepublic$|\bIslands$"
)
SHOWN = 12  # territories by name


def use_words(use: Use, *, places: bool = True) -> str:
    """A use as one sentence, with its times in UTC.

    Args:
        use: the use that was judged.
        places: whether to name channel and territories; a matrix names them itself.
    """
    parts: list[str] = []
    if places:
        parts += [channel_words(use.channel), _where(use)]
    parts += _purpose_and_times(use)
    who = _who(use)
    return f"Judged for {who}: {', '.join(parts)}." if parts else f"Judged for {who}."


def channel_words(channel: str) -> str:
    """A channel as a sentence names it: "web" is "on the web"."""
    word = channel.strip()
    return _CHANNELS.get(word.casefold(), f"on the channel {word}")


def purpose_words(purpose: str) -> str:
    """A purpose as a sentence names it; "" for the usual one, to publish."""
    return _PURPOSES.get(purpose, "")


def when(time: str | datetime | None) -> str:
    """A moment for people, in the one form of all renderings: 2025-01-14 09:00 UTC."""
    if time is None:
        return ""
    moment = from_rfc3339(time) if isinstance(time, str) else time
    return shown(moment.astimezone(UTC).replace(microsecond=0))


def _who(use: Use) -> str:
    publisher, site = plain_name(use.publisher), use.site.strip()
    if publisher and site:
        return f"{publisher} on {site}"
    if publisher:
        return f"{publisher}, no site named"
    return f"{site}, no publisher named" if site else "no named publisher or site"


def _where(use: Use) -> str:
    names = tuple(map(_in_a_sentence, territory_names(use.territories)))
    if not names:
        return "no territory named"
    if names == ("the whole world",):
        return "worldwide"
    left = len(names) - SHOWN
    return f"in {_listed([*names[:SHOWN], f'{left} more territories'] if left > 0 else names)}"


def _in_a_sentence(name: str) -> str:
    return f"the {name}" if _ARTICLE.search(name) else name


def _listed(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _purpose_and_times(use: Use) -> Iterator[str]:
    if purpose := purpose_words(use.purpose):
        yield purpose
    if use.first_published is not None:
        yield f"first published {when(use.first_published)}"
    if use.at is not None:
        yield f"as of {when(use.at)}"
