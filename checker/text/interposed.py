"""Insertions between the words of a text that are not words: transparent for matching.

Time codes of subtitles and transcripts, speakers' names repeated at the start of lines, footnote
marks, figures at regular intervals, kana readings after Han characters, and the addresses and marks
of links in Markdown and forum code. Each has a look-alike
that is content (a programme of times, a table of results), so a single one is kept: several must
follow one another as only such insertions do.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from checker.text.compiled_text import compiled_text

__all__ = ["interposed", "looked_for"]

Stretch = tuple[int, int]

_CODE = r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,;]\d{1,3})?"
_CUE = re.compile(
    rf"(?:(?<!\S)\d{{1,6}}\s{{1,4}})?(?<![\d:]){_CODE}[ \t]{{0,4}}--?>[ \t]{{0,4}}{_CODE}"
    r"(?:[ \t]{1,4}(?:align|position|line|size|region|vertical):[^\s]{1,40}){0,6}"
)
_LONG = r"\d{1,2}:\d\d:\d\d[.,:;]\d{1,3}"
_PAIR = re.compile(
    rf"^(?:\d{{1,6}}[ \t]{{1,4}})?{_LONG}[ \t,;]{{1,4}}{_LONG}(?![\d:])", re.MULTILINE
)
_BRACKETED = re.compile(
    rf"\[\s?{_CODE}(?:\s?[-–—]{{1,2}}>?\s?{_CODE})?\s?\]|<{_CODE}>|\{{{_CODE}\}}"
    r"|\((?:\d{1,2}:)\d\d:\d\d(?:[.,;]\d{1,3})?\)"
)
_AT_LINE_START = re.compile(
    rf"^[ \t]{{0,8}}\(?(?P<code>{_CODE})\)?(?![\d:])[ \t]{{0,4}}[-–—:|]?"
    r"(?=[ \t\n]{0,4}(?P<next>\S?))",
    re.MULTILINE,
)
_LABEL = re.compile(
    rf"^[ \t]{{0,8}}(?:[\[(]?{_CODE}[\])]?[ \t]{{1,4}})?(?:[-–—>]{{1,2}}[ \t]?)?"
    r"(?P<name>[^\W\d_][^\n:：.!?(\[]{0,39})"
    rf"(?:[\[(]{_CODE}[\])][ \t]?)?[:：](?=\s)",
    re.MULTILINE,
)
_COLON = re.compile(r"[:：](?=\s)")
# SubStation's events: layer, start, end, style, name, three margins, effect, words.
_EVENT = re.compile(
    rf"^(?:Dialogue|Comment):[^,\n]{{0,12}},{_CODE},{_CODE},(?:[^,\n]{{0,40}},){{6}}", re.MULTILINE
)
# A speaker with the time, in a line above the words.
_HEAD = re.compile(
    r"^[ \t]{0,8}(?P<name>[^\W\d_][^\n:：.!?\[(]{0,39}?)[ \t]{1,8}"
    rf"[\[(]?(?P<code>{_CODE})[\])]?[ \t]{{0,4}}:?[ \t]{{0,4}}$",
    re.MULTILINE,
)
_TARGET = re.compile(
    r"(?<=\])\((?:https?://|mailto:|/|#)[^\s()]{0,400}(?:[ \t]{1,4}[\"'][^\"'\n]{0,200}[\"'])?\)"
)
_FORUM = re.compile(
    r"\[/?(?:url|b|i|u|s|quote|color|size|img|font|center|email|code)(?:=[^\[\]\n]{0,300})?\]",
    re.IGNORECASE,
)
_BRACKETED_NOTE = re.compile(r"\[[0-9]{1,3}\]")
_SUPERSCRIPT = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3}(?!\\w)")
_RAISED = re.compile(
    r"[<&](?:lt;)?sup\b[^<>&]{0,80}(?:>|&gt;)(?:<a\b[^<>]{0,200}>)?\s?\[?[0-9]{1,3}\]?\s?(?:</a>)?"
    r"(?:<|&lt;)/sup(?:>|&gt;)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]+")
_GOES_ON = re.compile(r"\w|[.,:%/-]\w")
_READING = re.compile(
    "(?<=[\u3400-\u9fff々〆ヶ])(?:\\([\u3041-\u3096\u30a1-\u30fc・ ]{1,20}\\)"
    "|（[\u3041-\u3096\u30a1-\u30fc・　]{1,20}）|《[\u3041-\u3096\u30a1-\u30fc・　]{1,20}》)"
)
_WORD = re.compile(r"\S+")
_SHORT = 200  # characters of a text that is searched sooner than handed to the compiled core
# What a text has that has an insertion of any kind.
_SIGN = re.compile("[0-9:：\\[(（《\u00b2\u00b3\u00b9\u2070-\u2079]|sup|SUP")
_CLOSING = '.,;:!?”"»)]'

_SPEAKER_LINES = 3  # lines of one name
_CODES = 4  # lines that begin with a time
_EARLY = 120  # seconds: a recording's first time
_STEP = 60  # seconds from line to line
_MID_SENTENCE = 0.25  # share of lines that go on in small letters
_NOTES = 3  # footnotes without brackets in the order of their numbers
_REGULAR = 8  # figures in the same distance,
_NEAREST, _FARTHEST = 3, 25  # words from one to the next
_IN_ORDER = 6  # figures that count up by one,
_DIGITS = 4  # of so many digits
# What a text must have for each kind to be looked for, as the compiled core tells it (signs.c;
# what needs no sign here must be left to this file by texts.c).
_A_TIME, _NAMES, _SMALL, _READINGS, _NUMBERS, _ORDER, _TIMES = (1 << n for n in range(7))
_ALL = 127


def interposed(text: str) -> list[Stretch]:
    """Returns the spans of a text that are not words of it; sorted, they may overlap."""
    if len(text) < _SHORT and _SIGN.search(text) is None:
        return []
    core = compiled_text()
    return looked_for(text, _ALL if core is None else core.signs(text))


def looked_for(text: str, signs: int = _ALL) -> list[Stretch]:
    """Returns the same, only for the kinds whose signs a text may have."""
    if not signs and "[" not in text and "sup" not in text and "SUP" not in text:
        return []
    found: list[Stretch] = []
    if signs & _A_TIME:
        if "->" in text:
            found += [match.span() for match in _CUE.finditer(text)]
        found += [match.span() for match in _BRACKETED.finditer(text)]
        if text.count(":") >= _SPEAKER_LINES:  # else no such line is there three times
            found += [match.span() for match in _PAIR.finditer(text)]
            if "Dialogue:" in text:
                found += [match.span() for match in _EVENT.finditer(text)]
            found += _heads(text)
    if signs & _TIMES:
        found += _times(text)
    if signs & _NAMES:
        found += _speakers(text)
    if "[" in text:
        found += [match.span() for match in _BRACKETED_NOTE.finditer(text)]
        if "](" in text:
            found += [match.span() for match in _TARGET.finditer(text)]
        if "[/" in text:
            found += [match.span() for match in _FORUM.finditer(text)]
    found += _raised(text, figures=bool(signs & _SMALL))
    if signs & _READINGS:
        found += [match.span() for match in _READING.finditer(text)]
    if signs & _NUMBERS:
        found += _numbered(text, [match.span() for match in _FIGURE.finditer(text)])
    if signs & _ORDER:
        found += _regular(text)
    return sorted(found)


def _times(text: str) -> Iterator[Stretch]:
    """Times at the start of lines that go up in small steps, as no programme's do."""
    codes = list(_AT_LINE_START.finditer(text))
    if len(codes) < _CODES:
        return
    seconds = [_seconds(code["code"]) for code in codes]
    if not _go_on(seconds):
        return
    running = sum(code["next"].islower() for code in codes)
    if seconds[0] <= _EARLY or running >= _MID_SENTENCE * len(codes):
        yield from (code.span() for code in codes)


