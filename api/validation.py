"""What is wrong with a request, in our words instead of the validation library's.

The input is never repeated: an error names the field, what is wrong and what is expected, since
drafts are confidential until they are published.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from checker.strict import nearest
from checker.wording import Message, plural, worded, worded_as

from . import request_models
from .problems import ApiProblem
from .request_models import MANY, ONE

__all__ = ["validation_problem"]


def validation_problem(entries: Sequence[Any]) -> ApiProblem:
    """Returns the problem for an invalid request, from the validation library's errors."""
    errors = [_field_error(entry) for entry in entries]
    first = errors[0] if errors else {"field": "", "detail": "the request is not valid"}
    detail = f"{first['field']}: {first['detail']}" if first["field"] else first["detail"]
    return ApiProblem(422, "invalid-request", detail, errors=errors)


# What the validation library says in words of its own code, and in ours.
_WORDS: Mapping[str, Message] = {
    "extra_forbidden": worded("this key is not known"),
    "missing": worded("is required"),
    "model_attributes_type": worded("must be a JSON object"),
    "model_type": worded("must be a JSON object"),
    "dict_type": worded("must be a JSON object"),
    "list_type": worded("must be a list"),
    "string_type": worded("must be a string"),
    "bool_type": worded("must be true or false"),
    "bool_parsing": worded("must be true or false"),
    "int_type": worded("must be a whole number"),
    "int_parsing": worded("must be a whole number"),
    "int_from_float": worded("must be a whole number"),
    "float_type": worded("must be a number"),
    "float_parsing": worded("must be a number"),
    "string_pattern_mismatch": worded("does not have the required form"),
}


def _bounds(entry: Mapping[str, Any]) -> Message | None:
    """What a limit or a list of words says, in our words; None for another fault."""
    limits = entry.get("ctx") or {}
    match str(entry.get("type")):
        case "greater_than_equal":
            return worded("must be at least {least}", least=limits["ge"])
        case "less_than_equal":
            return worded("must be at most {most}", most=limits["le"])
        case "too_short":
            return plural(
                "must have at least {n} entry",
                "must have at least {n} entries",
                limits["min_length"],
            )
        case "too_long":
            most = limits["max_length"]
            return plural("must have at most {n} entry", "must have at most {n} entries", most)
        case "string_too_short":
            return plural(
                "must have at least {n} character",
                "must have at least {n} characters",
                limits["min_length"],
            )
        case "string_too_long":
            return plural(
                "must have at most {n} character",
                "must have at most {n} characters",
                limits["max_length"],
            )
        case "literal_error":
            allowed = str(limits["expected"]).replace("'", "")
            return worded("must be one of these: {allowed}", allowed=allowed)
    return None


def _field_error(entry: Mapping[str, Any]) -> dict[str, str]:
    place = [str(part) for part in entry.get("loc", ()) if part not in (ONE, MANY)]
    where = place[0] if place else ""
    field = ".".join(place[1:]) if where == "body" else "/".join(place)
    said = str(entry.get("msg", "is not valid")).removeprefix("Value error, ")
    message = _bounds(entry) or _WORDS.get(str(entry.get("type")), worded_as(said))
    if not field and entry.get("type") == "missing":
        message = worded("the body is empty")
    told = {"field": _printable(field), "detail": _printable(message)}
    if entry.get("type") == "extra_forbidden" and (meant := nearest(place[-1], _members())):
        told["hint"] = worded("did you mean {meant}?", meant=repr(meant))
    return told


@cache
def _members() -> tuple[str, ...]:
    """The names of all members of requests."""
    models = [one for one in vars(request_models).values() if _is_model(one)]
    return tuple(sorted({name for model in models for name in model.model_fields}))


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, BaseModel)


def _printable(text: str) -> str:
    """A key that the client made up, truncated."""
    return text if len(text) <= 200 else text[:200] + "..."
