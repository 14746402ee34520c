"""Writes `checker/text/figure_words.txt`: months, weekdays and numbers in words, by language.

    pip install babel num2words
    python -m tools.figure_words

Months and weekdays come from Unicode's CLDR (through Babel), numbers from num2words. The file is
data of the package, because what is a figure must mean the same on every machine.
"""

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
_NO_SUCH_FORM = (
    *(NotImplementedError, OverflowError, TypeError, KeyError, ValueError, IndexError),
)
NUMBERS = (*range(2, 21), *range(30, 101, 10), 1000, 10**6)


def main() -> None:
    """Runs the command."""
    path = Path(__file__).parents[1] / "checker" / "text" / "figure_words.txt"
    dates, numbers = sorted(_dates()), sorted(_numbers() - _dates())
    path.write_text("\n".join(("dates", *dates, "", "numbers", *numbers)) + "\n", "utf-8")


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


def _numbers() -> set[str]:
    found: set[str] = set()
    for language in sorted({name.partition("_")[0] for name in CONVERTER_CLASSES}):
        for number in NUMBERS:
            for to in ("cardinal", "ordinal"):
                try:
                    words = num2words(number, lang=language, to=to).replace("-", " ").split()
                except _NO_SUCH_FORM:
                    continue
                if len(words) == 1:
                    found.update(_kept(words))
    return found


def _kept(words: list[str]) -> list[str]:
    folded = (fold(word).text for word in words)
    return [word for word in folded if len(word) >= LEAST and word.isalpha()]


if __name__ == "__main__":
    main()
