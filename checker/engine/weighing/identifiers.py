"""Names that a program uses for its own ends: keys of data, identifiers, codes of a menu."""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place
from checker.text.expression import expression

__all__ = ["identifier_signs"]

_BEFORE = re.compile(r"""(.?)\s{0,3}["'`]$""")
_KEY = re.compile(r"""["'`]\]?\s?(?::|=>|=(?!=))\s?(?P<value>\S?)""")
# The record below a key of the same name: `"NAME": {"name": "NAME", ...`.
_KEYED = expression(
    r"""["'`]?[\ue000-\ue006]["'`]?\s?(?::|=>|=)\s?[{\[(]\s{0,20}
    (?:["'`]?\w{1,16}["'`]?\s?(?::|=>|=)\s?[^{}\n]{0,40},\s{0,20}){0,2}
    ["'`]?(?:name|label|title|id|display\w{0,8}|source|nom|nombre|nome)["'`]?\s?(?::|=>|=)\s?["'`]$""",
    re.VERBOSE | re.IGNORECASE,
)
_VALUE = expression(r"[{,(]\s?[A-Za-z_]\w{1,30}\s?[:=]\s?$")
_VALUE_ENDS = re.compile(r"\s?[,})]")
# Short capitals in brackets, each before a dash or a colon: choices of a menu, roles of a team.
_CODE = re.compile(r"[(\[]([A-Z]{1,5}|[\ue000-\ue006])[)\]]\s?(?:-|:)")
_OWN_CODE = re.compile(r"\s?[)\]]\s?(?:-|:)")
_AROUND = 260  # characters on either side in which other codes stand
_CODES = 3  # with the name's own, some of which are no names


def identifier_signs(text: str, place: Place, at: int) -> Iterator[str]:
    """Yields what use a program makes of the name at `at` of the marked text."""
    quoted, key = _BEFORE.search(place.before), _KEY.match(place.after)
    if quoted and key and quoted[1] not in ("?", "=", "("):
        value = key["value"]
        kind = "a record" if value in "{[(" else "a figure" if value.isdigit() else "a value"
        yield "a key of a program's data"
        yield f"a key of {kind}"
    if place.before[-1:] in ("'", '"', "`"):
        if _KEYED.search(text, max(0, at - _AROUND), at):
            yield "in the record below its key"
    elif _VALUE.search(place.before[-40:]) and _VALUE_ENDS.match(place.after):
        yield "an unquoted value"
    if place.before[-1:] in ("(", "[") and _OWN_CODE.match(place.after):
        near = text[max(0, at - _AROUND) : at + _AROUND]
        codes = _CODE.findall(near)
        if len(codes) >= _CODES and any(code.isascii() for code in codes):
            yield "one of several codes in brackets"
