"""Signs that a name credits a picture: its label, the person beside it, the caption before it.

A label right before a name says what it credits, whatever else is in its line. A person and the
agency behind a sentence say who took the picture that the sentence describes.
"""

import re
from collections.abc import Iterator

from checker.engine.weighing.borders import Classes, grammar_words
from checker.engine.weighing.lines import Place

__all__ = [
    "PERSON",
    "caption_signs",
    "credit_signs",
    "credited_above",
    "person_signs",
]

_SIGN = re.compile(r"\s?[-|/–—,.:(©·]\s?")  # between a caption and its credit
# Between a title and the name of its site, with or without the section between.
_SITED = re.compile(r"\s{1,2}[-|–—·]\s{0,2}(?:[^\n.|–—-]{1,24}\s[-|–—·])?")
_HEAD = 24  # characters by which a line repeats the alternative text of a picture
_LONG = 40  # characters of a line that is broken rather than ended
_CAPTION = range(40, 400)  # characters of a caption
_SENTENCES = 3  # sentences of a caption at most
_SHORT = 40  # characters that a credit alone in its line has around the name

_SHOWN = 120  # characters before a name in which a caption says who stands where
# A control with which a page enlarges the picture above it. Marked text has no accents.
_CONTROL = re.compile(
    r"""^\W{0,4}(?:click\ to\ enlarge|enlarge\b|view\ full|full\ screen|open\ image|view\ image
    |bild\ (?:vergroßern|offnen|anzeigen)|vergroßern|agrandir|voir\ l['’]image|ampliar
    |ver\ (?:imagen|foto)|ver\ em\ tamanho|ingrandisci|powieksz|zvetsit|увеличить|збільшити
    |forstora|forstør|vergroot|(?:이미지|사진)\ ?(?:확대|크게)|(?:画像|写真)を?拡大
    |拡大(?:画像|する|写真)|查看大图|[点點][击擊]放大|查看原[图圖]|gorseli\ buyut|buyut
    |تكبير|بزرگ\ ?نمایی)""",
    re.VERBOSE | re.IGNORECASE,
)
# The heading of a list of pictures' credits. Marked text has no accents.
_CREDITS = r"""^[\W\d]{0,6}(?:
    (?:picture|photo|image|photograph|illustration)(?:s|y|ic)?\s(?:credits?|sources?)
    |(?:bild|foto|abbildungs)(?:er)?(?:nachweise?|quellen?|rechte)|credits?\s(?:photo\w*|images?)
    |creditos?\s(?:fotografic\w*|de\s(?:las\s|los\s)?(?:foto|imag)\w*)|crediti\s(?:fotografic\w|foto)
    |fotoverantwoording|beeldverantwoording|fotokreditering|bild(?:kallor|rattigheter)|kuvalahteet
    |(?:zrodła|zrodla|autorzy)\szdjec|zdroje?\s(?:fotografii|obrazku|foto)|kepek\sforrasa|surse\sfoto
    |izvori?\s(?:fotografija|slika)|источники?\s(?:фото\w*|иллюстраци\w|изображени\w)
    |джерел[ао]\s(?:фото\w*|зображень|ілюстрацій)|πηγες\sφωτογραφιων|gorsel\skaynak\w*
    |fotograf\skaynak\w*|sumber\s(?:foto|gambar)|nguon\s(?:anh|hinh)|مصادر\sالصور|منابع\sتصاوير
    |图片来源|圖片來源|写真提供|画像提供|사진\s?출처|이미지\s?출처|ที่มาภาพ)"""
