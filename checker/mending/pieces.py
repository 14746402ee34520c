"""The strings in which a draft was sent, and changes to them."""

from collections.abc import Iterable, Sequence
from typing import Literal

from checker.values import dataclass

__all__ = ["Cut", "Form", "Piece", "Unplaced", "changed"]

# plain: as readers see it; html: markup; leaf: a string inside a JSON document, with or without it
Form = Literal["plain", "html", "leaf"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One string of a draft: `name` is the field or the JSON pointer, "" for the whole."""

    name: str
    text: str
    form: Form


@dataclass(frozen=True, slots=True)
class Cut:
    """A span of a piece, given by its number, and its replacement.

    `beside` states that the text is a paragraph before or after the block that contains the piece;
    the piece itself is unchanged then.
    """

    piece: int
    start: int
    end: int
    text: str
    beside: Literal["", "before", "after"] = ""


class Unplaced(Exception):
    """A fix has no place in what was sent; the message says why."""


def changed(pieces: Sequence[Piece], cuts: Iterable[Cut]) -> tuple[str, ...]:
    """Returns the strings with the cuts made; insertions at one place keep their order.

    Raises:
        Unplaced: two of them touch the same characters.
    """
    done: list[list[str]] = [[] for _ in pieces]
    ends = [0 for _ in pieces]
    inside = (cut for cut in cuts if not cut.beside)
    for cut in sorted(inside, key=lambda one: (one.piece, one.start, one.end)):
        if cut.start < ends[cut.piece]:
            raise Unplaced("another fix changes the same words")
        done[cut.piece] += [pieces[cut.piece].text[ends[cut.piece] : cut.start], cut.text]
        ends[cut.piece] = cut.end
    return tuple(
        "".join([*parts, piece.text[end:]])
        for parts, piece, end in zip(done, pieces, ends, strict=True)
    )
