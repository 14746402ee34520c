"""What `--help` shows: options in groups, examples, and one whole sentence in lists."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from typer.core import TyperCommand

__all__ = ["EXAMPLES", "HelpedCommand", "examples_of", "first_sentence"]

_PYTHON_TYPE = re.compile(r" <[^<>]*>$")

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
    """The examples of a command, as they are put at the end of its help."""
    lines = EXAMPLES.get(command, ())
    if not lines:
        return None
    title = "Example:" if len(lines) == 1 else "Examples:"
    return "\n".join(["\b", title, *(f"  {line}" for line in lines)])


def first_sentence(text: str) -> str:
    """The first sentence of a docstring, in one line."""
    first = text.strip().partition("\n\n")[0]
    return " ".join(first.split()).partition(". ")[0].rstrip(".") + "."


class HelpedCommand(TyperCommand):
    """A command whose help groups options under their titles and shows no types of Python.

    typer gives no other way to change its help than a class of its own.
    """

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes arguments and options, each group under its title."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            name, words = record
            if parameter.param_type_name == "argument":
                groups.setdefault("Arguments", []).append((_PYTHON_TYPE.sub("", name), words))
            else:
                title = getattr(parameter, "rich_help_panel", None) or "Options"
                groups.setdefault(title, []).append((name, words))
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)
