"""Sentences that state what a law says: "Section 12 of the Harbours Act says that whoever ...".

The words of a law belong to no newsroom, whoever prints them. A report about a case under a law is
something else: it names the article, and tells who is charged with what.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.text.expression import expression

__all__ = ["states_a_law"]

_BEGIN = 140  # characters in which the article and the law are named
_EASTERN = "\u2e80"


def states_a_law(sentence: str) -> bool:
    """Returns whether a sentence names an article of a law and says what is in it.

    Args:
        sentence: the sentence, from its beginning.
    """
    begin = sentence[:_BEGIN]
    if not any(map(str.isdigit, begin)) and "条" not in begin and "條" not in begin:
        return False
    article, law, provides = _patterns()
    return bool(article.search(begin) and law.search(begin) and provides.search(sentence))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """An article with its number, a law, and words by which it says something."""
    file = files("checker.text") / "statutes.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    before, behind = (_either(words[name], whole=True) for name in ("articles", "behind"))
    number = r"(?:n[o.]{0,2}º? )?\d{1,4}"
    article = (
        rf"{before}\s{{0,2}}{number}|\d{{1,4}}\.?\s?{behind}"
        r"|第[\d〇零一二三四五六七八九十百千]{1,8}[条條]|제\s?\d{1,4}조"
    )
    law = _either(words["laws"], inside=True)
    provides = _either(words["provides"])
    return tuple(expression(one, re.IGNORECASE) for one in (article, law, provides))  # type: ignore[return-value]


def _either(words: str, *, whole: bool = False, inside: bool = False) -> str:
    """One of the words of a list: as a whole, at the beginning of a word, or inside of one."""
    listed = sorted((" ".join(word.split()) for word in words.split("|")), key=len, reverse=True)
    after = r"(?![^\W\d_])" if whole else ""
    eastern = [re.escape(one) for one in listed if one[0] >= _EASTERN]
    others = [re.escape(one) for one in listed if one[0] < _EASTERN]
    before = r"[^\W\d_]*" if inside else ""
    either = rf"(?<!\w){before}(?:{'|'.join(others)}){after}"
    return rf"(?:{either}|{'|'.join(eastern)})" if eastern else rf"(?:{either})"