_CREDITED = re.compile(_CREDITS + r"\W{0,4}$", re.VERBOSE | re.IGNORECASE)
# The same with the list behind it, whose items name pages or pictures.
_CREDITED_HERE = re.compile(
    _CREDITS + r"\s?[:：]\s?[^\n]{0,300}(?:\d|[;,]|\w\s?:)[^\n;]{0,60}$",
    re.VERBOSE | re.IGNORECASE,
)
_LISTED = 12  # lines of such a list above a name
# Who stands where, as captions say it and stories do not.
_WHERE = re.compile(
    r"""\((?:[Ll]|li|re|v\.\s?l|izq|der|dx|sx|links|rechts|vorne|left|right|cent(?:er|re)
    |a\ gauche|a\ droite|al\ centro|a\ sinistra|a\ destra|слева|справа|в\ центре|ліворуч
    |праворуч|左から?|右から?|中央|왼쪽|오른쪽|가운데|右)[.,)]
    |,\ (?:left|right|cent(?:er|re)|second\ from|third\ from|links|rechts|Mitte)\b
    |\b(?:from|at)\ left\b|\bvon\ links\b|\bv\.\s?l\.|\bde\ gauche\ a\ droite
    |\bde\ izquierda\ a\ derecha|\bda\ esquerda\ para|\bod\ lewej|\bda\ sinistra\b
    |\bслева\ направо|\bsoldan\b|왼쪽부터|왼쪽에서|左起|左から""",
    re.VERBOSE,
)
# One of these, in small letters, is in all that says so.
_SIDES = (
    *("(", "left", "right", ", cent", ", second", ", third", "links", "rechts", "mitte", "v."),
    *("gauche", "izquierda", "esquerda", "lewej", "sinistra", "слева", "soldan", "왼쪽", "左"),
)
_GOING_ON = re.compile(
    r"(?:고|어|아|여|해|려) 있다\s?[.]?\s{0,2}[\[(]?\s?$"
)  # what a picture shows

