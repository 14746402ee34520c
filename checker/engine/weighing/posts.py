"""Marks of embedded posts from social networks: their content is another's, never a credit."""

import re

__all__ = ["POST_REACH", "is_post"]

POST_REACH = 160  # characters around a name in which the mark of a post speaks of it
_HANDLE = r"@[\w.\ue000-\ue006]{2,30}"
_POST = re.compile(
    rf"""pic\.(?:twitter|x)\.com/|\bt\.co/\w|\(\s?{_HANDLE}\s?\)\s*(?:[,·|]|[^\W\d]+\.?\ \d|\d|$)
    |[—–-]\s[^\n()]{{1,60}}\({_HANDLE}\)|{_HANDLE}\s?·|·\s?{_HANDLE}
    |@\w{{2,30}}@\w[\w-]{{0,40}}\.\w{{2,10}}\b|\bt\.me/\w|(?:^|\n)@\w{{2,30}}:
    |\bForwarded\ from\b|\bRT\ {_HANDLE}|weibo\.c(?:om|n)/|@\w{{2,20}}的微博|来自\s?微博
    |(?:twitter|x|facebook|instagram|bsky|threads)\.(?:com|net|app)/[\w./-]{{0,40}}/(?:status|posts?|p|reel)/""",
    re.VERBOSE | re.MULTILINE,
)
# One of these is in every post that _POST takes; most texts have none.
_SIGNS: tuple[str, ...] = (
    "@",
    "t.co/",
    "t.me/",
    "pic.",
    "Forwarded from",
    "weibo",
    "微博",
    "/status/",
    "/post",
    "/p/",
)
_SIGNS += ("/reel/",)


def is_post(text: str) -> bool:
    """Returns whether a bounded stretch of text shows the mark of an embedded post."""
    return any(sign in text for sign in _SIGNS) and _POST.search(text) is not None
