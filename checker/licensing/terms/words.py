"""The words of usage terms in prose, read once from the data file beside this one."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from checker.licensing.agreement.territories import fold_name
from checker.prepared import prepared
from checker.values import dataclass

__all__ = ["ROOMS", "UsageWords", "usage_words"]

ROOMS = ("licensing/agreement", "licensing/terms")  # whose files the tables of words are made of


@dataclass(frozen=True, slots=True)
class UsageWords:
    """Regular expressions over one clause, and `things`: folded words to the values they mean."""

    use_words: str
    everywhere: str
    until: str
    until_behind: str
    credit: str
    negative: tuple[str, ...]
    negative_after: tuple[str, ...]
    around: tuple[str, ...]
    around_only: tuple[str, ...]
    only: tuple[str, ...]
    only_after: tuple[str, ...]
    outside: tuple[str, ...]
    free: tuple[str, ...]
    linked: tuple[str, ...]
    noted: str
    reserved: tuple[str, ...]
    ai_reserved: tuple[str, ...]
    things: Mapping[str, tuple[str, ...]]
    thing_names: Mapping[str, str]  # folded words to the name of the thing
    thing_values: Mapping[str, tuple[str, ...]]
    speaks: str
    speaks_inside: str
    editorial: str
    labels: str
    last_day: str
    joints: str
    joints_of_territories: str
    leading: str
    trailing: str


_ALTERNATIVES = (
    "use_words",
    "everywhere",
    "until",
    "until_behind",
    "credit",
    "speaks",
    "speaks_inside",
    "editorial",
    "labels",
    "last_day",
    "joints",
    "joints_of_territories",
    "leading",
    "trailing",
    "noted",
)

_ADDRESS = r"(?P<address>(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/[\w/?=&.%#-]+)"
_PERMISSION = (
    r"(?: ?without (?:the )?(?:(?:express|prior|written|explicit),? )*"
    r"(?:permission|consent|authori[sz]ation|agreement|approval)(?: (?:of|from|by) .{1,60})?)"
)


@cache
def usage_words() -> UsageWords:
    """Returns the packaged words."""
    return prepared("usage", UsageWords, _read, rooms=ROOMS)


def _read() -> UsageWords:
    path = files("checker.licensing.terms").joinpath("words.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    one = {key: f"(?:{'|'.join(table[key])})" for key in _ALTERNATIVES}
    names = _things(table["things"])
    values = {name: tuple(thing["values"]) for name, thing in table["things"].items()}
    free = [text.replace("@EVERYWHERE@", one["everywhere"]) for text in table["free"]]
    return UsageWords(
        use_words=one["use_words"],
        everywhere=one["everywhere"],
        until=one["until"],
        until_behind=one["until_behind"],
        credit=one["credit"],
        negative=tuple(table["negative"]),
        negative_after=tuple(table["negative_after"]),
        around=tuple(table["around"]),
        around_only=tuple(table["around_only"]),
        only=tuple(table["only"]),
        only_after=tuple(table["only_after"]),
        outside=tuple(table["outside"]),
        free=tuple(free),
        linked=tuple(text.replace("@ADDRESS@", _ADDRESS) for text in table["linked"]),
        noted=one["noted"],
        reserved=tuple(text.replace("@PERMISSION@", _PERMISSION) for text in table["reserved"]),
        ai_reserved=tuple(table["ai_reserved"]),
        things=MappingProxyType({word: values[name] for word, name in names.items()}),
        thing_names=names,
        thing_values=values,
        speaks=one["speaks"],
        speaks_inside=one["speaks_inside"],
        editorial=one["editorial"],
        labels=one["labels"],
        last_day=one["last_day"],
        joints=one["joints"],
        joints_of_territories=one["joints_of_territories"],
        leading=one["leading"],
        trailing=one["trailing"],
    )


def _things(table: Mapping[str, Mapping[str, list[str]]]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for name, thing in table.items():
        for word in thing["words"]:
            known.setdefault(fold_name(word), name)
    return MappingProxyType(known)
