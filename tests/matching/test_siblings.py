"""What other sources of the archive tell about a passage: background, notices, standing lines."""

from pathlib import Path

import pytest

from checker.index import Index
from checker.matching.thresholds import THRESHOLDS as T
from checker.models.draft import Draft
from tests.matching.newsroom import MemoryDocuments
from tests.matching.newsroom import story as invented
from tests.matching.searching import FIRST, counted, searched

BACKGROUND = (
    "The trial of harbour master Orrin Tolland opened in Marren in March after a ferry with 212 "
    "passengers hit the northern breakwater in fog. Tolland is charged with having sent the pilots "
    "home an hour early to save on overtime. He denies it, and says that the shipping line had "
    "asked him to. The line, Skerry Ferries, has paid 4.6 million crowns to the families of nine "
    "people who died."
)
NOTICE = (
    "You are reading a free sample of our evening letter for subscribers. It gathers what mattered "
    "today and is written by the people of the night desk. If you would like to have it in your "
    "mailbox every day before supper, tell us on the page of your account, where you can also "
    "choose how often we write, and in which language."
)
DAYS = (
    "Pilot Marta Sill told the court in Marren that Tolland had rung her at six and laughed.",
    "Skerry Ferries lost its licence for the Marren route, and Tolland's lawyer called it late.",
    "A weatherman showed the court in Marren his charts; Tolland took notes and said nothing.",
    "Families from Skerry sat in the front row as Tolland explained the rota of his pilots.",
    "The breakwater at Marren was painted white, as the passengers' families had asked Tolland.",
    "Tolland's deputy said that Skerry Ferries had sent a crate of smoked fish to the pilots.",
    "Judges in Marren put the verdict on Tolland off by a week because of a flooded archive.",
)
SUBJECTS = (
    "A carpet museum in Osby found a moth and closed its largest hall for the whole of the winter.",
    "Goat cheese from Pellam won a prize for the first time since the mayor began to judge it.",
    "Cyclists in Lindvale asked for a bridge, and the council gave them a rowing boat instead.",
    "The school choir of Grenness sang on the roof while workmen took away the old gymnasium.",
    "An inventor from Harlow showed a kettle that whistles the weather forecast of the next day.",
    "Bakers in Brannock went on strike for an hour and ended it because the bread was burning.",
    "A lighthouse at Tilbury was sold to two sisters who want to grow tomatoes behind the lamp.",
)


@pytest.mark.parametrize("items", [1, 2, 3, 7])
def test_the_background_of_a_running_story_is_its_agencys_text(tmp_path: Path, items: int) -> None:
    sources = [(f"{DAYS[n]}\n\n{BACKGROUND}", FIRST + n) for n in range(items)]
    draft = f"People in the harbour tell jokes about fog these days.\n\n{BACKGROUND}"
    assert counted(searched(tmp_path, [*sources], draft)) != set()


@pytest.mark.parametrize("items", [3, 7])
def test_a_notice_below_unlike_stories_is_nobodys_text(tmp_path: Path, items: int) -> None:
    sources = [(f"{SUBJECTS[n]}\n\n{NOTICE}", FIRST + 9 * n) for n in range(items)]
    draft = f"People in the harbour tell jokes about fog these days.\n\n{NOTICE}"
    assert counted(searched(tmp_path, [*sources], draft)) == set()


# Two reports of one trial that end with the same paragraph, which has other words than they have.
REPORTS = (
    "Karl Brodin told the court of Orsta that he had asked for money and had not got it. Nina Falk "
    "of Hydrocor said that the stains at Corran had looked harmless to her. They wore scarves.",
    "An engineer told the court of Orsta on Tuesday that his letters about Corran had been filed. "
    "A lawyer of Hydrocor asked him why. A bomb threat was a hoax, and Ola Krogh went for lunch.",
)
COLLAPSE = (
    "The wall, completed in 1971, gave way on November 2 after heavy rain and sent a wave of mud "
    "into the valley, killing 38 people. An inquiry found that warnings about cracks had been "
    "ignored in the three years before and that repairs worth seven million euros were put off."
)


@pytest.mark.parametrize(
    ("apart", "reports", "ending", "counts"),
    [
        (1, REPORTS, COLLAPSE, True),
        (T.story_days, REPORTS, COLLAPSE, True),
        (T.form_days, (REPORTS[0], SUBJECTS[0]), COLLAPSE, True),  # of few days, whoever is in it
        (T.form_days + 1, (REPORTS[0], SUBJECTS[0]), COLLAPSE, False),
        (1, (REPORTS[0], SUBJECTS[0]), f"{COLLAPSE} All at https://x.example/dam.", False),
        (1, REPORTS, NOTICE, False),  # without a name or figure
    ],
)
def test_the_background_of_reports_on_the_same_people_counts_whatever_words_it_has(
    tmp_path: Path, apart: int, reports: tuple[str, str], ending: str, counts: bool
) -> None:
    sources = [
        (f"{report}\n\n{invented(60 + at, 8)}\n\n{ending}", FIRST + apart * at)
        for at, report in enumerate(reports)
    ]
    draft = f"Our reporters will be there from eight in the morning.\n\n{ending}"
    assert bool(counted(searched(tmp_path, [*sources], draft))) is counts


