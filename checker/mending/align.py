"""Which character of what was sent each character of the text is."""

from collections.abc import Sequence

__all__ = ["ABSENT", "aligned"]

ABSENT = -1
MOST_MISSES = 200  # lines that are nowhere: looking on for more is a matter of squares


def aligned(text: str, chars: Sequence[str]) -> list[int]:
    """For each character of the text the number of that of the source; `ABSENT` where unknown.

    White space counts in neither. What is not the same as a whole is looked for line by line, each
    behind the one before or else anywhere.
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
