"""Folding: one table look-up per code point, with offsets back into the original text.

Case, accents, compatibility forms, small capitals, Arabic alef/yeh/kaf variants and the shapes of
quotes, dashes, digits and blanks are removed; combining accents, tashkeel, niqqud, tatweel, and all
characters that show nothing (Unicode's default-ignorable ones: soft hyphens, zero-width and bidi
characters, variation selectors, tags) are transparent; ß, ligatures and Hangul syllables expand and
repeat the offset. Text that an override displays from right to left is read as displayed. The table
ships with the package (built by checker.text.tables), so that fingerprints do not change with the
Python that runs them.
"""

import html
import re
from functools import lru_cache
from unicodedata import bidirectional

import numpy as np

from checker.text.alphabets import AFTER, FIRST, VOWELS, Alphabet, alphabet_of, composed
from checker.text.fold_table import EXPANDS, FoldTable, Offsets, fold_table
from checker.text.interposed import interposed
from checker.text.own_letters import in_own_letters, mixes_scripts
from checker.text.points import Points, code_points
from checker.text.ranges import ranges
from checker.values import dataclass

__all__ = [
    "Folded",
    "Letters",
    "fold",
    "folded_text",
    "letters_of",
    "overridden",
]

_SOFT_HYPHEN = 0xAD
_BLANK, _NEWLINE = 0x20, 0x0A
_BLOCK = re.compile(r"(?:<|&\S{1,12};)/?(?:p|br|div|dl|dt|dd|li|h[1-6])\b", re.IGNORECASE)
_FILLERS = "\u115f\u1160\u3164\uffa0"  # default-ignorable, but fonts show them as blanks
_BROKEN = re.compile("[\u00ad¬][ \\t]{0,20}(?:\\r\\n|[\\n\\r])[ \\t]{0,20}(?=\\w)")
_OVERRIDE = "\u202e"  # RIGHT-TO-LEFT OVERRIDE
_OVERRIDDEN = re.compile("\u202e([^\u202c\u202d\u202e\n\r\u2029]+)")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK, _AFTER_CYRILLIC = 0x370, 0x530
# Whether such a sign is shown or how it folds depends on the others of a text: those of markup,
# hyphens at the end of a line, Cyrillic, and Greek letters beside Latin ones.
_NOT_ALONE = re.compile(f"[\u0400-\u052f{_FILLERS}{_OVERRIDE}]")
_MARKED = re.compile(f"[&<\u00ad¬\u0370-\u052f{_FILLERS}{_OVERRIDE}]")
_VOWELS = np.array(sorted(map(ord, VOWELS + VOWELS.upper())), np.uint32)
_AMPERSAND = "&amp;"
_TAGS = (
    r"(?:p|br|div|span|a|b|i|u|em|strong|small|sub|sup|h[1-6]|[uo]l|li|d[ltd]|table|t[rdh]"
    r"|tbody|thead|img|figure|figcaption|blockquote|q|cite|section|article|header|footer|main"
    r"|aside|nav|time|picture|source|video|audio|iframe|script|style|link|meta|hr|font|center"
    r"|v|c|ruby|rb|rt|rp)"
)
_ESCAPED_LESS, _ESCAPED_MORE = r"&(?:amp;)?(?:lt|#60|#x3c);", r"&(?:amp;)?(?:gt|#62|#x3e);"
_MARKUP = re.compile(
    rf"{_ESCAPED_LESS}/?{_TAGS}(?:\s(?:(?!{_ESCAPED_LESS})[^<>]){{0,400}}?)?/?{_ESCAPED_MORE}"
    r"|(?P<reference>&(?:amp;){0,2}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
    rf"|</?{_TAGS}(?:\s[^<>]{{0,400}})?/?>|<!--[^<>]{{0,400}}-->",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Folded:
    """A folded text: `points` (n), and `offsets` (n + 1) into the original text.

    `offsets[n]` is the length of the text. An expansion repeats its offset.
    """

    points: Points
    offsets: Offsets

    @property
    def text(self) -> str:
        """The folded text as a string."""
        return self.points.tobytes().decode("utf-32-le", "surrogatepass")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns the part of the original text from which folded positions start..end come.

        Marks that belong to the last letter are inside; half an expansion takes the whole letter.
        """
        first = int(self.offsets[start])
        if end <= start:
            return first, first
        last = int(self.offsets[end - 1])
        after = int(self.offsets[end])
        if after <= last:
            after = int(self.offsets[np.searchsorted(self.offsets, last, side="right")])
        return first, after


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """The folding of each of the n code points of a text, by the table with its expansions.

    `turned` are the segments that an override displays from right to left.
    """

    values: Points
    table: FoldTable
    turned: tuple[tuple[int, int], ...]

    def folded(self) -> Folded:
        """Returns the text with its expansions written out."""
        values, length = self.values, len(self.values)
        offsets = np.flatnonzero(values).astype(np.int32)
        if len(offsets) != len(values):
            values = values[offsets]
        for start, end in self.turned:  # a turned part is one place, like a letter that expands
            offsets[(offsets >= start) & (offsets < end)] = start
        if len(values) and int(values.max()) >= EXPANDS:
            values, offsets = _expand(values, offsets, self.table)
        return Folded(values, np.append(offsets, np.int32(length)))


def fold(text: str, *, markup: bool = True) -> Folded:
    """Folds a text; with `markup`, character references are decoded and tags count as blanks."""
    return letters_of(text, markup=markup).folded()


def letters_of(text: str, *, markup: bool = True) -> Letters:
    """Returns the folding of each code point of a text; `markup` is as in `fold`.

    The compiled core reads texts by itself in which no letter depends on another (texts.c): what
    changes letters here must keep it from that.
    """
    points = code_points(text)
    if markup:
        if "&" in text or "<" in text:
            points = _without_markup(text, points)
        if "\u00ad" in text or "¬" in text:
            points = _joined(text, points)
        points = _without(interposed(text), points)
    turned: list[tuple[int, int]] = []
    cyrillic = False
    if not text.isascii():
        points, turned = _as_shown(text, points)
        if _has_greek_or_cyrillic(text):
            cyrillic = _CYRILLIC.search(text) is not None
            if mixes_scripts(text):
                points = in_own_letters(text, points)
    values, table = _values(points, cyrillic=cyrillic)
    return Letters(values, table, tuple(turned))


def _has_greek_or_cyrillic(text: str) -> bool:
    """Whether a letter's reading may depend on its language: patterns take ten times as long."""
    offsets = code_points(text) - np.uint32(_GREEK)
    return bool((offsets < np.uint32(_AFTER_CYRILLIC - _GREEK)).any())


def folded_text(text: str) -> str:
    """Returns the same as `fold(text).text`, much faster if letters fold one by one."""
    if text.isascii():
        if "&" in text or "<" in text or interposed(text):
            return fold(text).text
        return text.encode("ascii").translate(_each_ascii()).decode("ascii")
    marked = _MARKED.search(text) is not None
    if (marked and not _fold_one_by_one(text)) or interposed(text):
        return fold(text).text
    return text.translate(_each_letter())


def _fold_one_by_one(text: str) -> bool:
    """Whether the letters of a text with such signs fold one by one all the same."""
    plain = not any(sign in text for sign in "&<\u00ad¬")
    return plain and _NOT_ALONE.search(text) is None and not mixes_scripts(text)


class _EachLetter(dict[int, str]):
    """What each code point folds to, looked up once."""

    def __missing__(self, point: int) -> str:
        table = fold_table()
        value = int(table.values[point])
        if value < EXPANDS:
            folded = chr(value) if value else ""
        else:
            begin, end = table.starts[value - EXPANDS : value - EXPANDS + 2].tolist()
            folded = "".join(map(chr, table.expansions[begin:end].tolist()))
        self[point] = folded
        return folded


@lru_cache(maxsize=1)
def _each_letter() -> _EachLetter:
    return _EachLetter()


@lru_cache(maxsize=1)
def _each_ascii() -> bytes:
    """What each byte folds to; each ASCII letter and sign folds to one."""
    letters = _each_letter()
    return "".join(letters[point] for point in range(128)).encode("ascii") + bytes(range(128, 256))


def _as_shown(text: str, points: Points) -> tuple[Points, list[tuple[int, int]]]:
    """The points as readers see them, and the stretches that an override turns around.

    Hangul fillers that stand for blanks become blanks: where they outnumber these.
    """
    fillers = sum(map(text.count, _FILLERS))
    if fillers > text.count(" "):
        blanks = np.isin(points, list(map(ord, _FILLERS)))
        points = np.where(blanks, np.uint32(_BLANK), points)
    turned = overridden(text) if _OVERRIDE in text else []
    if turned:
        points = points.copy()
    for start, end in turned:
        points[start:end] = points[start:end][::-1].copy()
    return points, turned


def overridden(text: str) -> list[tuple[int, int]]:
    """Returns segments of left-to-right letters that an override displays from right to left.

    Letters of right-to-left scripts are displayed no differently.
    """
    stretches = []
    for found in _OVERRIDDEN.finditer(text):
        ways = [bidirectional(letter) for letter in found[1]]
        if ways.count("L") > ways.count("R") + ways.count("AL"):
            stretches.append(found.span(1))
    return stretches


def _values(points: Points, *, cyrillic: bool) -> tuple[Points, FoldTable]:
    """What points fold to, and the table with the expansions of their language."""
    if cyrillic:
        points = composed(points)
        alphabet = alphabet_of(points)
        if alphabet is not None:
            return _transcribed(points, alphabet)
    table = fold_table()
    return table.values[points], table


def _transcribed(points: Points, alphabet: Alphabet) -> tuple[Points, FoldTable]:
    """The values of points of a language with two alphabets, and the table with its expansions."""
    letters, first, table = _with_alphabet(alphabet)
    values = table.values[points]
    places = np.flatnonzero((points >= FIRST) & (points < AFTER))
    which = points[places] - np.uint32(FIRST)
    before = points[places - 1]
    begins = (np.diff(places, prepend=-2) > 1) | np.isin(before, _VOWELS)
    values[places] = np.where(begins, first[which], letters[which])
    return values, table


@lru_cache(maxsize=32)
def _with_alphabet(alphabet: Alphabet) -> tuple[Points, Points, FoldTable]:
    """What Cyrillic letters fold to, those that begin a word apart, and the longer table."""
    table = fold_table()
    starts, expansions = table.starts.tolist(), table.expansions.tolist()

    def value(folded: str) -> int:
        if len(folded) < 2:
            return ord(folded) if folded else 0
        expansions.extend(map(ord, folded))
        starts.append(len(expansions))
        return EXPANDS + len(starts) - 2

    letters = table.values[FIRST:AFTER].copy()
    for point, folded in alphabet.letters.items():
        letters[point - FIRST] = value(folded)
    first = letters.copy()
    for point, folded in alphabet.first.items():
        first[point - FIRST] = value(folded)
    longer = FoldTable(table.values, np.array(starts, np.int32), np.array(expansions, np.uint32))
    return letters, first, longer


def _without_markup(text: str, points: Points) -> Points:
    """References become their character, tags a blank; what is over becomes transparent."""
    out: Points | None = None
    for found in _MARKUP.finditer(text):
        start, end = found.span()
        if found["reference"]:
            meant = found[0]
            for _ in range(found[0].count(";")):  # feeds escape references again
                meant = html.unescape(meant)
            if len(meant) != 1:
                if not found[0].startswith(_AMPERSAND):
                    continue
                meant, end = "&", start + len(_AMPERSAND)
            letter = ord(meant)
        else:
            letter = 0x0A if _BLOCK.match(found[0]) else _BLANK
        if out is None:
            out = points.copy()
        out[start] = letter
        out[start + 1 : end] = _SOFT_HYPHEN
    return points if out is None else out


def _joined(text: str, points: Points) -> Points:
    """Words that a soft hyphen or the sign of a printed one parts at the end of a line."""
    out: Points | None = None
    for found in _BROKEN.finditer(text):
        out = points.copy() if out is None else out
        out[found.start() : found.end()] = _SOFT_HYPHEN
    return points if out is None else out


def _without(stretches: list[tuple[int, int]], points: Points) -> Points:
    """Blanks in place of these stretches; those that follow one another are one."""
    if not stretches:
        return points
    out = points.copy()
    for start, end in stretches:
        lines = points[start:end] == _NEWLINE
        out[start:end] = np.where(lines, np.uint32(_NEWLINE), np.uint32(_SOFT_HYPHEN))
        out[start] = _BLANK
    return out


def _expand(values: Points, offsets: Offsets, table: FoldTable) -> tuple[Points, Offsets]:
    """Write out the characters that fold to several."""
    many = np.flatnonzero(values >= EXPANDS)
    which = values[many] - np.uint32(EXPANDS)
    begin = table.starts[which]
    length = table.starts[which + 1] - begin
    repeats = np.ones(len(values), np.int32)
    repeats[many] = length
    ends = np.cumsum(repeats, dtype=np.int64)
    out = np.repeat(values, repeats)
    out[ranges(ends[many] - length, length)] = table.expansions[ranges(begin, length)]
    return out, np.repeat(offsets, repeats)
