"""CLDR's names of territories, read through Babel: every locale of a language, without repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import core, localedata

__all__ = ["CLDRName", "cldr_names", "cldr_version", "languages_of"]

# Regional codes of CLDR (United Nations M.49) that a group of ours is called by.
GROUPS = {"EU": "European Union", "150": "Europe"}
SCRIPTS_FOR_PLAY = ("Dsrt", "Shaw")


@dataclass(frozen=True, slots=True)
class CLDRName:
    """One name of a territory (or the key of a group) in one language."""

    code: str
    language: str
    name: str


def cldr_version() -> str:
    """Returns the version of CLDR that the installed Babel holds."""
    return str(core.get_cldr_version())


def cldr_names(languages: tuple[str, ...], codes: frozenset[str]) -> tuple[CLDRName, ...]:
    """Returns the names of `codes` and of the groups in `languages`, their own locales first."""
    found: dict[CLDRName, None] = {}
    for language in languages:
        for locale in languages_of(language):
            for code, name in _territories(locale).items():
                if code in codes or code in GROUPS:
                    found.setdefault(CLDRName(GROUPS.get(code, code), language, name))
    return tuple(found)


def languages_of(language: str) -> Iterator[str]:
    """Yields the identifiers of all locales of a language, the language itself first."""
    yield language
    for locale in sorted(_locales()):
        if locale.startswith(f"{language}_") and not locale.endswith(SCRIPTS_FOR_PLAY):
            yield locale


@cache
def _locales() -> tuple[str, ...]:
    return tuple(localedata.locale_identifiers())


def _territories(locale: str) -> dict[str, str]:
    if not localedata.exists(locale):
        return {}
    data = localedata.load(locale, merge_inherited=False)
    return dict(data.get("territories", {}))
