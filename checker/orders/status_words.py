"""Words for a publishing status in fields: the only place that reads them."""

import re
from types import MappingProxyType

__all__ = ["EMBARGOED", "STRICTNESS", "status_word", "strictness", "taken_down"]

EMBARGOED = "embargoed"
SUPERSEDED = "superseded"
STRICTNESS = ("usable", SUPERSEDED, EMBARGOED, "not_for_publication", "withheld", "canceled")
# As NewsML-G2, NewsML 1, NITF, ninjs, APPL and the vocabularies of single providers write them.
_WORDS = MappingProxyType(
    {
        word: status
        for status, words in (
            (
                "usable",
                "usable correction corrected updated update revised changed change cleared",
            ),
            (SUPERSEDED, "replaced superseded obsolete"),
            (EMBARGOED, "embargoed embargo"),
            (
                "not_for_publication",
                "not_for_publication notforpublication unpublishable advisory test noise"
                " internal confidential do_not_publish do_not_use donotpublish donotuse",
            ),
            (
                "withheld",
                "withheld withhold hold held on_hold onhold suspended stop block legal_hold"
                " legalhold not_cleared notcleared hold_for_release holdforrelease",
            ),
            (
                "canceled",
                "canceled cancelled cancel killed kill recalled retracted withdrawn withdraw"
                " spiked deleted delete annulled revoked removed retract eliminated elimination"
                " recall takedown take_down unpublish remove disregard annul revoke eliminate"
                " cancellation withdrawal retraction annulment",
            ),
        )
        for word in words.split()
    }
)
_TAKEN_DOWN = frozenset(
    {"unpublished", "depublished", "taken_down", "takendown", "expired", "rejected", "trash",
     "trashed", "offline", "disabled", "blocked", "invalid", "void"}
)  # fmt: skip
_CODE = re.compile(r"[^a-z]+")


def strictness(status: str) -> int:
    """Returns how strict a status is; an unknown word ranks between superseded and embargoed."""
    return STRICTNESS.index(status) * 2 if status in STRICTNESS else 3


def status_word(value: str) -> str | None:
    """Returns the status of a code or word ('stat:usable', 'Canceled', 'sig:kill'), or None."""
    return _WORDS.get(_code(value))


def taken_down(value: str) -> bool:
    """Returns whether a word states that an item is no longer published, whatever its status."""
    return _code(value) in _TAKEN_DOWN


def _code(value: str) -> str:
    word = value.strip().casefold().rpartition("/")[2].rpartition(":")[2]
    return _CODE.sub("_", word).strip("_")
