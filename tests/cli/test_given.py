"""Options that are read without typer's validators: the same values, the same refusals."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from checker.cli.help import HelpedCommand

READ: list[tuple[list[str], str]] = [
    ([], "() None 'plain' None 3 None [] True"),
    (["a.txt", "b.txt"], "2 files"),
    (["--page", "p.html"], "PosixPath('p.html')"),
    (["--page", "p.html", "--name", "é \udcff"], "'é \\udcff'"),
    (["--tag", "a", "--tag", "b"], "['a', 'b']"),
    (["--count", "7"], " 7 "),
    (["--there", "nowhere.txt"], "does not exist"),
    (["--limit", "1.5"], "1.5"),
    (["--no-record"], "False"),
    (["--choice", "left"], "'left'"),
]


def command(
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    page: Annotated[Path | None, typer.Option()] = None,
    name: Annotated[str, typer.Option()] = "plain",
    there: Annotated[Path | None, typer.Option(exists=True)] = None,
    count: Annotated[int, typer.Option(min=1)] = 3,
    limit: Annotated[float | None, typer.Option()] = None,
    tag: Annotated[list[str] | None, typer.Option()] = None,
    choice: Annotated[str, typer.Option()] = "right",
    record: Annotated[bool, typer.Option()] = True,
) -> None:
    typer.echo(
        f"{files or ()} {page!r} {name!r} {there!r} {count} {limit} {tag or []} {record} {choice!r}"
    )
    typer.echo(f"{len(files or ())} files of {[type(one).__name__ for one in files or ()]}")


def answered(cls: type[TyperCommand], arguments: list[str]) -> tuple[int, str]:
    app: Any = typer.Typer(add_completion=False, rich_markup_mode=None)
    made: Callable[..., Any] = app.command(cls=cls)
    made(command)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.mark.parametrize(("arguments", "said"), READ, ids=[" ".join(row[0]) for row in READ])
def test_what_is_given_is_read_as_typer_reads_it(arguments: list[str], said: str) -> None:
    plain, of_typer = answered(HelpedCommand, arguments), answered(TyperCommand, arguments)
    assert plain == of_typer
    if arguments:
        assert said in plain[1]


def test_a_folder_and_a_file_that_cannot_be_read_are_what_typer_says(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path, tmp_path / "dangling"):
        arguments = ["--page", str(path), str(path)]
        assert answered(HelpedCommand, arguments) == answered(TyperCommand, arguments)
