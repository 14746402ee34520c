"""Values of statements: what was encoded twice decoded, nothing that no output can carry."""

import html
import re

from checker.formats.charset import clean_surrogates

__all__ = ["plain_value"]

# Only with its semicolon: "?a=AFP&copy=2025" is a query.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def plain_value(value: str) -> str:
    """The value as a reader would see it, without white space around it."""
    decoded = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value) if "&" in value else value
    return clean_surrogates(decoded).text.strip()
