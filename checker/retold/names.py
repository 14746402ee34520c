"""The names and rare terms that two texts share, in one script or in two."""

from collections.abc import Iterable

from checker.anchors import Anchor, Anchors
from checker.anchors.sounds import coarse

__all__ = ["shared_names"]

_LONG = 4  # consonants from which the ends of names may differ, and which are heard in any script
Pair = tuple[Anchor, Anchor]


def shared_names(draft: Anchors, source: Anchors) -> list[Pair]:
    """Returns the names and terms that both texts have, each once, at their first places."""
    ours, theirs = _first(draft.names), _first(source.names)
    found = [(one, theirs[sound]) for sound, one in ours.items() if sound in theirs]
    found += _inflected(ours, theirs)
    if not found:
        found = _heard(draft, source) or [(one, other) for other, one in _heard(source, draft)]
    return [*found, *_shared_terms(draft, source)]


def _shared_terms(draft: Anchors, source: Anchors) -> list[Pair]:
    """The rare terms that both texts have."""
    ours, theirs = _first(draft.terms), _first(source.terms)
    return [(one, theirs[key]) for key, one in ours.items() if key in theirs]


def _heard(text: Anchors, other: Anchors) -> list[Pair]:
    """Words of a script without capitals that sound as names of the other text."""
    words = {coarse(one.key): one for one in reversed((*text.words, *text.names))}
    return [
        (words[sound], name)
        for name in _first(other.names).values()
        if len(sound := coarse(name.key)) >= _LONG and sound in words
    ]


def _first(names: Iterable[Anchor]) -> dict[str, Anchor]:
    found: dict[str, Anchor] = {}
    for name in names:
        found.setdefault(name.key, name)
    return found


def _inflected(ours: dict[str, Anchor], theirs: dict[str, Anchor]) -> list[Pair]:
    """Names of which one only adds an ending."""
    stems = {sound[:_LONG]: sound for sound in theirs if len(sound) >= _LONG and sound not in ours}
    return [
        (one, theirs[other])
        for sound, one in ours.items()
        if sound not in theirs
        and len(sound) >= _LONG
        and (other := stems.get(sound[:_LONG])) is not None
        and abs(len(sound) - len(other)) == 1
        and (sound.startswith(other) or other.startswith(sound))
    ]
