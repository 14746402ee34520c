"""The provider's statements: killed, withheld, not for publication, embargoed, expired.

Nothing overrules them: no agreement, no quotation, no short extract.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC

from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.embargo import field_reasons, line_reasons
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.reasons import reason
from checker.models.draft import Rights, Span
from checker.models.evidence import Finding
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.orders.earlier import withdraws_earlier
from checker.orders.status import read_status, status_in_note
from checker.times import instant, rfc3339, shown
from checker.wording import Message, clip, worded

__all__ = [
    "line_statements",
    "provider_reasons",
    "status_word",
    "superseded",
]


def status_word(status: str | None) -> str | None:
    """Returns the status per `checker.orders.status`, "unknown", or None if none is given."""
    if status is None or not status.strip():
        return None
    return read_status(status) or "unknown"


def provider_reasons(evidence: Evidence, context: JudgementContext) -> list[Reason]:
    """Returns the registry's statements on this source, and on killed ids with the same text."""
    item = evidence.item
    reasons: list[Reason] = []
    if item is not None and _states_anything(item):
        reasons += _item_reasons(item, evidence, context)
    for version in evidence.family:
        if version.killed_at is not None or status_word(version.rights.status) == "canceled":
            reasons.append(_killed(version, evidence, context))
    return reasons


def _states_anything(item: Item) -> bool:
    """Whether any field of an item limits its use; most items have none."""
    rights = item.rights
    embargoed = rights.embargo_until is not None or bool(rights.embargo_raw)
    ended = item.killed_at is not None or rights.expires is not None
    return embargoed or ended or bool(rights.status or rights.signals)


def _item_reasons(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    name = context.name(evidence.owner)
    word = status_word(item.rights.status)
    if item.killed_at is not None or word == "canceled":
        yield _killed(item, evidence, context)
    elif word == "withheld":
        yield reason(
            "status.withheld",
            worded("{owner} is withholding {item}.", owner=name, item=item.source),
            evidence.owner,
            passages=evidence.passages,
        )
    elif word == "superseded":
        yield reason(
            "status.superseded",
            worded(
                "{owner} replaced {item} with another item: use the newest one.",
                owner=name,
                item=item.source,
            ),
            evidence.owner,
            passages=evidence.passages,
        )
    elif word == "not_for_publication" or _marked_unpublishable(item.rights):
        yield reason(
            "status.not_for_publication",
            worded("{owner} marked {item} as not for publication.", owner=name, item=item.source),
            evidence.owner,
            passages=evidence.passages,
        )
    elif word == "unknown":
        yield reason(
            "licence.item_restricted",
            worded(
                "{owner} gives {item} a status that Wirecheck does not understand: "
                "“{status}”. Check by hand.",
                owner=name,
                item=item.source,
                status=item.rights.status or "",
            ),
            evidence.owner,
            found=item.rights.status,
            parsed=False,
        )
    yield from field_reasons(item, evidence, context, expected=word == "embargoed")
    yield from _expired(item, evidence, context)


def _killed(item: Item, evidence: Evidence, context: JudgementContext) -> Reason:
    name = context.name(evidence.owner)
    ancestor = item.killed_by if item.killed_by not in (None, item.source) else None
    killed = (
        worded("{owner} killed it at {time}.", owner=name, time=shown(item.killed_at))
        if item.killed_at
        else worded("{owner} killed it.", owner=name)
    )
    if ancestor:
        killed = worded("This text descends from {item}. {killed}", item=ancestor, killed=killed)
    elif item.source != evidence.source:
        killed = worded(
            "This text is the same as {item}. {killed}", item=item.source, killed=killed
        )
    else:
        killed = worded("This text is {item}. {killed}", item=item.source, killed=killed)
    return reason(
        "status.killed",
        worded("{killed} Do not publish it; take it down wherever it has appeared.", killed=killed),
        evidence.owner,
        passages=evidence.passages,
        found=ancestor or item.source,
    )


def _marked_unpublishable(rights: Rights) -> bool:
    """Flags of the wire; an advisory is a note to editors and never copy."""
    if not rights.signals:
        return False
    secret = "not_for_publication"
    return any(secret in (read_status(signal), status_in_note(signal)) for signal in rights.signals)


def _expired(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    expires = item.rights.expires
    if expires is not None and instant(expires, UTC, "latest") <= context.at:
        yield reason(
            "status.expired_by_provider",
            worded(
                "{item} from {owner} expired at {time}.",
                item=item.source,
                owner=context.name(evidence.owner),
                time=shown(expires),
            ),
            evidence.owner,
            passages=evidence.passages,
            expected=rfc3339(expires),
        )


def line_statements(
    finding: Finding, item: Item, owner: str, context: JudgementContext
) -> list[Reason]:
    """Returns the statements of a line of the draft: an embargo, a kill, a hold, an advisory.

    `item` is what the line refers to; it determines the time zone of an embargo.
    """
    if finding.kind == "embargo":
        return list(line_reasons(finding, item, owner, context))
    if finding.kind not in _LINES:
        return []
    code, message = _LINES[finding.kind]
    words = finding.text.strip()
    spans = (Span(finding.start, finding.end),) if finding.start < finding.end else ()
    newer = item.newest_version if finding.kind == "correction" else None
    return [
        reason(
            code,
            message.filled(words=clip(words, 120)),
            owner,
            passages=spans,
            expected=newer,
            found=words,
        )
    ]


_LINES: Mapping[str, tuple[str, Message]] = {
    "kill_notice": ("status.killed", worded("The text carries a kill notice: “{words}”.")),
    "hold_notice": ("status.withheld", worded("The text is marked as on hold: “{words}”.")),
    "not_for_publication": (
        "status.not_for_publication",
        worded("The text is marked as not for publication: “{words}”."),
    ),
    "correction": (
        "status.superseded",
        worded("The text says that a newer item replaces it: “{words}”."),
    ),
    "advisory": ("detect.advisory", worded("The text contains a note to editors: “{words}”.")),
}


_WITHDRAWN = (
    "status.killed",
    worded(
        "{owner} withdrew version {version} of {item} with version {newest}: use the newest one."
    ),
)
_REPLACED = (
    "status.superseded",
    worded(
        "{owner} replaced version {version} of {item} with version {newest}: use the newest one."
    ),
)


def superseded(evidence: Evidence, context: JudgementContext) -> Reason | None:
    """Reports whether the draft rests on a version that the owner has replaced, or withdrawn."""
    item, match = evidence.item, evidence.match
    if item is None or match is None or not _older(match.version, item.newest_version):
        return None
    code, told = _WITHDRAWN if any(map(withdraws_earlier, item.rights.editors_note)) else _REPLACED
    return reason(
        code,
        told.filled(
            owner=context.name(evidence.owner),
            version=match.version,
            item=item.source,
            newest=item.newest_version,
        ),
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
