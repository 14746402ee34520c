"""What is found, what is not, and what is said of it."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.index import Index
from checker.models.draft import Draft, Span, Zone
from checker.models.evidence import SearchResult
from tests.matching.newsroom import (
    MemoryDocuments,
    counted,
    draft,
    one_source,
    ordinal,
    sentence,
    sources,
    story,
)

Search = Callable[..., SearchResult]
HARBOUR = (
    "The harbour office closed gate four on Monday. Two cranes had stopped in the night after a"
    " fire in the cable room. Lorries queued as far as the motorway bridge."
)
OWN = (
    "A bakery in the old town sells bread at half price after six. Its owner says that nothing"
    " should be thrown away."
)


@pytest.fixture
def documents() -> MemoryDocuments:
    return MemoryDocuments()


@pytest.fixture
def search(tmp_path: Path, documents: MemoryDocuments) -> Search:
    index = Index.open(tmp_path, documents)

    def run(*parts: str, **more: object) -> SearchResult:
        index.sync()
        return index.search(draft(*parts), **more)  # type: ignore[arg-type]

    return run


def test_a_one_line_alert_is_found(documents: MemoryDocuments, search: Search) -> None:
    documents.add("alert", "Ferry strike at two northern ports ends after a week - operators")
    (match,) = search(
        "FLASH Ferry strike at two northern ports ends after a week - operators"
    ).matches
    assert match.share_of_source == 1.0
    assert match.passages[0].counted


def test_a_span_holds_inserted_words_to_the_end_of_the_sentence(
    documents: MemoryDocuments, search: Search
) -> None:
    documents.add("one", "The minister says she has no plan to sell the railway.")
    text = (
        "The minister says she still has no firm plan at all to sell the railway. Unions doubt it."
    )
    (match,) = search(text).matches
    (passage,) = match.passages
    assert text[passage.start : passage.end] == text[: text.index(" Unions")]


def test_news_items_that_share_their_frame_are_no_copy(
    documents: MemoryDocuments, search: Search
) -> None:
    documents.add(
        "one",
        "Officials said on Friday that nine people were rescued in the flood on a farm near the"
        " old mill, and that a horse was lost.",
    )
    text = (
        "Officials said on Monday that three people were fined in the raid on a shop near the"
        " old station, and that a car was seized."
    )
    assert search(text).matches == ()


@pytest.mark.parametrize("text", ["", "  \n\t", "*** --- ***", "😀", "a", "\ud800"])
def test_a_text_without_words_matches_nothing(
    documents: MemoryDocuments, search: Search, text: str
) -> None:
    documents.add("one", HARBOUR)
    assert search(text) == SearchResult(())


def test_a_paragraph_in_thousands_of_words_is_found_with_its_borders(
    documents: MemoryDocuments, search: Search
) -> None:
    documents.add("one", HARBOUR)
    before, after = story(1, 150), story(2, 150)
    (match,) = search(before, HARBOUR, after).matches
    (passage,) = match.passages
    assert match.share_of_source == 1.0
    assert (passage.start, passage.end) == (len(before) + 2, len(before) + 2 + len(HARBOUR))


@pytest.mark.parametrize(
    ("own", "copied"),
    [
        (
            "市立图书馆将延长开放时间。",
            "港口办公室周三表示，三台起重机将于夜间重新启动，卡车排到了高速公路大桥。",
        ),
        (
            "図書館は夜九時まで開く。",
            "港の事務所は水曜日、三台のクレーンが夜に再び動き出すと発表し、車の列は橋まで続いた。",
        ),
        (
            "ห้องสมุดเปิดถึงสามทุ่ม",
            "สำนักงานท่าเรือแจ้งว่าปั้นจั่นสามตัวจะกลับมาทำงานในคืนวันพุธหลังเกิดเพลิงไหม้ในห้องสายเคเบิล",
        ),
        (
            "도서관은 늦게까지 연다.",
            "항만 사무소는 수요일 밤에 크레인 세 대가 다시 움직일 것이라고 발표했으며"
            " 트럭 행렬이 고속도로 다리까지 이어졌다고 경찰이 말했다.",
        ),
        (
            "تفتح المكتبة حتى التاسعة.",
            "أعلن مكتب الميناء أن ثلاث رافعات ستعود إلى العمل مساء الأربعاء"
            " بعد حريق في غرفة الكابلات، وامتدت الشاحنات حتى الجسر",
        ),
        (
            "पुस्तकालय देर तक खुला रहेगा।",
            "बंदरगाह कार्यालय ने बुधवार को कहा कि तीन क्रेन रात में फिर से"
            " चलने लगेंगी और ट्रकों की कतार पुल तक पहुंच गई थी",
        ),
    ],
)
def test_a_sentence_is_found_in_every_script(
    documents: MemoryDocuments, search: Search, own: str, copied: str
) -> None:
    documents.add("one", copied)
    documents.add("other", own)
    text = f"{own}\n\n{copied}"
    matches = {match.source: match for match in search(text).matches}
    (passage,) = matches["one"].passages
    assert text[passage.start : passage.end].startswith(copied[:-1])
    assert passage.counted


@pytest.mark.parametrize(
    "worn",
    [
        HARBOUR.upper(),
        HARBOUR.replace(" ", "\u00a0"),
        HARBOUR.replace("o", "o\u00ad"),
        HARBOUR.replace("motorway", "motor-\nway"),
        "<p>" + HARBOUR.replace(" four", "&nbsp;four") + "</p>",
        HARBOUR.replace("a", "а"),  # Cyrillic
        "😀 " + HARBOUR.replace("e", "e\u0301"),
    ],
)
def test_typography_hides_nothing(documents: MemoryDocuments, search: Search, worn: str) -> None:
    documents.add("one", HARBOUR)
    (match,) = search(OWN, worn).matches
    assert match.share_of_source == 1.0


def test_look_alike_letters_are_told(documents: MemoryDocuments, search: Search) -> None:
    documents.add("one", HARBOUR)
    (match,) = search(HARBOUR.replace("a", "а")).matches  # Cyrillic
    assert "look-alike" in match.notes[0]


def test_moved_paragraphs_are_found_where_they_are(
    documents: MemoryDocuments, search: Search
) -> None:
    parts = [story(seed, 3) for seed in range(4)]
    documents.add("one", "\n\n".join(parts))
    (match,) = search(*reversed(parts)).matches
    assert match.share_of_source == 1.0
    assert len(match.passages) == 4


def test_what_unrelated_sources_end_with_is_not_counted(
    documents: MemoryDocuments, search: Search
) -> None:
    closing = sentence(random.Random(77), 35)
    for number in range(5):
        documents.add(f"s{number}", story(number) + "\n\n" + closing)
    found = search(story(900), closing)
    assert sources(found.matches) == []
    assert any("closing" in one.reason for one in found.rejected)
    assert sources(search(story(3), closing).matches) == ["s3"]


def test_a_notice_of_many_days_is_a_common_phrase(
    documents: MemoryDocuments, search: Search
) -> None:
    notice = sentence(random.Random(78), 40)
    for number in range(60):
        documents.add(f"s{number}", notice + "\n\n" + story(number), day=ordinal(number))
    assert sources(search(story(900), notice).matches) == []
    assert sources(search(notice, story(7)).matches) == ["s7"]


def test_a_story_of_one_day_in_a_hundred_outlets_is_found(
    documents: MemoryDocuments, search: Search
) -> None:
    shared = story(5)
    rng = random.Random(6)
    for number in range(120):
        documents.add(
            f"s{number}", shared + "\n\n" + sentence(rng, 4), owner=f"o{number}", day=ordinal(3)
        )
    found = search(story(900), shared)
    assert sources(found.matches)[0] == "s0"
    assert found.matches[0].share_of_draft > 0.4


def test_an_update_joins_the_family_and_the_best_version_is_named(
    documents: MemoryDocuments, search: Search, tmp_path: Path
) -> None:
    first, more = story(1), story(2, 2)
    documents.add("one", first + "\n\n" + more, day=ordinal(1))
    documents.add("two", first, day=ordinal(2))
    match = search(first).matches[0]
    assert match.source == "one"
    assert (match.earliest, match.newest) == ("one", "two")
    assert match.also_in == ("two",)
    assert Index.open(tmp_path, documents).stats()["families"] == 1


def test_the_family_outlives_its_first_text(documents: MemoryDocuments, search: Search) -> None:
    doc = documents.add("one", story(1))
    documents.add("two", story(1))
    search("")
    documents.remove(doc)
    assert sources(search(story(1)).matches) == ["two"]


def test_of_equal_sources_the_earliest_is_named_first(
    documents: MemoryDocuments, search: Search
) -> None:
    part = story(5, 4)
    documents.add("late", story(1) + "\n\n" + part, owner="b", day=ordinal(9))
    documents.add("early", story(2) + "\n\n" + part, owner="a", day=ordinal(3))
    matches = search(story(900), part).matches
    assert [match.source for match in matches] == ["early", "late"]
    assert matches[0].also_in == ("late",)
    assert "common source" in matches[0].notes[0]


def test_the_owner_that_the_drafts_own_marking_names_comes_first(
    documents: MemoryDocuments, search: Search
) -> None:
    part = story(5, 4)
    documents.add("late", story(1) + "\n\n" + part, owner="northwire", day=ordinal(9))
    documents.add("early", story(2) + "\n\n" + part, owner="a", day=ordinal(3))
    marked = "(Northwire) -"
    matches = search(marked, part, boilerplate=[Span(0, len(marked))]).matches
    assert matches[0].source == "late"


def test_markings_are_nobodys_story(documents: MemoryDocuments, search: Search) -> None:
    notice = sentence(random.Random(79), 30)
    documents.add("one", story(1) + "\n\n" + notice + "\n\n" + story(3))
    text = story(900) + "\n\n" + notice
    assert sources(search(text).matches) == ["one"]
    span = Span(len(story(900)) + 2, len(text))
    found = search(text, boilerplate=[span])
    assert sources(found.matches) == []


STATEMENT = (
    "we will not close this hospital, not this spring and not in the years to come, whatever the"
    " accountants may write to us about its empty beds"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [("“", "”"), ("„", "“"), ("« ", " »"), ("»", "«"), ('"', '"'), ("‘", "’"), ("'", "'")],
)
def test_a_quotation_of_a_third_party_is_shown_but_not_counted(
    documents: MemoryDocuments, search: Search, before: str, after: str
) -> None:
    documents.add("one", f"{HARBOUR} “{STATEMENT},” the mayor told the council.")
    (match,) = search(f"{OWN} The mayor said: {before}{STATEMENT}{after}. {OWN[:20]}").matches
    (passage,) = match.passages
    assert passage.cls == "quotation"
    assert not passage.counted
    assert match.words == 0


def test_a_blockquote_is_a_quotation(tmp_path: Path, documents: MemoryDocuments) -> None:
    documents.add("one", f"{HARBOUR} “{STATEMENT},” the mayor told the council.")
    text = f"{OWN}\n\n{STATEMENT}"
    start = len(OWN) + 2
    zoned = Draft(text, (Zone(0, len(OWN), "body"), Zone(start, len(text), "body", "quote")))
    (match,) = Index.open(tmp_path, documents).search(zoned).matches
    assert match.passages[0].cls == "quotation"


def test_a_teaser_of_another_story_does_not_count(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    documents.add("one", HARBOUR)
    text = f"{OWN}\n\n{HARBOUR}"
    zones = (Zone(0, len(OWN), "body"), Zone(len(OWN) + 2, len(text), "furniture", "teaser"))
    index = Index.open(tmp_path, documents)
    assert sources(index.search(Draft(text, zones, content_type="text/html")).matches) == []
    pasted = Draft(text, zones)  # without markup nobody knows what a short line is
    assert sources(index.search(pasted).matches) == ["one"]


def test_what_stands_in_page_chrome_is_shown_and_measured_apart(
    tmp_path: Path, documents: MemoryDocuments
) -> None:
    documents.add("one", HARBOUR)
    text = f"{OWN}\n\n{HARBOUR}"
    zones = (Zone(0, len(OWN), "body"), Zone(len(OWN) + 2, len(text), "furniture", "site"))
    index = Index.open(tmp_path, documents)
    (match,) = index.search(Draft(text, zones, content_type="text/html")).matches
    assert [passage.counted for passage in match.passages] == [False]
    assert "not in the article" in match.passages[0].note
    assert (match.words, match.chrome_words) == (0, len(HARBOUR.split()))
    assert match.chrome_share_of_source == 1.0


def test_copied_words_around_a_quotation_count(documents: MemoryDocuments, search: Search) -> None:
    told = (
        f"“{STATEMENT},” the mayor told the council on Tuesday night after six hours of debate in"
        " the town hall."
    )
    documents.add("one", f"{HARBOUR} {told}")
    (match,) = search(OWN, told).matches
    assert match.passages[0].counted
    assert 0 < match.quoted_words < match.words


def test_a_rewrite_is_related_never_copied(documents: MemoryDocuments, search: Search) -> None:
    documents.add(
        "one",
        "Surgeons at Westmoor hospital transplanted a kidney between two brothers on Thursday, the"
        " clinic director Paula Ferreira announced.",
    )
    (match,) = search(
        "Paula Ferreira, the clinic director, announced that surgeons at Westmoor hospital had on"
        " Thursday transplanted a kidney between two brothers.",
    ).matches
    assert match.cls in ("related", "derived")
    assert match.cls != "related" or not match.passages[0].counted


def test_the_same_form_with_other_figures_is_no_copy(
    documents: MemoryDocuments, search: Search
) -> None:
    documents.add(
        "one",
        "The company said that net profit rose to 41.2 million crowns in the third quarter from"
        " 37.9 million a year earlier, while sales grew 8.1 percent to 530 million.",
    )
    found = search(
        "The company said that net profit rose to 12.6 million crowns in the third quarter from"
        " 11.3 million a year earlier, while sales grew 2.4 percent to 287 million."
    )
    assert sources(found.matches) == []


def test_a_thousand_copies_of_a_sentence_are_one_passage_and_quick(
    documents: MemoryDocuments, search: Search
) -> None:
    line = sentence(random.Random(80), 18)
    documents.add("one", story(1) + " " + line)
    documents.add("many", "\n".join([line] * 1000))
    search("warm")
    began = time.process_time()
    found = search("\n".join([line] * 1000))
    assert time.process_time() - began < 30
    assert found.matches
    assert all(len(match.passages) < 20 for match in found.matches)


@pytest.mark.slow
def test_a_megabyte_is_checked_within_its_deadline(
    documents: MemoryDocuments, search: Search
) -> None:
    for number in range(60):
        documents.add(f"s{number}", story(number))
    text = "\n\n".join(story(number, 40) for number in range(260))
    assert len(text) > 900_000
    search("warm")
    found = search(text, deadline=time.monotonic() - 1)
    assert found.incomplete
    assert found.incomplete[0].code == "system.timeout"
    began = time.process_time()
    assert search(text).matches
    assert time.process_time() - began < 30


OTHER_SPELLINGS = {
    "Serbian": (
        "Народна скупштина је усвојила закон о заштити животне средине, којим се уводе обавезе за"
        " велике загађиваче, саопштила је председница парламента после дуге расправе.",
        "Narodna skupština je usvojila zakon o zaštiti životne sredine, kojim se uvode obaveze za"
        " velike zagađivače, saopštila je predsednica parlamenta posle duge rasprave.",
    ),
    "Chinese": (
        "国家统计局周一公布的数据显示，今年前两个月全国规模以上工业企业利润同比增长，扭转了势头。",
        "國家統計局週一公布的數據顯示，今年前兩個月全國規模以上工業企業利潤同比增長，扭轉了勢頭。",
    ),
    "Korean": (
        "정부는 월요일 내년 교육 예산을 올해보다 크게 늘리기로 결정했다고 밝혔다."
        " 장관은 이번 결정이 농촌 학교에 쓰인다고 말했다.",
        "정부는월요일내년교육예산을올해보다크게늘리기로결정했다고밝혔다."
        "장관은이번결정이농촌학교에쓰인다고말했다.",
    ),
}


@pytest.mark.parametrize(("one", "other"), OTHER_SPELLINGS.values(), ids=OTHER_SPELLINGS)
def test_a_copy_in_the_other_script_or_spelling_is_found_in_its_place(
    tmp_path: Path, one: str, other: str
) -> None:
    for number, (source, copied) in enumerate(((one, other), (other, one))):
        text = f"{OWN} {copied}"
        found = one_source(tmp_path / str(number), source, text)
        assert counted(found, text) == [copied]
        (passage,) = found.matches[0].passages
        assert source[passage.source_start : passage.source_end] == source
