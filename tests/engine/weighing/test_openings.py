"""A name and a colon open a text, below blanks at most."""

import pytest

from checker.engine.weighing.lines import Place
from checker.engine.weighing.slots import colon_signs

STORY = (
    "The harbour board said on Monday that the ferry would sail again in May after repairs. " * 2
)


class Read(str):
    """A text that counts the letters that are cut out of it."""

    __slots__ = ("cut",)

    def __getitem__(self, key: object) -> str:
        part = str.__getitem__(self, key)  # type: ignore[index]
        self.cut = getattr(self, "cut", 0) + len(part)
        return part


def signs(above: str) -> tuple[list[str], int]:
    text = Read(f"{above}\ue000: {STORY}")  # one letter stands for the name
    at = len(above)
    place = Place(len(above), len(text), "", STORY)
    found = list(colon_signs(text, place, at))
    return found, getattr(text, "cut", 0)


@pytest.mark.parametrize(("blanks", "opens"), [(0, True), (400, True), (401, False)])
def test_blanks_above_a_name_that_opens_a_text(blanks: int, opens: bool) -> None:
    found, _ = signs("\n" * blanks)
    assert found == (["opens the text before a colon"] if opens else [])


def test_a_name_far_below_reads_nothing_of_the_text_above() -> None:
    found, cut = signs("A sentence above.\n" * 10_000)
    assert found == []
    assert cut <= 400