TRIAL = (
    "青崖水库案星期一开庭，水库前负责人郭长河否认自己下令关闭泄洪闸，旁听席上有人举起照片。",
    "看闸的老工人葛大顺出庭作证，说钥匙一直挂在办公室里，辩护律师请求休庭但没有成功。",
    "省里的工程师把一段锈断的钢筋带进法院，郭长河没有碰它，只是低头看着自己的鞋。",
    "下游的茶农联名要求赔偿，说泥沙埋掉了他们全部的茶园，今年一斤春茶也没有收到。",
    "保险公司表示不会付款，因为在事发前半年就没有人缴纳保费，家属对此十分不满。",
    "法院门口摆着三十多双洗干净的鞋子，审判长请大家安静，一名陪审员生病回家去了。",
)
FLOOD = (
    "水库于去年8月12日深夜溃坝，洪水冲走下游两个村庄的47间房屋，造成23人死亡。调查组发现大坝的裂缝在"
    "三年前就被记录下来，维修款380万元却被用来修建办公楼，值班记录由同一个人一次写满了整个月。"
)


@pytest.mark.parametrize(
    ("items", "owners", "counts"),
    [
        (3, ("north",), True),
        (T.boilerplate_days - 1, ("north",), True),
        (T.boilerplate_days, ("north",), False),
        (3, ("north", "south"), False),
    ],
)
def test_background_of_few_days_needs_no_capital_letters(
    tmp_path: Path, items: int, owners: tuple[str, ...], counts: bool
) -> None:
    documents = MemoryDocuments()
    for at, report in enumerate(TRIAL[:items]):
        owner = owners[at % len(owners)]
        documents.add(f"s{at}", f"{report}\n\n{FLOOD}", owner=owner, day=FIRST + at)
    index = Index.open(tmp_path, documents)
    index.sync()
    own = (
        "集市今天早上很安静，几个老人在树下打牌，一条狗睡在水池边，没有人知道它叫什么名字。\n\n"
        "鱼贩把剩下的鱼送给了猫，然后收起摊子回家去睡午觉，晚上还要带孙女去河对岸看一场木偶戏。\n\n"
    )
    assert bool(counted(index.search(Draft(f"{own}{FLOOD}")))) is counts


@pytest.mark.parametrize(("apart", "items", "counts"), [(9, 4, True), (15, 4, False)])
def test_a_story_that_goes_on_names_its_people_above_its_background(
    tmp_path: Path, apart: int, items: int, counts: bool
) -> None:
    """Reports share two names, of which the passage has one; T.form_days."""
    ending = f"{COLLAPSE[:-1]}, and most of that was for the pumps of Hydrocor."
    sources = [
        (
            f"In a hall Orsta heard of Hydrocor and of {invented(60 + at, 4)}\n\n{ending}",
            FIRST + apart * at,
        )
        for at in range(items)
    ]
    draft = f"Our reporters will be there from eight in the morning.\n\n{ending}"
    assert bool(counted(searched(tmp_path, [*sources], draft))) is counts


@pytest.mark.parametrize("reprints", [10, 40])
def test_an_article_counts_however_many_edited_reprints_there_are(
    tmp_path: Path, reprints: int
) -> None:
    story = "\n\n".join((*DAYS, BACKGROUND, DAYS[0].replace("six", "seven")))
    sources = [
        (f"{story}\n\n{SUBJECTS[n % 7]} {SUBJECTS[(n + 3) % 7]} Reprint {n}.", FIRST + 30 * n)
        for n in range(reprints)
    ]
    assert counted(searched(tmp_path, [*sources], story)) != set()


INTRODUCTION = (
    "In this column the people of our night desk in Marren open the letters that nobody answered. "
    "They ask Orrin Tolland and other pilots what became of it, and on every second Friday they "
    "read the best answer aloud in the harbour, where Skerry Ferries gives them soup and a chair."
)


