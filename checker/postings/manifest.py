"""Files of an index folder: segments with checksums, and the manifest of the current ones.

A segment file is a line of JSON (names, types, sizes, offsets and checksums of its arrays) followed
by the arrays, each aligned to 64 bytes. The manifest is replaced by an atomic rename after all
files it names have reached the disk, so a crash leaves either the old state or the new one.
"""

import json
import mmap
import os
import zlib
from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from checker.errors import IndexDamaged, IndexFault, Problem
from checker.private import make_file
from checker.values import dataclass
from checker.wording import worded

__all__ = [
    "FORMAT",
    "MANIFEST",
    "NORMALISER",
    "Manifest",
    "SegmentEntry",
    "check_arrays",
    "checksums",
    "read_arrays",
    "read_manifest",
    "write_arrays",
    "write_manifest",
]

FORMAT = 1
NORMALISER = "fold-3/units-3/shingle-4-8-12/window-5-40/anchors-2"
MANIFEST = "manifest.json"
_ALIGN = 64
_TYPES = frozenset(("|u1", "<u2", "<u4", "<i4", "<u8", "<i8"))
_REBUILD = "wirecheck index rebuild"
_DIFFERS = "array {} differs from its checksum"

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment file by name, with the data that a merge needs."""

    name: str
    texts: int
    postings: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The current state: segments oldest first, the last change covered, and side files.

    `database` is the id of the store that it follows and `mark` the store's mark of change `seq`;
    older versions of Wirecheck wrote neither.
    """

    seq: int = 0
    segments: tuple[SegmentEntry, ...] = ()
    removed: str | None = None  # the file with the numbers of removed texts
    counter: int = 0  # for the next file name
    database: str = ""
    mark: str = ""
    normaliser: str = NORMALISER
    format: int = FORMAT


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> int:
    """Writes arrays to a new file and flushes it; returns the size in bytes.

    Raises:
        OSError: the disk is full or permission is missing; an unfinished file is deleted.
    """
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    part = path.with_name(path.name + ".part")
    try:
        make_file(part)
        with part.open("wb") as file:
            file.write(_header(contiguous))
            for array in contiguous.values():
                file.write(_bytes(array))
                file.write(_padding(array))
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size


def _header(arrays: Mapping[str, Array]) -> bytes:
    """The first line of a file: the same arrays have the same one, to the byte."""
    entries: dict[str, dict[str, Any]] = {}
    at = 0
    for name, array in arrays.items():
        entries[name] = {
            "dtype": array.dtype.str,
            "shape": list(array.shape),
            "at": at,
            "crc": zlib.crc32(_bytes(array)),
        }
        at += array.nbytes + len(_padding(array))
    header = json.dumps({"format": FORMAT, "arrays": entries}).encode()
    return header + b" " * (-(len(header) + 1) % _ALIGN) + b"\n"


def _padding(array: Array) -> bytes:
    return b"\0" * (-array.nbytes % _ALIGN)


def _bytes(array: Array) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def read_arrays(path: Path, checked: Collection[str] = ()) -> dict[str, Array]:
    """Returns the arrays of a file, mapped and read-only.

    Args:
        path: the file.
        checked: the arrays to compare with their checksums.

    Raises:
        IndexDamaged: not a segment, truncated, or an array differs from its checksum.
        FileNotFoundError: another process has merged it away.
    """
    with path.open("rb") as file:
        header = file.readline(1 << 16)
        entries = _entries(path, header)
        size = os.fstat(file.fileno()).st_size
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        arrays = {n: _mapped(mapped, entry, len(header), size) for n, entry in entries.items()}
    except EOFError as error:
        raise IndexDamaged(Problem(str(path), "is truncated", _REBUILD)) from error
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise IndexDamaged(Problem(str(path), "is damaged in its first line", _REBUILD)) from error
    for name in checked:
        if name in arrays and zlib.crc32(_bytes(arrays[name])) != entries[name].get("crc"):
            raise IndexDamaged(Problem(str(path), _DIFFERS.format(name), _REBUILD))
    return arrays


