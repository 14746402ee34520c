"""What the editor's page offers as a use, and a use in plain words before it is judged."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.errors import UnknownName
from checker.languages import Language
from checker.licensing import (
    InForce,
    channels_to_choose,
    known_publishers,
    known_sites,
    territories_to_choose,
)
from checker.models import PURPOSES, Use
from checker.report.use_words import channel_words, purpose_words, use_words
from checker.store import Store
from checker.uses import refuse_unknown
from checker.wording import worded

__all__ = ["choices", "said"]


def choices(store: Store, usual: Use) -> dict[str, Any]:
    """Channels, purposes, territories, publishers and sites, each as pairs of value and words.

    Args:
        store: the newsroom's store; channels and licensees of its agreements are among them.
        usual: the service's default use, whose channel is there whatever it is.
    """
    documents = list(store.agreements.all())
    held = InForce.from_documents(documents, None).agreements
    channels = dict.fromkeys((*channels_to_choose(held), usual.channel))
    names = _licensees(documents)
    return {
        "channels": [(name, channel_words(name)) for name in channels],
        "purposes": [(name, purpose_words(name) or worded("to be published")) for name in PURPOSES],
        "countries": territories_to_choose(),
        "publishers": [(one, names.get(one, "")) for one in known_publishers(held)],
        "sites": known_sites(held),
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
    return {"words": say(use_words(use)), "problems": problems}


def _licensees(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The names of licensees by their ids, as far as agreements have them."""
    found = (one.get("licensee") or {} for one in documents)
    return {one["id"]: one["name"] for one in found if one.get("id") and one.get("name")}
