"""`wirecheck policy`: what the CMS does with a verdict."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.newsrooms import opened
from checker.cli.options import Data, Json

__all__ = ["COMMANDS"]


def show(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show the policy in force; the built-in one where none was set."""
    from checker.report.encode import dumps

    with opened(context, data) as newsroom:
        policy = newsroom.policy()
    if json:
        console.write_json(dict(policy.document))
        return
    for verdict, action in policy.enforcement.items():
        console.say(f"{verdict}: {action}")
    console.say(f"on_unavailable: {policy.on_unavailable}")
    for code, override in policy.overrides.items():
        roles = "anybody" if override.roles is None else ", ".join(override.roles) or "nobody"
        console.say(f"{code}: {override.action or 'as above'}, may be released by {roles}")
    console.say(f"keep_texts: {'yes' if policy.keep_texts else 'no'}")
    for key in ("quotation", "very_short_extract", "substantial", "own", "timezones", "allowlist"):
        if key in policy.document:
            console.say(f"{key}: {dumps(policy.document[key])}")
    if note := policy.document.get("note"):
        console.say(f"note: {note}")


def set_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="YAML or JSON.")],
    data: Data = None,
) -> None:
    """Put a policy in force."""
    with opened(context, data) as newsroom:
        policy = newsroom.set_policy(file.read_bytes().decode("utf-8-sig"), str(file))
        console.say(f"in force: {policy.digest}")


COMMANDS: dict[str, Callable[..., None]] = {"show": show, "set": set_}
