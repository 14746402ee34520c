"""Codes of an answer as words for people: kinds of markings, roles, classes, states."""

from collections.abc import Mapping

from checker.wording import Message, worded

__all__ = ["CODE_WORDS", "code_words"]

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
