"""The language of the person at the terminal: `--language`, or that of the environment.

What programs read (JSON, SARIF, annotations) is English unless `--language` asks for another: a
script gets the same on every machine.
"""

from contextvars import ContextVar

from checker.languages import ENGLISH, Language, language_named, language_of_environment

__all__ = ["ask_language", "asked_language", "in_words", "reader", "reader_of_data"]


# Of the command that runs: each begins by noting its own.
_ASKED: ContextVar[str] = ContextVar("language", default="")


def reader() -> Language:
    """Returns the language for what people read."""
    return language_named(asked_language() or language_of_environment())


def reader_of_data() -> Language:
    """Returns the language for the messages in what programs read."""
    asked = asked_language()
    return language_named(asked) if asked else ENGLISH


def in_words(text: str) -> str:
    """Returns one of our texts in the reader's language."""
    return reader().text(text)


def ask_language(code: str) -> None:
    """Sets the language requested for this run of a command; "" for none."""
    _ASKED.set(code)


def asked_language() -> str:
    """Returns the language code of `--language`, or "" if it was not given."""
    return _ASKED.get()
