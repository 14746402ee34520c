"""Every error that Wirecheck raises, as one tree.

WirecheckError
├── InputError            a document that cannot be read (place and hint)
│   ├── UnsupportedFormat
│   └── DamagedInput      truncated, wrong encoding, not of its stated type
├── ConfigurationError    wirecheck.toml, environment, command line
│   └── UnknownName       an unknown channel, territory, owner ...
├── AgreementError        an agreement that was refused
├── PolicyError           a policy file that was refused
├── RuleError             rule files that were refused, all problems at once
├── StoreError            the data directory
│   ├── LicencesUnreadable  a stored agreement or the stored policy
│   ├── NotFound
│   ├── Conflict          the same id with other content
│   │   └── Stale         it has changed since it was read
│   ├── Refused           a field that an item does not have, or a value it does not take
│   ├── Busy              another writer holds the directory
│   └── DiskFull          no room for what was to be written; what was there before still is
├── IndexFault            the posting segments
│   ├── IndexDamaged      a checksum or a version does not fit: rebuild
│   └── IndexForeign      made from another database, or from a copy that went on by itself: rebuild
└── BudgetExceeded        time or size ran out: the check is incomplete, never clear
"""

from checker.values import dataclass

__all__ = [
    "AgreementError",
    "BudgetExceeded",
    "Busy",
    "ConfigurationError",
    "Conflict",
    "DamagedInput",
    "DiskFull",
    "IndexDamaged",
    "IndexFault",
    "IndexForeign",
    "InputError",
    "LicencesUnreadable",
    "NotFound",
    "PolicyError",
    "Problem",
    "Refused",
    "RuleError",
    "Stale",
    "StoreError",
    "UnknownName",
    "UnsupportedFormat",
    "WirecheckError",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its place, a description, and the remedy."""

    place: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        tail = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.what}{tail}" if self.place else f"{self.what}{tail}"


class WirecheckError(Exception):
    """Base of all errors; carries one or more problems."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(p if isinstance(p, Problem) else Problem("", p) for p in problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class InputError(WirecheckError):
    """A document cannot be read."""


class UnsupportedFormat(InputError):
    """No reader knows this type."""


class DamagedInput(InputError):
    """The document is truncated or not of its stated type."""


class ConfigurationError(WirecheckError):
    """Configuration, environment or command line are wrong."""


class UnknownName(ConfigurationError):
    """An unknown channel, territory, owner or agency; the hint names the nearest known one."""


class AgreementError(WirecheckError):
    """An agreement was refused; it never counts as "no agreement"."""


class PolicyError(WirecheckError):
    """A policy was refused."""


class RuleError(WirecheckError):
    """Rule files were refused; all problems of all files are reported at once."""


class StoreError(WirecheckError):
    """The data directory cannot perform the operation."""


class LicencesUnreadable(StoreError):
    """A stored agreement or the stored policy is refused: nothing is judged, or goes out."""


class NotFound(StoreError):
    """No such source, agreement, check, audit or key."""


class Conflict(StoreError):
    """The same id with other content, or a stale version."""


class Stale(Conflict):
    """It has changed since the caller read it; nothing was written."""


class Refused(StoreError):
    """A field that an item does not have, or a value that the field does not take."""


class Busy(StoreError):
    """Another writer has held the directory for too long."""


class DiskFull(StoreError):
    """No room is left on the disk, or within a quota; nothing that was acknowledged is lost."""


class IndexFault(WirecheckError):
    """The posting segments cannot be used."""


class IndexDamaged(IndexFault):
    """A checksum or a normaliser version does not fit: `wirecheck index rebuild`."""


class IndexForeign(IndexFault):
    """The segments belong to another database than the one beside them."""


class BudgetExceeded(WirecheckError):
    """Time or size ran out; what was checked by then is incomplete."""
