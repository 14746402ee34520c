"""The words by which an order names another item: a number, a headline, a time."""

import re

from checker.text.views import View, normalised

__all__ = ["has_headline", "ids_in", "is_coded", "marks_in", "names_item", "quoted_in", "refers_to"]

_HEADLINE = 12  # letters and figures from which a headline identifies an item
_CJK_HEADLINE = 6
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_QUOTED = re.compile(r'"([^"\n]{4,160})"')
_IN_CJK = re.compile(r"[「『《]([^「」『』《》\n]{2,80})[」』》]")
_NUMBER = re.compile(
    r"(?:\b(?:items?|story|no|nos|nr|num|number|nummer|numero|seq|id|ref|v|"
    r"meldung|artikel|sak|nota|note|depesz[aey]|noticia|новость|сообщение)\b[.:]?|[#№]|n[°º])"
    r"\s{0,2}[#№]?((?=[\w.:/-]*\d)[\w][\w.:/-]{0,40}\w|\d)",
    re.IGNORECASE,
)
_CODE = re.compile(r"\(\s?(\p{L}{2,8}\s?\d{2,6})\s?\)".replace(r"\p{L}", r"[^\W\d_]"))
_URN = re.compile(r"\b(?:urn|tag|https?):[^\s\"'<>)]{4,160}")
# Ids of any form: a scheme, or letters and figures with signs between; not a date or an hour.
_ID = re.compile(
    r"(?:\b(?:urn|tag|https?):[^\s\"'<>)]{1,160}"
    r"|(?<![\w.:/-])(?=[\w.:/-]*\d)(?=[\w.:/-]*[A-Za-z])(?=[\w.:/-]*[-_:/.]\w)[\w][\w.:/-]{4,80})"
)
_SLUG = re.compile(
    r"\b(?:slugged|slug|headlined|titled|entitled)\s:?\s?([\w/-]{3,60})", re.IGNORECASE
)
_WIRE_SLUG = re.compile(r"\b[A-Z]{2,8}(?:-{1,2}[A-Za-z][\w]{1,30}){1,5}\b")
_HOUR = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b|\b[01]\d[0-5]\d\s?(?:gmt|hrs|uhr)\b", re.IGNORECASE
)


def refers_to(view: View, start: int, end: int) -> tuple[str, ...]:
    """Returns the words by which [start, end) names another item, the most reliable first."""
    text = view.lines[start:end]
    found = [
        *(match[0].rstrip(".,;") for match in _URN.finditer(text)),
        *(match[1] for match in _NUMBER.finditer(text)),
        *(match[1] for match in _CODE.finditer(text)),
        *(match[1] for match in _SLUG.finditer(text)),
        *(match[0] for match in _WIRE_SLUG.finditer(text)),
        *(match[1].strip() for match in _QUOTED.finditer(text)),
        *(match[1] for match in _IN_CJK.finditer(text)),
    ]
    return tuple(dict.fromkeys(found))


def ids_in(text: str) -> tuple[str, ...]:
    """Returns what has the form of an id in a provider's note, which may name another item."""
    return tuple(dict.fromkeys(match[0].rstrip(".,;:") for match in _ID.finditer(text)))


def names_item(words: str, item: str, title: str | None) -> bool:
    """Returns whether words name an item: its id, the end of its id, or its headline."""
    said, known = _bare(words), _bare(item)
    if not said:
        return False
    if said == known or (title is not None and said == _bare(title)):
        return True
    tail = re.split(r"[:/#.-]", item.rstrip("/"))[-1]
    return any(c.isdigit() for c in said) and _bare(tail) in (said, said.split()[-1])


def has_headline(words: str, title: str) -> bool:
    """Returns whether words hold a headline of several words, whatever its signs and its case."""
    headline = _bare(title)
    if _CJK.search(headline):
        solid = headline.replace(" ", "")
        return len(solid) >= _CJK_HEADLINE and solid in _bare(words).replace(" ", "")
    long = len(headline.replace(" ", "")) >= _HEADLINE and " " in headline
    return long and f" {headline} " in f" {_bare(words)} "


def _bare(text: str) -> str:
    """Letters and figures alone, without case and accents."""
    return " ".join(re.findall(r"[^\W_]+", normalised(text).lower()))


def marks_in(view: View, start: int, end: int) -> int:
    """Returns in how many ways a text identifies the item it means, such as a sending time."""
    text = view.lines[start:end]
    ways = (_URN, _NUMBER, _CODE, _SLUG, _WIRE_SLUG, _QUOTED, _IN_CJK, _HOUR)
    return sum(way.search(text) is not None for way in ways)


def is_coded(view: View, start: int, end: int) -> bool:
    """Returns whether a text names an item as only a wire does: by number, code or slug."""
    text = view.lines[start:end]
    ways = (_URN, _NUMBER, _CODE, _SLUG, _WIRE_SLUG)
    return any(way.search(text) is not None for way in ways)


def quoted_in(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """Returns the positions of headlines in quotation marks."""
    ways = (_QUOTED, _IN_CJK)
    return [found.span() for way in ways for found in way.finditer(view.lines, start, end)]
