"""Web and mail addresses in a text; what a site writes below each story is not part of it."""

import re

from checker.models.draft import Span

__all__ = ["addresses", "has_mail_address"]

_PART = r"[^\s<>\"'«»“”「」（）()\[\]&]"
# An escaped quotation mark or angle bracket ends the attribute that holds an address.
_WEB = re.compile(
    rf"(?:https?://|\bwww\.){_PART}*"
    rf"(?:&(?!(?:amp;){{0,2}}(?:quot|apos|[lg]t|nbsp|#3[49]);){_PART}*)*",
    re.IGNORECASE,
)
_BEGINNINGS = (("://", 5, 4), ("w.", 2), ("W.", 2))  # a sign of one, letters before it
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def addresses(text: str) -> list[Span]:
    """Returns the parts of a text that are addresses, in code points, unordered."""
    found: list[Span] = []
    for start in _may_begin(text):  # the pattern alone takes longer than all else
        match = _WEB.match(text, start) if not found or start >= found[-1].end else None
        if match is not None:
            found.append(Span(*match.span()))
    if "@" in text:
        found += [Span(*match.span()) for match in _MAIL.finditer(text)]
    return found


def _may_begin(text: str) -> list[int]:
    """Where an address of the web may begin, ascending."""
    starts: list[int] = []
    for sign, *lengths in _BEGINNINGS:
        at = text.find(sign)
        while at >= 0:
            starts += [at - length for length in lengths if at >= length]
            at = text.find(sign, at + 1)
    return sorted(starts)


def has_mail_address(text: str) -> bool:
    """Returns whether a text gives a mail address."""
    return "@" in text and _MAIL.search(text) is not None
