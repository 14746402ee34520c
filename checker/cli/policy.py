"""`wirecheck policy`: what the CMS does with a verdict."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.newsrooms import opened, opened_or_empty
from checker.cli.options import Data, Json, text_of
from checker.wording import worded

__all__ = ["COMMANDS"]


def show(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """Show the active policy, or the built-in one if none was set."""
    from checker.report.encode import dumps

    with opened_or_empty(context, data) as newsroom:
        policy = newsroom.policy()
    if json:
        console.write_json(dict(policy.document))
        return
    for verdict, action in policy.enforcement.items():
        console.say(worded("{verdict}: {action}", verdict=verdict, action=action))
    console.say(worded("on_unavailable: {on_unavailable}", on_unavailable=policy.on_unavailable))
    for code, override in policy.overrides.items():
        console.say(
            worded(
                "{code}: {action}, {release}",
                code=code,
                action=override.action or "as above",
                release=_release(override.roles),
            )
        )
    console.say(worded("keep_texts: {value}", value="yes" if policy.keep_texts else "no"))
    console.say(worded("retold_counts: {value}", value="yes" if policy.retold_counts else "no"))
    for key in ("quotation", "very_short_extract", "substantial", "own", "timezones", "allowlist"):
        if key in policy.document:
            console.say(worded("{key}: {dumps}", key=key, dumps=dumps(policy.document[key])))
    if note := policy.document.get("note"):
        console.say(worded("note: {note}", note=note))


def set_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The policy, in YAML or JSON.")],
    data: Data = None,
) -> None:
    """Activate a policy."""
    from checker.licensing import load_policy

    text, place = text_of(file), str(file)
    load_policy(text, place)  # a policy that is refused makes no newsroom
    with opened(context, data) as newsroom:
        policy = newsroom.set_policy(text, place)
        console.say(worded("in force: {digest}", digest=policy.digest))


def _release(roles: Collection[str] | None) -> str:
    """Who may release a text in spite of a reason."""
    if roles is None:
        return worded("anyone may release it")
    return (
        worded("{list} may release it", list=", ".join(roles))
        if roles
        else worded("nobody may release it")
    )


COMMANDS: dict[str, Callable[..., None]] = {"show": show, "set": set_}
