"""Codes of an answer as words for people: kinds of markings, roles, classes, states."""

from collections.abc import Mapping
from typing import Any

from checker.report.compare import changes
from checker.wording import Message, plural, worded

__all__ = ["CODE_WORDS", "changed", "class_words", "code_words", "match_words", "owner_words"]

CODE_WORDS: Mapping[str, Message] = {
    # Kinds of markings.
    "copyright_notice": worded("copyright notice"),
    "terms": worded("terms of use"),
    "credit_line": worded("credit line"),
    "photo_credit": worded("photo credit"),
    "byline": worded("byline"),
    "dateline": worded("dateline"),
    "slug": worded("slug"),
    "metadata": worded("metadata"),
    "embargo": worded("embargo"),
    "kill_notice": worded("kill notice"),
    "hold_notice": worded("hold notice"),
    "not_for_publication": worded("not for publication"),
    "correction": worded("correction"),
    "advisory": worded("note to editors"),
    "restriction": worded("restriction"),
    "press_release": worded("press release"),
    "attribution": worded("attribution"),
    # Roles of an owner.
    "text": worded("text"),
    "photo": worded("photo"),
    "mention": worded("mention"),
    # Classes of passages.
    "verbatim": worded("word for word"),
    "near": worded("lightly edited"),
    "derived": worded("rewritten"),
    "quotation": worded("quoted"),
    "boilerplate": worded("boilerplate"),
    "names": worded("names only"),
    "related": worded("in other words"),
    # What a text and a source both say.
    "figure": worded("figure"),
    "date": worded("date"),
    "time": worded("time of day"),
    "name": worded("name"),
    "term": worded("rare term"),
    # Confidence.
    "low": worded("low"),
    "medium": worded("medium"),
    "high": worded("high"),
    "certain": worded("certain"),
    # What to do when a verdict changes by itself.
    "recheck": worded("check again"),
    "unpublish": worded("take it down"),
    "remove_text": worded("remove the text"),
    "publishable": worded("may be published"),
    # States of licensed items.
    "usable": worded("usable"),
    "killed": worded("killed"),
    "withheld": worded("withheld"),
    "embargoed": worded("embargoed"),
    "expired": worded("expired"),
    "superseded": worded("superseded"),
    "unknown": worded("unknown"),
    # States of rows of an audit, and of what it could not check.
    "open": worded("open"),
    "settled": worded("settled"),
    "disputed": worded("disputed"),
    "not read": worded("not read"),
    "not finished": worded("not finished"),
    "left out": worded("left out"),
    "out of range": worded("out of range"),
}


def code_words(code: str) -> str:
    """Returns the words for a code; for one that has none, the code with spaces."""
    return CODE_WORDS.get(code) or code.replace("_", " ")


def class_words(passage: Mapping[str, Any]) -> str:
    """Returns the words for a passage's class; "word for word" is qualified if words changed."""
    return _with_changes(passage["class"], changed(passage))


def match_words(match: Mapping[str, Any]) -> str:
    """Returns the class of a match, with the changes in all its passages that count."""
    counted = (passage for passage in match["passages"] if passage["counted"])
    return _with_changes(match["class"], sum(map(changed, counted)))


def changed(passage: Mapping[str, Any]) -> int:
    """Returns how many places of a word-for-word passage differ from the source, if known.

    The words for any other class already state that it was edited.
    """
    if passage["class"] != "verbatim" or "quote" not in passage or "source_quote" not in passage:
        return 0
    return changes(passage["quote"]["exact"], passage["source_quote"]["exact"])


def _with_changes(kind: str, count: int) -> str:
    words = code_words(kind)
    if kind != "verbatim" or not count:
        return words
    return plural("{kind}, but {n} change", "{kind}, but {n} changes", count, kind=words)


def owner_words(document: Mapping[str, Any], owner: str) -> str:
    """Returns an owner's name as an answer states it, else the id."""
    return str((document.get("names") or {}).get(owner, owner))
