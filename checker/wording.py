"""Messages for people: English text that remembers the template it was made from.

A message is written in English where it arises and is a string like any other there. Because it
keeps its template and what was filled in, `checker.languages` can show it in another language
later, also when it comes out of a stored record. No other language is known here.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, TypeAlias

__all__ = [
    "LIMIT",
    "Message",
    "Value",
    "capital",
    "clip",
    "either",
    "encoded",
    "fill",
    "finished",
    "joined",
    "listed",
    "lower",
    "plural",
    "worded",
    "worded_as",
]

Value: TypeAlias = "str | int | float"  # a message is a string, so messages nest

LIMIT = 200  # characters of a message that has to fit everywhere
_PLACE = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
# Control characters and those that turn the direction of what follows.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CLIPPED = re.compile(r"[<>]|  |^ | $")  # what is not shown as it is
_SURROGATE, _BLANKS = re.compile(r"[\ud800-\udfff]"), re.compile(r"\s+")


class Message(str):
    """A string of English with its template.

    `template` is the English text with places such as `{name}`; `many` is the template for all
    numbers but one, where there is one; `number` decides between them; `values` fill the places.
    `finish` is what was done to the whole: "" nothing, "capital" or "lower" its first letter.
    """

    __slots__ = ("finish", "many", "number", "template", "values")

    template: str
    many: str
    number: int
    values: Mapping[str, Value]
    finish: str

    def __new__(
        cls,
        template: str,
        values: Mapping[str, Value] | None = None,
        *,
        many: str = "",
        number: int = 1,
        finish: str = "",
        shown: str | None = None,
    ) -> "Message":
        """Fills the template; `shown` is the English text where it is already known."""
        given = values or {}
        if shown is None:
            shown = finished(fill(many if many and number != 1 else template, given), finish)
        made = super().__new__(cls, shown)
        made.template, made.many, made.number = template, many, number
        made.values, made.finish = given, finish
        return made

    def __reduce__(self) -> tuple[Callable[..., "Message"], tuple[Any, ...]]:
        """How a message is sent to another process."""
        parts = (self.template, dict(self.values), self.many, self.number, self.finish, str(self))
        return _again, parts

    def filled(self, **values: object) -> "Message":
        """Returns the message of this template with other values, for tables of templates."""
        return Message(self.template, _kept(values), many=self.many, number=self.number)

    def ended(self, finish: str, shown: str | None = None) -> "Message":
        """Returns the same message with another first letter, or with English text that was cut."""
        return Message(
            self.template,
            self.values,
            many=self.many,
            number=self.number,
            finish=finish,
            shown=shown,
        )


def _again(
    template: str, values: Mapping[str, Value], many: str, number: int, finish: str, shown: str
) -> Message:
    return Message(template, values, many=many, number=number, finish=finish, shown=shown)


def worded(template: str, /, **values: object) -> Message:
    """Returns the English message of a template.

    Args:
        template: English with a place such as `{name}` for each value; a place may say how a number
            is written, as in `{share:.0f}`.
        values: what fills the places; a message among them is translated with the whole, and what
            is neither text nor a number is written as `str` writes it.
    """
    return Message(template, _kept(values))


def _kept(values: dict[str, Any]) -> dict[str, Value]:
    for value in values.values():
        if not isinstance(value, (str, int, float)):
            break
    else:
        return values  # as nearly all are
    return {
        name: value if isinstance(value, (str, int, float)) else str(value)
        for name, value in values.items()
    }


def worded_as(text: str) -> Message:
    """Returns a text as a message: itself if it is one, otherwise a fixed text of the program."""
    return text if isinstance(text, Message) else Message(text, shown=text)


def encoded(value: object) -> str:
    """Returns what JSON writes for a message: its English text (an `enc_hook` of msgspec).

    Raises:
        NotImplementedError: the value is none.
    """
    if isinstance(value, Message):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def plural(one: str, many: str, number: int, /, **values: object) -> Message:
    """Returns the message for a number; both templates may name it as `{n}`.

    Args:
        one: the template for the number 1.
        many: the template for all other numbers.
        number: decides between them.
        values: what fills other places.
    """
    return Message(one, {"n": number, **_kept(values)}, many=many, number=number)


def fill(
    template: str,
    values: Mapping[str, Value],
    written: Callable[[Value, str], str] = format,
) -> str:
    """Returns a template with its places filled; a place without a value stays as it is.

    Args:
        template: the text with its places.
        values: what fills them.
        written: writes one value in the form that the place asks for ("" where it asks for none).
    """
    if "{" not in template:
        return template
    if written is format and (quick := _formatted(template)) is not None:
        try:
            return quick(values)
        except KeyError:  # a place without a value
            pass
    literals, places = _parts(template)
    pieces = [literals[0]]
    for literal, (place, name, form) in zip(literals[1:], places, strict=True):
        pieces.append(written(values[name], form) if name in values else place)
        pieces.append(literal)
    return "".join(pieces)


@lru_cache(maxsize=4096)
def _formatted(template: str) -> Callable[[Mapping[str, Value]], str] | None:
    """What fills the places of a template at once; None where a place is called by a number."""
    literals, places = _parts(template)
    if any(name.isdecimal() for _, name, _ in places):
        return None
    plain = [literal.replace("{", "{{").replace("}", "}}") for literal in literals]
    asked = [f"{{{name}:{form}}}" for _, name, form in places]
    return "".join([*chain(*zip(plain, asked, strict=False)), plain[-1]]).format_map


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """What is around the places of a template, and each place with its name and its form."""
    places = list(_PLACE.finditer(template))
    ends = [0, *(place.end() for place in places)]
    starts = [*(place.start() for place in places), len(template)]
    literals = tuple(template[end:start] for end, start in zip(ends, starts, strict=True))
    return literals, tuple((place[0], place[1], place[2] or "") for place in places)


def finished(text: str, finish: str) -> str:
    """Returns a text with its first letter as `finish` asks."""
    if finish == "capital":
        return text[:1].upper() + text[1:]
    # An abbreviation such as AFP keeps its first letter.
    return text[:1].lower() + text[1:] if finish == "lower" and text[1:2].islower() else text


def capital(text: str) -> str:
    """Returns a text as the beginning of a sentence."""
    return text.ended("capital") if isinstance(text, Message) else finished(text, "capital")


def lower(text: str) -> str:
    """Returns a text as it is inside a sentence; another language may leave it as it is."""
    if not isinstance(text, Message):
        return finished(text, "lower")
    return text.ended("" if text.finish == "capital" else "lower")


def joined(words: Sequence[str], between: str = ", ") -> str:
    """Returns words one after the other; "" for none."""
    if not any(isinstance(word, Message) for word in words):
        return between.join(words)
    named = {f"part{at}": word for at, word in enumerate(words)}
    return Message(between.join(f"{{{name}}}" for name in named), named)


def listed(words: Sequence[str]) -> str:
    """Returns words as in "a, b and c"; "" for none."""
    *first, last = words or [""]
    return worded("{first} and {last}", first=joined(first), last=last) if first else last


def either(words: Sequence[str]) -> str:
    """Returns words as in "a, b or c"; "" for none."""
    *first, last = words or [""]
    return worded("{first} or {last}", first=joined(first), last=last) if first else last


def clip(text: str, limit: int = LIMIT) -> str:
    """Returns a plain line: no markup, no line breaks, `limit` characters at most.

    A message stays one, with its English text cut.
    """
    if len(text) <= limit and text.isprintable() and not _CLIPPED.search(text):
        return text  # as nearly all are
    plain = text[: 20 * limit].replace("<", "‹").replace(">", "›")
    if not plain.isprintable() or "  " in plain:  # the blank is the only one that is printable
        plain = _SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", plain))
        plain = _BLANKS.sub(" ", plain)
    plain = plain.strip()
    line = plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"
    if not isinstance(text, Message):
        return line
    return text if line == text else text.ended(text.finish, line)
