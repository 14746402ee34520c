"""Latin letters inside Cyrillic and Greek words: read as the letters that they are put for.

The reverse, Cyrillic letters in a Latin word, is undone where units are numbered, by the look of
the word. A Russian word with a Latin "o" has letters that no Latin word has, so it is Russian.
"""

import re

from checker.text.points import Points

__all__ = ["in_own_letters", "mixes_scripts"]

_PLAIN = "[A-Za-z](?![\u0300-\u036f])"  # no part of a letter with an accent
_BESIDE = re.compile(f"{_PLAIN}(?:(?=[\u0370-\u04ff])|(?<=[\u0370-\u04ff].))")
_WORD = re.compile(f"(?:{_PLAIN}|[\u0370-\u04ff])+")
_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = ("ABCEHKMOPTXYIJSaceopxyijskmt", "АВСЕНКМОРТХУІЈЅасеорхуіјѕкмт")
_GREEK = ("ABEZHIKMNOPTYXaiknopuvxyw", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικηορυνχγω")
_TABLES = tuple(
    {ord(latin): own for latin, own in zip(*pair, strict=True)} for pair in (_CYRILLIC, _GREEK)
)
_LOOKS_LATIN = re.compile(f"[{_CYRILLIC[1]}{_GREEK[1]}]")
_OWN = re.compile("[\u0370-\u04ff]")
_MANY = 3  # such words, from which words with nothing but look-alikes are in disguise as well


def mixes_scripts(text: str) -> bool:
    """Returns whether a Latin letter is beside a Cyrillic or Greek one."""
    return _OWN.search(text) is not None and _BESIDE.search(text) is not None


def in_own_letters(text: str, points: Points) -> Points:
    """Returns the points with Latin letters replaced in words that only another script writes.

    Args:
        text: the original text.
        points: its code points, some perhaps replaced already.
    """
    out = points.copy()
    surely: list[re.Match[str]] = []
    perhaps: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if not _LATIN.search(word[0]):
            continue
        own = _OWN.search(_LOOKS_LATIN.sub("", word[0]))
        (surely if own else perhaps).append(word)
    for word in surely:
        _replace(word, out)
    if len(surely) >= _MANY:
        table = _TABLES[_is_greek(text)]
        for word in perhaps:
            if not _LATIN.search(word[0].translate(table)):
                _replace(word, out, table)
    return out


def _is_greek(text: str) -> bool:
    return sum("\u0370" <= letter < "\u0400" for letter in text) * 2 > sum(
        "\u0370" <= letter < "\u0500" for letter in text
    )


def _replace(word: re.Match[str], points: Points, table: dict[int, str] | None = None) -> None:
    """Writes the letters of a word that are Latin as those of its own script."""
    meant = word[0].translate(table or _TABLES[_is_greek(word[0])])
    for at, (letter, other) in enumerate(zip(word[0], meant, strict=True), word.start()):
        if letter != other and points[at] == ord(letter):
            points[at] = ord(other)
