"""Why an alignment with a source is no match, or is shown and does not count."""

import random
from pathlib import Path

import pytest

from checker.index import Index
from tests.matching.newsroom import (
    VOCABULARY,
    MemoryDocuments,
    counted,
    draft,
    one_source,
    sentence,
    story,
)

LONG = story(1)


def searched(folder: Path, source: str, text: str) -> tuple[list[str], list[str]]:
    """Reasons of what was rejected, and notes of what is shown without counting."""
    result = one_source(folder, source, text)
    notes = [p.note for m in result.matches for p in m.passages if not p.counted]
    return [one.reason for one in result.rejected], notes


@pytest.mark.parametrize(
    ("source", "text", "reason"),
    [
        (
            "The council met. It is far too early to say what the new bridge will cost. Rain fell.",
            "A club lost. It is far too early to say who will lead the side in the spring. "
            + story(2),
            "fewer than 8 words in common",
        ),
    ],
)
def test_a_rejected_source_tells_why(tmp_path: Path, source: str, text: str, reason: str) -> None:
    reasons, _ = searched(tmp_path, source + " " + LONG, text)
    assert reasons == [reason]


def test_a_brief_with_other_figures_is_related_at_most(tmp_path: Path) -> None:
    source = "Shares of the old mill at the harbour closed at 12 crowns, up 4 percent, on Monday."
    text = source.replace("12", "57").replace("4 percent", "9 percent")
    found = searched(tmp_path, source, f"{story(5, 2)} {text} {story(6, 2)}")
    assert found == ([], ["says the same in other words"])


def test_words_that_fill_no_sentence_are_a_turn_of_phrase(tmp_path: Path) -> None:
    phrase = "nobody had been hurt when the crane fell down on the northern quay"
    source = f"The port said on Monday that {phrase} beside the old fish market. {LONG}"
    text = (
        f"{story(3, 2)} Witnesses in the hills were glad that {phrase}, as they told us on the "
        f"phone from quite another town that day. {story(4, 2)}"
    )
    assert searched(tmp_path, source, text) == ([], ["a phrase, not a whole sentence"])


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("The harbour master closed all four gates.", None),
        (
            "“We will never close the harbour for a single day of this long and cold winter,”",
            "words of a third party, in quotation marks in both texts",
        ),
        (
            "Anna Berg, Carl Dahl, Eva Falk, Gustav Holm, Ida Jansson, Karl Lind, Maja Nyberg, "
            "Olof Palm, Rut Sand.",
            "a list of names or figures",
        ),
    ],
)
def test_a_passage_that_does_not_count_tells_why(
    tmp_path: Path, line: str, note: str | None
) -> None:
    _, notes = searched(tmp_path, f"{LONG}\n\n{line}", f"{story(7)}\n\n{line}")
    assert notes == ([note] if note else [])


def thinned(words: list[str], run: int, other: int) -> str:
    """Runs of these words with as many others as told after each."""
    rng = random.Random(4)
    parts = [
        [*words[at : at + run], *(rng.choice(VOCABULARY) for _ in range(other))]
        for at in range(0, len(words), run)
    ]
    return " ".join(word for part in parts for word in part).capitalize() + "."


def test_words_in_short_runs_are_scattered_words(tmp_path: Path) -> None:
    words = sentence(random.Random(3), 60)[:-1].split()
    before = "At home in the hills people who had seen it from afar told us, as they had told all"
    before += " of their friends and neighbours at the market and after church, that"
    text = f"{story(5, 2)} {before} {thinned(words, 4, 2).lower()} {story(6, 2)}"
    reasons, shown = searched(tmp_path, " ".join(words) + ". " + LONG, text)
    assert (reasons, shown) == (["only scattered words in common"], [])


def test_a_brief_thinned_by_other_words_is_related_at_most(tmp_path: Path) -> None:
    words = sentence(random.Random(3), 16)[:-1].split()
    text = f"{story(5, 2)} {thinned(words, 4, 6)} {story(6, 2)}"
    found = searched(tmp_path, " ".join(words) + ".", text)
    assert found == ([], ["says the same in other words"])


def test_the_rejected_with_most_words_come_first(tmp_path: Path) -> None:
    documents = MemoryDocuments()
    for number in range(60):
        shared = "It is far too early to say" if number % 2 else "It is far too early to"
        documents.add(f"s{number}", f"{shared} x{number} y{number} z{number}. {story(number)}")
    index = Index.open(tmp_path, documents)
    index.sync()
    rejected = index.search(draft(f"It is far too early to say who leads. {story(99)}")).rejected
    counts = [one.words for one in rejected]
    assert counts == sorted(counts, reverse=True)
    assert 0 < len(counts) <= 50


