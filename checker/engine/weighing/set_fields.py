"""The field that a program sets to a name or says to be one, as a path: `.byline("NAME")`.

A call that sets one field, the next of a chain of calls or a setter, holds what a record's member
does. So does a test that says what a field is: `assertEqual("NAME", item.source)`. A condition on a
field chooses among records, and says of none what it holds.
"""

import re

from checker.engine.weighing.fields import states_party
from checker.engine.weighing.lines import Place
from checker.engine.weighing.paths import Path, Step
from checker.text.expression import expression

__all__ = ["set_field"]

_SETS = expression(r"""(?:(?<=\.)|\b(?=set|with))([A-Za-z_]{2,32})\(\s?["'`]([^"'`\n]{0,80})$""")
_SET = expression(r"""([^"'`\n]{0,80})["'`]\s?\)""")
# The key that a line sets to a string: `$data["agency"] = "NAME"`.
_KEYED = re.compile(
    r"""(?:(\w{2,32})\s?)?\[["']([A-Za-z_][\w-]{1,31})["']\]\s?=\s?[rbfuN@]{0,2}["'`]([^"'`\n]{0,80})$"""
)
# A call that is given a key and its value: `update_post_meta(id, "agency", "NAME")`.
_PAIRED = expression(
    r"""\b(?:update|add|set|save|put|store|write)_?(?!\w{0,12}(?:label|filter|action|option|header
    |param|listener|default|config|env|hook))\w{0,24}\((?:[^()"'\n]{0,30},\s?)?
    ["']([A-Za-z_][\w:-]{1,31})["']\s?,\s?["'`]([^"'`\n]{0,80})$""",
    re.VERBOSE | re.IGNORECASE,
)
_KEYED_ENDS = re.compile(r"""([^"'`\n]{0,80})["'`]\s?(?:[;,)]|$)""")
_OTHERS = expression(r"(?:\.|->)([A-Za-z_]{2,32})\(")
_CHAIN = 300  # characters on either side of a line in which other calls of a chain are
_SETTER = expression(r"^(?:[sg]et|with)_?(?=[A-Z_a-z])")
_RECEIVER = expression(r"([A-Za-z_]\w{1,32})(?:\.|->|\?\.)$")
# A test's statement, the string in it, and a field that it reads: `item.source`, `item["source"]`.
_TESTS = expression(r"\b(?:assert|expect|should|require|Assert|XCTAssert|verify)")
_HELD = re.compile(r"""[\s(,=][rbfuN@]{0,2}["'`]([^"'`\n]{0,80})$""")
_SHUT = re.compile(r"""([^"'`\n]{0,80})["'`]\s?(?:[),;]|$)""")
_READS = expression(
    r"""[A-Za-z_$]\w{0,32}(?:\(\))?(?:(?:\.|->|\?\.|!\.)\w{2,32}(?:\(\))?|\[["']\w{2,32}["']\]){1,6}"""
)
# The name of a field in a string, as an argument or a key: `get(item, "source")`, "$.byline".
_QUOTED = re.compile(r"""["'`]([$A-Za-z_][\w.$\[\]-]{1,40})["'`]""")
_NAME = re.compile(r"[^\W\d]\w*")
# Methods through which the value of a field is read: `item.source.text.strip()`.
_PASSED = frozenset(
    [
        *(
            "strip",
            "lstrip",
            "rstrip",
            "trim",
            "lower",
            "upper",
            "decode",
            "tostring",
            "to_s",
            "str",
        ),
        *("text", "textcontent", "text_content", "innertext", "inner_text", "innerhtml", "gettext"),
        *("get_text", "value", "val", "getvalue", "content", "get", "first", "last", "unwrap"),
    ]
)
_STEPS = 3  # of the names that lead to a field


def set_field(text: str, place: Place) -> Path | None:
    """Returns the field for a party that the line of a name sets to it, or tests to hold it."""
    before = place.before
    if '"' not in before and "'" not in before and "`" not in before:
        return None
    for found in (_called(text, place), _keyed(place), _paired(place)):
        if found is not None and states_party(found):
            return found
    return _tested(place)


def _called(text: str, place: Place) -> Path | None:
    """The field that a call with the name's string as its argument is named for."""
    call, closed = _SETS.search(place.before), _SET.match(place.after)
    if call is None or closed is None:
        return None
    near = text[max(0, place.start - _CHAIN) : place.end + _CHAIN]
    siblings = [name for one in _OTHERS.findall(near) if (name := _bare(one))]
    owner = _RECEIVER.search(place.before, 0, call.start())
    steps = (Step(_bare(call[1])), *((Step(owner[1]),) if owner else ()))
    return Path("member", steps, tuple(siblings), call[2], closed[1])


def _keyed(place: Place) -> Path | None:
    """The key of data that the name's string is assigned to."""
    keyed, closed = _KEYED.search(place.before), _KEYED_ENDS.match(place.after)
    if keyed is None or closed is None:
        return None
    steps = (Step(keyed[2]), *((Step(keyed[1]),) if keyed[1] else ()))
    return Path("member", steps, (), keyed[3], closed[1])


def _paired(place: Place) -> Path | None:
    """The key that stands before the name's string in a call that sets it."""
    paired, closed = _PAIRED.search(place.before), _KEYED_ENDS.match(place.after)
    if paired is None or closed is None:
        return None
    return Path("member", (Step(paired[1]),), (), paired[2], closed[1])


def _tested(place: Place) -> Path | None:
    """The field that a test's statement says to be the name's string."""
    if _TESTS.search(place.before) is None:
        return None
    held, shut = _HELD.search(place.before), _SHUT.match(place.after)
    if held is None or shut is None:
        return None
    rest = f"{place.before[: held.start()]}\n{place.after[shut.end() :]}"
    for read in (*_READS.findall(rest), *_QUOTED.findall(rest)):
        parts = [name for name in _NAME.findall(read) if name.lower() not in _PASSED]
        names = [_bare(name) for name in reversed(parts)]
        path = Path("member", tuple(map(Step, names[:_STEPS])), (), held[1], shut[1])
        if states_party(path):
            return path
    return None


def _bare(name: str) -> str:
    """The field that a method is named for: `setByline`, `with_byline`, `byline`."""
    return _SETTER.sub("", name)
