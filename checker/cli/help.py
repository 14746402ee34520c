"""What `--help` shows: options in groups, examples, and one whole sentence in lists."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from inspect import cleandoc
from types import MappingProxyType
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

from checker.cli.given import read_plainly
from checker.cli.reader import in_words
from checker.wording import worded

__all__ = ["EXAMPLES", "HelpedCommand", "PlainGroup", "examples_of", "first_sentence", "paragraphs"]

_USAGE_ERROR: Any = BadParameter.__base__  # the base of what typer refuses; it exports no other
_TYPE = re.compile(r" <([^<>]*)>$")
_ADDED = re.compile(r"([\[; ])(default: |required)(?=[^\[\]]*\]$)")
_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "str": "TEXT",
        "path": "PATH",
        "int": "N",
        "int range": "N",
        "float": "N",
        "float range": "N",
        "list[str]": "TEXT",
        "list[Path]": "PATH",
    }
)

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "check": (
            "wirecheck check story.txt",
            "wirecheck check story.html --channel web --territory FR --territory DE",
            "wirecheck check --format sarif drafts/*.md > licences.sarif",
            "wirecheck check --jsonl batch.jsonl --out results.jsonl",
        ),
        "fix": (
            "wirecheck fix story.html",
            "wirecheck fix story.html --in-place",
            "wirecheck fix story.txt --output corrected.txt",
        ),
        "matrix": ("wirecheck matrix story.txt --channel web --channel print --territory FR",),
        "recall": ("wirecheck recall urn:example:ferry",),
        "expiring": ("wirecheck expiring --days 14",),
        "replay": ("wirecheck replay chk_1967149c446a42d78c3453420810cafd story.txt",),
        "audit": (
            "wirecheck audit archive/ --out report/",
            "wirecheck audit archive/ --out report/ --channel web --territory FR",
        ),
        "serve": ("wirecheck serve", "wirecheck serve --host 0.0.0.0 --port 8321 --workers 4"),
        "demo": ("wirecheck demo", "wirecheck demo --serve", "wirecheck demo --keep demo/"),
        "backup": ("wirecheck backup /backups/2026-11-29",),
        "restore": ("wirecheck restore /backups/2026-11-29 --replace",),
        "config": ("wirecheck config", "wirecheck config --json"),
        "doctor": ("wirecheck doctor", "wirecheck doctor --json"),
        "sources add": (
            "wirecheck sources add wire/",
            "wirecheck sources add feed.jsonl --owner northlight",
            "wirecheck sources add --watch /var/spool/wire",
        ),
        "sources list": ("wirecheck sources list --owner northlight --limit 20",),
        "sources show": ("wirecheck sources show urn:example:ferry",),
        "sources remove": ("wirecheck sources remove urn:example:ferry",),
        "sources kill": ('wirecheck sources kill urn:example:ferry --reason "wrong name"',),
        "sources release": ("wirecheck sources release urn:example:ferry",),
        "agreements add": ("wirecheck agreements add contracts/",),
        "agreements list": ("wirecheck agreements list",),
        "agreements show": ("wirecheck agreements show lic:northlight:web",),
        "agreements remove": ("wirecheck agreements remove lic:northlight:web",),
        "agreements lint": ("wirecheck agreements lint contracts/",),
        "agreements export": ("wirecheck agreements export --odrl",),
        "agreements explain": (
            "wirecheck agreements explain story.txt --channel web --territory FR",
            "wirecheck agreements explain chk_1967149c446a42d78c3453420810cafd --json",
        ),
        "policy show": ("wirecheck policy show",),
        "policy set": ("wirecheck policy set policy.yaml",),
        "audits list": ("wirecheck audits list",),
        "audits resume": ("wirecheck audits resume ID",),
        "audits cancel": ("wirecheck audits cancel ID",),
        "audits export": (
            "wirecheck audits export --owner northlight --out northlight.zip",
            "wirecheck audits export --owner northlight --audit report/ --key counsel.pem",
        ),
        "audits verify": ("wirecheck audits verify northlight.zip",),
        "audits settle": (
            'wirecheck audits settle --owner northlight --note "invoice 2026-117"',
            "wirecheck audits settle KEY --state disputed",
        ),
        "rules list": ("wirecheck rules list", "wirecheck rules list --agency afp"),
        "rules lint": ("wirecheck rules lint house-rules/",),
        "rules accept": ("wirecheck rules accept",),
        "rules explain": ("wirecheck rules explain story.txt --rule afp-dateline",),
        "rules profile": ("wirecheck rules profile drafts/ --limit 10",),
        "rules try": ("wirecheck rules try house-rules/harbour.toml drafts/",),
        "rules calibration": ("wirecheck rules calibration",),
        "index stats": ("wirecheck index stats",),
        "index rebuild": ("wirecheck index rebuild",),
        "index verify": ("wirecheck index verify --all",),
        "keys add": ("wirecheck keys add cms --scope check --days 365",),
        "keys list": ("wirecheck keys list",),
        "keys revoke": ("wirecheck keys revoke key_0123456789ab",),
    }
)


def examples_of(command: str) -> str | None:
    """Returns the examples of a command, one per line; None if it has none."""
    return "\n".join(EXAMPLES.get(command, ())) or None


def paragraphs(docstring: str) -> tuple[str, ...]:
    """Returns the paragraphs of a command's docstring, each in one line."""
    parts = cleandoc(docstring).split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def first_sentence(text: str) -> str:
    """Returns the first sentence of a docstring, in one line."""
    first = text.strip().partition("\n\n")[0]
    return " ".join(first.split()).partition(". ")[0].rstrip(".") + "."


