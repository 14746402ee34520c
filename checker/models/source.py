"""Articles of owners, as they are stored and as the index needs them."""

from datetime import datetime
from typing import Literal

from checker.models.draft import Rights
from checker.values import dataclass

__all__ = ["Change", "Item", "Source", "StoredText"]


@dataclass(frozen=True, slots=True)
class Source:
    """An article of an owner, as it goes into the store and the index.

    `descends_from` are ids that this item rewrites, translates, replaces or corrects; `kills` are
    ids that it withdraws (a NITF or NewsML management message, an advisory). `withdraws` are the
    words by which it names such an item where it states no id: a number, a slug, a headline.
    """

    id: str
    owner: str
    text: str
    title: str | None = None
    published: datetime | None = None
    version: str = "1"
    language: str | None = None
    media: str = "text"
    service: str | None = None
    provider: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    rights: Rights = Rights()
    descends_from: tuple[str, ...] = ()
    kills: tuple[str, ...] = ()
    withdraws: tuple[str, ...] = ()
    origin: str = ""  # file or feed that it came from
    timezone: str | None = None  # the provider's IANA zone, for times that were given without one
    issued: str = ""  # when this version was made, as in "20260301T080000" (UTC), where it says so


@dataclass(frozen=True, slots=True)
class Item:
    """The registry's entry for a source at one moment: newest version and lasting statements."""

    source: str
    owner: str
    rights: Rights
    version: str = "1"
    newest_version: str = "1"
    media: str = "text"
    service: str | None = None
    language: str | None = None
    provider: str | None = None
    published: datetime | None = None
    received: datetime | None = None
    killed_at: datetime | None = None
    killed_by: str | None = None  # the id of the kill, or of the killed ancestor
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    timezone: str | None = None  # the provider's IANA zone, for times that were given without one
    first_published: datetime | None = None  # of its versions; None where one of them states none
    descends_from: tuple[str, ...] = ()  # ids that it was made from, at any remove


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the store's append-only log that the index follows; `doc` is a text's number."""

    seq: int
    op: Literal["add", "remove"]
    doc: int


@dataclass(frozen=True, slots=True)
class StoredText:
    """One version of one source as the index needs it. `day` is a proleptic ordinal or None."""

    doc: int
    source: str
    version: str
    owner: str
    text: str
    day: int | None = None
    language: str | None = None
