"""What the service answers about pieces of the newsroom: recalled, killed, expiring."""

from msgspec import Struct

from checker.models.vocabulary import PassageClass, Standing, VerdictName
from checker.report.judged import NextEvent, Use
from checker.report.scalars import Time

__all__ = ["ExpiringPiece", "Killed", "RecalledPassage", "RecalledPiece", "RecalledUse"]


class RecalledPassage(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """A reused span, in code points of the text that was checked."""

    start: int
    end: int
    source_start: int
    source_end: int
    cls: PassageClass
    words: int


class RecalledUse(Struct, frozen=True, kw_only=True, rename={"cls": "class"}):
    """The use of one source in a piece; `late` uses were found when the source arrived later."""

    source: str
    version: str
    cls: PassageClass
    words: int
    late: bool
    passages: list[RecalledPassage]


class RecalledPiece(Struct, frozen=True, kw_only=True):
    """A piece that uses an item; `current` until it is checked again with another text.

    `standing` is whether it is known to be published: `published` (confirmed, audited, or with a
    first publication), `unconfirmed` (a piece of the CMS), or `spot_check` (a text without an id).
    """

    check: str
    id: str | None
    revision: str | None
    audit: str | None
    url: str | None
    title: str | None
    checked_at: Time
    verdict: VerdictName
    complete: bool
    text_sha256: str
    current: bool
    standing: Standing
    uses: list[RecalledUse]


class Killed(Struct, frozen=True, kw_only=True):
    """The ids that a kill withdrew, and the pieces that use one of them.

    `notes` report that no item with that id has arrived yet, so that the kill waits for it.
    """

    id: str
    killed: list[str]
    uses: list[RecalledPiece]
    notes: list[str]


class ExpiringPiece(Struct, frozen=True, kw_only=True):
    """A piece whose verdict changes by itself; `standing` is as for a recalled piece."""

    check: str
    id: str | None
    revision: str | None
    audit: str | None
    url: str | None
    title: str | None
    verdict: VerdictName
    complete: bool
    use: Use
    at: Time
    next_event: NextEvent
    standing: Standing
