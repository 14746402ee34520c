"""Arc XP's native schema (ANS): stories as Arc stores, sends and syndicates them.

Source: github.com/washingtonpost/ans-schema, story.json and its traits up to 0.10.9
(content_restrictions.embargo, distributor, source, owner, credits, copyright, publishing, status,
planning, revision, corrections). `version` is the schema's there, never the story's.
"""

from collections.abc import Iterator
from typing import Any

from checker.formats.beside import told
from checker.formats.editors.walk import walked
from checker.formats.items import BadRecord, Block, WireItem, article_head
from checker.formats.markup import from_html
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.json_rights import like_rights
from checker.formats.wire.json_times import embargo_fields
from checker.formats.wire.versions import version_by_time
from checker.models.draft import Metadatum
from checker.orders.status import EMBARGOED
from checker.times import published_time

__all__ = ["is_ans", "read_ans"]

CONTENT_TYPE = "application/vnd.arc.ans+json"
LISTS = ("results", "collection")  # their content elements are items
MEDIA = {"image": "picture", "video": "video", "audio": "audio", "gallery": "picture"}
ELSEWHERE = ("content_elements", "related_content", "promo_items", "taxonomy", "websites")


def is_ans(value: dict[str, Any]) -> bool:
    """Returns whether it is a story, or another item of its own, of the schema."""
    kind, elements = words(value.get("type")), value.get("content_elements")
    if kind in LISTS:
        return False
    if kind == "story" and ("headlines" in value or isinstance(elements, list)):
        return True
    if isinstance(elements, list):
        return "_id" in value or "headlines" in value
    return kind in MEDIA and "_id" in value and "caption" in value


def read_ans(
    value: dict[str, Any], *, place: str, zone: str | None = None, notes: tuple[str, ...] = ()
) -> WireItem | BadRecord:
    """Returns one story."""
    elements = value.get("content_elements")
    if elements is not None and not isinstance(elements, list):
        return BadRecord(
            place, "'content_elements' is not a list", "send the story as Arc exports it"
        )
    rights = RightsBuilder(zone)
    ans_rights(value, rights)
    markup = walked(elements or [])
    title, second = basic(value.get("headlines")), basic(value.get("subheadlines"))
    byline = byline_of(value)
    media = MEDIA.get(str(value.get("type")), "text")
    body = [b for b in markup.blocks if b.kind != "head"] or described(value)
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=words(value.get("_id")),
        version=version_by_time(words(value.get("last_updated_date"))),
        title=title,
        language=words(value.get("language")),
        published=published_time(first_time(value), zone),
        media=media,
        byline=byline,
        url=words(value.get("canonical_url")),
        providers=parties(value, "distributor", "source", "owner"),
        credits=tuple(organisations(value)),
        signs=tuple(filter(None, (words(value.get("canonical_website")),))),
        head=article_head([title, second], byline, None, markup.blocks),
        body=tuple(body),
        tail=(*tail_of(value),),
        rights=rights.build(),
        descends_from=source_id(value),
        metadata=(*metadata_of(value), *told_of(value)),
        about_pictures=tuple(markup.statements),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        damage=(*notes, *markup.damage),
        parts_unread=tuple(unresolved(elements or [])),
        empty_because="" if media == "text" else f"an ANS {value.get('type')} without text",
    )


def ans_rights(value: dict[str, Any], rights: RightsBuilder) -> None:
    """Reads embargo, status, notices and notes; every other rights field is kept."""
    restrictions = value.get("content_restrictions")
    embargo = restrictions.get("embargo") if isinstance(restrictions, dict) else None
    if embargo is not None:
        restricted(embargo, rights)
    for holder in (value, value.get("additional_properties")):
        if isinstance(holder, dict):
            embargo_fields(Fields(holder), rights)
    rights.workflow("status", words(value.get("status")))
    rights.add("copyright_notice", "copyright", words(value.get("copyright")))
    rights.add("editors_note", "editor_note", note_of(value.get("editor_note")))
    planning = value.get("planning")
    if isinstance(planning, dict):
        rights.add("editors_note", "planning.internal_note", words(planning.get("internal_note")))
    unpublished(value.get("publishing"), rights)
    for path, kept in like_rights({k: v for k, v in value.items() if k not in ELSEWHERE}):
        rights.keep(path, kept)


def restricted(embargo: Any, rights: RightsBuilder) -> None:
    """Reads Arc's embargo: while it is active, until its end time, or else without end."""
    at = "content_restrictions.embargo"
    active = embargo.get("active") if isinstance(embargo, dict) else None
    if not isinstance(active, bool):
        rights.conflict(f"{at} does not say whether it is active: a person must read it")
        rights.status(at, EMBARGOED)
        return
    end, why = words(embargo.get("end_time")), words(embargo.get("description"))
    rights.keep(f"{at}.active", str(active).lower())
    if not active:
        rights.keep(f"{at}.end_time", end)
        rights.keep(f"{at}.description", why)
        return
    rights.status(f"{at}.active", EMBARGOED)
    rights.embargo(f"{at}.end_time", end)
    rights.add("editors_note", f"{at}.description", why)


