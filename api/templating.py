"""Our pages' templates: everything escaped, undefined names are faults."""

import hashlib
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from checker.report.use_words import when
from checker.report.words import ACTIONS

__all__ = ["asset_version", "pages_environment"]

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_TICKED = re.compile("`([^`]+)`")
_WORDS = {
    "clear": "Clear",
    "credit_required": "Credit required",
    "unfinished": "Not finished",
    "licence_required": "Licence required",
    "blocked": "Blocked",
}


def pages_environment() -> Environment:
    """Jinja set up for our templates."""
    made = Environment(
        loader=PackageLoader(__package__ or "api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["when"] = when
    made.filters["verdict"] = lambda name: _WORDS.get(name, name)
    made.filters["enforcement"] = lambda name: ACTIONS.get(name, name)
    made.filters["printable"] = printable
    made.filters["ticked"] = ticked
    return made


def printable(value: Any) -> str:
    """Text that UTF-8 and HTML can hold."""
    return _UNPRINTABLE.sub("\ufffd", str(value))


def ticked(words: str) -> Markup:
    """A text in which what stands between backticks is code."""
    return Markup(_TICKED.sub(r"<code>\1</code>", str(escape(printable(words)))))


def asset_version(folder: Path) -> str:
    """A word that changes when a script or stylesheet does."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            seen.update(path.read_bytes())
    return seen.hexdigest()[:10]
