"""`python -m bench.core`: the compiled core beside the Python code."""

import pytest

from bench import core as bench_core
from checker.matching.core import PlainCore, core


@pytest.mark.no_cover
@pytest.mark.skipif(isinstance(core(), PlainCore), reason="the core is not compiled")
def test_each_function_of_the_core_is_timed(capsys: pytest.CaptureFixture[str]) -> None:
    bench_core.main(["--items", "40", "--drafts", "2"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*bench_core.FUNCTIONS, "align"]
    assert all(int(line.split()[1]) > 0 for line in lines)
