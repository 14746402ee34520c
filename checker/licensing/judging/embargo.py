"""Embargoes: of the item's field, of its terms and notes, and of a line of the draft.

All three are read by one grammar (`checker.licensing.terms.embargo`), end at the same moment and
weigh the same. Nothing overrules one, and none is read too early.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import clip, reason
from checker.licensing.terms.embargo import Embargo, read_embargo
from checker.licensing.terms.parse import Term, item_terms
from checker.models import Draft, Finding, Item, Reason, Rights, Span
from checker.times import instant, rfc3339, shown, zone_of

__all__ = [
    "field_end",
    "field_is_over",
    "field_reasons",
    "line_end",
    "line_item",
    "line_reasons",
    "local_reading",
    "provider_zone",
    "term_end",
    "term_reasons",
    "terms_of",
]

MOSTLY = 0.5  # share of the draft from which on a line in it speaks of the item


def terms_of(item: Item, q: Inquiry) -> tuple[Term, ...]:
    """The item's usage terms and notes, parsed."""
    return item_terms(item.rights, _near(item, q))


def _near(item: Item, q: Inquiry) -> datetime:
    return item.published or item.received or q.asked_at


def provider_zone(item: Item, q: Inquiry) -> tzinfo | None:
    """The provider's zone: the item's own, one of its fields, or what the policy says."""
    name = item.timezone or _field_zone(item.rights) or q.policy.timezones.get(item.owner)
    return zone_of(name)


def _field_zone(rights: Rights) -> str | None:
    zones = (
        f.value for f in rights.fields if f.path.casefold().endswith(("timezone", "time_zone"))
    )
    return next(zones, None)


def _agreed_zone(owner: str, q: Inquiry) -> tzinfo | None:
    """The zone of the owner's agreements, where they name one and no other."""
    names = {a.timezone for a in q.agreements_of(owner) if a.timezone}
    return zone_of(names.pop()) if len(names) == 1 else None


def local_reading(
    value: datetime, item: Item, q: Inquiry, suggested: str | None = None
) -> datetime:
    """A time of the provider, the later of two readings where it can mean two moments.

    `suggested` is the zone that the wording suggests. Where nothing names a zone, the time is
    over when it is over everywhere.
    """
    if value.tzinfo is not None:
        return instant(value, None, "latest")
    zone = (
        provider_zone(item, q)
        or _zone_of_field(value, item.rights)
        or zone_of(suggested)
        or _agreed_zone(item.owner, q)
    )
    return instant(value, zone, "latest")


def _zone_of_field(value: datetime, rights: Rights) -> tzinfo | None:
    """The offset of the embargo field; one in UTC is nobody's own time, unless it is the same."""
    field = rights.embargo_until
    if field is not None and (field.utcoffset() or field.replace(tzinfo=None) == value):
        return field.tzinfo
    return None


def field_end(item: Item, q: Inquiry) -> datetime | None:
    """When the embargo of the item's field ends; None where there is none, or no readable end."""
    return _end(_field(item, q), item, q)


def term_end(embargo: Embargo, item: Item, q: Inquiry) -> datetime | None:
    """When the embargo of one of the item's terms ends; None where no end can be read."""
    return _end(embargo, item, q)


def line_end(finding: Finding, item: Item, q: Inquiry) -> datetime | None:
    """When the embargo of a line of the draft ends; `item` is what the line speaks of."""
    return _end(_line(finding, item, q), item, q) if finding.kind == "embargo" else None


def _field(item: Item, q: Inquiry) -> Embargo:
    rights = item.rights
    if rights.embargo_until is not None:
        return Embargo("until", rights.embargo_raw or "", rights.embargo_until)
    return read_embargo(rights.embargo_raw or "", _near(item, q))


def _line(finding: Finding, item: Item, q: Inquiry) -> Embargo:
    return read_embargo(finding.text, _near(item, q))


def _end(embargo: Embargo, item: Item, q: Inquiry) -> datetime | None:
    if embargo.until is None:
        return None
    return local_reading(embargo.until, item, q, embargo.zone)


def field_is_over(item: Item, q: Inquiry) -> bool:
    """Whether the item's own embargo field names a moment that has passed."""
    end = field_end(item, q)
    return end is not None and end <= q.at


def field_reasons(item: Item, e: Evidence, q: Inquiry, *, expected: bool) -> Iterator[Reason]:
    """The embargo of the item's field; with `expected` its status says that there is one."""
    embargo = _field(item, q)
    if embargo.kind == "none" and expected:
        embargo = Embargo("unreadable", "embargoed")
    name = q.name(e.owner)
    statement = _Statement(e.owner, e.passages, f"{name} set", f"{name} holds {item.source} back")
    yield from _reasons(embargo, item, q, statement)


def term_reasons(e: Evidence, q: Inquiry) -> list[Reason]:
    """Embargoes in the item's terms or notes: the provider's statement like any other."""
    if e.item is None:
        return []
    read = [term.embargo for term in terms_of(e.item, q) if term.embargo is not None]
    if field_is_over(e.item, q):
        # A note without a time most likely speaks of the field's: a person is asked elsewhere.
        read = [embargo for embargo in read if embargo.kind == "until"]
    name = q.name(e.owner)
    statement = _Statement(e.owner, e.passages, f"{name} set", f"{name} holds {e.label} back")
    return [r for embargo in read for r in _reasons(embargo, e.item, q, statement)]


def line_item(owner: str, evidence: Sequence[Evidence], draft: Draft) -> Item:
    """The item that a line of the draft speaks of: what most of the draft is, else the draft."""
    for e in sorted(evidence, key=lambda e: (-e.share_of_draft, e.source or "")):
        if e.owner == owner and e.item is not None and e.share_of_draft >= MOSTLY:
            return e.item
    return Item(source=draft.id or "this text", owner=owner, rights=draft.rights)


def line_reasons(finding: Finding, item: Item, owner: str, q: Inquiry) -> Iterator[Reason]:
    """The embargo of a line of the draft."""
    spans = (Span(finding.start, finding.end),) if finding.start < finding.end else ()
    quoted = clip(finding.text.strip(), 100)
    statement = _Statement(
        owner, spans, "The text has", "The text is under embargo", f": “{quoted}”"
    )
    yield from _reasons(_line(finding, item, q), item, q, statement)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Whose embargo it is, where it lies in the draft, and how messages word it."""

    owner: str
    passages: tuple[Span, ...]
    sets: str
    holds: str
    quoted: str = ""


def _reasons(embargo: Embargo, item: Item, q: Inquiry, s: _Statement) -> Iterator[Reason]:
    """One weight for all embargoes: held until its end, or for good where nobody can read it."""
    end = _end(embargo, item, q)
    if embargo.kind == "unreadable":
        yield reason(
            "status.embargoed",
            f"{s.sets} an embargo whose end cannot be read: “{clip(embargo.words, 90)}”."
            " Check by hand.",
            s.owner,
            passages=s.passages,
            found=embargo.words,
            parsed=False,
        )
    elif end is not None and q.at < end:
        yield reason(
            "status.embargoed",
            f"{s.holds} until {shown(end)}{s.quoted}.",
            s.owner,
            passages=s.passages,
            expected=rfc3339(end),
            found=embargo.words or None,
            parsed=True,
        )
