"""Messages in the language of their reader; English is the language in which they are written."""

import os
import re
from collections.abc import Mapping
from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from pathlib import Path

from checker.languages.po import read_catalogue
from checker.values import dataclass
from checker.wording import Message, Value, fill, finished

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Language",
    "language_named",
    "language_of_environment",
    "language_of_header",
]

# Each language by the name it has itself. A new one is a row here and a file in `locale/`.
LANGUAGES: Mapping[str, str] = {"en": "English", "de": "Deutsch"}
_DECIMAL_COMMA = ("de",)
_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_SWAPPED = str.maketrans(",.", ".,")
MOST_RANGES = 50  # of a header that are read


@dataclass(frozen=True, slots=True)
class Language:
    """One language of readers: its code, as in `de`, and its catalogue."""

    code: str
    catalogue: NullTranslations

    @property
    def direction(self) -> str:
        """The direction of its script: "ltr" or "rtl"."""
        return "rtl" if self.code in _RIGHT_TO_LEFT else "ltr"

    def text(self, words: str) -> str:
        """Returns a message, or a fixed text of the program, in this language.

        What the catalogue does not have stays English, as does what people wrote.
        """
        if self.code == "en":
            return str(words)
        if not isinstance(words, Message):
            return self.catalogue.gettext(words) if words else words
        values = {name: self._value(value) for name, value in words.values.items()}
        filled = fill(self.template(words), values, self.number)
        # In other languages than English the first letter inside a sentence has its own rules.
        return finished(filled, "capital") if words.finish == "capital" else filled

    def template(self, words: Message) -> str:
        """Returns the template of a message in this language."""
        if not words.template:
            return ""
        if words.many:
            return self.catalogue.ngettext(words.template, words.many, words.number)
        return self.catalogue.gettext(words.template)

    def number(self, value: Value, form: str) -> str:
        """Returns a value as a template asks for it, with this language's decimal mark."""
        written = format(value, form)
        number = isinstance(value, (int, float)) and bool(form)
        return written.translate(_SWAPPED) if number and self.code in _DECIMAL_COMMA else written

    def _value(self, value: Value) -> Value:
        return self.text(value) if isinstance(value, Message) else value


ENGLISH = Language("en", NullTranslations())


@cache
def language_named(code: str) -> Language:
    """Returns a language by its code; English for one without a catalogue."""
    if code == "en" or code not in LANGUAGES:
        return ENGLISH
    return Language(
        code, read_catalogue(Path(str(files("checker.languages")), "locale", f"{code}.po"))
    )


def language_of_header(header: str | None) -> str:
    """Returns the code of the best language for an `Accept-Language` header (RFC 9110, 12.5.4).

    English where nothing that is asked for is there. `*` is English, too: it asks for nothing.
    """
    best, weight = "en", 0.0
    for entry in (header or "").split(",")[:MOST_RANGES]:
        tag, _, parameter = entry.partition(";")
        code = tag.strip().lower().split("-")[0]
        asked = _weight(parameter)
        if asked > weight and (code in LANGUAGES or code == "*"):
            best, weight = code if code in LANGUAGES else "en", asked
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    read = re.fullmatch(r"\s*([01](?:\.\d{0,3})?)\s*", value)
    return float(read[1]) if name.strip().lower() == "q" and read else 0.0


def language_of_environment() -> str:
    """Returns the code of the language of a terminal: LC_ALL, LC_MESSAGES or LANG, as is usual."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            code = re.split(r"[_.@-]", value)[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"
