"""Which core runs, and what an installation without a compiled one says."""

from pathlib import Path

import pytest

from checker.cli.doctor import _core
from checker.matching.compiled_core import CompiledCore
from checker.matching.core import PlainCore, core
from checker.native import compiling
from checker.native.compiling import LIBRARY, Uncompiled, build, compilers, digest
from checker.native.library import Absent, Library, library, load
from tests.cores import compiled


@pytest.fixture(autouse=True)
def _decided_anew() -> None:
    library.cache_clear()
    core.cache_clear()


def built(target: Path, *flags: str) -> Path:
    if not any(compilers()):
        pytest.skip("no C compiler is here")
    build(target, flags=flags)
    return target


def test_a_library_is_built_of_the_c_files_and_loaded(tmp_path: Path) -> None:
    found = load(built(tmp_path / LIBRARY))
    assert isinstance(found, Library)
    assert list(tmp_path.iterdir()) == [tmp_path / LIBRARY]


def test_a_library_of_other_c_files_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "digest", lambda: "0123456789abcdef")
    found = load(built(tmp_path / LIBRARY))
    assert isinstance(found, Absent)
    assert "other C files" in found.why
    assert "checker.native.compiling" in found.hint
    assert digest() != "0123456789abcdef"


@pytest.mark.parametrize("content", [b"", b"not a library", b"\x7fELF" + b"\0" * 200])
def test_a_file_that_is_no_library_is_not_used(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LIBRARY).write_bytes(content)
    found = load(tmp_path / LIBRARY)
    assert isinstance(found, Absent)
    assert "cannot be loaded" in found.why


def test_without_a_library_the_python_code_runs_and_the_doctor_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIRECHECK_PURE", raising=False)
    monkeypatch.setattr("checker.native.library.FOLDER", tmp_path)
    assert isinstance(core(), PlainCore)
    found = _core()
    assert (found.state, found.name) == ("note", "core")
    assert "not compiled" in found.what
    assert "C compiler" in found.hint


def test_with_a_library_the_compiled_core_runs_and_the_doctor_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIRECHECK_PURE", raising=False)
    built(tmp_path / LIBRARY)
    monkeypatch.setattr("checker.native.library.FOLDER", tmp_path)
    assert isinstance(core(), CompiledCore)
    assert (_core().state, _core().hint) == ("ok", "")
    assert str(tmp_path / LIBRARY) in _core().what


@pytest.mark.parametrize(("value", "pure"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_variable_asks_for_the_python_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, pure: bool
) -> None:
    built(tmp_path / LIBRARY)
    monkeypatch.setattr("checker.native.library.FOLDER", tmp_path)
    monkeypatch.setenv("WIRECHECK_PURE", value)
    assert isinstance(core(), PlainCore if pure else CompiledCore)
    assert _core().state == "ok"
    assert ("WIRECHECK_PURE" in _core().what) == pure


def test_each_compiler_is_tried_and_what_they_answered_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "compilers", lambda: iter([["false"], ["/no/such/compiler"]]))
    with pytest.raises(Uncompiled, match=r"false: ended with 1; /no/such/compiler: .*No such file"):
        build(tmp_path / LIBRARY)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(compiling, "compilers", lambda: iter([]))
    with pytest.raises(Uncompiled, match="no C compiler is here"):
        build(tmp_path / LIBRARY)


def test_the_compiler_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "ccache gcc -m64")
    assert next(compilers()) == ["ccache", "gcc", "-m64"]


def test_a_core_that_fails_is_passed_over_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled()  # or skips
    monkeypatch.setenv("CC", "false")
    assert build(tmp_path / LIBRARY) != ["false"]
