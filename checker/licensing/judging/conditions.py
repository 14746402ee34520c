"""The conditions of an agreement, one function each; a condition not met yields a reason."""

from collections.abc import Callable, Iterator

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.place_conditions import brand, channel, territory
from checker.licensing.judging.reasons import reason
from checker.licensing.judging.use_conditions import ai_use, extent, modification, quota, retention
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.times import rfc3339, shown
from checker.wording import worded

__all__ = ["CONDITIONS", "TIMED", "Condition", "item_denied"]

Condition = Callable[[Agreement, Evidence, JudgementContext], Iterator[Reason]]


def dates(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the agreement is in force at the moment of the use."""
    if agreement.valid.start is not None and context.at < agreement.valid.start:
        yield reason(
            "licence.not_started",
            worded(
                "{agreement} starts on {time}.",
                agreement=agreement.id,
                time=shown(agreement.valid.start),
            ),
            evidence.owner,
            agreement=agreement,
            expected=rfc3339(agreement.valid.start),
            found=rfc3339(context.at),
        )
    if agreement.valid.end is not None and context.at >= agreement.valid.end:
        yield reason(
            "licence.expired",
            worded(
                "{agreement} ended on {time}.",
                agreement=agreement.id,
                time=shown(agreement.valid.end),
            ),
            evidence.owner,
            agreement=agreement,
            expected=rfc3339(agreement.valid.end),
            found=rfc3339(context.at),
        )


def media(agreement: Agreement, evidence: Evidence, _context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the media (text, pictures and so on) are covered."""
    if evidence.media not in agreement.content.media and "*" not in agreement.content.media:
        yield reason(
            "licence.media_excluded",
            worded(
                "{agreement} covers {media}, not {used}.",
                agreement=agreement.id,
                media=", ".join(agreement.content.media),
                used=_MEDIA.get(evidence.media, evidence.media),
            ),
            evidence.owner,
            agreement=agreement,
            passages=evidence.passages,
            expected=", ".join(agreement.content.media),
            found=evidence.media,
        )


_MEDIA = {"picture": worded("pictures")}


def content(
    agreement: Agreement, evidence: Evidence, _context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the language and the service of the item are covered."""
    language = (evidence.language or "").casefold()
    if (
        agreement.content.languages
        and language
        and not _speaks(language, agreement.content.languages)
    ):
        yield reason(
            "licence.language_excluded",
            worded(
                "{agreement} covers the languages {languages}, not {language}.",
                agreement=agreement.id,
                languages=", ".join(agreement.content.languages),
                language=language,
            ),
            evidence.owner,
            agreement=agreement,
            expected=", ".join(agreement.content.languages),
            found=language,
        )
    service = evidence.item.service if evidence.item else None
    known = {name.casefold() for name in agreement.content.services}
    if known and service and service.casefold() not in known:
        yield reason(
            "licence.service_excluded",
            worded(
                "{agreement} covers the services {services}, not {service}.",
                agreement=agreement.id,
                services=", ".join(agreement.content.services),
                service=service,
            ),
            evidence.owner,
            agreement=agreement,
            expected=", ".join(agreement.content.services),
            found=service,
        )


def _speaks(language: str, allowed: tuple[str, ...]) -> bool:
    # Its table loads with the first agreement over single languages.
    from checker.licensing.judging.spoken_codes import speaks

    return speaks(language, allowed)


def third_party(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether an item of a partner in the owner's feed is covered."""
    if not agreement.content.exclude_third_party or evidence.item is None:
        return
    if agreement.owner != evidence.owner:
        yield reason(
            "licence.third_party_content",
            worded(
                "{label} belongs to {owner} and was sent by {sender}; {agreement} does not "
                "cover partners' items.",
                label=evidence.label,
                owner=context.name(evidence.owner),
                sender=context.name(agreement.owner),
                agreement=agreement.id,
            ),
            evidence.owner,
            agreement=agreement,
            found=evidence.owner,
        )
    elif holders := _partners(evidence.item, context):
        yield reason(
            "licence.third_party_content",
            worded(
                "{label} belongs to {holders}; {agreement} does not cover third-party content.",
                label=evidence.label,
                holders=holders,
                agreement=agreement.id,
            ),
            evidence.owner,
            agreement=agreement,
            found=holders,
        )


def _partners(item: Item, context: JudgementContext) -> str:
    """Whose an item of the agreement's owner is, if a partner's by its markings or its fields."""
    if marked := context.holders.get(item.source):
        return context.name(marked)
    if not item.rights.third_party or _sent_by_another(item, context):
        return ""
    return ", ".join(item.rights.copyright_holder) or worded("a third party")


def _sent_by_another(item: Item, context: JudgementContext) -> bool:
    """Whether an item is its owner's, and third-party content only in the feed that brought it."""
    holders = map(context.names.owner_named, item.rights.copyright_holder)
    sender = context.names.owner_named(item.provider) if item.provider else item.owner
    return sender != item.owner and all(holder == item.owner for holder in holders)


def item_listed(
    agreement: Agreement, evidence: Evidence, _context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether an agreement over single items covers this one."""
    if "*" in agreement.items.allow or (
        evidence.source is not None and evidence.source in agreement.items.allow
    ):
        return
    yield reason(
        "licence.item_restricted",
        worded(
            "{agreement} covers single items only, not {item}.",
            agreement=agreement.id,
            item=evidence.source or worded("an unknown item"),
        ),
        evidence.owner,
        agreement=agreement,
        found=evidence.source,
    )


def item_denied(agreement: Agreement, evidence: Evidence) -> Reason | None:
    """Checks whether the item is denied, or what it was made from: no other agreement allows it."""
    if not agreement.items.deny:
        return None
    known = [*evidence.family, *([evidence.item] if evidence.item else [])]
    ids = [evidence.source, *(version.source for version in evidence.family)]
    ids += [ancestor for version in known for ancestor in version.descends_from]
    listed = {name.casefold() for name in agreement.items.deny}  # feeds write an id in either case
    denied = [name for name in ids if name is not None and {name.casefold(), "*"} & listed]
    if not denied:
        return None
    return reason(
        "licence.item_restricted",
        worded(
            "{agreement} denies {item}, whatever other agreements allow.",
            agreement=agreement.id,
            item=denied[0],
        ),
        evidence.owner,
        severity="blocked",
        agreement=agreement,
        passages=evidence.passages,
        found=denied[0],
    )


CONDITIONS: tuple[tuple[str, Condition], ...] = (
    (worded("Is the site one of the agreement's brands?"), brand),
    (worded("Is the agreement in force?"), dates),
    (worded("Is this kind of media covered?"), media),
    (worded("Are the language and the service covered?"), content),
    (worded("Is the item the owner's own, or are partners' items covered?"), third_party),
    (worded("Is the channel allowed?"), channel),
    (worded("Is every requested territory allowed?"), territory),
    (worded("Is this item covered by the agreement?"), item_listed),
    (worded("Is the AI purpose allowed?"), ai_use),
    (worded("Is the amount of text within the allowed extent?"), extent),
    (worded("Are the changes to the text allowed?"), modification),
    (worded("Is the permitted time online still running?"), retention),
    (worded("Is any of the monthly quota left?"), quota),
)
# What may be met at one moment and not at another, or with other items before it in the month.
TIMED: tuple[int, ...] = tuple(
    number for number, (_, asked) in enumerate(CONDITIONS) if asked in (dates, retention, quota)
)
