"""The signs of the line of a name, of those around it, and of data and programs that hold it."""

import re
from collections.abc import Iterator

from checker.engine.exceptions import listed
from checker.engine.marked import Chain, Marked
from checker.engine.weighing.beside import ALT, dated
from checker.engine.weighing.captions import caption_signs
from checker.engine.weighing.configured import configured_signs
from checker.engine.weighing.identifiers import identifier_signs
from checker.engine.weighing.lines import Neighbourhood, Place, TextInString, line_kind, word_count
from checker.engine.weighing.literals import literal_signs
from checker.engine.weighing.pictured import picture_markup_signs
from checker.engine.weighing.posts import POST_REACH, is_post
from checker.engine.weighing.program import program_signs
from checker.engine.weighing.rows import row_signs
from checker.engine.weighing.strings import string_end
from checker.engine.weighing.tested import tested_signs

__all__ = ["data_signs", "line_signs", "pasted_signs"]

_NAMES = re.compile("[\ue000-\ue006]")
_MENU = 7  # short lines beside one another that are more than a headline with its lines has
_TAG = re.compile(r"</?[a-zA-Z][\w:-]*[^<>]{0,200}>")
_MEMBER = re.compile(r"""["'][\w@-]+["']\s?:""")
_STRING = re.compile(r"[<>{}`]|[\w(\[=,]\s?['\"][^\W\d]")  # markup, or a string of program text


def line_signs(place: Place, around: Neighbourhood, dates: frozenset[str]) -> Iterator[str]:
    """Yields the signs of a line and of its neighbours; equal ones have equal signs."""
    where, length = place.where, place.length
    before, behind = around.above, around.below
    yield f"line {length}"
    yield f"in line: {where}"
    yield f"in line: {where}, line {length}"
    for side, line in (("before", before), ("behind", behind)):
        kind = line_kind(line)
        yield f"line {side}: {kind}"
        yield f"line {side}: {kind}, in line: {where}"
        yield f"words of line {side}: {word_count(line)}"
    yield f"lines {line_kind(before)} and {line_kind(behind)}, in line: {where}"
    yield f"short lines around: {around.short}"
    if where == "alone" and around.run >= _MENU and dated(before, behind):
        yield "a date beside, among short lines"  # a menu has none
    else:
        yield f"short lines in a run: {around.run}"
    if where == "alone":
        yield f"alone, short lines around: {around.short}"
        listed = word_count(before) == word_count(behind) == "1-2"
        if around.run >= _MENU and listed and not dated(before, behind):
            yield "alone among the short lines of a menu"
    if place.before.lstrip().startswith(ALT):
        yield "in alternative text"
    alternative = around.alternative
    if alternative is not None:
        yield "alternative text near"
        if len(alternative) > 12 and place.before.strip().startswith(alternative[:24]):
            yield "repeats alternative text"
    yield from caption_signs(before, behind, place, alternative, dates)
    names = len(_NAMES.findall(place.before)) + len(_NAMES.findall(place.after))
    yield f"other names in line: {min(names, 3)}"
    yield f"commas in line: {min(place.before.count(',') + place.after.count(','), 4)}"


def data_signs(marked: Marked, chain: Chain, place: Place) -> Iterator[str]:
    """Yields the signs of data and programs; a string's text has none of what is around it."""
    near = f"{place.before[-80:]} {place.after[:80]}"
    cut = isinstance(place, TextInString)
    kinds = [] if cut else list(program_signs(near))
    yield f"signs of a program: {min(len(kinds), 4)}"
    if (
        not (kinds or cut)
        and "\n" not in marked.text
        and not _STRING.search(place.before + place.after)
    ):
        yield f"one line of prose, in line: {place.where}"
        yield f"one line of prose, name {chain.cls}"
    for kind in kinds:
        yield f"program: {kind}"
    yield from literal_signs(place)
    if _TAG.search(near):
        yield "tags near"
    if _MEMBER.search(near):
        yield "members near"
    if listed(marked, chain.at):
        yield "behind the third point of a list"
    low, high = (place.start, place.end) if cut else (0, len(marked.text))
    if is_post(marked.text[max(low, chain.at - POST_REACH) : min(high, chain.at + POST_REACH)]):
        yield "an embedded post near"


def pasted_signs(
    marked: Marked, chain: Chain, place: Place, marks: bool, unnamed: bool
) -> Iterator[str]:
    """Yields what programs, tests, records and markup of a pasted text do with a name.

    `marks` is whether some form speaks for a marking, and `unnamed` whether no field for a party
    and no text in a string holds the name.
    """
    text = marked.text
    yield from identifier_signs(text, place, chain.at)
    yield from configured_signs(text, place, [mention.name for mention in chain.mentions])
    yield from tested_signs(marked, chain, place, marks=marks)
    if unnamed:
        yield from row_signs(text, place, chain.at)
    yield from string_end(text, place, marks=marks)
    yield from picture_markup_signs(text, place)
