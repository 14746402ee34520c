"""A text about a time, as signs: figures, and one sign for each word of any language.

"1er mars 2031 à 18h00" and "1 March 2031 at 18:00" become nearly the same string, so that a handful
of forms covers the dates and times of all languages.
"""

from collections.abc import Mapping
from types import MappingProxyType

from checker.orders.time_words import TIME_SENSES
from checker.orders.vocabulary import Token, tokens_of
from checker.text.views import View
from checker.values import dataclass

__all__ = ["CUT", "SIGN", "Signs", "signs_of"]

_SENSES = (*TIME_SENSES, "until", "unit", "after", "about")
# The sign of each sense: letters of nobody's alphabet, but "/" for words that stand for one.
SIGN: Mapping[str, str] = MappingProxyType(
    {sense: chr(0xE000 + number) for number, sense in enumerate(_SENSES)} | {"sign_slash": "/"}
)
_UNKNOWN = "\ue0ff"
CUT = "\ue0fe"  # stands where something was read already


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs, the token at each of them, and all tokens in order."""

    text: str
    at: Mapping[int, Token]
    tokens: tuple[Token, ...]

    def cut(self, start: int, end: int) -> "Signs":
        """Returns it with [start, end) marked as read; positions do not change."""
        text = self.text[:start] + CUT * (end - start) + self.text[end:]
        return Signs(text, self.at, self.tokens)

    def any_of(self, *senses: str) -> bool:
        """Returns whether a token may have one of these senses."""
        return any(token.may_be(*senses) for token in self.tokens)


def signs_of(view: View, start: int = 0, end: int | None = None) -> Signs:
    """Returns the signs of [start, end) of a view."""
    end = len(view.lower) if end is None else end
    tokens = tokens_of(view, start, end)
    pieces: list[str] = []
    at: dict[int, Token] = {}
    position = length = 0
    for token in tokens:
        gap = view.flow[max(position, start) : token.start]
        sign = token.text if "figure" in token.senses else _sign(token)
        at[length + len(gap)] = token
        pieces += (gap, sign)
        length += len(gap) + len(sign)
        position = token.end
    pieces.append(view.flow[max(position, start) : end])
    return Signs("".join(pieces), MappingProxyType(at), tuple(tokens))


def _sign(token: Token) -> str:
    return next((SIGN[sense] for sense in _SENSES if sense in token.senses), _UNKNOWN)
