"""ZIP and tar archives: every file inside is read as if it were in a folder; nothing is written."""

import io
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar
from zipfile import ZipFile, ZipInfo

from checker.errors import DamagedInput, InputError, Problem, UnsupportedFormat, WirecheckError
from checker.formats.assets import PEEKED, asset_reason
from checker.formats.dispatch import read_drafts, read_sources
from checker.formats.format import Document
from checker.formats.items import BadRecord, Context
from checker.formats.nesting import Nesting
from checker.formats.office.package import MEMBER_BYTES, member_bytes, opened_package
from checker.models.draft import Draft
from checker.models.source import Source
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Inside", "container_drafts", "container_sources", "inner_drafts", "part_drafts"]

TAR_FAULTS = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError)
NOT_FILES = frozenset(("__MACOSX", ".git", ".DS_Store", "Thumbs.db", "desktop.ini"))
SPOILT = "a damaged archive"
Found = TypeVar("Found", Draft, Source)


@dataclass(frozen=True, slots=True)
class Inside:
    """A file in an archive.

    Attributes:
        path: its path in the archive.
        unpack: unpacks it up to a number of bytes; raises InputError if it is larger.
        begin: unpacks at most that many of its first bytes; raises InputError if it is damaged.
    """

    path: str
    unpack: Callable[[int], bytes]
    begin: Callable[[int], bytes]


def container_drafts(document: Document) -> Iterator[Draft | BadRecord]:
    """Yields the documents of all files; unreadable files are reported and stop nothing.

    Raises:
        InputError: the archive is damaged or nested too deeply.
    """
    yield from of_files(opened_files(document), document.place, inner_drafts)


def part_drafts(path: Path, place: str, start: int, end: int | None) -> Iterator[Draft | BadRecord]:
    """Yields the documents of some files of a ZIP archive on disk, by their numbers.

    Raises:
        InputError: the archive is damaged.
    """
    nest = Nesting().inner(place)
    files = (left_out(file, place) for file in zipped(path, place, start, end))
    yield from of_files(((file, nest) for file in files), place, inner_drafts)


def of_files(
    files: Iterable[tuple[Inside | BadRecord, Nesting]],
    place: str,
    read: Callable[[bytes, str, str, Nesting], Iterator[Found | BadRecord]],
) -> Iterator[Found | BadRecord]:
    """Yields what `read` finds in the archive's files; it gets content, path, place and limits."""
    for file, nest in files:
        if isinstance(file, BadRecord):
            yield file
            continue
        where = f"{place}/{file.path}"
        try:
            yield from read(unpacked_file(file, nest, where), file.path, where, nest)
        except WirecheckError as error:
            yield fault(error, where, file.path)
            if nest.spent:
                return


def inner_drafts(
    content: bytes, path: str, where: str, nest: Nesting
) -> Iterator[Draft | BadRecord]:
    """Yields the documents of one file of an archive or a mail, with its path in it."""
    try:
        for found in read_drafts(content, name=where, nest=nest):
            inside = f"{path}/{found.inside}" if found.inside else path
            yield replace(found, inside=inside)
    except WirecheckError as error:
        yield fault(error, where, path)


def container_sources(document: Document, context: Context) -> Iterator[Source | BadRecord]:
    """Yields the sources of all files; one without an id is named by its path."""
    read = partial(inner_sources, context)
    yield from of_files(opened_files(document), document.place, read)


def inner_sources(
    context: Context, content: bytes, path: str, where: str, nest: Nesting
) -> Iterator[Source | BadRecord]:
    """Yields the sources of one file of an archive."""
    for found in read_sources(
        content,
        name=where,
        default_owner=context.default_owner,
        agencies=context.agencies,
        zone=context.zone,
        nest=nest,
    ):
        named = isinstance(found, Source) and found.id == PurePosixPath(path).name
        yield replace(found, id=path) if named else found


