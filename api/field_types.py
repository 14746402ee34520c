"""The single values of requests, and what all request models share."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, WithJsonSchema

from checker.formats import known_types
from checker.times import ANY_YEAR, parse_iso

__all__ = [
    "ABSENT",
    "NAME",
    "Base64",
    "Day",
    "Filled",
    "Identifier",
    "Json",
    "Moment",
    "Remark",
    "Short",
    "Strict",
    "Text",
    "TypeName",
    "Why",
    "day_of",
    "tidy",
]

ABSENT: Any = None  # may be left out; never null when given


def _text(value: Any) -> str:
    """A string as it is: lone surrogates and NUL are input like any other."""
    if not isinstance(value, str):
        raise ValueError("must be a string")
    return value


Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string"})]
Filled = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "pattern": r"\S"})]
# Printable, without space around it; ASCII classes so that all readers of the pattern agree.
NAME = r"^[^\x00-\x20\x7f-\xa0]([^\x00-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\xa0])?$"
SHORT = r"^([^\x00-\x20\x7f-\xa0]([^\x00-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\xa0])?)?$"
_NAME = re.compile(NAME)
_HALF = re.compile("[\ud800-\udfff]")


def _identifier(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("must be a string")
    if not 1 <= len(value) <= 500 or not _NAME.fullmatch(value) or _HALF.search(value):
        raise ValueError("must be 1 to 500 characters without control characters")
    return value


Identifier = Annotated[
    str,
    PlainValidator(_identifier),
    WithJsonSchema(
        {
            "type": "string",
            "minLength": 1,
            "maxLength": 500,
            "pattern": NAME,
            "examples": ["wp:4"],
        }
    ),
]


def _short(value: Any) -> str:
    text = _identifier(value) if value != "" else ""
    if len(text) > 200:
        raise ValueError("must be at most 200 characters")
    return text


Short = Annotated[
    str,
    PlainValidator(_short),
    WithJsonSchema({"type": "string", "maxLength": 200, "pattern": SHORT}),
]


def _why(value: Any) -> str:
    text = _text(value)
    if not 3 <= len(text) <= 2000:
        raise ValueError("must be 3 to 2000 characters")
    return text


def _remark(value: Any) -> str:
    text = _text(value)
    if len(text) > 2000:
        raise ValueError("must be at most 2000 characters")
    return text


Why = Annotated[
    str,
    PlainValidator(_why),
    WithJsonSchema({"type": "string", "minLength": 3, "maxLength": 2000}),
]
Remark = Annotated[
    str, PlainValidator(_remark), WithJsonSchema({"type": "string", "maxLength": 2000})
]


def _moment(value: Any) -> datetime:
    if not isinstance(value, str):
        raise ValueError("must be a time such as 2026-03-01T10:00:00Z")
    written = parse_iso(value, oldest=ANY_YEAR)
    if written is None:
        raise ValueError("must be a time such as 2026-03-01T10:00:00Z")
    if written.when.tzinfo is None or written.date_only:
        raise ValueError("needs an offset, as in 2026-03-01T10:00:00Z or +01:00")
    try:
        written.when.astimezone(UTC)
    except (OverflowError, ValueError):
        raise ValueError("is out of range") from None
    return written.when


def day_of(written: str) -> date:
    """Returns the day written as 2026-03-31.

    Raises:
        ValueError: it is not such a day.
    """
    read = parse_iso(written, oldest=ANY_YEAR)
    if read is None or not read.date_only:
        raise ValueError("must be a day such as 2026-03-31")
    return read.when.date()


Day = Annotated[date, PlainValidator(day_of), WithJsonSchema({"type": "string", "format": "date"})]

Moment = Annotated[
    datetime,
    PlainValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]


def tidy(schema: dict[str, Any]) -> None:
    """Removes the default from the schema of members that may be left out but must not be null."""
    for member in schema.get("properties", {}).values():
        if member.get("default", 0) is None:
            del member["default"]


class Strict(BaseModel):
    """A model that refuses unknown keys, so that a mistyped key is never ignored.

    Members with the default None may be left out, and are not null when they are given.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra=tidy)


Base64 = Annotated[
    str,
    PlainValidator(_text),
    WithJsonSchema(
        {
            "type": "string",
            "contentEncoding": "base64",
            "pattern": "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
            "minLength": 4,
        }
    ),
]


def _json(value: Any) -> Any:
    if not isinstance(value, dict | list | str):
        raise ValueError("must be a JSON object, a list, or a string of JSON")
    return value


Json = Annotated[
    Any, PlainValidator(_json), WithJsonSchema({"type": ["object", "array", "string"]})
]


def _known_type(value: Any) -> str:
    if value not in known_types():
        raise ValueError(f"must be one of {', '.join(known_types())}")
    return str(value)


TypeName = Annotated[
    str,
    PlainValidator(_known_type),
    WithJsonSchema({"type": "string", "enum": [*known_types()]}),
]
