"""`wirecheck doctor`: what this installation is like, what is missing, and what to do about it."""

import os
import re
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import typer

from checker.cli import console
from checker.cli.faults import CLEAR, TO_DO
from checker.cli.options import Data, Json, settings_of
from checker.cli.upkeep import absolute
from checker.errors import Problem, WirecheckError
from checker.extras import to_install
from checker.private import seen_by_others
from checker.strict import nearest
from checker.values import dataclass
from checker.wording import listed, worded

if TYPE_CHECKING:
    from checker.newsroom import Newsroom
    from checker.settings import Settings

__all__ = ["doctor"]

State = Literal["ok", "note", "problem"]

_PACKAGE = "wirecheck"
_EXTRAS: Mapping[str, str] = MappingProxyType(
    {
        "client": worded("programs that call the service with `checker.client`"),
        "docs": worded("building the documentation as a site"),
        "documents": worded("reading PDF files"),
        "evidence": worded("evidence packages of audits: PDF and signatures"),
        "spark": worded("audits on a Spark cluster"),
        "parquet": worded("archives in Parquet files"),
        "semantic": worded("retold stories without figures, by a sentence model"),
    }
)
_SHOWN = 5  # owners in one line
_SCRATCH_BYTES = 1_000_000_000  # below that, the next load or backup may not fit


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; `hint` says what to do, if anything."""

    name: str
    state: State
    what: str
    hint: str = ""


def doctor(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Examine the installation, the configuration and the newsroom, and report what to do.

    Exits with 1 when there is a problem. Nothing is changed.
    """
    found = list(_everything(context, data))
    ill = any(one.state == "problem" for one in found)
    if json:
        console.write_json({"ok": not ill, "found": [asdict(one) for one in found]})
    else:
        for one in found:
            console.say(
                worded("{state:<8} {one}: {what}", state=one.state, one=one.name, what=one.what)
            )
            if one.hint:
                console.say(worded("         -> {hint}", hint=one.hint))
    raise typer.Exit(TO_DO if ill else CLEAR)


def _everything(context: typer.Context, data: Path | None) -> Iterator[Found]:
    yield from _program()
    yield from _variables(os.environ)
    try:
        settings = settings_of(context, data)
    except WirecheckError as error:
        yield from _refused("configuration", error)
        return
    yield _configuration(settings)
    yield from _directory(absolute(settings.data))
    yield from _newsroom(settings)


def _program() -> Iterator[Found]:
    from checker.versions import package_version

    python = ".".join(map(str, sys.version_info[:3]))
    yield Found(
        "program",
        "ok",
        worded(
            "Wirecheck {version}, Python {python} ({folder})",
            version=package_version(),
            python=python,
            folder=sys.prefix,
        ),
    )
    yield _core()
    for extra, missing in _extras():
        purpose = worded(" ({use})", use=_EXTRAS[extra]) if extra in _EXTRAS else ""
        if missing:
            what = worded(
                "the extra {extra}{purpose} is not installed: {list} missing",
                extra=repr(extra),
                purpose=purpose,
                list=", ".join(missing),
            )
            yield Found(
                "extra",
                "note",
                what,
                worded("if you need it: {command}", command=to_install(extra)),
            )
        else:
            yield Found(
                "extra",
                "ok",
                worded(
                    "the extra {extra}{purpose} is installed", extra=repr(extra), purpose=purpose
                ),
            )


def _core() -> Found:
    """Which code aligns texts: the compiled one, or the same in Python, which takes longer."""
    from checker.native.library import Absent, library

    found = library()
    if isinstance(found, Absent):
        state: State = "ok" if found.asked_for else "note"
        what = worded(
            "texts are aligned by the Python code, not the compiled core: {why}", why=found.why
        )
        return Found("core", state, what, found.hint)
    return Found(
        "core", "ok", worded("texts are aligned by the compiled core ({path})", path=found.path)
    )


