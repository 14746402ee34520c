"""What a draft publishes outside of its text: a title, a page's description, a picture's words.

It is looked at like the text. Offsets count in the text as given, so what is found outside of it
has none: it names the field.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from checker.models.draft import Draft, Metadatum, Zone
from checker.models.evidence import Finding, Match, Passage, SearchResult
from checker.models.vocabulary import ZoneKind, ZoneRole
from checker.orders import FOUND_KINDS, orders_in
from checker.orders.embargo_fields import KEY_WORDS
from checker.text.sentences import Borders
from checker.text.views import view_of
from checker.values import dataclass

__all__ = ["TITLE", "Outside", "outside", "placed", "told_outside", "with_outside"]

TITLE = "title"
_GAP = "\n\n"
# The last part of a statement's path if its value is sentences for readers or search engines.
_ABOUT_THE_STORY = frozenset(
    (
        *("abstract", "articlebody", "backstory", "dek", "deck", "description"),
        *("excerpt", "lead", "reviewbody", "standfirst", "subtitle", "summary", "text"),
    )
)
_ABOUT_A_PICTURE = frozenset(["alt", "caption", "description", "transcript"])
_TOLD = frozenset(["title", "aria-label", "placeholder"])  # also of other elements, if it is prose
_ABOUT_RIGHTS = frozenset(["rights", "usageinfo", "usageterms", "restrictions", "instructions"])
_LONGEST = 2_000  # characters of a statement in which orders are looked for
_A_TITLE = frozenset(["title", "headline", "alternativeheadline"])
# What search engines show of questions, steps and reviews that a page describes besides its story.
_ANSWERS = re.compile(
    r"jsonld:(?:faqpage|qapage|howto|review|criticreview)\b.*\.(?:text|reviewbody)$", re.IGNORECASE
)
_TITLE_PARTS = re.compile(r"\s+[-–—|·•:»]{1,2}\s+")  # "Harbours open - The Daily Lantern"
_OF_A_TITLE = 12  # letters of a part from which it may be somebody's words, and no site's name
_LAST_PART = re.compile(r"([^.:\[\]]+)(?:\[\d+\])?$")
_MARKS = "'\"’‘“”„«»`…–—"  # what differs between two prints of one sentence


@dataclass(frozen=True, slots=True)
class Outside:
    """Words of a draft that its text does not hold; `field` is `TITLE` or a statement's path."""

    field: str
    text: str
    kind: ZoneKind = "head"
    role: ZoneRole = "headline"

    def as_draft(self) -> Draft:
        """Returns the words as a draft of their own, for the markings in them."""
        return Draft(self.text, (Zone(0, len(self.text), "head", "headline"),))

    def found(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        """Yields findings of `as_draft` as those of the draft: of a title all, else orders."""
        for finding in findings:
            if self.role or finding.kind in FOUND_KINDS:
                yield replace(finding, start=0, end=0, field=self.field)


def outside(draft: Draft) -> tuple[Outside, ...]:
    """Returns what a draft publishes outside of its text, the title first.

    Of a statement, only the sentences that neither the text nor an earlier statement holds.
    """
    title = (draft.title or "").strip()
    parts = [Outside(TITLE, title)] if title and title not in draft.text else []
    statements = [one for one in draft.metadata if _is_shown(one) and one.value not in draft.text]
    if statements:
        parts.extend(_unsaid(statements, said=_letters(f"{draft.text} {title}")))
    return tuple(parts)


def _is_shown(statement: Metadatum) -> bool:
    name = _last_part(statement.name)
    if statement.scope == "picture":  # also in data: `data-caption`, `data-image-description`
        return name in _TOLD or name.rpartition("-")[2] in _ABOUT_A_PICTURE
    if statement.scope == "article":
        return name in _ABOUT_THE_STORY or _is_title(statement)
    return statement.scope == "other" and _ANSWERS.match(statement.name) is not None


def _is_title(statement: Metadatum) -> bool:
    """Whether a statement is a title for readers or search engines, whatever the text has."""
    return _last_part(statement.name).rpartition("-")[2] in _A_TITLE


@lru_cache(maxsize=1_024)
def _last_part(name: str) -> str:
    found = _LAST_PART.search(name)
    return found[1].lower() if found else ""


def _unsaid(statements: Sequence[Metadatum], said: str) -> Iterator[Outside]:
    for statement in statements:
        kept = []
        for words in _parts(statement):
            letters = _letters(words).rstrip(".")
            if letters not in said:
                kept.append(words.strip())
                said = f"{said} {letters}"
        if kept:
            text = " ".join(kept)
            if statement.scope == "picture":
                yield Outside(statement.name, text, "caption", "caption")
            elif _is_title(statement):
                yield Outside(statement.name, text)
            else:
                yield Outside(statement.name, text, "body", "")


def _parts(statement: Metadatum) -> Iterator[str]:
    """The sentences of a statement; those of a title without the name of the site beside them."""
    title = _is_title(statement)
    for value in _TITLE_PARTS.split(statement.value) if title else (statement.value,):
        start = 0
        for end in Borders.of(value).all_ends():
            if not title or len(_letters(value[start:end])) >= _OF_A_TITLE:
                yield value[start:end]
            start = end


def _letters(text: str) -> str:
    """The text without case, blanks, quotation marks and dashes: all that two prints differ in.

    Matching folds far more. Here this decides only what is looked at once, and a page is long.
    """
    for mark in _MARKS:
        text = text.replace(mark, "")
    return "".join(text.casefold().split())


def with_outside(draft: Draft, parts: Sequence[Outside]) -> Draft:
    """Returns the draft with the parts after its text, for comparison; offsets are unchanged."""
    text, zones = draft.text, list(draft.zones)
    for part in parts:
        start = len(text) + len(_GAP)
        text = f"{text}{_GAP}{part.text}"
        if draft.zones:
            zones.append(Zone(start, len(text), part.kind, part.role))
    return replace(draft, text=text, zones=tuple(zones))


def told_outside(draft: Draft, parts: Sequence[Outside]) -> Iterator[Outside]:
    """Yields what is outside of the text and may have markings: a title, statements that order.

    A title that is a page's statement of itself ("Story - Site") is read as one by the engine, as
    all statements are; only what it orders is looked for here.
    """
    stated = {statement.value for statement in draft.metadata}
    for part in (*parts, *_of_rights(draft)):
        sure = part.field == TITLE and part.text not in stated
        if sure or (len(part.text) <= _LONGEST and _orders(part.text)):
            yield part if sure else replace(part, role="")


def _of_rights(draft: Draft) -> Iterator[Outside]:
    """The statements of an article about its rights, as lines that an editor might write."""
    for statement in draft.metadata:
        name = _last_part(statement.name).rpartition("-")[2]
        if statement.scope != "article":
            continue
        if any(word in statement.name.lower() for word in KEY_WORDS):
            yield Outside(statement.name, f"embargo: {statement.value}")
        elif name in _ABOUT_RIGHTS:
            yield Outside(statement.name, statement.value)


def _orders(text: str) -> bool:
    return any(order.kind in FOUND_KINDS for order in orders_in(view_of(text)))


def placed(search: SearchResult, length: int, parts: Sequence[Outside]) -> SearchResult:
    """Returns the matches of `with_outside` as those of a draft with a text of that length.

    A source that only parts outside of the text retell in other words is left out.
    """
    fields = _Fields(length, parts)
    matches = (_placed(match, fields) for match in search.matches)
    return replace(search, matches=tuple(match for match in matches if match is not None))


class _Fields:
    """Where the parts begin in the text of `with_outside`."""

    def __init__(self, length: int, parts: Sequence[Outside]) -> None:
        self.length = length
        self._begins: list[tuple[int, str]] = []
        for part in parts:
            self._begins.append((length + len(_GAP), part.field))
            length += len(_GAP) + len(part.text)

    def at(self, start: int) -> str:
        """The field in which a place after the text is."""
        inside = [field for begin, field in self._begins if begin <= start]
        return inside[-1] if inside else self._begins[0][1]


def _placed(match: Match, fields: _Fields) -> Match | None:
    length = fields.length
    anchors = tuple(anchor for anchor in match.anchors if anchor.end <= length)
    if len(anchors) == len(match.anchors) and all(one.end <= length for one in match.passages):
        return match
    if match.anchors and not anchors and not match.passages:
        return None
    passages = tuple(_in_text(passage, fields) for passage in match.passages)
    return replace(match, passages=passages, anchors=anchors)


def _in_text(passage: Passage, fields: _Fields) -> Passage:
    if passage.start >= fields.length:
        return replace(passage, start=0, end=0, field=fields.at(passage.start))
    return replace(passage, end=min(passage.end, fields.length))