def checksums(path: Path) -> dict[str, int]:
    """Returns the checksums that a file records for its arrays.

    Raises:
        IndexDamaged: its first line cannot be read.
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        entries = _entries(path, file.readline(1 << 16))
    return {name: entry.get("crc", -1) for name, entry in entries.items()}


def _mapped(mapped: mmap.mmap, entry: Mapping[str, Any], begin: int, size: int) -> Array:
    if entry["dtype"] not in _TYPES:
        raise ValueError(entry["dtype"])
    dtype, shape = np.dtype(entry["dtype"]), tuple(entry["shape"])
    if min(shape, default=0) < 0:
        raise ValueError(shape)
    count = int(np.prod(shape, dtype=np.int64))
    start = begin + int(entry["at"])
    if start + count * dtype.itemsize > size:
        raise EOFError
    if not count:
        return np.zeros(shape, dtype)
    return np.frombuffer(mapped, dtype=dtype, count=count, offset=start).reshape(shape)


def _entries(path: Path, header: bytes) -> dict[str, dict[str, Any]]:
    try:
        document = json.loads(header)
        form, entries = document["format"], document["arrays"]
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(Problem(str(path), "is not an index file", _REBUILD)) from error
    if form != FORMAT or not isinstance(entries, dict):
        raise IndexDamaged(
            Problem(
                str(path),
                worded(
                    "has format {form}; this version reads {FORMAT}", form=repr(form), FORMAT=FORMAT
                ),
                _REBUILD,
            )
        )
    return entries


def check_arrays(path: Path) -> list[Problem]:
    """Returns what is wrong with a file: written again from its arrays, it must be identical."""
    try:
        arrays = read_arrays(path)
        with path.open("rb") as file:
            header = file.readline(1 << 16)
            return [
                Problem(str(path), what, _REBUILD) for what in _differences(header, arrays, file)
            ]
    except (IndexFault, OSError) as error:
        problems = getattr(error, "problems", None)
        return list(problems) if problems else [Problem(str(path), str(error), _REBUILD)]


def _differences(header: bytes, arrays: Mapping[str, Array], file: BinaryIO) -> list[str]:
    entries = json.loads(header)["arrays"]
    wrong = [
        _DIFFERS.format(name)
        for name, array in arrays.items()
        if zlib.crc32(_bytes(array)) != entries[name].get("crc")
    ]
    if wrong:
        return wrong
    if _header(arrays) != header:
        return ["its first line is damaged"]
    for array in arrays.values():
        file.seek(array.nbytes, os.SEEK_CUR)
        if file.read(len(_padding(array))) != _padding(array):
            return ["is damaged between its arrays"]
    return ["has something behind its end"] if file.read(1) else []


def write_manifest(folder: Path, manifest: Manifest) -> Path:
    """Writes a manifest under a temporary name; renaming it to MANIFEST makes it current.

    Raises:
        OSError: the disk is full, or permission is missing.
    """
    part = folder / (MANIFEST + ".part")
    try:
        make_file(part)
        with part.open("w", encoding="utf-8") as file:
            file.write(_wrapped(json.dumps(asdict(manifest), sort_keys=True)))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def sync_folder(folder: Path) -> None:
    """Flushes the entries of a folder to disk (fsync), so that new names survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _wrapped(body: str) -> str:
    return json.dumps({"crc": zlib.crc32(body.encode()), "manifest": body})


def read_manifest(folder: Path) -> Manifest | None:
    """Returns the current state; None if there is none yet.

    Raises:
        IndexDamaged: the manifest does not match its checksum.
        IndexFault: it was written with another normaliser or format.
    """
    path = folder / MANIFEST
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        body = json.loads(text)["manifest"]
        if _wrapped(body).encode() != text:
            raise ValueError("checksum")
        document = json.loads(body)
        _must_be_ours(path, document["format"], document["normaliser"])
        segments = tuple(SegmentEntry(**entry) for entry in document.pop("segments"))
        return Manifest(segments=segments, **document)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(Problem(str(path), "is damaged", _REBUILD)) from error


def _must_be_ours(path: Path, form: int, normaliser: str) -> None:
    """Refuse what would be read wrongly; reported before anything else of the manifest is read."""
    if form > FORMAT:
        what = worded(
            "was created by a newer version of Wirecheck (format {form}, this one reads {format})",
            form=form,
            format=FORMAT,
        )
        raise IndexFault(
            Problem(str(path), what, worded("upgrade Wirecheck, or {REBUILD}", REBUILD=_REBUILD))
        )
    if form != FORMAT or normaliser != NORMALISER:
        what = worded(
            "was created with {normaliser} (format {form}); this version uses "
            "{own} (format {format})",
            normaliser=normaliser,
            form=form,
            own=NORMALISER,
            format=FORMAT,
        )
        raise IndexFault(Problem(str(path), what, _REBUILD))