# What typer adds to the help of a command by itself, in words of its own.
_TYPERS = (
    worded("Show this message and exit."),
    worded("Install completion for the current shell."),
    worded("Show completion for the current shell, to copy it or customize the installation."),
)
_EXTRAS = {"default: ": worded("default: "), "required": worded("required")}


def _value(found: re.Match[str]) -> str:
    """The placeholder of an option's value: an everyday word for a type, or the words to choose."""
    return f" {_WORDS.get(found[1], found[1])}"


class PlainGroup(TyperGroup):
    """A group of commands that reads its own options plainly."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments before the command."""
        read_plainly(self.get_params(ctx))
        with _refusing(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds the command; an unknown one is refused with the product's own message."""
        with _refusing(ctx):
            return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help in the reader's language, each command with one sentence."""
        _write(self, ctx, formatter)
        rows = [(name, in_words(one.short_help or "")) for name, one in self.commands.items()]
        with formatter.section(in_words(worded("Commands"))):
            formatter.write_dl(rows)


class HelpedCommand(TyperCommand):
    """A command whose help groups options under their titles and shows no Python types.

    A subclass is the only way to change typer's help.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Reads the arguments; what is invalid is refused with the product's own message."""
        read_plainly(self.get_params(ctx))
        with _refusing(ctx):
            return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help in the reader's language, with examples at its end."""
        _write(self, ctx, formatter)
        lines = (self.epilog or "").splitlines()
        if lines:
            title = worded("Example:") if len(lines) == 1 else worded("Examples:")
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text("\n".join(["\b", in_words(title), *(f"  {x}" for x in lines)]))


@contextmanager
def _refusing(ctx: Any) -> Iterator[None]:
    try:
        yield
    except _USAGE_ERROR as error:
        from checker.cli.refusing import refuse  # a check that is asked for rightly needs none

        refuse(error, ctx)
        raise


def _write(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    """Writes usage, what the command does, and its parameters, each group under its title."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, f"{in_words(worded('Usage:'))} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text("\n\n".join(map(in_words, paragraphs(command.help or ""))))
    groups: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(ctx):
        record = _record(parameter, ctx)
        if record is None:
            continue
        name, words = record
        if parameter.param_type_name == "argument":
            groups.setdefault(worded("Arguments"), []).append((_TYPE.sub("", name), words))
        else:
            title = getattr(parameter, "rich_help_panel", None) or worded("Options")
            groups.setdefault(title, []).append((_TYPE.sub(_value, name), words))
    for title, records in groups.items():
        with formatter.section(in_words(title)):
            formatter.write_dl(records)


def _record(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """The name and the help of a parameter in the reader's language; None for a hidden one."""
    shown = copy(parameter)
    # Only what typer itself adds, such as the default, is left to be worded afterwards.
    shown.help = in_words(" ".join((parameter.help or "").split()))
    record: tuple[str, str] | None = shown.get_help_record(ctx)
    if record is None:
        return None
    return record[0], _ADDED.sub(
        lambda found: f"{found[1]}{in_words(_EXTRAS[found[2]])}", record[1]
    )
