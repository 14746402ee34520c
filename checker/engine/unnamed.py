"""Credits of agencies that they do not name: which of them claim a text, and how surely.

"By Agencies" says that the text is somebody's, and a person has to find out whose. "Our staff and
agencies" is a report of one's own, and beside an agency with a name the others are mentioned.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from checker.engine.model import Agency, Words
from checker.models.evidence import Finding
from checker.models.vocabulary import ClaimRole, Confidence

__all__ = ["Joined", "credited", "named_first"]

_REACH = 60  # characters before a name in which another source is looked for
_SIGNS = "/+&>|–—ـ-"
_BRACKETED = re.compile(r"[(\[（［【][^)\]）］】]*\Z")


class Joined:
    """Whether words before a name on its line join another source to it: "red/", "staff and"."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        known = words["with"].by_language.values() if "with" in words else ()
        spoken = "|".join(sorted({re.escape(word) for own in known for word in own}))
        spoken = rf"|\s(?:{spoken})\s" if spoken else ""
        self._joint = re.compile(rf"[^\W\d_][.)»”\"]?(?:\s?[{re.escape(_SIGNS)}]\s?{spoken})\Z")

    def __call__(self, text: str, start: int) -> bool:
        """Returns whether another source is joined to the name at `start` of a text."""
        line = text[max(text.rfind("\n", 0, start) + 1, start - _REACH) : start]
        inside = _BRACKETED.search(line)
        return self._joint.search((inside[0] if inside else line).casefold()) is not None


def credited(agency: Agency, role: ClaimRole | None, confidence: Confidence) -> Confidence:
    """Returns how far a credit of the agency proves a claim.

    "Agencies" says that text of somebody's is in it, but not whose nor how much: a person decides.
    """
    return "low" if agency.business == "unnamed" and role == "text" else confidence


def named_first(found: list[Finding], agencies: Mapping[str, Agency]) -> list[Finding]:
    """Returns the findings; what a credit adds without a name to an agency named is a mention."""
    asking = {
        f.agency for f in found if f.role == "text" and agencies[f.agency].business == "unnamed"
    }
    text = (f for f in found if f.role == "text" and f.scope == "article" and not f.experimental)
    if not asking or all(f.agency in asking for f in text):
        return found
    return [
        replace(f, role="mention")
        if f.role == "text" and f.agency in asking and f.confidence == "low"
        else f
        for f in found
    ]
