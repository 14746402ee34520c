"""One answer as a self-contained page: no scripts, no external resources, all text escaped."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.languages import ENGLISH, Language
from checker.report.code_words import class_words, code_words, match_words, owner_words
from checker.report.compare import compared
from checker.report.encode import dumps
from checker.report.event_words import event_words
from checker.report.highlights import highlights_of, is_quiet, pieces
from checker.report.place import Places
from checker.report.templates_kept import kept_templates
from checker.report.use_words import when
from checker.report.words import ACTIONS, VERDICT_WORDS, fix_sentence, percent
from checker.wording import Message, worded

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "html"]

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
MOST_CHARACTERS = 400_000  # a page with more highlighted text opens in no browser


def html(
    document: Mapping[str, Any], *, draft: str | None = None, language: Language = ENGLISH
) -> str:
    """Returns the page of one answer.

    Args:
        document: an answer as JSON values, with offsets in code points.
        draft: the text that was checked; without it the page shows the quotes only.
        language: the language of the page; the answer's messages keep their own.
    """
    text = draft if draft is not None else document.get("text")
    places = Places(text)
    shown = None if text is None else _printable(text[:MOST_CHARACTERS])
    template = environment(language).get_template("check.html")
    return template.render(
        result=document,
        pieces=None if shown is None else pieces(shown, highlights_of(document)),
        cut=text is not None and len(text) > MOST_CHARACTERS,
        places=places,
        named=lambda owner: owner_words(document, owner),
        fix_sentence=lambda step: fix_sentence(step, places),
    )


def environment(language: Language = ENGLISH) -> "Environment":
    """Returns the Jinja environment of the reports: escaping on, undefined names are errors."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from checker.languages.templates import in_template

    def shown(value: Any) -> Any:
        return language.text(value) if isinstance(value, Message) else value

    class ByName(Environment):
        """Looks up the members of a dict first: an attribute that is not there takes long."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if type(obj) is dict and attribute in obj:
                return obj[attribute]
            return super().getattr(obj, attribute)

    made = ByName(
        loader=PackageLoader("checker.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
        bytecode_cache=kept_templates(Path(__file__)),
    )
    made.globals.update(
        language=language.code, direction=language.direction, **in_template(language)
    )
    made.globals["compared"] = compared
    made.filters["percent"] = percent
    made.filters["words"] = lambda name: code_words(str(name))
    made.filters["passage_class"] = class_words
    made.filters["match_class"] = match_words
    made.filters["verdict"] = lambda name: VERDICT_WORDS.get(name, worded("not checked"))
    made.filters["action"] = lambda name: ACTIONS.get(name, name)
    made.filters["printable"] = lambda value: _printable(str(shown(value)))
    made.filters["compact"] = dumps
    made.globals["event_words"] = event_words
    made.filters["when"] = when
    made.tests["quiet"] = is_quiet
    return made


def _printable(text: str) -> str:
    """The text with U+FFFD for each character that UTF-8 cannot encode or that HTML forbids."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
