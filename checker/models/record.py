"""A recorded check: its identity, the sources that it uses, and what is stored of it."""

from datetime import datetime
from typing import Any

from checker.models.draft import Use
from checker.models.evidence import Passage
from checker.models.verdict import NextEvent
from checker.models.vocabulary import PassageClass, Standing, VerdictName
from checker.values import dataclass

__all__ = ["CheckHead", "CheckRecord", "SourceUse"]


@dataclass(frozen=True, slots=True)
class SourceUse:
    """The use of a source by a checked or audited piece; `recall` reads these.

    `late`: found by fingerprints, since the source came in after the check; it has no passages.
    """

    source: str
    version: str
    cls: PassageClass
    words: int
    passages: tuple[Passage, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class CheckHead:
    """The identity of a recorded check: piece, time, use and verdict.

    `document` and `revision` are the caller's names for the piece. `confirmed_at` is when somebody
    confirmed that this very text of the piece goes out.
    """

    check: str
    checked_at: datetime
    verdict: VerdictName
    complete: bool
    text_sha256: str
    use: Use
    document: str | None = None
    revision: str | None = None
    audit: str | None = None
    url: str | None = None
    title: str | None = None
    next_event: NextEvent | None = None
    confirmed_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        """Whether the piece is known to be published."""
        dated = self.use.first_published is not None and not self.use.published_claimed
        if dated or self.confirmed_at is not None or self.audit is not None:
            return "published"
        return "spot_check" if self.document is None else "unconfirmed"


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """A check as it goes into the store.

    `result` is the answer's JSON. `fingerprints` are the draft's winnowed shingles as little-endian
    uint64, so that a source which arrives later finds the check; `text` is kept only where the
    policy says so.
    """

    head: CheckHead
    result: dict[str, Any]
    uses: tuple[SourceUse, ...] = ()
    fingerprints: bytes = b""
    text: str | None = None
