"""An agreement in plain words: what it grants, what it requires, until when."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from checker.licensing import Agreement, territory_names
from checker.models.vocabulary import plain_name
from checker.times import zone_of
from checker.wording import either, joined, listed, plural, worded

__all__ = ["agreement_facts", "last_day", "state_of"]

_EDITS = {
    "none": worded("may not be edited"),
    "style": worded("may be edited for style"),
    "free": worded("may be edited"),
}
_THEN = {
    "unpublish": worded("then the story must come down"),
    "remove_text": worded("then the licensed text must be removed"),
    "recheck": worded("then it must be checked again"),
}
_KINDS = {
    "agreement": worded("A contract"),
    "offer": worded("An offer: it does not license anything yet"),
    "open": worded("An open licence"),
}
_PLACES = {
    "dateline": worded("in the dateline"),
    "byline": worded("in the byline"),
    "top": worded("at the top"),
    "end": worded("at the end"),
    "caption": worded("in the caption"),
    "any": worded("anywhere"),
}
_SHOWN = 12  # territories by name


def agreement_facts(agreement: Agreement) -> list[tuple[str, str]]:
    """Returns labels and sentences, without what the agreement does not mention."""
    facts = [*_paper(agreement), *_scope(agreement), *_limits(agreement), *_duties(agreement)]
    return [(label, words) for label, words in facts if words]


def state_of(agreement: Agreement, now: datetime) -> str:
    """Checks whether it licenses something now: "in force", "begins later", "ended" or "offer".

    An offer that has ended is no offer any more.
    """
    start, end = agreement.valid.start, agreement.valid.end
    if end is not None and end <= now:
        return "ended"
    if agreement.kind == "offer":
        return "offer"
    return "begins later" if start is not None and start > now else "in force"


def last_day(agreement: Agreement) -> str:
    """Returns the last day that it covers, in its own zone; "open" where it has no end."""
    end = agreement.valid.end
    return worded("open") if end is None else _day(end - timedelta(microseconds=1), agreement)


def _paper(a: Agreement) -> Iterator[tuple[str, str]]:
    yield worded("Kind"), _KINDS[a.kind]
    paper = filter(None, (a.contract.ref, a.contract.spdx, a.contract.url))
    yield worded("Contract"), ", ".join(paper)
    yield worded("Contact"), a.contract.contact or ""
    yield worded("Licensee"), _licensee(a)
    yield worded("Valid"), _valid(a)


def _licensee(a: Agreement) -> str:
    anybody = worded("any publisher of this newsroom")
    who = anybody if a.licensee.id == "*" else plain_name(a.licensee.id)
    name: str = a.document.get("licensee", {}).get("name") or who
    if "*" in a.licensee.brands:
        return name
    return worded("{name}, on {brands}", name=name, brands=listed(a.licensee.brands))


def _valid(a: Agreement) -> str:
    zone = a.timezone or "UTC"
    start = None if a.valid.start is None else _day(a.valid.start, a)
    if a.valid.end is None:
        if start is None:
            return worded("without an end ({zone})", zone=zone)
        return worded("from {start}, without an end ({zone})", start=start, zone=zone)
    if start is None:
        return worded("until the end of {end} ({zone})", end=last_day(a), zone=zone)
    return worded(
        "from {start} until the end of {end} ({zone})", start=start, end=last_day(a), zone=zone
    )


def _scope(a: Agreement) -> Iterator[tuple[str, str]]:
    yield worded("Channels"), _both(a.channels.allow, a.channels.deny, worded("every channel"))
    allow, deny = (territory_names(words) for words in (a.territories.allow, a.territories.deny))
    yield worded("Territories"), _both(allow, deny, worded("the whole world"))
    yield worded("Material"), _material(a)
    if a.items.allow != ("*",) or a.items.deny:
        yield worded("Single items"), _both(a.items.allow, a.items.deny, worded("all"))


def _material(a: Agreement) -> str:
    content = a.content
    parts = [worded("everything") if "*" in content.media else listed(content.media)]
    if content.services:
        parts.append(worded("services {services}", services=listed(content.services)))
    if content.languages:
        parts.append(worded("in {languages}", languages=listed(content.languages)))
    if not content.exclude_third_party:
        parts.append(worded("partners' items too"))
    return joined(parts, "; ")


def _limits(a: Agreement) -> Iterator[tuple[str, str]]:
    yield worded("How much"), _extent(a)
    if a.retention.online_days is not None:
        yield worded("Time online"), _time_online(a)
    yield worded("Archive"), "" if a.retention.archive else worded("not allowed")
    yield worded("Changes"), _changes(a)
    said = {"allow": worded("allowed"), "deny": worded("denied"), None: worded("not granted")}
    ai = (
        worded("training {granted}", granted=said[a.ai.training]),
        worded("input {granted}", granted=said[a.ai.input]),
        worded("summaries {granted}", granted=said[a.ai.summarise]),
    )
    yield worded("AI"), joined(ai, "; ")
    if a.items_per_month:
        items = plural("{n} item a month", "{n} items a month", a.items_per_month)
        yield worded("Quota"), items
    if a.price is not None:
        yield (
            worded("Price"),
            worded(
                "{price:g} {currency} an item", price=a.price.per_item, currency=a.price.currency
            ),
        )


_SINCE = {
    "first_published": worded("{days:g} days from first publication; {then}"),
    "received": worded("{days:g} days from receipt; {then}"),
}


def _time_online(a: Agreement) -> str:
    return _SINCE[a.retention.counts_from].filled(
        days=a.retention.online_days or 0, then=_THEN[a.retention.then]
    )


def _changes(a: Agreement) -> str:
    changes = a.modification
    may = (
        _EDITS[changes.edit],
        worded("may be shortened") if changes.shorten else worded("may not be shortened"),
        worded("may be translated") if changes.translate else worded("may not be translated"),
        worded("may be mixed with other text")
        if changes.combine
        else worded("may not be mixed with other text"),
    )
    return joined(may, "; ")


def _extent(a: Agreement) -> str:
    if a.extent.mode == "full":
        return worded("the whole text")
    limits: list[str] = []
    if a.extent.max_words is not None:
        limits.append(plural("{n} word", "{n} words", a.extent.max_words))
    if a.extent.max_percent is not None:
        limits.append(worded("{percent:g} % of the source", percent=a.extent.max_percent))
    if a.extent.max_paragraphs is not None:
        limits.append(plural("{n} paragraph", "{n} paragraphs", a.extent.max_paragraphs))
    if limits:
        return worded("an excerpt of at most {limits}", limits=joined(limits))
    return worded("an excerpt, less than the whole text")


_DUTIES = {
    "any": worded("{texts}, {places}"),
    "substantial": worded("{texts}, {places}, when much of the text is used"),
    "derived": worded("{texts}, {places}, for derived use"),
}


def _duties(a: Agreement) -> Iterator[tuple[str, str]]:
    for label, duty in ((worded("Credit"), a.credit), (worded("Attribution"), a.attribution)):
        if duty is not None:
            places = either([_PLACES[place] for place in duty.where])
            quoted = either([f"“{text}”" for text in duty.text])
            yield label, _DUTIES[duty.required_when].filled(texts=quoted, places=places)
    kept = [
        *((worded("the source's byline"),) if a.keep_byline else ()),
        *((worded("the source's dateline"),) if a.keep_dateline else ()),
    ]
    yield worded("Kept"), listed(kept) if kept else ""
    for label, required in (
        (worded("Notice"), a.notice),
        (worded("Link"), a.link_back),
        (worded("Pixel"), a.tracking),
    ):
        yield label, either(required.patterns) if required.required else ""
    if a.kill.within_minutes is not None:
        yield (
            worded("After a kill"),
            plural(
                "taken down within {n} minute",
                "taken down within {n} minutes",
                a.kill.within_minutes,
            ),
        )


def _both(allow: Sequence[str], deny: Sequence[str], everything: str) -> str:
    whole = "*" in allow or everything in allow
    allowed = everything if whole else listed(_few(allow)) or worded("none")
    if not deny:
        return allowed
    return worded("{allowed}; not {denied}", allowed=allowed, denied=either(_few(deny)))


def _few(words: Sequence[str]) -> Sequence[str]:
    left = len(words) - _SHOWN
    return [*words[:_SHOWN], worded("{n} more", n=left)] if left > 0 else words


def _day(moment: datetime, agreement: Agreement) -> str:
    return moment.astimezone(zone_of(agreement.timezone) or UTC).date().isoformat()
