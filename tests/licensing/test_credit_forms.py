"""Credits in the writing of the owner's text, at the place that fits a mixed story."""

from typing import Any

import pytest

from checker.licensing import Judgement, apply_edits, edits_of
from checker.licensing.judging.credit_forms import accepted, style_of, wording_in, writing_of
from checker.models.draft import Draft, Zone
from tests.licensing.cases import STORY, agreement, codes, judged, match

ARABIC = (
    "قال عمال الموانئ إنهم سيعودون إلى العمل بعد تسعة أيام من الإضراب.\n\nوكان التصويت متقاربا جدا."
)
JAPANESE = (
    "港湾労働者は九日間のストライキの後、火曜日に職場へ戻ることを決めた。\n\n採決は僅差だった。"
)
CHINESE = "码头工人周二投票决定在罢工九天后复工。\n\n投票结果十分接近。"
TRADITIONAL = "碼頭工人週二投票決定在罷工九天後復工。\n\n投票結果十分接近。"
KOREAN = "항만 노동자들은 아흐레 동안의 파업 끝에 화요일 업무 복귀를 결정했다.\n\n표차는 작았다."
RUSSIAN = "Докеры трёх портов проголосовали за возвращение на работу.\n\nПеревес был мал."
LEDE = (
    "Nobody on our quay believed it would last nine days. Then the tally came, and with it the bus."
)


def story(
    text: str, owner: str, wordings: list[str], where: list[str], start: int = 0, **more: Any
) -> tuple[Judgement, Any]:
    held = agreement(
        id=f"lic:{owner}", owner={"id": owner}, credit={"text": wordings, "where": where}
    )
    used = match(owner, start=start, end=len(text), **more)

    def check(draft: str) -> Judgement:
        return judged(draft, matches=(used,), agreements=(held,))

    return check(text), check


def fixed(text: str, judgement: Judgement) -> str:
    return apply_edits(text, edits_of(r for c in judgement.claims for r in c.reasons))


@pytest.mark.parametrize(
    ("owner", "wordings", "text", "place", "words"),
    [
        ("kyodo", ["共同", "Kyodo"], JAPANESE, "dateline", "【共同】港湾"),
        ("kyodo", ["Kyodo", "共同"], JAPANESE, "end", "\n\n【共同】"),
        ("kyodo", ["共同", "Kyodo"], STORY, "dateline", "(Kyodo) - Dock"),
        ("kyodo", ["Kyodo"], JAPANESE, "byline", "【共同】\n\n"),
        ("afp", ["AFP"], ARABIC, "dateline", "(أ ف ب) - قال"),
        ("afp", ["AFP"], ARABIC, "end", "\n\n(أ ف ب)"),
        ("afp", ["AFP", "فرانس برس"], ARABIC, "end", "\n\n(فرانس برس)"),
        ("afp", ["AFP"], JAPANESE, "dateline", "【AFP】港湾"),
        ("afp", ["AFP"], STORY, "dateline", "(AFP) - Dock"),
        ("xinhua", ["Xinhua"], CHINESE, "dateline", "新华社电 码头"),
        ("xinhua", ["新华社"], CHINESE, "end", "\n\n（新华社）"),
        ("xinhua", ["Xinhua"], TRADITIONAL, "dateline", "新華社電 碼頭"),
        ("xinhua", ["新华社"], TRADITIONAL, "dateline", "新华社電 碼頭"),  # the contract's own word
        ("afp", ["AFP"], TRADITIONAL, "dateline", "法新社電 碼頭"),
        ("nw", ["Northlight"], TRADITIONAL, "dateline", "Northlight電 碼頭"),
        ("yonhap", ["Yonhap"], KOREAN, "dateline", "(연합뉴스) = 항만"),
        ("tass", ["TASS"], RUSSIAN, "dateline", "(ТАСС) - Докеры"),
        ("nw", ["Northlight"], JAPANESE, "end", "\n\n【Northlight】"),
        ("nw", ["(Northlight)"], ARABIC, "dateline", "(Northlight) - قال"),
    ],
)
def test_a_credit_is_written_as_the_readers_of_the_text_know_it(
    owner: str, wordings: list[str], text: str, place: str, words: str
) -> None:
    before, check = story(text, owner, wordings, [place])
    assert "credit.missing" in codes(before)
    mended = fixed(text, before)
    assert words in mended
    assert "credit.missing" not in codes(check(mended))
    assert check(mended).verdict == "clear"


