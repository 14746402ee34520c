"""An item as a source for the store: whose it is, its rights, and what it withdraws."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from checker.formats.houses import Signs, host_of
from checker.formats.items import PARAGRAPH, BadRecord, Context, WireItem
from checker.formats.notice import Notice, embargoes_in, notice_in
from checker.formats.owners import UNKNOWN_OWNER, Names, folded, owner_of, same_party
from checker.formats.rights import holder_in_notice
from checker.models.draft import Rights, RightsField
from checker.models.source import Source
from checker.models.vocabulary import owner_id
from checker.orders.earlier import withdraws_earlier
from checker.orders.embargo import orders_embargo
from checker.orders.status import status_in_note
from checker.wording import worded

__all__ = ["limits", "to_source"]

# IPTC's own list of providers, as a code and as an address
NPROV = ("nprov:", "http://cv.iptc.org/newscodes/newsprovider/")


def to_source(item: WireItem, context: Context) -> Iterable[Source | BadRecord]:
    """Turns an item, and those inside it, into sources, or into the reason why one is none.

    Notes follow their source. A package without a text of its own is no source and no fault.
    """
    if item.body or not item.inside or item.truncated or _lasts(item):
        yield from _source(item, context)
    for inner in item.inside:
        yield from to_source(inner, context)


def _lasts(item: WireItem) -> bool:
    return bool(item.kills) or item.rights.status not in (None, "usable")


def _source(item: WireItem, context: Context) -> Iterable[Source | BadRecord]:
    """The item itself.

    An item without text is still a source if it states something permanent, such as a kill, or,
    without a headline either, if it limits the use of an item that came before.
    """
    if item.truncated:
        what = "the item is truncated: " + "; ".join(item.damage)
        yield BadRecord(item.place, what, "send the file again", id=item.id)
        return
    text = PARAGRAPH.join(block.text for block in item.body)
    if not text and any(map(withdraws_earlier, item.rights.editors_note)):
        item = replace(item, rights=replace(item.rights, status="canceled"))  # no newer text
    lasting = _lasts(item)
    if not text and not lasting:
        if item.empty_because:
            what = worded("no article text: {empty_because}", empty_because=item.empty_because)
            yield BadRecord(item.place, what, kind="skipped", id=item.id)
            return
        if item.title and item.media == "text":
            text = item.title  # a flash: the headline is all there is
        elif item.title or not limits(item.rights):
            what = "the item has no text"
            yield BadRecord(item.place, what, "nothing to compare with", id=item.id)
            return
    notes = [*item.damage, *(f"not read: {part}" for part in item.parts_unread)]
    if not item.body and text:
        notes.append("the item holds only a headline: its text is elsewhere or missing")
    elif not text and not lasting:
        notes.append("the item has no text, only limits of use for an item that was sent before")
    guid = item.id
    if not guid:
        guid = content_id(item, text)
        notes.append(f"the item has no id: '{guid}' is made from its content")
    context = replace(context, agencies=context.agencies.settled(signs_of(item)))
    owner, third_party = owner_and_party(item, context)
    rights = item.rights
    if doubt := doubt_of(item, owner, context):
        notes.append(f"{doubt}: the item is taken as '{owner}'; name the feed's owner (--owner)")
        rights = in_doubt(item, doubt)
    if third_party and rights.third_party is None:
        rights = replace(rights, third_party=True)
    notice = notice_in(item.title, text, None if item.body else rights.editors_note)
    own = rights.status in (None, "usable") or (notice is not None and _says_a_note(rights, notice))
    if notice is not None and notice.status and own:
        notes.append(f"the text is a notice to editors: its status is taken as '{notice.status}'")
        rights = replace(rights, status=notice.status)
    if told := [words for words in embargoes_in(item.title, text) if _is_news(words, rights)]:
        notes += [
            f"the text orders an embargo, which counts as a note: '{words}'" for words in told
        ]
        rights = replace(rights, editors_note=(*rights.editors_note, *told))
    yield Source(
        id=guid,
        owner=owner,
        text=text,
        title=item.title,
        published=item.published,
        version=item.version,
        issued=item.issued,
        language=item.language,
        media=item.media,
        service=item.service,
        provider=provider_of(item, context),
        timezone=item.timezone or context.zone,
        byline=item.byline,
        dateline=item.dateline,
        url=item.url,
        rights=rights,
        descends_from=tuple(d for d in item.descends_from if d != item.id),
        kills=tuple(k for k in item.kills if k != item.id),
        withdraws=notice.withdraws if notice is not None else (),
        origin=context.origin,
    )
    for what in notes:
        yield BadRecord(item.place, what, "the item was kept", kind="note", id=guid)


def limits(rights: Rights) -> bool:
    """Returns whether rights limit the use of an item: a later message may state no more."""
    until = rights.embargo_until or rights.embargo_raw or rights.expires or rights.expires_raw
    denied = rights.deny_territories or rights.deny_channels
    noted = any(orders_embargo(note) for note in rights.editors_note)
    return bool(until or denied or rights.usage_terms or noted)


def _is_news(words: str, rights: Rights) -> bool:
    """Whether no note of the item has these words."""
    return not any(words in note for note in rights.editors_note)


def _says_a_note(rights: Rights, notice: Notice) -> bool:
    """Whether the status is that of a note which speaks of the item that the notice withdraws."""
    return bool(notice.withdraws) and any(
        status_in_note(note) == rights.status for note in rights.editors_note
    )


def content_id(item: WireItem, text: str) -> str:
    """Returns an id for an item without one, the same whenever the same item is read again."""
    content = "\0".join((item.title or "", text, *(f.value for f in item.rights.fields)))
    return "sha256:" + sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def noticed(item: WireItem) -> tuple[str, ...]:
    """Returns the holders that an item's copyright notices name."""
    return tuple(filter(None, map(holder_in_notice, item.rights.copyright_notice)))


