"""Signs that the letters of a name mean something else: a longer name, a code, a unit, a company.

"Keystone Sample" and "AP-Sample" name other houses unless a file lists them, and the longest name
wins before signs are read. Short forms are words, states, domains and measures too.
"""

import re
from collections.abc import Iterator

from checker.engine.marked import Chain, Marked
from checker.engine.weighing.lines import Place

__all__ = ["is_longer_name", "naming_signs"]

_WORD = r"[^\W\d_]"
_COMPANY = re.compile(
    r"""[ ,]{0,2}(?:(?:GmbH|AG|KG|SE|Ltd|Limited|LLC|LLP|Inc|Corp|Corporation|PLC|plc|Co|Company
    |Group|Consortium|Foundation|Institute|Stiftung|Institut|Verband|Holding|Holdings|Bank|Oyj?|AB|ASA|A/S|ApS|N\.?V\.?|B\.?V\.?|S\.?A\.?S?|S\.?p\.?A\.?
    |S\.?r\.?l\.?|Ltda|Tbk|Berhad|Bhd|Sdn|Pty|Pvt|L\.?P\.?|a\.s\.|s\.r\.o\.|d\.o\.o\.|Kft|Zrt|A\.Ş|Sp\.)
    (?!\w)|集团|集團|公司|株式会社|有限|그룹|주식회사)""",
    re.VERBOSE,
)
# Words of bodies that no agency is: a notice that goes on with one is of another house.
_BODY = re.compile(
    r"""[ ,](?:Consortium|Foundation|Institute?|Stiftung|Verband|Fondation|Fundaci[oó]n|Fundação
    |Fondazione|Finance|Capital|Ventures|Consulting|Insurance|Logistics|Research|Laborator(?:y|ies)
    |Software|Systems|Technolog(?:y|ies)|Engineering|Universit\w+|College|School|Hospital|Clinic
    |Church|Party|Union|Committee|Council|Festival|Orchestra|Museum|Theat(?:er|re))(?!\w)""",
    re.VERBOSE,
)
_COMPANY_BEFORE = re.compile(
    r"(?:\b(?:ООО|ОАО|ЗАО|ПАО|АО|ТОВ|ПрАТ|ТОО|PT|CV|UAB|SIA)\s?"
    r"|株式会社|주식회사\s?|شركة )[\"«“„]?$"
)
_QUOTED = re.compile(r"(?:\s?[«„“「『]\s?|\s\")\w")
_HYPHENED = re.compile(rf"[-\u2010\u2011]{_WORD}{{3}}")
_HYPHENED_BEFORE = re.compile(rf"{_WORD}{{2}}[-\u2010\u2011]$")
_NEXT = re.compile(rf" ({_WORD})({_WORD}+)(?![\w:/])")
_LAST = re.compile(rf"({_WORD}+)([.,]?) ({_WORD})({_WORD}+) $")
_SMALL = re.compile(r"(?:^|\s)[a-zà-ÿа-яіїєґά-ώ]{1,3}[\s'’]$")
# Short forms of states and provinces of countries whose datelines have them: agencies' letters too.
_STATES = frozenset({"AP", "PA"})
_IN_STATE = re.compile(r"[^\W\d_]{2}\.?, ?$")
_DATELINE = re.compile(r"\.?\s{1,2}-{1,2}\s|\.?:\s")
_TOWN = re.compile(r"(?:^|[\s(])[A-Z][^\W\d_]{2,20}, ?$")
_DOMAIN = re.compile(r"(?:\b[A-Z0-9-]{2,30}|\bwww\.[\w.-]{2,30}|@[\w.-]{2,30})\.$")
# A year is no postcode behind a notice's sign.
_HELD = re.compile(r"(?:copyright|rights?|holder|©|\(c\))[ \t:=]{0,40}$", re.IGNORECASE)
_POSTCODE = re.compile(r"[ ,.-]{1,2}\d{4,6}(?!\w)")
_MEASURE = re.compile(
    r"""\s?(?:[<>=≤≥~±:]\s?)?\d[\d.,]{0,12}\s?(?:%|°|[nµumk]?g(?:/\w{1,2})?|[kcmnµ]m|[mdcµ]?l|[kMGT]?[WVB]
    |[kMG]?Hz|mAh|IU/\w{1,2}|kcal|bar|psi|hp|PS)(?!\w)""",
    re.VERBOSE,
)
_CODE = re.compile(r"(?:^|[\s(])(?=\w*\d)(?=\w*[A-Z])\w{2,12}[ /-]$")
_REACH = 40
# A part of a house, with two things that it deals with: "NAME Tax & Accounting".
_DIVISION = re.compile(rf"((?: {_WORD}{{3,20}}){{1,2}}) (?:&|and|und|et|y|e) ({_WORD}{{3,20}})\W*$")


