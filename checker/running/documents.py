"""All documents of one file: most hold one, batches, feeds and web archives hold many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.errors import WirecheckError
from checker.formats import BadRecord, read_drafts, refuse_unread, sniff, unpacked
from checker.models.draft import Draft, Use
from checker.running.lines import LineError, parse_line
from checker.values import dataclass
from checker.wording import plural, worded

__all__ = ["LeftAside", "Readable", "Unreadable", "read_documents", "read_part"]

MOST_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Readable:
    """A document to check; `part` is its name among the others of its file ("" if it is alone).

    `unknown` are keys of a record, a row or a batch's line that a check does not read.
    """

    draft: Draft
    part: str = ""
    use: Use | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of a file that cannot be checked, or the rest of a file that is not there."""

    what: str
    hint: str = ""
    place: str = ""
    id: str | int | None = None
    line: int | None = None
    part: str = ""
    inside: bool = False  # a file of an archive or a mail


@dataclass(frozen=True, slots=True)
class LeftAside:
    """Files in an archive that contain no article, so leaving them out loses nothing."""

    paths: tuple[str, ...]
    what: str = worded("pictures, recordings, programs or data, which contain no articles")


def read_documents(
    body: bytes,
    *,
    name: str | None,
    use: Use,
    as_type: str | None = None,
    base: Path | None = None,
    first_line: int = 1,
    within: Sequence[Path] | None = None,
) -> Iterator[Readable | Unreadable | LeftAside]:
    """Reads every document of a file; one that cannot be read does not hide the others.

    Files inside an archive that hold no article are named last, all at once.

    The file's type is found once. A JSON Lines file is a batch, whose lines may name a use.

    Args:
        body: the file's bytes.
        name: its name or path, for its type and for messages.
        use: what a batch's lines fall back on.
        as_type: read it as that, whatever it looks like.
        base: where the paths in a batch count from.
        first_line: the number of a batch's first line, where `body` is a part of it.
        within: the folders in which these paths must lie, resolved; None for anywhere.
    """
    try:
        kind = as_type or sniff(body, name)
        if kind == "jsonl":
            lines = unpacked(body, name or "")
            refuse_unread(lines, name or "")
            yield from _of_lines(lines, base or Path(), use, first_line, within)
        else:
            yield from _of_found(read_drafts(body, name=name, as_type=kind))
    except WirecheckError as error:
        problem = error.problems[0]
        what = "; ".join([problem.what, *(str(other) for other in error.problems[1:])])
        yield Unreadable(what, problem.hint, problem.place)


def read_part(
    path: Path, name: str, start: int, end: int | None
) -> Iterator[Readable | Unreadable | LeftAside]:
    """Reads the documents of some files of a ZIP archive that need not fit into memory.

    Args:
        path: the archive.
        name: its name, for messages.
        start: the number of the first file in its directory.
        end: the number after the last one; None for all.
    """
    from checker.formats.archive.container import part_drafts

    try:
        yield from _of_found(part_drafts(path, name, start, end))
    except WirecheckError as error:
        problem = error.problems[0]
        yield Unreadable(problem.what, problem.hint, problem.place)


def _of_found(
    drafts: Iterable[Draft | BadRecord],
) -> Iterator[Readable | Unreadable | LeftAside]:
    """One document, or many with their paths, ids or numbers as parts; faults come last.

    A file can have many thousand faults: the first hundred are listed and the others counted, and a
    file without any document is one fault.
    """
    seen: set[str] = set()
    aside: list[str] = []
    faults: list[Unreadable] = []
    alone: Readable | None = None
    unknown: tuple[str, ...] = ()
    count = bad = 0
    for found in drafts:
        if isinstance(found, BadRecord):
            unknown = found.unknown
            bad += found.kind == "bad"
            if found.kind == "skipped" and found.inside:
                aside.append(found.inside)
            elif found.kind == "bad" and (found.inside or bad <= MOST_FAULTS):
                part = _once(found.inside or found.id or f"fault {bad}", bad, seen)
                fault = Unreadable(found.what, found.hint, found.place, found.id, part=part)
                faults.append(replace(fault, inside=bool(found.inside)))
            continue
        count += 1
        document = Readable(found, _part(found, count, seen), unknown=unknown)
        unknown = ()
        if count == 1:
            alone = document  # whether it is alone is known when the next one comes
            continue
        if alone is not None:
            yield alone
            alone = None
        yield document
    if alone is not None:
        yield alone if alone.draft.inside else replace(alone, part="")
    yield from _faults(faults, bad, anything=count > 0 or any(f.inside for f in faults))
    if aside:
        yield LeftAside(tuple(aside))


def _faults(faults: list[Unreadable], bad: int, *, anything: bool) -> Iterator[Unreadable]:
    if faults and not anything:
        more = plural(" (and {n} more fault)", " (and {n} more faults)", bad - 1) if bad > 1 else ""
        yield replace(faults[0], what=faults[0].what + more, part="")
        return
    yield from faults
    if bad > len(faults):
        what = plural(
            "{n} more part could not be read", "{n} more parts could not be read", bad - len(faults)
        )
        yield Unreadable(
            what, worded("repair the file, or read it as another type"), part="further faults"
        )


def _part(draft: Draft, number: int, seen: set[str]) -> str:
    """The name of a part in its file, once each."""
    if draft.inside:
        name = f"{draft.inside}#{draft.id}" if draft.id else draft.inside
        return _once(name, number, seen)
    return _once(draft.id or draft.url or f"part {number}", number, seen)


def _once(name: str, number: int, seen: set[str]) -> str:
    """The name, with a number behind it from the second time on."""
    part = f"{name} ({number})" if name in seen else name
    seen.add(part)
    return part


def _of_lines(
    body: bytes, base: Path, use: Use, first: int, within: Sequence[Path] | None
) -> Iterator[Readable | Unreadable]:
    for number, raw in enumerate(body.split(b"\n"), first):
        if not raw.strip():
            continue
        part = f"line {number}"
        try:
            request = parse_line(raw, use, base, within)
        except LineError as error:
            problem = error.problems[0]
            yield Unreadable(
                problem.what, problem.hint, problem.place, id=error.id, line=number, part=part
            )
        else:
            yield Readable(request.draft, part, request.use, request.unknown)
