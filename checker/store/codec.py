"""Lossless conversion of values to bytes and back, lone surrogates and NUL included.

A lone surrogate cannot be bound as SQLite text and is not valid UTF-8, so free text is kept as
UTF-8 bytes in which a surrogate takes three bytes ("surrogatepass"). Ids and owners are text
columns used for look-up; a name that contains a surrogate is refused.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from checker.errors import Problem, Refused, StoreError
from checker.models.draft import Rights
from checker.models.source import Source
from checker.values import replaced
from checker.wording import encoded, worded

__all__ = [
    "checked_name",
    "decode_json",
    "decode_source",
    "decode_text",
    "decode_value",
    "digest",
    "encode_json",
    "encode_source",
    "encode_text",
    "encode_value",
    "moment",
    "parse_moment",
    "rights_from",
    "text_key",
]

T = TypeVar("T")

LEAST_KEY_BYTES = 40  # shorter texts ("Photo", a bare headline word) identify nothing


@contextmanager
def _damage_told() -> Iterator[None]:
    """What cannot be read back was never written so: turns the error into ours."""
    try:
        yield
    except (ValueError, msgspec.MsgspecError) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> StoreError:
    what = worded("the database is damaged: {error}", error=error)
    hint = "`wirecheck index verify` shows where; then `wirecheck restore` a backup"
    return StoreError(Problem("wirecheck.db", what, hint))


def encode_text(text: str) -> bytes:
    """Returns UTF-8 in which a lone surrogate is encoded as three bytes."""
    return text.encode("utf-8", "surrogatepass")


def decode_text(stored: bytes) -> str:
    """Returns the text that was given to `encode_text`, exact to the code point.

    Raises:
        StoreError: the database is damaged; the other decoders raise it too.
    """
    try:  # without a context: a search reads a dozen texts
        return stored.decode("utf-8", "surrogatepass")
    except ValueError as error:
        raise _damaged(error) from error


def encode_value(value: Any) -> bytes:
    """Returns a frozen value of checker.models (or plain JSON values) as JSON."""
    try:
        return msgspec.json.encode(value, enc_hook=encoded)
    except UnicodeEncodeError:
        return encode_json(msgspec.to_builtins(value, enc_hook=encoded))


def decode_value(stored: bytes, kind: type[T]) -> T:
    """Returns the value that was given to `encode_value`; missing fields take their defaults."""
    try:
        return msgspec.json.decode(stored, type=kind)
    except (UnicodeDecodeError, msgspec.DecodeError):
        with _damage_told():
            return msgspec.convert(decode_json(stored), type=kind)


def encode_json(value: Any) -> bytes:
    """Returns plain values as JSON.

    Raises:
        Refused: NaN, infinity or a value that JSON cannot express.
    """
    try:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise Refused(
            Problem(
                "document",
                worded("cannot be stored as JSON: {error}", error=error),
                "plain JSON values only",
            )
        ) from error
    return encode_text(written)


def decode_json(stored: bytes) -> Any:
    """Returns the plain values that `encode_json` was given."""
    text = decode_text(stored)
    with _damage_told():
        return json.loads(text)


def encode_source(source: Source) -> bytes:
    """Encodes a source without its text and its origin, which have columns of their own."""
    return encode_value(replaced(source, text="", origin=""))


def decode_source(record: bytes, text: str, origin: str = "") -> Source:
    """Returns the source with this record and text."""
    return replaced(decode_value(record, Source), text=text, origin=origin)


def digest(content: bytes) -> bytes:
    """Returns 16 bytes that are equal for equal content."""
    return hashlib.blake2b(content, digest_size=16).digest()


def text_key(text: str) -> bytes | None:
    """Returns a key for texts that differ in case, form and white space only; None if too short.

    The key has 16 bytes. A kill applies to the same text under a new id by this key.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    raw = encode_text(folded)
    if len(raw) < LEAST_KEY_BYTES:
        return None
    return digest(raw)


def rights_from(values: dict[str, Any], place: str) -> Rights:
    """Builds typed rights from plain values, for partial updates.

    Raises:
        Refused: an unknown field, a wrong type, a time without an offset.
    """
    unknown = sorted(set(values) - set(Rights.__dataclass_fields__))
    if unknown:
        known = ", ".join(Rights.__dataclass_fields__)
        raise Refused(
            Problem(f"{place}.{unknown[0]}", "no such field", worded("one of {known}", known=known))
        )
    try:
        rights = msgspec.convert(values, type=Rights)
    except msgspec.ValidationError as error:
        raise Refused(_wrong_type(str(error), place)) from error
    for field in ("embargo_until", "expires"):
        when = getattr(rights, field)
        if when is not None:
            moment(when, f"{place}.{field}")
    return rights


_EXPECTED = re.compile(r"Expected `(?P<kind>\w+).*? - at `\$\.(?P<field>\w+)")


def _wrong_type(said: str, place: str) -> Problem:
    """What the library says of a wrong type, in our words and with the field in its place."""
    found = _EXPECTED.match(said)
    if found is None:
        return Problem(place, said)
    kinds = {"array": worded("must be a list"), "str": worded("must be a string")}
    kinds |= {"bool": worded("must be true or false")}
    what = kinds.get(found["kind"], worded("must be {kind}", kind=found["kind"]))
    return Problem(f"{place}.{found['field']}", what)


def moment(when: datetime, place: str = "time") -> str:
    """Returns a moment as sortable text in UTC with microseconds.

    Raises:
        Refused: the time has no offset.
    """
    if when.tzinfo is None or when.utcoffset() is None:
        raise Refused(
            Problem(
                place,
                worded("{isoformat} has no offset", isoformat=when.isoformat()),
                "give a time zone",
            )
        )
    try:
        utc = when.astimezone(UTC)
    except OverflowError:  # the first and last hours of the calendar
        utc = when.replace(tzinfo=UTC)
    return f"{utc.year:04}-{utc.month:02}-{utc.day:02}T{utc:%H:%M:%S.%f}Z"


def parse_moment(stored: str | None) -> datetime | None:
    """Returns the moment that `moment` wrote, in UTC."""
    with _damage_told():
        return None if stored is None else datetime.fromisoformat(stored)


def checked_name(value: str, place: str) -> str:
    """Returns an id after checking that it can be used for look-up.

    Raises:
        Refused: it is empty or holds a lone surrogate.
    """
    if not value:
        raise Refused(Problem(place, "is empty", "each needs a name"))
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Refused(
            Problem(
                place,
                worded("{value} contains half a surrogate pair", value=repr(value)),
                "correct the id at its source",
            )
        ) from error
    return value