def _extras() -> Iterator[tuple[str, list[str]]]:
    """The extras of the package, each with the packages of it that are not installed."""
    from importlib import metadata

    try:
        described = metadata.metadata(_PACKAGE)
    except metadata.PackageNotFoundError:
        return
    required = metadata.requires(_PACKAGE) or []
    for extra in described.get_all("Provides-Extra") or []:
        asked = re.compile(rf"extra\s*==\s*['\"]{re.escape(extra)}['\"]")
        names = (re.match(r"[\w.-]+", line) for line in required if asked.search(line))
        wanted = [name.group() for name in names if name is not None]
        yield extra, [name for name in wanted if not _installed(name)]


def _installed(package: str) -> bool:
    from importlib import metadata

    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _variables(environment: Mapping[str, str]) -> Iterator[Found]:
    """The variables that are read, and those that look as if they should be."""
    from checker.settings import variable_names

    names = sorted(name for name in environment if name.startswith("WIRECHECK_"))
    known = variable_names()
    read = [name for name in names if name in known or name.startswith("WIRECHECK_SERVE_")]
    if read:
        yield Found(
            "environment", "ok", worded("{list} set; they override the file", list=", ".join(read))
        )
    for name in names:
        if name not in read:
            near = nearest(name, known, cutoff=0.8)
            hint = (
                worded("did you mean {near}?", near=near)
                if near
                else worded("docs/cli.md lists the names; plug-ins have names of their own")
            )
            yield Found(
                "environment", "note", worded("{name} is not read by this command", name=name), hint
            )


def _configuration(settings: "Settings") -> Found:
    if settings.origin is not None:
        return Found("configuration", "ok", str(absolute(settings.origin)))
    what = worded(
        "no wirecheck.toml in {folder} or above it: the built-in values apply", folder=Path.cwd()
    )
    return Found("configuration", "note", what, worded("docs/cli.md lists the keys"))


