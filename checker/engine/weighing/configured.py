"""Signs that a line sets up a program: a default, a choice, a setting, a catalogue, an address.

What a manual gives as an example, an option falls back to or a translator is handed credits nobody,
although it has the form of a credit.
"""

import re
from collections.abc import Iterator

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
    r"""\s{0,4}(?:\#[~|]\s)?(?:msgid|msgid_plural|msgstr|msgctxt)(?:\[\d\])?\s""",
)
# A variable of an environment: WIRE_FEED=name.
_SET = re.compile(
    r"\s{0,4}(?:export\s|ENV\s|-e\s|-\s)?(?![A-Z_]*(?:CREDIT|BYLINE|RIGHT))[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){1,4}=[\"']?$"
)
_QUERY = re.compile(r"[?&;][\w.\[\]-]{1,24}=(?:[\w%+-]{1,30}(?:,|%2C))?$", re.IGNORECASE)
_SECTION = re.compile(r"\s{0,4}\[(?:[\w.-]{1,24}[.:/ ]\s?[\"']?)?$")
_SETTING = re.compile(r"\s{0,4}[a-z][\w.-]{0,30}\s?=\s?\S")
_ADDRESS = re.compile(
    r"""(?:^|[\s"'(=:])(?:[\w-]{1,30}(?:\.[\w-]{1,20}){1,4}(?::\d{2,5})?|\.{0,2})/[\w./-]{0,60}$"""
)
_ADDRESSED = re.compile(r"[\w.-]{0,40}(?:[:/@?#][\w.-]|$|[\s\"'),;])")
_FILE = re.compile(r"[\w.-]{0,60}\.(?:jpe?g|png|webp|gif|tiff?|avif)", re.IGNORECASE)
_REACH = 160  # characters before a name that are read
_HEAD = 120  # characters of the line below a section's head


def configured_signs(text: str, place: Place) -> Iterator[str]:
    """Yields the signs of a name in a pasted text."""
    before = place.before[-_REACH:]
    if _DEFAULT.search(before) and _PARTED.search(before):
        yield "an example or a default"
    if _CHOICES.match(before):
        yield "in a list of choices"
    if _CATALOGUE.match(place.before):
        yield "in a catalogue of messages"
    if _SET.match(place.before):
        yield "the value of a setting in capitals"
    if _QUERY.search(before):
        yield "in the query of an address"
    if _SECTION.fullmatch(place.before) and place.after.strip() in ("]", '"]', "']"):
        below = text[place.end + 1 : place.end + _HEAD]
        if _SETTING.match(below):
            yield "heads a section of settings"
    if place.before[-1:] in ("/", "-", "_", ".", "@"):
        part = _ADDRESS.search(before)
        if part and _ADDRESSED.match(place.after) and not _FILE.match(place.after):
            yield "a part of an address or a path"
