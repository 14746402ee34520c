"""Texts older than the source: published first, or quoted from the newsroom itself.

Neither lifts a provider's statement about the item, and neither applies if the owner's marking was
copied with the text. A document's own date is not proof.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from checker.licensing.agreement.known_words import bare_name
from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence, covered
from checker.licensing.judging.gathering import NOTICE_KINDS
from checker.licensing.judging.placement import Layout
from checker.licensing.judging.reasons import reason
from checker.models.draft import Draft, Span, Use
from checker.models.evidence import Finding, Passage
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.models.vocabulary import plain_name
from checker.times import LAST, aware, shown
from checker.wording import clip, worded

__all__ = [
    "holder_marked",
    "house_named",
    "house_names",
    "names_house",
    "other_holder",
    "published_first",
    "without_own_story",
]

NAME_LETTERS = 6  # of a name of one word from which on it is one in prose: "lantern", not "pub"
AROUND = 40  # characters shown before and after the name
COVERED = 0.9  # share of a passage that is in the newsroom's own older text
# Where a name credits its owner; elsewhere it is a mention in prose.
_CREDITING = frozenset({"dateline", "byline", "end"})


def other_holder(item: Item | None, context: JudgementContext) -> str:
    """Returns whose an item of the newsroom's own archive says it is, if not the newsroom's; or "".

    A newspaper's archive holds what agencies wrote. Only an owner that is known is another party,
    since a newsroom states its own name in many ways; an item that is marked as third-party content
    and names nobody is of a holder that is not known ("generic").
    """
    if item is None:
        return ""
    if marked := context.holders.get(item.source):
        return marked
    rights = item.rights
    for name in rights.copyright_holder:
        owner = context.names.owner_named(name)
        if owner in context.names and not context.is_own(owner):
            return owner
    unnamed = not rights.copyright_holder and not rights.copyright_notice
    return "generic" if rights.third_party and unnamed else ""


def holder_marked(
    text: str,
    findings: Sequence[Finding],
    others: Mapping[str, Sequence[str]],
    own: Container[str],
) -> str:
    """Returns the owner whose markings an own item has in its text, or "".

    A newspaper's archive holds what agencies wrote, with their datelines, bylines and notices.

    Args:
        text: the item's text.
        findings: its markings.
        others: the owners of other sources of the same words, and how they are named. The rules
            need not know them.
        own: the newsroom's own ids.
    """
    for finding in findings:
        if _marks(finding) and finding.agency not in own:
            return finding.agency
    layout = Layout.of(Draft(text), findings)
    for owner, names in others.items():
        for name in names or (plain_name(owner),):
            if any(layout.places(span) & _CREDITING for span in layout.find(name)):
                return owner
    return ""


def _marks(finding: Finding) -> bool:
    """Whether a finding says whose the text is; a doubtful one, or one of nobody, does not."""
    return (
        finding.kind in NOTICE_KINDS
        and (finding.scope, finding.role) == ("article", "text")
        and not finding.experimental
        and finding.confidence != "low"
        and finding.agency != "generic"
    )


def _is_ours(item: Item, context: JudgementContext) -> bool:
    return context.is_own(item.owner) and not other_holder(item, context)


def published_first(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Checks whether the piece was published before the source; uncertain cases do not count.

    The caller states when this exact text appeared, and all items that contain these words state
    that they came later: an early take of the source is a source like any other.
    """
    first = context.use.first_published
    if first is None or not context.dated or not _unmarked_match(evidence):
        return None
    others = [item for item in evidence.copies if item is None or not _is_ours(item, context)]
    came = _earliest([evidence.item, *others])
    if came is None or came <= _surely(aware(first)):
        return None
    return reason(
        "exception.published_first",
        worded(
            "This piece was published first, on {first}; {label} from {owner} arrived on {came} "
            "and is not its source.",
            first=shown(first),
            label=evidence.label,
            owner=context.name(evidence.owner),
            came=shown(came),
        ),
        evidence.owner,
        passages=evidence.passages,
        found=evidence.source,
    )