def is_longer_name(after: str) -> bool:
    """Returns whether what follows a name makes it a company's or a division's."""
    return _COMPANY.match(after) is not None or _is_division(after)


def naming_signs(
    marked: Marked, chain: Chain, place: Place, left: str, right: str
) -> Iterator[str]:
    """Yields the signs of a chain.

    `left` and `right` have words of the grammar as their characters.
    """
    before, after = place.before[-_REACH:], place.after[:_REACH]
    yield from _continued(after, right)
    yield from _preceded(before, left)
    yield from _glued(marked.text, chain, right)
    first = chain.mentions[0].name
    if first.isupper() and len(first) <= 4:
        yield from _short(first, before, after, left)


def _continued(after: str, right: str) -> Iterator[str]:
    if _BODY.match(after):
        yield "continued by another body's word"
    if _COMPANY.match(after.removeprefix(")")):
        yield "continued by a company's word"
    elif _is_division(after):
        yield "continued by what a division deals with"
    elif _QUOTED.match(after):
        yield "continued by a quotation"
    elif _HYPHENED.match(after):
        yield "continued by a hyphen and a word"
    elif (following := _NEXT.match(after)) and right[1:2] == following[1]:
        if following[1].isupper() and following[2].islower():
            yield "continued by a capitalised word"
            if re.match(r" [^\W\d_]{2,}", after[following.end() :]):
                yield "continued by a capitalised word and more"
        elif following[0].isupper():
            yield "continued by a word in capitals"


def _is_division(after: str) -> bool:
    division = _DIVISION.match(after)
    return division is not None and f"{division[1]} {division[2]}".istitle()


def _preceded(before: str, left: str) -> Iterator[str]:
    if _COMPANY_BEFORE.search(before):
        yield "behind a company's word"
    elif _HYPHENED_BEFORE.search(before):
        yield "behind a word and a hyphen"
    elif (last := _LAST.search(before)) and left[-2:-1] == before[-2:-1]:
        if last[3].isupper() and last[4].islower() and last[1].islower() and not last[2]:
            yield "behind a capitalised word of a sentence"
    elif left[-2:-1] == before[-2:-1] and _SMALL.search(before):
        yield "behind a small word"


def _glued(text: str, chain: Chain, right: str) -> Iterator[str]:
    """A name that touches letters of a script with two cases; a word of the grammar is no part."""
    near, far = text[max(0, chain.at - 1) : chain.at], text[chain.at + 1 : chain.at + 2]
    if near.islower() or near.isupper():
        yield "glued to the word before"
    if (far.islower() or far.isupper()) and right[:1] == far:
        yield "glued to the word behind"
    last = chain.mentions[-1].name
    if far >= "\u2e80" and far.isalpha() and right[:1] == far and last.isascii() and last.isupper():
        yield "continued by letters of another script"


def _short(name: str, before: str, after: str, left: str) -> Iterator[str]:
    """What few capitals are beside an agency: a state, a domain, a unit, a part of a code."""
    if len(name) == 2:
        if _DOMAIN.search(before):
            yield "a domain's ending"
        if _TOWN.search(left[-_REACH:]):
            yield "two letters behind a town and a comma"
        if name in _STATES and _IN_STATE.search(before) and _DATELINE.match(after):
            yield "a state behind a town, then a dateline's sign"
        if _POSTCODE.match(after) and not _HELD.search(before):
            yield "before a postcode"
    if _MEASURE.match(after):
        yield "before a measure"
    if _CODE.search(before):
        yield "behind a code"
