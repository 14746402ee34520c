"""What an item publishes beside its text, such as an abstract, as statements to be compared."""

from collections.abc import Iterator
from typing import Any, Final

from checker.formats.editors.keys import spoken
from checker.formats.markup import from_html
from checker.models.draft import Metadatum
from checker.models.vocabulary import FindingScope

__all__ = ["is_sentence", "told"]

SENTENCE: Final = 8  # words from which on a field that may hold anything is text and not a label


def is_sentence(words: str) -> bool:
    """Returns whether a string is long enough to be a sentence for readers."""
    return spoken(words) >= SENTENCE


def told(name: str, words: Any, scope: FindingScope = "article") -> Iterator[Metadatum]:
    """Yields a statement with the words of a field, without their markup; none for other values.

    `checker/outside.py` compares it if the last part of its name means words for readers
    ("excerpt", "description"; of a picture "caption").
    """
    if isinstance(words, str) and words.strip():
        value = "\n".join(block.text for block in from_html(words).blocks)
        if value:
            yield Metadatum(name, value, scope)