def _heads(text: str) -> Iterator[Stretch]:
    """Lines of a speaker and a time, above the words, from the beginning of a recording on."""
    heads = list(_HEAD.finditer(text))
    if len(heads) < _SPEAKER_LINES:
        return
    seconds = [_seconds(head["code"]) for head in heads]
    if not _go_on(seconds) or seconds[0] > _EARLY:
        return
    if max(Counter(head["name"] for head in heads).values()) >= _SPEAKER_LINES - 1:
        yield from (head.span() for head in heads)


def _go_on(seconds: Sequence[int]) -> bool:
    """Whether times go up in small steps, as those of a recording do."""
    steps = [after - before for before, after in pairwise(seconds)]
    return min(steps) >= 0 and median(steps) <= _STEP


def _seconds(code: str) -> int:
    total = 0
    for part in re.split("[.,;]", code)[0].split(":"):
        total = 60 * total + int(part)
    return total


def _speakers(text: str) -> Iterator[Stretch]:
    """A name and a colon that begin several lines."""
    behind = (text.rfind("\n", 0, colon.start()) + 1 for colon in _COLON.finditer(text))
    starts = [*dict.fromkeys(behind)]  # of the lines that have a colon as a label has it
    if len(starts) < _SPEAKER_LINES:
        return
    labels = [label for start in starts if (label := _LABEL.match(text, start))]
    if len(labels) < _SPEAKER_LINES:
        return
    names = [label["name"].strip() for label in labels]
    lines = Counter(names)
    for label, name in zip(labels, names, strict=True):
        if lines[name] >= _SPEAKER_LINES:
            yield label.span()


