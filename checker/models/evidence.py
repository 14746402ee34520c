"""What a check finds: markings, reused sources, and the state of what it searched."""

from dataclasses import field
from datetime import datetime

from checker.models.vocabulary import (
    AnchorKind,
    ClaimRole,
    Confidence,
    FindingScope,
    MatchEvidence,
    PassageClass,
)
from checker.values import dataclass

__all__ = [
    "Disguise",
    "Finding",
    "Incomplete",
    "IndexSeen",
    "Match",
    "Passage",
    "RejectedMatch",
    "RulesSeen",
    "ScanResult",
    "SearchResult",
    "SharedAnchor",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """A marking found in the draft.

    `role` is the role it proves, None for findings without effect on a claim (an exception, an
    advisory). `scope` is what it speaks of: `site` and `other` never make a claim. Metadata has
    start = end = 0 and its path in `field`.
    """

    rule: str
    agency: str  # an agency id or "generic"
    kind: str
    zone: str
    start: int
    end: int
    text: str
    confidence: Confidence
    key: str
    role: ClaimRole | None = "text"
    scope: FindingScope = "article"
    holder: str | None = None  # the holder's name as written, where no agency is known
    field: str | None = None
    notes: tuple[str, ...] = ()
    experimental: bool = False


@dataclass(frozen=True, slots=True)
class Disguise:
    """Words of a draft that are written so that people read them and a comparison does not.

    `count` is how many words, or letters where these have no words.
    """

    kind: str
    count: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the draft beside the span of the source that it was taken from."""

    start: int
    end: int
    source_start: int
    source_end: int
    cls: PassageClass
    similarity: float  # 0-1
    words: int
    counted: bool = True
    note: str = ""  # why it is not counted
    field: str = ""  # outside of the text: "title" or a metadatum's name; then start = end = 0


@dataclass(frozen=True, slots=True)
class SharedAnchor:
    """A figure or name of the draft beside the same one in the source, in any words."""

    kind: AnchorKind
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A source that the draft reuses.

    Shares are 0-1 of units, from the union of counted passages; `quoted_words` of the `words` stand
    inside quotation marks. `earliest` and `newest` name versions or items of the same family.
    `chrome_words` and `chrome_share_of_source` measure the passages that would count if they were
    not in page chrome. `listed_in` are sources that are a list or table and stand in the draft as a
    whole, the same to the last figure. A source that is reported in other words has `anchors` and
    no passage that counts, and `confidence` is how sure that is. `source_paragraphs` counts those
    of the source that its counted passages touch, 0 if the source does not tell them apart.
    """

    source: str
    version: str
    owner: str
    cls: PassageClass
    words: int
    share_of_draft: float
    share_of_source: float
    longest_run_words: int
    passages: tuple[Passage, ...]
    quoted_words: int = 0
    earliest: str | None = None
    newest: str | None = None
    also_in: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    translated: bool = False
    chrome_words: int = 0
    chrome_share_of_source: float = 0.0
    listed_in: tuple[str, ...] = ()
    anchors: tuple[SharedAnchor, ...] = ()
    confidence: Confidence = "high"
    source_paragraphs: int = 0

    @property
    def evidence(self) -> MatchEvidence:
        """The basis of the match: the same words, similar sentences, or the same facts."""
        if self.anchors:
            return "retold"
        return "related" if self.cls == "related" else "copied"


@dataclass(frozen=True, slots=True)
class RejectedMatch:
    """A candidate that was not reported, with the reason."""

    source: str
    reason: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A step that did not finish: a `system.*` code and a description."""

    code: str
    what: str


@dataclass(frozen=True, slots=True)
class IndexSeen:
    """The state of the index that a search used, and how far it is behind the store.

    `sequence` and `newest_sequence` are positions in the store's log of changes; `newest` is when
    the newest item was published.
    """

    database: str
    sequence: int
    newest_sequence: int
    items: int
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class RulesSeen:
    """The rule set that marked a draft: its digest, its agencies and how many are house rules.

    `problems` are why it is not what the folders of house rules hold now: the set that was accepted
    last is in force then.
    """

    digest: str
    agencies: int
    house_rules: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The rule engine's findings in a draft, and its rule set; None if it did not run.

    `spent` is CPU time in seconds.
    """

    findings: tuple[Finding, ...]
    incomplete: tuple[Incomplete, ...] = ()
    rules: RulesSeen | None = None
    spent: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The matches of a draft and the state of the index; None if it was not searched."""

    matches: tuple[Match, ...]
    rejected: tuple[RejectedMatch, ...] = ()
    incomplete: tuple[Incomplete, ...] = ()
    index: IndexSeen | None = None
