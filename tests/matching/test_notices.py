"""What items of several weeks carry: terms, boxes below, leads of a house, words of officials."""

from pathlib import Path

import pytest

from checker.matching.passages import A_SPEECH, OFFICIAL_WORDS
from checker.matching.shared_passages import TERMS
from checker.matching.standing import OLD_LEAD
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.evidence import SearchResult
from tests.matching.newsroom import story as invented
from tests.matching.searching import FIRST, counted, searched

STORIES = (
    "A carpet museum in Osby found a moth and closed its largest hall for the whole of the winter.",
    "Goat cheese from Pellam won a prize for the first time since the mayor began to judge it.",
    "Cyclists in Lindvale asked for a bridge, and the council gave them a rowing boat instead.",
    "The school choir of Grenness sang on the roof while workmen took away the old gymnasium.",
)
TERMS_IN = {
    "en": (
        "• The winner alone may use the kettle and must not hand it on or sell it to anybody else.",
        "• No questions about the draw are answered, neither by letter nor at the harbour office.",
        "• Whoever takes part agrees that we keep the address until the kettle has been sent off.",
        "• The kettle goes to places on this side of the lock only and may arrive a little late.",
    ),
    "de": (
        "- Nur die Gewinnerin darf den Kessel benutzen; er wird weder verkauft noch weitergegeben.",
        "- Fragen zur Auslosung werden nicht beantwortet, weder brieflich noch im Büro am Hafen.",
        "- Wer teilnimmt, ist einverstanden, dass wir die Anschrift bis zum Versand aufbewahren.",
        "- Der Kessel geht nur an Orte diesseits der Schleuse und kann etwas später eintreffen.",
    ),
    "ru": (
        "• Чайником может пользоваться только победитель, продавать и передавать его нельзя.",
        "• На вопросы о розыгрыше мы не отвечаем ни письмом, ни в конторе порта у третьего фонаря.",
        "• Участник согласен с тем, что мы храним его адрес до того дня, когда чайник отправлен.",
        "• Чайник отправляют только на эту сторону шлюза, и он может прийти немного позже срока.",
    ),
    "ja": (
        "・やかんを使えるのは当選した本人のみで、他人に譲ったり売ったりすることはできません。",
        "・抽選の結果に関する質問には、手紙でも港の事務所でもお答えできませんのでご了承ください。",
        "・応募した人は、やかんの発送が終わるまで住所を保管することに同意したものとみなします。",
        "・発送は水門のこちら側に限り、潮の都合により到着が多少遅れる場合もありますのでご承知ください。",
    ),
}
BOX = (
    "a kettle for every quay: our shop by the third lamp has kettles in nine colours, with a "
    "whistle or without, and on wet days a cup of soup comes with each of them. open from noon "
    "until the last barge has gone, and on its page for all who would rather stay in there is "
    "a drawing of every kettle with its weight, its song and the name of its smith. whoever "
    "brings back an old one gets a lid for nothing, and children may paint theirs at the table."
)
LEADS = {
    "en": (
        "The members of the harbour council heard the report on barges today and began to discuss "
        "it in three groups, each of which had been given {n} and a bell.",
        ("a small lamp from the museum", "the last map of the eastern lock"),
    ),
    "fr": (
        "Les membres du conseil du port ont entendu aujourd'hui le rapport sur les péniches et ont "
        "commencé à en débattre en trois groupes, dont chacun avait reçu {n} et une clochette.",
        ("une petite lampe du musée", "le dernier plan de l'écluse de l'est"),
    ),
    "es": (
        "Los miembros del consejo del puerto escucharon hoy el informe sobre las barcazas y "
        "empezaron a discutirlo en tres grupos, cada uno de los cuales recibió {n} y un timbre.",
        ("una lámpara pequeña del museo", "el último plano de la esclusa del este"),
    ),
    "zh": (
        "港务委员会今天上午听取了关于驳船工作的年度报告，并分成三个小组进行讨论，每个小组都得到了{n}和一只铃铛，"
        "与会人员认真审议，会场气氛十分热烈。",
        ("博物馆送来的一盏铜制小油灯和三张船票", "东边水闸的最后一张旧图纸"),
    ),
}
SPEECH = (
    "局长强调，要坚持把灯塔擦亮、把缆绳理顺，深入推进港口各项工作落到实处，让每一位领航员都能喝上热茶，"
    "让每一艘驳船都能平安靠岸，不断开创渔港事业的新局面。"
)


def notes(result: SearchResult) -> set[str]:
    return {p.note for match in result.matches for p in match.passages if not p.counted}


