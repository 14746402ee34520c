"""`wirecheck audits`: the runs that the newsroom knows, whoever started them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli import console
from checker.cli.audit import run_audit
from checker.cli.faults import CLEAR, TO_DO, warn
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json, settings_of
from checker.cli.reader import reader
from checker.wording import plural, worded, worded_as

__all__ = ["COMMANDS", "in_full"]

WORDS = ("export", "verify", "settle")  # that read as well after `audit`
GROUPS = ("audit", "audits")

Name = Annotated[str, typer.Argument(metavar="ID", help="The id, as `audits list` shows it.")]


def list_(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """List audits, the newest first: running, interrupted, cancelled or finished."""
    from checker.audit.control import seen

    with opened(context, data, create=False) as newsroom:
        found = [seen(audit) for audit in newsroom.store.audits.page()]
    if json:
        import msgspec

        for audit in found:
            console.write_json(msgspec.to_builtins(audit))
        return
    rows = [(a.id, a.status, a.started, a.finished, a.folder) for a in found]
    columns = ("id", "status", "started", "finished", "folder")
    console.table(columns, rows, empty="no audits yet: wirecheck audit PATH --out DIR")


def resume(context: typer.Context, audit: Name, data: Data = None) -> None:
    """Resume an audit that was interrupted or cancelled; its exit codes are those of `audit`."""
    from checker.audit.control import resumed

    settings = settings_of(context, data)
    with opened(context, data, create=False) as newsroom:
        run = resumed(newsroom.store, audit, settings)
    raise typer.Exit(run_audit(run))


def cancel(context: typer.Context, audit: Name, data: Data = None) -> None:
    """Cancel an audit that is running or interrupted; its findings are kept."""
    from checker.audit.control import cancel

    with opened(context, data, create=False) as newsroom:
        console.say(
            worded("{status} {audit}", status=cancel(newsroom.store, audit).status, audit=audit)
        )


def in_full(arguments: list[str]) -> list[str]:
    """Returns the arguments with `audit export` as `audits export`, unless it is a folder."""
    for at, (word, following) in enumerate(pairwise(arguments)):
        if word == "audit" and following in WORDS and not Path(following).exists():
            return [*arguments[:at], "audits", *arguments[at + 1 :]]
        if word in GROUPS:
            break
    return arguments


Which = Annotated[
    str,
    typer.Option(
        "--audit", help="The audit's id or folder; by default, the newest.", metavar="ID|DIR"
    ),
]


def export(
    context: typer.Context,
    owner: Annotated[str, typer.Option("--owner", help="The owner of the claims.", metavar="ID")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The package to write; by default OWNER-evidence.zip."),
    ] = None,
    audit: Which = "",
    key: Annotated[
        Path | None, typer.Option("--key", help="Sign with this Ed25519 private key (PEM).")
    ] = None,
    font: Annotated[
        list[Path] | None, typer.Option("--font", help="A font for the PDF (repeatable).")
    ] = None,
    data: Data = None,
) -> None:
    """Export the evidence for one owner as one ZIP: texts, passages, hashes, and a PDF.

    Exits with 0, or with 2 if the audit has no claim of that owner.
    """
    from checker.audit.evidence.making import audit_folder, make

    with opened(context, data, create=False) as newsroom:
        folder = audit_folder(newsroom, audit)
        target = out or Path(f"{owner}-evidence.zip")
        manifest = make(
            newsroom, folder, owner, target, key=key, fonts=font or (), language=reader()
        )
    changed = [p["id"] for p in manifest["pieces"] if not p["unchanged_since_audit"]]
    console.say(
        worded(
            "{pieces}, {sources}: {target}",
            pieces=console.count(len(manifest["pieces"]), "piece"),
            sources=console.count(len(manifest["sources"]), "source"),
            target=target,
        )
    )
    for name in changed[:20]:
        warn(worded("{name} was changed or removed since the audit", name=name))


def verify(
    package: Annotated[Path, typer.Argument(metavar="FILE", help="A package of evidence.")],
    key: Annotated[
        Path | None, typer.Option("--key", help="The public key that must have signed it (PEM).")
    ] = None,
) -> None:
    """Verify an evidence package: every file against the manifest, and the signature.

    Exits with 0 if everything matches the manifest, otherwise with 1.
    """
    from checker.audit.evidence.verify import verified

    found = verified(package, key)
    for fault in found.faults:
        console.say(worded("WRONG  {fault}", fault=fault))
    signer = (
        worded("signed by the key {signer}", signer=found.signer)
        if found.signer
        else worded("not signed")
    )
    state = (
        plural("{n} fault", "{n} faults", len(found.faults))
        if found.faults
        else worded("everything agrees with the manifest")
    )
    console.say(
        plural(
            "{n} file of audit {audit}: {state}; {signer}",
            "{n} files of audit {audit}: {state}; {signer}",
            found.files,
            audit=found.manifest["audit"],
            state=state,
            signer=signer,
        )
    )
    raise typer.Exit(TO_DO if found.faults else CLEAR)


def settle(
    context: typer.Context,
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[KEY...]", help="Keys of claims.csv.")
    ] = None,
    state: Annotated[
        Literal["open", "settled", "disputed"], typer.Option(help="The new state of the claims.")
    ] = "settled",
    owner: Annotated[
        str | None, typer.Option("--owner", help="All claims of this owner.", metavar="ID")
    ] = None,
    note: Annotated[str, typer.Option(help="The reason, such as an invoice or a letter.")] = "",
    by: Annotated[str, typer.Option(help="Who decided it.")] = "",
    audit: Which = "",
    data: Data = None,
) -> None:
    """Settle, dispute or reopen claims; every later audit shows their state.

    The report of a finished audit shows the new state after the same `audit` command has run
    again.
    """
    from checker.audit.evidence.making import audit_folder, claims_of
    from checker.errors import ConfigurationError, Problem
    from checker.models.vocabulary import owner_id

    with opened(context, data, create=False) as newsroom:
        rows = claims_of(audit_folder(newsroom, audit))
        known = {row["key"] for row in rows if row["verdict"] != "clear"}
        wanted = set(keys or ())
        if unknown := sorted(wanted - known):
            what = worded("no claim has the key {key}", key=repr(unknown[0]))
            raise ConfigurationError(Problem("key", what, "the keys are in claims.csv"))
        if owner is not None:
            wanted |= {
                row["key"]
                for row in rows
                if row["owner"] == owner_id(owner) and row["key"] in known
            }
        if not wanted:
            what = (
                worded("no claim is named")
                if owner is None
                else worded("no claim of {owner}", owner=repr(owner))
            )
            raise ConfigurationError(Problem("key", what, "name keys of claims.csv, or --owner"))
        now = newsroom.clock()
        count = newsroom.store.settlements.set(sorted(wanted), state, note=note, by=by, at=now)
    console.say(
        plural("{n} claim is {state}", "{n} claims are {state}", count, state=worded_as(state))
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "resume": resume,
    "cancel": cancel,
    "export": export,
    "verify": verify,
    "settle": settle,
}
