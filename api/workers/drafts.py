"""Turns a request into a draft: text, HTML, a file, or a CMS's fields joined into one text."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checker.errors import DamagedInput, InputError, Problem
from checker.formats import read_draft, refuse_no_words
from checker.formats.charset import clean_surrogates
from checker.formats.registry import no_text
from checker.models.draft import Draft, Metadatum, Zone
from checker.report.spans import FieldPlace
from checker.text.units import units_of
from checker.values import dataclass
from checker.wording import worded

__all__ = ["ReadDraft", "draft_of", "file_bytes", "given_blocks"]

GAP = "\n\n"
MEMBERS = ("text", "html", "document", "blocks", "fields")


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft and, if it was sent field by field, the positions of its fields."""

    draft: Draft
    fields: tuple[FieldPlace, ...] = ()


def draft_of(request: Mapping[str, Any]) -> ReadDraft:
    """Returns the draft of a validated request (see `request_models.DraftIn`).

    A title that is given beside a document does not hide the document's own, which is published.

    Raises:
        InputError: the document cannot be read; the problem's place names the member at fault.
    """
    if request.get("text") is not None:
        read = ReadDraft(read_draft(request["text"], as_type="text"))
    elif request.get("html") is not None:
        read = ReadDraft(read_draft(request["html"], as_type="html"))
    elif request.get("document") is not None:
        read = ReadDraft(_from_file(request["document"]))
    elif request.get("blocks") is not None:
        read = ReadDraft(_from_blocks(request["blocks"]))
    else:
        read = _from_fields(request["fields"])
    if not read.draft.text.strip():
        member = next(name for name in MEMBERS if request.get(name) is not None)
        raise InputError(Problem(member, "there is no text in it"))
    given: dict[str, Any] = {
        name: _whole(value) if isinstance(value, str) else value
        for name in ("id", "title", "url", "language")
        if (value := request.get(name)) is not None
    }
    if (own := read.draft.title) and given.get("title", own) != own:
        given["metadata"] = (*read.draft.metadata, Metadatum("document:title", own))
    return replace(read, draft=replace(read.draft, **given)) if given else read


def _whole(text: str) -> str:
    """A text without half characters, as every reader returns it; the length stays the same.

    A CMS that cuts a title after so many UTF-16 units sends half an emoji.
    """
    return clean_surrogates(text).text


def file_bytes(document: Mapping[str, Any], place: str = "document") -> bytes:
    """Returns the bytes of a file that was sent as base64.

    Raises:
        DamagedInput: it is not base64.
    """
    try:
        return base64.b64decode(document["base64"], validate=True)
    except (binascii.Error, ValueError):
        raise DamagedInput(Problem(f"{place}.base64", "is not base64")) from None


def given_blocks(blocks: Any) -> str:
    """Returns an editor's JSON as sent: a value, or a string of JSON."""
    return blocks if isinstance(blocks, str) else json.dumps(blocks)


def _from_blocks(blocks: Any) -> Draft:
    """The draft of an editor's JSON.

    Raises:
        InputError: it has the shape of no editor that is known.
    """
    written = given_blocks(blocks)
    if not no_text(written):
        hint = worded("send its text as html or text, or the file as document")
        raise InputError(Problem("blocks", "this is not the JSON of a known editor", hint))
    return read_draft(written, name="blocks")


def _from_file(document: Mapping[str, Any]) -> Draft:
    content = file_bytes(document)
    return read_draft(content, name=document["name"], as_type=document.get("type"))


def _from_fields(fields: Mapping[str, Any]) -> ReadDraft:
    parts: list[str] = []
    zones: list[Zone] = []
    places: list[FieldPlace] = []
    drafts: list[Draft] = []
    at = 0
    for name, draft in _fields(fields):
        if parts:
            parts.append(GAP)
            at += len(GAP)
        parts.append(draft.text)
        zones += [replace(z, start=z.start + at, end=z.end + at) for z in draft.zones]
        places.append(_place(name, at, draft.text))
        drafts.append(_moved(draft, at))
        at += len(draft.text)
    joined = Draft(
        text="".join(parts),
        zones=tuple(zones),
        metadata=tuple(m for draft in drafts for m in draft.metadata),
        title=_whole(fields.get("title") or "") or None,
        links=tuple(link for draft in drafts for link in draft.links),
        pixels=tuple(pixel for draft in drafts for pixel in draft.pixels),
        damage=tuple(note for draft in drafts for note in draft.damage),
        parts_unread=(
            *(part for draft in drafts for part in draft.parts_unread),
            *_empty_body(fields, places),
        ),
        left_out=tuple(left for draft in drafts for left in draft.left_out),
        truncated=any(draft.truncated for draft in drafts),
    )
    return ReadDraft(joined, tuple(places))


def _empty_body(fields: Mapping[str, Any], places: Sequence[FieldPlace]) -> tuple[str, ...]:
    """The body that was sent without a word in it: a hook that maps fields wrongly sends it so.

    A story without a body is sent without the field.
    """
    sent = [name for name in ("lead", "body", "body_html") if fields.get(name) is not None]
    if any(one.words for one in places if one.field in sent):
        return ()
    return tuple(f"{name}, which is empty" for name in sent if name != "lead")


def _place(name: str, at: int, text: str) -> FieldPlace:
    return FieldPlace(field=name, start=at, end=at + len(text), words=units_of(text).in_words())


def _moved(draft: Draft, by: int) -> Draft:
    """A draft whose metadata points into the joined text."""
    moved = tuple(
        replace(m, start=m.start + by, end=m.end + by) if m.end > m.start else m
        for m in draft.metadata
    )
    return replace(draft, metadata=moved)


def _fields(fields: Mapping[str, Any]) -> Iterator[tuple[str, Draft]]:
    """Name and draft of each field that holds something, in reading order."""
    simple = (("title", "head", "headline"), ("subtitle", "head", ""), ("byline", "head", "byline"))
    for name, kind, role in simple:
        if fields.get(name):
            yield name, _one_zone(name, fields[name], kind, role)
    for name in ("lead", "body"):
        if fields.get(name):
            yield name, read_draft(fields[name], as_type="text")
    if fields.get("body_html"):
        yield "body_html", read_draft(fields["body_html"], as_type="html")
    for name, role in (("captions", "caption"), ("credits", "picture_credit")):
        for number, text in enumerate(fields.get(name) or ()):
            if text:
                yield f"{name}[{number}]", _one_zone(name, text, "caption", role)
    if fields.get("footer"):
        yield "footer", _one_zone("footer", fields["footer"], "tail", "")


def _one_zone(name: str, text: str, kind: Any, role: Any) -> Draft:
    refuse_no_words(text, f"fields.{name}")
    return Draft(_whole(text), (Zone(0, len(text), kind, role),))
