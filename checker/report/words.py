"""The words of the readable reports."""

import re
from collections.abc import Mapping
from typing import Any

from checker.report.place import Places

__all__ = [
    "ACTIONS",
    "OVERTAKEN",
    "VERDICT_WORDS",
    "clean",
    "fix_sentence",
    "line_of",
    "percent",
    "shorten",
]

VERDICT_WORDS: Mapping[str, str] = {
    "clear": "clear",
    "credit_required": "credit required",
    "licence_required": "licence required",
    "blocked": "blocked",
    "unfinished": "not finished",
}
ACTIONS: Mapping[str, str] = {
    "allow": "may be published",
    "warn": "may be published, with a warning",
    "hold": "held for an approver",
    "block": "must not be published",
}

OVERTAKEN: Mapping[str, str] = {
    "kill": "{what} was killed.",
    "release": "The kill of {what} was taken back.",
    "source": "{what} came in, which the text uses.",
    "version": "A newer version came in: {what}.",
    "rights": "The rights of {what} were stated anew.",
    "removal": "{what} was removed.",
    "agreement": "The agreement {what} was changed.",
    "policy": "The policy was changed.",
    "rules": "The marking rules were changed.",
    "event": "The next event has come: {what}.",
    "check": "The piece was checked again: {what}.",
}

# Characters that move the cursor, colour the terminal or reverse the reading direction.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_BLANKS = re.compile(r"\s+")


def line_of(text: str) -> str:
    """`text` in one line, without control characters."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _BLANKS.sub(" ", text))


def clean(text: str) -> str:
    """`line_of`, without white space at its ends."""
    return line_of(text).strip()


def shorten(text: str, most: int) -> str:
    """`text` in one line of at most `most` characters; a longer one loses its middle."""
    line = clean(text)
    if len(line) <= most:
        return line
    head = (most - 3) * 2 // 3
    return f"{line[:head].rstrip()} … {line[len(line) - (most - 3 - head) :].lstrip()}"


def percent(share: float) -> str:
    """A share as in `95 %`; only a share of zero is shown as 0 %."""
    value = share * 100
    return "<1 %" if 0 < value < 1 else f"{value:.0f} %"


def fix_sentence(step: Mapping[str, Any], places: Places) -> str:
    """One step of a fix as an instruction."""
    if step["op"] == "insert":
        line = places.line(step["at"])
        where = f"at {step['at']}" if line is None else f"in line {line}, at {step['at']}"
        return f"insert “{shorten(step['text'], 120)}” {where}"
    where = places.name(step["start"], step["end"])
    if step["op"] == "delete":
        return f"delete {where}"
    return f"replace {where} by “{shorten(step['text'], 120)}”"
