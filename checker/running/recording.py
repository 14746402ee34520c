"""Marks an answer whose check could not be stored; the verdict stays the same."""

import msgspec
from msgspec import UNSET

from checker.errors import WirecheckError
from checker.report import Answer
from checker.report.answer import Links
from checker.report.judged import Reason
from checker.report.localised import wordings
from checker.report.words import shorten
from checker.wording import worded

__all__ = ["NOT_RECORDED", "not_recorded", "why_of"]

NOT_RECORDED = "system.not_recorded"
MOST_WHY = 70  # characters
_LATER = worded(
    "The check is not stored ({why}), so a kill does not find the piece; it will be stored as soon"
    " as possible."
)
_NEVER = worded(
    "The check is not stored ({why}), so a kill does not find the piece; check the piece again."
)


def not_recorded(answer: Answer, why: str, *, later: bool = False) -> Answer:
    """Returns the answer with a note that its check is not stored; it remains complete.

    Args:
        answer: the answer, as if its check were stored.
        why: what kept it out of the store.
        later: whether it is still going to be stored, under the name that the answer has.
    """
    looked_at = msgspec.structs.replace(answer.looked_at, recorded=False)
    why = shorten(why, MOST_WHY)
    message = _LATER.filled(why=why) if later else _NEVER.filled(why=why)
    reason = Reason(code=NOT_RECORDED, severity="clear", message=str(message), fix=[])
    noted = msgspec.structs.replace(
        answer,
        looked_at=looked_at,
        reasons=[*answer.reasons, reason],
        wording={**answer.wording, **wordings([message])},
    )
    if later:
        return noted
    links = UNSET if answer.links is UNSET else Links()
    return msgspec.structs.replace(noted, check=None, links=links)


def why_of(error: WirecheckError) -> str:
    """Returns, in a few words, what prevented a check from being stored."""
    return error.problems[0].what if error.problems else type(error).__name__
