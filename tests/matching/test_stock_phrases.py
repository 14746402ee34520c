"""Sentences that join stock phrases are nobody's; one with words of its own is its source's."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.matching.searching import FIRST, counted, searched
from tests.matching.test_siblings import SUBJECTS

# Each language: three phrases of its communiques, and a sentence that joins two of them.
PHRASES = {
    "en": (
        "both sides agreed to deepen their partnership in a spirit of mutual trust and respect",
        "they exchanged views on regional questions of common interest to their peoples",
        "and stressed the need to keep open the channels of dialogue at every level",
    ),
    "de": (
        "beide Seiten vereinbarten die Partnerschaft im Geiste des Vertrauens zu vertiefen",
        "sie tauschten sich über regionale Fragen von gemeinsamem Interesse für ihre Völker aus",
        "und betonten die Notwendigkeit die Kanäle des Dialogs auf allen Ebenen offen zu halten",
    ),
    "ru": (
        "стороны договорились углублять партнёрство в духе взаимного доверия и уважения",
        "они обменялись мнениями по региональным вопросам представляющим общий интерес для народов",
        "и подчеркнули необходимость сохранять открытыми каналы диалога на всех уровнях",
    ),
    "zh": (
        "双方一致同意本着相互信任和相互尊重的精神进一步深化各领域务实合作",
        "就共同关心的地区问题深入交换意见并达成广泛共识",
        "强调要保持各层级对话渠道畅通推动两国关系行稳致远",
    ),
}
JOINT = {"en": ", ", "de": ", ", "ru": ", ", "zh": "，"}
STOP = {"en": ".", "de": ".", "ru": ".", "zh": "。"}


def sentence(language: str, *numbers: int) -> str:
    phrases = JOINT[language].join(PHRASES[language][n] for n in numbers)
    return phrases[0].upper() + phrases[1:] + STOP[language]


def sources(language: str, apart: int | None) -> list[tuple[str, int | None]]:
    """Six communiques of unlike subjects, each with another pair of the phrases."""
    pairs = ((0, 1), (1, 2), (0, 2), (1, 0), (2, 1), (2, 0))
    return [
        (
            f"{SUBJECTS[n]} {SUBJECTS[(n + 2) % 7][::-1]}\n\n{sentence(language, *pair)}",
            None if apart is None else FIRST + apart * n,
        )
        for n, pair in enumerate(pairs)
    ]


@pytest.mark.parametrize("apart", [None, 30])
@pytest.mark.parametrize("language", PHRASES)
def test_a_sentence_of_stock_phrases_is_nobodys(
    tmp_path: Path, language: str, apart: int | None
) -> None:
    draft = f"The harbour band played.\n\n{sentence(language, 0, 1)}"
    assert counted(searched(tmp_path, sources(language, apart), draft)) == set()


@pytest.mark.parametrize("language", PHRASES)
def test_the_same_sentence_of_one_source_is_its_own(tmp_path: Path, language: str) -> None:
    draft = f"The harbour band played.\n\n{sentence(language, 0, 1)}"
    assert counted(searched(tmp_path, [(sentence(language, 0, 1), FIRST)], draft)) == {"s0"}


def test_a_stock_phrase_in_a_sentence_with_words_of_its_own_counts(tmp_path: Path) -> None:
    own = (
        "The two harbour masters shook hands on the frozen slipway at Marren, Tolland sneezed "
        "three times, and " + PHRASES["en"][0] + "."
    )
    archive = [*sources("en", 30), (f"{SUBJECTS[6]}\n\n{own}", FIRST)]
    draft = f"The harbour band played.\n\n{own}"
    assert counted(searched(tmp_path, archive, draft)) == {"s6"}


@pytest.mark.parametrize(("apart", "counts"), [(0, True), (3, True), (4, False), (30, False)])
def test_what_the_news_of_the_same_days_share_is_no_stock_phrase(
    tmp_path: Path, apart: int, counts: bool
) -> None:
    """One is counted from T.story_days on: news of three days is one story."""
    plan = "On Friday Marren announced plans for a toll of crowns on foreign herring"
    why = "in answer to the failure of Skerry to keep its word about the nets of pilots"
    pieces = (f"{plan}, {why}.", *(f"{plan}.", f"In Marren it was {why}.") * 2)
    archive: list[tuple[str, int | None]] = [
        (f"{SUBJECTS[n]} Marren and Skerry eat herring.\n\n{piece}", FIRST + (apart if n else 0))
        for n, piece in enumerate(pieces)
    ]
    draft = f"The harbour band played.\n\n{pieces[0]}"
    assert ("s0" in counted(searched(tmp_path, archive, draft))) is counts


SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "tu")


def words(first: int, last: int) -> str:
    """The n-th invented words from the first to before the last."""
    return " ".join(
        SYLLABLES[n // 10 % 10] + SYLLABLES[n % 10] + SYLLABLES[n * 7 % 10]
        for n in range(first, last)
    )


@pytest.mark.parametrize(
    ("pieces", "own", "counts"),
    [
        ((12,), 11, False),  # less than T.stock_share and less than T.counted_words
        ((11,), 11, True),  # T.stock_share
        ((15, 15), 11, False),
        ((15, 15), 12, True),  # T.counted_words
        ((22, 22, 22), 8, False),
        ((22, 22, 22), 9, True),  # T.stock_words
    ],
)
def test_what_a_passage_has_for_itself_decides(
    tmp_path: Path, pieces: tuple[int, ...], own: int, counts: bool
) -> None:
    starts = [sum(pieces[:n]) for n in range(len(pieces) + 1)]
    stock = [words(a, b) for a, b in pairwise(starts)]
    text = " ".join((*stock, words(starts[-1], starts[-1] + own))).capitalize() + "."
    others = [f"{piece.capitalize()}." for piece in stock * 2]
    archive: list[tuple[str, int | None]] = [(text, FIRST)]
    for n, other in enumerate(others, 1):
        archive.append((f"{SUBJECTS[n % 7]}\n\n{other}", FIRST + 30 * n))
    draft = f"The harbour band played.\n\n{text}"
    assert ("s0" in counted(searched(tmp_path, archive, draft))) is counts
