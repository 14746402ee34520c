"""`wirecheck keys`: keys of the API; shown once, stored hashed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated

import typer

from checker.cli import console
from checker.cli.newsrooms import opened, opened_or_empty
from checker.cli.options import Data, Json
from checker.cli.serve import service
from checker.errors import ConfigurationError, Conflict, Problem
from checker.strict import hint
from checker.wording import worded

__all__ = ["COMMANDS"]

_FIRST = worded("the first key must include admin: after that, every caller needs a key")


def add(
    context: typer.Context,
    label: Annotated[str, typer.Argument(help="Who uses the key.", metavar="LABEL")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="What it may do: check (the default), sources, agreements, audit, admin or"
            " role:NAME; may be repeated.",
            metavar="SCOPE",
        ),
    ] = None,
    days: Annotated[
        int | None, typer.Option(help="The key expires after N days.", min=1, metavar="N")
    ] = None,
    data: Data = None,
) -> None:
    """Create an API key; it is shown only once."""
    import secrets

    from checker.store import Key

    tokens = service("tokens")
    scopes = tuple(scope or ["check"])
    for name in scopes:
        if name not in tokens.SCOPES and not tokens.is_role(name):
            meant = hint(name, (*tokens.SCOPES, "role:NAME"))
            raise ConfigurationError(
                Problem("--scope", worded("unknown scope {name}", name=repr(name)), meant)
            )
    if "admin" not in scopes:
        with opened_or_empty(context, data, quiet=True) as newsroom:
            if not newsroom.store.keys.all():
                meant = f"wirecheck keys add {label} --scope admin"
                raise Conflict(Problem("--scope", _FIRST, meant))
    token = tokens.new_token()
    with opened(context, data) as newsroom:
        now = newsroom.clock()
        key = Key(
            id=f"key_{secrets.token_hex(6)}",
            label=label,
            scopes=scopes,
            created=now,
            expires=None if days is None else now + timedelta(days=days),
            hash=tokens.token_hash(token),
        )
        newsroom.store.keys.add(key)
    console.say(worded("{key}  {list}", key=key.id, list=", ".join(scopes)))
    console.say(token)
    console.note(worded("Copy the key now: it cannot be shown again."))


def list_(context: typer.Context, json: Json = False, data: Data = None) -> None:
    """List the keys by their ids; the keys themselves are not stored."""
    with opened(context, data, create=False) as newsroom:
        found = newsroom.store.keys.all()
    if json:
        import msgspec

        for key in found:
            document = msgspec.to_builtins(key)
            console.write_json({k: v for k, v in document.items() if k != "hash"})
        return
    rows = [
        (
            k.id,
            k.label,
            ", ".join(k.scopes),
            k.created,
            k.expires,
            k.revoked_at,
            k.used_at,
        )
        for k in found
    ]
    columns = ("id", "label", "scopes", "created", "expires", "revoked", "used")
    console.table(columns, rows, empty="no keys yet: wirecheck keys add LABEL --scope admin")


def revoke(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="ID", help="The keys' ids.")],
    data: Data = None,
) -> None:
    """Revoke keys permanently."""
    with opened(context, data, create=False) as newsroom:
        for key in keys:
            newsroom.store.keys.revoke(key, at=newsroom.clock())
            console.say(worded("revoked {key}", key=key))
        now = newsroom.clock()
        if not any("admin" in k.scopes and k.in_force(now) for k in newsroom.store.keys.all()):
            console.say("no valid key has the scope admin: wirecheck keys add LABEL --scope admin")


COMMANDS: dict[str, Callable[..., None]] = {"add": add, "list": list_, "revoke": revoke}
