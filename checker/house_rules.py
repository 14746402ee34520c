"""The house rules in force: those of the folders, or the last good set where these lost something.

Beside the database lies the set that was accepted last, file by file. Folders that add or change
rules are accepted by themselves. Folders that are gone, broken, or define less than before (an
emptied folder, a volume that is not mounted, a configuration without `rules`) are not: the accepted
set stays in force in every process and over a restart, with a problem that says so, until the
folders are whole again or a person accepts them (`wirecheck rules accept`).
"""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checker.engine import RuleFolder, RuleSet, load_rules, packaged_rules, read_folder, rules_with
from checker.errors import Problem, RuleError
from checker.private import make_file
from checker.times import rfc3339
from checker.values import dataclass
from checker.wording import plural, worded

__all__ = ["FILE", "Acceptance", "HouseRules", "accept", "followed", "kept"]

FILE = "house-rules.json"

_SHOWN = 10  # definitions that are named one by one when they are gone
_ACCEPT = "wirecheck rules accept takes the folders as they are"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The rule set to work with, and why it is not what the folders hold, if it is not.

    `fresh` are folders that have been found good and are to be kept as accepted.
    """

    rules: RuleSet
    problems: tuple[Problem, ...] = ()
    fresh: tuple[RuleFolder, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a person has accepted: the rule set, and which definitions came and went by it."""

    rules: RuleSet
    files: int
    added: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Accepted:
    folders: tuple[RuleFolder, ...]
    at: str


def followed(data: Path, folders: Sequence[Path]) -> HouseRules:
    """Returns the house rules of these folders over the packaged ones; nothing is written.

    Raises:
        RuleError: they were refused and no accepted set is there, or that one cannot be used.
    """
    held = _read(data)
    found = tuple(read_folder(folder) for folder in folders)
    if held is None:
        fresh = tuple(folder for folder in found if folder.files)
        return HouseRules(rules_with(found), _empty(folders, found, ()), fresh)
    if _files(found) == _files(held.folders) and not any(one.problems for one in found):
        return HouseRules(rules_with(found), _empty(folders, found, held.folders))
    gone = _definitions(held.folders) - _definitions(found)
    problems = [
        Problem("rules", worded("{what} is missing", what=what), _ACCEPT)
        for what in sorted(gone)[:_SHOWN]
    ]
    if len(gone) > _SHOWN:
        problems.append(
            Problem(
                "rules",
                plural(
                    "{n} more definition is missing",
                    "{n} more definitions are missing",
                    len(gone) - _SHOWN,
                ),
            )
        )
    try:
        rules = rules_with(found)
    except RuleError as error:
        problems = list(error.problems)
    if problems:
        stays = Problem(
            "rules", worded("the house rules accepted at {at} stay in force", at=held.at), _ACCEPT
        )
        return HouseRules(rules_with(held.folders), (stays, *problems))
    return HouseRules(rules, _empty(folders, found, held.folders), found)


def kept(data: Path, house: HouseRules, at: datetime) -> HouseRules:
    """Stores the fresh folders as accepted; a failure is returned as a problem."""
    if not house.fresh:
        return house
    try:
        _write(data, house.fresh, at)
    except OSError as error:
        what = worded(
            "the house rules in force cannot be stored: {strerror}", strerror=error.strerror
        )
        problem = Problem(str(data / FILE), what, "make the data directory writable")
        return replace(house, problems=(*house.problems, problem), fresh=())
    return replace(house, fresh=())


def accept(data: Path, folders: Sequence[Path], at: datetime) -> Acceptance:
    """Puts the folders as they are in force, with what they no longer define.

    Raises:
        RuleError: they are gone or broken; an empty folder is neither.
    """
    rules = load_rules((packaged_rules(), *folders))
    found = tuple(read_folder(folder) for folder in folders)
    try:
        held = _read(data)
    except RuleError:  # it is put in its place
        held = None
    _write(data, found, at)
    before, after = _definitions(held.folders if held else ()), _definitions(found)
    files = sum(len(folder.files) for folder in found)
    return Acceptance(rules, files, tuple(sorted(after - before)), tuple(sorted(before - after)))


def _files(folders: Sequence[RuleFolder]) -> list[Mapping[str, bytes]]:
    return [folder.files for folder in folders if folder.files]


def _empty(
    paths: Sequence[Path], found: Sequence[RuleFolder], accepted: Sequence[RuleFolder]
) -> tuple[Problem, ...]:
    """A problem for each folder without a rule, unless a person has accepted it like that."""
    known = {folder.name for folder in accepted if not folder.files}
    hint = worded("add a rule file to it, or remove it from `rules`; {accept}", accept=_ACCEPT)
    return tuple(
        Problem(str(path), "the folder of house rules contains no rule file", hint)
        for path, folder in zip(paths, found, strict=True)
        if not folder.files and not folder.problems and folder.name not in known
    )


def _definitions(folders: Sequence[RuleFolder]) -> frozenset[str]:
    """What rule files define, in words; that an agency has names counts, each name does not."""
    return frozenset(
        what
        for folder in folders
        for content in folder.files.values()
        for what in _defined(content)
    )


def _defined(content: bytes) -> Iterator[str]:
    try:
        document = tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):  # told when it is parsed as rules
        return
    agency = _name_of(document.get("agency"))
    if agency:
        yield f"the agency {agency!r}"
    if document.get("names"):
        yield f"the names of the agency {agency!r}"
    for kind in ("rule", "template"):
        tables = document.get(kind)
        yield from (f"the {kind} {_name_of(one)!r}" for one in tables or () if _name_of(one))
    for kind in ("words", "fragments"):
        yield from (f"the {kind} {name!r}" for name in document.get(kind) or ())


def _name_of(table: Any) -> str:
    return str(table.get("id", "")) if isinstance(table, Mapping) else ""


def _digest(folders: Sequence[RuleFolder]) -> str:
    digest = hashlib.sha256()
    for order, folder in enumerate(folders):
        for name, content in folder.files.items():
            digest.update(f"{order}:{name}\0{len(content)}\0".encode() + content)
    return "sha256:" + digest.hexdigest()


def _read(data: Path) -> _Accepted | None:
    path = data / FILE
    try:
        document = json.loads(path.read_bytes())
        folders = tuple(
            RuleFolder(one["name"], {name: text.encode() for name, text in one["files"].items()})
            for one in document["folders"]
        )
        whole = document["digest"] == _digest(folders)
        accepted = _Accepted(folders, str(document["at"]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RuleError(
            Problem(str(path), worded("cannot be read: {strerror}", strerror=error.strerror))
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise RuleError(Problem(str(path), "is damaged or was changed by hand", _ACCEPT))
    return accepted


def _write(data: Path, folders: Sequence[RuleFolder], at: datetime) -> None:
    """Replaces the accepted set in one step, so that a reader finds the one or the other."""
    document = {
        "schema": 1,
        "at": rfc3339(at, UTC),
        "digest": _digest(folders),
        "folders": [
            {
                "name": folder.name,
                "files": {name: content.decode() for name, content in folder.files.items()},
            }
            for folder in folders
        ],
    }
    unfinished = data / f"{FILE}.{os.getpid()}.part"
    try:
        make_file(unfinished)
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, data / FILE)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
