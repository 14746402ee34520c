"""A use in plain words: a verdict is valid for one use only, so every rendering states it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import cast

from checker.licensing import territory_names
from checker.models.draft import Use
from checker.models.vocabulary import Purpose, plain_name
from checker.report import judged
from checker.times import from_rfc3339, rfc3339, shown
from checker.wording import Message, joined, listed, plural, worded

__all__ = ["channel_words", "purpose_words", "use_of", "use_words", "when"]

_CHANNELS: Mapping[str, Message] = {
    "web": worded("on the web"),
    "app": worded("in an app"),
    "newsletter": worded("in a newsletter"),
    "print": worded("in print"),
    "epaper": worded("in an e-paper"),
    "mobile": worded("on mobile"),
    "social": worded("on social media"),
    "syndication": worded("in syndication"),
    "broadcast": worded("in a broadcast"),
    "tv": worded("on television"),
    "radio": worded("on the radio"),
    "podcast": worded("in a podcast"),
    "video": worded("in a video"),
    "archive": worded("in an archive"),
    "ai": worded("in an AI product"),
    "*": worded("on every channel"),
    "": worded("no channel named"),
}
_PURPOSES: Mapping[str, Message] = {
    "non_commercial": worded("for non-commercial use"),
    "ai_summary": worded("summarised by AI"),
    "ai_input": worded("as AI input"),
    "ai_training": worded("to train an AI"),
    "translation": worded("in translation"),
    "archive": worded("to be archived"),
}
_ARTICLE = re.compile(  # of names that take an article in English
    r"^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)\b"
    r"|^(Central|Dominican|Czech)\b.*\bRepublic$|\bIslands$"
)
SHOWN = 12  # territories by name


def use_of(use: Use, names: Mapping[str, str] | None = None) -> judged.Use:
    """Returns a use as in an answer; in words with the publisher's name, if `names` has it."""
    return judged.Use(
        publisher=use.publisher,
        site=use.site,
        channel=use.channel,
        territories=list(use.territories),
        at=rfc3339(use.at, UTC),
        first_published=rfc3339(use.first_published, UTC),
        purpose=cast(Purpose, use.purpose),
        words=str(use_words(use, names)),
    )


def use_words(use: Use, names: Mapping[str, str] | None = None, *, places: bool = True) -> Message:
    """Returns a use as one sentence, with its times in UTC.

    Args:
        use: the use that was judged.
        names: names by id; the publisher's name is shown, else its id in plain words.
        places: whether to name channel and territories; a matrix names them itself.
    """
    parts: list[str] = []
    if places:
        parts += [channel_words(use.channel), _where(tuple(use.territories))]
    parts += _purpose_and_times(use)
    who = _who(use, names or {})
    if not parts:
        return worded("Judged for {who}.", who=who)
    return worded("Judged for {who}: {parts}.", who=who, parts=joined(parts))


def channel_words(channel: str) -> Message:
    """Returns a channel as in a sentence: "web" is "on the web"."""
    word = channel.strip()
    return _CHANNELS.get(word.casefold()) or worded("on the channel {channel}", channel=word)


def purpose_words(purpose: str) -> str:
    """Returns a purpose as in a sentence; "" for the usual one, to publish."""
    return _PURPOSES.get(purpose, "")


def when(time: str | datetime | None) -> str:
    """Returns a moment in the one form of all renderings: 2025-01-14 09:00 UTC."""
    if time is None:
        return ""
    moment = from_rfc3339(time) if isinstance(time, str) else time
    return shown(moment.astimezone(UTC).replace(microsecond=0))


def _who(use: Use, names: Mapping[str, str]) -> Message:
    id_, site = use.publisher.strip(), use.site.strip()
    publisher = names.get(id_) or plain_name(id_)
    if publisher and site:
        return worded("{publisher} on {site}", publisher=publisher, site=site)
    if publisher:
        return worded("{publisher}, no site named", publisher=publisher)
    if site:
        return worded("{site}, no publisher named", site=site)
    return worded("no named publisher or site")


@lru_cache(maxsize=256)
def _where(territories: tuple[str, ...]) -> Message:
    names = tuple(map(_in_a_sentence, territory_names(territories)))
    if not names:
        return worded("no territory named")
    if names == ("the whole world",):
        return worded("worldwide")
    left = len(names) - SHOWN
    more = plural("{n} more territory", "{n} more territories", left)
    return worded(
        "in {territories}", territories=listed([*names[:SHOWN], more] if left > 0 else names)
    )


def _in_a_sentence(name: str) -> str:
    return worded("the {territory}", territory=name) if _ARTICLE.search(name) else name


def _purpose_and_times(use: Use) -> Iterator[str]:
    if purpose := purpose_words(use.purpose):
        yield purpose
    if use.first_published is not None:
        yield worded("first published {time}", time=when(use.first_published))
    if use.at is not None:
        yield worded("as of {time}", time=when(use.at))
