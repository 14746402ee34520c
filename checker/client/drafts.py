"""The members of a draft, as `POST /v1/checks` takes them."""

from typing import Any, Literal, TypedDict

__all__ = ["DocumentMembers", "DraftMembers", "FieldsMembers", "NamedDraft", "UseMembers"]


class UseMembers(TypedDict, total=False):
    """What is to be done with a text; what is left out is the service's default."""

    publisher: str
    site: str
    channel: str
    territories: list[str]
    at: str
    first_published: str
    purpose: str


class FieldsMembers(TypedDict, total=False):
    """A draft field by field."""

    title: str
    subtitle: str
    byline: str
    lead: str
    body: str
    body_html: str
    captions: list[str]
    credits: list[str]
    footer: str


class DocumentMembers(TypedDict, total=False):
    """A file: its name, and its bytes in base64."""

    name: str
    base64: str
    type: str


class NamedDraft(TypedDict, total=False):
    """A text and its names: exactly one of text, html, fields, blocks, document."""

    id: str
    revision: str
    text: str
    html: str
    fields: FieldsMembers
    blocks: Any
    document: DocumentMembers
    title: str
    url: str
    language: str
    mode: Literal["full", "fast"]


class DraftMembers(NamedDraft, total=False):
    """A draft and how it is to be checked."""

    use: UseMembers
    units: Literal["codepoints", "utf16"]
    with_text: bool
    with_sources: bool
    record: bool
    look: list[Literal["markings", "reuse"]]
    mend: bool
