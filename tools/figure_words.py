"""Writes `checker/text/figure_words.txt`: months, weekdays and numbers in words, by language.

    pip install babel num2words
    python -m tools.figure_words

Months and weekdays come from Unicode's CLDR (through Babel), numbers from num2words. Behind a
number stands its value, unless the word has another one in another language; scales are the words
for a hundred and a thousand. The file is data of the package, because what is a figure must mean
the same on every machine.
"""

from collections import defaultdict
from pathlib import Path

from babel import Locale
from num2words import CONVERTER_CLASSES, num2words

from checker.text.fold import fold

LANGUAGES = (
    *("af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en"),
    *("es", "et", "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy"),
    *("id", "is", "it", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn"),
    *("mr", "ms", "my", "nb", "ne", "nl", "nn", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk"),
    *("sl", "so", "sq", "sr", "sr_Latn", "sv", "sw", "ta", "te", "tg", "th", "tk", "tr", "uk"),
    *("ur", "uz", "uz_Cyrl", "vi", "zu"),
)
LEAST = 3  # letters: shorter words are words of other languages too
ELSE = frozenset({"once", "second", "elf"})  # words with another meaning, too: no value
_NO_SUCH_FORM = (
    *(NotImplementedError, OverflowError, TypeError, KeyError, ValueError, IndexError),
)
NUMBERS = (*range(2, 21), *range(30, 101, 10), 1000, 10**6)


def main() -> None:
    """Runs the command."""
    path = Path(__file__).parents[1] / "checker" / "text" / "figure_words.txt"
    dates, values = _dates(), _numbers()
    numbers = [_line(word, values[word]) for word in sorted(values.keys() - dates)]
    lines = ("dates", *sorted(dates), "", "numbers", *numbers, "", "scales", *sorted(_scales()))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _dates() -> set[str]:
    found: set[str] = set()
    for name in LANGUAGES:
        locale = Locale.parse(name)
        for kind in (locale.months, locale.days):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    for word in kind[context][width].values():
                        found.update(_kept(word.replace(".", " ").split()))
    return found


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
    return found


def _kept(words: list[str]) -> list[str]:
    folded = (fold(word).text for word in words)
    return [word for word in folded if len(word) >= LEAST and word.isalpha()]


if __name__ == "__main__":
    main()
