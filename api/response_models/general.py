"""What any route may answer: a problem, or a page of a list."""

from typing import Annotated, Generic, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.models.vocabulary import Enforcement

__all__ = ["FieldFault", "Page", "Problem"]

T = TypeVar("T")


class FieldFault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fault in a request, and the field that has it."""

    field: str
    detail: str
    hint: str | UnsetType = UNSET


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error (RFC 9457)."""

    type: Annotated[str, Meta(examples=["urn:wirecheck:problem:invalid-request"])]
    title: str
    status: int
    detail: str
    errors: list[FieldFault] = []
    request: Annotated[str, Meta(description="The name of the request in the log.")] | UnsetType = (
        UNSET
    )
    enforcement: (
        Annotated[
            Enforcement,
            Meta(description="To be done whatever `on_unavailable` says: nothing can be judged."),
        ]
        | UnsetType
    ) = UNSET
    limit: Annotated[int, Meta(description="The largest body in bytes.")] | UnsetType = UNSET
    roles: Annotated[list[str], Meta(description="The key's roles.")] | UnsetType = UNSET
    checked: Annotated[str, Meta(description="The checked text's hash.")] | UnsetType = UNSET
    given: Annotated[str, Meta(description="The given text's hash.")] | UnsetType = UNSET


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[T]
    limit: int
    next_cursor: str | None
