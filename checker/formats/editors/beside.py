"""What an article's JSON publishes beside the document of its editor, as statements to be compared.

The system around an editor has fields of its own: a standfirst, slices, a second text. Their words
are no part of the text, whose offsets count in the document.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from checker.formats.beside import BESIDE, told, told_fields
from checker.formats.editors.keys import holds_passage, value_in
from checker.formats.editors.shapes import shape_of
from checker.formats.editors.walk import walked
from checker.formats.records.strict_json import Fields, plain_key
from checker.models.draft import Metadatum

__all__ = ["published_beside"]

DEEPEST = 6
# Members of an editor's document, where the article is the document.
_DOCUMENT = """
contentelements blocks entitymap root sections markups atoms cards content children document nodes
ops results
"""
DOCUMENT = frozenset(_DOCUMENT.split())
# Fields whose words are read elsewhere, are no words for readers, or belong to other stories.
UNPUBLISHED = re.compile(
    r"rights|usage|copyright|credit|licen[cs]e|restrict|instruct|embargo|expir|notes?$|comment"
    r"|internal|workflow|planning|revision|history|permission|taxonom|categor|keyword|tags?$|slug"
    r"|author|byline|contributor|profile|biograph|related|recommend|readmore|seealso|additional"
    r"|^(?:text|html|title|headlines?|name|subtitle|subheadlines?|subheadline|owner|source|provider"
    r"|distributor|agency|links?|meta|pagination|prompts?|schema|styles?|css)$"
)


def published_beside(
    around: dict[str, Any], read: Collection[int], *, is_document: bool
) -> Iterator[Metadatum]:
    """Yields the words of an article's fields that are not in its documents.

    Args:
        around: the article.
        read: the identities (`id`) of the values that are read as documents.
        is_document: whether the article itself is the editor's document.
    """
    given = {
        key: value
        for key, value in around.items()
        if id(value) not in read and not (is_document and plain_key(key) in DOCUMENT)
    }
    yield from _fields(given, read, 0)


def _fields(given: dict[str, Any], read: Collection[int], depth: int) -> Iterator[Metadatum]:
    """The words of the fields of one object, and of the objects in it."""
    if depth > DEEPEST:
        return
    shown = {key: value for key, value in given.items() if id(value) not in read}
    yield from told_fields("editor", Fields(shown))
    for key, given_value in shown.items():
        plain = plain_key(key)
        if UNPUBLISHED.search(plain):
            continue
        value = value_in(given_value)
        if plain in BESIDE:
            yield from _in_parts(key, value, read, depth)
        elif isinstance(value, dict) and shape_of(value) is None:
            yield from _fields(value, read, depth + 1)
        elif holds_passage(value):
            yield from told(f"editor:{key}.articlebody", _words(value, read))


def _in_parts(key: str, value: Any, read: Collection[int], depth: int) -> Iterator[Metadatum]:
    """A field of which there is one for each language, or as blocks."""
    shape = shape_of(value)
    if isinstance(value, dict) and shape is None:
        for part in value.values():
            yield from _fields({key: part}, read, depth + 1)
    elif shape is not None or isinstance(value, list):
        yield from told_fields("editor", Fields({key: _words(value, read)}))


def _words(value: Any, read: Collection[int]) -> str:
    """The paragraphs of a value, without the documents in it that are read."""
    if isinstance(value, str):
        return value
    shape = shape_of(value)
    if shape is None and isinstance(value, list):
        value = [part for part in value if id(part) not in read]
    found = walked(shape.nodes(value) if shape is not None else value)
    return "\n".join(block.text for block in found.blocks)
