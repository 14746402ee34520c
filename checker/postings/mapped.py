"""The segments that a process has mapped, and how far their checksums were verified.

Small arrays are compared whenever a file is mapped, as is every array of a small file. A large file
must contain a few texts of the store at once; `inspect` compares the rest of it later.
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from checker.errors import IndexDamaged, IndexFault
from checker.postings.content import differing_texts
from checker.postings.documents import Documents
from checker.postings.faults import damaged, unreadable
from checker.postings.manifest import SegmentEntry, check_arrays
from checker.postings.segment import Segment
from checker.postings.segment_files import check_large, read_segment
from checker.postings.snapshot import Snapshot

__all__ = ["Mapped", "Stamp", "identity"]

Stamp = tuple[int, ...]

_AT_ONCE = 32_000_000  # bytes of a file up to which all of it is compared when it is mapped
_SAMPLED = 8  # texts that are compared of a larger one


class Mapped:
    """The mapped segments of a folder, by the names of their files."""

    def __init__(self, path: Path, documents: Documents) -> None:
        self._path = path
        self._within = os.fspath(path) + os.sep  # each check asks for all files, several times
        self._documents = documents
        self._held: dict[str, tuple[Stamp, Segment]] = {}
        self._sound: set[tuple[str, Stamp]] = set()  # large arrays that fit their checksums
        self._broken: dict[tuple[str, Stamp], IndexFault] = {}

    def hold(self, held: Mapping[str, tuple[Stamp, Segment]]) -> None:
        """Keeps these mapped and releases the others."""
        self._held = dict(held)
        self._sound &= {(name, stamp) for name, (stamp, _) in held.items()}

    def segment(self, entry: SegmentEntry) -> tuple[Stamp, Segment]:
        """Returns a segment, mapped once; a folder that was rebuilt reuses the names.

        Raises:
            IndexFault: it cannot be used.
            FileNotFoundError: it does not exist.
        """
        path = self._path / entry.name
        stamp = identity(path)
        if (entry.name, stamp) in self._broken:
            raise self._broken[entry.name, stamp]
        known = self._held.get(entry.name)
        if known is not None and known[0] == stamp:
            return known
        if stamp[-1] != entry.bytes:
            raise damaged(path, f"has {stamp[-1]} bytes in place of {entry.bytes}")
        segment = read_segment(path)
        if entry.bytes <= _AT_ONCE:
            check_large(path, segment, lambda: False)
            self._sound.add((entry.name, stamp))
        else:
            self._must_hold_texts(path, segment)
        return stamp, segment

    def _must_hold_texts(self, path: Path, segment: Segment) -> None:
        """Refuse a segment that lacks what texts which lead their families have in it."""
        joined = segment.docs[segment.families != segment.docs]
        wrong = differing_texts(Snapshot((segment,), (), joined, 0), self._documents, _SAMPLED)
        if wrong:
            raise damaged(path, wrong[0])

    def altered(self) -> bool:
        """Returns whether a file has changed since it was mapped, or was found damaged."""
        return any(self._is_another(name, stamp) for name, (stamp, _) in tuple(self._held.items()))

    def _is_another(self, name: str, stamp: Stamp) -> bool:
        if (name, stamp) in self._broken:
            return True
        try:
            return identity(self._within + name) != stamp
        except FileNotFoundError:  # merged away: it stays in use
            return False
        except OSError as error:
            raise unreadable(self._path / name, error) from error

    def uninspected(self) -> list[str]:
        """Returns the segments whose large arrays have not been compared with their checksums."""
        held = tuple(self._held.items())
        return [name for name, (stamp, _) in held if (name, stamp) not in self._sound]

    def inspect(self, name: str, given_up: Callable[[], bool] = lambda: False) -> None:
        """Compares the large arrays of a segment with their checksums.

        Raises:
            IndexFault: one of them differs or cannot be read; the file is refused from now on.
        """
        if name not in self._held:  # merged away meanwhile
            return
        stamp, segment = self._held[name]
        try:
            if check_large(self._path / name, segment, given_up):
                self._sound.add((name, stamp))
        except FileNotFoundError:  # merged away: in use until the next look at the manifest
            self._sound.add((name, stamp))
        except OSError as error:
            raise unreadable(self._path / name, error) from error
        except IndexFault as fault:
            self._broken[name, stamp] = fault
            raise

    def inspect_all(self) -> None:
        """Compares every file completely with its checksums, even if that was done before.

        Raises:
            IndexFault: something differs or cannot be read.
        """
        for name in tuple(self._held):
            with suppress(FileNotFoundError):
                identity(self._path / name)
                if problems := check_arrays(self._path / name):
                    raise IndexDamaged(*problems)
            self.inspect(name)


def identity(path: Path | str) -> Stamp:
    """Returns what distinguishes files of the same name; the size comes last."""
    found = os.stat(path)
    return found.st_ino, found.st_mtime_ns, found.st_size
