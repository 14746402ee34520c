"""One file of an archive, audited by a worker."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import field
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from checker.audit.dates import dated, seen_online, unpublished
from checker.audit.identity import Identity, stamp_of
from checker.audit.journal import LEFT_OUT, NOT_FINISHED, NOT_READ, OUT_OF_RANGE
from checker.audit.scope import Scope
from checker.audit.shards import Task
from checker.errors import UnknownName
from checker.languages import language_named
from checker.models.record import CheckRecord
from checker.models.verdict import QuotaUse, Verdict
from checker.newsroom import Newsroom
from checker.report import answer_of, dumps, failure, values_of
from checker.report.cases import case_of
from checker.report.localised import localised
from checker.running.check import CheckedDocument, check_document
from checker.running.documents import LeftAside, Readable, Unreadable, read_documents, read_part
from checker.running.ledger import Ledger, recounted_document, recounted_record
from checker.running.opening import CheckSetup
from checker.store import EncodedCheck
from checker.times import rfc3339
from checker.values import dataclass, replaced
from checker.wording import worded

__all__ = [
    "FileResult",
    "Work",
    "audited",
    "auditor",
    "not_finished",
    "shown_name",
]


NOTHING = "nothing was checked: a feed without items and an empty archive hold no document"
NAMED = 20  # files of an archive that are named where they were left out


@dataclass(frozen=True, slots=True)
class FileResult:
    """The lines of one task for results.jsonl, and the checks to store.

    `quotas` are what its pieces use of monthly quotas: the number of the line, the piece, the uses.
    The checks of those pieces are `records`, since their numbers may change; others are encoded.
    `identity` is what the file was that was read.
    """

    lines: tuple[str, ...]
    records: tuple[CheckRecord, ...]
    quotas: tuple[tuple[int, str, tuple[QuotaUse, ...]], ...] = ()
    encoded: tuple[EncodedCheck, ...] = ()
    identity: Identity = Identity()

    def checks(self) -> list[EncodedCheck]:
        """Returns all checks as they are stored."""
        return [*self.encoded, *map(EncodedCheck.of, self.records)]

    def settled(self, ledger: Ledger) -> "FileResult | None":
        """Returns it with the numbers that count in the audit; None if it must be judged again."""
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
        return replaced(self, lines=tuple(lines), records=tuple(records.values()))


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker needs besides the tasks: how to check, the audit's id, the scope, the round.

    `round` counts how often something of the audit was checked again; each check has a name of its
    own in every round.

    `within` are the folders in which the paths of a batch's lines must lie, as all files of the
    audit do; None for anywhere.
    """

    setup: CheckSetup
    audit: str
    scope: Scope = field(default_factory=Scope)
    within: tuple[Path, ...] | None = None
    round: int = 0


@contextmanager
def auditor(work: Work) -> Iterator[Callable[[Task], FileResult]]:
    """Returns the function that a worker process calls with each task."""
    with work.setup.opening.open() as newsroom:
        yield partial(audited, newsroom, work)


def not_finished(task: Task, what: str) -> str:
    """Returns the line of a task that did not end."""
    hint = "it was not checked; check it separately, or raise the limit"
    document = failure(what, hint=hint)
    return dumps({**document, **_names(task, _part_of(task)), "state": NOT_FINISHED})


def shown_name(path: str) -> str:
    """Returns a path that every database and spreadsheet accepts; odd bytes are percent-encoded."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return quote(os.fsencode(path), safe="/ ")
    return path


def audited(newsroom: Newsroom, work: Work, task: Task, ledger: Ledger | None = None) -> FileResult:
    """Checks all documents of a task; without a given ledger, one is made for them."""
    lines: list[str] = []
    records: list[CheckRecord] = []
    encoded: list[EncodedCheck] = []
    quotas: list[tuple[int, str, tuple[QuotaUse, ...]]] = []
    ledger = ledger or Ledger(newsroom)
    outside = 0
    unseen: list[Readable] = []
    stamp = stamp_of(task)  # before it is read: what changes meanwhile is read again
    body, found_all = _documents(task, work)
    identity = Identity.of(task, stamp, body)
    digest = hashlib.sha256(body).hexdigest() if task.end is None else ""
    for found in found_all:
        if isinstance(found, LeftAside):
            lines.append(_left_aside(task, found))
            continue
        if isinstance(found, Unreadable):
            lines.append(_unread(task, found))
            continue
        if unpublished(found.draft):
            unseen.append(found)
            continue
        appeared, unread = dated(found.draft, task.path, newsroom.clock())
        if not work.scope.holds(appeared):
            outside += 1
            continue
        piece = Piece(found, appeared, digest, seen_online(found.draft), unread)
        try:
            line, done = _checked(newsroom, work, task, piece, ledger)
        except UnknownName as error:  # a line's own use
            problem = error.problems[0]
            fault = Unreadable(problem.what, problem.hint, problem.place, found.draft.id)
            lines.append(_unread(task, replaced(fault, part=found.part)))
            continue
        if done.verdict.quota:
            quotas.append((len(lines), str(done.verdict.id), done.verdict.quota))
        lines.append(line)
        if done.record is not None and done.verdict.quota:
            records.append(done.record)
        elif done.record is not None:
            encoded.append(EncodedCheck.of(done.record))
    if unseen:
        lines.append(_unseen(task, unseen))
    if outside:
        lines.append(_outside(task, outside))
    if not lines:
        nothing = Unreadable("it contains no document", NOTHING, part=_part_of(task))
        lines.append(_unread(task, nothing))
    return FileResult(tuple(lines), tuple(records), tuple(quotas), tuple(encoded), identity)


def _documents(task: Task, work: Work) -> tuple[bytes, Iterable[Readable | Unreadable | LeftAside]]:
    """The bytes of the task, and the documents in them."""
    path = Path(task.at or task.path)
    if task.unit == "members":
        return b"", read_part(path, path.name, task.start, task.end)
    try:
        with path.open("rb") as stream:
            stream.seek(task.start)
            body = stream.read() if task.end is None else stream.read(task.end - task.start)
    except OSError as error:
        hint = "check the permissions of the file"
        return b"", [
            Unreadable(worded("cannot be read: {strerror}", strerror=error.strerror), hint)
        ]
    return body, read_documents(
        body,
        name=path.name,
        use=work.setup.use,
        base=path.resolve().parent if path.is_symlink() else _resolved(path.parent),
        as_type=None if task.end is None else "jsonl",
        first_line=task.first_line,
        within=work.within,
    )


@lru_cache(maxsize=16)  # an audit goes through one folder after the other
def _resolved(folder: Path) -> Path:
    return folder.resolve()


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of a task: its date, and the digest of the file that contains it.

    `seen` is a moment at which it was online, and `unread` a date that it states and that is none.
    """

    found: Readable
    appeared: datetime | None
    digest: str
    seen: datetime | None = None
    unread: str = ""


