"""Words that people read and a comparison does not: told, and nothing told of honest typography."""

import pytest
import regex

from checker.text.disguise import NEAR, RUN_TOGETHER, SPACED_LETTERS, WORDS, disguises
from checker.text.fold import fold
from checker.text.units import units_of

LINE = "the minister of the harbour told reporters on friday that the northern dock would open"
TEXT = f"{LINE} again after three weeks of repairs to the crane and to its cables."
SMALL = str.maketrans("abcdefghijklmnoprtuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ")
MATH = {ord(c): chr(0x1D5BA + ord(c) - ord("a")) for c in "abcdefghijklmnopqrstuvwxyz"}
BLACK = {ord(c): chr(0x1F170 + ord(c) - ord("a")) for c in "abcdefghijklmnopqrstuvwxyz"}
CYRILLIC = str.maketrans("aeopc", "аеорс")
UNSEEN = regex.findall(r"\p{Default_Ignorable_Code_Point}", "".join(map(chr, range(0x110000))))


def stuffed(sign: str, text: str = TEXT) -> str:
    return regex.sub(r"(?<=\w\w)(?=\w)", sign, text)


DISGUISED = {
    "small capitals": (TEXT.translate(SMALL), "letters of another style"),
    "mathematical letters": (TEXT.translate(MATH), "letters of another style"),
    "letters in black squares": (TEXT.translate(BLACK), "letters of another style"),
    "zero-width spaces": (stuffed("\u200b"), "invisible characters"),
    "tags": (stuffed("\U000e0061"), "invisible characters"),
    "variation selectors": (stuffed("\ufe0e"), "invisible characters"),
    "soft hyphens after each letter": ("\u00ad".join(TEXT), "invisible characters"),
    "spaced letters": (
        "  ".join(" ".join(word) for word in TEXT.split()),
        "spaced letters",
    ),
    "dotted letters": (" ".join(".".join(word) for word in TEXT.split()), "spaced letters"),
    "reversed words": (
        " ".join(f"\u202e{word[::-1]}\u202c" for word in TEXT.split()),
        "reversed letters",
    ),
    "a reversed line": (f"\u202e{TEXT[::-1]}\u202c", "reversed letters"),
    "Cyrillic letters": (TEXT.translate(CYRILLIC), "look-alike letters"),
}


@pytest.mark.parametrize("kind", DISGUISED)
def test_a_disguise_is_told_and_undone(kind: str) -> None:
    text, told = DISGUISED[kind]
    found = disguises(f"An honest line before it.\n\n{text}\n\nAnd one after it.")
    assert [one.kind for one in found] == [told]
    assert found[0].start >= len("An honest line before it.")
    assert set(units_of(TEXT).ids.tolist()) == set(units_of(text).ids.tolist())


def test_words_without_blanks_and_digits_for_letters_are_told() -> None:
    assert [one.kind for one in disguises(TEXT.replace(" ", ""))] == ["words without spaces"]
    leet = (TEXT * 2).translate(str.maketrans("eo", "30"))
    assert [one.kind for one in disguises(leet)] == ["digits for letters"]


@pytest.mark.parametrize(
    "text",
    [
        "S P O R T\n\nB R E A K I N G  N E W S\n\n" + TEXT,
        "قال\u200f الوزير\u200e يوم\u2067 الجمعة\u2069 إن\u202b الرصيف\u202c " * 30,
        "\u202e" + "אמר השר ביום שישי כי הרציף הצפוני ייפתח " * 9 + "\u202c",
        "می\u200cشود نمی\u200cخواهد کتاب\u200cها " * 40,
        "क्\u200dष र्\u200dय क्\u200cष " * 40,
        "\U0001f469\u200d\U0001f4bb\ufe0f \u2764\ufe0f " * 40,
        "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft " * 40,
        "ราคา\u200bน้ำมัน\u200bวันนี้ " * 40,
        "新 华 社 北 京 电 " * 20,
        "ＡＦＰ通信によると、ＮＹの株価は続伸した。" * 20,
        "A. B. C. Meyer, J. R. R. Tolkien, U. S. A. and W. H. O. " * 9,
        "The value of μg/L, 10 μm, β-blockers and iPhone'ом " * 20,
        "Die Tages\u200bschau und die Auf\u200clage. " + TEXT * 9,
        "co2 b2b mp3s h264 covid19 g20 a4 https://a.example/w0rd5/4nd/m0re " * 9,
        "1 0 0 2 3 1 0 0 0 2 5 1 " * 20,
        "[ɪntəˈnæʃənəl] and [ˈbʊlɪtɪn], 𝑥 = 𝑦 + 𝑧",
        TEXT.upper() * 9,
        "",
    ],
)
def test_honest_typography_is_no_disguise(text: str) -> None:
    assert disguises(text) == ()


@pytest.mark.parametrize(("words", "told"), [(WORDS - 1, False), (WORDS, True)])
def test_a_dozen_disguised_words_near_one_another_are_told(words: int, told: bool) -> None:
    text = " ".join(["wo\u200brd"] * words)
    assert bool(disguises(text)) is told
    far = ("x" * 9 + " ") * (NEAR // 10)
    assert not disguises(f"{text[: len(text) // 2]} {far} {text[len(text) // 2 :]}")


@pytest.mark.parametrize(("letters", "told"), [(-1, False), (0, True)])
def test_spaced_letters_are_told_from_their_number_on(letters: int, told: bool) -> None:
    assert bool(disguises(" ".join("abcdefghij" * 9)[: 2 * (SPACED_LETTERS + letters)])) is told


@pytest.mark.parametrize(("letters", "told"), [(-1, False), (0, True)])
def test_words_run_together_are_told_from_their_length_on(letters: int, told: bool) -> None:
    assert bool(disguises(("abcdefghij" * 9)[: RUN_TOGETHER + letters])) is told


def test_every_character_that_shows_nothing_is_transparent() -> None:
    plain = units_of(LINE).ids.tolist()
    assert len(UNSEEN) > 4000
    for start in range(0, len(UNSEEN), 200):
        for sign in UNSEEN[start : start + 200 : 50]:
            stuffed_line = LINE.replace("nist", f"ni{sign}st")
            assert units_of(stuffed_line).ids.tolist() == plain, hex(ord(sign))
    assert fold(" " * 9 + "".join(UNSEEN)).text == " " * 9


def test_fillers_that_part_the_words_are_blanks() -> None:
    for filler in "\u3164\uffa0\u115f":
        parted = units_of(LINE.replace(" ", filler))
        assert parted.ids.tolist() == units_of(LINE).ids.tolist()


def test_a_reversed_word_has_the_place_of_what_the_override_turns() -> None:
    text = "so \u202esiht\u202c, then"
    units = units_of(text)
    places = list(zip(units.starts.tolist(), units.ends.tolist(), strict=True))
    assert [text[start:end].strip("\u202c") for start, end in places] == ["so", "siht", "then"]
    assert units.ids.tolist() == units_of("so this, then").ids.tolist()
