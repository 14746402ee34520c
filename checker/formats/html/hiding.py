"""What hides an element from readers: its attributes, its style, and the page's style sheets.

Only the page itself is examined; style sheets in other files are not read. So text considered
hidden is not lost: `checker.formats.html.blocks` leaves it out of the surrounding sentence and
reads it separately if it is of any weight.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from checker.formats.html.hints import word_set
from checker.values import dataclass

__all__ = ["Sheet", "background_of", "hides", "sheet_of", "shown_by_sheet"]

_ZERO = r"(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:[;!}]|$)"
_FAR = (
    r"-(?:(?:\d{4,}|9\d\d)(?:\.\d+)?(?:px|pt)|(?:\d{3,}|[5-9]\d)(?:\.\d+)?r?em|\d{3,}(?:vw|vh|%))"
)
# Each alternative begins with its property, in small letters: so the search is quick.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|opacity(?<![\w-]opacity)\s*:\s*{_ZERO}"
    rf"|font(?<![\w-]font)(?:-size)?\s*:\s*(?:{_ZERO}|(?:[01](?:\.\d+)?|\.\d+)p[xt])"
    rf"|(?:left|top|right|bottom|text-indent|margin(?:-\w+)?)\s*:\s*{_FAR}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:[5-9]\d|100)%|circle\(\s*0)"
    r"|scale[xy]?\(\s*0\s*[,)]|translate[xy3d]*\([^)]*-\d{4,}px"
    r"|color(?<![\w-]color)\s*:\s*(?:transparent|(?:rgba|hsla)\([^)]*[,/]\s*0*(?:\.0*)?%?\s*\))"
)
_NO_ROOM = re.compile(
    r"(?:width|height)(?<![\w-]width)(?<![\w-]height)\s*:\s*[01](?:px)?\s*(?:[;!}]|$)"
)
_CUT = re.compile(r"overflow\s*:\s*hidden")
_COLOUR = re.compile(r"color(?<![\w-]color)\s*:\s*([^;!}]+)")
_BACKGROUND = re.compile(r"background(?<![\w-]background)(?:-color)?\s*:\s*([^;!}]+)")
_MAY_HIDE = re.compile(r"none|hidden|collapse|opacity|font|clip|color|-\d\d|\(\s*0", re.IGNORECASE)
_LONG_STYLE = 300  # characters from which a style is not remembered
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)")
_NAMED = {"white": "ffffff", "black": "000000", "snow": "fffafa", "ivory": "fffff0"}
_PAPER = "ffffff"  # what a page has where nothing says otherwise
# Class names by which sites hide words from the eye and leave them to screen readers.
_FOR_THE_EAR = word_set(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader "
    "element-invisible a11y-hidden assistive-text u-hiddenVisually"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][\w-]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*((?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[ \t])+)""")
_STRING = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page's own style sheets hide: class names, ids and tags of simple selectors."""

    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()


def hides(style: str, behind: str | None = None) -> bool:
    """Returns whether a style attribute hides the element.

    `behind` is the colour of the nearest background around the element, as `background_of` gives
    it; without one, a page is assumed to be white.
    """
    return (_hides if len(style) < _LONG_STYLE else _hides.__wrapped__)(style, behind)


@lru_cache(maxsize=4_096)
def _hides(style: str, behind: str | None) -> bool:
    if not style.islower():
        style = style.lower()
    if _HIDING.search(style):
        return True
    if "overflow" in style and _CUT.search(style) and _NO_ROOM.search(style):
        return True
    found = _COLOUR.search(style) if "color" in style else None
    if found is None:
        return False
    return _colour(found[1]) == (background_of(style) or behind or _PAPER)


def background_of(style: str) -> str | None:
    """Returns a style's background colour as six hexadecimal digits or a word, or None."""
    found = _BACKGROUND.search(style.lower())
    return _colour(found[1]) if found else None


def _colour(written: str) -> str:
    """A colour in one spelling."""
    plain = written.strip().lower()
    if found := _HEX.search(plain):
        digits = found[1]
        return "".join(2 * digit for digit in digits[:3]) if len(digits) < 6 else digits[:6]
    if found := _RGB.search(plain):
        return "".join(f"{min(255, int(part)):02x}" for part in found.groups())
    first = plain.split(" ", 1)[0]
    return _NAMED.get(first, first)


def sheet_of(styles: Iterable[str]) -> Sheet:
    """Returns what the style sheets hide by simple selectors outside `@media` and the like."""
    found: dict[str, set[str]] = {"": set(), ".": set(_FOR_THE_EAR), "#": set()}
    for css in styles:
        for kind, name in _hidden_by(css):
            found[kind].add(name)
    return Sheet(frozenset(found["."]), frozenset(found["#"]), frozenset(found[""]))


def _hidden_by(css: str) -> Iterable[tuple[str, str]]:
    """The names that the hiding rules of a style sheet select: "." class, "#" id, "" tag."""
    if "/*" in css:
        css = _COMMENT.sub("", css)
    depth = 0
    for rule in css.split("}"):
        opened = rule.count("{")
        if opened == 1 and not depth:
            selectors, _, body = rule.partition("{")
            if _MAY_HIDE.search(body) and _HIDING.search(body.lower()):
                yield from _simple(selectors.rpartition(";")[2])
        depth = max(0, depth + opened - 1)


def _simple(selectors: str) -> Iterable[tuple[str, str]]:
    """The class, id or tag of each selector that has but one."""
    for selector in selectors.split(","):
        simple = _SELECTOR.fullmatch(selector.strip())
        if simple is not None and simple[0]:
            yield simple[2] or "", simple[3] or simple[1].lower()


def shown_by_sheet(css: str) -> list[str]:
    """Returns the texts a style sheet shows around elements (`content`), unescaped."""
    if "content" not in css:
        return []
    shown = []
    for found in _CONTENT.finditer(css):
        parts = (one[1] or one[2] or "" for one in _STRING.finditer(found[1]))
        text = "".join(_CSS_ESCAPE.sub(_unescaped, part) for part in parts)
        if any(letter.isalpha() for letter in text):
            shown.append(" ".join(text.split()))
    return shown


def _unescaped(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2] if found[2] != "\n" else ""
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