_PICTURES = ("photo", "photo_by", "photographer")
_BESIDE = ("copyright", "pool", "by", "source")  # what may stand between a label and its name
_LABEL = 16  # characters before a name in which a label that touches it begins
_NAMED = 70  # and one with a person behind it
_NAMES = "\ue000\ue001\ue002\ue003\ue004\ue005\ue006"
_PARTS = ":=/|＝：／-"
_CAPITAL = "[A-ZÀ-ŽА-ЯЁІЇЄҐ]"
PERSON = (
    rf"{_CAPITAL}[^\W\d_.]*[.'’-]?"
    rf"(?:[ .'’-]{{1,2}}(?:[a-z]{{2,3}}\s)?{_CAPITAL}[^\W\d_]*\.?){{1,3}}"
)
_CALLED = re.compile(rf"(?:[^\W\d_]+\s)?{PERSON}|(?:\S+\s+){{5,}}\S+")
_BETWEEN = re.compile(rf"\s?[:=：＝/|]\s?\(?\s?{PERSON}\s?[/|,(–—-]\s?$")
# No short form: "U.S. ".
_TOLD = r"""(?:(?<=[^\W_A-Z])\.|[)\]»”"']\.?|[!?…])[ \t]{0,3}[(\[]?"""
_PERSON_BEFORE = re.compile(rf"{_TOLD}({PERSON})\s?[/|–—-]\s?$")
_TOLD_BEFORE = re.compile(rf"{_TOLD}$")
_PERSON_BEHIND = re.compile(rf"\s?[/|–—-]\s?({PERSON})[)\]]?\.?\s*$")
_PERSON_TOLD = re.compile(rf":\s?({PERSON})[)\]]?\.?\s*$")  # "NAME: Ann Sample"
# A licence under which pictures are given away. Marked text has no accents.
_FREE = re.compile(
    r"""[^\n]{0,3}?\s?[/,(\[|–-]\s?(?:public\ domain|gemeinfrei|domaine\ public
    |dominio\ public[oa]?|CC[\ -](?:BY|0)|CC0|creative\ commons|(?:via\ )?wikimedia
    |общественное\ достояние|公有领域|パブリック・?ドメイン|퍼블릭\ ?도메인)""",
    re.VERBOSE | re.IGNORECASE,
)
_HOLDER = re.compile(rf"[©ⓒ]\s?({PERSON})\s?[,/|(–—-]\s?$")
_END = re.compile(r"[)\]]?\.?\s*$")
# A bracket holds a credit although no sentence ends before it.
_IN_BRACKET = re.compile(rf"[\w)\].!?…»”\"'][ \t]{{0,3}}[(\[]\s?({PERSON})\s?[/|–—-]\s?$")
_BRACKET = re.compile(r"[\w)\].!?…»”\"'][ \t]{0,3}[(\[]\s?$")
_BRACKETED = re.compile(rf"\s?[/|–—-]\s?({PERSON})\s?[)\]]\.?\s*$")
# Papers and stations, whose names have the shape of a person's. Marked text has no accents.
_HOUSE = re.compile(
    r"""^(?:the|le|la|les|el|los|die|der|das|il|lo|de|het|o|os)\s
    |\b(?:radio|tele\w*|tv|news\w*|daily|weekly|times|post|herald|journal\w*|gazet\w+|zeitung|\w+blatt
    |kurier|courrier|correo|corriere|press\w*|prensa|media\w*|online|sports?|reda[ck][ct]\w+|agenc\w+
    |agentur\w*|desk|staff|team|web|digital)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_DESCRIBED = 40  # characters of a sentence that describes a picture
_COLONS = (":", "：", " :", ".")
_PARTY = re.compile(r"^[^\n:]{2,50}[/|,(]\s{0,2}$")
_OPENS = re.compile(r"[(\[]\s?$")
_SHOWN_BEHIND = re.compile(r"\s?[:,/-]?\s?(\S)(?!\s?[:：])")
_SQUARE = re.compile(rf"\[\s?{PERSON}\s?[-–—/|,]\s?$")
_PARTED = ("-", "–", "—", "/", "|", ",")  # between a person and the name
_SHUT = re.compile(r"\s?\]")
# A caption's day and place behind a sign of equality, as Japanese agencies close it.
_DAY_SHOWN = re.compile(r"[=＝][^=＝\n。]{0,16}\d{1,2}日[^=＝\n。]{0,20}[(（\[［【]\s?$")
_SHUTTING = (")", "]")
_OPENED = ("(", "[")
# A caption from Korea: place and agency, what it shows, the day and the reporter's address.
_DAY_AND_ADDRESS = re.compile(r"[\])][^\n]{20,400}\s20\d\d\.\d\d\.\d\d\.?\s\S{2,24}@\S{1,24}\s*$")
_SHOWN_BEFORE = re.compile(r"[(\[][^\n]{20,400}\s20\d\d\.\d\d\.\d\d\.?\s\S{1,24}@$")
# A bracket that a label opens and that closes before the name: it credits what is in it.
_SHUT_BEFORE = re.compile(r"[(（\[](\S)[^()（）\[\]\n]{0,60}[)）\]][^()（）\[\]\n]{0,60}$")


def caption_signs(
    before: str | None,
    behind: str | None,
    place: Place,
    alternative: str | None,
    dates: frozenset[str],
) -> Iterator[str]:
    """Yields signs of the lines beside: what they repeat, whether one runs on or is dated.

    `before` and `behind` are None at the text's edges; `alternative` is the alternative text near,
    if any.
    """
    line = (before or "").strip()
    if _CONTROL.match(line):
        yield "below a control of a picture"
    near = place.before[-_SHOWN:]
    if _says_where(near):
        yield "behind who stands where in a picture"
    if _GOING_ON.search(near):
        yield "behind what is going on, in Korean"
    if len(line) > _HEAD and place.before.lstrip().startswith(line[:_HEAD]):
        yield "repeats the line before"
    own = place.before.strip()
    if place.where == "end" and _is_its_title(own, behind):
        yield "a title and its site, repeated by the line behind"
        return
    if alternative and own.startswith(alternative) and _SIGN.fullmatch(own, len(alternative)):
        yield "repeats alternative text, then a sign"
    head = own[:_HEAD]
    repeated = behind is not None and len(head) == _HEAD and behind.lstrip().startswith(head)
    if repeated and place.where == "end" and "<" not in head:
        yield "repeated by the line behind"
    if not line or len(place.before) + len(place.after) > _SHORT:
        return
    if _says_where(line[-_SHOWN:]):
        yield "line before tells who stands where in a picture"
    head = (alternative or "")[:_HEAD]
    if len(head) > _HEAD // 2 and line.startswith(head):
        yield "line before repeats alternative text"
    # A portrait is called as the person is who wrote, and a story's picture as its headline.
    named = place.where == "alone" and alternative and _CALLED.fullmatch(alternative)
    if alternative and line == alternative and not named:
        yield f"line before is alternative text again, in line: {place.where}"
    runs_on = len(line) >= _LONG and (line[-1].islower() or line[-1] == ",")
    if runs_on and place.where == "end" and place.before.rstrip().endswith("("):
        yield "line before runs on to a name in brackets"
    if len(line) in _CAPTION and line.count(". ") < _SENTENCES:
        words = {word.strip(".,;:()").lower() for word in line.split()}
        if not words.isdisjoint(dates):
            yield f"line before is a dated caption, in line: {place.where}"


def _says_where(near: str) -> bool:
    """Whether a caption's words tell who stands where in its picture."""
    lower = near.lower()
    return any(side in lower for side in _SIDES) and _WHERE.search(near) is not None


def _is_its_title(own: str, behind: str | None) -> bool:
    """Whether a line is a title with its site behind a sign, and the next one the title."""
    title = (behind or "").strip()
    return len(title) >= _HEAD and own.startswith(title) and bool(_SITED.fullmatch(own, len(title)))


def credited_above(text: str, start: int) -> bool:
    """Returns whether the line from `start` is one of a list below a heading of picture credits."""
    lines = text[max(0, start - _LISTED * _LONG * 2) : max(0, start - 1)].split("\n")
    for line in reversed(lines[-_LISTED:]):
        if _CREDITED.match(line):
            return True
        if not line.strip():
            return False
    return False


def credit_signs(place: Place, left: str, right: str, classes: Classes) -> Iterator[str]:
    """Yields the signs of a name; `left` and `right` have words of the grammar as characters."""
    above, _, line = left.rpartition("\n")
    line = line[-_NAMED:]
    words = grammar_words(classes, line)
    label = above.rpartition("\n")[2].strip()
    if _pictures(classes.get(label[:1], ())) and label[1:] in _COLONS and _PARTY.search(line):
        yield "below a picture's label, behind a person"
    shown = _SHOWN_BEHIND.match(right)
    if shown and _pictures(classes.get(shown[1], ())) and _OPENS.search(line):
        yield "a picture's word right behind, in brackets"
    if _labelled(line[-_LABEL:], classes):
        yield "right behind a picture's label"
    else:
        last = words[-1] if words else ""
        if last and _pictures(classes[last]) and _BETWEEN.match(line, line.rindex(last) + 1):
            yield "behind a picture's label and a person"
    if place.before[:1] in _OPENED and _DAY_AND_ADDRESS.match(place.after):
        yield "opens a line that a day and an address close"
    if place.before[-1:] == "@" and _SHOWN_BEFORE.match(place.before):
        yield "the address that closes a line behind a day"
    shut = _SHUT_BEFORE.search(line)
    if shut and _pictures(classes.get(shut[1], ())):
        yield "behind a bracket that a picture's label opens"
    if _CREDITED_HERE.match(place.before):
        yield "in a line of picture credits"
    if _FREE.match(place.after):
        yield "before a licence of free pictures"
    held = _HOLDER.search(place.before[-_NAMED:]) if _END.match(place.after) else None
    if held is not None and not _HOUSE.search(held[1]):
        yield "behind the sign of a holder and a person"
    pictured = any(_pictures(classes[one]) for one in words)
    yield from person_signs(place, pictured=pictured)


def _pictures(kinds: tuple[str, ...]) -> bool:
    return any(kind in _PICTURES for kind in kinds)


def _labelled(near: str, classes: Classes) -> bool:
    """Whether a label of pictures touches the name, with nothing but signs between."""
    parted = False
    for one in reversed(near):
        kinds = classes.get(one)
        if kinds is None:
            if one.isalnum() or one in _NAMES:
                return False
            parted = parted or one in _PARTS
        elif _pictures(kinds):
            return parted
        elif not any(kind in _BESIDE for kind in kinds):
            return False
    return False


def person_signs(place: Place, *, pictured: bool = False) -> Iterator[str]:
    """Yields whether a person and the name end a line behind a sentence, or fill a bracket.

    `pictured` is whether the line has a word for pictures before the name.
    """
    near = place.before[-_SHOWN:]
    if "日" in near and _DAY_SHOWN.search(near):
        yield "behind the day that a Japanese caption shows"
    parted = near.rstrip()[-1:] in _PARTED
    if parted and _SHUT.match(place.after) and _SQUARE.search(near):
        yield "behind a person in square brackets"
    if len(place.before) < _DESCRIBED and not pictured:
        return
    told = _PERSON_TOLD.match(place.after) if _TOLD_BEFORE.search(near) else None
    if told is not None and not _HOUSE.search(told[1]):
        yield "a colon and a person behind the name, behind a sentence"
    found = None
    if parted and _END.match(place.after):
        found = _PERSON_BEFORE.search(near) or _IN_BRACKET.search(near)
    elif place.after.lstrip()[:1] in _PARTED:
        if _TOLD_BEFORE.search(near):
            found = _PERSON_BEHIND.match(place.after)
        if found is None and _BRACKET.search(near):
            found = _BRACKETED.match(place.after)
    if found is not None and _HOUSE.search(found[1]):
        return
    if found is not None and place.before.count(". ") <= _SENTENCES:
        loud = " in capitals" if found[1].isupper() else ""
        shut = found[0].rstrip()[-1:] in _SHUTTING or place.after.lstrip()[:1] in _SHUTTING
        bracket = ", in brackets" if shut else ""
        yield f"a person{loud} and the name end the line behind a sentence{bracket}"
        if pictured and not bracket:
            yield "a picture's word, a sentence, a person and the name"
