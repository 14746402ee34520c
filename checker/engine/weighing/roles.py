"""Signs that tell a picture's credit from a text's where both have the same form.

What follows tells: a dateline opens the story below the picture that was credited before it. So do
a person between a label of sources and the agency, a name by way of another in brackets, a person
in capitals, and in Japanese whether the sentence before a notice says when a picture was taken.
"""

import re
from collections.abc import Iterator

from checker.engine.marked import Chain
from checker.engine.places import known_place
from checker.engine.weighing.borders import Classes
from checker.engine.weighing.captions import PERSON
from checker.engine.weighing.lines import Place, sentence_ends, width

__all__ = ["role_signs", "via_signs"]

_NAMES = "\ue000-\ue006"
_CAPITAL = "[A-ZÀ-ŽА-ЯЁІЇЄҐ]"
# What closes a credit: brackets, line breaks, written out or not, and the tags of a paragraph.
_CLOSED = re.compile(
    r"""(?:[)\]）】.\"'»”]{0,3})(?:\s|\\[rn]|</?(?:p|br|div|span|em|i)\b[^<>]{0,60}>){1,8}"""
)
# A dateline that an agency signs, in the writing of Japan, of Korea, and of others: PLACE (NAME).
_SIGNED = re.compile(
    rf"""【[^】\n]{{1,30}}[{_NAMES}][^】\n]{{0,10}}】
    |[\[(（][^\])）\n]{{1,24}}[=·/]\s?[{_NAMES}]\s?[\])）]
    |(?P<place>{_CAPITAL}[^\n()\[\]:;!?/]{{1,50}})[(（\[/]\s?[{_NAMES}][^()\n/]{{0,14}}[)）\]/]""",
    re.VERBOSE,
)
# One without a name: "PLACE.- ", "PLACE, 3 May - ".
_LOUD = re.compile(
    r"([A-ZÀ-ŽА-ЯЁІЇЄҐ][A-ZÀ-ŽА-ЯЁІЇЄҐ .'’-]{2,30}?)(?:,\s[^\n-]{1,24})?\s?\.?\s?-{1,2}\s"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_LABEL = re.compile(r"[^.!?。\n]{0,24}[:：]\s?$")
_ENDED = re.compile(r"""[.!?…。！？]["'»”)]{0,2}\s?[(\[（【]?\s?$""")
_SHOWN = 20  # width of a caption at least
_BRACKET = re.compile(r"[(\[（][^()\[\]（）\n]{0,60}$")
_SHUT = re.compile(r"\s?[)\]）]")
_LABELLED = re.compile(rf"(\S)\s?[:：]\s?{PERSON}\s?[/|,(–-]\s?$")
_LOUD_PERSON = re.compile(
    rf"""\s?/\s?{_CAPITAL}{{2,}}[.'’-]?(?:[ '’-]{_CAPITAL}{{1,}}\.?[’'-]?{_CAPITAL}*){{1,3}}
    \s?(?:[)\]<"”]|\\[rn]|$)""",
    re.VERBOSE,
)
_ARCHIVED = re.compile(rf"\s?[/,-]\s?(\S)\s?[/,(-]\s?{PERSON}\s?(?:[)\]]|\.?\s*$)")
_NOTICED = re.compile(r"""[。」』）)]\s?(?:\(c\)|©|\(C\))\s?$""")
_KANA = re.compile("[\u3041-\u30ff]")
_TAKEN = re.compile("撮影|写真|資料|画像|提供")
# A newsroom's word for itself, and the sign that parts it from the agency.
_DESK = re.compile(
    r"""(?:^\W{0,4}|[(\[])(?:red(?:aktion|aktionen|aktie|actie|acao|azione|akcja|akce|akcia|aksi)?|redaccion|redaccio|redactia
    |redaction|la\sredaction|staff|newsroom|news\sdesk|web\sdesk|toimitus|yazi\sisleri|szerkesztoseg|uredni[sš]tvo
    |редакци[яи]|редакція|συντακτικη\sομαδα|σύνταξη)(?:\s(?:web|online|digital|en\sligne))?\.?\s?[/,|+&-]\s?(?:ag(?:encia|enzia|ence)?\.?\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)
# The name opens a line, and one more name closes it behind a sign; or both are in brackets.
_PAIRED = re.compile(r"\s?[/|]\s?([^\W\d_][^\n/|()]{1,30}?)?\s*$")
_PAIRED_SHUT = re.compile(r"\s?/\s?[^\W\d_][^\s/|()]{1,20}[)\]]\.?\s*$")
_OPENS = re.compile(r"^\W{0,3}$")
_HELD = re.compile(r"^\W{0,3}(?:©|\(c\)|\(C\))\s?$")
_SHOWN_BEHIND = re.compile(
    r"\.\s(?!\S{1,12}\s\S{1,12}\s(?:reserved|vorbehalten|reserv))[A-Z][^\n]{20,160}$"
)
_EQUALLED = re.compile(r"[^\s。」』）)！？.!?]\s?[=＝]\s?$")
_SENTENCE = 140  # characters before a notice in which a caption says when it was taken
_LABEL_REACH = 70
_PERSONS = re.compile(rf"\s{{0,9}}(?:{PERSON}(?:,|\s(?:and|und|et|y|e|i|a|og|och|en))?\s){{1,4}}")
_BY = re.compile(rf"\W{{0,9}}(?:[^\W\d_]+:?\s){{1,2}}{PERSON}[^!?;]{{0,40}}")


def role_signs(place: Place, behind: str, left: str, right: str, classes: Classes) -> Iterator[str]:
    """Yields the signs of a name.

    `behind` is the marked text behind it, beyond the end of its line; `left` and `right` have words
    of the grammar as their characters.
    """
    before = place.before
    captioned = width(before.strip()) >= _SHOWN and not _ENDED.search(_LABEL.sub("", before))
    signed = _is_signed(before, left, classes)
    if (signed or captioned) and _opens_a_story(behind):
        if signed:
            yield "a byline above a dateline"
        elif _PERSONS.fullmatch(before) is None:  # who wrote it or who is shown
            yield "a dateline below, no sentence before"
    labelled = _LABELLED.search(left[-_LABEL_REACH:])
    if labelled is not None and "source" in classes.get(labelled[1], ()):
        yield "a label of sources, a person and the name"
    if _DESK.search(before[-_LABEL_REACH:]):
        yield "behind a newsroom's word for itself"
    if _LOUD_PERSON.match(place.after):
        yield "a person in capitals behind a slash"
    yield from _paired(place, behind)
    if _HELD.match(before) and _SHOWN_BEHIND.match(place.after):
        yield "the sign of a holder and the name, then what is shown"
    if place.where == "end" and _EQUALLED.search(before) and _KANA.search(before):
        yield "an equals sign closes a line of no sentence, in Japanese"
    archived = _ARCHIVED.match(right)
    if archived is not None and "pool" in classes.get(archived[1], ()):
        yield "an archive and a person behind the name"
    if _NOTICED.search(before) and _KANA.search(before[-_SENTENCE:]):
        taken = "shows a picture" if _TAKEN.search(before[-_SENTENCE:]) else "shows none"
        yield f"a Japanese notice closes a sentence that {taken}"


def _paired(place: Place, behind: str) -> Iterator[str]:
    """Yields whether a place or a house of one word is beside the name, where persons have two."""
    if _ENDED.search(place.before) and _PAIRED_SHUT.match(place.after):
        yield "one word behind a slash in brackets, behind a sentence"
    if not _OPENS.match(place.before) or (other := _PAIRED.match(place.after)) is None:
        return
    words = (other[1] or "").split()
    told = behind.removeprefix(place.after).lstrip().partition("\n")[0]
    if sentence_ends(told) and (len(words) < 2 or known_place(tuple(words)) == (0, len(words))):
        yield "a place or one word behind a slash, above a story"


def via_signs(chain: Chain, place: Place) -> Iterator[str]:
    """Yields whether one name of a chain is credited by way of another, in brackets or not."""
    if chain.via:
        yield "one name by way of another"
        if _BRACKET.search(place.before) and _SHUT.match(place.after):
            yield "one name by way of another, in brackets"


def _is_signed(before: str, left: str, classes: Classes) -> bool:
    """Whether nothing but who wrote it stands before a name in its line: "By Ann Sample, NAME"."""
    first = left.rsplit("\n", 1)[-1].lstrip(" \t*_#>")[:1]
    return "by" in classes.get(first, ()) and _BY.fullmatch(before) is not None


def _opens_a_story(behind: str) -> bool:
    """Whether a dateline opens what follows a credit."""
    closed = _CLOSED.match(behind)
    if closed is None:
        return False
    signed = _SIGNED.match(behind, closed.end())
    if signed is not None:
        return signed["place"] is None or _is_place(signed["place"])
    loud = _LOUD.match(behind, closed.end()) if "\n" in closed[0] or "\\n" in closed[0] else None
    return loud is not None and _is_place(loud[1])


def _is_place(words: str) -> bool:
    known = known_place(_WORD.findall(words.title() if words.isupper() else words))
    return known is not None and not known[0]