def _checked(
    newsroom: Newsroom, work: Work, task: Task, piece: Piece, ledger: Ledger
) -> tuple[str, CheckedDocument]:
    found, appeared = piece.found, piece.appeared
    use = found.use or work.setup.use
    if use.first_published is None:  # an archive is out, even where nobody knows since when
        use = replaced(use, first_published=appeared or piece.seen, published_claimed=True)
    names = _names(task, found.part)
    draft = replaced(found.draft, id=shown_name(str(names["id"])))
    check = _check_id(work, task.path, found.part)
    done = check_document(
        newsroom,
        draft,
        use,
        work.setup.options,
        check=check,
        audit=work.audit,
        store=False,
        ledger=ledger,
        then=appeared if use.at is None else None,
    )
    more: dict[str, Any] = {**names, "check": check, "published": rfc3339(appeared, UTC)}
    if piece.digest:
        more["file_sha256"] = piece.digest
    if draft.title:
        more["title"] = draft.title
    if draft.url:
        more["url"] = draft.url
    if piece.unread:
        more["date_unread"] = piece.unread
    if appeared is None and piece.seen is not None:
        more["seen_online"] = rfc3339(piece.seen, UTC)
    if found.draft.id is not None:
        more["document"] = found.draft.id
    if found.unknown:
        more["unknown_keys"] = list(found.unknown)
    if done.then is not None:
        more["then"] = _then(done.then, work.setup.options.language)
    return dumps({**values_of(done.answer), **more}), done


def _then(verdict: Verdict, language: str) -> dict[str, Any]:
    """What the verdict was on the day of publication, a claim each."""
    answer = localised(answer_of(verdict), language_named(language))
    claims = values_of(answer)["claims"]
    kept = ("owner", "role", "verdict", "agreement")
    return {
        "at": rfc3339(verdict.use.at, UTC),
        "verdict": verdict.verdict,
        "claims": [
            {**{name: claim[name] for name in kept}, "case": case_of(claim)}
            for claim in claims
            if claim["role"] != "mention"
        ],
    }


def _outside(task: Task, pieces: int) -> str:
    """The line of pieces of other days than those that are asked for."""
    document = failure(f"{pieces} pieces are of other days than those that were asked for")
    more = {"state": OUT_OF_RANGE, "files": pieces}
    return dumps({**document, **_names(task, f"{_part_of(task)} {OUT_OF_RANGE}".strip()), **more})


def _unread(task: Task, found: Unreadable) -> str:
    document = failure(found.what, hint=found.hint, place=found.place, line=found.line)
    more = {"document": found.id} if found.id is not None else {}
    return dumps({**document, **_names(task, found.part), **more, "state": NOT_READ})


def _left_aside(task: Task, found: LeftAside, kind: str = "files") -> str:
    """Returns the result line for files in an archive that contain no article, or for posts."""
    count = len(found.paths)
    named = ", ".join(found.paths[:NAMED]) + (f" and {count - NAMED} more" if count > NAMED else "")
    document = failure(f"{count} {kind} were left out: {found.what}", hint=named)
    part = f"{_part_of(task)} {LEFT_OUT}".strip()
    return dumps({**document, **_names(task, part), "state": LEFT_OUT, "files": count})


def _unseen(task: Task, posts: Sequence[Readable]) -> str:
    """Returns the result line for the posts of an export that its site does not show."""
    status = ", ".join(sorted({unpublished(post.draft) for post in posts}))
    what = worded("the site does not show them to its readers ({status})", status=status)
    named = tuple(shown_name(str(post.draft.title or post.draft.id or post.part)) for post in posts)
    return _left_aside(task, LeftAside(named, what), "posts")


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
    kind = "lines" if task.unit == "bytes" else "files"
    return "" if task.end is None else f"{kind} from {task.first_line}"


def _check_id(work: Work, path: str, part: str) -> str:
    """The same for the same piece of the same round, so that work done twice is recorded once."""
    again = (str(work.round),) if work.round else ()
    named = "\0".join((work.audit, path, part, *again)).encode("utf-8", "surrogateescape")
    return f"chk_{hashlib.sha256(named).hexdigest()[:32]}"
