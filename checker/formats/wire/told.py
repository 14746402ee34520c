"""What an item publishes beside its text, such as an abstract, as statements to be compared."""

from collections.abc import Iterator
from typing import Any

from checker.formats.markup import from_html
from checker.models.draft import Metadatum
from checker.models.vocabulary import FindingScope

__all__ = ["told"]


def told(name: str, words: Any, scope: FindingScope = "article") -> Iterator[Metadatum]:
    """Yields a statement with the words of a field, without their markup; none for other values.

    `checker/outside.py` compares it if the last part of its name means words for readers
    ("excerpt", "description"; of a picture "caption").
    """
    if isinstance(words, str) and words.strip():
        value = "\n".join(block.text for block in from_html(words).blocks)
        if value:
            yield Metadatum(name, value, scope)
