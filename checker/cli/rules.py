"""`wirecheck rules`: for people who write marking rules."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import USAGE, tell
from checker.cli.options import Data, Json, settings_of

__all__ = ["COMMANDS"]

Agency = Annotated[str | None, typer.Option(help="Only this agency: its id, name or an alias.")]


def list_(
    context: typer.Context, agency: Agency = None, json: Json = False, data: Data = None
) -> None:
    """List agencies, and with --agency all rules that find it, the shared ones too."""
    from checker.engine import default_rules
    from checker.running.named import agency_named

    found = default_rules(extra=settings_of(context, data).rules)
    rows: list[tuple[str, ...]]
    if agency is None:
        rows = [
            (a.id, a.name, a.country, ", ".join(a.languages), a.business)
            for a in sorted(found.agencies.values(), key=lambda a: a.id)
        ]
        columns: tuple[str, ...] = ("id", "name", "country", "languages", "business")
    else:
        named = agency_named(found, agency, "--agency")
        rows = [
            (r.id, r.kind, r.confidence, r.status, ", ".join(r.languages))
            for r in sorted(found.instances(), key=lambda r: r.id)
            if r.agency == named
        ]
        columns = ("id", "kind", "confidence", "status", "languages")
    if json:
        for row in rows:
            console.write_json(dict(zip(columns, row, strict=True)))
        return
    console.table(columns, rows)
    console.say(f"rule set {found.digest}")


def lint(
    context: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(help="House rules; the configured ones.", show_default=False),
    ] = None,
    data: Data = None,
) -> None:
    """Check rule files: every problem of every file at once, examples run through the engine."""
    from checker.engine import lint as check_rules
    from checker.errors import RuleError

    extra = tuple(folders or settings_of(context, data).rules)
    found = check_rules(extra)
    refused = [p for p in found if getattr(p, "level", "error") == "error"]
    for problem in found:
        console.say(str(problem))
    if refused:
        tell(RuleError(f"{len(refused)} problems"))
        raise typer.Exit(USAGE)
    console.say("no problems")


def accept(context: typer.Context, data: Data = None) -> None:
    """Put the configured folders in force as they are, with whatever they no longer define.

    Until then rules that vanish or break leave the set in force that was accepted last. A folder
    that is not there is refused: mount it, or take it out of `rules`.
    """
    from datetime import UTC, datetime

    from checker.house_rules import accept as accepted
    from checker.store import Store

    settings = settings_of(context, data)
    with Store.open(settings.data, create=False):
        done = accepted(settings.data, settings.rules, datetime.now(UTC))
    for sign, words in (("+", done.added), ("-", done.gone)):
        for what in words:
            console.say(f"{sign} {what}")
    console.say(f"accepted: {done.files} files of house rules, rule set {done.rules.digest}")


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A draft.")],
    rule: Annotated[
        str | None, typer.Option("--rule", help="Why this one did or did not fire.")
    ] = None,
    as_type: Annotated[str | None, typer.Option("--as", metavar="TYPE")] = None,
    data: Data = None,
) -> None:
    """Say why a draft is marked: rules, and the sum of signs and weights around each name."""
    from checker.engine import default_rules
    from checker.engine import explain as explained
    from checker.formats import read_draft
    from checker.running.named import rule_named

    rules = default_rules(extra=settings_of(context, data).rules)
    if rule is not None:
        rule_named(rules, rule, "--rule")
    draft = read_draft(file.read_bytes(), name=str(file), as_type=as_type)
    for line in explained(rules, draft, rule):
        console.say(str(line))


def profile(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Drafts to measure on.")],
    limit: Annotated[int, typer.Option(help="The slowest so many.", min=1)] = 30,
    data: Data = None,
) -> None:
    """Tell which rules cost most, in milliseconds over all drafts of a folder."""
    from checker.engine import default_rules
    from checker.engine import profile as measured

    rules = default_rules(extra=settings_of(context, data).rules)
    rows: Any = measured(rules, _drafts(folder))
    console.table(
        ("ms", "rule", "woken", "found"),
        [(f"{r.seconds * 1000:.2f}", r.rule, r.woken, r.found) for r in list(rows)[:limit]],
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "lint": lint,
    "accept": accept,
    "explain": explain,
    "profile": profile,
}


def _drafts(folder: Path) -> Any:
    from checker.audit.plan import Planned, plan
    from checker.models import Use
    from checker.running.documents import Readable, read_documents

    for entry in plan([folder]):
        if isinstance(entry, Planned):
            path = Path(entry.path)
            for found in read_documents(
                path.read_bytes(), name=path.name, use=Use(), base=path.parent
            ):
                if isinstance(found, Readable):
                    yield found.draft
