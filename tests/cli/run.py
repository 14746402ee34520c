"""Running the command in this process, as a shell would see it."""

import json
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from checker.cli.app import run as run_app


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def documents(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Command:
    """`wirecheck` in a folder of its own, with a data directory there."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *arguments: str, stdin: bytes | None = None) -> Ran:
        if stdin is not None:
            self.patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), "utf-8"))
        self.capture.readouterr()
        given = [str(argument) for argument in arguments]
        self.patch.setattr(sys, "argv", ["wirecheck", *given])
        try:
            run_app(given)
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        out, err = self.capture.readouterr()
        return Ran(code, out, err)

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return str(path)
