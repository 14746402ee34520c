"""One file of an archive, audited by a worker."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker.audit.dates import published, unread_date
from checker.errors import UnknownName
from checker.models import CheckRecord, QuotaUse, Use
from checker.newsroom import Newsroom
from checker.report import dumps, failure, values_of
from checker.running.check import CheckedDocument, check_document
from checker.running.documents import LeftAside, Readable, Unreadable, read_documents
from checker.running.ledger import Ledger, recounted_document, recounted_record
from checker.running.opening import CheckSetup
from checker.times import rfc3339

NOTHING = "nothing was checked: a feed without items and an empty archive hold no document"
NAMED = 20  # files of an archive that are named where they were left out
LEFT_OUT = "left out"  # the state of a line that stands for no piece

__all__ = ["LEFT_OUT", "FileResult", "Task", "audited", "auditor", "not_finished", "shown_name"]


@dataclass(frozen=True, slots=True)
class Task:
    """A file of the plan, or a part of a batch file; `key` is its name in the journal.

    `at` is where it is opened, if that is not its name (another process has another folder).
    """

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1
    at: str = ""

    @property
    def key(self) -> str:
        """The same for the same work, in every run."""
        return self.path if self.end is None else f"{self.path}\0{self.start}"


@dataclass(frozen=True, slots=True)
class FileResult:
    """The lines of one task for results.jsonl, and the checks to be stored.

    `quotas` are what its pieces use of monthly quotas: the number of the line, the piece, the uses.
    """

    lines: tuple[str, ...]
    records: tuple[CheckRecord, ...]
    quotas: tuple[tuple[int, str, tuple[QuotaUse, ...]], ...] = ()

    def settled(self, ledger: Ledger) -> "FileResult | None":
        """The same with the numbers that count in the audit; None: it has to be judged again."""
        lines = list(self.lines)
        records = {record.head.document: record for record in self.records}
        for number, piece, quota in self.quotas:
            fresh = ledger.settled(quota, piece)
            if fresh is None:
                return None
            if fresh != quota:
                lines[number] = recounted_document(lines[number], fresh)
                if piece in records:
                    records[piece] = recounted_record(records[piece], fresh)
        return FileResult(tuple(lines), tuple(records.values()), self.quotas)


@contextmanager
def auditor(given: tuple[CheckSetup, str]) -> Iterator[Callable[[Task], FileResult]]:
    """What a worker process does with each task, given the setup and the audit's id."""
    setup, audit = given
    with setup.opening.open() as newsroom:
        yield partial(audited, newsroom, setup, audit)


def not_finished(task: Task, what: str) -> str:
    """The line of a task that did not end."""
    hint = "it was not checked; check it alone, or raise the limit"
    document = failure(what, hint=hint)
    return dumps({**document, **_names(task, _part_of(task)), "state": "not finished"})


def shown_name(path: str) -> str:
    """A path that every database and spreadsheet takes; odd bytes are percent-encoded."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return quote(os.fsencode(path), safe="/ ")
    return path


def audited(
    newsroom: Newsroom, setup: CheckSetup, audit: str, task: Task, ledger: Ledger | None = None
) -> FileResult:
    """Checks all documents of a task; without a ledger they have one of their own."""
    lines: list[str] = []
    records: list[CheckRecord] = []
    quotas: list[tuple[int, str, tuple[QuotaUse, ...]]] = []
    ledger = ledger or Ledger(newsroom)
    for found in _documents(task, setup.use):
        if isinstance(found, LeftAside):
            lines.append(_left_aside(task, found))
            continue
        if isinstance(found, Unreadable):
            lines.append(_unread(task, found))
            continue
        try:
            line, done = _checked(newsroom, setup, audit, task, found, ledger)
        except UnknownName as error:  # a line's own use
            problem = error.problems[0]
            lines.append(
                _unread(
                    task,
                    Unreadable(
                        problem.what, problem.hint, problem.place, found.draft.id, part=found.part
                    ),
                )
            )
            continue
        if done.verdict.quota:
            quotas.append((len(lines), str(done.verdict.id), done.verdict.quota))
        lines.append(line)
        if done.record is not None:
            records.append(done.record)
    if not lines:
        lines.append(_unread(task, Unreadable("there is no document in it", NOTHING)))
    return FileResult(tuple(lines), tuple(records), tuple(quotas))


def _documents(task: Task, use: Use) -> Iterator[Readable | Unreadable | LeftAside]:
    path = Path(task.at or task.path)
    try:
        with path.open("rb") as stream:
            stream.seek(task.start)
            body = stream.read() if task.end is None else stream.read(task.end - task.start)
    except OSError as error:
        yield Unreadable(f"cannot be read: {error.strerror}", "check the file's rights")
        return
    base = path.resolve().parent
    whole = task.end is None
    documents = read_documents(
        body,
        name=path.name,
        use=use,
        base=base,
        as_type=None if whole else "jsonl",
        first_line=task.first_line,
    )
    yield from documents


def _checked(
    newsroom: Newsroom,
    setup: CheckSetup,
    audit: str,
    task: Task,
    found: Readable,
    ledger: Ledger,
) -> tuple[str, CheckedDocument]:
    appeared = published(found.draft, task.path)
    use = found.use or setup.use
    if use.first_published is None and appeared is not None:
        use = replace(use, first_published=appeared, published_claimed=True)
    names = _names(task, found.part)
    draft = replace(found.draft, id=shown_name(str(names["id"])))
    check = _check_id(audit, task.path, found.part)
    done = check_document(
        newsroom,
        draft,
        use,
        setup.options,
        check=check,
        audit=audit,
        store=False,
        ledger=ledger,
    )
    more: dict[str, Any] = {**names, "check": check, "published": rfc3339(appeared, UTC)}
    if draft.title:
        more["title"] = draft.title
    if draft.url:
        more["url"] = draft.url
    if appeared is None and (stated := unread_date(draft)):
        more["date_unread"] = stated
    if found.draft.id is not None and found.part:
        more["document"] = found.draft.id
    if found.unknown:
        more["unknown_keys"] = list(found.unknown)
    return dumps({**values_of(done.answer), **more}), done


def _unread(task: Task, found: Unreadable) -> str:
    document = failure(found.what, hint=found.hint, place=found.place, line=found.line)
    more = {"document": found.id} if found.id is not None else {}
    return dumps({**document, **_names(task, found.part), **more, "state": "not read"})


def _left_aside(task: Task, found: LeftAside) -> str:
    """The line of files inside an archive that hold no article; it is none of a piece."""
    count = len(found.paths)
    named = ", ".join(found.paths[:NAMED]) + (f" and {count - NAMED} more" if count > NAMED else "")
    document = failure(f"{count} files were left out: {found.what}", hint=named)
    return dumps({**document, **_names(task, LEFT_OUT), "state": LEFT_OUT, "files": count})


def _names(task: Task, part: str) -> dict[str, Any]:
    """How a result is found again; a path with odd bytes also in a form for strict readers."""
    path = task.path
    names: dict[str, Any] = {"id": f"{path}#{part}" if part else path, "path": path}
    if part:
        names["part"] = part
    if shown_name(path) != path:
        names["path_percent_encoded"] = quote(os.fsencode(path), safe="/")
    return names


def _part_of(task: Task) -> str:
    return "" if task.end is None else f"lines from {task.first_line}"


def _check_id(audit: str, path: str, part: str) -> str:
    """The same for the same piece of the same audit, so that work done twice is recorded once."""
    named = "\0".join((audit, path, part)).encode("utf-8", "surrogateescape")
    return f"chk_{hashlib.sha256(named).hexdigest()[:32]}"
