"""The uses that the editor's page offers, and a use in plain words before it is judged."""

from collections.abc import Mapping, Sequence
from typing import Any

from checker.errors import UnknownName
from checker.languages import Language
from checker.licensing import (
    InForce,
    channels_to_choose,
    known_publishers,
    known_sites,
    publisher_names,
    territories_to_choose,
)
from checker.models.draft import Use
from checker.models.vocabulary import PURPOSES
from checker.report.use_words import channel_words, purpose_words, use_words
from checker.store import Store
from checker.uses import refuse_unknown
from checker.wording import worded

__all__ = ["choices", "said"]


def choices(store: Store, usual: Use, language: Language) -> dict[str, Any]:
    """Returns channels, purposes, territories, publishers and sites as pairs of value and words.

    Args:
        store: the newsroom's store; channels and licensees of its agreements are among them.
        usual: the service's default use, whose channel is always included.
        language: of the reader, by whose names countries are sorted.
    """
    held = InForce.from_documents(store.agreements.all(), None).agreements
    channels = dict.fromkeys((*channels_to_choose(held), usual.channel))
    names = publisher_names(held)
    return {
        "channels": [(name, channel_words(name)) for name in channels],
        "purposes": [(name, purpose_words(name) or worded("to be published")) for name in PURPOSES],
        "countries": territories_to_choose(language.text),
        "publishers": [(one, names.get(one, "")) for one in known_publishers(held)],
        "sites": tuple(site for site in known_sites(held) if not site.startswith("*.")),
    }


def said(store: Store, use: Use, language: Language) -> dict[str, Any]:
    """Returns a use as one sentence for a reader, and the fields with unknown values."""
    say = language.text
    held = InForce.from_documents(store.agreements.all(), None)
    try:
        refuse_unknown(use, held.agreements, "use")
    except UnknownName as error:
        problems: Sequence[Mapping[str, str]] = [
            {"field": p.place.removeprefix("use."), "detail": say(p.what), "hint": say(p.hint)}
            for p in error.problems
        ]
    else:
        problems = []
    words = use_words(use, publisher_names(held.agreements))
    return {"words": say(words), "problems": problems}
