"""What a caller of the service has to know of, apart from decisions."""

from collections.abc import Mapping, Sequence

from checker.errors import Problem, WirecheckError

__all__ = ["BadSignature", "CallRefused", "ClientError", "ServiceFault", "Unavailable"]


class ClientError(WirecheckError):
    """Base of the client's errors."""


class CallRefused(ClientError):
    """The service answered that the call is wrong: another key, another member, another id.

    To send it again changes nothing, and it is no reason to publish.

    Attributes:
        status: the HTTP status, 4xx; of a `ServiceFault` 5xx.
        type: the problem's name, as in `not-found`.
    """

    def __init__(
        self,
        status: int,
        type: str,  # noqa: A002 - as problems call it
        detail: str,
        errors: Sequence[Mapping[str, str]],
    ) -> None:
        parts = ("field", "detail", "hint")
        found = [Problem(*(str(one.get(part, "")) for part in parts)) for one in errors]
        super().__init__(*(found or [Problem(f"{status} {type}", detail)]))
        self.status = status
        self.type = type


class ServiceFault(CallRefused):
    """The service is there, and cannot judge: what it has stored cannot be read, or it failed.

    It is no reason to publish either, whatever `on_unavailable` says. `status` is 5xx.
    """


class Unavailable(ClientError):
    """No response in time; raised only if the caller asked for it or there is no fallback."""


class BadSignature(ClientError):
    """A message that is not from the service, or too old: do nothing about it."""
