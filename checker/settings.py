"""The newsroom's configuration: `wirecheck.toml`, then the environment over it.

Every unknown key, and every value of the wrong type, is refused with its place; a
misspelt `teritories` must not quietly mean "everywhere". The meaning of `[serve]` is known only to
the service.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from checker.errors import ConfigurationError, Problem
from checker.models.draft import MAX_LETTERS, Use
from checker.models.vocabulary import LOOKS, Look
from checker.strict import Problems
from checker.uses import USE_KEYS, use_from
from checker.values import dataclass
from checker.wording import Message, worded

__all__ = [
    "FILE",
    "SECTIONS",
    "AuditSettings",
    "CheckSettings",
    "Settings",
    "load_settings",
    "typed",
    "variable_names",
]

FILE = "wirecheck.toml"
DATA = Path("wirecheck-data")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Limits of a check, and whether it is kept.

    `scan_seconds` is CPU time of the rules, `total_seconds` wall time of the whole, `max_letters`
    how much of a text is checked, `workers` the processes of a batch (0: one per processor), `look`
    what a check looks for: markings, reuse of licensed sources, or both.
    """

    scan_seconds: float = 2.0
    total_seconds: float = 10.0
    max_letters: int = MAX_LETTERS
    workers: int = 0
    record: bool = True
    look: tuple[Look, ...] = LOOKS

    def __post_init__(self) -> None:
        """Refuses a check that looks for nothing: it would call everything clear."""
        if not self.look:
            hint = "allowed: " + ", ".join(LOOKS)
            raise ConfigurationError(Problem("check.look", "must name something to look for", hint))


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Limits of an audit for each file, and its worker processes (0: one per processor)."""

    seconds: float = 60.0
    memory_mb: int = 2048
    workers: int = 0
    follow_links: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; `origin` is the file that was read, if any.

    `semantic` is the folder of a sentence model, for stories without figures. `placed` is whether
    the file or the environment, and so a person, chose where the data are. `serve` is as written:
    the service knows its own keys, and `typed` reads them.
    """

    data: Path = DATA
    rules: tuple[Path, ...] = ()
    use: Use = field(default_factory=Use)
    check: CheckSettings = CheckSettings()
    audit: AuditSettings = AuditSettings()
    semantic: Path | None = None
    serve: Mapping[str, Any] = field(default_factory=dict)
    origin: Path | None = field(default=None)
    placed: bool = False


SECTIONS: Mapping[str, type] = {
    "check": CheckSettings,
    "audit": AuditSettings,
}
_ABOVE = ("data", "rules", "semantic")
_TOP = (*_ABOVE, "use", "serve", *SECTIONS)


