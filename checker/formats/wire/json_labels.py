"""Labels of JSON items in which editors write orders: slugs, other headlines, descriptions."""

from collections.abc import Iterator
from typing import Any

from checker.formats.notice import note_labels
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder

__all__ = ["json_labels"]

_LABELS = (
    *("slugline", "slug", "title", "headlines", "kicker", "subhead", "subheadline"),
    *("teaser", "lead", "caption", "abstract", "summary", "descriptions", "annotations"),
)


def json_labels(fields: Fields, rights: RightsBuilder) -> None:
    """Keeps the labels that order something as notes to editors."""
    note_labels(_labels(fields), rights)


def _labels(fields: Fields) -> Iterator[tuple[str, str]]:
    for key, value in (*fields.every(*_LABELS), *fields.starting("description")):
        for words in _words(value):
            yield key, words


def _words(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        words = as_text(one)
        if words:
            yield words
