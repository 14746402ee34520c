"""Whether a record, row or element is a picture's: what stands beside its credit tells."""

import re

from checker.engine.weighing.field_names import (
    PARTIES,
    all_words,
    field_words,
    local,
    stated,
    words_beside,
)
from checker.engine.weighing.field_words import (
    ARTICLE,
    DATED,
    DESCRIBING,
    HOUSES,
    OF_PICTURES,
    PERSONAL,
    PICTURE,
    PICTURED,
    STORIES,
)
from checker.engine.weighing.paths import OF_PICTURE, PICTURE_BESIDE, Path

__all__ = ["has_its_file", "is_pictured", "of_picture"]

_AUTHORS = PERSONAL - PICTURE
_TELLING = DESCRIBING | OF_PICTURES
# What a picture's record has beside its credit: a story's has more.
_OWN = (
    PICTURE
    | _TELLING
    | frozenset(
        (
            *("id", "key", "n", "nr", "no", "index", "order", "position", "name", "type", "size"),
            *("format", "mime", "duration", "licence", "license"),
        )
    )
)
_OF_STORIES = (STORIES | DATED) - DESCRIBING  # a picture's record describes it, too
# Vocabularies of pictures' own fields: IPTC's, EXIF's and Photoshop's in XMP.
_OF_PICTURES = re.compile(
    r"(?:xmp-)?(?:photoshop|iptc\w*|exif\w*|tiff|plus|xmpRights):", re.IGNORECASE
)


def has_its_file(path: Path) -> bool:
    """Returns whether a record has the file of a picture, and nothing that a story's has."""
    if OF_PICTURE in path.siblings:
        return words_beside(path).isdisjoint(_OF_STORIES)
    return PICTURE_BESIDE in path.siblings and _tells_of_a_picture(path)


def _tells_of_a_picture(path: Path) -> bool:
    """Whether a record with a field for a picture has nothing that is not the picture's own.

    A story's record has such a field too: with an author or a section, it is the story's picture.
    """
    beside = set(path.siblings) - {PICTURE_BESIDE, path.steps[0].name}
    own = [name for name in beside if _is_of_pictures(name)]
    parties = (field_words(local(name)) for name in (path.steps[0].name, *beside))
    if any(map(_AUTHORS.intersection, parties)) and not any(map(_tells, own)):
        return False
    if any(ARTICLE & all_words(step) for step in path.steps):
        return False
    return all(name in own or stated(local(name)) in PARTIES for name in beside)


def _is_of_pictures(name: str) -> bool:
    words = field_words(local(name))
    return not _OWN.isdisjoint(words) or PICTURED.search(words[-1]) is not None


def _tells(name: str) -> bool:
    """Whether a field says what a picture shows."""
    return not _TELLING.isdisjoint(field_words(local(name)))


def is_pictured(path: Path) -> bool:
    """Returns whether a picture's object is around the name, before an article's is."""
    if path.kind in ("member", "column") and any(map(of_picture, path.siblings)):
        return True
    if PICTURE_BESIDE in path.siblings and has_its_file(path):
        return True
    for step in path.steps:
        if _OF_PICTURES.match(step.name):
            return True
        words = all_words(step)
        named = words & PICTURE or any(map(PICTURED.search, words))
        if named and not words & HOUSES:  # a "NewsMediaOrganization" is no picture
            return True
        if words & ARTICLE:
            return False
    return False


def of_picture(name: str) -> bool:
    """Returns whether a field is one that an object of a picture has beside its credit."""
    return re.sub(r"[\W_]", "", name).lower() in OF_PICTURES
