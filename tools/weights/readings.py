"""The signs of texts, read once: a cache keyed by the texts' content and by what signs follow from.

Reading signs takes minutes, fitting takes seconds. What was read is kept in one file a state of
the rules (their weights aside) and of the program, so that a change of a weight's prior, of an
invented text or of a label reads nothing again but the texts that are new.
"""

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import checker
from checker.engine import Engine
from checker.engine.forms import Fits
from checker.engine.load import packaged_rules
from checker.errors import WirecheckError
from checker.formats import read_draft
from checker.models.draft import Draft

__all__ = ["Named", "Readings"]

_WEIGHTS = "weights.toml"  # what is fitted: no sign depends on it
_ROOMS = ("engine", "text", "formats")  # of the package: what reads texts and their signs
_READ = (".py", ".txt", ".toml")


@dataclass(frozen=True, slots=True)
class Named:
    """One chain of names, as the engine read it.

    `role` is the role of the first form that fits ("text", "photo" or "none"); `templates` are the
    ids of the templates of all forms that fit.
    """

    signs: tuple[str, ...]
    agencies: frozenset[str]
    span: tuple[int, int]
    role: str
    templates: frozenset[str]


class Readings:
    """Reads each draft once with an engine; the readings are kept in `folder`, if given."""

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine = engine
        self._path = folder / f"{_state()}.pickle" if folder is not None else None
        self._known: dict[str, tuple[Named, ...] | None] = {}
        if self._path is not None and self._path.exists():
            self._known = pickle.loads(self._path.read_bytes())
        self._read = 0

    def names(self, data: str | bytes, as_type: str | None = "text") -> Sequence[Named] | None:
        """Returns the names in a text, or None if it cannot be read.

        `as_type` is as in `read_draft`; with "draft", the text is the draft, unread.
        """
        key = f"{as_type} {_digest(data if isinstance(data, bytes) else data.encode())}"
        if key not in self._known:
            self._known[key] = self._names(data, as_type)
            self._read += 1
        return self._known[key]

    def keep(self) -> None:
        """Writes new readings to the folder."""
        if self._path is not None and self._read:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(pickle.dumps(self._known))
            self._read = 0

    def _names(self, data: str | bytes, as_type: str | None) -> tuple[Named, ...] | None:
        if as_type == "draft":
            draft = Draft(data if isinstance(data, str) else data.decode())
        else:
            try:
                draft = read_draft(data, as_type=as_type)
            except WirecheckError:
                return None  # the kit has a few that are no text
        found = []
        for signed in self.engine.signed(draft):
            agencies = {a for mention in signed.chain.mentions for a in mention.agencies}
            templates = {self.engine.rules.templates[hit.template].id for hit in signed.fits.hits}
            role = _first_role(self.engine, signed.fits)
            found.append(
                Named(
                    tuple(signed.signs),
                    frozenset(agencies),
                    signed.span,
                    role,
                    frozenset(templates),
                )
            )
        return tuple(found)


def _first_role(engine: Engine, fits: Fits) -> str:
    for hit in fits.hits:
        role = hit.form.role or engine.rules.templates[hit.template].role
        if role in ("text", "photo"):
            return role
        if role == "press_release":
            return "text"
    return "none"


def _state() -> str:
    """A digest of all that signs follow from: the program and the rules without their weights."""
    package = Path(checker.__file__).parent
    files = [path for room in _ROOMS for path in (package / room).rglob("*.*")]
    files += packaged_rules().rglob("*.toml")
    state = hashlib.sha256()
    for path in sorted(files):
        if path.name != _WEIGHTS and path.suffix in _READ:
            state.update(f"{path.name} {_digest(path.read_bytes())}\n".encode())
    return state.hexdigest()[:32]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
