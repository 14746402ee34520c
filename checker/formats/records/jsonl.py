"""The batch format: a JSON object a line, with a text, a page or the path of a file."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from checker.formats.charset import clean_surrogates
from checker.formats.html.document import read_html
from checker.formats.record import BadRecord
from checker.formats.text import read_text
from checker.models import Draft, Metadatum
from checker.strict import nearest

__all__ = ["BatchRecord", "complete", "read_lines", "record_draft"]

Form = Literal["text", "html", "path"]
_FORMS: tuple[Form, ...] = ("text", "html", "path")
_KEYS = frozenset(("id", "title", "metadata", "use", "url", "language", *_FORMS))


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """One document of a batch: `content` is a text, a page or a path, as `form` says."""

    id: str | None
    form: Form
    content: str
    title: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    use: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    language: str | None = None


def read_lines(
    source: Path | bytes | str | Iterable[bytes],
) -> Iterator[tuple[int, BatchRecord | BadRecord]]:
    """Each line's number, from 1, and its record or what is wrong with it; empty lines are skipped.

    Never stops at a bad line. `source` is a file, its content, or lines of bytes. Raises OSError
    for a file that cannot be opened.
    """
    if isinstance(source, Path):
        with source.open("rb") as lines:
            yield from _records(lines)
    elif isinstance(source, str):
        yield from _records(source.encode("utf-8", "surrogatepass").split(b"\n"))
    elif isinstance(source, bytes):
        yield from _records(source.split(b"\n"))
    else:
        yield from _records(source)


def record_draft(record: BatchRecord) -> Draft:
    """The draft of a record that holds its text or page itself; its title and metadata are added.

    Raises InputError for content that cannot be read, ValueError for a record of form `path`.
    """
    if record.form == "path":
        raise ValueError("a record with a path is read from its file")
    read = read_html if record.form == "html" else read_text
    return complete(read(record.content), record)


def complete(draft: Draft, record: BatchRecord) -> Draft:
    """The draft with what the record says of it beside its content."""
    return replace(
        draft,
        id=record.id if record.id is not None else draft.id,
        title=record.title or draft.title,
        metadata=(*draft.metadata, *record.metadata),
        url=record.url or draft.url,
        language=record.language or draft.language,
    )


def _records(lines: Iterable[bytes]) -> Iterator[tuple[int, BatchRecord | BadRecord]]:
    for number, line in enumerate(lines, start=1):
        bare = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if bare:
            yield number, _record(number, bare)


def _record(number: int, line: bytes) -> BatchRecord | BadRecord:
    place = f"line {number}"
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        value = _with_surrogates(line)
        if value is None:
            return _unreadable(place, line, error)
    if not isinstance(value, dict):
        kind = "null" if value is None else type(value).__name__
        return BadRecord(place, f"not an object but {kind}", 'give {"id": ..., "text": ...}')
    return _from_object(place, value)


def _with_surrogates(line: bytes) -> Any:
    """An object whose texts hold lone surrogates, which only the lenient parser lets through."""
    if b"\\ud" not in line.lower():
        return None
    try:
        return json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _unreadable(place: str, line: bytes, error: Exception) -> BadRecord:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return BadRecord(place, "not UTF-8", "JSON is UTF-8 text")
    hint = "the line is cut short" if line.startswith(b"{") and not line.endswith(b"}") else ""
    return BadRecord(place, f"not JSON: {error}", hint)


def _id(value: Mapping[str, Any]) -> str | None:
    given = value.get("id")
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        return None
    return clean_surrogates(str(given)).text


def _from_object(place: str, value: dict[str, Any]) -> BatchRecord | BadRecord:
    name = _id(value)
    if value.get("id") is not None and name is None:
        return BadRecord(place, "`id` is neither text nor a number", "give a text")
    forms = [form for form in _FORMS if value.get(form) is not None]
    if len(forms) != 1:
        return BadRecord(place, *_no_content(forms, value), id=name)
    form = forms[0]
    content = value[form]
    for key in (form, "title", "url", "language"):
        if value.get(key) is not None and not isinstance(value[key], str):
            return BadRecord(place, f"`{key}` is not a text", "", id=name)
    for key in ("metadata", "use"):
        if value.get(key) is not None and not isinstance(value[key], dict):
            return BadRecord(place, f"`{key}` is not an object", "", id=name)
    if not content.strip():
        return BadRecord(place, f"`{form}` is empty", "nothing to check", id=name)
    return BatchRecord(
        name,
        form,
        content,
        title=value.get("title"),
        metadata=tuple(_metadata(value.get("metadata") or {})),
        use=value.get("use") or {},
        url=value.get("url"),
        language=value.get("language"),
    )


def _no_content(forms: list[Form], value: dict[str, Any]) -> tuple[str, str]:
    if forms:
        return f"has {' and '.join(f'`{form}`' for form in forms)}", "give one of them"
    for key in value:
        if key not in _KEYS and (near := nearest(key, _FORMS)):
            return f"unknown key `{key}`", f"did you mean `{near}`?"
    return "nothing to check", "give `text`, `html` or `path`"


def _metadata(given: Mapping[str, Any]) -> Iterator[Metadatum]:
    """The record's own fields as statements about the article; lists give one each."""
    for key, value in given.items():
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str) and part.strip():
                yield Metadatum(f"given:{key}", part.strip())
            elif isinstance(part, dict) and isinstance(part.get("name"), str):
                yield Metadatum(f"given:{key}.name", part["name"].strip())
