"""Words that a page keeps where no reader sees them as text: data from which scripts draw parts.

Nothing of it is read: most is the site's own or repeats the page. What may be text is counted.
"""

import re

from selectolax.lexbor import LexborNode

__all__ = ["in_attributes", "in_script"]

_LONG = 24  # characters of a value from which it may hold a passage: 12 words of Han letters
_PASSAGE = 12  # words
_PROSE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]+[^\w\s<>=]{0,3}\s+){11}[^\W\d_]")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{24}")
_PLAIN = re.compile(r"aria-|on|xml|xlink|http-|accept-|stroke-|font-|v-|ng-class|data-src|data-url")
_COMPARED = ("alt", "caption", "data-caption")  # as the words of a picture
_NO_DATA = ("ld+json", "importmap", "speculationrules")
_PROGRAM = re.compile(r"script|module|css|^$")


def in_attributes(tag: str, attributes: dict[str, str | None]) -> int:
    """Returns the number of characters of prose in an element's data.

    That is in attributes with a name of several parts (`data-props`, `wire:snapshot`), and in all
    attributes of an element of the site's own.
    """
    own, size = "-" in tag, 0
    for name, value in attributes.items():
        if value is None or len(value) < _LONG or not (own or "-" in name or ":" in name):
            continue
        if name not in _COMPARED and _is_prose(value) and not _PLAIN.match(name):
            size += len(value)
    return size


def _is_prose(value: str) -> bool:
    if value.count(" ") >= _PASSAGE - 1 and _PROSE.search(value):
        return True
    return not value.isascii() and _UNSPACED.search(value) is not None


def in_script(node: LexborNode, kind: str) -> tuple[str, int]:
    """Returns why a script is not read ("" if it is a program), and its number of characters.

    Args:
        node: the script.
        kind: its type, in small letters.
    """
    if kind.endswith("json"):
        why = "" if any(kind.endswith(name) for name in _NO_DATA) else "script"
    else:
        why = "" if _PROGRAM.search(kind) or kind in _NO_DATA else "template"
    return (why, len((node.text(deep=True) or "").strip())) if why else ("", 0)
