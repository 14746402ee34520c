"""Eidosmedia Methode: stories as XML (<doc>), and objects of its repository as JSON (EomFile).

Source: the Financial Times' public readers, github.com/Financial-Times/methode-api and
methode-article-mapper: /doc/lead/lead-headline/headline/ln, /doc/story/text/body and byline;
attributes /ObjectMetadata/EditorialNotes/EmbargoDate and Sources/Source/SourceCode,
OutputChannels/DIFTcom/DIFTcomMarkDeleted, times as yyyyMMddHHmmss in GMT; the file's `uuid`,
`type`, `value` (base64), `attributes`, `systemAttributes`, `workflowStatus`, `lastModified`.
"""

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from checker.errors import DamagedInput
from checker.formats.beside import is_sentence, told
from checker.formats.items import BadRecord, WireItem, article_head
from checker.formats.markup import Markup, blocks_of
from checker.formats.records.strict_json import Fields, as_text
from checker.formats.rights import RightsBuilder
from checker.formats.wire.versions import version_by_time
from checker.formats.xml.parse import Parsed, parse_xml
from checker.formats.xml.tree import (
    Element,
    child,
    children,
    descendants,
    first,
    local,
    path_text,
    text_of,
)
from checker.models.draft import Metadatum
from checker.times import published_time
from checker.wording import worded

__all__ = ["is_eom", "read_eom", "read_methode"]

CONTENT_TYPE = "application/vnd.eidosmedia.methode+xml"
GMT = "UTC"
STORIES = ("EOM::CompoundStory", "EOM::Story", "EOM::WireStory", "WireStory")
PLACEHOLDER = "ContentPlaceholder"  # a source code: the story itself is elsewhere
NO_ATTRIBUTES = "no ObjectMetadata: embargo and deletion are not told"


def is_eom(value: dict[str, Any]) -> bool:
    """Returns whether it is an object of the repository."""
    kind = value.get("type")
    typed = isinstance(kind, str) and (kind.startswith("EOM::") or kind in STORIES)
    return typed and ("value" in value or "attributes" in value)


def read_methode(
    parsed: Parsed,
    *,
    place: str,
    zone: str | None,  # noqa: ARG001 its times are GMT
) -> Iterator[WireItem | BadRecord]:
    """Yields the story of an XML document; attributes may be inside it."""
    root = parsed.root
    metadata = root if local(root) == "ObjectMetadata" else first(root, "ObjectMetadata")
    if metadata is root:
        yield BadRecord(place, "no article text: attributes without their story", kind="skipped")
        return
    yield story(root, metadata, parsed.damage, place, known={}, truncated=parsed.truncated)


def read_eom(
    value: dict[str, Any],
    *,
    place: str,
    zone: str | None = None,  # noqa: ARG001 its times are GMT
    notes: tuple[str, ...] = (),
) -> WireItem | BadRecord:
    """Returns one object of the repository."""
    fields = Fields(value)
    if value.get("type") not in STORIES:
        what = worded("no article: an object of type {type}", type=value.get("type"))
        return BadRecord(place, what, kind="skipped", id=fields.text("uuid"))
    try:
        inner = inside(value.get("value"), f"{place}/value")
        attributes = inside(value.get("attributes"), f"{place}/attributes")
    except DamagedInput as error:
        problem = error.problems[0]
        return BadRecord(problem.place or place, problem.what, problem.hint, id=fields.text("uuid"))
    except (binascii.Error, TypeError):
        what = worded("'value' is neither XML nor base64")
        return BadRecord(place, what, "send the object as the repository returns it")
    if inner is None:
        return BadRecord(place, "the object has no value", "its story", id=fields.text("uuid"))
    metadata = attributes.root if attributes is not None else first(inner.root, "ObjectMetadata")
    damage = (*notes, *inner.damage, *(attributes.damage if attributes is not None else ()))
    known = {key: as_text(value.get(key)) for key in ("uuid", "workflowStatus", "lastModified")}
    return story(inner.root, metadata, damage, place, known=known)


def inside(value: Any, place: str) -> Parsed | None:
    """Returns the XML inside a member, plain or in base64; None if there is none.

    Raises binascii.Error, TypeError and DamagedInput for what is neither.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise TypeError(place)
    written = value.lstrip().startswith("<")
    data = value if written else base64.b64decode("".join(value.split()), validate=True)
    return parse_xml(data, place=place)


def story(
    doc: Element,
    metadata: Element | None,
    damage: tuple[str, ...],
    place: str,
    *,
    known: dict[str, str],
    truncated: bool = False,
) -> WireItem | BadRecord:
    """Returns a story with its attributes."""
    codes = [text_of(n) for n in descendants(metadata, "SourceCode") if text_of(n)]
    if PLACEHOLDER in codes:
        return BadRecord(place, "no article text: a placeholder", kind="skipped")
    rights = RightsBuilder(GMT)
    attribute_rights(metadata, rights)
    rights.workflow("workflowStatus", known.get("workflowStatus"))
    text = first(first(doc, "story"), "text")
    body = child(text, "body") if text is not None else None
    markup = blocks_of(body) if body is not None else Markup()
    lead = child(doc, "lead")
    title = path_text(lead, "lead-headline", "headline") or path_text(lead, "headline") or None
    byline = text_of(first(text, "byline")) or None
    return WireItem(
        place=place,
        content_type=CONTENT_TYPE,
        id=known.get("uuid") or doc.get("uuid") or doc.get("id") or None,
        version=version_by_time(known.get("lastModified"), GMT),
        title=title,
        published=published_time(publication(metadata), GMT),
        byline=byline,
        providers=tuple(dict.fromkeys(codes)),
        head=article_head([title], byline, None, markup.blocks),
        body=tuple(b for b in markup.blocks if b.kind != "head"),
        rights=rights.build(),
        metadata=(
            *(Metadatum("methode:SourceCode", code) for code in dict.fromkeys(codes)),
            *told_lead(lead),
        ),
        links=tuple(markup.links),
        pixels=tuple(markup.pixels),
        about_pictures=tuple(markup.statements),
        damage=damage,
        truncated=truncated,
    )


def told_lead(lead: Element | None) -> Iterator[Metadatum]:
    """Yields the sentences of the lead beside its headline: a standfirst, a caption."""
    for node in children(lead):
        if not local(node).endswith("headline"):
            words = "\n".join(block.text for block in blocks_of(node).blocks)
            if is_sentence(words):
                yield from told(f"methode:{local(node)}.standfirst", words)


def attribute_rights(metadata: Element | None, rights: RightsBuilder) -> None:
    """Reads embargo, deletion and fields about rights."""
    if metadata is None:
        rights.conflict(NO_ATTRIBUTES)
        return
    for node in descendants(metadata, "EmbargoDate"):
        rights.embargo("ObjectMetadata/EmbargoDate", text_of(node))
    for node in metadata.iter():
        name, words = local(node), text_of(node)
        if name.endswith("MarkDeleted"):
            rights.keep(f"ObjectMetadata/{name}", words)
            if words.casefold() == "true":
                rights.status(f"ObjectMetadata/{name}", "deleted")
        elif name in ("Copyright", "CopyrightNotice"):
            rights.add("copyright_notice", f"ObjectMetadata/{name}", words)
        elif name in ("UsageTerms", "Restrictions", "UsageRestrictions"):
            rights.add("usage_terms", f"ObjectMetadata/{name}", words)


def publication(metadata: Element | None) -> str | None:
    """Returns when the story first appeared, else when it last did."""
    for name in ("DIFTcomInitialPublication", "DIFTcomLastPublication"):
        if found := text_of(first(metadata, name)):
            return found
    return None
