"""What happened within one request, so that its author reads it whatever view was used."""

from contextvars import ContextVar
from dataclasses import dataclass, field

__all__ = ["Trail", "current", "notice"]


@dataclass(slots=True)
class Trail:
    """Sentences for the person, in order and each once."""

    notices: dict[str, str] = field(default_factory=dict)


current: ContextVar[Trail | None] = ContextVar("wirecheck_trail", default=None)


def notice(sentence: str, level: str = "error") -> None:
    """Has a sentence shown to the person of the running request, if there is one."""
    trail = current.get()
    if trail is not None:
        trail.notices[sentence] = level
