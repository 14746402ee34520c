"""`check --jsonl`: line after line, in order, never stopping; the same as single checks.

But for monthly quotas: these count the lines before as if they were published.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import field, replace
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import UNSET

from checker.checking import piece_of
from checker.errors import Problem, StoreError, UnknownName
from checker.formats.records.batch_line import LineId
from checker.languages import ENGLISH
from checker.models.record import CheckRecord
from checker.models.verdict import QuotaUse
from checker.newsroom import Newsroom
from checker.report import answer_from, dumps, failure
from checker.report.localised import localised
from checker.running.check import RECORD_SECONDS, CheckedDocument, check_document
from checker.running.ledger import Ledger, recounted_document, recounted_record
from checker.running.lines import LineError, Request, parse_line
from checker.running.opening import CheckSetup, processors
from checker.running.recording import not_recorded, why_of
from checker.running.workers import Outcome, Pool, WorkerLimits, answered
from checker.values import dataclass

__all__ = ["Checked", "Tally", "check_lines", "written"]

IN_PROCESS = 48  # below that, worker processes cost more than they save
WINDOW = 512
RECORDS = 200  # checks stored in one transaction

Line = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Checked:
    """One result ready to be written, and what the newsroom keeps of it.

    `unknown` are keys of the line that the check did not read; `unstored` is whether it should have
    been stored and could not be; `quota` is what the piece of this name uses of quotas.
    """

    document: str
    verdict: str | None
    complete: bool
    record: CheckRecord | None = None
    released: bool = False
    unknown: tuple[str, ...] = ()
    unstored: bool = False
    quota: tuple[QuotaUse, ...] = ()
    piece: str = ""

    @classmethod
    def of(cls, done: CheckedDocument, request: Request, line: int) -> "Checked":
        """Returns a checked document as written, under the caller's id or else its line."""
        name = request.id
        place = UNSET if name is not None else line
        document = dumps(msgspec.structs.replace(done.answer, id=name, line=place))
        verdict = done.verdict
        return cls(
            document,
            verdict.verdict,
            verdict.complete,
            record=done.record,
            released=done.released,
            unknown=request.unknown,
            quota=verdict.quota,
            piece=piece_of(request.draft.id, request.draft.text),
        )

    def with_quota(self, quota: tuple[QuotaUse, ...]) -> "Checked":
        """Returns the result with its quota numbers in the batch."""
        if quota == self.quota:
            return self
        record = None if self.record is None else recounted_record(self.record, quota)
        document = recounted_document(self.document, quota)
        return replace(self, document=document, record=record, quota=quota)

    def without_record(self, why: str) -> "Checked":
        """Returns the result with a note that it could not be stored."""
        noted = not_recorded(answer_from(json.loads(self.document)), why)
        answer = localised(noted, ENGLISH)  # what a batch has is for programs
        return replace(self, document=dumps(answer), record=None, unstored=True)


@dataclass(slots=True)
class Tally:
    """How many results of which kind a batch had."""

    checked: int = 0
    to_do: int = 0
    incomplete: int = 0
    failed: int = 0
    unstored: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    def count(self, one: Checked) -> None:
        """Counts one result."""
        self.checked += 1
        self.failed += one.verdict is None
        self.unstored += one.unstored
        asks = one.verdict not in (None, "clear", "unfinished") and not one.released
        self.to_do += asks
        self.incomplete += one.verdict is not None and not one.complete and not asks
        self.unknown.update(one.unknown)


def check_lines(
    setup: CheckSetup,
    newsroom: Newsroom,
    lines: Iterable[Line],
    base: Path,
    *,
    workers: int,
    limits: WorkerLimits,
) -> Iterator[Checked]:
    """Results in the order of the lines; those with a record are stored when they are yielded.

    Args:
        setup: how workers open the newsroom and check.
        newsroom: the same newsroom, open here.
        lines: line numbers and lines, blank ones left out.
        base: the folder that paths in lines count from.
        workers: worker processes; 0: one a processor.
        limits: of each line in a worker.
    """
    source = iter(lines)
    first = list(islice(source, IN_PROCESS + 1))
    count = processors(workers)
    ledger = Ledger(newsroom)
    work = _work(setup, newsroom, base, ledger)
    if len(first) <= IN_PROCESS or count == 1:
        outcomes: Iterable[Outcome] = (answered(work, line) for line in chain(first, source))
        yield from _stored(newsroom, map(_of_outcome, outcomes))
        return
    with Pool(_worker, (setup, base), workers=count, limits=limits) as pool:
        outcomes = pool.run(chain(first, source), window=WINDOW)
        settled = (_settled(_of_outcome(one), one.task, ledger, work) for one in outcomes)
        yield from _stored(newsroom, settled)


def _settled(one: Checked, line: Line, ledger: Ledger, work: Callable[[Line], Checked]) -> Checked:
    """A worker's result with its numbers in the batch; judged again where these decide."""
    quota = ledger.settled(one.quota, one.piece)
    return work(line) if quota is None else one.with_quota(quota)


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """Opens a file that gets its name only when it is complete; pipes and devices as they are."""
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


@contextmanager
def _worker(given: tuple[CheckSetup, Path]) -> Iterator[Callable[[Line], Checked]]:
    """What a worker process does with each line."""
    setup, base = given
    with setup.opening.open() as newsroom:
        yield _work(setup, newsroom, base)


def _work(
    setup: CheckSetup, newsroom: Newsroom, base: Path, ledger: Ledger | None = None
) -> Callable[[Line], Checked]:
    def check(line: Line) -> Checked:
        number, raw = line
        try:
            request = parse_line(raw, setup.use, base)
        except LineError as error:
            return _refused(error.problems[0], error.id, number)
        try:
            done = check_document(
                newsroom, request.draft, request.use, setup.options, store=False, ledger=ledger
            )
        except UnknownName as error:
            return _refused(error.problems[0], request.id, number)
        return Checked.of(done, request, number)

    return check


def _refused(problem: Problem, name: LineId, line: int) -> Checked:
    document = failure(problem.what, place=problem.place, hint=problem.hint, line=line)
    return Checked(dumps({**document, "id": name}), None, False)


def _of_outcome(outcome: Outcome) -> Checked:
    if outcome.state == "done":
        value: Checked = outcome.value
        return value
    number, raw = outcome.task
    document = failure(outcome.what, hint="it was not checked", line=number)
    return Checked(dumps({**document, "id": _id_of(raw)}), None, False)


def _id_of(raw: bytes) -> Any:
    """The id of a line whose check did not end."""
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return record.get("id") if isinstance(record, dict) else None


def _stored(newsroom: Newsroom, results: Iterable[Checked]) -> Iterator[Checked]:
    """Passes results on; their records go into the store many at a time, before they are seen.

    What cannot be stored is passed on all the same, and says so.
    """
    source = iter(results)
    while block := list(islice(source, RECORDS)):
        records = [one.record for one in block if one.record is not None]
        try:
            newsroom.record(records, patience=RECORD_SECONDS)
        except StoreError as error:
            why = why_of(error)
            yield from (one if one.record is None else one.without_record(why) for one in block)
        else:
            yield from block
