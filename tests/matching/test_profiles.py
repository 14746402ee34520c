"""Profiles of authors below a heading that says so: above a text, amid it or below it."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from checker.text.house_notices import begins_with_a_life, is_headed_as_a_profile
from tests.matching.newsroom import story
from tests.matching.searching import FIRST, counted, searched

STORY, OWN = story(60, 24), story(61, 20)
LATE = int(T.story_days) + 1

HEADINGS = {
    "en": "About the author",
    "de": "Über die Autorin",
    "fr": "À propos de l'auteur :",
    "es": "SOBRE LA AUTORA",
    "it": "— Sull'autrice —",
    "pt": "Sobre o autor:",
    "nl": "Over de auteur",
    "sv": "Om författaren",
    "no": "Om forfatteren",
    "fi": "Tietoa kirjoittajasta",
    "pl": "O autorce",
    "cs": "O autorovi:",
    "hu": "A szerzőről",
    "ro": "Despre autor",
    "ru": "Об авторе",
    "uk": "Про автора",
    "el": "Σχετικά με τον συγγραφέα",
    "tr": "Yazar Hakkında",
    "ar": "نبذة عن الكاتب",
    "fa": "درباره نویسنده",
    "he": "על המחבר",
    "hi": "लेखक के बारे में",
    "id": "Tentang Penulis",
    "vi": "Về tác giả",
    "th": "เกี่ยวกับผู้เขียน",
    "zh": "【作者简介】",
    "ja": "◆大河先生プロフィール",
    "ko": "■ 필자 소개",
}
TOLD = "Ida Voss keeps two lamps on the pier of Osby and knows what eels do in winter nights there."


def counts(folder: Path, ours: str, theirs: str, later: int = LATE) -> bool:
    """Whether a draft counts as a copy of a source of some days before."""
    return bool(counted(searched(folder, [(theirs, FIRST)], ours, FIRST + later)))


def _amid(text: str, box: str) -> str:
    half = text.find(". ", len(text) // 2) + 1
    return f"{text[:half]}\n\n{box}\n\n{text[half + 1 :]}"


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
@pytest.mark.parametrize("place", ["above", "amid", "below"])
def test_a_profile_does_not_count_wherever_it_stands(
    tmp_path: Path, heading: str, place: str
) -> None:
    box = f"{heading}\n{TOLD}"
    texts = {
        "above": [f"{box}\n\n{text}" for text in (OWN, STORY)],
        "amid": [_amid(text, box) for text in (OWN, STORY)],
        "below": [f"{text}\n\n{box}" for text in (OWN, STORY)],
    }[place]
    ours, theirs = texts
    assert not counts(tmp_path, ours, theirs)


@pytest.mark.parametrize("heading", [*HEADINGS.values(), "Ida Voss", "The lamps of Osby"])
def test_the_same_words_below_another_heading_count(tmp_path: Path, heading: str) -> None:
    """An agency's sidebar on a person of the story is its text."""
    box = f"{heading}\n{TOLD}".replace(heading, "Who keeps the lamps")
    assert counts(tmp_path, _amid(OWN, box), _amid(STORY, box))


@pytest.mark.parametrize(("days", "copied"), [(0, True), (T.story_days, True), (LATE, False)])
def test_a_profile_is_standing_text_of_other_days(tmp_path: Path, days: int, copied: bool) -> None:
    box = f"{HEADINGS['ja']}\n{TOLD}"
    assert counts(tmp_path, _amid(OWN, box), _amid(STORY, box), days) is copied


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_a_portrait_that_is_all_of_its_source_counts(tmp_path: Path, heading: str) -> None:
    box = f"{heading}\n{TOLD} {story(62, 3)}"
    assert counts(tmp_path, f"{OWN}\n\n{box}", box)


def test_a_copied_story_counts_with_its_profile(tmp_path: Path) -> None:
    box = f"{HEADINGS['en']}\n{TOLD}"
    taken = " ".join(STORY.split()[: int(T.form_words) + 20])
    draft = f"{OWN}\n\n{taken}\n\n{box}"
    found = searched(tmp_path, [(f"{STORY}\n\n{box}", FIRST)], draft, FIRST + LATE)
    assert counted(found) == {"s0"}
    assert found.matches[0].words > T.form_words


@pytest.mark.parametrize(("sentences", "standing"), [(3, True), (14, False)])
def test_a_profile_is_shorter_than_a_notice_may_be(
    tmp_path: Path, sentences: int, standing: bool
) -> None:
    box = f"{HEADINGS['de']}\n{TOLD} {story(63, sentences)}"
    below = len(box.split())
    assert (below < T.notice_words) is standing
    long = story(64, 60)
    assert counts(tmp_path, f"{OWN}\n\n{box}", f"{long}\n\n{box}") is not standing


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("About the author\nKeeps two lamps.", True),
        ("ABOUT THE AUTHOR:\nKeeps two lamps.", True),
        ("■大河里プロフィール\n港町に在住。", True),
        ("Marla Oake: author profile\nKeeps two lamps.", True),
        ("●文：大河　里（おおかわ・さと）港町に在住の灯台守。雑誌でのコラム連載が人気。" * 2, True),
        ("About the author", False),  # nothing below it
        ("What is known about the author of the letter so far\nThe police said little.", False),
        ("The mayor's profile has grown\nSince May he is known.", False),
        ("大河里（３８）は港町に在住で、灯台守として知られる。昨夜、港で見つかった。", False),
    ],
)
def test_a_heading_or_a_first_line_begins_a_profile(text: str, told: bool) -> None:
    assert (is_headed_as_a_profile(text) or begins_with_a_life(text)) is told
