"""The notice that closes two texts belongs to neither; a copied story has more, or another end."""

import random
from pathlib import Path

import pytest

from checker.matching.standing import NOTICE
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.newsroom import sentence, story
from tests.matching.searching import FIRST, counted, searched

STORY, OWN = story(40, 8), story(41, 6)
CLOSING = (
    "Ida Voss is a columnist and the keeper of the second lamp of Marren. The views expressed are "
    "her own and do not necessarily reflect those of the lockkeepers."
)
COMPANY = (
    "Osby plc, founded in 1974, is one of the largest makers of kettles for pilots in the north "
    "and employs 900 people in eleven countries on both sides of the water."
)
BACKGROUND = (
    "The Sarnia broke in two off Marren in October and lost most of her oil, which came ashore in "
    "a single night and closed the fishery for the whole of that winter."
)


def found(folder: Path, last: str, draft: str, later: int) -> bool:
    """Whether a draft counts so many days after a story that ends with a paragraph."""
    return bool(counted(searched(folder, [(f"{STORY}\n\n{last}", FIRST)], draft, FIRST + later)))


@pytest.mark.parametrize(
    ("last", "later", "counts"),
    [
        (CLOSING, 0, False),
        (CLOSING, 90, False),
        (COMPANY, T.story_days, True),
        (COMPANY, T.story_days + 1, False),
        (BACKGROUND, 0, True),
        (BACKGROUND, 90, True),
    ],
)
def test_a_notice_below_another_text_does_not_count(
    tmp_path: Path, last: str, later: int, counts: bool
) -> None:
    assert found(tmp_path, last, f"{OWN}\n\n{last}", later) is counts


PROFILES = {
    "en": (
        "About the author",
        "Ida Voss keeps the second lamp of Marren and writes on eels.",
        "News of",
    ),
    "ja": ("プロフィール", "灯台守。港町で生まれ、うなぎと猫についての本を三冊書いた。", "最新刊"),
    "zh": ("作者简介", "灯塔看守人，生于港口小镇，写过三本关于鳗鱼和猫的书。", "近况"),
    "ko": (
        "필자 소개",
        "등대지기. 항구 마을에서 태어나 뱀장어와 고양이에 관한 책을 세 권 썼다.",
        "소식",
    ),
}


@pytest.mark.parametrize("language", PROFILES)
def test_a_notice_may_have_another_line_in_each_text(tmp_path: Path, language: str) -> None:
    heading, profile, news = PROFILES[language]
    links = "Ida Voss, The Lamp and the Eel, Marren 2019\nIda Voss, Kettles of the North, Osby 2021"
    first, second = (f"{heading}\n{profile}\n{news}: {what}\n{links}" for what in ("A9", "B3 C4"))
    assert not found(tmp_path / "notice", first, f"{OWN}\n\n{second}", 9)
    more = f"{OWN}\n\n{STORY[: len(STORY) // 3]}\n\n{OWN[:80]}\n\n{second}"
    assert found(tmp_path / "more", first, more, 9)


LINKS = {
    "en": "Subscribe to our letter of the second lamp. Why eels sleep Two barges and a kettle Fog",
    "de": "Folgen Sie uns auf der Mole. Warum Aale schlafen Zwei Kähne und ein Kessel Nebel",
    "fr": "Abonnez-vous à la lettre du phare. Pourquoi les anguilles dorment Deux barges en mer",
    "es": "Suscríbete a la carta del faro. Por qué duermen las anguilas Dos barcazas y una tetera",
    "ru": "Подписывайтесь на письмо маяка. Почему спят угри Две баржи и чайник Туман над молом",
    "uk": "Підписуйтеся на лист маяка. Чому сплять вугри Дві баржі та чайник Туман над молом",
    "ar": "اشترك في رسالة المنارة الثانية. لماذا تنام الثعابين مركبان وإبريق ضباب فوق الرصيف",
}