@pytest.mark.parametrize("language", TERMS_IN)
@pytest.mark.parametrize(
    ("items", "apart", "counts"),
    [
        (T.terms_sources - 1, 30, True),
        (T.terms_sources, 30, False),
        (T.terms_sources, T.form_days // 2, True),  # a list of the week
        (T.terms_sources, None, True),  # of unknown days nothing is known
    ],
)
def test_points_that_items_of_several_weeks_have_are_terms(
    tmp_path: Path, language: str, items: int, apart: int | None, counts: bool
) -> None:
    terms = "\n".join(TERMS_IN[language])
    held = [
        (f"{STORIES[n]}\n\n{terms}", None if apart is None else FIRST + apart * n)
        for n in range(items)
    ]
    draft = f"{invented(99, 6)}\n\n{terms}\n\n{invented(98, 6)}"
    found = searched(tmp_path, held, draft, FIRST + 1)
    if counts:
        assert TERMS not in notes(found)
    else:
        assert not counted(found)


def test_a_list_that_is_the_article_counts_whatever_reprints_there_are(tmp_path: Path) -> None:
    recipe = "\n".join(TERMS_IN["en"])
    held = [(f"{recipe}\n\n{STORIES[n][:40]}.", FIRST + 30 * n) for n in range(4)]
    assert counted(searched(tmp_path, [*held], recipe, FIRST + 1))


@pytest.mark.parametrize(
    ("items", "apart", "counts"),
    [(2, 30, True), (3, T.form_days // 2, True), (3, 30, False)],
)
def test_a_box_below_items_of_several_weeks_is_no_story(
    tmp_path: Path, items: int, apart: int, counts: bool
) -> None:
    """The shop's items are about kettles too: only names of people tell background."""
    held = [
        (
            f"our shop has a new kettle for the third lamp. {invented(60 + n, 6)}\n\n{BOX}",
            FIRST + apart * n,
        )
        for n in range(items)
    ]
    draft = f"{invented(97, 6)}\n\n{BOX}"
    assert bool(counted(searched(tmp_path, [*held], draft, FIRST + 1))) is counts


@pytest.mark.parametrize("language", LEADS)
@pytest.mark.parametrize(
    ("apart", "counts"), [(T.form_days, True), (T.form_days + 1, False), (None, True)]
)
def test_a_house_opens_its_reports_alike(
    tmp_path: Path, language: str, apart: int | None, counts: bool
) -> None:
    lead, (first, second) = LEADS[language]
    source = f"{lead.format(n=first)}\n\n{invented(70, 8)}"
    draft = f"{lead.format(n=second)}\n\n{invented(71, 8)}"
    found = searched(tmp_path, [(source, FIRST)], draft, None if apart is None else FIRST + apart)
    if counts:
        assert OLD_LEAD not in notes(found)
    else:
        assert not counted(found)


@pytest.mark.parametrize("language", LEADS)
def test_a_lead_that_is_copied_with_more_or_alone_or_unchanged_counts(
    tmp_path: Path, language: str
) -> None:
    lead, (first, second) = LEADS[language]
    story = invented(70, 8)
    source = f"{lead.format(n=first)}\n\n{story}"
    with_more = f"{lead.format(n=second)}\n\n{story}"
    unchanged = f"{lead.format(n=first)}\n\n{invented(71, 8)}"
    for number, draft in enumerate((with_more, unchanged)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert counted(searched(folder, [(source, FIRST)], draft, FIRST + 90))


@pytest.mark.parametrize(
    ("verb", "apart", "counts"),
    [
        *(("强调", apart, False) for apart in (0, T.story_days, T.story_days + 1)),
        *(("表示", apart, False) for apart in (0, T.story_days + 1)),
        *(("指示", apart, False) for apart in (0, T.story_days + 1)),
        ("强调", None, True),  # of unknown days nothing is concluded
        ("说", 0, True),  # the newsroom's own words may follow
        ("说", T.story_days, True),
        ("说", T.story_days + 1, False),  # both texts say that somebody said it
    ],
)
def test_both_report_what_an_official_said(
    tmp_path: Path, verb: str, apart: int | None, counts: bool
) -> None:
    speech = SPEECH.replace("强调", verb)
    source = f"港务局召开会议，三名领航员参加。\n\n{speech}\n\n会后下起了大雨，鳗鱼都跑了。"
    draft = f"灯塔博物馆开放，第一批观众是小学生。\n\n{speech}\n\n馆长带大家看了旧灯。"
    found = searched(tmp_path, [(source, FIRST)], draft, None if apart is None else FIRST + apart)
    assert bool(counted(found)) is counts
    assert bool({A_SPEECH, OFFICIAL_WORDS} & notes(found)) is not counts


@pytest.mark.parametrize("apart", [0, T.story_days + 1, 90])
@pytest.mark.parametrize(
    ("of_source", "of_draft", "counts"),
    [
        ("局长强调，", "", False),  # the draft leaves the speaker out
        ("局长强调，", "大家认为，", False),
        ("", "局长强调，", True),  # the source's own words in an official's mouth
    ],
)
def test_the_source_says_whose_words_they_are(
    tmp_path: Path, of_source: str, of_draft: str, counts: bool, apart: int
) -> None:
    words = SPEECH.partition("，")[2]
    source = f"港务局召开会议，三名领航员参加。\n\n{of_source}{words}\n\n会后下起了大雨。"
    draft = f"灯塔博物馆开放，第一批观众是小学生。\n\n{of_draft}{words}\n\n馆长带大家看了旧灯。"
    assert bool(counted(searched(tmp_path, [(source, FIRST)], draft, FIRST + apart))) is counts


def test_a_speech_does_not_count_either_where_the_rest_of_a_report_is_used(tmp_path: Path) -> None:
    """Another passage shows that the report was used; the official's words stay the official's."""
    report = (
        "港务局二十七名引水员昨天在灯塔下开会，讨论猫的晚餐和三艘驳船的去向，会议开了一个小时。"
    )
    source = f"{report}\n\n{SPEECH}"
    draft = f"{report}\n\n灯塔博物馆开放，第一批观众是小学生，馆长带大家看了旧灯。\n\n{SPEECH}"
    found = searched(tmp_path, [(source, FIRST)], draft, FIRST + 1)
    assert counted(found) == {"s0"}
    assert OFFICIAL_WORDS in notes(found)


def test_a_report_that_is_copied_with_its_speech_counts_on_any_day(tmp_path: Path) -> None:
    source = f"港务局召开会议，三名领航员带着水壶参加，讨论了缆绳的价格。\n\n{SPEECH}"
    assert counted(searched(tmp_path, [(source, FIRST)], source, FIRST + 90))
