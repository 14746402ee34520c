"""What a release covers: what the check that it was given for had found, and nothing further.

The text of a release is the text of its check (`text_sha256`). The same words can still carry more
than somebody looked at: another use, an item that arrived since, or words outside of the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from checker.report import Answer
from checker.report.found import Match, Passage
from checker.report.judged import Claim, Reason, Use

__all__ = ["ReleaseScope"]

Spans = Sequence[tuple[int, int]]
# Codes whose `found` quotes the provider: other words are another reason.
_QUOTING = frozenset(
    (
        "licence.item_restricted",
        "licence.third_party_content",
        "status.embargoed",
        "status.not_for_publication",
        "status.withheld",
    )
)


class ReleaseScope:
    """The reach of a release.

    Args:
        seen: the answer to the check that it was given for, with offsets as they are stored.
    """

    def __init__(self, seen: Answer) -> None:
        self._seen = seen

    def covers_use(self, use: Use) -> bool:
        """Returns whether it was given for a use: the same one, or fewer of its territories."""
        was, now = set(self._seen.use.territories), set(use.territories)
        return _kind_of(use) == _kind_of(self._seen.use) and (now == was or set() < now <= was)

    def covers(self, answer: Answer, claim: Claim | None, reason: Reason) -> bool:
        """Returns whether its check had a reason of an answer, on the same evidence.

        `claim` is None for a reason of the document itself.
        """
        if claim is None:
            then = _identities(self._seen.reasons)
            return _identity(reason) in then and self._has_parts(answer)
        known = self._claims.get(_whose(claim))
        if known is None or _identity(reason) not in _identities(known.reasons):
            return False
        return self._has_sources(answer, claim, known) and self._has_markings(answer, claim)

    @cached_property
    def _claims(self) -> Mapping[tuple[str, ...], Claim]:
        return {_whose(claim): claim for claim in self._seen.claims}

    @cached_property
    def _outside(self) -> Mapping[tuple[str, str], Spans]:
        """The spans of each source that were found in each place outside of the text."""
        spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for match in self._seen.matches:
            for passage in _outside(match):
                spans[match.source, str(passage.field)].extend(_source_spans(passage))
        return spans

    def _has_parts(self, answer: Answer) -> bool:
        return set(answer.looked_at.parts_unread) <= set(self._seen.looked_at.parts_unread)

    def _has_sources(self, answer: Answer, claim: Claim, known: Claim) -> bool:
        """Whether all sources of a claim were found then, and the same words of them outside."""
        matches = {match.source: match for match in answer.matches}
        found = (*self._seen.matches, *answer.matches)
        then = set(known.sources)
        then |= {name for one in found if one.source in known.sources for name in one.also_in}
        return all(self._has(source, matches.get(source), then) for source in claim.sources)

    def _has(self, source: str, match: Match | None, then: set[str]) -> bool:
        known = source in then or (match is not None and not then.isdisjoint(match.also_in))
        outside = _outside(match) if match is not None else []
        return known and all(self._had(source, passage) for passage in outside)

    def _had(self, source: str, passage: Passage) -> bool:
        spans = self._outside.get((source, str(passage.field)), ())
        return any(
            begin <= start and end <= last
            for start, end in _source_spans(passage)
            for begin, last in spans
        )

    def _has_markings(self, answer: Answer, claim: Claim) -> bool:
        return _markings(answer, claim) <= _markings(self._seen, claim)


def _kind_of(use: Use) -> tuple[str, ...]:
    return use.publisher, use.site, use.channel, use.purpose


def _whose(claim: Claim) -> tuple[str, ...]:
    return claim.owner, claim.role, str(claim.holder or "")


def _identities(reasons: Iterable[Reason]) -> set[tuple[str, str]]:
    return {_identity(reason) for reason in reasons}


def _identity(reason: Reason) -> tuple[str, str]:
    return reason.code, str(reason.found or "") if reason.code in _QUOTING else ""


def _outside(match: Match) -> list[Passage]:
    return [one for one in match.passages if one.counted and one.field]


def _source_spans(passage: Passage) -> Spans:
    """The span of the source; none where a record of before has no offsets."""
    start, end = passage.source_start, passage.source_end
    return [(start, end)] if isinstance(start, int) and isinstance(end, int) else []


def _markings(answer: Answer, claim: Claim) -> set[tuple[str, str]]:
    """The markings of a claim outside of the text, each by its place and its rule and words."""
    return {
        (str(one.field), one.key)
        for one in answer.findings
        if one.field
        and one.scope == "article"
        and one.role == claim.role
        and (one.agency == claim.owner or one.agency == "generic")
    }