def unpublished(publishing: Any, rights: RightsBuilder) -> None:
    """Reads that the default edition was taken down; Arc does not state whether it was killed."""
    editions = publishing.get("editions") if isinstance(publishing, dict) else None
    edition = editions.get("default") if isinstance(editions, dict) else None
    if isinstance(edition, dict) and edition.get("edition_published") is False:
        rights.status("publishing.editions.default.edition_published", "unpublished")


def described(value: dict[str, Any]) -> list[Block]:
    """Returns the caption of a picture, or the description of a story that has no text."""
    kind = words(value.get("type"))
    found = words(value.get("caption")) or basic(value.get("description"))
    if not found:
        return []
    caption = kind in MEDIA
    blocks = from_html(found).blocks
    return [Block(b.text, "caption", "caption") for b in blocks] if caption else blocks


def tail_of(value: dict[str, Any]) -> Iterator[Block]:
    """Yields corrections and notes for readers, captions of leading pictures, the notice."""
    corrections = value.get("corrections")
    shown = [
        words(c.get("text"))
        for c in (corrections if isinstance(corrections, list) else [])
        if isinstance(c, dict)
    ]
    for text in (*shown, note_of(value.get("editor_note"))):
        yield from from_html(text or "", kind="tail").blocks
    leading = value.get("promo_items")
    if isinstance(leading, dict):
        found = [p for p in leading.values() if isinstance(p, dict)]
        pictures = [p for p in found if words(p.get("type")) in MEDIA]
        for block in walked(pictures).blocks:
            yield Block(block.text, "caption", block.role or "caption")
    notice = words(value.get("copyright"))
    if notice:
        yield Block(notice, "tail", "credit")


def basic(value: Any) -> str | None:
    """Returns the words under `basic`, as one line without markup."""
    told = words(value.get("basic") if isinstance(value, dict) else value)
    return " ".join(" ".join(b.text for b in from_html(told or "").blocks).split()) or None


def words(value: Any) -> str | None:
    """Returns a string that is not empty, or None."""
    return value.strip() or None if isinstance(value, str) else None


def note_of(value: Any) -> str | None:
    """Returns a note for readers: a text, or an object with one."""
    return words(value) or basic(value)


def byline_of(value: dict[str, Any]) -> str | None:
    """Returns the names of the authors."""
    names = [words(p.get("name") or p.get("byline")) for p in people(value)]
    return "; ".join(n for n in dict.fromkeys(names) if n) or None


def people(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the objects under `credits.by`."""
    given = value.get("credits")
    by = given.get("by") if isinstance(given, dict) else None
    return [p for p in (by if isinstance(by, list) else []) if isinstance(p, dict)]


def organisations(value: dict[str, Any]) -> Iterator[str]:
    """Yields the houses of the authors."""
    yield from dict.fromkeys(org for p in people(value) if (org := words(p.get("org"))))


def parties(value: dict[str, Any], *keys: str) -> tuple[str, ...]:
    """Returns names of the distributor, of the original source and of the producer, each once.

    `owner.id` is the organisation in whose database the story lies and says nothing of rights.
    """
    held = (value.get(key) for key in keys)
    names = (words(h.get("name")) if isinstance(h, dict) else words(h) for h in held)
    return tuple(dict.fromkeys(n for n in names if n))


def source_id(value: dict[str, Any]) -> tuple[str, ...]:
    """Returns the id of the same item at its source, whose kill reaches this copy."""
    source = value.get("source")
    found = words(source.get("source_id")) if isinstance(source, dict) else None
    return (found,) if found else ()


def first_time(value: dict[str, Any]) -> str | None:
    """Returns when the story was first published, else shown, else made."""
    keys = ("first_publish_date", "publish_date", "display_date", "created_date")
    return next((found for key in keys if (found := words(value.get(key)))), None)


def unresolved(elements: list[Any]) -> Iterator[str]:
    """Yields the elements that are referenced but stored elsewhere, except pictures."""
    for number, element in enumerate(elements):
        if not isinstance(element, dict) or element.get("type") != "reference":
            continue
        referent = element.get("referent")
        kind = as_text(referent.get("type")) if isinstance(referent, dict) else ""
        if kind not in ("image", "video", "audio", "gallery"):
            yield f"content_elements/{number}: a reference to {kind or 'something'} elsewhere"


def told_of(value: dict[str, Any]) -> Iterator[Metadatum]:
    """Yields the descriptions of a story, which fronts and other sites show."""
    given = value.get("description")
    for words in given.values() if isinstance(given, dict) else (given,):
        yield from told("ans:description", words)


def metadata_of(value: dict[str, Any]) -> Iterator[Metadatum]:
    """Yields the fields that rules on metadata look at."""
    for key in ("distributor", "source", "owner"):
        for name in parties(value, key):
            yield Metadatum(f"ans:{key}", name)
    for name in organisations(value):
        yield Metadatum("ans:credits.by.org", name)
    notice = words(value.get("copyright"))
    if notice:
        yield Metadatum("ans:copyright", notice)
