"""What the service answers about runs over an archive."""

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from checker.report.scalars import Time
from checker.store import AuditState

__all__ = ["Audit", "AuditProgress"]


class AuditProgress(Struct, frozen=True, kw_only=True):
    """The progress of a run; `planned` is null until all files have been found."""

    done: int
    pieces: int
    planned: int | None


class Audit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A run over an archive; `summary` contains its figures.

    A run is `interrupted` if its process has died; it can be resumed, like a cancelled one. A list
    does not contain `progress` and `files`; both are absent if the service cannot read the folder.
    """

    id: str
    status: AuditState
    started: Time
    finished: Time | None
    parameters: dict[str, Any]
    summary: dict[str, Any]
    progress: AuditProgress | UnsetType = UNSET
    files: list[str] = []
