"""Maps each character of the text to a character of what was sent."""

from collections.abc import Sequence

__all__ = ["ABSENT", "aligned"]

ABSENT = -1
MOST_MISSES = 200  # lines that are nowhere: looking on for more is a matter of squares


def aligned(text: str, chars: Sequence[str]) -> list[int]:
    """Returns for each character of the text its number in the source; `ABSENT` if unknown.

    White space counts in neither. Text that is not the same as a whole is searched line by line,
    each after the previous one or else anywhere.
    """
    source = "".join(chars)
    found = [ABSENT] * len(text)
    spots = [at for at, char in enumerate(text) if not char.isspace()]
    if "".join(text[at] for at in spots) == source:
        for number, at in enumerate(spots):
            found[at] = number
        return found
    behind, misses, first = 0, 0, 0
    for line in text.splitlines(keepends=True):
        spots = [at for at, char in enumerate(line, first) if not char.isspace()]
        first += len(line)
        words = "".join(text[at] for at in spots)
        if not words or misses >= MOST_MISSES:
            continue
        start = source.find(words, behind)
        start = source.find(words) if start < 0 else start
        if start < 0:
            misses += 1
            continue
        for number, at in enumerate(spots, start):
            found[at] = number
        behind = start + len(words)
    return found
