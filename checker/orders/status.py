"""Words for a publishing status, in fields and in editors' notes."""

import re

__all__ = ["EMBARGOED", "STRICTNESS", "read_status", "status_in_note", "strictness"]

EMBARGOED = "embargoed"
STRICTNESS = ("usable", EMBARGOED, "not_for_publication", "withheld", "canceled")
STATUS_WORDS = {
    "usable": "usable",
    "embargoed": EMBARGOED,  # NewsML 1, NITF: not to be used until the time given elsewhere
    "withheld": "withheld",
    "withhold": "withheld",
    "hold": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "cancel": "canceled",
    "killed": "canceled",
    "kill": "canceled",
    "recalled": "canceled",
    "retracted": "canceled",
    "withdrawn": "canceled",
    "spiked": "canceled",
    "deleted": "canceled",
    "not_for_publication": "not_for_publication",
    "notforpublication": "not_for_publication",
    "advisory": "not_for_publication",
}
NOTE_STATUS = (
    # editors write these at the start of a line and in capitals; prose about a killing does not
    (
        "canceled",
        re.compile(
            r"(?m)^\W*(?:(?:EDITORS?|EDS|ATTENTION|URGENT|BULLETIN|NOTE TO EDITORS)\b\W*)*"
            r"(?:MANDATORY\s+|IMMEDIATE\s+)?(?:KILL(?:ED)?|WITHDRAWN|RETRACTED|CANCELL?ED|CANCEL)\b"
            r"|\b(?:PLEASE\s+)?KILL\s+(?:THE\s+|THIS\s+)?(?:STORY|ITEM|ARTICLE|PHOTO|REPORT)\b"
            r"|\b(?:STORY|ITEM|ARTICLE|PHOTO)\s+(?:IS\s+|HAS\s+BEEN\s+)?(?:KILLED|WITHDRAWN)\b"
        ),
    ),
    (
        "withheld",
        re.compile(
            r"(?m)^\W*(?:(?:EDITORS?|EDS|ATTENTION|URGENT|NOTE TO EDITORS)\b\W*)*"
            r"(?:(?:PLEASE\s+)?(?:HOLD|WITHHOLD|WITHHELD)\b(?!\s+FOR\s+RELEASE\s+PHOTO))"
        ),
    ),
    (
        "not_for_publication",
        re.compile(
            r"\bNOT\s+FOR\s+(?:PUBLICATION|PUBLISHING|USE)\b(?=\W*$)"
            r"|^\W*ADVISORY\b"
        ),
    ),
)
CODE = re.compile(r"[^a-z]+")


def strictness(status: str) -> int:
    """How strict a status is; an unknown word ranks between usable and embargoed."""
    return STRICTNESS.index(status) * 2 if status in STRICTNESS else 1


def read_status(value: str) -> str | None:
    """The status that a code or word means: 'stat:usable', 'Canceled', 'sig:kill'; or None."""
    word = value.strip().casefold().rpartition("/")[2].rpartition(":")[2]
    return STATUS_WORDS.get(CODE.sub("_", word).strip("_"))


def status_in_note(note: str) -> str | None:
    """The status that an editor's note orders in capitals, strictest first."""
    for status, pattern in NOTE_STATUS:
        if pattern.search(note):
            return status
    return None
