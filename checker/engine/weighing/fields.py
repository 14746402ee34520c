"""The meaning of a path of elements and members for a name in it: holder, source, vocabulary."""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.engine.weighing.field_names import (
    PARTIES,
    all_words,
    field_words,
    local,
    stated,
    words_beside,
)
from checker.engine.weighing.field_words import (
    ANNOTATED,
    ANSWERED,
    CAMERA,
    CONFIGURED,
    DATED,
    DEFINED,
    DESCRIBING,
    DETAILS,
    LAYOUT,
    MEASURED,
    NAMING,
    PERSONAL,
    PICTURE,
    STORIES,
    VOCABULARY,
    VOTED,
)
from checker.engine.weighing.paths import PICTURE_BESIDE, Path, Step
from checker.engine.weighing.picture_records import has_its_file, is_pictured, of_picture

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
# A text and its translation, which stand beside each other in a catalogue of messages.
_TRANSLATED = {"source": "target", "target": "source"}
_IMAGES = frozenset({"img", "picture", "amp-img", "Image"})
_OF_SOURCES = re.compile(r"^(?:source|feed|provider|publisher|agency|wire|outlet)(?=.)")
# How programs that turn XML into objects name an element's own text: "credit": {"__text": "NAME"}.
_OWN_TEXT = re.compile(r"[@#$_]+(?:text|value|cdata|t)?|\$t", re.IGNORECASE)
# Who writes for an agency, behind its name: "NAME Staff".
_STAFF = re.compile(
    r"^(?:staff|newsroom|writers?|reporters?|correspondents?|redaktion|redaction|redaccion|redazione"
    r"|redacao|desk|team)(?: (?:writer|reporter|team))?$",
    re.IGNORECASE,
)
_UTILITY = re.compile(r"(?<![^\s])(?:\w+:){0,3}!?text-\S+")
_MANY_WORDS = 3  # blanks of a value that is more than a kind


def field_signs(path: Path) -> Iterator[str]:
    """Yields signs of a path: what it states, of a picture or not, how the name fills it."""
    states = meaning(path)
    of = " of a picture" if states == "caption" or is_pictured(path) else ""
    fills = _fills(path)
    yield f"data: {states}{of}"
    yield f"data: {states}{of}, {fills}"
    yield f"data: {fills}"
    yield f"data in {path.kind}: {states}"
    if states == "layout" and not _IMAGES.isdisjoint(path.siblings):
        yield "in an element beside an image"
    against = list(_against(path, states))
    yield from against
    if states in PARTIES and fills != "middle of a value" and not against:
        yield f"{PARTY}{of}"
        if of:
            yield f"{PARTY}{of}, {fills}"
            if has_its_file(path):
                yield f"{PARTY}{of} beside its file"
            if path.kind == "column":
                yield f"{PARTY}{of}, in a table"
            if not words_beside(path).isdisjoint(CAMERA):
                yield f"{PARTY}{of}, beside a camera's data"
        elif (
            fills == "whole value"
            and path.kind == "member"
            and words_beside(path, but=DETAILS) & STORIES
        ):
            yield f"{PARTY} beside a story's field"
        elif path.kind == "member" and _is_of_another(path):
            yield f"{PARTY} beside other fields alone"


def _is_of_another(path: Path) -> bool:
    """Whether a record has several fields beside the party, and none of a story or a picture."""
    beside = words_beside(path, but=DETAILS)
    names = {name for name in path.siblings if name != path.steps[0].name}
    return len(names) > 1 and not beside & (STORIES | DATED | PICTURE) and "url" not in beside


def states_party(path: Path) -> bool:
    """Returns whether a path is that of a field for a party: a holder, a source, a provider."""
    return meaning(path) in PARTIES


def is_of_a_story(path: Path) -> bool:
    """Returns whether a path is that of a field for a party in a story's own record."""
    if not states_party(path):
        return False
    beside = words_beside(path)
    if path.kind == "column":
        if any(map(of_picture, path.siblings)) and beside.isdisjoint(STORIES - DESCRIBING):
            return False
        return not (PICTURE_BESIDE in path.siblings and has_its_file(path))
    return bool(beside & STORIES) and len(beside & STORIES) + bool(beside & DATED) > 1


def is_of_a_picture(path: Path) -> bool:
    """Returns whether a path is that of a field for a party in a picture's record."""
    return states_party(path) and is_pictured(path)


