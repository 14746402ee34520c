"""Where a sentence begins and ends, in the scripts that newsrooms write."""

import pytest

from checker.text.sentences import STOPS, are_whole, completeness, sentence_end, sentence_start


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
    assert are_whole(text, 0, border)
    assert not are_whole(text, 0, len(text) - 1, marks=0)
    assert completeness(text, border + 1, len(text)) == 1.0


@pytest.mark.parametrize("stop", [".", "!", "?", "…"])
def test_a_stop_within_a_word_ends_nothing(stop: str) -> None:
    text = f"Version 2{stop}5 is out. Nobody noticed."
    assert sentence_end(text, 5) == text.index(" Nobody")


def test_closing_quotes_belong_to_the_sentence() -> None:
    text = "「港は閉まった。」と述べた。"
    assert sentence_end(text, 3) == text.index("と")


def test_every_stop_is_one_letter_and_listed_once() -> None:
    assert len(set(STOPS)) == len(STOPS)
