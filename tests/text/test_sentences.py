"""Where a sentence begins and ends, in the scripts that newsrooms write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.sentences import STOPS, Borders, sentence_end, sentence_start


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The gate is shut.", "Nobody waits."),
        ("Ist das Tor zu?", "Niemand wartet."),
        ("门关了。", "没有人等。"),
        ("ゲートは閉まった｡", "誰も待たない｡"),
        ("बंदरगाह बंद है।", "कोई नहीं रुका।"),
        ("বন্দর বন্ধ।", "কেউ নেই।"),
        ("بندرگاہ بند ہے۔", "کوئی نہیں رکا۔"),
        ("هل أغلق الباب؟", "لا أحد ينتظر."),
        ("ወደቡ ተዘግቷል።", "ማንም አልቀረም።"),
        ("ወደቡ ተዘግቷል፧", "ማንም አልቀረም።"),
        ("Նավահանգիստը փակ է։", "Ոչ ոք չկա։"),
        ("ဆိပ်ကမ်းပိတ်သည်။", "မည်သူမျှမရှိ။"),
        ("កំពង់ផែបានបិទ។", "គ្មាននរណាទេ។"),
        ("གྲུ་ཁ་བརྒྱབ་སོང་།", "སུ་ཡང་མི་འདུག།"),
    ],
)
def test_a_sentence_ends_at_the_stop_of_its_script(first: str, second: str) -> None:
    text = f"{first} {second}"
    border = len(first)
    assert sentence_end(text, border - 2) == border
    assert sentence_start(text, border + 2) == border + 1
    assert Borders.of(text).are_whole(0, border)
    assert not Borders.of(text).are_whole(0, len(text) - 1, marks=0)
    assert Borders.of(text).wholeness(border + 1, len(text)) == 1.0


@pytest.mark.parametrize("stop", [".", "!", "?", "…"])
def test_a_stop_within_a_word_ends_nothing(stop: str) -> None:
    text = f"Version 2{stop}5 is out. Nobody noticed."
    assert sentence_end(text, 5) == text.index(" Nobody")


def test_closing_quotes_belong_to_the_sentence() -> None:
    text = "「港は閉まった。」と述べた。"
    assert sentence_end(text, 3) == text.index("と")


def test_every_stop_is_one_letter_and_listed_once() -> None:
    assert len(set(STOPS)) == len(STOPS)


@given(
    st.lists(
        st.sampled_from([*'ab \n\n.!?…。”»)"', "words ", "x" * 90, "...", "。」", "\u3000"]),
        max_size=40,
    ).map("".join)
)
def test_borders_that_were_found_once_are_those_of_a_search(text: str) -> None:
    borders = Borders.of(text)
    for at in range(len(text) + 1):
        assert borders.sentence_start(at) == sentence_start(text, at)
        assert borders.sentence_end(at) == sentence_end(text, at)


@pytest.mark.parametrize("mark", ["", ".", "。", "\n", '..."', "。）"])
@pytest.mark.parametrize("far", [190, 199, 200, 201, 1190, 1199, 1200, 1201, 1300])
def test_borders_far_away_are_those_of_a_search(mark: str, far: int) -> None:
    text = f"one{mark} {'x' * far}{mark} two"
    borders = Borders.of(text)
    for at in (3, 4, 5, far, far + 3, far + 4, far + 5, len(text)):
        assert borders.sentence_start(at) == sentence_start(text, at)
        assert borders.sentence_end(at) == sentence_end(text, at)
