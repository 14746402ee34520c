"""Converts values of the store to the service's responses."""

from collections.abc import Sequence
from typing import cast

import msgspec

from checker.audit.reports import RunProgress
from checker.languages import ENGLISH, Language
from checker.licensing import ItemState
from checker.models.draft import Rights
from checker.models.evidence import Passage
from checker.models.record import SourceUse
from checker.models.verdict import NextEvent
from checker.models.vocabulary import EventName
from checker.report import use_of
from checker.report.judged import NextEvent as ShownEvent
from checker.report.localised import message_in
from checker.store import (
    Audit,
    Delivery,
    DocumentChange,
    Expiring,
    Key,
    Overtaken,
    Recalled,
    Registered,
    StoredCheck,
    Webhook,
)
from checker.times import rfc3339

from .response_models import agreements, audits, checks, general, items, pieces, service
from .workers.agreements import AgreementRead

__all__ = [
    "shown_agreement",
    "shown_audit",
    "shown_check_head",
    "shown_delivery",
    "shown_event",
    "shown_expiring",
    "shown_item",
    "shown_key",
    "shown_preview",
    "shown_recalled",
    "shown_rights",
    "shown_webhook",
]


def shown_item(entry: Registered, state: ItemState) -> items.Item:
    """Returns one licensed item as in lists, with its current state."""
    item = entry.item
    return items.Item(
        id=item.source,
        owner=item.owner,
        title=entry.title,
        version=item.newest_version,
        published=rfc3339(item.published),
        received=rfc3339(item.received),
        media=item.media,
        language=item.language,
        status=state.word,
        killed_at=rfc3339(item.killed_at),
        killed_by=item.killed_by,
        rights=shown_rights(item.rights),
        revision=entry.revision,
    )


def shown_rights(rights: Rights) -> items.StatedRights:
    """Returns the rights that the provider states; times keep their own offset."""
    stated = {
        member.name: value
        for member in msgspec.structs.fields(items.StatedRights)
        if (value := getattr(rights, member.name)) not in (None, ())
    }
    for name in ("embargo_until", "expires"):
        if name in stated:
            stated[name] = rfc3339(stated[name])
    return msgspec.convert(stated, items.StatedRights, from_attributes=True)


def shown_agreement(change: DocumentChange) -> agreements.Agreement:
    """Returns an agreement in force, with the time since when."""
    return agreements.Agreement(
        id=change.id,
        digest=change.digest,
        at=rfc3339(change.at),
        by=change.by,
        document=change.document,
    )


def shown_preview(read: AgreementRead, language: Language = ENGLISH) -> agreements.AgreementPreview:
    """Returns what an agreement would allow, in the reader's language."""
    say = language.text
    return agreements.AgreementPreview(
        id=read.id,
        owner=read.owner,
        state=read.state,
        facts=[(say(label), say(words)) for label, words in read.facts],
        warnings=[
            general.FieldFault(field=read.id, detail=say(what), hint=say(hint) or msgspec.UNSET)
            for what, hint in read.warnings
        ],
        at=rfc3339(read.allows.at),
        uses=[
            agreements.AllowedUse(
                channel=cell.channel,
                territory=cell.territory,
                allowed=cell.allowed,
                verdict=cell.verdict,
                why=say(cell.why),
            )
            for cell in read.allows.cells
        ],
    )


def shown_check_head(
    check: StoredCheck, since: Sequence[Overtaken], language: Language = ENGLISH
) -> checks.CheckHead:
    """Returns a stored check as in lists, with what has changed since, in the reader's language."""
    head = check.head
    return checks.CheckHead(
        check=head.check,
        id=head.document,
        revision=head.revision,
        title=head.title,
        url=head.url,
        checked_at=rfc3339(head.checked_at),
        verdict=head.verdict,
        complete=head.complete,
        message=message_in(check.result, language),
        text_sha256=head.text_sha256,
        use=use_of(head.use),
        next_event=None if head.next_event is None else shown_event(head.next_event),
        latest=check.latest,
        overtaken=sorted({one.by for one in since}),
    )


def shown_event(event: NextEvent) -> ShownEvent:
    """Returns the next event of a piece."""
    return ShownEvent(
        at=rfc3339(event.at),
        action=event.action,
        reason=event.reason,
        owner=event.owner or msgspec.UNSET,
    )


def shown_expiring(piece: Expiring) -> pieces.ExpiringPiece:
    """Returns a piece whose verdict changes by itself."""
    head = piece.head
    return pieces.ExpiringPiece(
        check=head.check,
        id=head.document,
        revision=head.revision,
        audit=head.audit,
        url=head.url,
        title=head.title,
        verdict=head.verdict,
        complete=head.complete,
        use=use_of(head.use),
        at=rfc3339(piece.event.at),
        next_event=shown_event(piece.event),
        standing=head.standing,
    )


def shown_recalled(piece: Recalled) -> pieces.RecalledPiece:
    """Returns a piece that uses a recalled item."""
    head = piece.head
    return pieces.RecalledPiece(
        check=head.check,
        id=head.document,
        revision=head.revision,
        audit=head.audit,
        url=head.url,
        title=head.title,
        checked_at=rfc3339(head.checked_at),
        verdict=head.verdict,
        complete=head.complete,
        text_sha256=head.text_sha256,
        current=piece.current,
        standing=head.standing,
        uses=[_use(use) for use in piece.uses],
    )


def shown_key(key: Key) -> service.Key:
    """Returns a key without its hash."""
    return service.Key(
        id=key.id,
        label=key.label,
        scopes=list(key.scopes),
        created=rfc3339(key.created),
        expires=rfc3339(key.expires),
        revoked_at=rfc3339(key.revoked_at),
        used_at=rfc3339(key.used_at),
    )


def shown_webhook(hook: Webhook) -> service.Webhook:
    """Returns a webhook without its secrets."""
    return service.Webhook(
        id=hook.id,
        url=hook.url,
        events=[cast(EventName, event) for event in hook.events],
        created=rfc3339(hook.created),
        disabled_at=rfc3339(hook.disabled_at),
        secrets=len(hook.secrets),
    )


def shown_delivery(delivery: Delivery) -> service.Delivery:
    """Returns the outcome of a message."""
    return service.Delivery(
        id=delivery.id,
        event=cast(EventName, delivery.event),
        created=rfc3339(delivery.created),
        attempts=delivery.attempts,
        due=rfc3339(delivery.due),
        delivered_at=rfc3339(delivery.delivered_at),
        status=delivery.status,
        error=delivery.error,
    )


def shown_audit(
    audit: Audit, progress: RunProgress | None = None, files: Sequence[str] = ()
) -> audits.Audit:
    """Returns a run over an archive, with the progress that its folder records."""
    return audits.Audit(
        id=audit.id,
        status=audit.status,
        started=rfc3339(audit.started),
        finished=rfc3339(audit.finished),
        parameters=audit.parameters,
        summary=audit.summary,
        progress=msgspec.UNSET
        if progress is None
        else audits.AuditProgress(
            done=progress.done, pieces=progress.pieces, planned=progress.planned
        ),
        files=list(files),
    )


def _use(use: SourceUse) -> pieces.RecalledUse:
    return pieces.RecalledUse(
        source=use.source,
        version=use.version,
        cls=use.cls,
        words=use.words,
        late=use.late,
        passages=[_passage(passage) for passage in use.passages],
    )


def _passage(passage: Passage) -> pieces.RecalledPassage:
    return pieces.RecalledPassage(
        start=passage.start,
        end=passage.end,
        source_start=passage.source_start,
        source_end=passage.source_end,
        cls=passage.cls,
        words=passage.words,
    )
