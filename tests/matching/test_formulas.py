"""A passage whose pieces stand in sources of many weeks is nobody's; a copy counts on its day."""

from pathlib import Path

import pytest

from checker.matching.thresholds import THRESHOLDS as T
from checker.models.evidence import SearchResult
from tests.matching.searching import FIRST, counted, searched

DAY = FIRST + 200
# Each language: formulas of four sentences, and two words that stand in the places between them.
FORMULAS = {
    "zh": (
        "会议强调要坚持稳中求进工作总基调完整准确全面贯彻新的理念推动各项任务落地见效",
        "各地各部门要切实提高认识把思想和行动统一到重大决策安排上来形成强大合力",
        "要坚持问题导向和目标导向相统一加强组织领导压实工作责任确保如期完成年度目标",
        "广大干部群众表示将以更加昂扬的精神状态投入到各项工作中去奋力谱写崭新篇章",
    ),
    "ja": (
        "会議では関係機関が緊密に連携し必要な対策を速やかに講じていくことの重要性を改めて確認した",
        "各自治体に対しては住民の安全を最優先に考え万全の体制を整えるよう強く求めることとした",
        "今後も情勢を注視しつつ適切に対応していく方針であり国民の理解と協力をお願いしたいとしている",
        "関係者は引き続き緊張感を持って業務に当たり信頼の回復に全力で取り組む考えを示している",
    ),
}
OWN = {
    "zh": (
        "渔民老陈凌晨三点起身补网，说今年的带鱼比往年瘦，",
        "山里的木匠修好了祠堂的飞檐，孩子们围着刨花打滚，",
        "图书馆的猫生了一窝小猫，馆员给每只取了诗人的名字，",
        "旧戏台改成了茶铺，老板娘每晚唱一段旧曲给过路人听，",
        "骑车送信的邮差退休了，村口的黑狗仍在桥头等他回来，",
        "城南的钟表匠收了一个徒弟，头一年只许他擦玻璃柜台，",
    ),
    "ja": (
        "港の食堂では老夫婦が朝早くから鯵を焼き煙が路地に流れる。",
        "山あいの駅に住みついた三毛猫が切符売り場で昼寝をしている。",
        "古い映写機を直した青年が空き地に布を張って映画を流した。",
        "銭湯の煙突に巣を作った燕を主人は毎朝双眼鏡で眺めている。",
        "退職した郵便配達員は今も自転車で丘の上まで通い続ける。",
        "時計店の見習いは一年目ずっと硝子の陳列棚だけを拭いていた。",
    ),
}
STOP = "。"


def passage(language: str, *numbers: int) -> str:
    return STOP.join(FORMULAS[language][n] for n in numbers) + STOP


def archive(language: str, weeks: int, apart: int = 20) -> list[tuple[str, int | None]]:
    """Sources that have each formula on `weeks` days, never two of them in one source."""
    own = OWN[language]
    return [
        (f"{own[(n + k) % 6]}{own[(n + k + 1) % 6]}\n\n{FORMULAS[language][n]}{STOP}", FIRST + day)
        for n in range(4)
        for k in range(weeks)
        for day in (apart * k + n,)
    ]


def checked(
    tmp_path: Path, language: str, weeks: int, source: str, draft: str, late: int, apart: int = 20
) -> SearchResult:
    """The search of a draft that is `late` days after its source."""
    sources = [(source, DAY - late), *archive(language, weeks, apart)]
    return searched(tmp_path, sources, draft, DAY)


def bodies(language: str) -> tuple[str, str]:
    """A source and a draft of other matters that have four formulas in common."""
    own, text = OWN[language], passage(language, 0, 1, 2, 3)
    return f"{own[0] * 3}\n\n{text}\n\n{own[1] * 3}", f"{own[2] * 3}\n\n{text}\n\n{own[3] * 3}"


@pytest.mark.parametrize("weeks", [3, 5, 8])
@pytest.mark.parametrize("late", [10, 100])
@pytest.mark.parametrize("language", FORMULAS)
def test_formulas_of_many_weeks_are_nobodys(
    tmp_path: Path, language: str, late: int, weeks: int
) -> None:
    source, draft = bodies(language)
    assert counted(checked(tmp_path, language, weeks, source, draft, late)) == set()


@pytest.mark.parametrize("late", [0, 1, 3])
@pytest.mark.parametrize("language", FORMULAS)
def test_what_is_copied_unchanged_within_days_counts(
    tmp_path: Path, language: str, late: int
) -> None:
    source, draft = bodies(language)
    assert counted(checked(tmp_path, language, 5, source, draft, late)) == {"s0"}


@pytest.mark.parametrize("late", [0, 10, 100])
@pytest.mark.parametrize("language", FORMULAS)
def test_words_that_no_other_source_has_count(tmp_path: Path, language: str, late: int) -> None:
    source, draft = bodies(language)
    assert counted(checked(tmp_path, language, 0, source, draft, late)) == {"s0"}