@pytest.mark.parametrize(
    ("items", "apart", "counts"),
    [
        (2, 10, True),
        (3, T.form_days // 2, True),  # the lead of a story that is still running
        (3, T.form_days // 2 + 1, False),
        (7, 30, False),
        (7, None, False),
    ],
)
def test_what_unrelated_items_open_with_is_a_standing_introduction(
    tmp_path: Path, items: int, apart: int | None, counts: bool
) -> None:
    sources = [
        (
            f"{INTRODUCTION}\n\n{DAYS[n]} {invented(80 + n, 6)}",
            None if apart is None else FIRST + apart * n,
        )
        for n in range(items)
    ]
    draft = f"{INTRODUCTION}\n\nA gull has stolen the soup. {invented(99, 4)}"
    assert bool(counted(searched(tmp_path, [*sources], draft))) is counts


def test_the_same_paragraph_inside_the_items_is_their_background(tmp_path: Path) -> None:
    sources = [
        (f"{DAYS[n]} {invented(80 + n, 6)}\n\n{BACKGROUND}", FIRST + 10 * n) for n in range(5)
    ]
    draft = f"{BACKGROUND}\n\nA gull has stolen the soup. {invented(99, 4)}"
    assert counted(searched(tmp_path, [*sources], draft)) != set()


@pytest.mark.parametrize(("share", "counts"), [(0.55, False), (0.66, True)])
def test_an_article_of_which_many_have_other_pieces_counts(
    tmp_path: Path, share: float, counts: bool
) -> None:
    article = invented(70, 6)  # about ninety words
    words = len(article.split())
    around = round(words * (1 - share) / share)
    sources = [
        (f"{' '.join(invented(200 + n, 20).split()[:around])}.\n\n{article}", FIRST + 30 * n)
        for n in range(9)
    ]
    draft = f"{article}\n\n{' '.join(invented(300, 20).split()[:20])}."
    assert bool(counted(searched(tmp_path, [*sources], draft))) is counts


@pytest.mark.parametrize(
    ("items", "counts"), [(T.many_unrelated - 1, True), (T.many_unrelated, False)]
)
def test_a_long_passage_of_many_items_of_unknown_days_is_nobodys(
    tmp_path: Path, items: int, counts: bool
) -> None:
    box = f"{NOTICE} {NOTICE.replace('evening', 'morning').replace('night', 'early')}"
    box = box[: box.rindex(", where")] + "."
    sources = [(f"{SUBJECTS[n % 7]} {invented(90 + n, 9)}\n\n{box}", None) for n in range(items)]
    draft = f"People in the harbour tell jokes about fog.\n\n{box}\n\n{invented(400, 12)}"
    assert bool(counted(searched(tmp_path, [*sources], draft))) is counts


LINE = (
    "Readers of these pages ask again and again for a good way of keeping onions dry, and some of "
    "them have sent us drawings."
)


# Where the line is in the source, and in the draft.
BELOW, ABOVE, WITHIN = "{story} {line}", "{line} {story}", "{story} {line} {more}"


@pytest.mark.parametrize(
    ("line", "source", "draft", "counts"),
    [
        (LINE, BELOW, BELOW, False),
        (LINE, ABOVE, BELOW, False),
        (LINE, BELOW, ABOVE, False),
        (LINE, BELOW, WITHIN, False),
        (LINE, WITHIN, BELOW, True),  # a sentence of the story itself
        (LINE, BELOW, "Onions and drawings keep readers dry. {story} {line}", True),
        (LINE.replace("some of them", "14 of them"), BELOW, BELOW, True),  # a figure is its own
        (f"{LINE} They are kept in a box that nobody here can find any more.", BELOW, BELOW, True),
    ],
)
def test_a_line_that_has_nothing_to_do_with_both_stories_is_the_houses(
    tmp_path: Path, line: str, source: str, draft: str, counts: bool
) -> None:
    theirs = source.format(line=line, story=SUBJECTS[0], more=SUBJECTS[0].replace("moth", "spider"))
    ours = draft.format(line=line, story=SUBJECTS[4], more=SUBJECTS[5])
    assert bool(counted(searched(tmp_path, [(theirs, None)], ours))) is counts


def test_what_is_shown_to_be_a_form_of_every_source_is_named_as_rejected(tmp_path: Path) -> None:
    line = (
        "Bathers at Marren are asked to keep behind 14 ropes while the lifeboat is on the slip, "
        "and dogs must be carried past the tea room."
    )
    sources = [(f"{SUBJECTS[n]} {line} {DAYS[n]}", FIRST + 40 * n) for n in range(2)]
    draft = f"{SUBJECTS[4]} {line} {SUBJECTS[5]}"
    result = searched(tmp_path, [*sources], draft, day=FIRST + 90)
    assert counted(result) == set()
    assert [one.reason for one in result.rejected] == [
        "a form that other sources of other days also have"
    ] * 2
