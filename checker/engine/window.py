"""The surroundings of a chain, with words of the shared grammar as class characters."""

from collections.abc import Mapping

from checker.engine.marked import Marked
from checker.engine.names import script_of
from checker.engine.tongues import speaks
from checker.text.word_list import word_list
from checker.values import dataclass

__all__ = ["LEFT", "RIGHT", "Lexicon", "Side"]

LEFT = 150
RIGHT = 170
_JOINED = 4  # letters of a word that may stick to the word before


@dataclass(frozen=True, slots=True)
class Side:
    """A part of the marked text with class characters; `places[i]` is where character i starts."""

    text: str
    places: list[int]


class Lexicon:
    """All words of the grammar, searched at once."""

    def __init__(
        self, word_characters: Mapping[str, str], short: Mapping[str, frozenset[str]]
    ) -> None:
        self._characters = tuple(word_characters.values())
        self._languages = tuple(short.get(word) for word in word_characters)
        self._find = word_list(list(word_characters), longest=True)

    def read(self, marked: Marked, low: int, high: int) -> Side:
        """Returns the part [low, high) with each known word as one character.

        A short word ("si", "e") counts only where the text can be in one of its languages.
        """
        lower = marked.lower[low:high]
        pieces: list[str] = []
        places: list[int] = []
        position = 0
        for number, start, end in self._find(lower):
            if not _free(marked, low + start, low + end):
                continue
            languages = self._languages[number]
            if languages is not None and not speaks(languages, lower):
                continue
            pieces.append(marked.text[low + position : low + start])
            places.extend(range(low + position, low + start))
            pieces.append(self._characters[number])
            places.append(low + start)
            position = end
        pieces.append(marked.text[low + position : high])
        places.extend(range(low + position, high + 1))
        return Side("".join(pieces), places)


def _free(marked: Marked, start: int, end: int) -> bool:
    """Whether a word stands between boundaries; Han and kana need none.

    A capital behind a small letter begins a word where the elements of a page were joined
    ("harbourCredit: ...").
    """
    text = marked.lower
    first, last = script_of(text[start]), script_of(text[end - 1])
    if start and first not in ("", "Hani") and script_of(text[start - 1]) == first:
        joined = end - start >= _JOINED and marked.text[start].isupper()
        if not (joined and marked.text[start - 1].islower()):
            return False
    return not (
        end < len(text) and last not in ("", "Hani", "Hang") and script_of(text[end]) == last
    )
