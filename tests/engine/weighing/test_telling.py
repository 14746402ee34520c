"""What follows a name in Han: a report that is told, or nothing, as behind a credit."""

import pytest

from checker.engine.weighing.lines import Place
from checker.engine.weighing.telling import telling_signs


@pytest.mark.parametrize(
    ("after", "tells"),
    [
        ("28日报道称，桥梁将关闭两个月。", True),
        ("今天还同时播发了一份文件。", True),
        ("3日報導，渡船七月起漲價。", True),
        ("援引港务局消息报道，灯塔开放。", True),
        ("记者昨天披露了细节。", True),
        ("报道）", False),  # "（综合NAME报道）"
        ("报道", False),
        ("北京6月3日电 灯塔开放。", False),
        ("记者 何样本 摄", False),
    ],
)
def test_a_verb_of_reporting_behind_a_name_tells(after: str, tells: bool) -> None:
    place = Place(0, 1 + len(after), "", after)
    assert list(telling_signs(place)) == (["tells what it reported, in Han"] if tells else [])
