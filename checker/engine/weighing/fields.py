"""The meaning of a path of elements and members for a name in it: holder, source, vocabulary."""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.engine.weighing.field_words import (
    ANNOTATED,
    ANSWERED,
    ARTICLE,
    CONFIGURED,
    DATED,
    DEFINED,
    DESCRIBING,
    DETAILS,
    HOUSES,
    LAYOUT,
    MEASURED,
    NAMING,
    OF_PICTURES,
    PERSONAL,
    PICTURE,
    PICTURED,
    RANKS,
    STEMS,
    STORIES,
    VOCABULARY,
    VOTED,
)
from checker.engine.weighing.paths import OF_PICTURE, PICTURE_BESIDE, Path, Step

__all__ = [
    "PARTY",
    "field_signs",
    "is_in_a_picture",
    "is_of_a_picture",
    "is_of_a_story",
    "is_of_no_story",
    "meaning",
    "states_party",
]

PARTY = "data: party"  # the sign of a field that states a party

# Types of objects that are houses: "type": "wire" says what the object is, not that it is credited.
_KINDS = frozenset({"wire", "feed", "service", "agency", "agencies", "source", "sources"})
_IMAGES = frozenset({"img", "picture", "amp-img", "Image"})
_OF_STORIES = (STORIES | DATED) - DESCRIBING  # a picture's record describes it, too
_OF_SOURCES = re.compile(r"^(?:source|feed|provider|publisher|agency|wire|outlet)(?=.)")
# How programs that turn XML into objects name an element's own text: "credit": {"__text": "NAME"}.
# Vocabularies of pictures' own fields: IPTC's, EXIF's and Photoshop's in XMP.
_OF_PICTURES = re.compile(
    r"(?:xmp-)?(?:photoshop|iptc\w*|exif\w*|tiff|plus|xmpRights):", re.IGNORECASE
)
_OWN_TEXT = re.compile(r"[@#$_]+(?:text|value|cdata|t)?|\$t", re.IGNORECASE)
# Who writes for an agency, behind its name: "NAME Staff".
_STAFF = re.compile(
    r"^(?:staff|newsroom|writers?|reporters?|correspondents?|redaktion|redaction|redaccion|redazione"
    r"|redacao|desk|team)(?: (?:writer|reporter|team))?$",
    re.IGNORECASE,
)
_UTILITY = re.compile(r"(?<![^\s])(?:\w+:){0,3}!?text-\S+")
_MANY_WORDS = 3  # blanks of a value that is more than a kind
_STEMMED = 6  # letters of a name from which it may be a compound
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")


