r"""Two normalised views of a text with offsets back into the original text.

Both views are one string of the same length: *lines* keeps line ends as ``\n``, *flow* has a blank
there. Equal after normalising: dashes, quotation marks, blanks, digits of all scripts, full width,
©/ⓒ, composed and decomposed letters, accents, small capitals, Arabic and Persian letter forms.
Characters that show nothing (Unicode's default-ignorable ones) and tatweel are transparent. A word
of mixed scripts reads its look-alikes as the letters they imitate. Entities are decoded in HTML
only, where a visible ``&copy;`` was encoded twice. Follows the matching guidelines of SPDX 3.0,
annex B.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache

from checker.text.tables import is_unseen, styled_letters
from checker.values import dataclass

__all__ = ["View", "beyond_ascii", "normalised", "view_of"]

_DASHES = "‐‑‒–—―−﹘﹣－─━"
_SINGLE = "‘’‚‛′´`ʼ＇"
_DOUBLE = "“”„‟«»‹›″＂"
_OTHER = {
    "ⓒ": "©",
    "Ⓒ": "©",
    "🄫": "©",
    "⁄": "/",
    "∕": "/",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ڪ": "ك",
    "ۀ": "ه",
    "ة": "ه",
    "ٱ": "ا",
    "ı": "i",
    "۔": ".",
    "،": ",",
    "、": ",",
    "。": "。",
    "﹏": "_",
    "〔": "【",
    "〕": "】",
    "〖": "【",
    "〗": "】",
    "\ufffd": "?",
}
_TATWEEL = "\u0640"
# Marks that are accents on their letter: dropped. Vowel signs of Indic scripts stay.
_ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_WIDTHS = (
    "<wide>",
    "<narrow>",
    "<compat>",
    "<small>",
    "<noBreak>",
    "<initial>",
    "<medial>",
    "<final>",
    "<isolated>",
)
_JAMO = "[\u1100-\u115f][\u1161-\u11a7][\u11a8-\u11ff]?"
_VOICED = "[\u3040-\u30ff][\u3099\u309a]"
# UTF-8 read as Latin-1 or Windows-1252: dashes, quotes, ©, no-break blanks.
_MOJIBAKE = "Â[\xa0-\xbf]|â(?:\x80[\x90-\xa6]|€[\x90-\xa6–—˜™š›œ“”])"
_ESCAPE = r"""\\\\?(?:r\\\\?n|[nrt]|u[0-9a-fA-F]{4}|["'/])"""
_BLANKS = r"\\\\?(?:r\\\\?n|[nrt])"
_ESCAPED = re.compile(
    r"""\\u[0-9a-fA-F]{4}|\\r\\n|\\["/]|\w\\n(?=[A-ZÀ-ÖØ-ÞĀ-ŽА-Я])|[\s.,;:>)"']\\n|\\n\\n
    |\\n(?=[\u0590-\u1fff\u3040-\ud7ff])""",
    re.VERBOSE,
)
_ENTITY = r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});"
_SEVERAL = (("[Ââ]", _MOJIBAKE), ("[\u1161-\u11a7]", _JAMO), ("[\u3099\u309a]", _VOICED))
_UNIT = re.compile(_ESCAPE)
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MIXED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_BLANK_LINE = re.compile(
    r"(?:\r\n|[\n\r\x85\u2028\u2029]|\\n)[^\S\n]*(?:[\n\r\x85\u2028\u2029]|\\r|\\n)"
)
_ASCII = frozenset(map(chr, range(128)))
_ASCII_BYTES = bytes(range(128))
_FEW = 1_000  # bytes of the characters of a text beyond ASCII that are looked through one by one
_FAR = 1 << 62
_FEW_LETTERS = 12  # beyond ASCII in a text, for which what they show as is kept
_MANY_LETTERS = 24
_SHORT = 8  # characters of a run whose reading is kept
_UNEVEN = re.compile(r"\s\s|[^\S ]|\\")
_WORD = re.compile(r"\w+")
_LOOK_ALIKES = str.maketrans(
    "АВЕЗКМНОРСТУХаеорсухѕіјԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲ",
    "ABE3KMHOPCTYXaeopcyxsijdqwABEZHIKMNOPTYXoc",
)


