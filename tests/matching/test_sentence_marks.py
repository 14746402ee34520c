"""Where whole sentences may begin and end is the same in the compiled core and the reference."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.matching import sentence_marks as module
from checker.matching.sentence_marks import plain_sentence_marks, sentence_marks
from checker.matching.tokens import tokenized
from checker.text.sentences import REACH
from checker.text.units import units_of
from tests.cores import library_of_now

PIECES = st.sampled_from(
    [
        *(
            "A word. ",
            "Two words",
            "!",
            "?!",
            ". ",
            "...",
            "\n",
            "\n\n",
            " ",
            "\u3000",
            "\x1c",
            "\xa0",
        ),
        *(
            "“Said he.” ",
            "他说。",
            "”",
            "」",
            ")",
            "3.5",
            "x",
            "end",
            "\u2028",
            "。。",
            " . ",
            "word " * 300,
        ),
    ]
)


@pytest.fixture(autouse=True)
def core_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "compiled", lambda: library_of_now().functions)


@given(st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=40)))
@example("")
@example("a")
@example("word " * 250 + ". Then.")
@example("。" + "字" * REACH)
@example("。" + "字" * (REACH + 1) + "。字")
def test_marks_are_those_of_the_reference(text: str) -> None:
    whole = tokenized(text, units_of(text))
    asked = whole.units, whole.borders, whole.sentences
    assert sentence_marks(*asked).tolist() == plain_sentence_marks(*asked).tolist()


def test_sentences_outside_of_a_text_are_refused() -> None:
    whole = tokenized("One. Two.", units_of("One. Two."))
    with pytest.raises(ValueError, match="outside"):
        sentence_marks(whole.units, whole.borders, np.array([[2, 3]], np.int64))
