"""The signs of what touches a name: the ends of its line and sentence, brackets, signs, figures."""

import re
from collections.abc import Iterator, Mapping

from checker.engine.boundaries import BOUNDARIES
from checker.engine.marked import Chain, Marked
from checker.engine.weighing.lines import Place, sentence_ends
from checker.engine.weighing.slots import opening_signs, slot_signs

__all__ = ["Classes", "border_signs", "grammar_words", "shape_of", "sign_of"]

Classes = Mapping[str, tuple[str, ...]]  # of words, by the character that stands for one

_LEFT = (
    *("line", "line_only", "sentence", "place", "dated", "line_place", "line_dated"),
    *("line_loud", "line_town", "person", "persons", "line_person", "place_strict"),
)
_RIGHT = ("end", "rest", "rest_dated", "person_after", "running", "persons_to_end")
_OPENING = re.compile(r"[(\[/【（]\s{0,2}$")
_CLOSING = re.compile(r"\s{0,2}[)\]/】）]")
_BEHIND = re.compile(r"[\s.,]{0,3}(--?|[^\s.,]|$)")
_LIST_NUMBER = re.compile(r"(?<!\d)\d{1,2}[.)]\s*$")
_GRAMMAR = re.compile("[\ue100-\uefff]")  # characters that may stand for words of the grammar
_GENITIVE = re.compile(r"['’]s?\b")
_CLOSING_SIGNS = (" -", " :", " .", " word")  # of datelines
_CASED = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u04ff]")  # a script whose places have capitals
_BRACKETS = re.compile(r"\w[)\]]\s?[(\[]\s?$")  # "(PCT)(CNA)"
_UNKNOWN = "slot before: unknown phrase, then"  # no place that the list has
# "By Reuters' count": what looks like a byline owns what follows.
_FIRST_WORD = re.compile(r"^\W{0,3}[^\W\d_]{2,5}\s(?:[Tt]he\s)?$")
_OWNS = re.compile(r"['’]s?\s[^\W\d_A-Z]")


def border_signs(
    marked: Marked, chain: Chain, place: Place, dates: frozenset[str], classes: Classes
) -> Iterator[str]:
    """Yields the signs of both ends of a chain, and of the brackets around it."""
    before, after = place.before, place.after
    opened, closed = _OPENING.search(before[-3:]), _CLOSING.match(after)
    start = chain.at - (len(opened[0]) if opened else 0)
    end = chain.at + 1 + (closed.end() if closed else 0)
    inside = "bracket " if opened else ""
    for name in _LEFT:
        if BOUNDARIES[name](marked.text, start, dates) is not None:
            yield f"left of {inside}name: {name.replace('_', ' ')}"
    slots = tuple(slot_signs(marked.text, start, end, dates))
    yield from slots
    bracketed = closed is not None and opened is not None and opened[0][0] in "(["
    if bracketed and chain.cls in ("ambiguous", "mark"):
        if _BRACKETS.search(before):
            yield "a short form in brackets behind another bracket"
        unknown = next((sign for sign in slots if sign.startswith(_UNKNOWN)), None)
        if unknown is not None and unknown.endswith(_CLOSING_SIGNS) and _CASED.search(before[-40:]):
            told = unknown[len(_UNKNOWN) :]
            yield f"a short form in brackets behind an unknown phrase, then{told}, name {chain.cls}"
    if place.where == "end":
        yield from opening_signs(marked.text, place.start, chain.at, dates)
    shut = "bracket " if closed else ""
    for name in _RIGHT:
        if BOUNDARIES[name](marked.text, end, dates) is not None:
            yield f"right of {shut}name: {name.replace('_', ' ')}"
    lead = before[: len(before) - len(opened[0])] if opened else before
    led = "line" if not lead.strip() else "sentence" if sentence_ends(lead) else ""
    led = led or sign_of(classes, lead.rstrip()[-1:])
    yield f"before: {led}"
    if opened:
        yield f"opened by {opened[0].strip()}"
    if opened and closed:
        yield f"in brackets behind {led}"
    if closed:
        behind = _BEHIND.match(after, closed.end())
        yield f"behind the bracket: {sign_of(classes, behind[1][:1]) if behind else ''}"
    if before.count("(") > before.count(")"):
        yield "inside an open bracket"
    if before.count('"') % 2:
        yield "inside a quotation"
    if _LIST_NUMBER.search(before[-6:]):
        yield "behind a list number"
    if after[:1].isspace() and after[1:2].isdigit():
        yield "before a figure"
    if _GENITIVE.match(after):
        yield "genitive"
    if _OWNS.match(after) and _FIRST_WORD.match(before):
        yield "behind a line's first word, owns a thing"


def grammar_words(classes: Classes, text: str) -> list[str]:
    """Returns the characters of a text that stand for words of the grammar, in their order."""
    return [sign for sign in _GRAMMAR.findall(text) if sign in classes]


def sign_of(classes: Classes, character: str) -> str:
    """Returns a character by its kind, as signs name it."""
    if not character:
        return "edge"
    if character in classes:
        return "word"
    if "\ue000" <= character <= "\ue006":
        return "name"
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "capital" if character.isupper() else "small" if character.islower() else "letter"
    return {"\n": "line end", " ": "blank"}.get(character, character)


def shape_of(classes: Classes, words: list[str]) -> str:
    """Returns the kind of the first of some words."""
    if not words:
        return "none"
    if any(sign in classes for sign in words[0]):
        return "of the grammar"
    bare = words[0].strip(".,;:!?()[]\"'")
    if not bare:
        return "signs"
    if bare[0].isdigit():
        return "number" if bare.isdigit() else "digits"
    if bare.isupper() and len(bare) > 1:
        return "capitals"
    return "capitalised" if bare[0].isupper() else "small" if bare[0].islower() else "other"
