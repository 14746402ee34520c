"""One line of a batch as a draft and a use; what is wrong with it is an error of its own."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from checker.errors import InputError, Problem, WirecheckError
from checker.formats import BadRecord, read_draft
from checker.formats.records.jsonl import BatchRecord, complete, read_lines, record_draft
from checker.formats.records.strict_json import load_json
from checker.models import Draft, Use
from checker.uses import use_from

__all__ = ["Id", "LineError", "Request", "parse_line"]

Id = str | int | None

_HALF_LETTER = re.compile(rb"\\u[dD][89a-fA-F]")
_SHAPE = 'write {"id": "1", "text": "..."}, or "html" or "path" instead of "text"'


@dataclass(frozen=True, slots=True)
class Request:
    """A document to check: the caller's id as given, the draft and the use."""

    id: Id
    draft: Draft
    use: Use


class LineError(InputError):
    """A line that cannot be checked; `id` is the caller's, if it could be read."""

    def __init__(self, problem: Problem, id: Id = None) -> None:  # noqa: A002 - the contract's word
        super().__init__(problem)
        self.id = id


def parse_line(raw: bytes, use: Use, base: Path) -> Request:
    """Reads one line.

    Args:
        raw: the line as it stands in the file.
        use: what holds where the line says nothing of its use.
        base: the folder that a `path` counts from.

    Raises:
        LineError: what is wrong with the line, and how to mend it.
    """
    raw, notes = _mended(raw)
    record = _record(raw)
    name = _as_given(raw, record.id)
    try:
        given = use_from(record.use, use, "use") if record.use else use
        draft = _draft(record, base)
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise LineError(Problem(f"path {record.content}", what, "check the path"), name) from error
    except WirecheckError as error:
        raise LineError(_joined(error), name) from error
    return Request(name, replace(draft, damage=(*draft.damage, *notes)), given)


def _mended(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """A half of an emoji in an otherwise sound line is mended and told, not refused."""
    if not _HALF_LETTER.search(raw):
        return raw, ()
    try:
        value, notes = load_json(raw.decode("utf-8-sig"), "")
    except (WirecheckError, UnicodeDecodeError):
        return raw, ()  # the reader says what is wrong with it
    return (json.dumps(value).encode(), notes) if notes else (raw, ())


def _record(raw: bytes) -> BatchRecord:
    for _number, record in read_lines([raw]):
        if isinstance(record, BadRecord):
            raise LineError(Problem("", record.what, record.hint or _SHAPE), record.id)
        return record
    raise LineError(Problem("", "is empty", _SHAPE))


def _draft(record: BatchRecord, base: Path) -> Draft:
    if record.form != "path":
        return record_draft(record)
    path = base / record.content
    return complete(read_draft(path.read_bytes(), name=path.name), record)


def _as_given(raw: bytes, name: str | None) -> Id:
    """The id as the line has it: callers join results by it, so 7 must not become "7"."""
    if name is None or not name.removeprefix("-").isdigit():
        return name
    given = json.loads(raw.decode("utf-8-sig")).get("id")
    return given if isinstance(given, int) else name


def _joined(error: WirecheckError) -> Problem:
    first, *others = error.problems
    return replace(first, what="; ".join([first.what, *map(str, others)])) if others else first
