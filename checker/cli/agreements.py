"""`wirecheck agreements`: agreements added, listed, shown, checked, exported, explained."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import console
from checker.cli.faults import USAGE, tell, warn
from checker.cli.newsrooms import opened, opened_or_empty
from checker.cli.options import (
    At,
    Channel,
    Data,
    FirstPublished,
    Json,
    Publisher,
    Purpose,
    Site,
    Territory,
    settings_of,
    text_of,
    use_of,
)
from checker.errors import ConfigurationError, Problem, WirecheckError
from checker.wording import worded

if TYPE_CHECKING:
    from checker.licensing import Agreement

__all__ = ["COMMANDS"]

# What `state_of` returns, in the words of a list.
STATES: Mapping[str, str] = {
    "in force": worded("in force"),
    "ended": "ended",
    "begins later": worded("not yet in force"),
    "offer": worded("an offer"),
}
_SUFFIXES = (".yaml", ".yml", ".json", ".jsonld")

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Files in YAML, JSON or ODRL, or folders of them."),
]
Id = Annotated[str, typer.Argument(metavar="ID", help="The agreement's id.")]


def add(context: typer.Context, files: Files, data: Data = None) -> None:
    """Add agreements if every file is valid; an agreement with the same id is replaced."""
    from checker.report.agreement_words import state_of
    from checker.running.named import owner_meant

    read = _read(files)
    with opened(context, data) as newsroom:
        for place, text, _agreement in read:
            agreement = newsroom.add_agreement(text, place)
            state = state_of(agreement, newsroom.clock())
            console.say(
                worded(
                    "{state}: {agreement} ({reach})",
                    state=STATES[state],
                    agreement=agreement.id,
                    reach=_reach(agreement),
                )
            )
            if state == "ended":
                warn(
                    worded(
                        "{place}: {agreement} has ended: it no longer licenses anything",
                        place=place,
                        agreement=agreement.id,
                    )
                )
            if hint := owner_meant(newsroom, agreement.owner):
                owner = worded(
                    "no agency and no source has the owner {owner}", owner=repr(agreement.owner)
                )
                warn(
                    worded(
                        "{place}: {agreement}: {owner}: {hint}",
                        place=place,
                        agreement=agreement.id,
                        owner=owner,
                        hint=hint,
                    )
                )


def list_(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """List the agreements, including those that have ended."""
    from checker.report.agreement_words import state_of

    with opened(context, data, create=False) as newsroom:
        agreements = newsroom.in_force().agreements
        now = newsroom.clock()
    if json:
        for agreement in agreements:
            console.write_json(dict(agreement.document))
        return
    rows = [
        (
            a.id,
            a.owner,
            a.kind,
            a.contract.ref,
            _end(a),
            ", ".join(a.channels.allow),
            STATES[state_of(a, now)],
        )
        for a in agreements
    ]
    columns = ("id", "owner", "kind", "contract", "until", "channels", "state")
    console.table(columns, rows, empty="no agreements yet: wirecheck agreements add FILE")


def show(context: typer.Context, agreement: Id, json: Json = False, data: Data = None) -> None:
    """Show one agreement as it was written."""
    with opened(context, data, create=False) as newsroom:
        document = dict(newsroom.store.agreements.get(agreement).document)
    if json:
        console.write_json(document)
    else:
        _write(document)


def remove(
    context: typer.Context,
    agreements: Annotated[list[str], typer.Argument(metavar="ID", help="The agreements' ids.")],
    data: Data = None,
) -> None:
    """Deactivate agreements; past verdicts still name them."""
    with opened(context, data, create=False) as newsroom:
        for agreement in agreements:
            newsroom.store.agreements.remove(agreement, at=newsroom.clock())
            console.say(worded("removed {agreement}", agreement=agreement))


def lint(files: Files) -> None:
    """Check agreement files without adding them: every problem with its line, and warnings."""
    from datetime import UTC, datetime

    from checker.licensing import lint_agreements, written_at

    read = _read(files)
    texts = {agreement.id: (text, place) for place, text, agreement in read}

    def written(agreement: "Agreement", path: tuple[str, ...]) -> str:
        return f"{written_at(*texts[agreement.id], path)}: {agreement.id}"

    now = datetime.now(UTC)
    for _, _, agreement in read:
        console.say(worded("{agreement}: {reach}", agreement=agreement.id, reach=_reach(agreement)))
    for problem in lint_agreements([agreement for _, _, agreement in read], now, written):
        console.say(worded("warning: {problem}", problem=problem))


def export(
    context: typer.Context,
    agreements: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID", show_default=False, help="The agreements' ids; by default, all."
        ),
    ] = None,
    odrl: Annotated[
        bool,
        typer.Option("--odrl", help="Write ODRL 2.2 JSON-LD with the IPTC RightsML profile."),
    ] = False,
    data: Data = None,
) -> None:
    """Write agreements to stdout, one JSON object per line."""
    with opened(context, data, create=False) as newsroom:
        found = {agreement.id: agreement for agreement in newsroom.in_force().agreements}
        for name in agreements or ():
            newsroom.store.agreements.get(name)  # an unknown id ends it before anything is written
    for name in agreements or sorted(found):
        console.write_json(_odrl(found[name]) if odrl else dict(found[name].document))


def explain(
    context: typer.Context,
    check: Annotated[
        str, typer.Argument(metavar="CHECK", help="The id of a check, or the file of a draft.")
    ],
    json: Json = False,
    publisher: Publisher = None,
    site: Site = None,
    channel: Channel = None,
    territory: Territory = None,
    at: At = None,
    first_published: FirstPublished = None,
    purpose: Purpose = None,
    data: Data = None,
) -> None:
    """Explain step by step how a verdict was reached; for a draft file you can name the use."""
    from checker.cli.explaining import explain_check

    settings = settings_of(context, data)
    use = use_of(
        settings,
        publisher=publisher,
        site=site,
        channel=channel,
        territories=territory,
        at=at,
        first_published=first_published,
        purpose=purpose,
    )
    with opened_or_empty(context, data) as newsroom:
        explained = explain_check(newsroom, check, use, settings.check.max_letters)
    if json:
        console.write_json(explained.document())
        return
    for line in explained.lines():
        console.say(line)


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_,
    "show": show,
    "remove": remove,
    "lint": lint,
    "export": export,
    "explain": explain,
}


def _read(files: list[Path]) -> list[tuple[str, str, "Agreement"]]:
    """All files' agreements; every file is read before any problem is reported."""
    from checker.licensing import load_agreement

    read: list[tuple[str, str, Agreement]] = []
    problems: list[Problem] = []
    for path in _expanded(files, problems):
        try:
            text = text_of(path)
            read.append((str(path), text, load_agreement(text, str(path))))
        except WirecheckError as error:
            problems += error.problems
        except OSError as error:
            problems.append(
                Problem(str(path), worded("cannot be read: {strerror}", strerror=error.strerror))
            )
    seen: dict[str, str] = {}
    for place, _text, agreement in read:
        if agreement.id in seen:
            what = worded(
                "has the same id {agreement} as {file}",
                agreement=agreement.id,
                file=seen[agreement.id],
            )
            problems.append(Problem(place, what, "ids must differ"))
        seen[agreement.id] = place
    if problems:
        tell(ConfigurationError(*problems))
        raise typer.Exit(USAGE)
    return read


