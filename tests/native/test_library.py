"""Which core runs, and what an installation without a compiled one says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli.doctor import _core
from checker.matching.compiled_core import CompiledCore
from checker.matching.core import PlainCore, core
from checker.native import compiling
from checker.native.compiling import LIBRARY, Uncompiled, build, compilers, digest
from checker.native.library import Absent, Library, library, load


@pytest.fixture(autouse=True)
def _decided_anew() -> Iterator[None]:
    """Which core runs is decided once a process: here by each test, and by the next file again."""
    library.cache_clear()
    core.cache_clear()
    yield
    library.cache_clear()
    core.cache_clear()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library."""
    if not any(compilers()):
        pytest.skip("no C compiler is here")
    folder = tmp_path_factory.mktemp("built")
    build(folder / LIBRARY, flags=("-O0",))
    return folder


def test_a_library_is_built_of_the_c_files_and_loaded(built: Path) -> None:
    assert isinstance(load(built / LIBRARY), Library)
    assert list(built.iterdir()) == [built / LIBRARY]


def test_a_library_of_other_c_files_is_not_used(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checker.native.library.digest", lambda: "0123456789abcdef")
    found = load(built / LIBRARY)
    assert isinstance(found, Absent)
    assert "other C files" in found.why
    assert "checker.native.compiling" in found.hint


def test_a_change_of_a_c_file_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest()
    for path in compiling.FOLDER.glob("*.[ch]"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(compiling, "FOLDER", tmp_path)
    assert digest() == before  # ends of lines are no change
    (tmp_path / "core.h").write_bytes(b"/* otherwise */" + (tmp_path / "core.h").read_bytes())
    assert digest() != before


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
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIRECHECK_PURE", raising=False)
    monkeypatch.setattr("checker.native.library.FOLDER", built)
    assert isinstance(core(), CompiledCore)
    assert (_core().state, _core().hint) == ("ok", "")
    assert str(built / LIBRARY) in _core().what


@pytest.mark.parametrize(("value", "pure"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_variable_asks_for_the_python_code(
    built: Path, monkeypatch: pytest.MonkeyPatch, value: str, pure: bool
) -> None:
    monkeypatch.setattr("checker.native.library.FOLDER", built)
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


@pytest.mark.parametrize(
    ("variables", "compiler", "machine", "asked"),
    [
        ({}, True, "x86_64", False),  # the system has a compiler
        ({}, False, "x86_64", True),
        ({}, False, "aarch64", True),
        ({}, False, "mips", False),  # ziglang has no wheel for it
        ({"WIRECHECK_PURE": "1"}, False, "x86_64", False),
        ({"WIRECHECK_PURE": "0"}, False, "x86_64", True),
        ({"PIP_NO_INDEX": "1"}, False, "x86_64", False),  # and could not be had
        ({"UV_OFFLINE": "1"}, False, "x86_64", False),
        ({"WIRECHECK_TARGET": "aarch64-linux-musl"}, True, "x86_64", True),
    ],
)
def test_ziglang_is_asked_for_only_where_it_is_needed_and_to_be_had(
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    compiler: bool,
    machine: str,
    asked: bool,
) -> None:
    for name in ("WIRECHECK_PURE", "WIRECHECK_TARGET", "PIP_NO_INDEX", "UV_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(compiling, "compilers", lambda: iter([["cc"]] if compiler else []))
    monkeypatch.setattr("checker.native.compiling.platform.machine", lambda: machine)
    monkeypatch.setattr("checker.native.compiling.sys.platform", "linux")
    assert bool(compiling.required()) == asked


def test_a_wheel_is_named_by_the_platform_that_it_is_for(tmp_path: Path) -> None:
    assert compiling.wheel_platform("aarch64-macos.11.0") == "macosx_11_0_arm64"
    assert "-" not in compiling.wheel_platform()
    with pytest.raises(Uncompiled, match="no target; there are x86_64-linux-gnu"):
        build(tmp_path / LIBRARY, target="vax")


def test_the_compiler_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", "ccache gcc -m64")
    assert next(compilers()) == ["ccache", "gcc", "-m64"]


def test_a_compiler_that_fails_is_passed_over_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not any(compilers()):
        pytest.skip("no C compiler is here")
    monkeypatch.setenv("CC", "false")
    assert build(tmp_path / LIBRARY, flags=("-O0",)) != ["false"]
