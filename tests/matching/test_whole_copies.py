"""An article that is copied as a whole, with other words here and there, is no form.

Whatever is doubted of its words because others have them as well, nobody else has all of them.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from checker.matching import shared_passages
from checker.matching.alignment import Alignment
from checker.matching.forms import Filling
from checker.matching.passages import Judged
from checker.matching.relations import Found
from checker.matching.thresholds import THRESHOLDS as T
from tests.matching.searching import counted, searched

SENTENCES = {
    "zh": (
        "会议听取了渔业部门关于近海养殖情况的报告，认为各地合作社的工作取得了积极成效。",
        "与会人员指出，要把水质监测放在更加突出的位置，及时公布有关数据，接受群众监督。",
        "会议强调，港口建设关系到沿岸居民的生活，必须坚持安全第一、质量第一的原则。",
        "有关负责人表示，将继续完善补贴办法，帮助小型渔船更换发动机，降低燃料消耗。",
        "专家建议，在繁殖季节适当延长休渔时间，同时加强对非法捕捞行为的检查和处罚。",
        "会议要求，各单位要结合实际制定实施方案，明确责任分工，按时报告进展情况。",
    ),
    "en": (
        "The harbour council heard a report on oyster farms and said the cooperatives had done"
        " useful work over the past seasons.",
        "Members asked that the readings of water quality be published sooner, so that residents"
        " of the coast may follow them.",
        "The chair said that works on the quay concern everybody who lives on the shore and that"
        " safety comes before speed.",
        "Officials intend to change the rules of the subsidy so that owners of small boats can"
        " replace old engines and burn less fuel.",
        "Researchers advised the council to lengthen the closed season while the fish breed and to"
        " check more boats at night.",
        "Each office was told to write down who is responsible for which part of the plan and to"
        " report on it regularly.",
    ),
}
JOINED = {"zh": "", "en": " "}
OWN = {
    "zh": (
        "山区小学昨天举行了冬季运动会，孩子们在雪地里比赛拔河。音乐厅的修缮工程推迟到明年春天，"
        "演出改在体育馆举行。"
    ),
    "en": "A mountain school held its winter games and the children pulled ropes in the snow.",
}


@pytest.fixture(autouse=True)
def doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """All evidence together speaks against every source."""
    monkeypatch.setattr(shared_passages, "doubt", lambda *_: "more like a form")


def edited(text: str, language: str) -> str:
    """The text with every eleventh character, or every ninth word, replaced by another one."""
    if language == "zh":
        return "".join("常" if n % 11 == 5 and one.isalpha() else one for n, one in enumerate(text))
    return " ".join("often" if n % 9 == 4 else word for n, word in enumerate(text.split(" ")))


@pytest.mark.parametrize("language", SENTENCES)
def test_an_edited_copy_of_a_whole_article_is_not_doubted(tmp_path: Path, language: str) -> None:
    article = JOINED[language].join(SENTENCES[language])
    draft = edited(article, language)
    assert counted(searched(tmp_path / "a", [(article, None)], draft)) == {"s0"}
    assert counted(searched(tmp_path / "b", [(article, None)], draft[: len(draft) // 2])) == set()
    longer = JOINED[language].join((article, OWN[language], OWN[language][::-1]))
    assert counted(searched(tmp_path / "c", [(longer, None)], draft)) == set()


def measured(
    *, equal: int = 90, length: int = 100, units: int = 100, whole: int = 100, figures: int = 0
) -> bool:
    """Whether a passage of some equal units counts as a whole article that was edited."""
    aligned = Alignment(0, length, 0, length, equal, ((0, equal, 0, equal),))
    judged = Judged(aligned, None, "", float(equal), filled=Filling(figures_other=figures))
    source = SimpleNamespace(prepared=SimpleNamespace(text=SimpleNamespace(units=range(whole))))
    return shared_passages._is_the_article_edited(cast(Found, cast(Any, source)), judged, units)


def test_each_limit_decides() -> None:
    assert (T.edited_share, T.edited_likeness, T.form_words) == (0.9, 0.85, 75)
    assert measured()
    assert measured(equal=85)
    assert not measured(equal=84)
    assert measured(units=111)
    assert not measured(units=112)
    assert measured(whole=111)
    assert not measured(whole=112)
    assert measured(figures=T.form_places - 1)
    assert not measured(figures=T.form_places)
    assert measured(equal=75, length=80, units=80, whole=80)
    assert not measured(equal=74, length=80, units=80, whole=80)
