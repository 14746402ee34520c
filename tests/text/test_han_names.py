"""Names of persons and places in Chinese and Japanese, and words that are none."""

from itertools import pairwise

import pytest

from checker.text.han_names import han_names


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