@pytest.mark.parametrize("call", LINKS.values(), ids=LINKS)
def test_a_call_and_the_links_behind_it_close_both_texts(tmp_path: Path, call: str) -> None:
    last = f"{call} {' '.join(sentence(random.Random(seed), 9)[:-1] for seed in range(5))}"
    long = f"{STORY} {story(42, 12)}"
    held: list[tuple[str, int | None]] = [(f"{long} {last}", FIRST)]
    assert not counted(searched(tmp_path / "links", held, f"{OWN} {last}", FIRST + 1))
    prose: list[tuple[str, int | None]] = [(f"{long} {last}.", FIRST)]
    assert counted(searched(tmp_path / "prose", prose, f"{OWN} {last}.", FIRST + 1))
    more: list[tuple[str, int | None]] = [(f"{long} {last}", FIRST)]
    draft = f"{OWN} {STORY[: len(STORY) // 2]} {OWN} {last}"
    assert counted(searched(tmp_path / "more", more, draft, FIRST + 1))


def test_a_notice_is_shown_with_its_reason(tmp_path: Path) -> None:
    draft = f"{OWN}\n\n{CLOSING}"
    result = searched(tmp_path, [(f"{STORY}\n\n{CLOSING}", FIRST)], draft, FIRST)
    notes = [reason.reason for reason in result.rejected]
    notes += [passage.note for match in result.matches for passage in match.passages]
    assert NOTICE in notes


@pytest.mark.parametrize(
    "draft",
    [
        f"{STORY}\n\n{CLOSING}",
        f"{OWN}\n\n{CLOSING}\n\n{OWN[:60]}",
        f"{OWN} And then {CLOSING}",
        f"{OWN}\n\n{STORY[: len(STORY) // 3]}\n\n{OWN[:80]}\n\n{CLOSING}",
    ],
    ids=["the whole story", "not at the end", "no paragraph of its own", "with more of the story"],
)
def test_what_is_more_than_a_notice_at_the_end_counts(tmp_path: Path, draft: str) -> None:
    assert found(tmp_path, CLOSING, draft, 90)


@pytest.mark.parametrize(("words", "counts"), [(-1, False), (1, True)])
def test_a_notice_is_shorter_than_an_article(tmp_path: Path, words: int, counts: bool) -> None:
    length = round(T.ending_words) + words - len(CLOSING.split())
    last = f"{sentence(random.Random(5), length)} {CLOSING}"
    long = f"{STORY} {story(42, 12)}"
    held: list[tuple[str, int | None]] = [(f"{long}\n\n{last}", FIRST)]
    assert bool(counted(searched(tmp_path, held, f"{OWN}\n\n{last}", FIRST + 90))) is counts


OFFICES = (
    "the Deputy Minister of Locks and Barges of Lower Marren, Pieter Osby",
    "the President of the Northern Bank for Kettles and Lamps, Ida Voss",
    "the Secretary of the Standing Committee on Inland Harbours, Lena Tarn",
)


def test_who_was_there_is_no_copy_however_many_there_were(tmp_path: Path) -> None:
    held: list[tuple[str, int | None]] = [
        (f"{STORY} Those who came to the lock were {'; '.join(OFFICES)}. {OWN[:90]}", FIRST)
    ]
    draft = f"{story(43, 5)} Among the guests sat {'; '.join(OFFICES[::-1])}, all of them cold."
    assert not counted(searched(tmp_path, held, draft, FIRST + 60))


AUTHOR = "Ida Voss is a columnist and the author of The Lamp and the Eel, a history of the keepers."


@pytest.mark.parametrize(
    ("top", "counts"),
    [("By Ida Voss\n\n", False), ("", False), (f"{OWN[:210]} Ida Voss said. ", True)],
    ids=["in the byline", "nowhere", "in the report"],
)
def test_who_is_named_in_the_last_line_alone_wrote_the_text(
    tmp_path: Path, top: str, counts: bool
) -> None:
    held: list[tuple[str, int | None]] = [(f"{top}{STORY}\n\n{AUTHOR}", FIRST)]
    assert bool(counted(searched(tmp_path, held, f"{OWN}\n\n{AUTHOR}", FIRST + 1))) is counts


def test_the_last_paragraph_of_a_story_counts_beside_where_to_find_help(tmp_path: Path) -> None:
    line = "If you are struggling to cope, call the listening line free at any time on 116 000."
    held: list[tuple[str, int | None]] = [(f"{STORY}\n\n{BACKGROUND}\n\n{line}", FIRST)]
    assert not counted(searched(tmp_path / "line", held, f"{OWN}\n\n{line}", FIRST + 1))
    draft = f"{OWN}\n\n{BACKGROUND}\n\n{line}"
    assert counted(searched(tmp_path / "both", held, draft, FIRST + 1))
