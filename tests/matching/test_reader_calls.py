"""A site's calls to its readers are nobody's story, however many of its stories end with them."""

from pathlib import Path

import pytest

from checker.matching.passages import A_READER_CALL
from checker.matching.thresholds import THRESHOLDS as T
from checker.text.reader_calls import is_a_reader_call
from tests.matching.searching import FIRST, counted, searched

BARGE = "A barge ran into the lock gate of Marren on Monday morning and blocked it for six hours."
TRAMS = "Two trams met on a single track near the Osby market, to the surprise of both drivers."
TIPS = (
    "Got a harbour story? If you have a story, a drawing or a map of a barge, get in touch with "
    "the team of the Marren Courier by writing to barges@courier.example, calling at the kettle or "
    "leaving a note under the third lamp of the quay, and we will love to hear from you."
)
COMMENT = (
    "Your email address will not be published. Required fields are marked with a barge. Leave a "
    "comment about the kettle of the pilots below."
)
TEASERS = "Also read: The kettle of the pilots is back on the quay after two long and cold winters"
RUSSIAN = "Подписывайтесь на наш канал о порте и чайнике: больше новостей для лоцманов каждый день."


@pytest.mark.parametrize("call", [TIPS, COMMENT, TEASERS, RUSSIAN])
@pytest.mark.parametrize("sources", [1, 4])
def test_a_call_to_the_readers_does_not_count(tmp_path: Path, call: str, sources: int) -> None:
    held: list[tuple[str, int | None]] = [
        (f"{BARGE} {number} eels fled.\n\n{call}", FIRST) for number in range(sources)
    ]
    draft = f"{TRAMS}\n\n{call}"
    found = searched(tmp_path, held, draft, FIRST + 1)
    assert not counted(found)
    notes = {p.note for match in found.matches for p in match.passages}
    assert notes <= {A_READER_CALL}


@pytest.mark.parametrize("call", [TIPS, COMMENT, TEASERS, RUSSIAN])
def test_a_story_copied_with_its_call_counts(tmp_path: Path, call: str) -> None:
    text = f"{BARGE} {TRAMS}\n\n{call}"
    found = searched(tmp_path, [(text, FIRST)], text, FIRST + 1)
    assert counted(found) == {"s0"}


@pytest.mark.parametrize(("own", "counts"), [(-1, False), (2, True)])
def test_a_passage_that_is_a_call_by_most_of_its_words_is_one(
    tmp_path: Path, own: int, counts: bool
) -> None:
    """The call has 24 words: with 16 others it is just the share of 0.6, with 17 less."""
    call = " ".join(["Follow us", *(f"barge{number}" for number in range(22))]) + "."
    others = round(24 / T.standing_share) - 24 + own
    sentence = " ".join(["The pilot", *(f"kettle{number}" for number in range(others - 2))]) + "."
    shared = f"{sentence} {call}"
    found = searched(tmp_path, [(f"{shared}\n\n{BARGE} {TRAMS}", FIRST)], shared, FIRST)
    assert bool(counted(found)) is counts


@pytest.mark.parametrize("begin", ["Read also:", "Lire aussi :", "Lesen Sie auch:", "Lee también:"])
@pytest.mark.parametrize(("length", "counts"), [(195, False), (205, True)])
def test_a_sentence_behind_a_link_whose_line_break_was_lost_is_the_story(
    tmp_path: Path, begin: str, length: int, counts: bool
) -> None:
    words = f"{begin} The kettle is back {BARGE[:-1]}, where two pilots from Osby counted the eels "
    words += (
        "and said that the lamp of the third quay had been out since the winter before the last"
    )
    sentence = (
        f"{words}, and so on and so forth"[: length - 1].rstrip(" ,").ljust(length - 1, "x") + "."
    )
    found = searched(tmp_path, [(f"{TRAMS}\n\n{sentence}", FIRST)], f"It rains. {sentence}", FIRST)
    assert bool(counted(found)) is counts


