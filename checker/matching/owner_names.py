"""Which texts name an owner: found by every name that the newsroom knows for it.

A paper that quotes an agency names it in its own language, inflected, with other spaces or without
any. Which names an owner has is told by the rules and the agreements; what naming is, is here.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping

from checker.expressions import Expressions

__all__ = ["OwnerNames"]

# Scripts whose words stand without spaces, or with particles written to them.
_UNSPACED_LETTERS = (
    "\u0e00-\u0eff\u0f00-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3131-\u318e\u3400-\u9fff"
    "\uac00-\ud7af"
)
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
_LETTER = rf"[^\W{_UNSPACED_LETTERS}]"  # of a word that ends at a space
_PREFIXED = re.compile("[\u0590-\u06ff]")  # Hebrew and Arabic write "and", "of", "to" to a name
_WORD = re.compile(r"\w+")
_BETWEEN = r"[^\w\n]{0,3}\n?[^\w\n]{0,3}"  # blanks, a hyphen or the end of a line in a name
_SHORT = 4  # letters up to which a name is another word in other letters
_LONG = 6  # letters from which a word of a longer name may have another ending
_NOTHING = r"(?!)"
_expression = Expressions("owners")  # the names of one agency take as long as several checks
_CAPITALS_END = r"(?:[a-zà-ÿа-яё]{1,2})?"  # "AFPs", "ТАССу"


class OwnerNames:
    """The names of owners by their ids.

    Args:
        names: the spellings of each owner, in any language; its id is always one.
    """

    def __init__(self, names: Mapping[str, Collection[str]] | None = None) -> None:
        self._names = dict(names or {})
        self._patterns: dict[str, re.Pattern[str]] = {}

    def is_named(self, owner: str, text: str) -> bool:
        """Returns whether an owner is named in a text, by a known name or the words of its id."""
        if owner not in self._patterns:
            names = [name for name in self._names.get(owner, ()) if _WORD.search(name)]
            of_id = [_of_id(owner)] if _WORD.search(owner) else []
            self._patterns[owner] = _expression(
                "|".join(map(_pattern, dict.fromkeys([*names, *of_id]))) or _NOTHING
            )
        return self._patterns[owner].search(_plain(text)) is not None


def _plain(text: str) -> str:
    """The text with one form of each letter and blank."""
    return unicodedata.normalize("NFKC", text)


def _of_id(owner: str) -> str:
    """The id as a text might have it: a short one only in capitals."""
    return owner.upper() if len(owner) <= _SHORT else owner.replace("_", " ")


def _pattern(name: str) -> str:
    """A regular expression for a name as a word of a text, with the endings of its language."""
    words = _WORD.findall(_plain(name))
    letters = sum(map(len, words))
    if len(words) > 1 and letters > _SHORT:
        inner = _BETWEEN.join(map(_inflected, words))
    elif letters > _SHORT:
        inner = re.escape(words[0]) + f"{_LETTER}{{0,3}}"
    else:
        inner = _BETWEEN.join(map(re.escape, words))
        inner += _CAPITALS_END if words[-1].isupper() else ""
    before, after = f"(?<!{_LETTER})", f"(?!{_LETTER})"
    if _UNSPACED.match(words[0]):
        before = ""
    elif _PREFIXED.match(words[0]):
        before += r"\w{0,2}"
    if _UNSPACED.match(words[-1][-1]):
        after = ""
    folded = "i" if letters > _SHORT else "-i"
    return f"(?{folded}:{before}{inner}{after})"


def _inflected(word: str) -> str:
    if len(word) < _LONG or _UNSPACED.match(word):
        return re.escape(word)
    return re.escape(word[:-2]) + f"{_LETTER}{{0,5}}"