def parties_of(item: WireItem) -> tuple[str, ...]:
    """Returns the names from which the owner of an item is derived, best statement first."""
    held = (*item.holders, *item.rights.copyright_holder, *noticed(item))
    return (*held, *item.providers, *item.credits)


def doubt_of(item: WireItem, owner: str, context: Context) -> str:
    """Returns why an owner is uncertain: a shared abbreviation and no better sign of an agency."""
    if context.default_owner or item.owner or owner in context.agencies:
        return ""
    return context.agencies.doubt(parties_of(item))


def in_doubt(item: WireItem, doubt: str) -> Rights:
    """Returns the rights of an item whose owner is uncertain, with a note and the names given."""
    named = tuple(RightsField("provider", name) for name in dict.fromkeys(parties_of(item)))
    told = (*item.rights.conflicts, f"{doubt}: whose item it is must be told")
    return replace(item.rights, fields=(*item.rights.fields, *named), conflicts=told)


def signs_of(item: WireItem) -> Signs:
    """Returns what identifies an item's sender besides names that several houses may share."""
    rights = item.rights
    spoken = (*parties_of(item), *rights.copyright_notice, *rights.credit_line, *item.signs)
    words = (*spoken, item.byline or "", item.service or "")
    addresses = (*spoken, item.url or "", item.id or "")
    return Signs(
        words=tuple(dict.fromkeys(filter(None, map(folded, words)))),
        hosts=tuple(dict.fromkeys(filter(None, map(host_of, addresses)))),
        codes=tuple(
            sign[len(scheme) :]
            for sign in item.signs
            for scheme in NPROV
            if sign.startswith(scheme)
        ),
        language=item.language or "",
    )


def provider_of(item: WireItem, context: Context) -> str | None:
    """Returns the provider's owner id where it is a known agency, else its name as given."""
    known = owner_of(item.providers, context.agencies, known_only=True)
    return known or next(iter(item.providers), None)


def owner_and_party(item: WireItem, context: Context) -> tuple[str, bool]:
    """Returns the owner's id, and whether it is a party other than the provider.

    The holder that the item names wins; then the holder in its notice, its provider, and an agency
    among its credits. Parties beside the provider make it third-party content.
    """
    agencies = context.agencies
    held_by = holder_id(item, agencies)
    sent_by = owner_of(item.providers, agencies)
    credited = [c for c in (owner_of((n,), agencies, known_only=True) for n in item.credits) if c]
    owner = context.default_owner or held_by or sent_by or next(iter(credited), UNKNOWN_OWNER)
    home = context.default_owner or sent_by or owner
    third = bool(held_by) and held_by != home and not is_home(item, held_by, home, agencies)
    third = third or is_held_by_another(item, owner, agencies)
    return owner, third or any(c not in (owner, home, sent_by) for c in credited)


def is_held_by_another(item: WireItem, owner: str, agencies: Names) -> bool:
    """Returns whether an item that names its owner states another party as its holder.

    A name that nobody knows is another party only where the owner's names are known.
    """
    if not item.owner:
        return False
    for holder in item.rights.copyright_holder or noticed(item):
        known = owner_of((holder,), agencies, known_only=True)
        if known:
            if known != owner:
                return True
        elif owner in agencies and not same_party(holder, owner, agencies):
            return True
    return False


def holder_id(item: WireItem, agencies: Names) -> str:
    """Returns the owner id of the copyright holder, from its field or the notice, or ""."""
    if item.owner:
        return agencies.exact(owner_id(item.owner)) or owner_id(item.owner)
    holders = [h for h in (*item.holders, *item.rights.copyright_holder) if h.strip()]
    known = owner_of(holders, agencies, known_only=True)
    if known:
        return known
    notices = noticed(item)
    for notice in notices:
        found = owner_of((notice,), agencies, known_only=True)
        if found and (not holders or any(same_party(h, notice, agencies) for h in holders)):
            return found
    return owner_of(holders or notices, agencies)


def is_home(item: WireItem, held_by: str, home: str, agencies: Names) -> bool:
    """Returns whether holder and provider are one party under two unknown spellings."""
    if held_by in agencies and home in agencies:
        return False
    holders = (*item.holders, *item.rights.copyright_holder)
    names = holders or noticed(item)
    return any(
        same_party(h, p, agencies) for h in names for p in (home, *item.providers) if h and p
    )
