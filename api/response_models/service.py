"""What the service answers about itself: its keys, webhooks and state."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from checker.index import Condition
from checker.models.vocabulary import EventName
from checker.report.basis import IndexVersion
from checker.report.scalars import Time

from .general import FieldFault

__all__ = ["Delivery", "Health", "Key", "Webhook", "Workers"]


class Key(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An API key; `key`, the secret itself, is shown only when it is created."""

    id: str
    label: str
    scopes: list[str]
    created: Time
    expires: Time | None
    revoked_at: Time | None
    used_at: Time | None
    key: str | UnsetType = UNSET


class Delivery(Struct, frozen=True, kw_only=True):
    """The outcome of one message; `due` is null once it is delivered or given up."""

    id: str
    event: EventName
    created: Time
    attempts: int
    due: Time | None
    delivered_at: Time | None
    status: int | None
    error: str | None


class Webhook(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A subscription; `secrets` counts its secrets; `secret` is shown only when it is new."""

    id: str
    url: str
    events: list[EventName]
    created: Time
    disabled_at: Time | None
    secrets: int
    secret: str | UnsetType = UNSET
    deliveries: list[Delivery] | UnsetType = UNSET


class Workers(Struct, frozen=True, kw_only=True):
    """The worker processes; `waiting` counts requests, `replaced` processes that died."""

    size: int
    ready: int
    busy: int
    waiting: int
    replaced: int


class Health(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The state of the service; `rule_problems` state why changed rule files are not in force.

    `store` is present while the newsroom's database cannot be read in time. `unrecorded` checks
    were answered and wait to be stored; `recording` states why. The index is `checking` until all
    of its files have been compared with their checksums, and `faulty` if they cannot be searched:
    `index_problems` state why, and what repairs it.
    """

    status: Literal["ok", "warming", "degraded"]
    store: Literal["not answering"] | UnsetType = UNSET
    unrecorded: int | UnsetType = UNSET
    recording: str | UnsetType = UNSET
    rules: str | UnsetType | None = UNSET
    rule_problems: list[FieldFault] | UnsetType = UNSET
    workers: Workers | UnsetType = UNSET
    index: IndexVersion | UnsetType = UNSET
    index_state: Condition | UnsetType = UNSET
    index_problems: list[FieldFault] | UnsetType = UNSET
