"""The pages' templates: everything is escaped, undefined names are errors."""

import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.languages import LANGUAGES, Language
from checker.languages.templates import in_template, script_texts
from checker.report.code_words import code_words
from checker.report.use_words import when
from checker.report.words import ACTIONS
from checker.wording import Message, capital, worded

__all__ = ["asset_version", "pages_environment"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TICKED = re.compile("`([^`]+)`")
_WORDS = {
    "clear": worded("Clear"),
    "credit_required": worded("Credit required"),
    "unfinished": worded("Not finished"),
    "licence_required": worded("Licence required"),
    "blocked": worded("Blocked"),
}


def pages_environment(language: Language) -> Environment:
    """Returns the Jinja environment of the templates, in one language."""

    def shown(value: Any) -> Any:
        return language.text(value) if isinstance(value, Message) else value

    made = Environment(
        loader=PackageLoader(__package__ or "api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    made.globals.update(
        language=language.code,
        languages=LANGUAGES,
        direction=language.direction,
        scripts_texts=script_texts(language),
        **in_template(language),
    )
    made.filters["when"] = when
    made.filters["verdict"] = lambda name: _WORDS.get(name, name)
    made.filters["state"] = lambda word: capital(code_words(str(word)))
    made.filters["enforcement"] = lambda name: ACTIONS.get(name, name)
    made.filters["capital"] = capital
    made.filters["printable"] = lambda value: printable(shown(value))
    made.filters["ticked"] = lambda value: ticked(shown(value))
    return made


def printable(value: Any) -> str:
    """Returns text that UTF-8 and HTML can encode."""
    return _UNPRINTABLE.sub("\ufffd", str(value))


def ticked(words: str) -> Markup:
    """Returns HTML in which text between backticks is code."""
    return Markup(_TICKED.sub(r"<code>\1</code>", str(escape(printable(words)))))


def asset_version(folder: Path) -> str:
    """Returns a token that changes when a script or stylesheet does."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            seen.update(path.read_bytes())
    return seen.hexdigest()[:10]
