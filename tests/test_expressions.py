"""Patterns that are kept for the next process find what those find that are compiled."""

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from checker import expressions
from checker import prepared as kept
from checker.expressions import Expressions, loading

BODIES = [
    (r"(?P<mark>[A-Z]{2,4})[\s,.:|-]{0,3}(?P<day>\d{1,2})", 0),
    (r"straße|ΣΊΣΥΦΟΣ|\bnicht\s(?:f(?:ü|ue)r|in)\b", re.IGNORECASE),
    (r"(?<!\w)(a+)(?(1)b|c)(?=\u3000|$)", re.IGNORECASE | re.MULTILINE),
    (r"[一-龥々]+(?!\w)|(?i:x)", 0),
    ("", 0),
]
TEXTS = ["AFP, 12 apa 3", "STRASSE Straße Σίσυφος nicht FUER", "aab\u3000\nAB", "四一五 X", ""]


@pytest.fixture(autouse=True)
def _beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_beside", lambda: tmp_path)
    monkeypatch.setattr(kept, "_in_cache", lambda: None)
    monkeypatch.setattr(expressions, "_at_the_end", lambda _: None)


def family() -> Expressions:
    """A family as the next process has it: what one had made is written."""
    made = Expressions("some")
    for body, flags in BODIES:
        made(body, flags)
    made._write()
    return Expressions("some")


def test_kept_patterns_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = family()
    monkeypatch.setattr(expressions, "_taken_apart", None)  # nothing is compiled again
    for body, flags in BODIES:
        pattern, as_ever = patterns(body, flags), re.compile(body, flags)
        assert pattern == as_ever
        assert (pattern.pattern, pattern.flags) == (as_ever.pattern, as_ever.flags)
        assert (pattern.groups, dict(pattern.groupindex)) == (
            as_ever.groups,
            dict(as_ever.groupindex),
        )
        for text in TEXTS:
            ours, theirs = pattern.finditer(text), as_ever.finditer(text)
            assert [(hit.span(), hit.groupdict(), hit.lastgroup) for hit in ours] == [
                (hit.span(), hit.groupdict(), hit.lastgroup) for hit in theirs
            ]


def test_a_pattern_is_made_once_in_a_process() -> None:
    patterns = family()
    assert patterns("a|b") is patterns("a|b")
    assert patterns("a|b") is not patterns("a|b", re.IGNORECASE)


def test_what_is_no_regular_expression_is_refused_each_time() -> None:
    patterns = Expressions("wrong")
    for _ in range(2):
        with pytest.raises(re.error):
            patterns("(")


def test_another_version_of_the_code_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    family()
    monkeypatch.setattr(expressions, "_magic", lambda: b"another")
    assert Expressions("some")._read() == {}


def test_code_that_is_not_accepted_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    made = expressions._taken_apart("a+b", 0)
    assert made is not None
    code = zlib.decompress(made.code)
    for other in (zlib.compress(code[:-4]), zlib.compress(code[:-1]), code):
        broken = expressions._Compiled(made.digest, made.flags, other, 0, {})
        monkeypatch.setattr(Expressions, "_read", lambda _, one=broken: {one.digest: one})
        assert Expressions("some")("a+b").findall("aab ab") == ["aab", "ab"]


def test_where_python_compiles_otherwise_patterns_are_compiled_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("re._compiler._code", lambda *_: None)  # which is no code
        assert expressions._taken_apart("a+", 0) is None
    monkeypatch.setattr(expressions, "_taken_apart", lambda *_: None)
    patterns = Expressions("some")
    assert patterns("a+b").findall("aab") == ["aab"]
    assert patterns._fresh == {}


def test_new_patterns_are_added_to_those_that_another_process_kept() -> None:
    family()
    one, other = Expressions("some"), Expressions("some")
    one("one")
    other("other")
    one._write()
    other._write()
    asked = [("one", 0), ("other", 0), *BODIES]
    assert Expressions("some")._read().keys() == {
        expressions._digest(body, int(flags)) for body, flags in asked
    }


@pytest.mark.parametrize("count", [expressions._SOME - 1, expressions._SOME])
def test_some_new_patterns_are_written_at_once(count: int) -> None:
    patterns = Expressions("many")
    for number in range(count):
        patterns(f"word{number}")
    assert len(Expressions("many")._read()) == (count if count >= expressions._SOME else 0)
    patterns._write()
    assert len(Expressions("many")._read()) == count


PROCESS = """
import multiprocessing, sys
from checker.expressions import Expressions, loading

def made(body):
    Expressions("ended")(body)

if __name__ == "__main__":
    made("of the process")
    if sys.argv[1:]:
        started = multiprocessing.get_context("forkserver").Process
        worker = started(target=made, args=("of a worker",))
        worker.start()
        worker.join()
    print(len(Expressions("ended")._read()))
"""


def test_what_is_new_is_written_when_a_process_ends(tmp_path: Path) -> None:
    script = tmp_path / "process.py"
    script.write_text(PROCESS, "utf-8")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "kept")}

    def run(*arguments: str) -> str:
        command = [sys.executable, str(script), *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert run() == "0"
    assert run("with a worker") == "2"


MODULE = """
import re
from checker import expressions
from checker.expressions import loading

compiled = []
known = expressions._taken_apart
expressions._taken_apart = lambda *given: compiled.append(given) or known(*given)
with loading("some"):
    patterns = [re.compile(body, flags) for body, flags in BODIES]
for (body, flags), pattern in zip(BODIES, patterns, strict=True):
    again = re._compiler.compile(body, flags)
    assert (pattern.flags, pattern.groupindex) == (again.flags, again.groupindex)
    for text in TEXTS:
        assert [hit.span() for hit in pattern.finditer(text)] == [
            hit.span() for hit in again.finditer(text)
        ]
print(len(compiled))
"""


def loaded(folder: Path, bodies: list[tuple[str, int]]) -> int:
    """How many patterns a process compiles and keeps whose modules have these."""
    script = folder / "process.py"
    given = [(body, int(flags)) for body, flags in bodies]
    script.write_text(f"BODIES = {given!a}\nTEXTS = {TEXTS!a}\n{MODULE}", "utf-8")
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "kept")}
    command = [sys.executable, str(script)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_patterns_of_modules_are_ready_in_the_next_process(tmp_path: Path) -> None:
    bodies = [*BODIES[:-1], ("[\ud800-\udfff]+|x", 0)]
    assert loaded(tmp_path, bodies) == len(bodies)
    assert loaded(tmp_path, bodies) == 0
    assert loaded(tmp_path, [*bodies, ("new", 0)]) == 1
    assert loaded(tmp_path, [*bodies, ("new", 0)]) == 0


def test_where_python_keeps_no_latest_patterns_modules_compile_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expressions, "_latest", lambda: None)
    monkeypatch.setattr(expressions, "keep", None)  # nothing is kept
    with loading("none"):
        assert re.compile("none of (this)").groups == 1


@pytest.mark.parametrize("table", [None, {}, []])
def test_a_table_of_another_kind_is_left_alone(
    table: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = re.compile("")
    monkeypatch.setattr(re, "compile", lambda _: known)
    monkeypatch.setattr(re, "_cache", table, raising=False)
    assert expressions._latest() is None


def test_the_latest_patterns_of_modules_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_LATEST", 3)
    written: list[list[expressions._Written]] = []
    monkeypatch.setattr(expressions, "keep", lambda _, ones, **__: written.append(ones))
    with loading("four"):
        for number in range(4):
            re.compile(f"latest {number}")
    assert [len(ones) for ones in written] == [3]
