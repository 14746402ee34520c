"""One result as a self-contained page: no scripts, nothing loaded, every letter escaped."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from checker.report.compare import compared
from checker.report.encode import dumps
from checker.report.marks import marks_of, pieces
from checker.report.place import Places
from checker.report.words import ACTIONS, VERDICT_WORDS, fix_sentence, percent

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "html"]

SHOWN_LETTERS = 400_000  # a page with more marked text than that opens in no browser


def html(document: Mapping[str, Any], *, draft: str | None = None) -> str:
    """The page of one result.

    Args:
        document: what `checker.report.result` made, with code point offsets.
        draft: the text that was checked; without it the page shows the quotes only.
    """
    text = draft if draft is not None else document.get("text")
    places = Places(text)
    shown = None if text is None else _printable(text[:SHOWN_LETTERS])
    template = environment().get_template("check.html")
    return template.render(
        result=document,
        pieces=None if shown is None else pieces(shown, marks_of(document)),
        cut=text is not None and len(text) > SHOWN_LETTERS,
        places=places,
        fix_sentence=lambda step: fix_sentence(step, places),
    )


def environment() -> "Environment":
    """Jinja set up for our templates: everything escaped, undefined names are faults."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("checker.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["compared"] = compared
    made.filters["percent"] = percent
    made.filters["words"] = lambda name: str(name).replace("_", " ")
    made.filters["verdict"] = lambda name: VERDICT_WORDS.get(name, "not checked")
    made.filters["action"] = lambda name: ACTIONS.get(name, name)
    made.filters["printable"] = lambda value: _printable(str(value))
    made.filters["compact"] = dumps
    return made


def _printable(text: str) -> str:
    """Same length, but for letters that no UTF-8 file can hold or that HTML forbids."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if _forbidden(ord(letter)) else letter for letter in text
    )


def _forbidden(code: int) -> bool:
    return code < 9 or 13 < code < 32 or code == 11 or 0xD800 <= code <= 0xDFFF
