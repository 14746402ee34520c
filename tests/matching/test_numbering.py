"""The years and numbers of events of a text are those of its tokens, looked at one by one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.matching import numbering
from checker.matching.numbering import numbering_of, plain_numbering
from checker.matching.places import DATE, FIGURE
from checker.matching.tokens import tokenized
from checker.text.recurring import edition, ordinals, year
from checker.text.units import units_of
from tests.cores import library_of_now

PARTS = st.sampled_from(
    [
        *(
            "第15届",
            "第 十五 届电影节",
            "第十五",
            "제 3회",
            "3회",
            "２０１９年",
            "二〇一九年",
            "15",
        ),
        *(
            "XIV",
            "XIVth",
            "Xavier",
            "CC",
            "the 15th festival",
            "15. Marathon",
            "15-й форум",
            "1987",
        ),
        *(
            "third edition",
            "Dritte Konferenz",
            "الدورة الثالثة",
            "तीसरा सम्मेलन",
            "५वां सम्मेलन",
            "٢٠١٩",
        ),
        *(
            "in 2019/20",
            "year",
            "March 4",
            "5月",
            "festival",
            "congress",
            "İkinci",
            "ΤΡΊΤΟΣ",
            "𝟗th",
        ),
        *("Osby", "东京", "第", " ", "\n", ".", ", ", "’", "-"),
    ]
)
TEXTS = st.one_of(
    st.lists(PARTS, max_size=14).map(" ".join), st.lists(PARTS, max_size=9).map("".join), st.text()
)


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "compiled", lambda: library_of_now().functions)


@given(TEXTS)
@example("")
@example("第")
@example("1")
def test_no_token_is_left_out(text: str) -> None:
    whole = tokenized(text, units_of(text))
    found = whole.numbering
    starts, kinds = whole.tokens.starts, whole.tokens.kinds.tolist()
    years: list[int | None] = [None] * len(kinds)
    editions = years[:]
    for at, kind in enumerate(kinds):
        span = whole.starts[starts[at]], whole.ends[starts[at + 1] - 1]
        years[at] = year(text, *span) if kind in (FIGURE, DATE) else None
        editions[at] = edition(text, *span) if kind != DATE else None
    for start in range(len(kinds) + 1):
        for end in (start + 1, start + 4, len(kinds)):
            told = [one for one in years[start:end] if one is not None]
            numbers = [one for one in editions[start:end] if one is not None]
            assert (found.years(start, end), found.editions(start, end)) == (told, numbers)
            flags = {int(one) for one in found.flags[start:end]}
            assert found.may_give(start, end) == sum(
                flag for flag in (1, 2) if any(one & flag for one in flags)
            )
    assert found.all_years() == {one for one in years if one is not None}


@given(TEXTS)
@example("第")
@example("𝟗th 𝟗 ９th")
def test_flags_are_those_of_the_reference(text: str) -> None:
    whole = tokenized(text, units_of(text))
    found = numbering_of(text, whole.units, whole.tokens)
    expected = plain_numbering(text, whole.units, whole.tokens)
    for name in ("starts", "ends", "flags"):
        one, other = getattr(found, name), getattr(expected, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


def test_tokens_outside_of_their_text_are_refused() -> None:
    whole = tokenized("The XIV congress", units_of("The XIV congress"))
    with pytest.raises(ValueError, match="outside"):
        numbering_of("The", whole.units, whole.tokens)


def test_a_text_has_both_kinds() -> None:
    text = "The XIV congress met in 2019 after the third festival; its 5 guests came in May."
    whole = tokenized(text, units_of(text))
    found = numbering_of(text, whole.units, whole.tokens)
    assert found.all_years() == {2019}
    assert found.editions(0, len(whole.tokens.kinds)) == [14, 3]
    assert not found.flags[6:8].any()


def test_no_ordinal_is_a_word_of_a_script_that_is_not_looked_at() -> None:
    assert all(word[0] < "\u2e80" for word in ordinals())