def without_own_story(
    evidence: Evidence, context: JudgementContext
) -> tuple[Evidence, Reason | None]:
    """Returns the evidence without passages quoting the newsroom's own older text, and the reason.

    If none are left, `words` is 0.
    """
    if not evidence.house or not _unmarked_match(evidence) or evidence.match is None:
        return evidence, None
    ours = [one for one in evidence.house if _is_ours(one[1], context)]
    came = _earliest([evidence.item]) if ours else None
    if came is None:
        return evidence, None
    older = [
        (source, span)
        for source, item, spans in ours
        if (before := _earliest([item])) and _surely(before) < came
        for span in spans
    ]
    if not older:
        return evidence, None
    counted = [p for p in evidence.match.passages if p.counted]
    known = [span for _, span in older]
    own = [p for p in counted if covered([Span(p.start, p.end)], known) >= COVERED]
    if not own:
        return evidence, None
    source = next(name for name, span in older if any(_common(p, span) for p in own))
    told = reason(
        "exception.own_content",
        worded(
            "{label} from {owner} quotes your own story: the words are in {source}, which is "
            "older.",
            label=evidence.label,
            owner=context.name(evidence.owner),
            source=source,
        ),
        evidence.owner,
        passages=tuple(Span(p.start, p.end) for p in own),
        found=source,
    )
    return _left(evidence, [p for p in counted if p not in own]), told


def house_names(use: Use, policy: Policy) -> tuple[str, ...]:
    """Returns the newsroom's possible names in prose, from its ids, its publisher and its site."""
    return _house_names(use.publisher, use.site, policy.own)


@lru_cache(maxsize=64)
def _house_names(publisher: str, site: str, own: tuple[str, ...]) -> tuple[str, ...]:
    ids = (publisher, bare_name(site).rsplit(".", 1)[0], *own)
    names = {_words(name.rsplit(":", 1)[-1]) for name in ids}
    return tuple(sorted(n for n in names if " " in n or len(n) >= NAME_LETTERS))


def house_named(text: str, names: Iterable[str]) -> str:
    """Returns the source's words around the newsroom's name ("the Daily Lantern reported")."""
    folded = text.casefold()
    possible = [name for name in names if all(word in folded for word in name.split())]
    flow = _words(text) if possible else ""  # most sources name nobody of the house
    for name in possible:
        at = f" {flow} ".find(f" {name} ")
        if at >= 0:
            return flow[max(0, at - AROUND) : at + len(name) + AROUND].strip()
    return ""


def names_house(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Returns the reason that the source names the newsroom: a person decides whose story it is."""
    words = context.naming.get(evidence.source or "", "")
    if not words or not _unmarked_match(evidence):
        return None
    return reason(
        "detect.common_source",
        worded(
            "{label} mentions you (“{words}”). If it quotes your own story, set "
            "first_published or add the story to the sources.",
            label=evidence.label,
            words=clip(words, 90),
        ),
        evidence.owner,
        found=words,
    )


def _words(text: str) -> str:
    """A text in lower case with single spaces for all that is no letter or digit."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _unmarked_match(evidence: Evidence) -> bool:
    return evidence.match is not None and evidence.role == "text" and not evidence.findings


def _earliest(items: Iterable[Item | None]) -> datetime | None:
    """Returns when the first of the items existed; None if one of them states no time."""
    moments: list[datetime] = []
    for item in items:
        if item is None or item.first_published is None:
            return None
        moments += [aware(item.first_published).astimezone(UTC)]
        moments += [item.received.astimezone(UTC)] if item.received is not None else []
    return min(moments, default=None)


def _surely(when: datetime) -> datetime:
    """Returns from when on a text was surely there, of which a time is stated.

    Many systems state a day as its first moment, here or in UTC. So midnight means that day, and
    what came in the course of it may have come before the text.
    """
    midnight = time(0) in (when.time(), when.astimezone(UTC).time())
    return when + timedelta(days=1) if midnight and when.year < LAST.year else when


def _common(passage: Passage, span: Span) -> bool:
    return passage.start < span.end and span.start < passage.end


def _left(evidence: Evidence, passages: list[Passage]) -> Evidence:
    """The evidence of some of its passages, its numbers in proportion to their words."""
    words = sum(p.words for p in passages)
    share = words / evidence.words if evidence.words else 0.0
    return replace(
        evidence,
        words=words,
        share_of_source=evidence.share_of_source * share,
        share_of_draft=evidence.share_of_draft * share,
        longest_run=min(evidence.longest_run, words),
        passages=tuple(sorted(Span(p.start, p.end) for p in passages)),
    )