@pytest.mark.parametrize(
    ("text", "wordings", "met"),
    [
        (f"باريس (أ ف ب) - {ARABIC}", ["AFP"], True),
        (f"{ARABIC}\n\n(أ ف ب)", ["AFP"], True),
        (f"{ARABIC}\n\n(أ ف ب)", ["AFP", "فرانس برس"], False),  # the contract's own is asked for
        (f"{ARABIC}\n\n(رويترز)", ["AFP"], False),
    ],
)
def test_an_owners_name_counts_in_a_writing_that_the_contract_has_no_wording_in(
    text: str, wordings: list[str], met: bool
) -> None:
    judgement, _ = story(text, "afp", wordings, ["dateline", "end"])
    assert (judgement.verdict == "clear") is met


@pytest.mark.parametrize(
    ("head", "where", "words"),
    [
        ("", ["dateline", "end"], "(AFP) - Dock workers"),  # the story is the agency's
        (f"{LEDE}\n\n", ["dateline", "byline", "end"], "\n\nAFP"),
        (f"By Jo Petrie\n\n{LEDE}\n\n", ["dateline", "any"], "\n\nAFP"),
        (f"{LEDE} ", ["dateline", "end"], "\n\nAFP"),  # in the reporter's own paragraph
        (f"{LEDE}\n\n", ["dateline"], f"{LEDE}\n\n(AFP) - Dock"),  # nowhere else: above theirs
    ],
)
def test_a_mixed_story_has_no_agencys_dateline_above_the_reporters_lede(
    head: str, where: list[str], words: str
) -> None:
    text = head + STORY
    before, check = story(text, "afp", ["AFP"], where, start=len(head))
    mended = fixed(text, before)
    assert words in mended
    assert check(mended).verdict == "clear"


def test_a_story_that_is_mostly_other_text_is_credited_at_its_end() -> None:
    text = STORY + "\n\n" + "\n\n".join([LEDE] * 20)
    before, _ = story(text, "afp", ["AFP"], ["dateline", "end"], share_of_draft=0.2)
    assert fixed(text, before) == f"{text}\n\nAFP"


@pytest.mark.parametrize(
    ("text", "writing"),
    [
        ("AFP 2025", "latin"),
        ("共同", "han"),
        ("港湾労働者は戻る", "japanese"),
        ("这家公司名叫の字" + "这" * 3, "han"),  # one kana in eleven letters
        ("这家公司の字" + "这" * 3, "japanese"),  # one in nine
        ("2025 - !", ""),
    ],
)
def test_a_writing_is_told_by_its_letters(text: str, writing: str) -> None:
    assert writing_of(text) == writing


def test_a_simplified_text_with_a_traditional_name_stays_simplified() -> None:
    assert style_of("電" + "这" * 19) == "han"  # one character in twenty
    assert style_of("電" + "这" * 18) == "traditional"
    assert (style_of("電車は走る"), style_of("AFP")) == ("japanese", "latin")


def test_what_is_accepted_is_the_contracts_and_what_it_is_silent_on() -> None:
    assert accepted(("共同",), "kyodo") == ("共同",)
    assert set(accepted(("Kyodo",), "kyodo")) == {"Kyodo", "共同", "共同社"}
    assert accepted(("Lantern",), "pub:lantern") == ("Lantern",)
    assert wording_in("han", ("Kyodo", "共同"), "kyodo") == "共同"


def test_a_dateline_in_japanese_brackets_counts_early_in_a_story_only() -> None:
    held = agreement(credit={"text": ["共同"], "where": ["dateline"]})
    paragraphs = [f"{JAPANESE.split(chr(10))[0]}その{n}。" for n in range(7)]

    def verdict(number: int) -> str:
        marked = [f"【共同】{p}" if n == number else p for n, p in enumerate(paragraphs)]
        text = "\n\n".join(marked)
        zones: list[Zone] = []
        at = 0
        for words in marked:
            zones.append(Zone(at, at + len(words), "body"))
            at += len(words) + 2
        draft = Draft(text, tuple(zones))
        return judged(text, matches=(match(end=100),), agreements=(held,), draft=draft).verdict

    assert (verdict(0), verdict(4), verdict(5)) == ("clear", "clear", "credit_required")