@dataclass(frozen=True, slots=True)
class View:
    """A normalised text.

    `lines`, `flow` (no line ends) and `lower` (flow in lower case) have the same length; `breaks`
    are the line ends of `lines` that stand for blank lines, where paragraphs end. `stretches` lead
    back into the text as given: (view start, start, end, whether letter for letter).
    """

    lines: str
    flow: str
    lower: str
    stretches: tuple[tuple[int, int, int, bool], ...]
    breaks: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Returns the part of the original text that the view's [start, end) shows."""
        first = self._start(start)
        return first, max(first, self._end(end - 1)) if end > start else first

    def _holding(self, index: int) -> int:
        return max(bisect_right(self.stretches, (index, _FAR, 0, True)) - 1, 0)

    def _start(self, index: int) -> int:
        if not self.stretches:
            return 0
        shown, start, end, plain = self.stretches[self._holding(index)]
        return min(start + index - shown, end) if plain else start

    def _end(self, index: int) -> int:
        if not self.stretches or index < 0:
            return 0
        number = self._holding(index)
        shown, start, end, plain = self.stretches[number]
        after = (
            self.stretches[number + 1][0] if number + 1 < len(self.stretches) else len(self.lines)
        )
        return start + index - shown + 1 if plain and index + 1 < after else end


@lru_cache(maxsize=2)  # a check asks for those of a draft more than once
def beyond_ascii(text: str) -> frozenset[str]:
    """Returns the characters of a text that are not ASCII, each once."""
    if text.isascii():
        return frozenset()
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_BYTES)
    if len(others) <= _FEW:  # as most texts in Latin letters have
        return frozenset(others.decode("utf-8", "surrogatepass"))
    from checker.text.distinct import distinct  # with arrays, which short texts do without
    from checker.text.points import code_points

    points = code_points(text)
    return frozenset(map(chr, distinct(points[points >= len(_ASCII)]).tolist()))


def normalised(text: str) -> str:
    """Returns `text` as in the flow view, for names and patterns to compare with it."""
    if text.isascii() and not _UNEVEN.search(text):
        return text
    return view_of(text).flow


def view_of(text: str, *, entities: bool = False) -> View:
    """Returns the view of `text`; `entities` decodes what HTML left encoded."""
    letters = beyond_ascii(text)
    few = len(letters) <= _FEW_LETTERS
    table, hidden, longer, scripts = _few_tables(letters) if few else _tables(letters)
    replaced = _replaced(text, table)
    pieces: list[str] = []
    stretches: list[tuple[int, int, int, bool]] = []
    breaks: list[int] = []
    position = shown_length = 0
    escapes = "\\" in text and _ESCAPED.search(text) is not None
    for found in _irregular(hidden, longer, entities, escapes, scripts).finditer(text):
        here, after = found.span()
        if position < here:
            pieces.append(replaced[position:here])
            stretches.append((shown_length, position, here, True))
            shown_length += here - position
        position = after
        shown, ends = _read(found[0]) if after - here <= _SHORT else _reading(found[0])
        if shown:
            if ends:
                breaks.append(shown_length)
            pieces.append(shown)
            stretches.append((shown_length, here, after, False))
            shown_length += len(shown)
        elif stretches and stretches[-1][2] == here and _ACCENT.match(found[0]):
            stretches[-1] = (*stretches[-1][:2], after, stretches[-1][3])
    if position < len(text):
        pieces.append(replaced[position:])
        stretches.append((shown_length, position, len(text), True))
    lines = _without_look_alikes("".join(pieces))
    flow = lines.replace("\n", " ")
    lower = flow.lower()
    lower = lower if len(lower) == len(flow) else flow
    return View(lines, flow, lower, tuple(stretches), tuple(breaks))


def _replaced(text: str, table: dict[int, str]) -> str:
    """The text character by character; `str.translate` is slow for those not in its table."""
    if len(table) > _MANY_LETTERS or any(ord(letter) in table for letter in table.values()):
        letters = (*_ASCII, *beyond_ascii(text))
        return text.translate({ord(letter): letter for letter in letters} | table)
    for code, letter in table.items():
        text = text.replace(chr(code), letter)
    return text


def _tables(letters: frozenset[str]) -> tuple[dict[int, str], str, str, tuple[str, ...]]:
    """One-to-one replacements, the characters not shown, those that show as several, patterns."""
    table: dict[int, str] = {}
    hidden: list[str] = []
    longer: list[str] = []
    for letter in letters:
        shown = _folded(letter)
        if not shown:
            hidden.append(letter)
        elif len(shown) > 1:
            longer.append(letter)
        elif shown != letter:
            table[ord(letter)] = shown
    return table, "".join(sorted(hidden)), "".join(sorted(longer)), _scripts(letters)


_few_tables = lru_cache(maxsize=1_024)(_tables)  # texts have the same few quotes and dashes


