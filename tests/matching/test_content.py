"""What a part of a text is about, and which of it stands in the rest as well."""

from hypothesis import given
from hypothesis import strategies as st

from checker.matching.tokens import tokenized
from checker.text.units import units_of

UNITS = ["harbour", "tunnel", "Brenner", "港", "湾", "隧", "道", "of", "1984"]
WORDS = st.lists(st.sampled_from(UNITS), max_size=40)


@given(WORDS, st.data())
def test_what_stands_around_a_part_is_what_both_sides_of_it_hold(
    words: list[str], data: st.DataObject
) -> None:
    text = tokenized(" ".join(words), units_of(" ".join(words)))
    size = len(text.units)
    start, end = sorted(data.draw(st.integers(0, size)) for _ in range(2))
    within = text.content.within(start, end)
    outside = text.content.within(0, start) | text.content.within(end, size)
    assert text.content.around(within, start, end) == within & outside
