"""What each tag is for the pass over a page, and which attributes hold words for readers."""

import re
from functools import lru_cache

from checker.formats.html.hints import word_set

__all__ = [
    "AMP",
    "APART",
    "BLOCK",
    "CUSTOM",
    "DRAWN",
    "KEPT",
    "LINK",
    "NOT_DRAWN",
    "PARAGRAPH",
    "QUOTE",
    "RARE",
    "RUBY",
    "SPECIAL",
    "TOLD",
    "is_prose",
    "kind_of",
]

BLOCK = 1  # begins a line of its own
APART = 2  # its content is not part of the text around it
PARAGRAPH = 4  # a blank line before and after it
KEPT = 8  # white space as it is
LINK = 16
RARE = 32  # an inline element that turns letters, begins a line, or shows other nodes
CUSTOM = 64  # an element of the site's own
QUOTE = 128  # an inline element with a meaning of its own even without attributes

_INLINE = word_set(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd mark nobr "
    "output q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr "
    "basefont picture source map area slot tspan textPath"
)
_SKIPPED = word_set("script style head title link meta datalist frameset input")
SPECIAL = word_set("template noscript iframe object embed svg canvas audio video noframes applet")
RUBY = word_set("rt rtc rp")  # small letters over those of a sentence, which tell how to read it
DRAWN = word_set("text foreignobject")  # what shows words in a drawing
NOT_DRAWN = word_set("title desc metadata style script clippath mask")
AMP = word_set("amp-img amp-video")
_NO_TEXT = word_set("br img wbr") | RUBY | _SKIPPED | SPECIAL  # that belongs to what is around
_PARAGRAPHS = word_set(
    "p h1 h2 h3 h4 h5 h6 blockquote figure figcaption ul ol dl table pre article section header "
    "footer aside main nav hr address"
)
_RARE = word_set("bdo tspan slot")
_KEPT = word_set("pre textarea")
# Attributes that any element shows or tells: when it is pointed at, or read aloud.
TOLD = ("title", "aria-label", "aria-description", "placeholder")
_LONG = 24  # characters of a value from which it may hold a passage: 12 words of Han letters
_PASSAGE = 12  # words
_PROSE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+[^\w\s<>=]{0,3}\s+){11}[^\W\d_]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{24}")


@lru_cache(maxsize=1_024)
def kind_of(tag: str) -> int:
    """Returns what a tag is, as bits; comments and declarations are apart from the text."""
    if tag in _NO_TEXT or tag[0] in "-!":
        return APART
    if tag not in _INLINE:
        kind = BLOCK
        kind |= PARAGRAPH if tag in _PARAGRAPHS else 0
        kind |= KEPT if tag in _KEPT else 0
        return kind | (CUSTOM if "-" in tag else 0)
    kind = RARE if tag in _RARE else 0
    return kind | (LINK if tag == "a" else QUOTE if tag == "q" else 0)


def is_prose(value: str) -> bool:
    """Returns whether an attribute holds a passage: 12 words, or as many letters of Han or Thai."""
    if len(value) < _LONG:
        return False
    if value.count(" ") >= _PASSAGE - 1 and _PROSE.search(value):
        return True
    return not value.isascii() and _UNSPACED.search(value) is not None
