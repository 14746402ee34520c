"""Responses of a web archive that are not pages: which may hold an article, and their documents.

They are read as files in a folder are; what has no article is listed as left out.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from checker.errors import InputError
from checker.formats.assets import may_hold_article
from checker.formats.dispatch import read_drafts
from checker.formats.html.document import read_html
from checker.formats.items import BadRecord
from checker.formats.registry import recognised
from checker.formats.signatures import unpacked_head
from checker.models.draft import Draft
from checker.wording import worded

__all__ = ["left_out", "may_be_read", "other_documents"]

# What servers keep for programs under fixed names.
_FOR_PROGRAMS = frozenset(
    ("robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt", "llms.txt")
)
_CODE_NAMES = (".css", ".js", ".mjs", ".map", ".svg")
_CODE = ("css", "javascript", "ecmascript", "svg")


def may_be_read(media_type: str, beginning: bytes, http: Any, url: str) -> bool:
    """Returns whether a response that is not a page begins like a document or a text."""
    if _name(url) in _FOR_PROGRAMS or url.startswith("metadata:"):  # what wget states of itself
        return False
    coded = bool(http.get("Content-Encoding", "")) if http is not None else False
    code = any(kind in media_type.lower() for kind in _CODE) or _name(url).endswith(_CODE_NAMES)
    suffix = ".css" if code else ""
    return may_hold_article(unpacked_head(beginning) if coded else beginning, suffix)


def other_documents(
    body: bytes, media_type: str, url: str, place: str
) -> Iterator[Draft | BadRecord]:
    """Yields the documents of a response: a text, a feed, items in JSON, a page in disguise."""
    name = _name(url)
    kind = recognised(body, name)
    found: list[Draft | BadRecord]
    try:
        if kind.name == "html":
            found = [read_html(body, name=url or place)]
        elif kind.name == "warc":
            found = []
        else:
            found = list(read_drafts(body, name=name or place, content_type=media_type))
    except InputError:
        found = []
    if not any(isinstance(one, Draft) for one in found):
        yield left_out(url, place)  # data, a map of the site
        return
    for one in found:
        if isinstance(one, BadRecord):
            yield one
        else:
            id_ = f"{url}#{one.id}" if kind.many and one.id and one.id != url else url or one.id
            stated = one.url if (one.url or "").startswith("http") else None
            yield replace(one, url=stated or url or None, id=id_ or None)


def left_out(url: str, place: str) -> BadRecord:
    """Returns the record of a response without an article."""
    what = worded("{url}: no article", url=url or place)
    return BadRecord(place, what, kind="skipped", inside=url or place)


def _name(url: str) -> str:
    """The file name in an address."""
    try:
        return PurePosixPath(urlsplit(url).path).name.lower()
    except ValueError:
        return ""
