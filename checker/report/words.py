"""The words of the readable reports."""

import re
from collections.abc import Mapping
from typing import Any

from checker.report.place import Places
from checker.wording import Message, worded

__all__ = [
    "ACTIONS",
    "OVERTAKEN",
    "VERDICT_WORDS",
    "clean",
    "fix_sentence",
    "is_told",
    "line_of",
    "percent",
    "shorten",
]

VERDICT_WORDS: Mapping[str, Message] = {
    "clear": worded("clear"),
    "credit_required": worded("credit required"),
    "licence_required": worded("licence required"),
    "blocked": worded("blocked"),
    "unfinished": worded("not finished"),
}
ACTIONS: Mapping[str, Message] = {
    "allow": worded("may be published"),
    "warn": worded("may be published, with a warning"),
    "hold": worded("held until a named person releases it"),
    "block": worded("must not be published"),
}

OVERTAKEN: Mapping[str, Message] = {
    "kill": worded("{what} was killed."),
    "release": worded("The kill of {what} was withdrawn."),
    "source": worded("A source that the text uses has arrived: {what}."),
    "version": worded("A newer version has arrived: {what}."),
    "rights": worded("The rights of {what} have changed."),
    "removal": worded("{what} was removed."),
    "agreement": worded("The agreement {what} was changed."),
    "policy": worded("The policy was changed."),
    "rules": worded("The marking rules were changed."),
    "event": worded("The next event is due: {what}."),
    "check": worded("The piece was checked again: {what}."),
}

# Characters that move the cursor, colour the terminal or reverse the reading direction.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_BLANKS = re.compile(r"\s+")


def line_of(text: str) -> str:
    """Returns `text` on one line, without control characters."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", text))


def is_told(reason: Mapping[str, Any]) -> bool:
    """Returns whether a reason asks for something, or is never let through without a word."""
    from checker.licensing import TOLD

    return reason["severity"] != "clear" or reason["code"] in TOLD


def clean(text: str) -> str:
    """Returns `line_of`, stripped of white space."""
    return line_of(text).strip()


def shorten(text: str, most: int) -> str:
    """Returns `text` on one line of at most `most` characters, shortened in the middle."""
    line = clean(text)
    if len(line) <= most:
        return line
    head = (most - 3) * 2 // 3
    return f"{line[:head].rstrip()} … {line[len(line) - (most - 3 - head) :].lstrip()}"


def percent(share: float) -> str:
    """Returns a share as in `95 %`; only a share of zero is shown as 0 %."""
    value = share * 100
    return "<1 %" if 0 < value < 1 else f"{value:.0f} %"


def fix_sentence(step: Mapping[str, Any], places: Places) -> Message:
    """Returns one step of a fix as an instruction."""
    if step["op"] == "insert":
        text = shorten(step["text"], 120)
        line = places.line(step["at"])
        if line is None:
            return worded("insert “{text}” at {at}", text=text, at=step["at"])
        return worded(
            "insert “{text}” in line {line}, at {at}", text=text, line=line, at=step["at"]
        )
    where = places.name(step["start"], step["end"])
    if step["op"] == "delete":
        return worded("delete {where}", where=where)
    return worded("replace {where} with “{text}”", where=where, text=shorten(step["text"], 120))
