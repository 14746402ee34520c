"""What stands around a chain, with words of the shared grammar as letters of their class."""

from collections.abc import Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from checker.engine.marked import Marked
from checker.engine.names import script_of

__all__ = ["LEFT", "RIGHT", "Lexicon", "Side"]

LEFT = 150
RIGHT = 170


@dataclass(frozen=True, slots=True)
class Side:
    """A stretch of the marked text with class letters; `places[i]` is where letter i starts."""

    text: str
    places: list[int]


class Lexicon:
    """All words of the grammar, found at once."""

    def __init__(self, word_letters: Mapping[str, str]) -> None:
        self._letters = tuple(word_letters.values())
        self._automaton = AhoCorasick(
            list(word_letters) or ["\0"], matchkind=MatchKind.LeftmostLongest
        )

    def read(self, marked: Marked, low: int, high: int) -> Side:
        """The stretch [low, high) with each known word as one letter."""
        lower = marked.lower[low:high]
        pieces: list[str] = []
        places: list[int] = []
        position = 0
        for number, start, end in self._automaton.find_matches_as_indexes(lower):
            if not _free(marked.lower, low + start, low + end):
                continue
            pieces.append(marked.text[low + position : low + start])
            places.extend(range(low + position, low + start))
            pieces.append(self._letters[number])
            places.append(low + start)
            position = end
        pieces.append(marked.text[low + position : high])
        places.extend(range(low + position, high + 1))
        return Side("".join(pieces), places)


def _free(text: str, start: int, end: int) -> bool:
    """Whether a word stands between borders; Han and kana need none."""
    first, last = script_of(text[start]), script_of(text[end - 1])
    if start and first not in ("", "Hani") and script_of(text[start - 1]) == first:
        return False
    return not (
        end < len(text) and last not in ("", "Hani", "Hang") and script_of(text[end]) == last
    )
