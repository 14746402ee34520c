"""Wirecheck's own records: one JSON object a source, in JSONL, JSON and CSV.

`{"id", "owner", "text" or "html", "title"?, "published"?, "version"?, "language"?, "rights"?}` and
the further keys of `KNOWN_KEYS`; keys may be written in snake, camel or lower case.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from checker.errors import InputError
from checker.formats.as_source import limits, to_source
from checker.formats.beside import BESIDE, BODIES, told_record
from checker.formats.charset import control_notes
from checker.formats.html.document import read_html
from checker.formats.items import BadRecord, Block, Context, WireItem
from checker.formats.markup import Markup, from_html
from checker.formats.pages import item_of_page
from checker.formats.records.strict_json import Fields, as_text, plain_key
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import (
    LISTS,
    RIGHTS_KEYS,
    descent,
    is_flag,
    json_rights,
    kills_of,
)
from checker.formats.wire.json_times import EMBARGO, EXPIRY
from checker.formats.wire.ninjs import read_ninjs
from checker.formats.wire.ninjs_kind import is_ninjs
from checker.formats.wire.versions import issue_time
from checker.models.draft import Rights
from checker.models.source import Source
from checker.strict import hint
from checker.times import no_time, published_time
from checker.wording import worded

__all__ = ["KNOWN_KEYS", "is_record", "read_record", "record_sources", "stated_time", "unread_keys"]

PAGE = re.compile(r"<(?:!doctype|html|body)\b", re.IGNORECASE)
KEYS = """
id guid uri owner agency provider source text html title headline published first_published
version language lang media service byline dateline url rights provider_timezone timezone
descends_from rewrite_of translation_of translated_from evolved_from derived_from is_based_on
correction_of update_of replaces kills kill_of cancels withdraws status pubstatus embargoed
embargoed_until embargo_until embargo expires expiry copyright_holder copyrightholder
copyright_notice copyright credit_line credit usage_terms usageterms ednote editors_note signals
updated updated_at modified modified_at last_modified version_created
signal data_mining license license_url licence item_flags flags third_party day metadata use
type
"""
UPDATED = ("updated", "updatedat", "modified", "modifiedat", "lastmodified", "versioncreated")
KNOWN_KEYS = frozenset(
    (
        *map(plain_key, KEYS.split()),
        *EMBARGO,
        *EXPIRY,
        *(key for keys in LISTS.values() for key in keys),
    )
)
STATED = tuple(name for name in Rights.__dataclass_fields__ if name not in ("fields", "conflicts"))


def is_record(value: Any) -> bool:
    """Returns whether a value is a record: an object with `text` or `html`, or an owner's message.

    A message without text states the status of an item, or which items it kills.
    """
    if not isinstance(value, dict) or any(k in value for k in ("text", "html")):
        return isinstance(value, dict)
    return "owner" in value and has_order(Fields(value))


def read_record(
    value: Mapping[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one record as an item; the owner it names is its first holder."""
    fields = Fields(dict(value))
    words, markup = fields.first("text"), fields.first("html")
    for key, given in (("text", words), ("html", markup)):
        if given is not None and not isinstance(given, str):
            return BadRecord(
                place, worded("'{key}' is not a string", key=key), "provide the article's text"
            )
    zone = fields.text("providertimezone", "timezone") or zone
    rights = RightsBuilder(zone)
    json_rights(fields, rights)
    for key, given in unread_rights(fields):
        # It states a right, whatever its name: a person reads it.
        rights.add("usage_terms", key, f"{key.rpartition('.')[2]}: {as_text(given) or given}")
    stated = rights.build(third_party=third_party(fields))
    limited = limits(stated) and fields.first("title", "headline") is None
    if words is None and markup is None and not (limited or has_order(fields)):
        near = next((k for k in value if plain_key(k) not in KNOWN_KEYS), "")
        hint = worded("is it under '{near}'?", near=near) if near else "provide the article's text"
        return BadRecord(place, "neither 'text' nor 'html'", hint)
    if words is not None:
        read = Markup(blocks=[Block(words)] if words.strip() else [])
        read.damage += control_notes(words)
    else:
        try:
            read = html_body(markup or "")
        except InputError as error:
            return BadRecord(place, error.problems[0].what, error.problems[0].hint)
    owner = owner_of_record(fields)
    published, untimed = stated_time(fields, zone)
    return WireItem(
        place=place,
        content_type="text/plain" if words is not None else "text/html",
        id=fields.text("id", "guid", "uri"),
        version=fields.text("version") or "1",
        issued=issue_time(fields.text(*UPDATED), zone),
        title=fields.text("title", "headline"),
        language=fields.text("language", "lang"),
        published=published,
        media=fields.text("media", "type") or "text",
        service=fields.text("service"),
        byline=fields.text("byline"),
        dateline=fields.text("dateline"),
        url=fields.text("url"),
        timezone=fields.text("providertimezone", "timezone"),
        providers=tuple(p for p in (fields.text("provider", "source"),) if p),
        owner=owner,
        holders=(owner,) if owner else (),
        body=tuple(read.blocks),
        rights=stated,
        descends_from=descent(fields),
        kills=kills_of(fields),
        metadata=tuple(told_record("record", fields)),
        links=tuple(read.links),
        about_pictures=tuple(read.statements),
        damage=(*notes, *untimed, *read.damage),
    )


def unread_keys(value: Mapping[str, Any]) -> tuple[str, ...]:
    """Returns the keys of a record that a check does not read."""
    read = KNOWN_KEYS | BESIDE | BODIES
    keys = [key for key in value if plain_key(key) not in read]
    return tuple(key for key in keys if not is_flag(key, value[key]))


