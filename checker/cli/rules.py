"""`wirecheck rules`: for people who write marking rules."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import USAGE, tell
from checker.cli.options import AsType, Data, Json, known_type, settings_of
from checker.wording import plural, worded

if TYPE_CHECKING:
    from checker.models.draft import Draft

__all__ = ["COMMANDS"]

_SCAN_SECONDS = 30.0

Agency = Annotated[
    str | None,
    typer.Option(
        help="Show the rules that find this agency: its id, name or an alias.", metavar="AGENCY"
    ),
]


def list_(
    context: typer.Context, agency: Agency = None, json: Json = False, data: Data = None
) -> None:
    """List the agencies; with --agency all rules that find it, shared ones included."""
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
    console.say(worded("rule set {digest}", digest=found.digest))


def lint(
    context: typer.Context,
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Folders of house rules; by default, the configured ones.",
            show_default=False,
            metavar="FOLDER",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Check rule files: report every problem, and run their examples through the engine."""
    from checker.engine import lint as check_rules
    from checker.errors import RuleError

    extra = tuple(folders or settings_of(context, data).rules)
    found = check_rules(extra)
    refused = [p for p in found if getattr(p, "level", "error") == "error"]
    for problem in found:
        console.say(str(problem))
    if refused:
        tell(RuleError(console.count(len(refused), "problem")))
        raise typer.Exit(USAGE)
    console.say("no problems")


def accept(context: typer.Context, data: Data = None) -> None:
    """Accept the configured folders of house rules as they are, including removed definitions.

    Until then, if rules are missing or broken, the last accepted set stays in force. A missing
    folder is refused: mount it, or remove it from `rules`.
    """
    from datetime import UTC, datetime

    from checker.house_rules import accept as accepted
    from checker.store import Store

    settings = settings_of(context, data)
    with Store.open(settings.data, create=False):
        done = accepted(settings.data, settings.rules, datetime.now(UTC))
    for sign, words in (("+", done.added), ("-", done.gone)):
        for what in words:
            console.say(worded("{sign} {what}", sign=sign, what=what))
    console.say(
        plural(
            "accepted: {n} file of house rules, rule set {digest}",
            "accepted: {n} files of house rules, rule set {digest}",
            done.files,
            digest=done.rules.digest,
        )
    )


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft.")],
    rule: Annotated[
        str | None,
        typer.Option("--rule", help="Explain why this rule did or did not match.", metavar="RULE"),
    ] = None,
    as_type: AsType = None,
    json: Json = False,
    data: Data = None,
) -> None:
    """Explain why a draft is marked: the rules, and the signs and weights around each name."""
    import msgspec

    from checker.engine import Engine, default_rules
    from checker.engine import explain as explained
    from checker.formats import read_draft
    from checker.running.named import rule_named

    known_type(as_type)
    rules = default_rules(extra=settings_of(context, data).rules)
    if rule is not None:
        rule_named(rules, rule, "--rule")
    draft = read_draft(file.read_bytes(), name=str(file), as_type=as_type)
    lines = explained(rules, draft, rule)
    if json:
        findings = msgspec.to_builtins(Engine(rules).scan(draft, budget=_SCAN_SECONDS).findings)
        found = [one for one in findings if rule is None or one["rule"] == rule]
        console.write_json(
            {"id": str(file), "rule": rule, "findings": found, "lines": list(map(str, lines))}
        )
        return
    for line in lines:
        console.say(line)


def profile(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of drafts.")],
    limit: Annotated[int, typer.Option(help="Show the N slowest rules.", min=1, metavar="N")] = 30,
    data: Data = None,
) -> None:
    """Measure which rules are slowest, in milliseconds over all drafts in a folder."""
    from checker.engine import default_rules
    from checker.engine import profile as measured

    rules = default_rules(extra=settings_of(context, data).rules)
    rows: Any = measured(rules, (draft for _, draft in _named_drafts([folder])))
    console.table(
        ("ms", "rule", "woken", "found"),
        [(f"{r.seconds * 1000:.2f}", r.rule, r.woken, r.found) for r in list(rows)[:limit]],
    )


def try_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A rule file, or a folder of them.")],
    texts: Annotated[list[Path], typer.Argument(metavar="TEXT", help="Files and folders.")],
    json: Json = False,
    data: Data = None,
) -> None:
    """Show what a new rule file finds and misses in texts; the file is not activated.

    The list contains claims that the file adds (new), claims that it removes (gone), and names of
    its agencies that make no claim (name), each with its place and the probability that it is a
    marking.
    """
    from dataclasses import asdict

    from checker.engine import rules_without_and_with, tried
    from checker.errors import NotFound, Problem
    from checker.report.words import clean

    for path in (file, *texts):
        if not path.exists():
            raise NotFound(Problem(str(path), "no such file or folder"))
    sets = rules_without_and_with(file, settings_of(context, data).rules)
    counts = dict.fromkeys(("new", "gone", "name"), 0)
    for change in tried(*sets, _named_drafts(texts)):
        counts[change.change] += 1
        if json:
            console.write_json(asdict(change))
            continue
        sure = change.confidence if change.probability is None else f"{change.probability:.3f}"
        what = " ".join(part for part in (change.agency, change.role, sure, change.rule) if part)
        place = f"{change.document} [{change.start}-{change.end}]"
        console.say(clean(f"{change.change}: {what}: {place} {change.text!r}"))
    if not json:
        claims = console.count(counts["new"], "new claim")
        names = console.count(counts["name"], "name")
        console.say(
            worded(
                "{claims}, {counts} gone, {names} without a claim",
                claims=claims,
                counts=counts["gone"],
                names=names,
            )
        )


def calibration(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show how often markings of each confidence were right when measured.

    The measurement counts names in labelled texts of many sites; each is judged by weights that
    were fitted on texts of other sites.
    """
    from checker.engine import default_rules
    from checker.models.vocabulary import CONFIDENCES

    weights = default_rules(extra=settings_of(context, data).rules).weights
    rows: list[tuple[str, float, float, int]] = []
    for word, low in zip(CONFIDENCES, (weights.claim, *weights.bounds), strict=True):
        names, right = weights.measured.get(word, (0, 0))
        rows.append((word, low, right / names if names else 0.0, names))
    columns = ("confidence", worded("probability from"), "right", "names")
    if json:
        for row in rows:
            console.write_json(dict(zip(columns, row, strict=True)))
        return
    shown = [(word, f"{low:.2f}", f"{right:.0%}", names) for word, low, right, names in rows]
    console.table(columns, shown)


COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "lint": lint,
    "accept": accept,
    "explain": explain,
    "profile": profile,
    "try": try_,
    "calibration": calibration,
}


def _named_drafts(paths: Sequence[Path]) -> "Iterator[tuple[str, Draft]]":
    """The drafts of files and folders, each with its file and its name there."""
    from checker.audit.plan import Planned, plan
    from checker.models.draft import Use
    from checker.running.documents import Readable, read_documents

    for entry in plan(list(paths)):
        if isinstance(entry, Planned):
            path = Path(entry.path)
            for found in read_documents(
                path.read_bytes(), name=path.name, use=Use(), base=path.parent
            ):
                if isinstance(found, Readable):
                    yield f"{path}#{found.part}" if found.part else str(path), found.draft
