"""Removes what would make the parser slow, so that hostile pages stay cheap.

The parser takes time quadratic in nesting depth and in the attributes of one tag. Browsers limit
nesting to 512 levels too; the text inside is kept.
"""

import re

import numpy as np

from checker.errors import InputError, Problem
from checker.formats.html.hints import word_set
from checker.wording import worded

__all__ = ["MAX_BYTES", "MAX_DEPTH", "guard"]

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 400
_LONG_TAG = 8_000  # characters between two "<" from where a tag's attributes are counted
_MAX_ATTRIBUTES = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")
# In XHTML these may be empty; as HTML their start tag alone would swallow what follows.
_EMPTY_ELEMENT = re.compile(
    r"<(script|style|title|iframe|textarea|noscript|a|div|span|p|b|i|em|strong|td|li)\b"
    r"((?:[^<>\"'/]|\"[^\"]*\"|'[^']*'|/(?!>))*+)/>",
    re.IGNORECASE,
)
_BARE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_ATTRIBUTES = re.compile(r"[\s/\"'][^\s/>\"'=<]+")
# End tags of these may be left out, so they say nothing of depth.
_FLAT = word_set(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    "option thead tbody tfoot colgroup"
)


def guard(markup: str) -> tuple[str, tuple[str, ...]]:
    """Returns markup safe for the parser, and notes on what was lost (structure, not text).

    Raises InputError for more than MAX_BYTES characters.
    """
    if len(markup) > MAX_BYTES:
        raise InputError(
            Problem(
                "",
                worded("larger than {MAX_BYTES} MB", MAX_BYTES=MAX_BYTES // 1024**2),
                "check the parts one by one",
            )
        )
    if markup.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        markup = _EMPTY_ELEMENT.sub(r"<\1\2></\1>", markup)
    encoded = markup.encode("utf-8", "surrogatepass")
    positions, codes = _opens(encoded)
    notes: list[str] = []
    long = positions[_gaps(positions, len(encoded)) > _LONG_TAG]  # bytes: as long or longer
    if len(long):
        thinned = _thin_attributes(markup, encoded, long.tolist(), notes)
        if thinned is not markup:
            markup = thinned
            positions, codes = _opens(markup.encode("utf-8", "surrogatepass"))
    if _excess(positions, codes) > MAX_DEPTH:
        markup = _flatten(markup)
    return markup, tuple(notes)


def _opens(encoded: bytes) -> tuple[np.ndarray, np.ndarray]:
    """The places of "<" in UTF-8, and all bytes."""
    codes = np.frombuffer(encoded, dtype=np.uint8)
    return np.flatnonzero(codes == 0x3C), codes


def _gaps(positions: np.ndarray, length: int) -> np.ndarray:
    """From each place to the next one, from the last to the end."""
    gaps = np.empty_like(positions)
    np.subtract(positions[1:], positions[:-1], out=gaps[:-1])
    gaps[-1:] = length - positions[-1:]
    return gaps


def _excess(positions: np.ndarray, codes: np.ndarray) -> int:
    """An upper bound of the depth: start tags less end tags, void elements counted too."""
    if not len(positions):
        return 0
    following = codes[np.minimum(positions + 1, len(codes) - 1)]
    letters = ((following | 0x20) >= 0x61) & ((following | 0x20) <= 0x7A)
    steps = np.where(following == 0x2F, -1, np.where(letters, 1, 0))
    heights = np.cumsum(steps)
    lows = np.minimum.accumulate(np.minimum(heights, 0))
    return int(np.max(heights - lows))


def _thin_attributes(markup: str, encoded: bytes, starts: list[int], notes: list[str]) -> str:
    """Start tags with more than 500 attributes lose all of them; `starts` count in UTF-8."""
    pieces, done = [], 0
    start = before = 0
    for place in starts:
        start += len(encoded[before:place].decode("utf-8", "surrogatepass"))
        before = place
        tag = _TAG.match(markup, start)
        if tag is None or tag.end() - start <= _LONG_TAG:
            continue
        if len(_ATTRIBUTES.findall(_QUOTED.sub("=", tag[0]))) > _MAX_ATTRIBUTES:
            pieces += [markup[done:start], f"<{tag[1]}{tag[2]}>"]
            done = tag.end()
    if not done:
        return markup
    notes.append("a tag with too many attributes was read without them")
    return "".join((*pieces, markup[done:]))


def _flatten(markup: str) -> str:
    """Drop start and end tags below MAX_DEPTH; their text stays where it is."""
    pieces: list[str] = []
    open_tags: list[str] = []
    done = 0
    for tag in _BARE.finditer(markup):
        name = tag[2].lower()
        if name in _FLAT or tag.start() < done:
            continue
        if not tag[1]:
            open_tags.append(name)
            deep = len(open_tags) > MAX_DEPTH
        else:
            deep = len(open_tags) > MAX_DEPTH
            if open_tags and open_tags[-1] == name:
                open_tags.pop()
            elif not deep:
                _close(open_tags, name)
        if deep:
            whole = _TAG.match(markup, tag.start())
            end = whole.end() if whole else tag.end()
            pieces.append(markup[done : tag.start()])
            done = end
    return "".join((*pieces, markup[done:]))


def _close(open_tags: list[str], name: str) -> None:
    """Close the nearest open element of that name among the innermost 16, as a parser would."""
    for back in range(1, min(17, len(open_tags) + 1)):
        if open_tags[-back] == name:
            del open_tags[-back:]
            return
