"""What a test says of the text that it holds: that it has a name's marking, or none.

`expect(agencies("LONDON (NAME) - Shares rose")).toEqual(["NAME"])` shows a marking, and the same
call with an empty list shows none. So does a row of a table of tests, which has the text in one
string and the name alone in another. Statements go over several lines.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from checker.engine.marked import Chain, Marked
from checker.engine.weighing.lines import Place
from checker.text.expression import expression

__all__ = ["tested_signs"]

_TESTS = expression(
    r"""\b(?:[Aa]ssert|[Ee]xpect|EXPECT|ASSERT|XCTAssert|should|refute|require\.|verify|test\()
    |\b(?:to|and)Expect|\.to(?:Equal|Be|Have|Contain|Match|StrictEqual)""",
    re.VERBOSE,
)
_NOTHING = (
    r"""(?:None|null|NULL|nil|undefined|[Ff]alse|FALSE|\[\s?\]|\{\s?\}|\(\)|set\(\)|""|''|0)"""
)
# What says behind the text that nothing is found in it, and before it.
_NONE_BEHIND = expression(
    rf"""\.to(?:Equal|StrictEqual|Be|Match|HaveLength|DeepEqual)\w*\(\s?{_NOTHING}\s?\)
    |\.not\.?(?:[tT]o|_to|\s)|\bnot_to\b|\.to_not\b|["'`]\s?\)?\s?not\s?in\s|\)\s?(?:===?|is)\s?{_NOTHING}(?!\w)
    |\.?\b(?:toBe(?:Null|Undefined|Falsy|Nil|Empty)|to\.be\.(?:null|false|empty|undefined|not)
    |be_(?:nil|empty|falsey|falsy)|is(?:Empty|False|Null|NotPresent|None)\(|be\.(?:empty|null|false)
    |isEqualTo\(\s?{_NOTHING}\s?\)|equals?\(\s?{_NOTHING}\s?\))
    |,\s?{_NOTHING}\s?,?\s?[)\]}}]""",
    re.VERBOSE,
)
_NONE_BEFORE = expression(
    rf"""(?:[Aa]ssert\.?(?:_?[Ff]alse|_?[Ii]s_?None|_?[Nn]ot_?In\b|_?(?:[Ii]s_?)?[Nn]ull|_?(?:[Ii]s_?)?[Nn]il
    |_?(?:[Ii]s_?)?[Ee]mpty|(?:_?[Dd]oes)?_?[Nn]ot_?[Cc]ontain|[Ii]s[Ff]alse|_?[Nn]ot_?[Mm]atch|_?[Nn]ot_?[Rr]egex)
    |\.not\.?(?:to|_to|be|\s)|\bnot_to\b|\bto_not\b|EXPECT_FALSE|ASSERT_FALSE|XCTAssert(?:Nil|False)|\brefute\b|[Aa]ssert(?:\s|\()(?:not\s|!)
    |[Ee]quals?\(\s?{_NOTHING}\s?,)[^"'`]{{0,60}}$""",
    re.VERBOSE,
)
_YES = expression(
    r"""\.to(?:Equal|StrictEqual|Be)\(\s?true\s?\)|toBeTruthy|be_truthy|to\.be\.true|is\s?True\b
    |isTrue\(|,\s?(?:[Tt]rue|TRUE)\s?,?\s?[)\]}]""",
    re.VERBOSE,
)
_STRING = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\\n]){0,300})\1""")
_NAME = "\ue000-\ue006"
_ALONE = re.compile(rf"[\s{_NAME}]{{1,3}}")
_ID = re.compile(r"[\w. -]{2,40}")
_WORD = re.compile(rf"[^\W\d_]{{2,}}|[{_NAME}\d]")
_HELD = 3  # words, names and figures of a text that is more than a name
_LINES, _REACH = 2, 240  # lines and characters on either side that a statement may have
_GOES_ON = ("(", ",", "[", "{", "=", "+", "\\", ":")  # ends of lines behind which it goes on
_LED_ON = (".", ")", "]", "}", ",", "+", "?")  # starts of lines that go on with it


def tested_signs(marked: Marked, chain: Chain, place: Place, *, marks: bool) -> Iterator[str]:
    """Yields what a test or a table of tests says of the text in the string that holds a name.

    `marks` is whether some form speaks for a marking.
    """
    before = place.before
    if '"' not in before and "'" not in before and "`" not in before:
        return
    low, high = _statement(marked.text, place)
    statement = marked.text[low:high]
    strings = list(_STRING.finditer(statement))
    own = next((one for one in strings if low + one.start() < chain.at < low + one.end()), None)
    if own is None:
        return
    tests = _TESTS.search(statement) is not None
    form = "some form" if marks else "no form"
    if len(_WORD.findall(own[2])) >= _HELD and any(
        _names(marked, chain, low + one.start(2), one[2]) for one in strings if one is not own
    ):
        yield f"{'a test expects' if tests else 'its row has'} the name, {form}"
        return
    if not tests:
        return
    before, behind = statement[: own.start()], statement[own.end() - 1 :]
    if _NONE_BEFORE.search(before) or _NONE_BEHIND.search(behind):
        yield "a test expects nothing"
    elif _YES.search(behind):
        yield f"a test says that it is one, {form}"


def _statement(text: str, place: Place) -> tuple[int, int]:
    """Where the statement that a line is of begins and ends, as far as lines show it."""
    low, high = place.start, place.end
    for _ in range(_LINES):
        start = text.rfind("\n", max(0, low - _REACH), low - 1) + 1 if low > 1 else low
        if low - start > _REACH or not text[start:low].rstrip().endswith(_GOES_ON):
            break
        low = start
    for _ in range(_LINES):
        end = text.find("\n", high + 1, high + _REACH)
        line = text[high : end if end >= 0 else high + _REACH]
        goes_on = text[low:high].rstrip().endswith(_GOES_ON)
        if not line.strip() or not (goes_on or line.strip().startswith(_LED_ON)):
            break
        high += len(line)
    return low, high


def _names(marked: Marked, chain: Chain, start: int, value: str) -> bool:
    """Whether a string at `start` of the marked text is a name of the chain's agencies alone."""
    agencies = {agency for mention in chain.mentions for agency in mention.agencies}
    if _ALONE.fullmatch(value):
        number = bisect_left(marked.chains, start, key=lambda one: one.at)
        other = marked.chains[number].mentions if number < len(marked.chains) else ()
        return any(agencies & set(mention.agencies) for mention in other)
    return _ID.fullmatch(value) is not None and value.strip().lower().replace(" ", "-") in agencies
