"""Limits for archives inside archives: depth and total size for one document."""

from dataclasses import field, replace

from checker.errors import InputError, Problem
from checker.values import dataclass
from checker.wording import worded

__all__ = ["BYTES", "DEEPEST", "FILES", "Left", "Nesting"]

DEEPEST = 4  # archives, mails and books inside one another
FILES = 20_000  # in all of them together
BYTES = 512 * 1024 * 1024  # unpacked, in all of them together
HINT = "unpack it and provide the folder"


@dataclass(slots=True)
class Left:
    """What may still be unpacked."""

    files: int = FILES
    size: int = BYTES


@dataclass(frozen=True, slots=True)
class Nesting:
    """A level inside archives: its depth, and what all levels together may still unpack."""

    depth: int = 0
    left: Left = field(default_factory=Left)

    @property
    def size(self) -> int:
        """Bytes that may still be unpacked."""
        return self.left.size

    @property
    def spent(self) -> bool:
        """Whether nothing more may be unpacked."""
        return self.left.size <= 0 or self.left.files < 0

    def inner(self, place: str) -> "Nesting":
        """Returns the level of an archive inside this one.

        Raises:
            InputError: the nesting is too deep.
        """
        if self.depth >= DEEPEST:
            what = worded("archives nested more than {deepest} deep", deepest=DEEPEST)
            raise InputError(Problem(place, what, HINT))
        return replace(self, depth=self.depth + 1)

    def take(self, size: int, place: str) -> None:
        """Counts one file that was unpacked.

        Raises:
            InputError: there are too many files or bytes.
        """
        self.left.files -= 1
        self.left.size -= size
        if self.left.files < 0:
            what = worded(
                "more than {files:,} files in one archive: the rest was not read", files=FILES
            )
            raise InputError(Problem(place, what, HINT))
        if self.left.size <= 0:
            what = worded(
                "more than {bytes} MB when unpacked: the rest was not read", bytes=BYTES // 1024**2
            )
            raise InputError(Problem(place, what, HINT))
