"""What the service answers about licensed items: what they state, and what was stored."""

from msgspec import UNSET, Struct, UnsetType

from checker.report.scalars import Time
from checker.store import Outcome

__all__ = [
    "IngestNote",
    "Ingested",
    "Item",
    "ItemVersion",
    "RightsPath",
    "StatedRights",
    "StoredItem",
]


class RightsPath(Struct, frozen=True, kw_only=True):
    """One rights field as it was received, by its path."""

    path: str
    value: str


class StatedRights(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the provider states about one item."""

    status: str | UnsetType = UNSET
    embargo_until: Time | UnsetType = UNSET
    embargo_raw: str | UnsetType = UNSET
    expires: Time | UnsetType = UNSET
    expires_raw: str | UnsetType = UNSET
    copyright_holder: list[str] = []
    copyright_notice: list[str] = []
    usage_terms: list[str] = []
    credit_line: list[str] = []
    editors_note: list[str] = []
    signals: list[str] = []
    data_mining: list[str] = []
    license_url: list[str] = []
    allow_territories: list[str] = []
    deny_territories: list[str] = []
    deny_channels: list[str] = []
    third_party: bool | UnsetType = UNSET
    fields: list[RightsPath] = []
    conflicts: list[str] = []


class ItemVersion(Struct, frozen=True, kw_only=True):
    """One version of an item."""

    version: str
    received: Time
    published: Time | None
    newest: bool


class Item(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A licensed item; a list does not contain `text`, `origin` and `versions`.

    `status` is what a check would report now: `killed`, `withheld`, `not_for_publication`,
    `embargoed`, `expired`, `superseded`, `unknown` (a status that Wirecheck does not know) or
    `usable`. `rights` is what the provider states.
    """

    id: str
    owner: str
    title: str | None
    version: str
    published: Time | None
    received: Time | None
    media: str
    language: str | None
    status: str
    killed_at: Time | None
    killed_by: str | None
    rights: StatedRights
    revision: int
    text: str | UnsetType = UNSET
    origin: str | UnsetType = UNSET
    versions: list[ItemVersion] | UnsetType = UNSET


class StoredItem(Struct, frozen=True, kw_only=True):
    """The outcome for one item that was sent."""

    id: str
    outcome: Outcome
    version: str
    killed: list[str]
    killed_by: str | None


class IngestNote(Struct, frozen=True, kw_only=True):
    """A doubt about an item that was kept, or why a part of a document is not an item."""

    place: str
    what: str
    id: str | None


class Ingested(Struct, frozen=True, kw_only=True):
    """The outcome for the items; `late` are stored checks that turn out to use one of them."""

    items: list[StoredItem]
    late: dict[str, list[str]]
    notes: list[IngestNote]
