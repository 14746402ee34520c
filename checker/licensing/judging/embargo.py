"""Embargoes in an item's field, in its terms and notes, or in a line of the draft.

One grammar (`checker.orders.embargo`) reads all three; they end at the same moment and have the
same weight. Nothing overrules an embargo, and none ends too early.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_times import (
    embargo_end,
    field_embargo,
    field_end,
    near,
    terms_of,
)
from checker.licensing.judging.reasons import reason
from checker.models.draft import Draft, Span
from checker.models.evidence import Finding
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.orders.embargo import Embargo, read_embargo
from checker.times import rfc3339, shown
from checker.values import dataclass
from checker.wording import clip, worded

__all__ = [
    "field_is_over",
    "field_reasons",
    "line_end",
    "line_item",
    "line_reasons",
    "sent_at",
    "term_reasons",
]

MOSTLY = 0.5  # share of the draft from which on a line in it speaks of the item


def line_end(finding: Finding, item: Item, context: JudgementContext) -> datetime | None:
    """Returns the end of an embargo in a line of the draft; `item` is what the line refers to."""
    if finding.kind != "embargo":
        return None
    return embargo_end(_line(finding, item, context), item, context)


def _line(finding: Finding, item: Item, context: JudgementContext) -> Embargo:
    return read_embargo(finding.text, near(item, context))


def field_is_over(item: Item, context: JudgementContext) -> bool:
    """Returns whether the item's own embargo field names a moment in the past."""
    end = field_end(item, context)
    return end is not None and end <= context.at


def field_reasons(
    item: Item, evidence: Evidence, context: JudgementContext, *, expected: bool
) -> Iterator[Reason]:
    """Yields the embargo of the item's field; `expected` means that its status announces one."""
    embargo = field_embargo(item, context)
    if embargo.kind == "none" and expected:
        embargo = Embargo("unreadable", "embargoed")
    if embargo.kind == "none" and embargo.until is None:
        return
    name = context.name(evidence.owner)
    statement = _Statement(evidence.owner, evidence.passages, name, item.source)
    yield from _reasons(embargo, item, context, statement)


def term_reasons(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """Returns embargoes in the item's terms or notes, which count like any provider statement."""
    if evidence.item is None:
        return []
    read = [term.embargo for term in terms_of(evidence.item, context) if term.embargo is not None]
    if not read:
        return []
    if field_is_over(evidence.item, context):
        # A note without a time most likely speaks of the field's: a person is asked elsewhere.
        read = [embargo for embargo in read if embargo.kind == "until"]
    name = context.name(evidence.owner)
    statement = _Statement(evidence.owner, evidence.passages, name, evidence.label)
    return [r for embargo in read for r in _reasons(embargo, evidence.item, context, statement)]


def line_item(owner: str, evidence: Sequence[Evidence], draft: Draft) -> Item:
    """Returns the item a line of the draft refers to: its main source, or the draft itself."""
    for e in sorted(evidence, key=lambda e: (-e.share_of_draft, e.source or "")):
        if e.owner == owner and e.item is not None and e.share_of_draft >= MOSTLY:
            return e.item
    name = draft.id or "this text"
    return Item(source=name, owner=owner, rights=draft.rights, published=sent_at(draft))


def sent_at(draft: Draft) -> datetime | None:
    """Returns when a provider sent the text; a web page's own time is only that of the page."""
    return None if "html" in draft.content_type else draft.published


def line_reasons(
    finding: Finding, item: Item, owner: str, context: JudgementContext
) -> Iterator[Reason]:
    """Yields the embargo of a line of the draft."""
    spans = (Span(finding.start, finding.end),) if finding.start < finding.end else ()
    statement = _Statement(owner, spans, quoted=clip(finding.text.strip(), 100))
    yield from _reasons(_line(finding, item, context), item, context, statement)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Whose embargo it is, where it lies in the draft, and what messages name.

    `name` is the provider's, `item` what it holds back; a line of the draft is `quoted` instead.
    """

    owner: str
    passages: tuple[Span, ...]
    name: str = ""
    item: str = ""
    quoted: str = ""

    def unreadable(self, words: str) -> str:
        """Returns the message for an embargo without a readable end."""
        if self.name:
            return worded(
                "{owner} set an embargo whose end cannot be read: “{words}”. Check by hand.",
                owner=self.name,
                words=words,
            )
        return worded(
            "The text has an embargo whose end cannot be read: “{words}”. Check by hand.",
            words=words,
        )

    def held(self, end: str) -> str:
        """Returns the message for an embargo until a moment."""
        if self.name:
            return worded(
                "{owner} is withholding {item} until {time}.",
                owner=self.name,
                item=self.item,
                time=end,
            )
        return worded(
            "The text is under embargo until {time}: “{quoted}”.", time=end, quoted=self.quoted
        )


def _reasons(
    embargo: Embargo, item: Item, context: JudgementContext, statement: _Statement
) -> Iterator[Reason]:
    """Yields the reason for an embargo: held until its end, or for good if it is unreadable."""
    end = embargo_end(embargo, item, context)
    if embargo.kind == "unreadable":
        yield reason(
            "status.embargoed",
            statement.unreadable(clip(embargo.words, 90)),
            statement.owner,
            passages=statement.passages,
            found=embargo.words,
            parsed=False,
        )
    elif end is not None and context.at < end:
        yield reason(
            "status.embargoed",
            statement.held(shown(end)),
            statement.owner,
            passages=statement.passages,
            expected=rfc3339(end),
            found=embargo.words or None,
            parsed=True,
        )
