"""The words and forms of restrictions of use, `restrictions.toml`."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from checker.expressions import Expressions
from checker.orders.limits import limit_phrases
from checker.prepared import prepared
from checker.text.views import normalised
from checker.text.word_list import Finder, word_list
from checker.values import dataclass

__all__ = [
    "Form",
    "RestrictionWords",
    "compiled",
    "forms_of",
    "restriction_triggers",
    "restriction_words",
]


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern that is the meaning of all of some words, and what these restrict."""

    body: str
    sure: bool
    picture: bool
    clients: bool


@dataclass(frozen=True, slots=True)
class RestrictionWords:
    """The first `names` of the words are names of fields, the others triggers of forms.

    What it holds of patterns compiles when a text first asks for it.
    """

    words: tuple[str, ...]
    names: int
    technical: frozenset[str]
    limiting: str
    other_use: str
    reserved: str
    goods: str
    no_client: frozenset[str]
    forms: tuple[Form, ...]
    any_form: str
    picture: str


@cache
def restriction_words() -> RestrictionWords:
    """Returns the packaged words and forms, read once."""
    return prepared(
        "restrictions", RestrictionWords, _read, rooms=("orders", "text", "text/unicode")
    )


@cache
def restriction_triggers() -> Finder:
    """Returns what finds the words of the table, and behind them the phrases of lists."""
    words = (*restriction_words().words, *limit_phrases().words)
    return word_list(words)


@lru_cache(maxsize=1_024)  # the pages of a site have the same lines about rights
def forms_of(words: str) -> tuple[Form, ...]:
    """Returns the forms that are the meaning of all of some words.

    Most words have none, which one pattern of all forms tells in a fraction of the time.
    """
    table = restriction_words()
    if compiled(table.any_form).fullmatch(words) is None:
        return ()
    return tuple(form for form in table.forms if compiled(form.body).fullmatch(words) is not None)


def _read() -> RestrictionWords:
    path = files("checker.orders").joinpath("restrictions.toml")
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    names = [normalised(name).lower() for name in (*table["fields"], *table["technical"])]
    forms = tuple(
        Form(
            rf"(?:{row['pattern']})[\s.!]*",
            row.get("sure", False),
            row.get("picture", False),
            row.get("clients", False),
        )
        for row in table["form"]
    )
    return RestrictionWords(
        words=(*names, *(normalised(word).lower() for word in table["triggers"])),
        names=len(names),
        technical=frozenset(table["technical"]),
        limiting="|".join(table["limiting"]),
        other_use="|".join(table["other_use"]),
        reserved="|".join(table["reserved"]),
        goods="|".join(table["goods"]),
        no_client=frozenset(table["no_client"]),
        forms=forms,
        any_form="|".join(form.body for form in forms),
        picture="|".join(table["picture"]),
    )


_expressions = Expressions("orders")


def compiled(body: str) -> re.Pattern[str]:
    """Returns one of the patterns, compiled when a text first asks for it."""
    return _expressions(body, re.IGNORECASE)
