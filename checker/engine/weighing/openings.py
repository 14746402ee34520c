"""The line above a story that holds a town, a label or an author, and ends with the name.

Words for authors and sources alone are told below a story as well.

Alone, such a line credits a picture as often as a text; with a story right below it, it is the
story's own. Captions and alternative texts stand above a picture's credit, so they are looked for.
"""

import re
from collections.abc import Iterator

from checker.engine.places import is_a_place
from checker.engine.weighing.beside import ALT
from checker.engine.weighing.borders import Classes
from checker.engine.weighing.lines import CLOCK, Neighbourhood, Place, line_kind

__all__ = ["opening_line_signs"]

_WORD = re.compile(r"[^\W\d_]+")
_BULLETS = r"^[\s*>|•·]{0,4}"
_TOWNED = re.compile(_BULLETS + r"([^\W\d_][^\n()\[\]:;.!?\"/|]{1,40}?)\s?[-–|/,]\s?$")
_TOWN_AND_NAME = re.compile(
    _BULLETS + r"[^\W\d_][^\n()\[\]:;.!?\"]{1,40}[-–|/,]\s?(?:[^\W\d_]{2,14}|[\ue000-\ue006])\s*$"
)
_LABEL = re.compile(_BULLETS + r"[(\[（]?(\S)\s?[:：]\s?$")
# "By Ann Sample", "Ann Sample, with", and what may part the author from the house.
_AUTHOR = re.compile(
    _BULLETS + r"(?:([\ue100-\uefff])\s?:?\s)?([^\W\d_][^\d\n:;!?()\[\]\ue100-\uefff]{3,50}?)"
    r"(?:,?\s([\ue100-\uefff]))?\s?[|·•,/–-]?\s?"
)
_GRAMMAR = re.compile("[\ue100-\uefff]")  # its words, in the text before a name
_ARTICLE = re.compile(
    r"\b(?:l'|la |le |the |der |die |dem |het |de |a |o |all'|dell')\s?$", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]")
_BRACKET = re.compile(r"\s?[(\[（【]\s?")
_OF_TEXTS = {"with", "newsroom"}
_HEAD = 400  # characters of a title with what stands beside it
_PERSON = (2, 5)  # words of a name or two


def opening_line_signs(
    marked: str, place: Place, around: Neighbourhood, left: str, classes: Classes
) -> Iterator[str]:
    """Yields what a line of `marked` that ends with the name opens: a story, or nothing.

    `left` is what stands before the name, each word of the grammar as one character.
    """
    if place.after.strip(" :.)]）】"):
        return
    above, below = around.above or "", around.below or ""
    line = left.rsplit("\n", 1)[-1]
    worded = _is_words(line, classes)
    if worded and line_kind(above) in ("sentence", "long"):
        yield "words of authors and sources with the name are the line below a story"
    opens = line_kind(below) in ("sentence", "long") and not above.lstrip().startswith(ALT)
    if _is_town(place.before):
        if _TOWN_AND_NAME.match(above) or _TOWN_AND_NAME.match(below):
            yield "a known place and the name, among lines of this shape"
        elif opens:
            yield "a known place and the name are the line above a story"
    if not opens:
        return
    if around.above is None and _BRACKET.fullmatch(place.before) and place.after[:1] in ")]）】":
        yield "the name in brackets opens a text, alone in its line"
    label = _LABEL.match(line)
    if label is not None and "source" in classes.get(label[1], ()):
        if around.above is None:
            yield "a label of sources and the name open a text"
        elif _is_headed(marked, place.start):
            yield "a label of sources and the name between a title and its story"
    if worded:
        yield "words of authors and sources with the name are the line above a story"
    if _is_author(line, classes):
        yield "an author and the name are the line above a story"


def _is_headed(marked: str, start: int) -> bool:
    """Whether a title is all that stands above, beside dates and words of a menu or a section.

    A second line of several words may be a caption.
    """
    above = marked[max(0, start - _HEAD - 1) : start]
    lines = [line for line in above.split("\n") if line.strip() and not CLOCK.search(line)]
    kinds = [kind for line in lines if (kind := line_kind(line)) != "word"]
    return bool(lines) and len(above) <= _HEAD and kinds in ([], ["phrase"], ["title"])


def _is_author(line: str, classes: Classes) -> bool:
    """Whether an author behind "by", or before "with", is all that stands before the name."""
    author = _AUTHOR.fullmatch(_ARTICLE.sub("", line))
    if author is None:
        return False
    by, name, joined = author.groups()
    if by is not None and "by" not in classes.get(by, ()):
        return False
    if joined is not None and "with" not in classes.get(joined, ()):
        return False
    words = _WORD.findall(name)
    fits = _PERSON[0] <= len(words) <= _PERSON[1] and not any(w[0].islower() for w in words[::2])
    return fits and (by is not None or joined is not None)


def _is_words(line: str, classes: Classes) -> bool:
    """Whether words such as "Redactie met", and an article, are all that stands before the name."""
    kinds = {kind for sign in _GRAMMAR.findall(line) for kind in classes.get(sign, ())}
    bare = _ARTICLE.sub("", _GRAMMAR.sub("", line))
    return not _OF_TEXTS.isdisjoint(kinds) and "photo" not in kinds and not _LETTERS.search(bare)


def _is_town(before: str) -> bool:
    """Whether a known place, with one more word at most, is all that stands before the name."""
    town = _TOWNED.match(before)
    return town is not None and is_a_place(_WORD.findall(town[1]))
