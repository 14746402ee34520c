"""Names of persons and places in Chinese and Japanese, and words that are none."""

import re
from itertools import chain, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.models.draft import Span
from checker.text.han_names import _LISTED, _listed, _names, _patterns, _places, han_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a list of persons, other words before its first item and behind its last
        ("常委陈立远、郑国栋、林秀、许文山出席会议", ["陈立远", "郑国栋", "林秀", "许文山"]),
        ("參加的還有：陳立遠、鄭國棟、許文山。", ["陳立遠", "鄭國棟", "許文山"]),
        ("参加会见的还有：王　毅、许文山、陈立。", ["王\u3000毅", "许文山", "陈立"]),
        # offices before and behind a name, verbs of speech
        ("副部长许文山主持会议，郑国栋同志作报告。", ["许文山", "郑国栋"]),
        ("记者陈立报道。会上郑国栋表示，工作已经完成。", ["陈立", "郑国栋"]),
        # foreign names
        ("会见了总统克拉斯诺夫。", ["克拉斯诺夫"]),
        ("作家阿尔瓦·林德格伦说，她不懂。", ["阿尔瓦·林德格伦"]),
        # places: known ones, and others by the word for their kind
        ("他从浙江省杭州市到法国访问。", ["浙江", "杭州", "法国"]),
        ("在滨江县举行，东湖市环境中心发布。", ["滨江", "东湖"]),
        ("岸川首相は東京で白木氏と会談した。", ["岸川", "東京", "白木"]),
        # no names
        ("包括金融、文化、高校、黄金等行业。", []),
        ("农产品批发市场和开发区的城市居民。", []),
        ("全市各县区都要做好工作，安全生产。", []),
        ("Only Latin letters here.", []),
    ],
)
def test_names_are_told_by_what_stands_around_them(text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in han_names(text)] == names


def test_names_do_not_overlap() -> None:
    spans = han_names(
        "省委书记陈立远在北京会见法国总统阿尔瓦·林德格伦，王　毅、许文山、郑国栋同志在座。"
    )
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert len(spans) == 7


PIECES = st.sampled_from(
    [
        *(
            "陈立远",
            "王\u3000毅",
            "欧阳明",
            "欧阳",
            "阿尔瓦",
            "克拉斯诺夫",
            "北京",
            "巴布亚新几内亚",
            "巴西",
            "滨江",
        ),
        *(
            "主席",
            "记者",
            "同志",
            "表示",
            "说",
            "、",
            "、",
            "，",
            "·",
            "在",
            "位于",
            "市",
            "县区",
            "开发区",
            "等",
            "和",
        ),
        *(
            "さん",
            "首相",
            "かな",
            "张",
            "周",
            "中",
            "国",
            "海",
            "人",
            "々",
            "a",
            " ",
            "\n",
            "\U00020000",
            "\ud800",
        ),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@example("阿·尔")
@example("张三、李四、王五")
@example("在、张三、、李四、王五、赵六")
def test_names_are_those_that_the_patterns_find_everywhere(text: str) -> None:
    patterns = _patterns()
    everywhere = [
        *(patterns.dotted, *patterns.after_words, patterns.first, patterns.spoken),
        re.compile(f"({'|'.join(sorted(chain(*_places().values()), key=len, reverse=True))})"),
        patterns.of_a_kind,
        *([patterns.honoured] if re.search("[ぁ-ゖ]", text) else []),
    ]
    found = {Span(*m.span(1)) for pattern in everywhere for m in pattern.finditer(text)}
    for listed in _LISTED.finditer(text):
        items = [item.span() for item in re.compile("[^、]+").finditer(text, *listed.span())]
        found |= {*_listed(text, items)}
    assert {*_names(text)} == found
