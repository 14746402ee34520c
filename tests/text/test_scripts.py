"""The scripts of a text, and that copied text is found in every script that is called supported."""

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from unicodedata import category

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from checker.formats import read_draft
from checker.models.source import Source
from checker.newsroom import Newsroom
from checker.running.check import check
from checker.text.scripts import _SCRIPTS, SUPPORTED, letters_by_script
from tests.cases.newsrooms import open_newsroom

WITHOUT_SPACES = ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan")


LETTERS = "".join(filter(lambda sign: category(sign) in ("Ll", "Lo"), map(chr, range(0x20000))))


@cache
def story(script: str) -> str:
    """Two hundred random words of a script; without spaces where its writers put none."""
    letters = regex.findall(rf"\p{{Script={script}}}", LETTERS)
    chance = random.Random(script)
    words = ["".join(chance.choices(letters, k=chance.randint(3, 8))) for _ in range(200)]
    return ("" if script in WITHOUT_SPACES else " ").join(words)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    with open_newsroom(tmp_path_factory.mktemp("scripts")) as newsroom:
        newsroom.add_sources([Source(name, "wire", story(name)) for name in SUPPORTED])
        yield newsroom


@pytest.mark.no_cover
@pytest.mark.parametrize("script", SUPPORTED)
def test_copied_text_is_found_in_a_supported_script(room: Newsroom, script: str) -> None:
    checked = check(room, story(script))
    assert [match.source for match in checked.verdict.matches] == [script]
    seen = {one.script: one.supported for one in checked.verdict.looked_at.scripts}
    assert seen == {script: True}
    assert checked.verdict.complete


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("ꦲꦏꦱꦫ" * 20, "Javanese"),
        ("ᬅᬓᬲᬭ" * 20, "Balinese"),
        ("ꀀꀁꀂꀃ" * 20, "Yi"),
        ("\ue000\ue001\ue002" * 30, "Private_Use"),
        ("\U00050041\U00050042 \U00050043" * 30, "Unassigned"),
        ("\U00013000\U00013001" * 40, "Egyptian_Hieroglyphs"),
        ("\U00010900\U00010901" * 40, "Other"),
        ("🚢⚓🌊" * 30, "Symbols"),
    ],
)
def test_a_text_in_a_script_without_support_is_unfinished_and_names_the_script(
    room: Newsroom, text: str, script: str
) -> None:
    verdict = check(room, text).verdict
    assert verdict.verdict == "unfinished"
    assert [reason.code for reason in verdict.reasons] == ["system.language_unsupported"]
    assert script.replace("_", " ") in verdict.message
    assert [one.script for one in verdict.looked_at.scripts if not one.supported] == [script]


OWN = "The council met on Monday and talked about the ferries, the bridge and the new harbour. "


@pytest.mark.parametrize(("letters", "complete"), [(59, True), (60, False)])
def test_a_word_or_two_of_such_a_script_hide_no_story(
    room: Newsroom, letters: int, complete: bool
) -> None:
    assert check(room, OWN * 12 + "ꀀ" * letters).verdict.complete is complete


@pytest.mark.parametrize(("letters", "complete"), [(7, True), (8, False)])
def test_in_a_short_text_a_tenth_of_the_letters_counts(
    room: Newsroom, letters: int, complete: bool
) -> None:
    assert letters_by_script(OWN)["Latin"] == 70
    assert check(room, OWN + "ꀀ" * letters).verdict.complete is complete


@pytest.mark.parametrize(("letters", "complete"), [(7, True), (8, False)])
def test_a_few_letters_alone_are_no_text(room: Newsroom, letters: int, complete: bool) -> None:
    assert check(room, "🙂" * letters).verdict.complete is complete


def test_pictures_beside_words_and_digits_alone_are_complete(room: Newsroom) -> None:
    for text in (OWN + "⚓" * 65, "2026-11-28 12:00 — 3.5 %", "³⁄₄"):
        assert check(room, text).verdict.complete, text


@pytest.mark.parametrize("text", ["", " \n", "« … »", "* * *"])
def test_a_text_that_is_given_without_a_word_holds_nothing_of_anybody(
    room: Newsroom, text: str
) -> None:
    """Editors save empty drafts all the time; a page that shows no text is another matter."""
    assert check(room, text).verdict.complete
    page = read_draft(f"<p>{text}</p><script src='story.js'></script>", as_type="html")
    assert check(room, page).verdict.complete is bool(text.strip())


def test_letters_are_counted_by_script_the_most_first() -> None:
    assert letters_by_script("Ferry 3: паром, 渡船") == {"Latin": 5, "Cyrillic": 5, "Han": 2}
    assert letters_by_script("12:00") == {}
    assert list(letters_by_script("da паром")) == ["Cyrillic", "Latin"]


@given(st.text(st.sampled_from("aBé.7 ’жЖ漢字かナ\u0e01\ue000🎈\U000323b0ꙮ"), max_size=40))
def test_of_as_many_letters_the_script_that_comes_first_is_first(text: str) -> None:
    expected: Counter[str] = Counter()
    for character in text:
        if script := next(iter(letters_by_script(character)), ""):
            expected[script] += 1
    assert [*letters_by_script(text).items()] == expected.most_common()


def test_each_letter_has_the_script_that_unicode_gives_it() -> None:
    letters = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x20000, 7)]))
    letters = "".join(sign for sign in letters if category(sign)[0] == "L")
    expected = {name: regex.findall(rf"\p{{Script={name}}}", letters) for name in _SCRIPTS}
    shared = regex.findall(r"[\p{Script=Common}\p{Script=Inherited}]", letters)
    found = letters_by_script(letters)
    rest = len(letters) - len(shared) - sum(map(len, expected.values()))
    assert found == {name: len(all_) for name, all_ in expected.items() if all_} | {"Other": rest}
