"""Writes `checker/anchors/number_words.txt`: what numbers and months are called, by language.

    pip install babel num2words
    python -m tools.number_words

A line is a language, a role ("number" or "month"), a value and the folded words for it. Numbers
come from num2words and months from Unicode's CLDR (through Babel); what these lack, such as
inflected forms, is written by hand in `checker/anchors/words.toml`.
"""

from collections import defaultdict
from pathlib import Path

from babel import Locale
from num2words import num2words

from checker.text.fold import fold

LANGUAGES = (
    *("ar", "cs", "da", "de", "en", "es", "fa", "fi", "fr", "it", "nl", "no", "pl", "pt"),
    *("ru", "sv", "tr", "uk"),
)
CLDR = {"no": "nb"}
NUMBERS = (*range(2, 100), *range(100, 1000, 100))
ORDINALS = range(3, 32)  # the word for the second is a unit of time in some languages
LEAST = 2  # letters
_NO_SUCH_FORM = (NotImplementedError, OverflowError, TypeError, KeyError, ValueError, IndexError)

Words = dict[tuple[str, str, int], set[str]]


def main() -> None:
    """Runs the command."""
    path = Path(__file__).parents[1] / "checker" / "anchors" / "number_words.txt"
    words: Words = defaultdict(set)
    for language in LANGUAGES:
        _add_months(words, language)
        _add_numbers(words, language)
    lines = (" ".join((*map(str, key), *sorted(found))) for key, found in sorted(words.items()))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _add_months(words: Words, language: str) -> None:
    months = Locale.parse(CLDR.get(language, language)).months
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in months[context][width].items():
                _add(words, (language, "month", month), name.replace(".", " "))


def _add_numbers(words: Words, language: str) -> None:
    for to, numbers in (("cardinal", NUMBERS), ("ordinal", ORDINALS)):
        for number in numbers:
            try:
                name = num2words(number, lang=language, to=to)
            except _NO_SUCH_FORM:
                continue
            _add(words, (language, "number", number), name)


def _add(words: Words, key: tuple[str, str, int], name: str) -> None:
    """Adds a name of one word; those of several are put together where they are read."""
    parts = fold(name).text.replace("-", " ").replace("'", "").split()
    if len(parts) == 1 and len(parts[0]) >= LEAST and parts[0].isalpha():
        words[key].add(parts[0])


if __name__ == "__main__":
    main()
