"""Units are joined to the same tokens by the compiled core and by the reference."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.matching import compiled_joining
from checker.matching.joining import DATE, FIGURE, NAME, OTHER, Joined, Read, joined
from checker.text.units import units_of
from tests.cores import library_of_now


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_joining, "compiled", lambda: library_of_now().functions)


SIGNS = """Anna Meyer the harbour two May Monday second 3 4.5 17 2025 40 9-7/8 6 10,000 １２ 三
4th 9’000 ２.５ 3万 ½
十五 年 月 日 号 二〇二五 王小明 北京 会议 一
カタカナ ー サービス きょう www.a.de/b . , - – / : " “ 」 %"""
BLANKS = (" ", " ", " ", " ", ". ", "\n", "\t", "  ")
PIECES = st.lists(st.sampled_from((*SIGNS.split(), *BLANKS)), max_size=60)


def same(read: Read) -> Joined:
    """The tokens of the reference, which the compiled core has as well."""
    expected, found = joined(read), compiled_joining.compiled_joined(read)
    assert found is not None
    for name in Joined._fields:
        one, other = getattr(found, name), getattr(expected, name)
        assert one.tolist() == other.tolist(), name
        assert one.dtype == other.dtype, name
    return expected


@given(PIECES, st.data(), st.booleans())
def test_tokens_are_the_same(pieces: list[str], data: st.DataObject, capitals_name: bool) -> None:
    text = "harbour" + "".join(pieces)
    units = units_of(text)
    count = len(units)
    flags = st.lists(st.booleans(), min_size=count, max_size=count)
    spans = st.lists(st.tuples(st.integers(0, count), st.integers(0, count)), max_size=4)
    names = [slice(*sorted(pair)) for pair in data.draw(spans) if pair[0] != pair[1]]
    links = [slice(*sorted(pair)) for pair in data.draw(spans)]
    same(Read(text, units, np.array(data.draw(flags), bool), capitals_name, names, links))


def tokens(text: str, *capitals: int) -> list[tuple[str, int]]:
    """The tokens of a text with what each is; these units begin with capitals."""
    units = units_of(text)
    flags = np.zeros(len(units), bool)
    flags[list(capitals)] = True
    made = same(Read(text, units, flags, True, (), ()))
    starts = made.starts.tolist()
    spelled = [text[units.starts[first] : units.ends[last - 1]] for first, last in pairwise(starts)]
    return list(zip(spelled, made.kinds.tolist(), strict=True))


def test_figures_dates_and_names_are_what_they_are() -> None:
    assert tokens("It rose 4.5 percent on 6 May, said Osby", 9) == [
        ("It", OTHER),
        ("rose", OTHER),
        ("4.5", FIGURE),
        ("percent", OTHER),
        ("on", OTHER),
        ("6", DATE),
        ("May", DATE),
        ("said", OTHER),
        ("Osby", NAME),
    ]


@pytest.mark.parametrize(("before", "kind"), [("said", NAME), ("said:", OTHER), ('said "', OTHER)])
def test_what_opens_a_sentence_or_a_quotation_is_no_name(before: str, kind: int) -> None:
    assert tokens(f"He {before} Osby", 2)[-1] == ("Osby", kind)


@pytest.mark.parametrize(("figure", "kind"), [("2025", DATE), ("20251", FIGURE)])
def test_a_day_or_a_year_has_four_digits_at_most(figure: str, kind: int) -> None:
    assert tokens(f"in {figure} 日 the port")[1] == (figure, kind)


def test_units_outside_of_a_text_are_refused() -> None:
    units = units_of("one two three")
    flags = np.zeros(3, bool)
    for read in (
        Read("one two", units, flags, True, (), ()),
        Read("one two three", units, flags, True, [slice(1, 4)], ()),
        Read("one two three", units, flags, True, (), [slice(2, 9)]),
    ):
        with pytest.raises(ValueError, match="outside"):
            compiled_joining.compiled_joined(read)
