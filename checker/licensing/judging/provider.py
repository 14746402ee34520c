"""The provider's word: killed, withheld, not for publication, embargoed, expired.

Nothing overrules it: no agreement, no quotation, no short extract.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from checker.licensing.judging.context import Inquiry
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import clip, reason
from checker.licensing.terms.prose_times import embargo_in_words
from checker.models import Item, Reason, Rights
from checker.times import end_of, instant, no_time, parse_time, rfc3339, shown, zone_of

__all__ = [
    "embargo_end",
    "local_reading",
    "provider_reasons",
    "provider_zone",
    "status_word",
    "superseded",
    "unpublishable",
]

# Germany, Austria and Switzerland keep one time; "Ortszeit" is that of some other place.
_GERMAN_CLOCK = re.compile(r"\d\s?Uhr\b(?!.*zeit\b)", re.IGNORECASE | re.DOTALL)
_STATUS = {
    "usable": "usable",
    "canceled": "killed",
    "cancelled": "killed",
    "killed": "killed",
    "kill": "killed",
    "withdrawn": "killed",
    "withheld": "withheld",
    "hold": "withheld",
    "not_for_publication": "not_for_publication",
    "embargoed": "embargoed",
}


def status_word(status: str | None) -> str | None:
    """usable, killed, withheld, not_for_publication, embargoed, unknown; None if none is given.

    Takes IPTC's pubStatus ("stat:canceled") and the spellings of NITF and NewsML 1.
    """
    if status is None or not status.strip():
        return None
    bare = status.rsplit(":", 1)[-1].strip().casefold().replace(" ", "_").replace("-", "_")
    return _STATUS.get(bare, "unknown")


def provider_reasons(evidence: Evidence, inquiry: Inquiry) -> list[Reason]:
    """What the registry says of this source, and of other ids of the same text if killed."""
    item = evidence.item
    reasons = list(_item_reasons(item, evidence, inquiry)) if item is not None else []
    for kin in evidence.family:
        if kin.killed_at is not None or status_word(kin.rights.status) == "killed":
            reasons.append(_killed(kin, evidence, inquiry))
    return reasons


def _item_reasons(item: Item, evidence: Evidence, inquiry: Inquiry) -> Iterator[Reason]:
    name = inquiry.name(evidence.owner)
    word = status_word(item.rights.status)
    if item.killed_at is not None or word == "killed":
        yield _killed(item, evidence, inquiry)
    elif word == "withheld":
        yield reason(
            "status.withheld",
            f"{name} withholds {item.source}.",
            evidence.owner,
            passages=evidence.passages,
        )
    elif word == "not_for_publication" or _marked_unpublishable(item.rights):
        yield reason(
            "status.not_for_publication",
            f"{name} marked {item.source} as not for publication.",
            evidence.owner,
            passages=evidence.passages,
        )
    elif word == "unknown":
        yield reason(
            "licence.item_restricted",
            f"{name} gives {item.source} a status that is not understood: “{item.rights.status}”."
            " Check by hand.",
            evidence.owner,
            found=item.rights.status,
            parsed=False,
        )
    yield from _embargo(item, evidence, inquiry, expected=word == "embargoed")
    yield from _expired(item, evidence, inquiry)


def _killed(item: Item, evidence: Evidence, inquiry: Inquiry) -> Reason:
    name = inquiry.name(evidence.owner)
    when = f" at {shown(item.killed_at)}" if item.killed_at else ""
    ancestor = item.killed_by if item.killed_by not in (None, item.source) else None
    if ancestor:
        what = f"This text descends from {ancestor}, which {name} killed{when}."
    elif item.source != evidence.source:
        what = f"The same text is {item.source}, which {name} killed{when}."
    else:
        what = f"{name} killed {item.source}{when}."
    return reason(
        "status.killed",
        f"{what} Do not publish; take it down where it is.",
        evidence.owner,
        passages=evidence.passages,
        found=ancestor or item.source,
    )


def _marked_unpublishable(rights: Rights) -> bool:
    """Flags of the wire; an advisory is a note to editors and never copy."""
    return any(unpublishable(signal) for signal in rights.signals)


def unpublishable(words: str) -> bool:
    """Whether a flag or a line says that the item is not for publication."""
    bare = words.rsplit(":", 1)[-1].strip().casefold().replace("_", " ").replace("-", " ")
    bare = bare.replace("notforpublication", "not for publication")
    return bare == "advisory" or any(
        phrase in bare
        for phrase in (
            "not for publication",
            "not for pub",
            "do not publish",
            "don't publish",
            "nicht zur veröffentlichung",
            "nicht zur publikation",
            "ne pas publier",
            "pas destiné à la publication",
            "no publicar",
            "no publicable",
            "non pubblicare",
            "não publicar",
            "niet voor publicatie",
            "не для публикации",
            "不得发布",
            "禁止发布",
        )
    )


def embargo_end(item: Item, inquiry: Inquiry) -> datetime | None:
    """The moment from which an item may be published, read so that it is never too early.

    Raises:
        ValueError: there is an embargo, and no time could be read.
    """
    if item.rights.embargo_until is not None:
        return local_reading(item.rights.embargo_until, item, inquiry)
    raw = (item.rights.embargo_raw or "").strip()
    if not raw or no_time(raw):
        return None
    written = parse_time(raw)
    if written is not None:
        read = end_of(written)
    else:
        near = item.published or item.received or inquiry.asked_at
        spoken = embargo_in_words(raw, near)
        if spoken is None:
            raise ValueError(raw)
        read = spoken
    return local_reading(read, item, inquiry, raw)


def provider_zone(item: Item, inquiry: Inquiry) -> tzinfo | None:
    """The provider's zone: the item's own, one of its fields, or what the policy says."""
    name = item.timezone or _field_zone(item.rights) or inquiry.policy.timezones.get(item.owner)
    return zone_of(name) if name else None


def local_reading(value: datetime, item: Item, inquiry: Inquiry, words: str = "") -> datetime:
    """A time of the provider, the later of two readings where it can mean two moments.

    `words` are those in which the time was said; they may tell the zone when nothing else does.
    """
    zone = provider_zone(item, inquiry)
    if zone is None and words:
        zone = _spoken_zone(value, words, item.rights)
    return instant(value, zone, "latest")


def _spoken_zone(value: datetime, words: str, rights: Rights) -> tzinfo | None:
    """The zone of a note that names none: its embargo field's, or where people say "Uhr".

    A field in UTC is in nobody's own time, so it counts when it is the very time of the note.
    """
    field = rights.embargo_until
    if field is not None and (field.utcoffset() or field.replace(tzinfo=None) == value):
        return field.tzinfo
    return zone_of("Europe/Berlin") if _GERMAN_CLOCK.search(words) else None


def _field_zone(rights: Rights) -> str | None:
    zones = (
        f.value for f in rights.fields if f.path.casefold().endswith(("timezone", "time_zone"))
    )
    return next(zones, None)


def _embargo(
    item: Item, evidence: Evidence, inquiry: Inquiry, *, expected: bool
) -> Iterator[Reason]:
    name = inquiry.name(evidence.owner)
    try:
        end = embargo_end(item, inquiry)
        unread = "embargoed" if end is None and expected else None
    except ValueError as error:
        end, unread = None, str(error)
    if unread is not None:
        yield reason(
            "status.embargoed",
            f"{name} set an embargo whose end cannot be read: “{clip(unread, 90)}”. Ask by hand.",
            evidence.owner,
            passages=evidence.passages,
            found=unread,
            parsed=False,
        )
    elif end is not None and inquiry.at < end:
        yield reason(
            "status.embargoed",
            f"{name} holds {item.source} back until {shown(end)}.",
            evidence.owner,
            passages=evidence.passages,
            expected=rfc3339(end),
            found=item.rights.embargo_raw,
        )


def _expired(item: Item, evidence: Evidence, inquiry: Inquiry) -> Iterator[Reason]:
    expires = item.rights.expires
    if expires is not None and instant(expires, UTC, "latest") <= inquiry.at:
        yield reason(
            "status.expired_by_provider",
            f"{inquiry.name(evidence.owner)} let {item.source} expire at {shown(expires)}.",
            evidence.owner,
            passages=evidence.passages,
            expected=rfc3339(expires),
        )


def superseded(evidence: Evidence, inquiry: Inquiry) -> Reason | None:
    """Says so when the draft rests on a version that the owner has replaced."""
    item, match = evidence.item, evidence.match
    if item is None or match is None or not _older(match.version, item.newest_version):
        return None
    return reason(
        "status.superseded",
        f"{inquiry.name(evidence.owner)} replaced version {match.version} of {item.source}"
        f" by version {item.newest_version}: use the newest.",
        evidence.owner,
        passages=evidence.passages,
        expected=item.newest_version,
        found=match.version,
    )


def _older(version: str, newest: str) -> bool:
    try:
        return int(version) < int(newest)
    except ValueError:  # "10#2", a date, "1.1": the registry has no newer version than `newest`
        return version != newest
