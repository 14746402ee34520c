"""`wirecheck audit`: an archive, resumable."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from checker.cli import console
from checker.cli.faults import CLEAR, INCOMPLETE, TO_DO, stoppable
from checker.cli.newsrooms import tell_rules
from checker.cli.options import (
    At,
    Channel,
    Data,
    LookFor,
    Publisher,
    Purpose,
    Site,
    Territory,
    look_for,
    settings_of,
    use_of,
)
from checker.cli.reader import asked_language
from checker.values import dataclass
from checker.wording import Message, joined, plural, worded

if TYPE_CHECKING:
    from checker.audit.run import Run
    from checker.newsroom import Newsroom

__all__ = ["audit", "run_audit"]

REASONS = 10  # why files were not read, on stderr; the summary has more


def audit(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Folders and files.")],
    out: Annotated[Path, typer.Option("--out", help="The folder for the report.", metavar="DIR")],
    engine: Annotated[
        Literal["local", "spark"], typer.Option(help="Local processes, or a Spark cluster.")
    ] = "local",
    workers: Annotated[
        int | None, typer.Option(help="Worker processes (0: one per processor).", min=0)
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(help="Time limit for each file, in seconds.", min=0.1, show_default="60"),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(help="Memory limit for each file, in megabytes.", min=0, show_default="2048"),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links that lead out of the folders.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Start over, even if DIR contains another audit.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record/--no-record", help="Store the checks for recall.")
    ] = True,
    since: Annotated[
        str | None, typer.Option(help="Only pieces published on or after this day or year.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Only pieces published up to this day or year.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(help="Report only what concerns this owner.", metavar="ID")
    ] = None,
    sample: Annotated[
        str | None, typer.Option(help="Check only this many files, or a share such as 5%.")
    ] = None,
    parquet_by: Annotated[
        Literal["year", "verdict"] | None,
        typer.Option("--parquet-by", help="Also write Parquet files into folders."),
    ] = None,
    publisher: Publisher = None,
    site: Site = None,
    channel: Channel = None,
    territory: Territory = None,
    at: At = None,
    purpose: Purpose = None,
    look: LookFor = None,
    data: Data = None,
) -> None:
    """Check an archive: folders of HTML, PDF, Word, mail, wire, WARC and ZIP files.

    If interrupted, run the same command again to continue. Exits with 0 (all clear), 1 (action
    needed) or 3 (something was not read or not finished, or there was nothing to read).
    """
    from checker.audit.run import Run
    from checker.audit.scope import scope_from
    from checker.errors import ConfigurationError, Problem
    from checker.running.check import CheckOptions
    from checker.running.opening import CheckSetup
    from checker.running.workers import WorkerLimits

    if parquet_by is not None:
        import pyarrow  # noqa: F401  # named as missing before the work, not after it
    settings = settings_of(context, data)
    for path in paths:
        if not path.exists():
            raise ConfigurationError(Problem(str(path), "there is no such path", "check the name"))
    use = use_of(
        settings,
        publisher=publisher,
        site=site,
        channel=channel,
        territories=territory,
        at=at,
        purpose=purpose,
    )
    chosen = settings.audit
    limits = WorkerLimits(
        chosen.seconds if seconds is None else seconds,
        chosen.memory_mb if memory is None else memory,
    )
    options = CheckOptions(
        record=record,
        max_letters=settings.check.max_letters,
        look=look_for(settings, look),
        language=asked_language() or "en",  # the folder is read by others, too
    )
    run = Run(
        roots=tuple(paths),
        out=out,
        setup=CheckSetup.of(settings, use, options),
        workers=chosen.workers if workers is None else workers,
        limits=limits,
        follow_links=follow_links or chosen.follow_links,
        restart=restart,
        scope=scope_from({"since": since, "until": until, "owner": owner, "sample": sample}),
        parquet_by=parquet_by,
    )
    raise typer.Exit(run_audit(run, engine))


def run_audit(run: "Run", engine: str = "local") -> int:
    """Runs an audit to its end, reports the outcome, and returns the exit code."""
    if engine == "spark":
        from checker.audit.spark import audit as audit_on
    else:
        from checker.audit.run import audit as audit_on
    seen = _Seen()
    with (
        stoppable(lambda: _stopped(seen, run)),
        run.setup.opening.open() as newsroom,
        console.progress("audited") as progress,
    ):
        tell_rules(newsroom)
        asked = _with_owner(run, newsroom)
        manifest = audit_on(asked, newsroom, seen.counting(progress))
    return _told(manifest, run.out)


@dataclass(slots=True)
class _Seen:
    """How far a run is."""

    done: int = 0
    total: int = 0

    def counting(self, progress: console.Counter) -> console.Counter:
        """`progress`, with its numbers kept."""

        def count(done: int, total: int | None = None) -> None:
            self.done, self.total = done, total or self.total
            progress(done, total)

        return count


def _stopped(seen: _Seen, run: "Run") -> Message:
    """What is done and kept of a run that was interrupted, and how it continues."""
    if not seen.total:
        return worded("Stopped: nothing was checked. Run the same command to start again.")
    return worded(
        "Stopped: {done} of {total} files are done and kept in {folder}. Run the same command, "
        "or `wirecheck audits resume ID`, to continue.",
        done=f"{seen.done:,}",
        total=f"{seen.total:,}",
        folder=str(run.out),
    )


def _with_owner(run: "Run", newsroom: "Newsroom") -> "Run":
    """The run with its owner by id.

    Raises:
        UnknownName: nothing here knows such an owner: no claim must not read as an all-clear.
    """
    from checker.running.named import owner_named

    if not run.scope.owner:
        return run
    owner = owner_named(newsroom, run.scope.owner, "--owner")
    return replace(run, scope=replace(run.scope, owner=owner))


def _tell_again(again: dict[str, int]) -> None:
    """Tells what of an earlier run of this audit did not hold any more."""
    if n := again.get("files"):
        console.note(
            plural(
                "{n} file has changed since it was checked: it was checked again",
                "{n} files have changed since they were checked: they were checked again",
                n,
            )
        )
    if n := again.get("newsroom"):
        console.note(
            plural(
                "{n} file was checked again: sources, kills, agreements, policy or rules have "
                "changed, or a date has passed",
                "{n} files were checked again: sources, kills, agreements, policy or rules have "
                "changed, or a date has passed",
                n,
            )
        )
    if n := again.get("gone"):
        console.note(
            plural(
                "{n} file no longer belongs to the audit: its results were removed",
                "{n} files no longer belong to the audit: their results were removed",
                n,
            )
        )


def _told(manifest: dict[str, Any], out: Path) -> int:
    import msgspec

    from checker.models.draft import Use
    from checker.report.code_words import code_words
    from checker.report.use_words import use_words
    from checker.report.words import VERDICT_WORDS

    summary = manifest["summary"]
    verdicts = summary["verdicts"]
    broken_off = {"unfinished": verdicts.get("unfinished", 0) + summary["not_finished"]}
    parts = [
        worded("{n} {state}", n=count, state=VERDICT_WORDS[name])
        for name, count in {**verdicts, **broken_off}.items()
        if count
    ]
    if summary["not_read"]:
        parts.append(worded("{n} {state}", n=summary["not_read"], state=code_words("not read")))
    console.say(
        plural(
            "{n} piece: {parts}",
            "{n} pieces: {parts}",
            summary["pieces"],
            parts=joined(parts) or worded("nothing checked"),
        )
    )
    console.say(
        use_words(msgspec.convert(manifest["asked"]["use"], Use), manifest.get("publishers"))
    )
    _tell_again(manifest.get("again") or {})
    unfinished = summary["not_finished"] + summary["incomplete"]
    if unfinished or summary["not_read"]:
        console.note(
            worded(
                "incomplete: {unfinished} not finished, {unread} not read",
                unfinished=unfinished,
                unread=summary["not_read"],
            )
        )
        for reason in summary["unread_reasons"][:REASONS]:
            hint = f" ({reason['hint']})" if reason["hint"] else ""
            console.note(f"- {reason['files']} x {reason['what']}{hint}")
    if summary["dates_unread"]:
        console.note(
            plural(
                "{n} piece states a date that cannot be read",
                "{n} pieces state a date that cannot be read",
                summary["dates_unread"],
            )
        )
    if summary["out_of_range"]:
        console.note(
            plural(
                "{n} piece from other dates was left out",
                "{n} pieces from other dates were left out",
                summary["out_of_range"],
            )
        )
    if "sampled_from" in manifest:
        console.note(
            worded(
                "a sample: {taken} of {all} files",
                taken=manifest["files"],
                all=manifest["sampled_from"],
            )
        )
    if "new" in summary:
        console.say(
            plural(
                "{n} claim is new since the last audit",
                "{n} claims are new since the last audit",
                summary["new"],
            )
        )
    if summary["left_out"]:
        console.note(worded("{n} left out, see manifest.json", n=summary["left_out"]))
    console.unknown_keys(summary["unknown_keys"])
    console.say(str(out / "report.html"))
    if unfinished or summary["not_read"] or not summary["pieces"]:  # of nothing, nothing is known
        return INCOMPLETE
    return TO_DO if summary["to_do"] else CLEAR
