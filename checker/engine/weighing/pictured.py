"""Signs that a name stands in the caption of a picture's markup, or below its line.

Markdown, HTML, reStructuredText, wikis, AsciiDoc, LaTeX, Hugo and WordPress have a line for a
picture, and a caption in it or below.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.lines import Place

__all__ = ["picture_markup_signs"]

_PICTURE_LINE = re.compile(
    r"""\s{0,20}(?:\[?!\[[^\]\n]{0,200}\]\([^()\n]{1,300}\)|!\[\[|<img\s|<Image\s|<picture
    |\.\.\s(?:image|figure)::|image::|\\includegraphics|\{\{<\s?(?:figure|img)
    |\[\[(?:File|Image|Datei|Bild|Fichier|Archivo|Ficheiro|Plik|Bestand|Fil|Файл|ファイル|文件):)""",
    re.VERBOSE | re.IGNORECASE,
)
_REACH = 600  # characters above a line in which that of a picture begins
_CREDIT = 40  # characters behind a name in a line that ends with its credit
_SLANTED = re.compile(r"\s{0,4}([*_]{1,3})(?=\w)")
# A caption inside a picture's own markup, from its start to a name.
_CAPTIONS = re.compile(
    r"""\\caption\*?(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,300}$
    |\[caption\b[^\]\n]{0,300}\](?:<[^<>\n]{0,300}>|\s){1,6}(?:(?!\[/)[^\n]){0,300}$
    |\{\{<\s?(?:figure|img|image|picture|photo)\b[^<>\n]{0,300}$
    |(?<!<)!\[[^\]\n]{0,300}$|!\[[^\]\n]{0,200}\]\([^()\n"']{1,200}\s(?:"[^"\n]{0,200}|'[^'\n]{0,200})$
    |\[\[(?:File|Image|Datei|Bild|Fichier|Archivo|Ficheiro|Plik|Bestand|Fil|Файл|ファイル|文件):
    [^\[\]\n]{1,200}\|[^\[\]\n]{0,300}$""",
    re.VERBOSE | re.IGNORECASE,
)
# A picture that is called no more than the name: the sign of a house.
_LOGO = re.compile(r"(?<!<)!\[\s?(?:(?:the\s)?logo(?:\sof)?\s)?$", re.IGNORECASE)
_LOGO_ENDS = re.compile(r"\s?(?:logo|icon)?\s?\][(\[]", re.IGNORECASE)
_ENDS = re.compile(r"""[)\]]?\.?\s?["'\]}\[]""")
_TOLD = 2  # words of a caption's beginning: a name alone is that of a logo
_INCLUDED = re.compile(r"\\includegraphics|\\begin\{figure")


def picture_markup_signs(text: str, place: Place) -> Iterator[str]:
    """Yields the signs of a name in a pasted text, which has an agency's text or a picture's."""
    if _below_a_picture(text, place):
        yield "below a picture's markup"
        slanted = _SLANTED.match(place.before)
        if slanted is not None and place.after.rstrip().endswith(slanted[1]):
            yield "below a picture's markup, in italics"
    if _LOGO.search(place.before) and _LOGO_ENDS.match(place.after):
        yield "alone in the alternative text of markup"
    caption = _CAPTIONS.search(place.before)
    told = caption[0].replace("|", " ").split() if caption is not None else []
    if (
        caption is not None
        and len(told) >= _TOLD
        and (
            caption[0][0] != "\\" or _INCLUDED.search(text, max(0, place.start - _REACH), place.end)
        )
    ):
        ends = _ENDS.match(place.after) is not None
        yield f"{'ends' if ends else 'in'} a caption of markup"


def _below_a_picture(text: str, place: Place) -> bool:
    """Whether a name ends the line below that of a picture, in markup of any kind."""
    if len(place.after) > _CREDIT:
        return False
    above = text[max(0, place.start - _REACH) : max(0, place.start - 1)]
    return _PICTURE_LINE.match(above.rpartition("\n")[2]) is not None