CALLS = {
    "affected": "Have you been affected by the closure of the lock and the loss of its lamp?",
    "experience": "Do you have a strange experience with the eels of Marren that you can tell?",
    "disclosure": "Disclosure: I/we hold no kettles of the firms named and plan to buy none now.",
    "own article": "I wrote this article myself and was paid by nobody but the readers of it.",
    "de": "Möchten Sie mehr darüber erfahren, was im Hafen von Marren und an Land geschieht?",
    "fr": "Vous souhaitez recevoir chaque matin les nouvelles du port et de ses pilotes ?",
    "es": "¿Quieres recibir cada mañana las noticias del puerto de Marren y de sus prácticos?",
    "it": "Vuoi ricevere ogni mattina le notizie sul porto di Marren, sui piloti e sulle anguille?",
    "pt": "Quer receber todas as manhãs as notícias do porto de Marren e dos seus práticos?",
    "pl": "Byłeś świadkiem czegoś ciekawego w porcie w Marren albo nad śluzą przy drugiej latarni?",
    "ru": "Хотите первыми узнавать о баржах, чайниках и лоцманах порта и его фонаря?",
    "uk": "Хочете отримувати щоранку новини про порт, його лоцманів і чайники на пірсі?",
    "ar": "هل تريد أن تصلك كل صباح أخبار ميناء مارن ومرشديه ومنارته الثانية وثعابين الماء فيه؟",
    "hi": "ताजा खबरों के लिए हर सुबह मारेन बंदरगाह और उसके दूसरे दीपक का पन्ना खोलते रहिए।",
    "vi": "Bạn có muốn nhận mỗi sáng tin tức về cảng Marren, hoa tiêu và ngọn đèn thứ hai không?",
    "zh": "如果您有新闻线索，请致电灯塔热线，我们的记者会在第一时间与您取得联系并登门采访。",
    "ja": "最新情報を受け取りたい方は、灯台だよりの頁から名前と港の名前を入力してください。",
}
LABELLED = {
    "en": "PAY ATTENTION: Do you have news of barges or eels to share with the Lamp?",
    "de": "Wichtig: Abonnieren Sie jetzt den Brief des Leuchtturms mit allen Lotsen und Aalen!",
    "fr": "À noter : Abonnez-vous à la lettre du phare, avec tous les pilotes de ce port.",
    "ru": "Внимание: Подписывайтесь на письмо маяка обо всех лоцманах, чайниках и угрях порта.",
    "zh": "小编提醒：如果您有新闻线索请写信给灯塔，说说引水员、水壶和鳗鱼的最新消息。",
}
ASKED = {
    "de": "Wollen die Lotsen von Marren nicht fahren, müssen die Kähne vor der Schleuse warten.",
    "en": "Have the pilots of Marren been told that the second lamp will be lit on Monday night?",
    "fr": "Vous serez surpris d'apprendre que les pilotes de Marren dorment à midi sous le phare.",
    "ru": "Хотят ли лоцманы порта Маррен работать ночью, никто не знает, сказал смотритель маяка.",
    "ar": "هل يعود مرشدو ميناء مارن إلى العمل ليلا بعد إصلاح المنارة الثانية ورحيل الثعابين؟",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_readers_are_asked_what_they_want_and_what_they_saw(tmp_path: Path, call: str) -> None:
    held: list[tuple[str, int | None]] = [(f"{BARGE} Eels fled.\n\n{call}", FIRST)]
    assert not counted(searched(tmp_path, held, f"{TRAMS}\n\n{call}", FIRST + 1))


@pytest.mark.parametrize("call", LABELLED.values(), ids=LABELLED)
def test_a_label_may_stand_before_a_call(tmp_path: Path, call: str) -> None:
    held: list[tuple[str, int | None]] = [(f"{BARGE} Eels fled.\n\n{call}", FIRST)]
    assert not counted(searched(tmp_path, held, f"{TRAMS}\n\n{call}", FIRST + 1))


@pytest.mark.parametrize(("length", "call"), [(24, True), (25, False)])
def test_a_label_before_a_call_is_short(length: int, call: bool) -> None:
    assert is_a_reader_call("a" * length + ": Follow us on the quay.") is call


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_question_of_the_story_is_no_call(tmp_path: Path, asked: str) -> None:
    held: list[tuple[str, int | None]] = [(f"{BARGE} Eels fled.\n\n{asked}", FIRST)]
    assert counted(searched(tmp_path, held, f"{TRAMS}\n\n{asked}", FIRST + 1))
