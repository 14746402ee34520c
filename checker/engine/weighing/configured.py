"""Signs that a line sets up a program: a default, a choice, a setting, a catalogue, an address.

What a manual gives as an example, an option falls back to or a translator is handed credits nobody,
although it has the form of a credit.
"""

import re
from collections.abc import Iterator, Sequence

from checker.engine.weighing.lines import Place
from checker.text.expression import expression

__all__ = ["configured_signs"]

# Right before a name, in marked text, which has no accents.
_DEFAULT = re.compile(
    r"""(?<![^\W_])(?:(?:by\ )?defaults?(?:\ (?:is|to|value))?|examples?|sample|fallback
    |e\.\s?g\.|i\.\s?e\.
    |standard(?:wert)?|vorgabe|voreinstellung|beispiel|z\.\s?b\.|(?:par\ )?defaut|exemple|p\.\s?ex\.
    |(?:por\ )?defecto|ejemplo|padrao|exemplo|predefinito|esempio|standaard|voorbeeld|domyslnie
    |przyklad|np\.|vychozi|priklad|alapertelmezett|pelda|peldaul|varsayilan|ornek|orn\.|implicit|exemplu
    |по\ умолчанию|пример|например|за\ замовчуванням|приклад|默认|默認|例如|デフォルト|기본값|예)
    \s?[:=：]?\s?["'`]?$""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTED = re.compile(r"[:=：.]\s?[\"'`]?$")  # between an example's word and the name
_CHOICES = expression(
    r"""[\s"'\-{,]{0,24}(?:enum|choices|options|values|oneof|one_of|allowed|allowed_values|labels
    |classes|categories|class_names|label_names|names|members|items|tags|keywords)
    ["']?\s?[:=]\s?[\[({](?:[^\[\](){}\n]{0,200})$""",
    re.VERBOSE | re.IGNORECASE,
)
_CATALOGUE = expression(
    r"""\s{0,4}\#\.\s|\s{0,4}(?:\#[~|]\s)?(?:msgid|msgid_plural|msgstr|msgctxt)(?:\[\d\])?\s""",
)
# A variable of an environment: WIRE_FEED=name.
_SET = re.compile(
    r"^\s{0,12}(?:export\s|ENV\s|-e\s|-\s)?(?![A-Z_]*(?:CREDIT|BYLINE|RIGHT))[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){1,4}\s?=\s?[\"']?$"
    r"|(?:^|[\s=])(?:WIRE|FEED|PROVIDER|UPSTREAM|INGEST)S?=[\"']?$"
)
# The same in two lines: "name: WIRE_FEED", then "value: NAME".
_VALUE = re.compile(r"\s{0,24}value:\s[\"']?$")
_VARIABLE = re.compile(r"name:\s[\"']?[A-Z][A-Z0-9_]{1,40}[\"']?$")
# A selector or a series by its label: [data-source="NAME"], items_total{feed="NAME"}.
_SELECTED = re.compile(
    r"""(?:(?:^|[\w\s,>+~.\])])\[|@|\w\{(?:\w+=~?["'][^"'\n]{0,40}["'],\s?){0,4})
    [\w-]{1,30}\s?[~|^$*!]?=~?\s?["']$""",
    re.VERBOSE,
)
_SELECTED_ENDS = re.compile(
    r"""[^"'\n]{0,30}["']\s?(?:\s[is])?(?:[\]}"]|,\s?\w+[!=]=?~?["']|and\s|or\s)"""
)
# What records a program asks for.
_ASKED = re.compile(
    r"""(?:\b(?:WHEN|when|ON|NOT|UNLESS|unless)\s[\w.`"]{1,40}\s?(?:=|==|<>|!=|(?:LIKE|IN|in)\s?\(?)\s?
    |(?:\.|\b)(?:find|find_?one|find_?by|findall|where|filters?|query|match|term|terms|delete_?many
    |update_?many|count_?documents|aggregate|select|search|params|get_or_create)["']?\s?[(:]\s?
    [^()\n;]{0,60}[{(,\s]["']?[\w.]{1,30}["']?\s?[:=]{1,2}\s?\[?)["']$""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUP = re.compile(r"\(\?(?:P?<\w{1,30}>|[:=!]|<[=!])[^()\s]{0,80}$")
_NUMBERED = re.compile(r"\s{0,12}(?:-\s)?\d{1,4}\s?(?::|=>)\s[\"']?$")
_NUMBERS = re.compile(r"\s{0,12}(?:-\s)?\d{1,4}\s?(?::|=>)\s\S")
# A key that is the name of its value: "feeds.NAME=NAME", "NAME: NAME".
_OWN_KEY = re.compile(r"\s{0,24}[\ue000-\ue006]\s?[:=]\s?[\"']?$")
_KEY_OF_ITS = re.compile(r"\s?[:=]\s?[\"']?[\ue000-\ue006][\"']?,?\s*$")
_DOTTED = re.compile(r"\s{0,8}(?:[\w-]{1,30}\.){1,5}$")
_QUERY = re.compile(r"[?&;][\w.\[\]-]{1,24}=(?:[\w%+-]{1,30}(?:,|%2C))?$", re.IGNORECASE)
_SECTION = re.compile(r"\s{0,4}\[(?:[\w.-]{1,24}[.:/ ]\s?[\"']?)?$")
_SETTING = re.compile(r"\s{0,4}[a-z][\w.-]{0,30}\s?=\s?\S")
_ADDRESS = re.compile(
    r"""(?:^|[\s"'(=:])(?:[\w-]{1,30}(?:\.[\w-]{1,20}){1,4}(?::\d{2,5})?|\.{0,2}/[\w.-]{1,30})/[\w./-]{0,60}$"""
)
_ADDRESSED = re.compile(r"[\w.-]{0,40}(?:[:/@?#][\w.-]|$|[\s\"'),;])")
_FILE = re.compile(r"[\w.-]{0,60}\.(?:jpe?g|png|webp|gif|tiff?|avif)", re.IGNORECASE)
_TWICE = 2
_PART = 3  # characters before a name that part it from an example's word
_REACH = 160  # characters before a name that are read
_HEAD = 120  # characters of the line below a section's head


def configured_signs(text: str, place: Place, names: Sequence[str]) -> Iterator[str]:
    """Yields the signs of a place's `names` in a pasted text."""
    before = place.before[-_REACH:]
    quoted, assigned = before[-1:] in ("'", '"'), "=" in before  # what most of them end with
    if _PARTED.search(before[-_PART:]) and _DEFAULT.search(before):
        yield "an example or a default"
    if _CHOICES.match(before):
        yield "in a list of choices"
    if _CATALOGUE.match(place.before):
        yield "in a catalogue of messages"
    above = text[max(0, place.start - _HEAD) : max(0, place.start - 1)].rpartition("\n")[2]
    if (assigned and _SET.search(place.before)) or (
        _VALUE.match(place.before) and _VARIABLE.search(above)
    ):
        yield "the value of a setting in capitals"
    if quoted and assigned and _SELECTED.search(before) and _SELECTED_ENDS.match(place.after):
        yield "in a selector"
    if quoted and _ASKED.search(before):
        yield "what a query asks for"
    if "(?" in before and _GROUP.search(before):
        yield "in a group of a pattern"
    if _NUMBERED.match(place.before):
        below = text[place.end + 1 : place.end + _HEAD]
        if _NUMBERS.match(above) or _NUMBERS.match(below):
            yield "one of numbered values"
    if _is_own_key(place, names):
        yield "a key that is named as its value"
    if assigned and _QUERY.search(before):
        yield "in the query of an address"
    if _SECTION.fullmatch(place.before) and place.after.strip() in ("]", '"]', "']"):
        below = text[place.end + 1 : place.end + _HEAD]
        if _SETTING.match(below):
            yield "heads a section of settings"
    if place.before[-1:] in ("/", "-", "_", ".", "@"):
        part = _ADDRESS.search(before)
        if part and _ADDRESSED.match(place.after) and not _FILE.match(place.after):
            yield "a part of an address or a path"


def _is_own_key(place: Place, names: Sequence[str]) -> bool:
    """Whether a name is a key and its value, which may be one sign of the marked text."""
    twice = len(names) == _TWICE and names[0].lower() == names[1].lower()
    if twice and not place.after.strip() and _DOTTED.fullmatch(place.before):
        return True
    is_key = not place.before.strip() and _KEY_OF_ITS.match(place.after) is not None
    return is_key or _OWN_KEY.fullmatch(place.before) is not None