def _expanded(files: list[Path], problems: list[Problem]) -> list[Path]:
    """Expands folders, with what lies deeper in them, to the agreement files in them."""
    found: list[Path] = []
    for path in files:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [one for one in path.rglob("*") if one.suffix.lower() in _SUFFIXES]
        inside = [one for one in inside if not _is_hidden(one.relative_to(path)) and one.is_file()]
        if not inside:
            hint = worded("agreements are files that end in {list}", list=", ".join(_SUFFIXES))
            problems.append(Problem(str(path), worded("contains no agreement"), hint))
        found += sorted(inside)
    return found


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _reach(agreement: "Agreement") -> str:
    channels = ", ".join(agreement.channels.allow) or worded("no channel")
    territories = ", ".join(agreement.territories.allow) or worded("no territory")
    return worded(
        "{kind} of {owner}; {channels}; {territories}; end: {end}",
        kind=agreement.kind,
        owner=agreement.owner,
        channels=channels,
        territories=territories,
        end=_end(agreement),
    )


def _end(agreement: "Agreement") -> str:
    from checker.report.agreement_words import last_day

    return worded("no end date") if agreement.valid.end is None else last_day(agreement)


def _odrl(agreement: "Agreement") -> dict[str, Any]:
    from checker.licensing import odrl_document

    return odrl_document(agreement)


def _write(document: dict[str, Any]) -> None:
    import yaml

    console.say(yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100).rstrip())
