"""An agreement in plain words: what it grants, what it owes, until when."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from checker.licensing import Agreement, territory_names
from checker.models import plain_name
from checker.times import zone_of

__all__ = ["agreement_facts", "last_day", "state_of"]

_EDITS = {"none": "may not be edited", "style": "may be edited in style", "free": "may be edited"}
_THEN = {
    "unpublish": "then the story comes down",
    "remove_text": "then the licensed text goes",
    "recheck": "then it is checked again",
}
_KINDS = {
    "agreement": "A contract",
    "offer": "An offer: it licenses nothing yet",
    "open": "An open licence",
}
_PLACES = {
    "dateline": "in the dateline",
    "byline": "in the byline",
    "top": "at the top",
    "end": "at the end",
    "caption": "in the caption",
    "any": "anywhere",
}
_SHOWN = 12  # territories by name


def agreement_facts(agreement: Agreement) -> list[tuple[str, str]]:
    """Returns labels and sentences, without what the agreement does not speak of."""
    facts = [*_paper(agreement), *_scope(agreement), *_limits(agreement), *_duties(agreement)]
    return [(label, words) for label, words in facts if words]


def state_of(agreement: Agreement, now: datetime) -> str:
    """Whether it licenses something now: "in force", "begins later", "ended" or "offer"."""
    if agreement.kind == "offer":
        return "offer"
    start, end = agreement.valid.start, agreement.valid.end
    if end is not None and end <= now:
        return "ended"
    return "begins later" if start is not None and start > now else "in force"


def last_day(agreement: Agreement) -> str:
    """The last day that it covers, in its own zone; "open" where it has no end."""
    end = agreement.valid.end
    return "open" if end is None else _day(end - timedelta(microseconds=1), agreement)


def _paper(a: Agreement) -> Iterator[tuple[str, str]]:
    yield "Kind", _KINDS[a.kind]
    yield "Contract", ", ".join(filter(None, (a.contract.ref, a.contract.spdx, a.contract.url)))
    yield "Contact", a.contract.contact or ""
    brands = "" if "*" in a.licensee.brands else f", on {_listed(a.licensee.brands)}"
    who = "any publisher of this newsroom" if a.licensee.id == "*" else plain_name(a.licensee.id)
    yield "Licensee", f"{a.document.get('licensee', {}).get('name') or who}{brands}"
    begins = f"from {_day(a.valid.start, a)} " if a.valid.start is not None else ""
    ends = "without an end" if a.valid.end is None else f"to the end of {last_day(a)}"
    yield "Valid", f"{begins}{ends} ({a.timezone or 'UTC'})"


def _scope(a: Agreement) -> Iterator[tuple[str, str]]:
    yield "Channels", _both(a.channels.allow, a.channels.deny, "every channel")
    allow, deny = (territory_names(words) for words in (a.territories.allow, a.territories.deny))
    yield "Territories", _both(allow, deny, "the whole world")
    content = a.content
    media = "everything" if "*" in content.media else _listed(content.media)
    services = f"; services {_listed(content.services)}" if content.services else ""
    languages = f"; in {_listed(content.languages)}" if content.languages else ""
    others = "" if content.exclude_third_party else "; partners' items too"
    yield "Material", f"{media}{services}{languages}{others}"
    if a.items.allow != ("*",) or a.items.deny:
        yield "Single items", _both(a.items.allow, a.items.deny, "all")


def _limits(a: Agreement) -> Iterator[tuple[str, str]]:
    yield "How much", _extent(a)
    if a.retention.online_days is not None:
        since = {"first_published": "first publication", "received": "receipt"}
        start = since[a.retention.counts_from]
        days = f"{a.retention.online_days:g} days from {start}"
        yield "Time online", f"{days}; {_THEN[a.retention.then]}"
    yield "Archive", "" if a.retention.archive else "not allowed"
    changes = a.modification
    may = [_EDITS[changes.edit]]
    named = (("shortened", changes.shorten), ("translated", changes.translate))
    may += [f"may {'' if allowed else 'not '}be {word}" for word, allowed in named]
    may.append(f"may {'' if changes.combine else 'not '}be mixed with other text")
    yield "Changes", "; ".join(may)
    said = {"allow": "allowed", "deny": "denied", None: "not granted"}
    ai = (("training", a.ai.training), ("input", a.ai.input), ("summaries", a.ai.summarise))
    yield "AI", "; ".join(f"{word} {said[value]}" for word, value in ai)
    yield "Quota", f"{a.items_per_month} items a month" if a.items_per_month else ""
    if a.price is not None:
        yield "Price", f"{a.price.per_item:g} {a.price.currency} an item"


def _extent(a: Agreement) -> str:
    if a.extent.mode == "full":
        return "the whole text"
    limits = (
        f"{a.extent.max_words} words" if a.extent.max_words else "",
        f"{a.extent.max_percent:g} % of the source" if a.extent.max_percent else "",
        f"{a.extent.max_paragraphs} paragraphs" if a.extent.max_paragraphs else "",
    )
    most = ", ".join(filter(None, limits))
    return f"an excerpt of at most {most}" if most else "an excerpt, less than the whole text"


def _duties(a: Agreement) -> Iterator[tuple[str, str]]:
    when = {"any": "", "substantial": " when much is used", "derived": " for derived use"}
    for label, duty in (("Credit", a.credit), ("Attribution", a.attribution)):
        if duty is not None:
            places = _listed([_PLACES[place] for place in duty.where], "or")
            quoted = _listed([f"“{text}”" for text in duty.text], "or")
            yield label, f"{quoted}, {places}{when[duty.required_when]}"
    lines = (("byline", a.keep_byline), ("dateline", a.keep_dateline))
    kept = [word for word, keep in lines if keep]
    yield "Kept", f"the {_listed(kept)} of the source" if kept else ""
    for label, required in (("Notice", a.notice), ("Link", a.link_back), ("Pixel", a.tracking)):
        yield label, _listed(required.patterns, "or") if required.required else ""
    if a.kill.within_minutes is not None:
        yield "After a kill", f"down within {a.kill.within_minutes} minutes"


def _both(allow: Sequence[str], deny: Sequence[str], everything: str) -> str:
    listed = everything if "*" in allow or everything in allow else _listed(_few(allow))
    denied = f"; not {_listed(_few(deny), 'or')}" if deny else ""
    return (listed or "none") + denied


def _few(words: Sequence[str]) -> Sequence[str]:
    left = len(words) - _SHOWN
    return [*words[:_SHOWN], f"{left} more"] if left > 0 else words


def _listed(words: Sequence[str], last: str = "and") -> str:
    *first, end = words or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def _day(moment: datetime, agreement: Agreement) -> str:
    return moment.astimezone(zone_of(agreement.timezone) or UTC).date().isoformat()