def _scripts(letters: frozenset[str]) -> tuple[str, ...]:
    """Patterns of several characters that stand for one, where a text has such characters."""
    each = "".join(letters)
    return tuple(formula for sign, formula in _SEVERAL if re.search(sign, each))


@cache
def _irregular(
    hidden: str, longer: str, entities: bool, escapes: bool, scripts: tuple[str, ...]
) -> re.Pattern[str]:
    """Where the view's length differs: runs of blanks, invisible and expanding characters."""
    unseen, signs = re.escape(hidden), re.escape(hidden + longer)
    # One set of first characters, so that the search may run over all others.
    run = rf"[\s{signs}](?:(?<=[\s{unseen}])[\s{unseen}]+|(?<![ \n]))"
    parts = [*scripts, run]
    if entities:
        parts.append(_ENTITY)
    if escapes:
        parts[:0] = [rf"(?:{_BLANKS}|[\s{re.escape(hidden)}])*{_BLANKS}(?:{_BLANKS}|\s)*", _ESCAPE]
    return re.compile("|".join(parts))


def _reading(piece: str) -> tuple[str, bool]:
    """What a run of irregular characters shows as, and whether a paragraph ends there."""
    shown = _shown(piece)
    return shown, shown == "\n" and _BLANK_LINE.search(piece) is not None


_read = lru_cache(maxsize=4_096)(_reading)  # texts have the same short ones again and again


def _shown(piece: str) -> str:
    """What a run of blanks and irregular characters shows as."""
    if piece[0] in "Ââ" and len(piece) > 1:
        return "".join(_folded(letter) for letter in _reread(piece))
    if "\\" in piece:
        piece = _UNIT.sub(_unescaped, piece)
    if piece[:1] == "&" and len(piece) > 2:
        return "".join(_folded(letter) for letter in html.unescape(piece)).replace("\n", " ")
    composed = unicodedata.normalize("NFC", piece) if len(piece) < 4 else piece
    if len(composed) < len(piece) and len(composed) == 1:
        return _folded(composed)
    if "\u0640" in piece and piece[0].isspace() and piece[-1].isspace():
        return " - "  # a lone tatweel is a dash
    shown: list[str] = []
    blank = ""
    for letter in piece:
        if letter.isspace():
            blank = "\n" if letter in "\n\r\x0b\x0c\x85\u2028\u2029" or blank == "\n" else " "
            continue
        folded = _folded(letter)
        if folded:
            if blank:
                shown.append(blank)
                blank = ""
            shown.append(folded)
    if blank:
        shown.append(blank)
    return "".join(shown)


def _reread(piece: str) -> str:
    """Characters that were UTF-8 before somebody read them as a one-byte encoding."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return piece.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return "-" if piece[-1] in "–—" else "'" if piece[-1] in "˜™" else '"'


def _unescaped(found: re.Match[str]) -> str:
    """What an escape of data or program text stands for."""
    sign = found[0].lstrip("\\")
    if sign[0] == "u" and len(sign) == 5:
        code = int(sign[1:], 16)
        return "" if 0xD800 <= code <= 0xDFFF else chr(code)  # half of an emoji is no letter
    return "\n" if sign[0] in "nr" else " " if sign == "t" else sign


@cache
def _folded(letter: str) -> str:
    """What one character shows as: nothing, itself, another character or several."""
    if letter == _TATWEEL or is_unseen(letter) or _ACCENT.match(letter):
        return ""
    category = unicodedata.category(letter)
    if styled := styled_letters().get(letter):
        return styled.upper()
    for signs, shown in ((_DASHES, "-"), (_SINGLE, "'"), (_DOUBLE, '"')):
        if letter in signs:
            return shown
    if letter in _OTHER:
        return _OTHER[letter]
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.digit(letter))
    if unicodedata.decomposition(letter).startswith(_WIDTHS):
        letter = unicodedata.normalize("NFKC", letter)
        if len(letter) == 1:
            return letter if letter.isascii() else _folded(letter)
        return "".join(part if part.isascii() else _folded(part) for part in letter)[:4]
    base = _ACCENT.sub("", unicodedata.normalize("NFD", letter))
    base = unicodedata.normalize("NFC", base)
    return _OTHER.get(base, base) or letter


def _without_look_alikes(text: str) -> str:
    """Letters of another script inside a Latin word, read as the Latin letters they imitate."""
    if text.isascii() or not _OTHER_SCRIPT.search(text) or not _MIXED.search(text):
        return text

    def read(found: re.Match[str]) -> str:
        word = found[0]
        return word.translate(_LOOK_ALIKES) if _MIXED.search(word) else word

    return _WORD.sub(read, text)
