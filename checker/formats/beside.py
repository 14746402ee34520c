"""What an item publishes beside its text, such as an abstract, as statements to be compared."""

from collections.abc import Iterator
from typing import Any, Final

from checker.formats.records.strict_json import Fields, plain_key
from checker.models.draft import Metadatum
from checker.models.vocabulary import FindingScope

__all__ = ["BESIDE", "BODIES", "is_sentence", "told", "told_fields", "told_record"]

SENTENCE: Final = 8  # words from which on a field that may hold anything is text and not a label

# Plain keys of what is published beside a text or with a picture, and what each is.
_BESIDE = """
abstract=abstract summary=summary teaser=summary blurb=summary description=description
descriptiontext=description descriptionhtml=description metadescription=description
seodescription=description ogdescription=description twitterdescription=description
socialdescription=description excerpt=excerpt customexcerpt=excerpt postexcerpt=excerpt
standfirst=standfirst chapeau=standfirst preamble=standfirst deck=deck dek=dek lead=lead lede=lead
leadtext=lead ingress=lead intro=lead introduction=lead vorspann=lead subtitle=subtitle
subheadline=subtitle subhead=subtitle
"""
_PICTURE = """
caption=caption imagecaption=caption photocaption=caption picturecaption=caption
featuredimagecaption=caption featureimagecaption=caption alt=alt alttext=alt imagealt=alt
featureimagealt=alt imagedescription=description
"""
_BODIES = """
body content article articletext fulltext bodytext postcontent contenttext story bodyhtml
contenthtml bodyvalue contentrendered articlebody
"""
_NAMES = {key: name for key, _, name in (p.partition("=") for p in (_BESIDE + _PICTURE).split())}
_OF_PICTURES = frozenset(pair.partition("=")[0] for pair in _PICTURE.split())
BESIDE: Final = frozenset(_NAMES)
BODIES: Final = frozenset(_BODIES.split())  # of a record that has another text, too


def is_sentence(words: str) -> bool:
    """Returns whether a string is long enough to be a sentence for readers."""
    from checker.formats.editors.keys import spoken  # which a check of a file does not load

    return spoken(words) >= SENTENCE


def told(name: str, words: Any, scope: FindingScope = "article") -> Iterator[Metadatum]:
    """Yields a statement with the words of a field, without their markup; none for other values.

    `checker/outside.py` compares it if the last part of its name means words for readers
    ("excerpt", "description"; of a picture "caption").
    """
    if isinstance(words, str) and words.strip():
        from checker.formats.markup import from_html  # a parser that few lines of a batch need

        value = "\n".join(block.text for block in from_html(words).blocks)
        if value:
            yield Metadatum(name, value, scope)


def told_record(format_: str, fields: Fields) -> Iterator[Metadatum]:
    """Yields what a record publishes beside its text, with the texts under other systems' names."""
    yield from told_fields(format_, fields)
    for key, value in fields.every(*_BODIES.split()):
        yield from told(f"{format_}:{key}.articlebody", value)


def told_fields(format_: str, fields: Fields) -> Iterator[Metadatum]:
    """Yields what the fields of an object publish beside its text, under any of their names."""
    for key, value in fields.every(*BESIDE):
        plain = plain_key(key)
        scope: FindingScope = "picture" if plain in _OF_PICTURES else "article"
        path = key if key.casefold() == _NAMES[plain] else f"{key}.{_NAMES[plain]}"
        for words in value if isinstance(value, list) else [value]:
            yield from told(f"{format_}:{path}", words, scope)
