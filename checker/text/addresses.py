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
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


def addresses(text: str) -> list[Span]:
    """Returns the parts of a text that are addresses, in code points, unordered."""
    web = "://" in text or (("w." in text or "W." in text) and "www." in text.lower())
    found = list(_WEB.finditer(text)) if web else []
    if "@" in text:
        found.extend(_MAIL.finditer(text))
    return [Span(*match.span()) for match in found]


def has_mail_address(text: str) -> bool:
    """Returns whether a text gives a mail address."""
    return "@" in text and _MAIL.search(text) is not None
