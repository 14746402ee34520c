"""What `import checker` gives, and the example of its docstring."""

import subprocess
import sys
from pathlib import Path

import pytest

import checker
from checker import errors


def test_every_public_name_is_there_and_documented() -> None:
    for name in checker.__all__:
        assert getattr(checker, name).__doc__, name
    assert set(checker.__all__) <= set(dir(checker))


def test_every_error_is_public() -> None:
    assert set(errors.__all__) <= set(checker.__all__)
    tree = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    assert tree <= set(checker.__all__)
    assert all(name in (errors.__doc__ or "") for name in tree)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Newsrom"):
        _ = checker.Newsrom


def test_the_example_runs_as_it_is_written(tmp_path: Path) -> None:
    lines = (checker.__doc__ or "").splitlines()
    example = "\n".join(line[4:] for line in lines if line.startswith("    "))
    assert len(example.splitlines()) <= 11
    run = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("licence_required block ")
    assert "afp" in run.stdout


def test_a_text_its_bytes_and_a_draft_of_it_give_the_same_verdict(tmp_path: Path) -> None:
    text = "PARIS (AFP) - The harbour reopened on Monday."
    with checker.Newsroom.open(tmp_path / "data") as newsroom:
        answers = [
            checker.check(newsroom, document).answer.verdict
            for document in (text, text.encode(), checker.Draft(text))
        ]
    assert answers == ["licence_required"] * 3


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, checker; print([m for m in sys.modules if m.startswith('checker.')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
