"""The tables in the package are those that the code beside them builds."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest

import checker.text
from checker.text.tables import main

PACKAGED = Path(checker.text.__file__).parent / "unicode"


@pytest.mark.slow
@pytest.mark.measured
@pytest.mark.skipif(
    unicodedata.unidata_version != "14.0.0", reason="the tables were built with Unicode 14"
)
def test_the_packaged_tables_are_those_that_are_built(tmp_path: Path) -> None:
    main(tmp_path / "made")
    for name in ("fold.npz", "kinds.npz"):
        with np.load(tmp_path / "made" / name) as built, np.load(PACKAGED / name) as kept:
            assert built.files == kept.files
            for array in built.files:
                assert np.array_equal(built[array], kept[array]), f"{array} of {name}"
                assert built[array].dtype == kept[array].dtype