def load_settings(
    config: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Reads the file and the environment.

    Args:
        config: the file; else WIRECHECK_CONFIG, else the nearest `wirecheck.toml` in the current
            folder or one above it.
        environment: variables; else those of the process.

    Raises:
        ConfigurationError: with every problem and its place.
    """
    variables = os.environ if environment is None else environment
    named = config or (Path(value) if (value := variables.get("WIRECHECK_CONFIG")) else None)
    path = named or _nearest(Path.cwd())
    settings = Settings() if path is None else _from_file(path)
    if named is None and path is not None and settings.data == DATA:
        settings = replace(settings, data=path.parent / DATA)  # the same newsroom in every folder
    return _over(settings, variables)


def _nearest(folder: Path) -> Path | None:
    """The file that holds for a folder: its own, or that of the nearest folder above.

    Raises:
        ConfigurationError: it lies above and belongs to somebody else, who would choose the use
            and the data of everybody below (as of /tmp); root's and one's own are read.
    """
    if (folder / FILE).is_file():
        return Path(FILE)
    for above in folder.parents:
        path = above / FILE
        if path.is_file():
            if path.stat().st_uid not in (0, os.geteuid()):
                what = "belongs to another user and is not in the current folder"
                hint = worded("if you trust it: --config {path}", path=path)
                raise ConfigurationError(Problem(str(path), what, hint))
            return path
    return None


def typed(
    kind: type,
    document: Any,
    place: str,
    *,
    strict: bool = True,
    before: Mapping[str, Any] | None = None,
) -> Any:
    """Returns a settings class filled from a table of the file or from variables.

    Args:
        kind: a dataclass; its fields are the keys allowed.
        document: the table.
        place: where it is, for problems.
        strict: whether "8" is refused for a number (variables are always strings).
        before: values that apply if the table has no such key.

    Raises:
        ConfigurationError: with every problem.
    """
    assert is_dataclass(kind)
    if not isinstance(document, Mapping):
        raise ConfigurationError(Problem(place, "must be a table"))
    names = [item.name for item in fields(kind)]
    problems = Problems()
    problems.keys(document, names, lambda _: place)
    values: dict[str, Any] = dict(before or {})
    hints = get_type_hints(kind)
    for name in names:
        if name not in document:
            continue
        with problems.collected():
            values[name] = _value(document[name], hints[name], f"{place}.{name}", strict=strict)
    problems.refuse(ConfigurationError)
    return kind(**values)


def _from_file(path: Path) -> Settings:
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(
            Problem(
                str(path),
                worded("cannot be read: {strerror}", strerror=error.strerror),
                "check --config",
            )
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            Problem(str(path), worded("is not TOML: {error}", error=error))
        ) from error
    problems = Problems()
    problems.keys(document, _TOP, lambda _: str(path))
    values: dict[str, Any] = {}
    for key, written in document.items():
        if key in _TOP:
            with problems.collected():
                values[key] = _entry(key, _without_misplaced(key, written, path, problems), path)
    problems.refuse(ConfigurationError)
    return Settings(**values, origin=path, placed=True)


def _without_misplaced(section: str, written: Any, path: Path, problems: Problems) -> Any:
    """A section without keys of the file itself: TOML gives it whatever is below its name."""
    if not isinstance(written, dict):
        return written
    for key in filter(written.__contains__, _ABOVE):
        where = worded("write it above the first [section]")
        problems.add(f"{path}: {section}.{key}", worded("does not belong in a section"), where)
    return {key: value for key, value in written.items() if key not in _ABOVE}


def _entry(key: str, written: Any, path: Path) -> Any:
    """One top-level key of the file; paths count from the file's folder."""
    place = f"{path}: {key}"
    if key in ("data", "semantic"):
        return path.parent / _value(written, str, place)
    if key == "rules":
        return tuple(path.parent / folder for folder in _value(written, list[str], place))
    if key == "use":
        return use_from(written, Use(), place)
    if key == "serve":
        return _value(written, dict[str, Any], place)
    return typed(SECTIONS[key], written, place)


def _over(settings: Settings, variables: Mapping[str, str]) -> Settings:
    """The environment over the file: WIRECHECK_DATA, _RULES, _USE_SITE, _CHECK_WORKERS ..."""
    if value := variables.get("WIRECHECK_DATA"):
        settings = replace(settings, data=Path(value), placed=True)
    if value := variables.get("WIRECHECK_SEMANTIC"):
        settings = replace(settings, semantic=Path(value))
    if value := variables.get("WIRECHECK_RULES"):
        folders = tuple(Path(part) for part in value.split(os.pathsep) if part)
        settings = replace(settings, rules=folders)
    use = _prefixed(variables, "WIRECHECK_USE_")
    if use:
        document: dict[str, Any] = dict(use)
        if "territories" in use:
            document["territories"] = [t for t in use["territories"].split(",") if t.strip()]
        with _in_variables("use"):
            settings = replace(settings, use=use_from(document, settings.use, "use"))
    for name, kind in SECTIONS.items():
        given = _prefixed(variables, f"WIRECHECK_{name.upper()}_")
        if given:
            before = {f.name: getattr(getattr(settings, name), f.name) for f in fields(kind)}
            with _in_variables(name):
                section = typed(kind, given, name, strict=False, before=before)
            settings = replace(settings, **{name: section})
    return replace(settings, serve={**settings.serve, **_prefixed(variables, "WIRECHECK_SERVE_")})


@contextmanager
def _in_variables(section: str) -> Iterator[None]:
    """Names the variable in every problem: `use.at` is WIRECHECK_USE_AT."""
    try:
        yield
    except ConfigurationError as error:
        named = (replace(one, place=_variable(one.place, section)) for one in error.problems)
        raise type(error)(*named) from error


def _variable(place: str, section: str) -> str:
    """The variable that a key of a section is read from; the section's own is `WIRECHECK_USE_*`."""
    key = place.removeprefix(section).removeprefix(".")
    return f"WIRECHECK_{section}_{key or '*'}".upper()


def variable_names() -> tuple[str, ...]:
    """Returns the environment variables that the command reads.

    Those of `[serve]` begin with WIRECHECK_SERVE_ and are known to the service.
    """
    named = [f"{name}_{item.name}" for name, kind in SECTIONS.items() for item in fields(kind)]
    named += [f"use_{key}" for key in USE_KEYS]
    names = ("CONFIG", "DATA", "PURE", "RULES", "SEMANTIC", "TRACEBACK", *map(str.upper, named))
    return tuple(f"WIRECHECK_{name}" for name in names)


def _prefixed(variables: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in variables.items()
        if name.startswith(prefix)
    }


def _value(value: Any, kind: Any, place: str, *, strict: bool = True) -> Any:
    import msgspec  # when there is something to read: `--help` reads nothing

    if isinstance(value, str) and get_origin(kind) is tuple:  # a variable: names with commas
        value = [part.strip() for part in value.split(",") if part.strip()]
    try:
        converted = msgspec.convert(value, kind, strict=strict)
    except msgspec.ValidationError as error:
        what = worded("must be {wanted}", wanted=_wanted(kind))
        hint = worded("it is {value}", value=repr(value))
        raise ConfigurationError(Problem(place, what, hint)) from error
    if isinstance(converted, (int, float)) and converted < 0:
        raise ConfigurationError(
            Problem(place, worded("must not be negative; it is {value}", value=repr(value)))
        )
    return converted


def _wanted(kind: Any) -> Message:
    """What a setting has to be, in words."""
    words = {
        int: worded("a whole number"),
        float: worded("a number"),
        bool: worded("true or false"),
        str: worded("text in quotes"),
    }
    if kind in words:
        return words[kind]
    allowed = [one for part in get_args(kind) for one in get_args(part) if isinstance(one, str)]
    if allowed:
        return worded("a list of these: {allowed}", allowed=", ".join(allowed))
    return worded("a table") if get_origin(kind) is dict else worded("a list of texts")
