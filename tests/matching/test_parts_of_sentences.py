"""Parts of sentences that one source has count together, or for their figures and names.

In Chinese and Japanese names are those of offices and events as well, and sentences are as long as
paragraphs, so more is asked for.
"""

from pathlib import Path

import pytest

from checker.matching.passages import A_PHRASE
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import counted, searched

# What stands before and behind a part in the source and in the draft, and parts of about 15 words.
AROUND = {
    "en": (
        ("Before the regatta began and while the cooks were still peeling onions on the quay, {}",
         "although nobody in the old customs house had ever believed that it would come to this."),
        ("Readers of our supplement who like to travel in the autumn may want to remember that {}",
         "which is one more reason to pack a scarf, a good lamp and something to eat for the way."),
    ),
    "zh": (
        ("渔民们还在码头上剥着洋葱等待赛船开始的时候大家都没有料到事情会是这样，{}",
         "而旧海关里的老人们至今仍不相信这一切真的发生过并且还会再发生一次。"),
        ("喜欢在秋天出门旅行的读者朋友们收拾行李以前也许会愿意记住这么一件小事，{}",
         "这也是多带一条围巾一盏好灯和一点路上吃的东西的又一个理由吧。"),
    ),
    "ar": (
        ("وبينما كان الطهاة يقشرون البصل على الرصيف قبل أن يبدأ سباق القوارب في الصباح الباكر، {}",
         "مع أن أحدا في بيت الجمارك القديم لم يصدق يوما أن الأمر سينتهي إلى هذه الحال العجيبة."),
        ("وقد يود القراء الذين يحبون السفر في الخريف أن يتذكروا وهم يحزمون حقائبهم الثقيلة أن، {}",
         "وذلك سبب آخر لحمل وشاح دافئ ومصباح جيد وشيء يؤكل في الطريق الطويل نحو الجنوب البعيد."),
    ),
}  # fmt: skip
PARTS = {
    "en": (
        "the ferry has to wait below the white cliff until the heron on its bow wakes up again,",
        "the pilots draw straws every evening for the narrow bunk beside the stove and a cat,",
        "the harbour choir rehearses in the cold store because the echo there is kinder to basses,",
    ),
    "zh": (
        "渡船必须停在白色悬崖下面直到船头的苍鹭重新醒来飞走为止，",
        "引水员们每天晚上都要抽签决定谁能睡在厨房炉子旁边的窄床，",
        "港口合唱团总在冷库里排练因为那里的回声对低音部更加友好，",
    ),
    "ar": (
        "على العبارة أن تنتظر تحت الجرف الأبيض إلى أن يستيقظ مالك الحزين على مقدمتها ثانية،",
        "ويسحب المرشدون كل مساء قشة ليعرفوا من ينام على السرير الضيق قرب موقد المطبخ الكبير،",
        "وتتدرب جوقة الميناء في مخزن التبريد لأن الصدى هناك أرفق بأصحاب الأصوات الغليظة من غيره،",
    ),
}


def texts(language: str, parts: list[str]) -> tuple[str, str]:
    """A source and a draft that have parts of sentences in common, a paragraph each."""
    of_source, of_draft = AROUND[language]
    source = "\n\n".join(f"{of_source[0].format(part)} {of_source[1]}" for part in parts)
    draft = "\n\n".join(f"{of_draft[0].format(part)} {of_draft[1]}" for part in parts)
    return source, draft


@pytest.mark.parametrize(
    ("language", "parts", "counts"),
    [("en", 1, False), ("en", 2, True), ("ar", 2, True), ("zh", 2, False), ("zh", 3, False)],
)
def test_several_parts_of_sentences_count_together(
    tmp_path: Path, language: str, parts: int, counts: bool
) -> None:
    source, draft = texts(language, list(PARTS[language][:parts]))
    result = searched(tmp_path, [(source, None)], draft)
    assert bool(counted(result)) is counts
    shown = [p for match in result.matches for p in match.passages]
    assert counts or {p.note for p in shown} == {A_PHRASE}
    least = T.background_words if language == "zh" else T.phrases_words
    assert (sum(p.words for p in shown) >= least) is counts


def test_more_parts_of_sentences_count_in_chinese_too(tmp_path: Path) -> None:
    source, draft = texts(
        "zh", [*PARTS["zh"], "灯塔的看守人把旧报纸折成小船放进雨水沟里让邻家的孩子们去追，"]
    )
    assert counted(searched(tmp_path, [(source, None)], draft)) == {"s0"}


@pytest.mark.parametrize(
    ("language", "part", "counts"),
    [
        ("en", "the bridge from Marren to the island of Skerry is now 36 miles long and still the"
               " longest one,", True),
        ("en", "the bridge from one end of the bay to the other is now very long and still the"
               " longest one,", False),
        ("zh", "连接美国和加拿大的跨海大桥全长36公里沿途一共设有12座白色灯塔，", True),
        ("zh", "连接美国和加拿大的跨海大桥全长36公里沿途一共设有许多白色灯塔，", False),
        ("ar", "ويبلغ طول الجسر بين الميناء والجزيرة 36 ميلا وعليه 12 منارة بيضاء يراها كل بحار،",
         True),
        ("ar", "ويبلغ طول الجسر بين الميناء والجزيرة 36 ميلا وعليه منارات بيضاء يراها كل بحار،",
         False),
    ],
)  # fmt: skip
def test_figures_and_names_stand_for_a_whole_sentence(
    tmp_path: Path, language: str, part: str, counts: bool
) -> None:
    source, draft = texts(language, [part])
    assert bool(counted(searched(tmp_path, [(source, None)], draft))) is counts


@pytest.mark.parametrize(("same", "counts"), [("slept", True), ("woke", False)])
def test_an_unchanged_sentence_counts_though_a_word_in_front_of_it_is_the_same(
    tmp_path: Path, same: str, counts: bool
) -> None:
    """Both texts end the sentence before with one word; another sentence with a change is none."""
    sentence = "Nobody had told the pilots that their ferry would sail before the herring came."
    before = "For eleven years the brass band of the harbour practised where they"
    source = f"The keeper of the lighthouse painted his door once he {same}. {sentence}"
    changed = sentence if counts else sentence.replace("herring", "salted")
    draft = f"{before} {same}. {changed} {before} left."
    assert bool(counted(searched(tmp_path, [(source, None)], draft))) is counts