@pytest.mark.parametrize("late", [0, 10, 100])
@pytest.mark.parametrize("language", FORMULAS)
def test_what_stands_in_one_fortnight_alone_is_one_story(
    tmp_path: Path, language: str, late: int
) -> None:
    source, draft = bodies(language)
    assert counted(checked(tmp_path, language, 6, source, draft, late, 0)) >= {"s0"}


@pytest.mark.parametrize("late", [0, 10, 100])
@pytest.mark.parametrize("language", FORMULAS)
def test_a_copied_report_with_a_formula_in_it_counts(
    tmp_path: Path, language: str, late: int
) -> None:
    own = OWN[language]
    source = "".join(own[:4]) + passage(language, 0) + own[4]
    draft = f"{own[5]}\n\n{source}"
    result = searched(tmp_path, [(source, DAY - late), *_formulas_alone(language)], draft, DAY)
    assert counted(result) == {"s0"}


def _formulas_alone(language: str) -> list[tuple[str, int | None]]:
    """Sources that have nothing but one formula each, on days far apart."""
    return [(FORMULAS[language][n] + STOP, FIRST + 20 * k + n) for n in range(4) for k in range(5)]


SHORT = "要坚持科学谋划和因地制宜更好结合着力营造产业发展的良好生态环境"
LONGER = SHORT + "并且依靠群众的智慧来解决长期困扰基层的难题"
LATE_SENTENCES = {
    SHORT: "要坚持科学谋划和因地制宜更好结合着力营造扩大消费的良好生态环境",
    "沿海渔村的居民清晨开始修补渔网准备迎接今年的第一个捕捞季节": (
        "沿海渔村的居民清晨开始修补渔网准备迎接新一轮远洋的捕捞季节"
    ),
}


@pytest.mark.parametrize(("late", "counts"), [(1, True), (3, True), (4, False), (300, False)])
@pytest.mark.parametrize("sentence", LATE_SENTENCES)
def test_a_short_sentence_reworded_on_another_day_is_no_copy(
    tmp_path: Path, sentence: str, late: int, counts: bool
) -> None:
    own = OWN["zh"]
    source = f"{own[0]}\n\n{LATE_SENTENCES[sentence]}{STOP}\n\n{own[1]}"
    draft = f"{own[2]}\n\n{sentence}{STOP}\n\n{own[3]}"
    result = searched(tmp_path, [(source, DAY - late)], draft, DAY)
    assert (counted(result) == {"s0"}) is counts


def test_a_longer_sentence_reworded_on_another_day_counts(tmp_path: Path) -> None:
    own = OWN["zh"]
    source = f"{own[0]}\n\n{LONGER.replace('产业发展', '扩大消费')}{STOP}\n\n{own[1]}"
    draft = f"{own[2]}\n\n{LONGER}{STOP}\n\n{own[3]}"
    assert counted(searched(tmp_path, [(source, DAY - 300)], draft, DAY)) == {"s0"}


@pytest.mark.parametrize(
    ("weeks", "late", "place", "more", "counts"),
    [
        (1, 100, "沿海渔港", 0, False),  # with the source's and the draft's, three weeks
        (1, 100, "沿海渔港", 20, False),
        (1, 100, "沿海渔港", 30, True),  # too much that no other week has
        (0, 100, "沿海渔港", 0, True),
        (1, T.form_days, "沿海渔港", 0, True),  # the draft may be of the source's week
        (1, T.form_days + 1, "沿海渔港", 0, False),
        (1, 100, "北方山城", 0, True),  # unchanged: what a house repeats
    ],
)
def test_words_of_two_earlier_weeks_are_a_formula_where_a_place_is_another(
    tmp_path: Path, weeks: int, late: int, place: str, more: int, counts: bool
) -> None:
    """`more` is how many characters that no other source has stand between the formulas."""
    own = OWN["zh"]
    middle = f"{LONGER[:more]}{{0}}的人们都知道，"
    text = f"{{0}}有关方面介绍，{passage('zh', 0)}{middle}{passage('zh', 1)}"
    source = f"{own[0] * 3}\n\n{text.format('北方山城')}\n\n{own[1] * 3}"
    draft = f"{own[2] * 3}\n\n{text.format(place)}\n\n{own[3] * 3}"
    found = checked(tmp_path, "zh", weeks, source, draft, late)
    assert bool(counted(found)) is counts


REWORDED = "The mayor did not want to comment %swhile the %s of kettles is before court."


@pytest.mark.parametrize(
    ("later", "more", "counts"),
    [(T.story_days, "", True), (T.story_days + 1, "", False), (T.story_days + 1, "on it ", True)],
)
def test_a_short_sentence_of_another_day_reworded_is_a_turn_of_phrase(
    tmp_path: Path, later: int, more: str, counts: bool
) -> None:
    """The words in common are 14, and 16 with two more."""
    first, second = (REWORDED % (more, what) for what in ("case", "matter"))
    held: list[tuple[str, int | None]] = [(f"It rained on the lock for a week. {first}", FIRST)]
    found = searched(tmp_path, held, f"Nobody saw the barge leave. {second}", FIRST + later)
    assert bool(counted(found)) is counts