def test_an_address_below_every_story_says_nothing_of_its_words(tmp_path: Path) -> None:
    """Links share a site's name and path; the words before them alone are too few."""
    link = "[Read on](https://harbour.example/2024/{}/news/stories/{}.html)"
    closing = "Talks go on until spring.\n\n"
    source = f"{LONG}\n\n{closing}{link.format('10/15', 'A91')}"
    text = f"{story(9)}\n\n{closing}{link.format('10/15', 'B27')}"
    assert searched(tmp_path, source, text)[1] == []


def test_a_copied_story_is_found_through_its_addresses(tmp_path: Path) -> None:
    text = LONG.replace("\n\n", "\n\nhttps://harbour.example/2024/10/15/a.html\n\n")
    (match,) = one_source(tmp_path, text, text).matches
    assert match.share_of_draft == 1.0
    assert (match.passages[0].start, match.passages[-1].end) == (0, len(text))


@pytest.mark.parametrize(
    "line",
    [
        "Họ sẽ ở lại chợ cũ bên bờ sông cho tới khi cây cầu gỗ mở cửa vào thứ hai.",
        "ó sì ti wá sí ilé wa pẹ̀lú àwọn ọmọ rẹ̀ ní òwúrọ̀ yìí kí ó tó lọ sí oko.",
    ],
)
def test_short_words_tell_where_all_words_are_short(tmp_path: Path, line: str) -> None:
    other = "Một hai ba bốn năm sáu bảy tám chín mười."
    text = f"Anh ấy đi ra phố và mua gạo ở chợ.\n\n{line}"
    assert counted(one_source(tmp_path, f"{other} {line}", text), text) == [line]


def test_the_marks_of_entities_make_no_list(tmp_path: Path) -> None:
    line = (
        "S&uuml;r&uuml;c&uuml;ler k&ouml;pr&uuml;de 3 saat bekledi ve sonunda "
        "geri d&ouml;nd&uuml; &ccedil;&uuml;nk&uuml; liman kapal&iacute; kald&iacute; o gece."
    )
    _, notes = searched(tmp_path, f"{LONG}\n\n{line}", f"{story(7)}\n\n{line}")
    assert notes == []


def test_a_form_is_none_by_its_letters_when_its_figures_differ(tmp_path: Path) -> None:
    """Few unbroken words, much alike by characters: a scan, or a form with other figures."""
    form = "Oper shr loss {} cts vs profit {} cts\n\nOper net loss {} vs profit {} in dollars"
    source = f"{LONG}\n\n{form.format('eight', 28, '1,324,000', '4,067,000')}"
    text = f"{story(8)}\n\n{form.format(23, 14, '4,397,000', '7,527,000')}"
    assert searched(tmp_path, source, text)[1] == []


def test_what_only_other_passages_carried_falls_with_them(tmp_path: Path) -> None:
    """Closing lines of an owner make no source used, so a house line of four words stays out."""
    closing = (
        "The harbour service reports from forty ports on all seas and sends its stories to "
        "newspapers, radio stations and schools that pay for them by the month."
    )
    documents = MemoryDocuments()
    for number in range(3):
        documents.add(f"s{number}", f"Harbour evening news:\n\n{story(20 + number)}\n\n{closing}")
    index = Index.open(tmp_path, documents)
    index.sync()
    result = index.search(draft("Harbour evening news:", story(30), closing))
    assert [p for m in result.matches for p in m.passages if p.counted] == []


HAN = "港务局长表示旧码头的起重机将在冬季到来之前全部更换，市民可以在网上查看施工时间表。"
HAN_EDITED = "港务局表示旧桥梁的起重机会在冬季到来之前全都换新，市民可以在网上细看施工时间表。"
HAN_OWN = "夜里下了一场大雪，山上的村庄停电。\n\n孩子们第二天没有去学校，老师在家里等消息。"


@pytest.mark.parametrize("edited", [HAN_EDITED, HAN_EDITED.replace("市民", "于是市民")])
def test_an_edited_sentence_counts_from_its_first_word_to_its_last(
    tmp_path: Path, edited: str
) -> None:
    source = f"今年的渔季已经结束，船都回来了。\n\n{HAN}\n\n市场明天开门。"
    text = f"{HAN_OWN}\n\n{edited}\n\n{HAN_OWN[::-1]}"
    assert counted(one_source(tmp_path, source, text), text) == [edited]


def test_the_same_words_within_a_longer_sentence_are_a_turn_of_phrase(tmp_path: Path) -> None:
    source = f"今年的渔季已经结束，船都回来了。\n\n{HAN}\n\n市场明天开门。"
    middle = HAN_EDITED[:-1]
    text = (
        f"{HAN_OWN}\n\n在大风过后的第二个星期一晚上，{middle}，这是记者从邻近城市的同事那里听说的。"
    )
    assert [n for n in searched(tmp_path, source, text)[1] if "other words" not in n] == []
