"""An item's times: their time zone, and when its terms begin or end to apply."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from checker.licensing.judging.context import JudgementContext
from checker.models.draft import Rights
from checker.models.source import Item
from checker.orders.embargo import Embargo, read_embargo
from checker.orders.times_in_words import customary_zone
from checker.times import aware, instant, zone_of

if TYPE_CHECKING:
    from checker.licensing.terms.term import Term

__all__ = [
    "embargo_end",
    "field_embargo",
    "field_end",
    "near",
    "term_end",
    "term_moments",
    "terms_of",
]


_NO_EMBARGO = Embargo("none", "")
_NOTICE_WORDS = 6  # of a notice that names a holder and reserves its rights, at most
_NOTICE = re.compile(r"©|\(c\)|copyright|℗", re.IGNORECASE)
_LIMIT = re.compile(r"\s[-–—]\s|;|\b(?:out|not?|only|except)\b", re.IGNORECASE)


def _adds(notice: str) -> bool:
    """Whether a copyright notice may say more than whose the text is."""
    plain = len(notice.split()) <= _NOTICE_WORDS and _NOTICE.search(notice) is not None
    return not plain or _LIMIT.search(notice) is not None


def _in_words(licence: str) -> bool:
    """Whether a licence is no address."""
    return "://" not in licence


def terms_of(item: Item, context: JudgementContext) -> tuple["Term", ...]:
    """Returns the item's usage terms and notes, parsed."""
    rights = item.rights
    if not (
        rights.usage_terms
        or rights.editors_note
        or rights.expires_raw
        or rights.copyright_notice
        or rights.license_url
    ):
        return ()  # as most items
    stated = rights.usage_terms or rights.editors_note or rights.expires_raw
    noted = any(map(_adds, rights.copyright_notice)) or any(map(_in_words, rights.license_url))
    if not (stated or noted):
        return ()
    # Its grammar and words load with the first item that has terms.
    from checker.licensing.terms.parse import item_terms

    return item_terms(item.rights, near(item, context))


def near(item: Item, context: JudgementContext) -> datetime:
    """Returns the local time that dates without a year and weekdays refer to."""
    moment = item.published or item.received or context.asked_at
    zone = _provider_zone(item, context)
    return moment.astimezone(zone) if zone is not None else moment


def _provider_zone(item: Item, context: JudgementContext) -> tzinfo | None:
    """The item's own, one of its fields, or what the policy says."""
    name = item.timezone or _field_zone(item.rights) or context.policy.timezones.get(item.owner)
    return zone_of(name)


def _field_zone(rights: Rights) -> str | None:
    zones = (
        f.value for f in rights.fields if f.path.casefold().endswith(("timezone", "time_zone"))
    )
    return next(zones, None)


def _local_reading(
    value: datetime, item: Item, context: JudgementContext, suggested: str | None = None
) -> datetime:
    """A time of the provider, the later of two readings where it can mean two moments.

    `suggested` is the zone that the wording suggests. Where nothing names a zone, the time is
    over when it is over everywhere.
    """
    if value.tzinfo is not None:
        return instant(value, None, "latest")
    zone = (
        _provider_zone(item, context)
        or _zone_of_field(value, item.rights)
        or zone_of(suggested)
        or _agreed_zone(item.owner, context)
    )
    return instant(value, zone, "latest")


def _zone_of_field(value: datetime, rights: Rights) -> tzinfo | None:
    """The offset of the embargo field; one in UTC is nobody's own time, unless it is the same."""
    field = rights.embargo_until
    if field is not None and (field.utcoffset() or field.replace(tzinfo=None) == value):
        return field.tzinfo
    return None


def _agreed_zone(owner: str, context: JudgementContext) -> tzinfo | None:
    """The zone of the owner's agreements, where they name one and no other."""
    names = {a.timezone for a in context.agreements_of(owner) if a.timezone}
    return zone_of(names.pop()) if len(names) == 1 else None


def embargo_end(embargo: Embargo, item: Item, context: JudgementContext) -> datetime | None:
    """Returns when an embargo of the item ends; None if there is none or its end is unreadable."""
    if embargo.until is None:
        return None
    if len(embargo.readings) > 1:
        return _own_reading(embargo, item, context) or embargo.until
    return _local_reading(embargo.until, item, context, embargo.zone)


def _own_reading(embargo: Embargo, item: Item, context: JudgementContext) -> datetime | None:
    """The reading of a zone's letters ("IST") that is the provider's own clock."""
    zone = _provider_zone(item, context)
    if zone is None:
        return None
    own = (r for r in embargo.readings if r == instant(r.replace(tzinfo=None), zone, "latest"))
    return next(own, None)


def field_embargo(item: Item, context: JudgementContext) -> Embargo:
    """Returns the embargo of the item's field, from its words or its time."""
    rights = item.rights
    if rights.embargo_until is not None:
        return Embargo("until", rights.embargo_raw or "", rights.embargo_until)
    if not rights.embargo_raw:
        return _NO_EMBARGO
    return read_embargo(rights.embargo_raw, near(item, context))


def field_end(item: Item, context: JudgementContext) -> datetime | None:
    """Returns when the field's embargo ends; None if there is none or its end is unreadable."""
    return embargo_end(field_embargo(item, context), item, context)


def term_end(term: "Term", item: Item, context: JudgementContext) -> datetime | None:
    """Returns when a term in prose begins or ceases to apply; None if it names no moment."""
    if term.embargo is not None:
        return embargo_end(term.embargo, item, context)
    if term.kind == "days" and term.days is not None:
        start = _start(term, item, context)
        return start + timedelta(days=term.days) if start is not None else None
    if term.moment is None:
        return None
    if term.kind == "until":
        # The earliest reading: what must come down comes down in time.
        return instant(term.moment, _provider_zone(item, context), "earliest")
    return _local_reading(term.moment, item, context, customary_zone(term.raw))


def _start(term: "Term", item: Item, context: JudgementContext) -> datetime | None:
    """The moment that a period counts from; None where nobody here knows it.

    In doubt the earliest that the words can mean: what must come down comes down in time.
    """
    sent = aware(item.published) if item.published is not None else None
    if term.counts_from in ("use", "publication") and context.undated:
        return sent
    if term.counts_from == "use":
        return context.first_published
    if term.counts_from == "publication":
        return min(sent, context.first_published) if sent is not None else context.first_published
    if term.counts_from == "receipt":
        return aware(item.received) if item.received is not None else sent
    if term.counts_from == "release":
        return field_end(item, context) or sent
    return sent if term.counts_from == "transmission" else None


def term_moments(item: Item, context: JudgementContext) -> Iterator[datetime]:
    """Yields the moments at which the item's terms in prose begin or cease to apply."""
    for term in terms_of(item, context):
        end = term_end(term, item, context)
        if end is not None:
            yield end