def stated_time(fields: Fields, zone: str | None) -> tuple[datetime | None, tuple[str, ...]]:
    """Returns when a record states that it appeared, and a note if that is not a time."""
    stated = fields.text("published", "firstpublished") or ""
    published = published_time(stated, zone)
    if stated and published is None and not no_time(stated):
        return None, (f"`published` is no time: {stated[:40]!r}",)
    return published, ()


def html_body(markup: str) -> Markup:
    """Returns a record's HTML: of a whole page only the article.

    Raises InputError for a page that cannot be read.
    """
    if not PAGE.search(markup[:2000]):
        return from_html(markup)
    page = read_html(markup)
    item = item_of_page(page, "")
    pictures = [one for one in page.metadata if one.scope == "picture"]
    return Markup(list(item.body), list(item.links), [], list(item.damage), pictures)


def owner_of_record(fields: Fields) -> str | None:
    """Returns the owner that a record names, by an agency's name or id."""
    return fields.text("owner", "agency")


def third_party(fields: Fields) -> bool | None:
    """Returns what the record states about third-party content, or None."""
    inner = fields.first("rights")
    for holder in (fields, Fields(inner) if isinstance(inner, dict) else None):
        stated = holder.first("thirdparty") if holder is not None else None
        if isinstance(stated, bool):
            return stated
    return None


def has_order(fields: Fields) -> bool:
    """Returns whether a record without text has a status or kills (a withdrawal sent alone)."""
    inner = fields.first("rights")
    nested = isinstance(inner, dict) and Fields(inner).text("status", "pubstatus")
    flagged = [*fields.given.items(), *(inner.items() if isinstance(inner, dict) else ())]
    stated = kills_of(fields) or fields.text("pubstatus") or nested
    return bool(stated) or any(is_flag(key, value) for key, value in flagged)


def record_sources(
    value: dict[str, Any],
    notes: tuple[str, ...],
    where: str,
    context: Context,
    unknown: set[str],
) -> Iterator[Source | BadRecord]:
    """Yields the source of one record, which may be a ninjs item.

    A key that nobody knows is reported once a file: `unknown` collects them.
    """
    if is_ninjs(value) and not is_record(value):
        item = read_ninjs(value, place=where, zone=context.zone, notes=notes)
    else:
        item = read_record(value, place=where, zone=context.zone, notes=notes)
        yield from unknown_keys(value, where, unknown)
    if isinstance(item, BadRecord):
        yield item
        return
    yield from owned_source(item, value, where, context)


def unknown_keys(value: dict[str, Any], where: str, unknown: set[str]) -> Iterator[BadRecord]:
    """Yields a note on each key that nobody knows, those of `rights` included, once a file."""
    unread = [key for key in value if plain_key(key) not in KNOWN_KEYS]
    ignored = [key for key in unread if not is_flag(key, value[key])]
    rights = [key for key, _ in unread_rights(Fields(value))]
    for key in dict.fromkeys((*ignored, *rights)):
        if key in unknown:
            continue
        unknown.add(key)
        told = "it is ignored"
        if key in rights:
            near = hint(key.rpartition(".")[2], STATED)
            told = worded("it counts as terms of use that a person has to read. {near}", near=near)
        yield BadRecord(where, worded("unknown key '{key}'", key=key), told, kind="note")


def unread_rights(fields: Fields) -> list[tuple[str, Any]]:
    """Returns the keys of a record that state rights and are not known, with their values.

    In `rights`, these are all keys that are not known; beside it, those whose names say so.
    """
    inner = fields.first("rights")
    given = inner.items() if isinstance(inner, dict) else ()
    within = [(f"rights.{k}", v) for k, v in given if plain_key(k) not in RIGHTS_KEYS]
    beside = [(k, v) for k, v in fields.given.items() if speaks_of_rights(k)]
    return [
        (key, value)
        for key, value in (*within, *beside)
        if not is_flag(key.rpartition(".")[2], value) and _states(key, value)
    ]


_RIGHTS = re.compile(
    r"embargo|sperrfrist|withh[eo]ld|withdr|^hold(?!er|ing)|onhold|killed|retract|publishable|usable"
    r"|clearedfor|expir|restrict|licen[cs]|usage|prohibit|forbid|notfor|donot|validuntil|takedown"
)
_ALLOWING = re.compile(r"publishable|usable|cleared")


def speaks_of_rights(key: str) -> bool:
    """Returns whether a key beside the text of a record states a right that is not read."""
    plain = plain_key(key)
    return plain not in KNOWN_KEYS | BESIDE | BODIES and _RIGHTS.search(plain) is not None


def _states(key: str, value: Any) -> bool:
    """Whether a value says anything: `false` does where the key allows something."""
    if value is False:
        return _ALLOWING.search(plain_key(key)) is not None
    if value is True and _ALLOWING.search(plain_key(key)) is not None:
        return False
    return value not in (None, "", [], {}, 0)


def owned_source(
    item: WireItem, value: dict[str, Any], where: str, context: Context
) -> Iterator[Source | BadRecord]:
    """Yields an item as a source; a record must name its owner and its id."""
    if item.content_type in ("text/plain", "text/html"):
        named = owner_of_record(Fields(value)) or context.default_owner
        if not named and not (item.providers or item.rights.copyright_holder):
            yield BadRecord(where, "no 'owner'", "whose text is it? (or give a default owner)")
            return
        if not item.id:
            yield BadRecord(where, "no 'id'", "an id that stays the same for new versions")
            return
    for made in to_source(item, context):
        if isinstance(made, Source) and made.id == item.id and not made.text and item.body:
            continue
        yield made
