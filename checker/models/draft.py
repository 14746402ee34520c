"""What is checked: a document with its parts and its rights, and the use that is meant."""

from datetime import datetime

from checker.models.vocabulary import FindingScope, ZoneKind, ZoneRole
from checker.values import dataclass

__all__ = [
    "HIDDEN",
    "MAX_LETTERS",
    "Draft",
    "LeftOut",
    "Metadatum",
    "Rights",
    "RightsField",
    "Span",
    "Use",
    "Zone",
]

MAX_LETTERS = 5_000_000  # of a text are checked unless set otherwise: a minified page has 3 million


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open part of a text, in code points as given."""

    start: int
    end: int


HIDDEN = "[hidden]"  # in hints of zones; no name of a class can be this


@dataclass(frozen=True, slots=True)
class Zone:
    """A block of the draft: its part of the page and its purpose.

    Zones are sorted, do not overlap, and cover the text but for white space between blocks.
    In HTML one zone is one block-level element's own text; in plain text one paragraph.
    `hint` keeps class, id, itemprop and rel of the elements around it, lower case, outermost first,
    and HIDDEN for one that its attributes hide from readers.
    """

    start: int
    end: int
    kind: ZoneKind
    role: ZoneRole = ""
    tag: str = ""
    hint: str = ""

    @property
    def hidden(self) -> bool:
        """Whether the page keeps it from readers."""
        return HIDDEN in self.hint


@dataclass(frozen=True, slots=True)
class Metadatum:
    """A machine-readable statement: `name` is its path, as in 'jsonld:NewsArticle.author.name'.

    `scope` is its subject. `start`/`end` are its place in `Draft.text`, or 0, 0 if it is
    not visible.
    """

    name: str
    value: str
    scope: FindingScope = "article"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class RightsField:
    """One rights field as the wire sent it: `path` in the source format, `value` verbatim."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Rights:
    """The provider's statements on one item; None or () means that it states nothing."""

    status: str | None = None  # usable, withheld, canceled (IPTC pubStatus), not_for_publication
    embargo_until: datetime | None = None
    embargo_raw: str | None = None
    expires: datetime | None = None
    expires_raw: str | None = None  # one that is no machine-written time, in its own words
    copyright_holder: tuple[str, ...] = ()
    copyright_notice: tuple[str, ...] = ()
    usage_terms: tuple[str, ...] = ()
    credit_line: tuple[str, ...] = ()
    editors_note: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    data_mining: tuple[str, ...] = ()
    license_url: tuple[str, ...] = ()
    allow_territories: tuple[str, ...] = ()
    deny_territories: tuple[str, ...] = ()
    deny_channels: tuple[str, ...] = ()
    third_party: bool | None = None
    fields: tuple[RightsField, ...] = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters of a document that were not checked; `why` is a short stable word ("hidden")."""

    why: str
    characters: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be checked: its text as given, where its parts are, and what it states.

    `links` are hosts or URLs of the article's links and `pixels` of its pictures and scripts, for
    link and tracking duties. `damage` states what could not be read and `parts_unread` which parts
    (attachments, pages) were not: either makes the check incomplete. `left_out` counts characters
    that no reader sees and that the reading dropped, which does not. `pages` is where each page
    of a document with pages begins in the text; `inside` is the path of the file in the archive or
    the mail that it came in.
    """

    text: str
    zones: tuple[Zone, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    id: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    content_type: str = "text/plain"
    links: tuple[str, ...] = ()
    pixels: tuple[str, ...] = ()
    rights: Rights = Rights()
    truncated: bool = False
    damage: tuple[str, ...] = ()
    parts_unread: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    published: datetime | None = None  # as the document's format states it
    pages: tuple[int, ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """The intended use of the draft."""

    publisher: str = ""
    site: str = ""
    channel: str = "web"
    territories: tuple[str, ...] = ()
    at: datetime | None = None
    first_published: datetime | None = None
    purpose: str = "publish"  # one of PURPOSES
    # `first_published` is the document's own word and no more; without one, nobody knows since when
    # it is out
    published_claimed: bool = False
