"""A draft's title that is not a part of its text: looked at like the text, placed outside of it.

Offsets count in the text as given, so what is found in such a title has none: it names the field.
"""

from dataclasses import replace

from checker.models import Draft, Finding, Match, Passage, SearchResult, Zone

__all__ = ["TITLE", "apart", "found_in_title", "in_title", "placed", "with_title"]

TITLE = "title"
_GAP = "\n\n"


def apart(draft: Draft) -> str:
    """Returns the title if the text does not contain it, or ""."""
    title = (draft.title or "").strip()
    return title if title and title not in draft.text else ""


def with_title(draft: Draft, title: str) -> Draft:
    """Returns the draft with its title after its text, for comparison; offsets are unchanged."""
    start = len(draft.text) + len(_GAP)
    zone = Zone(start, start + len(title), "head", "headline")
    zones = (*draft.zones, zone) if draft.zones else ()
    return replace(draft, text=f"{draft.text}{_GAP}{title}", zones=zones)


def in_title(title: str) -> Draft:
    """Returns the title as a draft of its own, for the markings in it."""
    return Draft(title, (Zone(0, len(title), "head", "headline"),))


def found_in_title(finding: Finding) -> Finding:
    """Returns a finding of `in_title`, as one of the draft."""
    return replace(finding, start=0, end=0, field=TITLE)


def placed(search: SearchResult, length: int) -> SearchResult:
    """Returns the matches of `with_title` as those of a draft with a text of that length."""
    matches = tuple(_placed(match, length) for match in search.matches)
    return replace(search, matches=matches)


def _placed(match: Match, length: int) -> Match:
    if all(passage.end <= length for passage in match.passages):
        return match
    return replace(match, passages=tuple(_inside(one, length) for one in match.passages))


def _inside(passage: Passage, length: int) -> Passage:
    if passage.start >= length:
        return replace(passage, start=0, end=0, field=TITLE)
    return replace(passage, end=min(passage.end, length))
