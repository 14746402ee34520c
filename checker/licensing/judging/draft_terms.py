"""Restrictions of use in the draft itself, judged like the same words in an item's field."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from checker.licensing.judging.assessment import Assessment
from checker.licensing.judging.context import JudgementContext, Step
from checker.licensing.judging.credit_forms import accepted
from checker.licensing.judging.embargo import line_item
from checker.licensing.judging.evidence import Evidence, Gathered
from checker.licensing.judging.item_terms import item_reasons
from checker.licensing.judging.reasons import distinct
from checker.models.draft import Rights, Span
from checker.models.evidence import Finding
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.orders import ALONE, CLIENTS, DOUBTFUL, READABLE
from checker.wording import Message, Value, clip, worded

__all__ = ["confirmed", "restricted_in_draft", "restriction_items"]


def confirmed(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns the findings without lines that only look like a restriction of use.

    A line by itself at the foot of a story is a restriction unless the whole of it is parsed as
    something else. Other doubtful lines are restrictions if the whole of them is parsed or they
    name an agency.
    """
    return tuple(found for found in findings if _restricts(found))


def _restricts(found: Finding) -> bool:
    in_doubt = found.rule == READABLE or (found.rule == DOUBTFUL and found.agency == "generic")
    if not in_doubt and found.rule != ALONE:
        return True
    from checker.licensing.terms.parse import restricts, understood  # loads the words of terms

    return restricts(found.text) or (not in_doubt and not understood(found.text))


def restricted_in_draft(
    gathered: Gathered, context: JudgementContext, steps: list[Step] | None = None
) -> tuple[Assessment, ...]:
    """Returns what the restrictions in the draft's lines forbid for this use, by owner and role."""
    found: dict[tuple[str, bool], list[Reason]] = {}
    for finding, item in _restrictions(gathered, context):
        evidence = _evidence(finding, item)
        reasons = found.setdefault((finding.agency, finding.role == "photo"), [])
        reasons += (_worded(r, context) for r in item_reasons(evidence, context))
    assessed = []
    for (owner, picture), reasons in sorted(found.items()):
        if not reasons:
            continue
        told = distinct(reasons)
        if steps is not None:
            question = "Do restrictions in the draft allow this use?"
            because = " ".join(r.message for r in told)
            codes = tuple(r.code for r in told)
            steps.append(Step("item", question, "no", owner, codes=codes, because=because))
        assessed.append(Assessment(Evidence(owner, "photo" if picture else "text"), told))
    return tuple(assessed)


def restriction_items(gathered: Gathered, context: JudgementContext) -> Iterator[Item]:
    """Returns the statement of each restriction in the draft as an item with these terms."""
    return (item for _, item in _restrictions(gathered, context))


def _restrictions(gathered: Gathered, context: JudgementContext) -> Iterator[tuple[Finding, Item]]:
    for finding in gathered.restrictions:
        spoken_of = line_item(finding.agency, gathered.evidence, context.draft)
        words = finding.text
        if finding.rule == CLIENTS:
            words = _without(words, accepted(context.names.get(finding.agency, ()), finding.agency))
        yield finding, replace(spoken_of, rights=Rights(usage_terms=(words,)))


def _without(words: str, names: Iterable[str]) -> str:
    """What is for the clients of an owner, as the owner would say it of its clients."""
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)-?", " ", words, flags=re.IGNORECASE)
    return words.strip()


def _worded(told: Reason, context: JudgementContext) -> Reason:
    """A reason whose message speaks of the sender where nobody is named."""
    if told.owner != "generic":
        return told
    return replace(told, message=clip(_by_sender(told.message, context.name(told.owner))))


def _by_sender(message: str, name: str) -> str:
    """The message with its sender for an owner of this name."""
    if not isinstance(message, Message):
        return message
    sender = worded("Its sender")
    values = {
        place: sender if place == "owner" and value == name else _inside(value, name)
        for place, value in message.values.items()
    }
    return message.filled(**values)


def _inside(value: Value, name: str) -> Value:
    return _by_sender(value, name) if isinstance(value, Message) else value


def _evidence(finding: Finding, item: Item) -> Evidence:
    picture = finding.role == "photo"
    return Evidence(
        finding.agency,
        "photo" if picture else "text",
        item=item,
        media="picture" if picture else "text",
        # Nobody can be credited whom the draft does not name.
        findings=(finding,) if finding.agency == "generic" else (),
        passages=(Span(finding.start, finding.end),),
    )
