"""Words that a page keeps where no reader sees them as text: data from which scripts draw parts.

Nothing of it is read: most is the site's own or repeats the page. What may be text is counted. What
readers see when they point at an element, or hear, is compared.
"""

import re

from selectolax.lexbor import LexborNode

from checker.formats.html.tags import TOLD, is_prose

__all__ = ["compared_in", "in_attributes", "in_script"]

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
        if value is None or not (own or "-" in name or ":" in name):
            continue
        if name not in _COMPARED and is_prose(value) and not _PLAIN.match(name):
            size += len(value)
    return size


def compared_in(tag: str, attributes: dict[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Returns an element's caption in data and the prose that it shows or tells, by attribute."""
    caption = attributes.get("data-caption")  # of a lightbox, a gallery, a player
    found = [("data-caption", caption)] if caption else []
    told = ((name, attributes.get(name)) for name in TOLD)
    found += [(name, words) for name, words in told if words and is_prose(words)]
    return tuple((f"{tag}.{name}", value) for name, value in found)


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