def opened_files(document: Document) -> Iterator[tuple[Inside | BadRecord, Nesting]]:
    """Yields the files of an archive that may contain articles, and the limits that apply."""
    nest = document.nest.inner(document.place)
    data = document.data
    if isinstance(data, str):
        what = "this is an archive passed as text"
        raise UnsupportedFormat(Problem(document.place, what, "provide the file itself"))
    files = zipped if document.kind.name == "zip" else tarred
    for file in files(data, document.place):
        yield left_out(file, document.place), nest


def left_out(file: Inside | BadRecord, place: str) -> Inside | BadRecord:
    """Returns the file, or a record for a file that contains no article."""
    if isinstance(file, BadRecord):
        return file
    try:
        reason = asset_reason(file.path, lambda: file.begin(PEEKED))
    except InputError:
        return file  # named as not read where it is unpacked
    if not reason and NOT_FILES & set(PurePosixPath(file.path).parts):
        reason = "made by a program for itself"
    if not reason:
        return file
    return BadRecord(f"{place}/{file.path}", reason, kind="skipped", inside=file.path)


def unpacked_file(file: Inside, nest: Nesting, where: str) -> bytes:
    """Returns the bytes of a file, counted against the limits."""
    limit = max(0, min(MEMBER_BYTES, nest.size))
    try:
        content = file.unpack(limit)
    except InputError:
        nest.take(limit, where)  # it may have been unpacked up to the limit
        raise
    nest.take(len(content), where)
    return content


def zipped(
    data: bytes | Path, place: str, start: int = 0, end: int | None = None
) -> Iterator[Inside | BadRecord]:
    """Yields the files of a ZIP archive, or some of them, in the order of its directory."""
    with opened_package(data, place) as package:
        for member in package.infolist()[start:end]:
            if not member.is_dir() and member.file_size:
                unpack = partial(zip_member, package, member, place)
                yield Inside(member.filename, unpack, partial(unpack, whole=False))


def zip_member(
    package: ZipFile, member: ZipInfo, place: str, limit: int, *, whole: bool = True
) -> bytes:
    """Returns one member, or no more than its first bytes."""
    return member_bytes(package, member, f"{place}/{member.filename}", limit, whole=whole)


def tarred(data: bytes, place: str) -> Iterator[Inside | BadRecord]:
    """Yields the regular files of a tar archive in their order; links are not followed."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                if member.isreg() and member.size:
                    unpack = partial(tar_member, archive, member, place)
                    yield Inside(member.name, unpack, partial(unpack, whole=False))
            end = archive.offset
    except TAR_FAULTS as error:
        raise DamagedInput(
            Problem(place, worded("{SPOILT}: {error}", SPOILT=SPOILT, error=error), "send it again")
        ) from error
    if data[end:].strip(b"\0"):
        yield BadRecord(
            place,
            worded("{spoilt}: the data after byte {end} was not read", spoilt=SPOILT, end=end),
            "send it again",
        )


def tar_member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, place: str, limit: int, *, whole: bool = True
) -> bytes:
    """Returns one member, or no more than its first bytes."""
    where = f"{place}/{member.name}"
    try:
        stream = archive.extractfile(member)
        content = b"" if stream is None else stream.read(limit + 1)
    except TAR_FAULTS as error:
        raise DamagedInput(
            Problem(where, worded("{SPOILT}: {error}", SPOILT=SPOILT, error=error), "send it again")
        ) from error
    if not whole:
        return content[:limit]
    if len(content) > limit:
        what = worded("more than {limit:.0f} MB when unpacked", limit=limit / 1000000)
        raise InputError(Problem(where, what, "unpack it and provide its parts"))
    if len(content) < member.size:
        raise DamagedInput(
            Problem(where, worded("{SPOILT}: it is truncated", SPOILT=SPOILT), "send it again")
        )
    return content


def fault(error: WirecheckError, where: str, path: str) -> BadRecord:
    """Returns an error as the record of a file that was not read."""
    problem = error.problems[0]
    return BadRecord(problem.place or where, problem.what, problem.hint, inside=path)
