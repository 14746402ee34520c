"""Names that a program uses for its own ends: keys of data, identifiers, codes of a menu."""

import re
from collections.abc import Iterator

from checker.engine.marked import Chain
from checker.engine.weighing.lines import Place
from checker.engine.weighing.paths import Path
from checker.text.expression import expression

__all__ = ["identifier_signs", "named_by_its_key"]

_QUOTES = ("'", '"', "`")
_BEFORE = re.compile(r"""(.?)\s{0,3}["'`]$""")
_KEY = re.compile(r"""["'`]\]?\s?(?::|=>|=(?!=))\s?(?P<value>\S?)""")
# The record below a key of the same name: `"NAME": {"name": "NAME", ...`.
_KEYED = expression(
    r"""["'`]?[\ue000-\ue006]["'`]?\s?(?::|=>|=)\s?[{\[(]\s{0,20}
    (?:["'`]?\w{1,16}["'`]?\s?(?::|=>|=)\s?[^{}\n]{0,40},\s{0,20}){0,2}
    ["'`]?(?:name|label|title|id|display\w{0,8}|source|nom|nombre|nome)["'`]?\s?(?::|=>|=)\s?["'`]$""",
    re.VERBOSE | re.IGNORECASE,
)
_NAMED = expression(r"""[\ue000-\ue006]\w{0,24}["'`]?\s?(?::|=>|=)\s?["'`]$""")
# In braces or in a call; brackets of prose hold labels of credits.
_VALUE = expression(r"(?:\{|\w\()(?:[^(){}\n]{0,80},)?\s?[A-Za-z_]\w{1,30}\s?[:=]\s?$")
_VALUE_ENDS = re.compile(r"\s?[,})]")
# Short capitals in brackets, each before a dash or a colon: choices of a menu, roles of a team.
_CODE = re.compile(r"[(\[]([A-Z]{1,5}|[\ue000-\ue006])[)\]]\s?(?:-|:)")
_OWN_CODE = re.compile(r"\s?[)\]]\s?(?:-|:)")
# The one argument of a call, with its name: a condition, where a record has several fields.
_ONLY = expression(r"""\w\(\s?[A-Za-z_]\w{1,30}\s?(?::|={1,2})\s?["'`]$""")
_ONLY_ENDS = re.compile(r"""["'`]\s?\)""")
_ITEM_BEFORE, _ITEM_BEHIND = re.compile(r"\s*[-*]\s[\"']?$"), re.compile(r"[\"']?\s*(?:#.*)?$")
_ITEM = re.compile(r"""\s*[-*]\s["']?[^\s:"']{1,40}(?:\s[^\s:"']{1,24}){0,2}["']?\s*(?:#.*)?$""")
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+")
_GIVEN = 120  # characters before a value in which its braces open
_AROUND = 260  # characters on either side in which other codes stand
_SHORTEST = 2  # letters of a name that keys hold by chance
_CODES = 3  # with the name's own, some of which are no names


def identifier_signs(text: str, place: Place, at: int) -> Iterator[str]:
    """Yields what use a program makes of the name at `at` of the marked text."""
    in_string = place.before[-1:] in _QUOTES
    key = _KEY.match(place.after) if in_string else None
    quoted = _BEFORE.search(place.before) if key else None
    if quoted and key and quoted[1] not in ("?", "=", "("):
        value = key["value"]
        kind = "a record" if value in "{[(" else "a figure" if value.isdigit() else "a value"
        yield "a key of a program's data"
        yield f"a key of {kind}"
    if _ITEM_BEFORE.fullmatch(place.before) and _ITEM_BEHIND.match(place.after):
        above = text[max(0, place.start - _AROUND) : max(0, place.start - 1)].rpartition("\n")[2]
        below = text[place.end + 1 : place.end + _AROUND].partition("\n")[0]
        items = sum(map(bool, map(_ITEM.match, (above, below))))
        if items:
            yield f"an item alone, beside {items}"
    if in_string:
        if _ONLY_ENDS.match(place.after) and _ONLY.search(place.before):
            yield "the only argument of a call, with its name"
        if _KEYED.search(text, max(0, at - _AROUND), at):
            yield "in the record below its key"
        if place.after[:1] in _QUOTES and _NAMED.search(place.before):
            yield "data: named by its key"
    elif _VALUE_ENDS.match(place.after) and _VALUE.search(place.before[-_GIVEN:]):
        yield "an unquoted value"
    if place.before[-1:] in ("(", "[") and _OWN_CODE.match(place.after):
        near = text[max(0, at - _AROUND) : at + _AROUND]
        codes = _CODE.findall(near)
        if len(codes) >= _CODES and any(code.isascii() for code in codes):
            yield "one of several codes in brackets"


def named_by_its_key(chain: Chain, path: Path) -> Iterator[str]:
    """Yields whether a field that a name fills is named for it: a table of words, no record."""
    if path.before.strip() or path.after.strip(" ()") or path.kind == "attribute":
        return
    step = path.steps[0]
    if path.kind == "element" and step.name in ("value", "string", "text") and path.steps[1:]:
        step = path.steps[1]
    key = "".join((step.name, *(step.values if path.kind == "element" else ()))).lower()
    parts = _PARTS.findall(step.name)  # "SourceAP"
    if len(parts) > 1 and any(mention.name in parts for mention in chain.mentions):
        yield "data: named by its key"
        return
    names = (mention.name.lower().replace(" ", "") for mention in chain.mentions)
    if any("\ue000" <= letter <= "\ue006" for letter in key) or any(
        len(name) > _SHORTEST and name in key for name in names
    ):
        yield "data: named by its key"
