"""Marks between words that are no words, and content that only looks like them."""

from collections.abc import Callable

import pytest

from checker.text.interposed import interposed
from checker.text.units import units_of
from tests.linear import grows_linearly

TEXT = (
    "the ferry to grey holm did not sail on monday because its ramp had jammed and a hundred"
    " lorries waited on the quay until the evening tide came in and the crew went home"
    " without a word to anybody who had waited there since the early morning in the rain"
)
WORDS = TEXT.split()
LINES = [" ".join(WORDS[at : at + 7]) for at in range(0, len(WORDS), 7)]


def code(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def every(step: int, mark: Callable[[int], str]) -> str:
    """The words with a mark behind every third, fifth ... one."""
    return " ".join(
        word + (mark(at // step + 1) if at % step == step - 1 else "")
        for at, word in enumerate(WORDS)
    )


def lined(line: Callable[[int, str], str], between: str = "\n") -> str:
    return between.join(line(at, words) for at, words in enumerate(LINES))


MARKED = {
    "SubRip": lined(
        lambda at, line: f"{at + 1}\n00:{code(4 * at)},000 --> 00:{code(4 * at + 3)},500\n{line}",
        "\n\n",
    ),
    "SubRip in one line": lined(
        lambda at, line: f"{at + 1} 00:{code(4 * at)},000 --> 00:{code(4 * at + 3)},500 {line}", " "
    ),
    "WebVTT": lined(
        lambda at, line: (
            f"00:{code(4 * at)}.000 --> 00:{code(4 * at + 3)}.000 line:0\n<v Moe>{line}"
        ),
        "\n\n",
    ),
    "minutes at line starts": lined(lambda at, line: f"{code(9 * at)} {line}"),
    "hours on lines of their own": lined(lambda at, line: f"01:{code(9 * at + 700)}\n{line}\n"),
    "minutes in brackets": lined(lambda at, line: f"[{code(9 * at)}] {line}"),
    "hours in brackets between words": lined(lambda at, line: f"[00:{code(9 * at)}] {line}", " "),
    "a speaker": lined(lambda _, line: f"SPEAKER 1: {line}"),
    "two speakers with times": lined(
        lambda at, line: f"{('Ida Voss', 'Lena Ost')[at % 2]} ({code(9 * at)}): {line}"
    ),
    "times before speakers": lined(lambda at, line: f"{code(9 * at)} Ida Voss: {line}"),
    "bracketed notes": every(3, lambda number: f"[{number}]"),
    "raised notes": every(5, lambda number: f"<sup>[{number}]</sup>"),
    "escaped raised notes": every(5, lambda number: f"&lt;sup&gt;{number}&lt;/sup&gt;"),
    "a figure after every fourth word": every(4, lambda number: f" {number * 37 % 100}"),
    "the same figure": every(4, lambda _: " 7"),
    "figures that count up": every(3, lambda number: f" {number}"),
    "escaped links": every(9, lambda _: '&lt;A HREF="http://x.test/q?t=A target=/q"&gt;&lt;/A&gt;'),
    "SubViewer": lined(lambda at, line: f"0:00:{4 * at:02d}.000,0:00:{4 * at + 3:02d}.900\n{line}"),
    "an edit list": lined(
        lambda at, line: f"{at:03d}  01:00:{4 * at:02d}:00 01:00:{4 * at + 3:02d}:12\n{line}"
    ),
    "SubStation": lined(
        lambda at, line: (
            f"Dialogue: 0,0:00:{4 * at:02d}.10,0:00:{4 * at + 3:02d}.90,Default,,0,0,0,,{line}"
        )
    ),
    "speakers and times above the words": lined(
        lambda at, line: f"Ida Voss  {code(9 * at)}\n{line}", "\n\n"
    ),
    "targets of links": every(4, lambda at: f'[](https://x.test/{at} "a title")'),
    "forum code": every(4, lambda at: f"[url=https://x.test/{at}][/url]"),
    "links escaped twice": every(9, lambda _: "&amp;lt;br /&amp;gt;"),
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_marks_between_words_are_transparent(text: str) -> None:
    assert units_of(text).ids.tolist() == units_of(TEXT).ids.tolist()


def test_numbers_that_stick_to_words_are_notes_where_they_count_up() -> None:
    text = "the ferry1 did not sail because the ramp2 had jammed again, they said.3 Then it rained"
    plain = "the ferry did not sail because the ramp had jammed again, they said. Then it rained"
    assert units_of(text).ids.tolist() == units_of(plain).ids.tolist()


CONTENT = {
    "a programme": "05:30 News\n06:00 Weather\n07:10 The Harbour\n08:15 A Film\n10:00 News",
    "results of a race": "2:03:23 Ana Moe\n2:03:50 Ida Voss\n2:04:01 Lena Ost\n2:04:08 Eva Lund",
    "results of matches": "Harlund 3 Velden 1\nTessoy 2 Brevika 2\nOrsta 0 Corran 4\nHolm 1 Moe 1",
    "a table": " ".join(f"{at * 7 % 31} Club Of {'ABCDEFGHIJ'[at]}" for at in range(10)),
    "temperatures": " ".join(f"Osby{'abcdefghij'[at]} {at * 3} degrees then" for at in range(10)),
    "temperatures, ar": " ".join(
        f"مدينة{'ابتثجحخدذر'[at]} {at * 3} درجة مئوية" for at in range(10)
    ),
    "names with times of a race": "Moe 1:45\nVoss 1:46\nLund 1:46\nOst 1:47",
    "an annotation": "She [i]mmediately left, and [s]he came back.",
    "one time": "The service (11:30) was full, at 12:15 it was over.",
    "units": "The lake covers 12 km² and a hall 300 m³ of it.",
    "names of products": "The model3 left before the model7 and the model5 did.",
    "three figures": "Of 12 boats 3 sank and 9 came home.",
    "lines of two names": "Moe: one\nVoss: two\nOst: three",
}


@pytest.mark.parametrize("text", CONTENT.values(), ids=CONTENT)
def test_what_only_looks_like_such_marks_stays(text: str) -> None:
    assert interposed(text) == []


def test_figures_at_regular_intervals_are_marks_in_a_script_without_capitals() -> None:
    words = ("الواحة القديمة تستقبل زوار الربيع الهادئ بين نخيل عال وماء بارد " * 6).split()
    words = [f"{word}{'ابتثجح'[at % 6]}" for at, word in enumerate(words)]
    marked = " ".join(f"{word} {at}" if at % 4 == 3 else word for at, word in enumerate(words))
    assert units_of(marked).ids.tolist() == units_of(" ".join(words)).ids.tolist()


def test_readings_of_japanese_are_read_once() -> None:
    plain = "東京地検特捜部は前副知事を逮捕したと発表した"
    read = "東京地検(ちけん)特捜部（とくそうぶ）は前副知事を逮捕《たいほ》したと発表した"
    assert units_of(read).ids.tolist() == units_of(plain).ids.tolist()
    assert interposed("中国（上海）で") == []


@pytest.mark.parametrize(
    "piece",
    [
        "00:07 a\n",
        "[1]",
        "漢(あ",
        "00:00:01 --> ",
        "A: b\n",
        "1 a b c ",
        "word1 ",
        "<sup>",
        "Ab (1:0",
    ],
)
def test_hostile_marks_take_linear_time(piece: str) -> None:
    assert grows_linearly(lambda count: interposed(piece * count), 1_000)
