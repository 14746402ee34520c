"""Signs of a name in a string literal or a table cell: data about markings, not a marking.

A test, a filter and a crawler contain the credits they look for as arguments, lists and patterns. A
table of headlines has the source of a claim at the start of a cell. A string that holds the text
behind or before the credit, too, is a text with its marking, wherever it is kept.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place
from checker.text.expression import expression

__all__ = ["GIVEN", "MANY", "TICKED", "literal_signs"]

GIVEN = "in a list that a name is given"  # the sign of a program's list of strings
MANY = "one of many short strings"  # the sign of a list of names
TICKED = "between backticks of notes"  # the sign of what notes speak of

_REACH = 140  # characters on either side of a name that are looked at
_OPEN = r"""[rbfuRBFU@]{0,2}["'`][^"'`\n]{0,100}$"""
_CALL = expression(rf"[A-Za-z_]\w{{0,40}}!?\(\s{{0,4}}{_OPEN}")
_OPERAND = expression(rf"(?:[=!]==?|\bin|\bnot|\breturn|\bcase|=~|\+|\?|\|\|)\s{{1,2}}{_OPEN}")
# A list of strings that a name is given: "WIRES = [...]", "const wires = new Set([...".
_GIVEN = expression(
    rf"""(?:^|[\s;])[A-Za-z_$][\w.$]{{1,40}}\s?(?::[^=\n]{{1,40}})?=\s?(?:new\s\w+\(|\w{{1,12}}\()?[\[{{(]
    \s{{0,4}}(?:[rbfu]?["'`][^"'`\n]{{0,60}}["'`]\s?[,:]\s{{0,4}}){{0,8}}{_OPEN}""",
    re.VERBOSE,
)
_AFTER_STRING = expression(rf"""["'`]\s?,\s{{0,4}}{_OPEN}""")
_FIRST_OF_LIST = expression(rf"\[\s{{0,4}}{_OPEN}")
_BEFORE_STRING = expression(r"""[^"'`\n]{0,60}["'`]\s?,\s{0,4}[rbfuRBFU@]{0,2}["'`]""")
_CHECKED = expression(r"^\s{0,12}(?:[-*+]|#{1,6})\s(?:\[[ xX]\]\s)?")
_TESTS = expression(
    r"\b(?:tests?|fixtures?|regex|selectors?|fallback|TODO|FIXME)\b|テスト|测试|測試|테스트"
)
# A cell that begins at once behind the comma, semicolon or tab of the one before.
_CELL = expression(r"""[^\s,;][,;]"?$|\t"?$""")
_CELLS = expression(r"[^\s,;][,;](?=[^\s,;])|\t")
_LEAD = expression(r":\s")

_BEGUN = expression(r"""["'`]([^"'`\n]{0,100})$""")
_ENDED = expression(r"""[^"'`\n]{0,100}""")
_WORD = expression(r"[^\W\d_]{2,}")
_UNSPACED = expression("[\u3040-\u30ff\u3400-\u9fff]")  # Han and kana: two say what a word does
_TEXT, _BEHIND = 6, 3  # words of a text in a string, and of what it tells behind its marking
# Strings of a list that are too short for texts, before and behind the one that holds the name.
_SHORT = r"""[rbfu@]?["'`][^"'`\n]{1,40}["'`]"""
_SHORT_BEFORE = expression(
    rf"""(?:{_SHORT}\s?[,|]\s{{0,40}}){{1,4}}[rbfu@]?["'`][^"'`\n]{{0,24}}$"""
)
_SHORT_BEHIND = expression(rf"""[^"'`\n]{{0,24}}["'`](?:\s?[,|]\s{{0,40}}{_SHORT}){{1,4}}""")
_ALL_SHORT = expression(_SHORT)
_LISTED = 3  # strings beside it that make a list of names
_ADDRESS = expression(r"""[^"'`\n]{0,16}["'`]\s?[,:]\s{0,4}["'`](?:https?:)?//""")
# Names between slashes inside brackets: "(NAME/Other/Third)" lists sources, two share a credit.
_SLASHED = r"(?:[^()（）\[\]\n]|\([^()\n]{1,16}\)){0,90}"
_SLASHED_BEFORE = expression(rf"[(（\[]({_SLASHED})$")
_SLASHED_BEHIND = expression(rf"({_SLASHED})[)）\]]")
_COLON = expression("[:：=]")
_MOST_SLASHED = 5
# What introduces an example, right before a quotation mark or label. Marked text has no accents.
_EXAMPLE = expression(
    r"""(?:\(\s?es\.|^[\s>*-]{0,8}es:|\b(?:e\.\s?g|eg|i\.\s?e|for\ example|for\ instance|such\ as
    |like(?:\ this)?|as\ follows|wie\ folgt|comme\ suit|como\ sigue|come\ segue|następująco
    |(?:one|any|either)\ of|z\.\s?B|bspw
    |zum\ Beispiel|p\.\s?ex|par\ exemple|p\.\s?ej|por\ ejemplo|por\ exemplo|ejemplo|exemplo|esempio
    |exemple|example|ex|ej|f\.\s?eks|for\ eksempel|t\.\s?ex|till\ exempel|fx|esim|bijv|bijvoorbeeld
    |np|na\ przyk[łl]ad|napr|napriklad|pl|например|напр|наприклад|orn|ornegin|mesela
    |contoh(?:nya)?|misal(?:nya)?|vi\ du)\b
    |예컨대|예를\ 들어|예시|例えば|例[:：]|例如|比如|مثل|مثال|مثلا)
    [\s.,:：)]{0,4}[{\[(]{0,2}(?:(?P<quote>[«"„“”'`‘「『]|[*_]{1,2}(?=\w)|<[a-z]).{0,70}
    |[^.\n«"„“'`]{0,20}[:：]\s?)$""",
    re.VERBOSE | re.IGNORECASE,
)
# Houses that brackets name as examples: "(e.g. NAME, Other)".
_SUCH_AS = re.compile(
    r"""[(（]\s?(?:e\.?\s?g|z\.\s?B|bspw|p\.\s?ex|p\.\s?ej|ad\ es|es|ej|ex|np|napr|напр|f\.\s?eks
    |t\.\s?ex|bijv|mis|ör|örn|orn|例|예|for\ example|such\ as|like|par\ exemple
    |por\ ejemplo|por\ exemplo
    |например|наприклад|zum\ Beispiel|beispielsweise|contoh(?:nya)?|misal(?:nya)?|例如|比如|예:|مثل)
    [.:,：]{0,2}\s?(?:[^()（）\n,，、]{1,24}[,，、]\s?){0,3}$""",
    re.VERBOSE | re.IGNORECASE,
)
# A condition that picks records of a table by a field.
_CONDITION = re.compile(
    r"""\b(?:WHERE|AND|OR|HAVING|where|and|or)\s[\w.`"]{1,40}\s?(?:=|==|<>|!=|(?:I?LIKE|IN|like|in)\s?\(?)
    \s?["']%?$""",
    re.VERBOSE,
)
_ALTERNATIVE, _ITS_END = re.compile(r"[|(]\([^()|\n]{0,60}$"), re.compile(r"[^()|\n]{0,40}\)[|)]")
_QUOTES = re.compile("""[«"„“”'`‘「『:：]""")  # one of these is in all that introduce an example
# What ends a list of quoted examples: "…" and such.
_AND_SUCH = re.compile(
    r"""[^\n"”»“'’」]{0,24}["”»“'’」]\s?,?\s?
    (?:etc\b|usw\b|u\.\s?a\.|osv\b|itp\b|itd\b|и\ т\.\s?[пд]|і\ т\.\s?[пд]
    |и\ др\b|vb\b|dll\b|dsb\b|ecc\b|v\.\s?v|등|など|等|وما\ شابه|وغيرها|و\ غیره)""",
    re.VERBOSE | re.IGNORECASE,
)
# A mark that a sentence names, in quotation marks inside brackets: attribution ("Source: NAME").
_SAID_BEFORE = re.compile(r"""[\w”»"'`]\s?[(（]["'“„«`「『][^"'“”„«»`()（）「」『』\n]{0,60}$""")
_SAID_BEHIND = re.compile(
    r"""[^"'“”„«»`()（）「」『』\n]{0,40}["'”“»`」』][)）]\s?(?:[^\W\d_A-Z]|[,;:](?=\s)|\.(?=\s|$)|$)"""
)
# The same without brackets around it: a line "Source: NAME" below the text.
_WORD_BEFORE = re.compile(
    r"""(?<!assert)(?<!return)(?<!case)(?<!\bin)(?<=[^\W\d_]),?\s
    ["“„«'‘「][^"'“”„«»‘’「」\n]{0,24}[:：(（/]\s?$""",
    re.VERBOSE,
)
_WORD_BEHIND = re.compile(r"""[)）/]?[^"'“”„«»‘’「」\n]{0,12}["'”“»’」]\s[^\W\d_A-Z]""")
_YEAR_BEHIND = re.compile(r"\s(?:19|20)\d\d\s[^\W\d_]{2,}")
# Notes of a team set what they speak of between backticks; a call has patterns between slashes.
_TICKED_BEFORE = re.compile(r"(?:^|[\s,;(])`{1,2}[^`$\n]{0,60}$")
# Between words, at a point or beside another, where a program sets no string to anything.
_SPOKEN_OF = re.compile(
    r"(?:^[\s*>#|•\d.)-]*|[\w”»*)]\s|`,?\s(?:/\s|\w{1,5}\s)?|(?<!\w)\(|[/–]\s?)`{1,2}[^`]{0,60}$"
)
_TICKED_BEHIND = re.compile(r"[^`\n]{0,60}`{1,2}(?:[\s,.;:)]|$)")
_MATCHED_BEFORE = re.compile(r"\w\((?:[^()\n]{0,60},)?\s?/[^/\n]{0,40}$")
_MATCHED_BEHIND = re.compile(r"[^/\n]{0,40}(?:/[gimsuy]{0,4})?\s?[,)]")
_EXAMPLE_REACH = 110  # characters before a name in which an example is introduced

_FILE = expression(
    r"(?=[\w-]{0,40}\d)[\w-]{2,48}\.(?:jpe?g|png|webp|gif|avif|tiff?)\b", re.IGNORECASE
)


def literal_signs(place: Place) -> Iterator[str]:
    """Yields the signs of a name's line of program text or of a table; none in plain text."""
    before, after = place.before[-_REACH:], place.after[:_REACH]
    if '"' in before or "'" in before or "`" in before:
        held = ", a text" if _holds_text(before, after) else ""
        if _CALL.search(before):
            yield f"in a call's argument{held}"
        if _OPERAND.search(before):
            yield f"in an operand{held}"
        if not held and _GIVEN.search(before):
            yield GIVEN
        listed = _AFTER_STRING.search(before) is not None
        if listed or (_FIRST_OF_LIST.search(before) and _BEFORE_STRING.match(after)):
            yield f"in a list of strings{held}"
        if _beside(place) >= _LISTED:
            yield MANY
        if _ADDRESS.match(after):
            yield "in a string before an address"
    near = before[-_EXAMPLE_REACH:]
    if _is_example(near, after):
        yield "in an example"
    if _CONDITION.search(near):
        yield "in a condition of a query"
    if "|" in after and _ALTERNATIVE.search(near) and _ITS_END.match(after):
        yield "between bars of a pattern"
    if _TICKED_BEFORE.search(near) and _TICKED_BEHIND.match(after):
        yield TICKED
        if _SPOKEN_OF.search(near):
            yield "between backticks of notes, spoken of"
    if _MATCHED_BEFORE.search(near) and _MATCHED_BEHIND.match(after):
        yield "in a pattern of a call"
    if _SAID_BEFORE.search(near) and _SAID_BEHIND.match(after):
        yield "quoted in brackets inside a sentence"
    if _WORD_BEFORE.search(near) and _WORD_BEHIND.match(after):
        yield "a mark quoted inside a sentence"
    if (year := _YEAR_BEHIND.match(after)) and year[0][-1].islower() and year[0][6].islower():
        yield "continued by a year and a word"
    slashed = _slashed(before, after)
    if slashed > 1:
        yield f"in brackets of {min(slashed, _MOST_SLASHED)} parts"
    if _FILE.match(after):
        yield "in the name of a picture's file"
    if (point := _CHECKED.match(before)) and _TESTS.search(f"{before[point.end() :]} {after}"):
        yield "in a point about a test"
    if _CELL.search(before) and len(_CELLS.findall(f"{before} {after}")) > 1:
        yield "at the start of a cell"
        if _LEAD.match(after):
            yield "at the start of a cell, then a colon"


def _is_example(near: str, after: str) -> bool:
    """Whether a name is in an example, or in brackets that list some."""
    if ("(" in near or "（" in near) and _SUCH_AS.search(near):
        return True
    quoted = _QUOTES.search(near) is not None
    return quoted and bool(_EXAMPLE.search(near) or _AND_SUCH.match(after))


def _holds_text(before: str, after: str) -> bool:
    """Whether the string around a name holds more of a text than its marking."""
    begun, ended = _BEGUN.search(before), _ENDED.match(after)
    lead, rest = begun[1] if begun else before, ended[0] if ended else ""
    behind = _words(rest)
    return behind >= _BEHIND or behind + _words(lead) >= _TEXT


def _words(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    return unspaced // 2 if unspaced else len(_WORD.findall(text))


def _beside(place: Place) -> int:
    """How many short strings stand beside the one that holds the name, in one list and line."""
    found = _SHORT_BEFORE.search(place.before[-_REACH:]), _SHORT_BEHIND.match(place.after[:_REACH])
    before, behind = (len(_ALL_SHORT.findall(one[0])) if one else 0 for one in found)
    return before + behind


def _slashed(before: str, after: str) -> int:
    """How many parts slashes make of what stands in the brackets around the name, if no label."""
    lead, rest = _SLASHED_BEFORE.search(before), _SLASHED_BEHIND.match(after)
    if lead is None or rest is None or _COLON.search(lead[1]):
        return 0
    return f"{lead[1]}{rest[1]}".count("/") + 1
