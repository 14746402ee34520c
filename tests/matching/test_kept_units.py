"""The units of a draft are kept for the steps of a check, so no step may change them."""

from pathlib import Path

import pytest

from checker.text.units import Units, units_of
from tests.matching.newsroom import one_source, story

QUOTED = '"We shall open on 3 May 2024", said Ana Reis of the Porto Press Service.'


@pytest.mark.parametrize(
    "more", [QUOTED, "中国2024年第3次会议在北京举行。习近平出席会议。", "الوَلَدُ في البيت"]
)
def test_a_search_leaves_the_units_of_the_draft_as_they_are(tmp_path: Path, more: str) -> None:
    text = f"{story(1, 6)}\n\n{more}\n\n{story(2, 3)}"
    before = {name: getattr(units_of(text), name).copy() for name in Units.__slots__}
    result = one_source(tmp_path, f"{story(1, 9)}\n\n{more}", text)
    assert result.matches
    kept = units_of(text)
    assert all((getattr(kept, name) == held).all() for name, held in before.items())
