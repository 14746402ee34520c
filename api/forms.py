"""The content of a page's form: text fields, read with the same types as the API's bodies."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qs

from fastapi import Request
from pydantic import BaseModel, ValidationError

from checker.values import dataclass

from .problems import ApiProblem
from .validation import validation_problem

__all__ = ["Form", "form_of"]

FIELDS = 200  # of one form
T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with the values that were sent."""

    fields: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """Returns the value of a field, stripped of white space; "" if it was not sent."""
        return next(iter(self.fields.get(name, ())), "").strip()

    def texts(self, name: str) -> list[str]:
        """Returns all values of a field, as check boxes send them."""
        return list(self.fields.get(name, ()))

    def read(self, kind: type[T], **values: Any) -> T:
        """Returns the values as a request of the API; empty ones are left out.

        Raises:
            ApiProblem: 422 with the fields at fault, as in the API.
        """
        given = {name: value for name, value in values.items() if value not in ("", None, [])}
        try:
            return kind.model_validate(given)
        except ValidationError as error:
            raise validation_problem(error.errors()) from None


async def form_of(request: Request) -> Form:
    """Returns the form in a request's body.

    Raises:
        ApiProblem: 415 for another type, 400 for what is not a form.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if not kind and not await request.body():
        return Form({})
    if kind != "application/x-www-form-urlencoded":
        raise ApiProblem(
            415, "unsupported-media-type", "this address accepts only the form on its page"
        )
    try:
        body = (await request.body()).decode("utf-8")
        return Form(parse_qs(body, keep_blank_values=True, max_num_fields=FIELDS, errors="strict"))
    except ValueError:
        raise ApiProblem(400, "malformed-form", "the form cannot be read") from None
