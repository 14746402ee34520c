"""Signs of the text around a name's line: prose of a story, or a program, records, notes of a team.

A credit is a line of a story. The same words in a program, a list of feeds, a table of tests or a
description of a project speak of credits, and the text around them shows it: it is dense with
signs that prose has few of.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.engine.weighing.lines import Place, width

__all__ = ["surrounding_signs"]

_REMEMBERED = 8  # a line has several names
_REACH = 600  # characters above and below a name's line that are looked at
_LEAST = 60  # characters around that say anything,
_FEW = 3  # with so many signs at least
_DENSE = 1.0  # percent of signs from which it is no prose
_PROSE = str.maketrans("", "", "{}[]=|\\_`$+*#~^")
_BEGINS = re.compile(r"^[ \t]{0,40}(?:[#*+>|-]{1,6}\s|\d{1,2}[.)]\s|\|)", re.MULTILINE)
# What a template has where a text has its own words: a date, a title, an address.
_PLACEHOLDER = re.compile(
    r"""\bYYYY\b|\bXXXX?\b|\]\((?:URL|url|link|LINK|lien|enlace|链接|リンク|\#)\)
    |\[(?:TITLE|DATE|NAME|URL|LINK|SOURCE|Title|Date|Name|Source|Titel|Datum|Quelle|Titre|Lien
    |Titulo|Fecha|Enlace|Fuente|Titolo|Data|Fonte|标题|日期|链接|来源|タイトル|日付|제목|날짜|출처
    |Заголовок|Дата|Ссылка|Источник)\]""",
    re.VERBOSE,
)
_NEAR = 160  # characters above and below in which placeholders stand
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_LINE = 120  # characters of a name's line on either side of it that are looked at
_SHORT = 24  # characters of a string beside a name that tell no story
_QUOTED = re.compile(rf"""["'`]([^"'`\n]{{0,{_SHORT}}})$""")
_UNQUOTED = re.compile(rf"""([^"'`\n]{{0,{_SHORT}}})["'`]""")
_ENTRY = re.compile(r"""\s{0,60}[rbfuRBFU@]{0,2}(["'`]).{1,160}\1\s?[,)\]}]{0,3}\s*$""")
# A line of a list that holds nothing but a short string, and the two halves of one around a name.
_NAMED = re.compile(r"""\s{0,60}[rbfu@]?["'`][^"'`\n]{1,32}["'`]\s?,?\s*(?:(?://|#).{0,60})?$""")
_ALONE_BEFORE = re.compile(r"""\s{0,60}[rbfu@]?["'`]$""")
_ALONE_BEHIND = re.compile(r"""["'`]\s?,?\s*(?:(?://|#).{0,60})?$""")
_COMMENT = re.compile(r"""\s{0,60}(?:#|//|/\*|\*(?=[\s/]|$)|<!--|--\s|;;|%|\"{3}|'{3})""")
_TOLD = 50  # width of what a line tells of a story
_NAMES = 3
# A line that opens with a short string, and the halves of such a one around a name in it.
_SHORT_LINE = re.compile(r"""\s{0,60}[(\[{]{0,2}[rbfu@]?["'`][^"'`\n]{1,40}["'`]\s?[,;)]""")
_SHORT_BEFORE = re.compile(r"""\s{0,60}[(\[{]{0,2}[rbfu@]?["'`]([^"'`\n]{0,40})$""")
_SHORT_BEHIND = re.compile(r"""([^"'`\n]{0,40})["'`]\s?[,;)]""")
# A string that a list of strings goes on with in the next line, before another one.
_GOES_ON = re.compile(r"""["'`]\s?,\s*$""")
_IN_LIST = re.compile(r"""[^"'`\n]{0,40}["'`]\s?,\s{0,4}[rbfuRBFU@]{0,2}["'`]""")
_SHORTEST = 40  # characters of such a string at most
_TELLS = 4  # words and signs behind a name, of which more tell something
_BARRED = re.compile(r"""[("'^/|][^\s"'|()]{1,24}(?:\|[^\s"'|()]{1,24}){2,}""")
_LEADS = re.compile(r"""(?:([:=])|([,\[(]))\s{0,4}[rbfuRBFU@]{0,2}["'`][^"'`\n]*$""")


def surrounding_signs(text: str, place: Place, *, marks: bool) -> Iterator[str]:
    """Yields the signs of what is above and below the line of a name in a pasted text.

    `marks` is whether some form speaks for a marking. Prose yields none.
    """
    above = text[max(0, place.start - _REACH) : place.start]
    below = text[place.end : place.end + _REACH]
    dense, noted = _told_around(above, below)
    if dense:
        yield f"signs around: {dense}"
        if marks:
            yield f"signs around: {dense}, some form"
    if noted:
        yield f"lines of notes around: {noted}"
        if marks:
            yield f"lines of notes around: {noted}, some form"
    line = f"{place.before[-_LINE:]} {place.after[:_LINE]}"
    if any(map(_holds_place, (above[-_NEAR:], below[:_NEAR], line))):
        yield "a placeholder near"
    if _COMMENT.match(place.before):
        told = "a story" if _tells(place) else "nothing"
        yield f"a comment that tells {told}, signs around: {dense or 'few'}"
    yield from _entries(place, above, below)
    beside = _short_strings(place, above, below)
    if beside > 1:
        yield "one of many short strings, each opening a line"
    if _listed(place, above, below):
        yield "one of many names, each in a line"
    before, after = _QUOTED.search(place.before), _UNQUOTED.match(place.after)
    if before and after:
        size = "alone" if not (before[1] + after[1]).strip() else "not alone"
        leads = _LEADS.search(place.before)
        led = "none" if leads is None else "name" if leads[1] else "list"
        yield f"in a short string: {size}, led by {led}"
        if _COMMENT.match(place.before):
            yield f"in a short string: {size}, led by {led}, in a comment"
        if dense:
            yield f"in a short string: {size}, signs around: {dense}"


def _holds_place(near: str) -> bool:
    """Whether a template has a placeholder in a stretch of text."""
    opens = "[" in near or "](" in near or "YYYY" in near or "XXX" in near
    return opens and _PLACEHOLDER.search(near) is not None


def _tells(place: Place) -> bool:
    """Whether a sentence follows the name in its line, or the line is one that the name ends."""
    return width(place.after) >= _TOLD or (
        place.where == "end" and width(place.before) >= 2 * _TOLD
    )


def _entries(place: Place, above: str, below: str) -> Iterator[str]:
    """Whether the line is one of a list's strings, or the name one of a pattern's alternatives."""
    line = f"{place.before[-_LINE:]}\0{place.after[:_LINE]}"
    if _ENTRY.match(line):
        beside = above.rstrip("\n").rpartition("\n")[2], below.lstrip("\n").partition("\n")[0]
        yield f"a string in a line, beside {sum(map(bool, map(_ENTRY.match, beside)))}"
    if _GOES_ON.search(above) and _SHORT_BEFORE.match(place.before) and _IN_LIST.match(place.after):
        yield "in a list of strings"
    if any("\0" in one[0] for one in _BARRED.finditer(line)):
        yield "between bars of a pattern"


def _short_strings(place: Place, above: str, below: str) -> int:
    """How many lines right beside open with a short string as the name's own line does."""
    before, behind = _SHORT_BEFORE.match(place.before), _SHORT_BEHIND.match(place.after)
    if before is None or behind is None or len(before[1]) + len(behind[1]) >= _SHORTEST:
        return 0
    if len(behind[1].split()) > _TELLS:
        return 0
    near = (*reversed(above.split("\n")[-_NAMES:-1]), "", *below.split("\n")[1:_NAMES])
    count, going = 0, True
    for line in near:
        going = going and _SHORT_LINE.match(line) is not None if line else True
        count += bool(line) and going
    return count


def _listed(place: Place, above: str, below: str) -> bool:
    """Whether the name fills one of many short strings, each in a line of its own."""
    if not _ALONE_BEFORE.match(place.before) or not _ALONE_BEHIND.match(place.after):
        return False
    lines = [*reversed(above.split("\n")[:-1][-_NAMES:]), None, *below.split("\n")[1 : _NAMES + 1]]
    count, turn = 0, False
    for line in lines:
        if line is None:
            turn = False
        elif not turn and _NAMED.match(line):
            count += 1
        else:
            turn = True
    return count >= _NAMES


@lru_cache(_REMEMBERED)
def _told_around(above: str, below: str) -> tuple[str, str]:
    """How dense the text around a line is with signs, and how many of its lines are of notes."""
    return _density(above + below), _notes(above, below)


def _density(around: str) -> str:
    """How many of the characters are signs that prose seldom has, or ends of statements."""
    count = len(around)
    signs = count - len(around.translate(_PROSE)) + around.count(";\n")
    if count < _LEAST or signs < _FEW:
        return ""
    share = 100 * signs / count
    for most, name in ((_DENSE, ""), (2.5, "some"), (5, "many")):
        if share < most:
            return name
    return "most"


def _notes(above: str, below: str) -> str:
    """How many lines begin as headings, points and rows of notes do."""
    lines = len(_LINES.findall(above)) + len(_LINES.findall(below))
    if lines < 2:
        return ""
    noted = len(_BEGINS.findall(above)) + len(_BEGINS.findall(below))
    return "" if not noted else "some" if 2 * noted < lines else "most"
