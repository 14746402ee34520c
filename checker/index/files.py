"""Files of an index folder: segments with checksums, and the manifest that names the current ones.

A segment file is a line of JSON (names, types, sizes, places and checksums of its arrays) and the
arrays behind it, each on a border of 64 bytes. The manifest is swapped by an atomic rename after
everything that it names has reached the disk, so a crash leaves the old state or the new one.
"""

import json
import mmap
import os
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checker.errors import IndexDamaged, IndexFault, Problem

__all__ = [
    "FORMAT",
    "MANIFEST",
    "NORMALISER",
    "Manifest",
    "SegmentEntry",
    "check_arrays",
    "read_arrays",
    "read_manifest",
    "write_arrays",
    "write_manifest",
]

FORMAT = 1
NORMALISER = "fold-1/units-1/shingle-4-8-12/window-6-40"
MANIFEST = "manifest.json"
_ALIGN = 64
_REBUILD = "wirecheck index rebuild"

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment file by name, with what a merge wants to know of it."""

    name: str
    texts: int
    postings: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The current state: segments oldest first, the change that it covers, and side files."""

    seq: int = 0
    segments: tuple[SegmentEntry, ...] = ()
    removed: str | None = None  # the file with the numbers of removed texts
    counter: int = 0  # for the next file name
    normaliser: str = NORMALISER
    format: int = FORMAT


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> int:
    """Write arrays to a new file and to the disk; the size in bytes.

    Raises:
        OSError: no room, no permission; an unfinished file is taken away.
    """
    entries: dict[str, dict[str, Any]] = {}
    at = 0
    contiguous = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    for name, array in contiguous.items():
        entries[name] = {
            "dtype": array.dtype.str,
            "shape": list(array.shape),
            "at": at,
            "crc": zlib.crc32(_bytes(array)),
        }
        at += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"format": FORMAT, "arrays": entries}).encode()
    header += b" " * (-(len(header) + 1) % _ALIGN) + b"\n"
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(header)
            for array in contiguous.values():
                file.write(_bytes(array))
                file.write(b"\0" * (-array.nbytes % _ALIGN))
            file.flush()
            os.fsync(file.fileno())
            size = file.tell()
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size


def _bytes(array: Array) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def read_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, mapped and read-only.

    Raises:
        IndexDamaged: the file is no segment or is cut short.
        FileNotFoundError: another process has merged it away.
    """
    with path.open("rb") as file:
        header = file.readline(1 << 16)
        entries = _entries(path, header)
        size = os.fstat(file.fileno()).st_size
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    out: dict[str, Array] = {}
    for name, entry in entries.items():
        dtype, shape = np.dtype(entry["dtype"]), tuple(entry["shape"])
        count = int(np.prod(shape, dtype=np.int64))
        start = len(header) + int(entry["at"])
        if start + count * dtype.itemsize > size:
            raise IndexDamaged(Problem(str(path), "is cut short", _REBUILD))
        array = np.frombuffer(mapped, dtype=dtype, count=count, offset=start) if count else None
        out[name] = np.zeros(shape, dtype) if array is None else array.reshape(shape)
    return out


def _entries(path: Path, header: bytes) -> dict[str, dict[str, Any]]:
    try:
        document = json.loads(header)
        entries = document["arrays"]
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(Problem(str(path), "is no file of an index", _REBUILD)) from error
    if document["format"] != FORMAT or not isinstance(entries, dict):
        raise IndexDamaged(Problem(str(path), "has another format", _REBUILD))
    return entries


def check_arrays(path: Path) -> list[Problem]:
    """What is wrong with a file: every array is read and its checksum compared."""
    try:
        arrays = read_arrays(path)
        with path.open("rb") as file:
            entries = _entries(path, file.readline(1 << 16))
    except (IndexDamaged, OSError) as error:
        problems = getattr(error, "problems", None)
        return list(problems) if problems else [Problem(str(path), str(error), _REBUILD)]
    return [
        Problem(str(path), f"array {name} differs from its checksum", _REBUILD)
        for name, array in arrays.items()
        if zlib.crc32(_bytes(np.ascontiguousarray(array))) != entries[name]["crc"]
    ]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make this the current state: written aside, to the disk, then renamed."""
    document = asdict(manifest)
    body = json.dumps(document, sort_keys=True)
    text = json.dumps({"crc": zlib.crc32(body.encode()), "manifest": body})
    part = folder / (MANIFEST + ".part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / MANIFEST)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_manifest(folder: Path) -> Manifest | None:
    """The current state, None when there is none yet.

    Raises:
        IndexDamaged: the manifest does not fit its checksum.
        IndexFault: another normaliser or format wrote it.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    try:
        outer = json.loads(text)
        body = outer["manifest"]
        if zlib.crc32(body.encode()) != outer["crc"]:
            raise ValueError("checksum")
        document = json.loads(body)
        segments = tuple(SegmentEntry(**entry) for entry in document.pop("segments"))
        manifest = Manifest(segments=segments, **document)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(Problem(str(path), "is damaged", _REBUILD)) from error
    if manifest.format != FORMAT or manifest.normaliser != NORMALISER:
        raise IndexFault(
            Problem(
                str(path),
                f"was made with {manifest.normaliser}, this is {NORMALISER}",
                _REBUILD,
            )
        )
    return manifest