def is_in_a_picture(path: Path) -> bool:
    """Returns whether a path is that of another field in a picture's record."""
    return meaning(path) == "something else" and is_pictured(path)


def is_of_no_story(path: Path) -> bool:
    """Returns whether a field's record rates a source, or is a reader's post."""
    if words_beside(path) & VOTED:
        return True
    if words_beside(path, but=MEASURED) & STORIES or any(map(of_picture, path.siblings)):
        return False
    names = [field_words(local(name)) for name in path.siblings]
    whole = {_OF_SOURCES.sub("", words[-1]) for words in names if words}
    return bool(whole & MEASURED) or len(whole & ANSWERED) > 1


def _against(path: Path, states: str) -> Iterator[str]:
    """Signs that a field which may state a party is about something else."""
    if states in PARTIES and _outranked(states, path.siblings):
        yield "data: outranked"
    beside = words_beside(path)
    if beside & CONFIGURED:
        yield "data: beside settings"
    if beside & DETAILS and not words_beside(path, but=DETAILS) & _HEADLINES:
        yield "data: beside a person's details"
    if states in PARTIES and is_of_no_story(path):
        yield "data: of no story"
    if path.kind == "member" and states == "running text" and beside & ANNOTATED:
        yield "data: annotated"
    if states != "vocabulary" and path.kind != "attribute" and _names(path) and beside & DEFINED:
        yield "data: defined"


_HEADLINES = frozenset({"title", "headline", "head", "published", "publishedat", "pubdate"})


def _outranked(states: str, siblings: tuple[str, ...]) -> bool:
    """Whether a field beside it names a party that counts more: who distributes holds nothing."""
    rank = PARTIES.index(states)
    return rank > 1 and any(
        stated(local(name)) in PARTIES[:rank] and not PERSONAL & frozenset(field_words(local(name)))
        for name in siblings
    )


def meaning(path: Path) -> str:
    """Returns the statement of the innermost step that makes one."""
    if path.kind == "element" and _TRANSLATED.get(path.steps[0].name) in path.siblings:
        return "vocabulary"
    if any(VOCABULARY & all_words(step) for step in path.steps[:4] if not _shortens(path, step)):
        return "vocabulary"
    if (
        path.kind == "attribute"
        and _names(path)
        and any("name" in s.values for s in path.steps[:2])
    ):
        return "a name of an item"
    layout = False
    for number, step in enumerate(path.steps):
        own = "" if not number and _names(path) else local(step.name)
        kinds = tuple(map(_without_utilities, step.values))
        if not step.name or path.kind == "member":
            kinds = tuple(value for value in kinds if value.lower() not in _KINDS)
        if path.kind == "member":  # a value of many words is a name, and none of the field
            kinds = tuple(value for value in kinds if value.count(" ") < _MANY_WORDS)
        states = stated(" ".join((own, *kinds)))
        if states:
            return states
        words = frozenset(field_words(local(step.name)))
        if step.name.lower() in LAYOUT:
            layout = True
        elif step.name and not (words & NAMING or (not number and _names(path))):
            break
    if layout:
        return "layout"
    if not _names(path):
        return "something else"
    return "vocabulary" if words_beside(path) & DEFINED else "a name"


@lru_cache(4096)
def _without_utilities(value: str) -> str:
    """A value without classes that say how an element looks: "text-xs", "md:text-right"."""
    return _UTILITY.sub("", value) if "text-" in value else value


def _shortens(path: Path, step: Step) -> bool:
    """Whether a step is HTML's element for a short form, which explains a name and lists none."""
    return path.kind == "element" and step.name.lower() in ("abbr", "acronym")


def _names(path: Path) -> bool:
    """Whether the innermost step only says that it is a name: what it is of stands further out."""
    name = local(path.steps[0].name).lower()
    if _OWN_TEXT.fullmatch(name):
        return True
    if name in ("content", "title"):
        return path.kind == "attribute" or (
            path.kind == "member" and len(path.steps) > 1 and stated(path.steps[1].name) in PARTIES
        )
    return NAMING.issuperset(field_words(name))


def _fills(path: Path) -> str:
    before, after = path.before.strip(" \t\r\n(/[©"), path.after.strip(" \t\r\n)/].")
    after = _STAFF.sub("", after)
    if not before:
        return "whole value" if not after else "start of a value"
    if after:
        return "middle of a value"
    return "end of a long value" if len(before) > 40 else "end of a value"
