"""Writes `checker/text/figure_words.txt`: months, weekdays and numbers in words, by language.

    pip install babel num2words
    python -m tools.figure_words

Months and weekdays come from Unicode's CLDR (through Babel) and from the words of orders
(`checker/orders/times.toml`), numbers from num2words; what these lack is in `date_words.toml`.
Behind a number stands its value, unless the word has another one in another language; scales are
the words for a hundred and a thousand. The file is data of the package, because what is a figure
must mean the same on every machine.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from unicodedata import category

from babel import Locale
from num2words import CONVERTER_CLASSES, num2words

from checker.text.fold import fold
from checker.text.units import units_of

LANGUAGES = (
    *("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en"),
    *("es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy"),
    *("id", "is", "it", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn"),
    *("mr", "ms", "my", "nb", "ne", "nl", "nn", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk"),
    *("sl", "so", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "tg", "th", "tk", "tr", "uk"),
    *("ur", "uz", "uz_Cyrl", "vi", "zu"),
)
ROOT = Path(__file__).parents[1]
PREFIX = "\u05d1"  # Hebrew writes "in" as one word with the month
LEAST = 3  # letters: shorter words are words of other languages too
ELSE = frozenset({"once", "second", "elf"})  # words with another meaning, too: no value
_NO_SUCH_FORM = (
    *(NotImplementedError, OverflowError, TypeError, KeyError, ValueError, IndexError),
)
NUMBERS = (*range(2, 21), *range(30, 101, 10), 1000, 10**6)


def main() -> None:
    """Runs the command."""
    dates, values = _dates(), _numbers()
    numbers = [_line(word, values[word]) for word in sorted(values.keys() - dates)]
    lines = ("dates", *sorted(dates), "", "numbers", *numbers, "", "scales", *sorted(_scales()))
    path = ROOT / "checker/text/figure_words.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")


@cache
def _more() -> dict[str, dict[str, str]]:
    """The words of `date_words.toml`, by what they are and by language."""
    return tomllib.loads((ROOT / "tools/date_words.toml").read_text("utf-8"))


def _dates() -> set[str]:
    more = _more()
    found = set(_of_cldr())
    found.update(_kept(_of_times()))
    for kind in ("cases", "calendars"):
        for words in more[kind].values():
            found.update(_kept(words.split()))
    for language, parts in more["parts"].items():
        for day in Locale.parse(language).days["format"]["wide"].values():
            links = ("", "s") if language == "sv" else ("",)
            found.update(_kept(day + link + part for link in links for part in parts.split()))
    hebrew = [
        *more["calendars"]["he"].split(),
        *Locale.parse("he").months["format"]["wide"].values(),
    ]
    found.update(_kept(PREFIX + month for month in hebrew))
    return found - set(more["others"]["dates"].split())


def _of_cldr() -> Iterator[str]:
    for name in LANGUAGES:
        locale = Locale.parse(name)
        for kind in (locale.months, locale.days):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for word in kind[context][width].values():
                        kept = _kept(word.replace(".", " ").split())
                        # Abbreviations in scripts of India are words with other meanings.
                        yield from (one for one in kept if width == "wide" or one.isalpha())


def _of_times() -> Iterator[str]:
    """The months and weekdays by which orders state a date, those of one word."""
    times = tomllib.loads((ROOT / "checker/orders/times.toml").read_text("utf-8"))
    for language in times["language"].values():
        for names in (*language.get("months", ()), *language.get("weekdays", ())):
            yield from (name for name in names if name[-1] != ".")


def _line(word: str, values: set[int]) -> str:
    return f"{word} {values.pop()}" if len(values) == 1 and word not in ELSE else word


def _numbers() -> dict[str, set[int]]:
    """The words for numbers, with all values that they have in some language."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for language in sorted({name.partition("_")[0] for name in CONVERTER_CLASSES}):
        for number in NUMBERS:
            for to in ("cardinal", "ordinal"):
                try:
                    words = num2words(number, lang=language, to=to).replace("-", " ").split()
                except _NO_SUCH_FORM:
                    continue
                if len(words) == 1:
                    for word in _kept(words):
                        found[word].add(number)
    for more in _more()["numbers"].values():
        pairs = more.split()
        for value, word in zip(pairs[::2], pairs[1::2], strict=True):
            for kept in _kept([word]):
                found[kept].add(int(value))
    for word in _more()["others"]["numbers"].split():
        found.pop(word, None)
    return found


def _scales() -> set[str]:
    """The words behind a number that multiply it by a hundred or a thousand."""
    found: set[str] = set()
    for language in sorted({name.partition("_")[0] for name in CONVERTER_CLASSES}):
        for number in (*range(100, 1000, 100), *range(1000, 10_000, 1000)):
            try:
                words = num2words(number, lang=language).replace("-", " ").split()
            except _NO_SUCH_FORM:
                continue
            if len(words) == 2:
                found.update(_kept(words[1:]))
    for more in _more()["scales"].values():
        found.update(_kept(more.split()))
    return found


def _kept(words: Iterable[str]) -> list[str]:
    folded = (fold(word).text for word in words)
    return [word for word in folded if len(word) >= LEAST and _is_a_word(word)]


def _is_a_word(word: str) -> bool:
    """Whether a word is letters, or one unit with the signs by which scripts write vowels."""
    if word.isalpha():
        return True
    signs = all(category(sign)[0] in "LM" or (sign == "'" and word[0] >= "п") for sign in word)
    return word[0].isalpha() and signs and len(units_of(word)) == 1


if __name__ == "__main__":
    main()