@lru_cache(4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name in any writing: `copyrightHolder`, `copyright-holder`, `COPYRIGHT`."""
    words = [word.lower() for word in _WORD.findall(name)]
    whole = re.sub(r"[\W\d_]", "", name).lower()
    return tuple(dict.fromkeys((*words, whole)))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def field_signs(path: Path) -> Iterator[str]:
    """Yields signs of a path: what it states, of a picture or not, how the name fills it."""
    states = meaning(path)
    of = " of a picture" if states == "caption" or _pictured(path) else ""
    fills = _fills(path)
    yield f"data: {states}{of}"
    yield f"data: {states}{of}, {fills}"
    yield f"data: {fills}"
    yield f"data in {path.kind}: {states}"
    if states == "layout" and not _IMAGES.isdisjoint(path.siblings):
        yield "in an element beside an image"
    against = list(_against(path, states))
    yield from against
    if states in _PARTIES and fills != "middle of a value" and not against:
        yield f"{PARTY}{of}"
        if of:
            yield f"{PARTY}{of}, {fills}"
            if has_its_file(path):
                yield f"{PARTY}{of} beside its file"
        elif (
            fills == "whole value"
            and path.kind == "member"
            and _beside(path, but=DETAILS) & STORIES
        ):
            yield f"{PARTY} beside a story's field"
        elif path.kind == "member" and _is_of_another(path):
            yield f"{PARTY} beside other fields alone"


def _is_of_another(path: Path) -> bool:
    """Whether a record has several fields beside the party, and none of a story or a picture."""
    beside = _beside(path, but=DETAILS)
    names = {name for name in path.siblings if name != path.steps[0].name}
    return len(names) > 1 and not beside & (STORIES | DATED | PICTURE) and "url" not in beside


def states_party(path: Path) -> bool:
    """Returns whether a path is that of a field for a party: a holder, a source, a provider."""
    return meaning(path) in _PARTIES


def is_of_a_story(path: Path) -> bool:
    """Returns whether a path is that of a field for a party in a story's own record."""
    if not states_party(path):
        return False
    beside = _beside(path)
    if path.kind == "column":
        return not (PICTURE_BESIDE in path.siblings and has_its_file(path))
    return bool(beside & STORIES) and len(beside & STORIES) + bool(beside & DATED) > 1


def is_of_a_picture(path: Path) -> bool:
    """Returns whether a path is that of a field for a party in a picture's record."""
    return states_party(path) and _pictured(path)


def has_its_file(path: Path) -> bool:
    """Returns whether a record has the file of a picture, and nothing that a story's has."""
    if OF_PICTURE not in path.siblings and PICTURE_BESIDE not in path.siblings:
        return False
    return _beside(path).isdisjoint(_OF_STORIES)


def is_in_a_picture(path: Path) -> bool:
    """Returns whether a path is that of another field in a picture's record."""
    return meaning(path) == "something else" and _pictured(path)


def is_of_no_story(path: Path) -> bool:
    """Returns whether a field's record rates a source, or is a reader's post."""
    if _beside(path) & VOTED:
        return True
    if _beside(path, but=MEASURED) & STORIES or any(map(_of_picture, path.siblings)):
        return False
    names = [_words(_local(name)) for name in path.siblings]
    whole = {_OF_SOURCES.sub("", words[-1]) for words in names if words}
    return bool(whole & MEASURED) or len(whole & ANSWERED) > 1


def _beside(path: Path, but: frozenset[str] = frozenset()) -> set[str]:
    """The words of the names beside a field, without those that are `but` such words."""
    names = (_words(_local(name)) for name in path.siblings)
    return {word for words in names if words and words[-1] not in but for word in words}


def _against(path: Path, states: str) -> Iterator[str]:
    """Signs that a field which may state a party is about something else."""
    if states in _PARTIES and _outranked(states, path.siblings):
        yield "data: outranked"
    beside = _beside(path)
    if beside & CONFIGURED:
        yield "data: beside settings"
    if beside & DETAILS and not _beside(path, but=DETAILS) & _HEADLINES:
        yield "data: beside a person's details"
    if states in _PARTIES and is_of_no_story(path):
        yield "data: of no story"
    if path.kind == "member" and states == "running text" and beside & ANNOTATED:
        yield "data: annotated"
    if states != "vocabulary" and path.kind != "attribute" and _names(path) and beside & DEFINED:
        yield "data: defined"


_HEADLINES = frozenset({"title", "headline", "head", "published", "publishedat", "pubdate"})
_PARTIES = ("holder", "source", "provider", "distributor", "publisher")


def _outranked(states: str, siblings: tuple[str, ...]) -> bool:
    """Whether a field beside it names a party that counts more: who distributes holds nothing."""
    rank = _PARTIES.index(states)
    return rank > 1 and any(
        _stated(_local(name)) in _PARTIES[:rank] and not PERSONAL & frozenset(_words(_local(name)))
        for name in siblings
    )


def meaning(path: Path) -> str:
    """Returns the statement of the innermost step that makes one."""
    if any(VOCABULARY & _all(step) for step in path.steps[:4] if not _shortens(path, step)):
        return "vocabulary"
    if (
        path.kind == "attribute"
        and _names(path)
        and any("name" in s.values for s in path.steps[:2])
    ):
        return "a name of an item"
    layout = False
    for number, step in enumerate(path.steps):
        own = "" if not number and _names(path) else _local(step.name)
        kinds = tuple(map(_without_utilities, step.values))
        if not step.name or path.kind == "member":
            kinds = tuple(value for value in kinds if value.lower() not in _KINDS)
        if path.kind == "member":  # a value of many words is a name, and none of the field
            kinds = tuple(value for value in kinds if value.count(" ") < _MANY_WORDS)
        states = _stated(" ".join((own, *kinds)))
        if states:
            return states
        words = frozenset(_words(_local(step.name)))
        if step.name.lower() in LAYOUT:
            layout = True
        elif step.name and not (words & NAMING or (not number and _names(path))):
            break
    if layout:
        return "layout"
    if not _names(path):
        return "something else"
    return "vocabulary" if _beside(path) & DEFINED else "a name"


@lru_cache(4096)
def _without_utilities(value: str) -> str:
    """A value without classes that say how an element looks: "text-xs", "md:text-right"."""
    return _UTILITY.sub("", value) if "text-" in value else value


def _shortens(path: Path, step: Step) -> bool:
    """Whether a step is HTML's element for a short form, which explains a name and lists none."""
    return path.kind == "element" and step.name.lower() in ("abbr", "acronym")


def _names(path: Path) -> bool:
    """Whether the innermost step only says that it is a name: what it is of stands further out."""
    name = _local(path.steps[0].name).lower()
    if _OWN_TEXT.fullmatch(name):
        return True
    if name in ("content", "title"):
        return path.kind == "attribute" or (
            path.kind == "member"
            and len(path.steps) > 1
            and _stated(path.steps[1].name) in _PARTIES
        )
    return NAMING.issuperset(_words(name))


@lru_cache(4096)
def _stated(name: str) -> str:
    words = _words(name)
    known = next((states for states, members in RANKS if not members.isdisjoint(words)), "")
    if known or len(name) < _STEMMED:
        return known
    return next((states for states, stem in STEMS if any(map(stem.search, words))), "")


def _all(step: Step) -> set[str]:
    return {word for text in (_local(step.name), *step.values) for word in _words(text)}


def _pictured(path: Path) -> bool:
    """Whether a picture's object is around the name, before an article's is."""
    if path.kind in ("member", "column") and any(map(_of_picture, path.siblings)):
        return True
    if PICTURE_BESIDE in path.siblings and has_its_file(path):
        return True
    for step in path.steps:
        if _OF_PICTURES.match(step.name):
            return True
        words = _all(step)
        named = words & PICTURE or any(map(PICTURED.search, words))
        if named and not words & HOUSES:  # a "NewsMediaOrganization" is no picture
            return True
        if words & ARTICLE:
            return False
    return False


def _of_picture(name: str) -> bool:
    """Whether a field is one that an object of a picture has beside its credit."""
    return re.sub(r"[\W_]", "", name).lower() in OF_PICTURES


def _fills(path: Path) -> str:
    before, after = path.before.strip(" \t\r\n(/[©"), path.after.strip(" \t\r\n)/].")
    after = _STAFF.sub("", after)
    if not before:
        return "whole value" if not after else "start of a value"
    if after:
        return "middle of a value"
    return "end of a long value" if len(before) > 40 else "end of a value"
