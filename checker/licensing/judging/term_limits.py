"""What a limit of an item means for a use: territories, channels, media, purposes, time, credit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.licensing.agreement.channels import shuts
from checker.licensing.agreement.known_words import bare_name
from checker.licensing.agreement.territories import (
    EVERYWHERE,
    covers,
    parts_in,
    territory_name,
)
from checker.licensing.agreement.values import Credit
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.credit_fixes import credit_fix
from checker.licensing.judging.embargo import field_is_over
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_times import term_end
from checker.licensing.judging.reasons import reason
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.times import rfc3339, shown
from checker.wording import Message, clip, joined, worded

if TYPE_CHECKING:
    from checker.licensing.terms.term import Term

__all__ = ["applied", "no_ai", "not_licensed", "territory_limit", "unread"]


def applied(
    term: "Term", item: Item, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Yields what one parsed term forbids for this use, or leaves to a person."""
    unreadable = term.embargo is not None and term.embargo.kind == "unreadable"
    unknown = term.kind == "unknown" and not _for_owners_clients(term.raw, evidence, context)
    if unknown or (unreadable and field_is_over(item, context)):
        yield unread(term.raw, evidence, context)
    elif term.kind == "linked":
        yield from _linked(term, evidence, context)
    elif term.kind in ("not", "only"):
        yield from _scope_limits(term, evidence, context)
    elif term.kind in ("days", "until"):
        yield from _time_over(term, item, evidence, context)
    elif term.kind == "credit":
        yield from _credit(term, evidence, context)