def _directory(data: Path) -> Iterator[Found]:
    if not data.exists():
        hint = "create it with wirecheck sources add FILE or wirecheck agreements add FILE"
        yield Found(
            worded("data directory"), "note", worded("{data} does not exist yet", data=data), hint
        )
        return
    try:
        exposed = seen_by_others(data)
    except OSError as error:
        what = worded("{data} cannot be read: {strerror}", data=data, strerror=error.strerror)
        yield Found(
            worded("data directory"),
            "problem",
            what,
            worded("run this as the user whose directory it is"),
        )
        return
    if not os.access(data, os.W_OK):
        what = worded(
            "{data} is read-only: checks are not kept, and nothing can be added", data=data
        )
        yield Found(
            worded("data directory"), "problem", what, worded("chown or chmod {data}", data=data)
        )
    else:
        yield Found(worded("data directory"), "ok", str(data))
    if exposed is not None:
        yield _of("permissions", exposed)
    free = shutil.disk_usage(data).free
    if free < _SCRATCH_BYTES:
        what = worded("only {n} MB are free on the disk of {data}", n=free // 1000000, data=data)
        yield Found(
            "disk", "problem", what, worded("free some disk space before the next load or backup")
        )


def _newsroom(settings: "Settings") -> Iterator[Found]:
    """What a newsroom holds; it is opened to be read only."""
    if not settings.data.exists():
        return
    from checker.newsroom import Newsroom

    try:
        with Newsroom.open(settings.data, rules=settings.rules, readonly=True) as newsroom:
            yield from _holdings(newsroom)
    except WirecheckError as error:
        yield from _refused("newsroom", error)


def _holdings(newsroom: "Newsroom") -> Iterator[Found]:
    agencies = console.count(len(newsroom.rules.agencies), "agency", "agencies")
    version = newsroom.rules.digest.removeprefix("sha256:")[:12]
    yield Found(
        "rules", "ok", worded("version {version}, {agencies}", version=version, agencies=agencies)
    )
    for problem in newsroom.rule_problems:
        yield _of("rules", problem)
    yield from _sources(newsroom)
    yield from _agreements(newsroom)
    yield from _index(newsroom)
    yield from _keys(newsroom)


def _sources(newsroom: "Newsroom") -> Iterator[Found]:
    from checker.report.use_words import when

    held = newsroom.index_version()
    if held["items"]:
        items = console.count(held["items"], "item")
        yield Found(
            "sources",
            "ok",
            worded("{items}, the newest received {time}", items=items, time=when(held["newest"])),
        )
    else:
        what = worded("there are none, so a check that compares with sources is not finished")
        hint = 'wirecheck sources add FILE, or look = ["markings"] in [check] of wirecheck.toml'
        yield Found("sources", "problem", what, hint)


def _agreements(newsroom: "Newsroom") -> Iterator[Found]:
    now = newsroom.clock()
    agreements = newsroom.in_force().agreements
    ended = [a.id for a in agreements if a.valid.end is not None and a.valid.end <= now]
    if len(ended) == len(agreements):
        what = worded("none is in force ({n} ended)", n=len(ended))
        yield Found("agreements", "note", what, "wirecheck agreements add FILE")
        return
    yield Found("agreements", "ok", worded("{n} in force", n=len(agreements) - len(ended)))
    yield from _without_items(newsroom, {a.owner for a in agreements if a.id not in ended})
    if ended:
        what = worded(
            "ended: {list}{more}",
            list=", ".join(ended[:5]),
            more=" …" if len(ended) > 5 else "",
        )
        yield Found(
            "agreements", "note", what, worded("renew them, or wirecheck agreements remove ID")
        )


def _without_items(newsroom: "Newsroom", owners: Collection[str]) -> Iterator[Found]:
    """Owners whose text nothing is compared with, though there is a contract with them."""
    held = set(newsroom.store.sources.owners())
    names = newsroom.owner_names()
    missing = sorted(next(iter(names.get(one, ())), one) for one in owners if one not in held)
    if held and missing:
        what = worded(
            "there is no item of {owners}: text copied from there without a marking is not found",
            owners=listed(missing[:_SHOWN]),
        )
        yield Found("sources", "note", what, worded("wirecheck sources add FILE"))


def _index(newsroom: "Newsroom") -> Iterator[Found]:
    try:
        newsroom.index.sync()
        stats = newsroom.index.stats()
    except WirecheckError as error:
        yield from _refused("index", error)
        return
    for name in ("fault", "not_mended", "not_merged"):
        if stats[name]:
            yield Found("index", "problem", str(stats[name]), "wirecheck index rebuild")
    if stats["behind"]:
        behind = console.count(stats["behind"], "change")
        yield Found(
            "index",
            "note",
            worded("{behind} of the database not indexed yet", behind=behind),
            "try again",
        )
    texts = console.count(stats["items"], "text")
    yield Found(
        "index", "ok", worded("{texts}; wirecheck index verify reads every byte of it", texts=texts)
    )


def _keys(newsroom: "Newsroom") -> Iterator[Found]:
    now = newsroom.clock()
    valid = [key for key in newsroom.store.keys.all() if key.in_force(now)]
    if not valid:
        what = worded("none: only this computer can use the service")
        yield Found("keys", "note", what, "wirecheck keys add LABEL --scope admin")
        return
    admin = any("admin" in key.scopes for key in valid)
    yield Found(
        "keys",
        "ok",
        worded("{n} valid", n=len(valid))
        if admin
        else worded("{n} valid, none with the scope admin", n=len(valid)),
    )


def _refused(name: str, error: WirecheckError) -> Iterator[Found]:
    for problem in error.problems:
        yield _of(name, problem)


def _of(name: str, problem: Problem) -> Found:
    place = f"{problem.place} " if problem.place else ""
    return Found(name, "problem", f"{place}{problem.what}", problem.hint)
