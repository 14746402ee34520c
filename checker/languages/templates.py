"""Texts in templates and scripts: `_("...")` with values, in the reader's language."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup, escape

from checker.languages.language import Language
from checker.wording import Message, Value, fill

__all__ = ["in_template", "script_texts"]


def in_template(language: Language) -> Mapping[str, Callable[..., Markup]]:
    """Returns `_` and `ngettext` for templates: our texts may hold markup; values are escaped."""

    def filled(message: Message, values: Mapping[str, Any]) -> Markup:
        def written(value: Value, form: str) -> str:
            shown = language.text(value) if isinstance(value, Message) else value
            return str(escape(language.number(shown, form)))

        return Markup(fill(language.template(message), values, written))

    def one(template: str, /, **values: Any) -> Markup:
        return filled(Message(template), values)

    def many(template: str, templates: str, number: int, /, **values: Any) -> Markup:
        message = Message(template, many=templates, number=number)
        return filled(message, {"n": number, **values})

    return {"_": one, "ngettext": many}


def script_texts(language: Language) -> str:
    """Returns the texts of scripts in a language as JSON: each English one with its forms."""
    if language.code == "en":
        return "{}"
    forms = {
        one: [language.catalogue.ngettext(one, many, n) for n in (1, 2)]
        if many
        else [language.catalogue.gettext(one)]
        for one, many in _of_scripts()
    }
    return json.dumps(forms, ensure_ascii=False).replace("<", "\\u003c")


@cache
def _of_scripts() -> tuple[tuple[str, str], ...]:
    """The texts that scripts of the pages have, as pairs of the one and the many."""
    path = files("checker.languages").joinpath("locale", "scripts.json")
    return tuple((one, many) for one, many in json.loads(path.read_text("utf-8")))