def _linked(term: "Term", evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Terms at an address, unless an agreement with the owner says that a person has read them."""
    address = bare_name(term.values[0])
    agreements = context.agreements_of(evidence.owner)
    if any(address == bare_name(one) for held in agreements for one in held.terms_read):
        return
    left = _quoting(_LINKED, "licence.item_restricted", term.raw, evidence, context, most=110)
    yield replace(left, passages=evidence.passages, parsed=False)


def _for_owners_clients(words: str, evidence: Evidence, context: JudgementContext) -> bool:
    """Whether words say "for clients only" around the owner's name: an agreement makes one."""
    from checker.licensing.terms.parse import parse_terms  # loads the words of terms

    names = (evidence.owner, *context.names.get(evidence.owner, ()))
    named = re.compile(
        "|".join(
            rf"(?<![^\W_]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name)
            for name in names
        ),
        re.IGNORECASE,
    )
    rest = named.sub(" ", words, count=1)
    return rest != words and all(term.kind == "free" for term in parse_terms([rest]))


def _scope_limits(term: "Term", evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """A term "only ..." or "not ...", for territories, channels, media, archives, AI."""
    if not _still_held(term, evidence, context) or not _reached(term.where, context):
        return
    named: dict[str, set[str]] = {}
    for value in term.values:
        kind, _, name = value.partition(":")
        named.setdefault(kind, set()).add(name)
    only = term.kind == "only"
    territories = named.get("territory", set())
    denied, allowed = (set[str](), territories) if only else (territories, set[str]())
    yield from territory_limit(denied, allowed, term.raw, evidence, context)
    if "channel" in named and (context.channel in named["channel"]) is not only:
        yield _for_channel(term, context.channel, evidence, context)
    elif not only and "audio" in named.get("media", ()) and shuts({"audio"}, context.channel):
        yield _for_channel(term, context.channel, evidence, context)  # a text that is read aloud
    if "media" in named and (evidence.media in named["media"]) is not only:
        yield _for_media(term, evidence, context)
    if not only:
        yield from _denied_purposes(term, evidence, context)
    elif "noncommercial" in named and context.use.purpose != "non_commercial":
        yield unread(term.raw, evidence, context)


def _reached(where: tuple[str, ...], context: JudgementContext) -> bool:
    """Whether the use may be in one of the territories in which a thing is denied."""
    codes = {value.removeprefix("territory:") for value in where}
    if not codes or not context.territories or context.unknown_territories:
        return True
    return any(
        code == EVERYWHERE or covers(codes, code) or any(parts_in(codes, code))
        for code in context.territories
    )


def _denied_purposes(
    term: "Term", evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    asked = (context.channel, context.use.purpose)
    if "archive" in term.values and "archive" in asked:
        code, label = "licence.archive_not_allowed", evidence.label
        yield _quoting(_ARCHIVE, code, term.raw, evidence, context, label=label)
    if "ai" in term.values and context.is_ai:
        yield no_ai(term.raw, evidence, context)


def _still_held(term: "Term", evidence: Evidence, context: JudgementContext) -> bool:
    """A limit "until ..." is over once its moment has passed; without a moment it still holds."""
    end = term_end(term, evidence.item, context) if evidence.item is not None else None
    return end is None or context.at < end


def territory_limit(
    denied: set[str], allowed: set[str], quoted: str, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Yields a reason if the use reaches a territory that the item is not for.

    A use in nothing but denied territories is blocked; one that can be narrowed is not: to other
    territories, or to the rest of a country of which a part is denied.
    """
    if not denied and (not allowed or EVERYWHERE in allowed):
        return
    limited = bool(allowed) and EVERYWHERE not in allowed

    def out(code: str) -> bool:
        if code == EVERYWHERE:
            return True
        return covers(denied, code) or (limited and not covers(allowed, code))

    whole = [code for code in context.territories if out(code)]
    parts = (
        part for code in context.territories if code not in whole for part in parts_in(denied, code)
    )
    refused = list(dict.fromkeys([*whole, *parts]))
    if context.territories and not refused and not context.unknown_territories:
        return
    everything = bool(whole) and len(whole) == len(context.territories) and EVERYWHERE not in whole
    names = joined(list(map(territory_name, refused[:4]))) or worded(
        "a use that names no territory"
    )
    yield reason(
        "licence.item_restricted",
        not_licensed(names, quoted, evidence, context),
        evidence.owner,
        severity="blocked" if everything and not context.unknown_territories else None,
        passages=evidence.passages,
        expected=_wanted(denied, allowed),
        found=", ".join(refused) or None,
        parsed=True,
    )


def not_licensed(use: str, quoted: str, evidence: Evidence, context: JudgementContext) -> Message:
    """Returns the sentence that the item is not for a use, with the words of the term if any."""
    owner, label = context.name(evidence.owner), evidence.label
    if not quoted:
        return worded(
            "{owner} does not license {label} for {use}.", owner=owner, label=label, use=use
        )
    return worded(
        "{owner} does not license {label} for {use}: “{quoted}”.",
        owner=owner,
        label=label,
        use=use,
        quoted=clip(quoted, 80),
    )


def _wanted(denied: set[str], allowed: set[str]) -> str:
    parts = []
    if allowed and EVERYWHERE not in allowed:
        parts.append(worded("only {territories}", territories=", ".join(sorted(allowed))))
    if denied:
        parts.append(worded("not {territories}", territories=", ".join(sorted(denied))))
    return joined(parts, "; ")


def _for_channel(term: "Term", asked: str, evidence: Evidence, context: JudgementContext) -> Reason:
    open_end = term.limit is not None and term.moment is None
    refused = not_licensed(asked, term.raw, evidence, context)
    if open_end:
        refused = worded("{refused} Check by hand whether that still holds.", refused=refused)
    return reason(
        "licence.item_restricted",
        refused,
        evidence.owner,
        passages=evidence.passages,
        found=term.raw,
        parsed=not open_end,
    )


def _for_media(term: "Term", evidence: Evidence, context: JudgementContext) -> Reason:
    code, media = "licence.item_restricted", evidence.media
    return _quoting(_MEDIA, code, term.raw, evidence, context, media=media)


def no_ai(quoted: str, evidence: Evidence, context: JudgementContext) -> Reason:
    """Returns the reason for an item that its owner reserves against AI, in the words quoted."""
    code, label = "licence.ai_use_not_allowed", evidence.label
    return _quoting(_AI, code, quoted, evidence, context, most=100, label=label)


def _time_over(
    term: "Term", item: Item, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    if term.values and f"channel:{context.channel}" not in term.values:
        return  # a limit of other channels
    end = term_end(term, item, context)
    if end is None:
        yield unread(term.raw, evidence, context)
    elif context.at >= end:
        yield reason(
            "licence.retention_exceeded",
            worded(
                "{owner} limits how long {label} may be used (“{quoted}”); that time ended at "
                "{time}.",
                owner=context.name(evidence.owner),
                label=evidence.label,
                quoted=clip(term.raw, 60),
                time=shown(end),
            ),
            evidence.owner,
            passages=evidence.passages,
            expected=rfc3339(end),
            found=term.raw,
            parsed=True,
        )


def _credit(term: "Term", evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """A mandatory credit of whom the term names; any marking or name of the owner is one of it."""
    names, find = context.names.get(evidence.owner, (evidence.owner,)), context.layout.find
    ours = {name.casefold() for name in (evidence.owner, *names)}
    others = [one for one in term.values if one.casefold() not in ours]
    asked = others if evidence.role == "text" else []
    if asked and all(any(find(one)) for one in asked):
        return
    if not asked and (evidence.findings or any(any(find(name)) for name in names)):
        return
    duty = Credit(("/".join(term.values) if asked else names[0],), ("end", "top", "any"), "any")
    yield reason(
        "credit.missing",
        worded(
            "{owner} requires a credit with this item: “{quoted}”.",
            owner=context.name(evidence.owner),
            quoted=clip(term.raw, 80),
        ),
        evidence.owner,
        expected=term.raw,
        fix=credit_fix(duty, evidence, context.layout, own_names=False),
    )


def unread(quoted: str, evidence: Evidence, context: JudgementContext) -> Reason:
    """Returns the reason for a term that needs a person to read it."""
    left = _quoting(_UNREAD, "licence.item_restricted", quoted, evidence, context, most=110)
    return replace(left, passages=evidence.passages, parsed=False)


_ARCHIVE = worded("{owner} does not allow {label} to be archived: “{quoted}”.")
_MEDIA = worded("{owner} does not license this item ({media}): “{quoted}”.")
_AI = worded("{owner} reserves {label} against AI use: “{quoted}”.")
_LINKED = worded(
    "{owner} sets terms at an address, which Wirecheck does not open: “{quoted}”. Check by hand."
)
_UNREAD = worded(
    "{owner} sets a term that Wirecheck does not understand: “{quoted}”. Check by hand."
)


def _quoting(
    said: Message,
    code: str,
    quoted: str,
    evidence: Evidence,
    context: JudgementContext,
    *,
    most: int = 80,
    **values: str,
) -> Reason:
    """A reason in the words of a term, of which up to `most` characters are in the message."""
    owner = context.name(evidence.owner)
    filled = said.filled(owner=owner, quoted=clip(quoted, most), **values)
    return reason(code, filled, evidence.owner, found=quoted, parsed=True)