def _raised(text: str, *, figures: bool) -> Iterator[Stretch]:
    """Small figures over the line, behind a word or a sentence; those of units ("km²") stay."""
    notes: list[re.Match[str]] = []
    if figures:
        notes += _SUPERSCRIPT.finditer(text)
    if ("sup" in text or "SUP" in text) and ("<" in text or "&" in text):
        notes += _RAISED.finditer(text)
    yield from (note.span() for note in notes if _behind_word(text, note.start()))


def _behind_word(text: str, at: int) -> bool:
    """Whether a place is right behind a word of three letters or more, or a sentence."""
    if at and text[at - 1] in _CLOSING:
        return True
    return at > 2 and text[at - 3 : at].isalpha()


def _numbered(text: str, figures: Sequence[Stretch]) -> Iterator[Stretch]:
    """Numbers of footnotes that stick to words, in their order."""
    glued = [
        (start, end)
        for start, end in figures
        if end - start < 4 and _sticks(text, start) and not _GOES_ON.match(text, end)
    ]
    numbers = [int(text[start:end]) for start, end in glued]
    for first, last in _runs([after == before + 1 for before, after in pairwise(numbers)]):
        if last - first >= _NOTES:
            yield from glued[first:last]


def _sticks(text: str, at: int) -> bool:
    """Whether a figure is right behind a word of three letters or a sentence's last sign."""
    if at and text[at - 1] in _CLOSING:
        return text[max(0, at - 2) : at - 1].isalpha()
    return at > 2 and text[at - 3 : at].isalpha()


def _regular(text: str) -> Iterator[Stretch]:
    """Figures by themselves in the same distance, or counting up, between words of sentences."""
    words = text.split()
    places = [
        at
        for at, word in enumerate(words)
        if word.isdigit() and len(word) <= _DIGITS and word.isascii()
    ]
    if len(places) < _IN_ORDER:
        return
    gaps = [after - before for before, after in pairwise(places)]
    numbers = [int(words[at]) for at in places]
    even = [_NEAREST < gap <= _FARTHEST and gap == before for before, gap in pairwise([0, *gaps])]
    even = [
        this or (at + 1 < len(gaps) and gaps[at + 1] == gaps[at] > _NEAREST)
        for at, this in enumerate(even)
    ]
    counting = [
        after == before + 1 and gap <= _FARTHEST
        for (before, after), gap in zip(pairwise(numbers), gaps, strict=True)
    ]
    for links, least in ((even, _REGULAR), (counting, _IN_ORDER)):
        for start, end in _runs(links):
            part = places[start:end]
            following = [words[at + 1] for at in part if at + 1 < len(words)]
            running = sum(word[0].isalpha() and not word[0].isupper() for word in following)
            if len(part) < least or 2 * running < len(part):
                continue
            (_, most), *_ = Counter(following).most_common(1)
            if links is counting or 2 * most <= len(part):  # else a unit: "Osby 14 degrees then"
                spans = [word.span() for word in _WORD.finditer(text)]
                yield from (spans[at] for at in part)


def _runs(links: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of things of which each is linked with the next: first, and behind the last."""
    start = 0
    for at, link in enumerate([*links, False]):
        if not link:
            if at > start:
                yield start, at + 1
            start = at + 1
