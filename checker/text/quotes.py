"""Text inside quotation marks, in all traditions, with nesting and re-opened paragraphs.

Only the outermost quotation is kept. Straight and single marks open where a word begins and close
where one ends, so apostrophes open nothing. A mark that is never closed quotes nothing, except that
a paragraph beginning with the same mark carries the quotation on.
"""

import html
import re
from collections.abc import Iterator

from checker.models.draft import Span

__all__ = ["quotations"]

_CLOSERS = {
    "“": "”",
    "„": '“”"',
    "‟": "”",
    "”": "”“",  # Swedish and Finnish; Hebrew and Arabic as some keyboards write them
    "«": "»",
    "»": "«»",  # German and Danish books; Swedish and Finnish ones
    "<<": ">>",
    ",,": "''“”\"",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "｢": "｣",
    "❝": "❞",
    "❛": "❜",
    "״": "״",
    "″": "″",
    "〝": "〞〟",
    "＂": "＂",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "'": "'",
    "``": "''",
}
_ALWAYS = set("“„‟«‹「『﹁﹃｢❝❛〝‘‚")
_SINGLE = set("'’‘‚")
_NESTING = set("“«‹「『")
_SIGNS = '“„‟”«»‹›「」『』﹁﹂﹃﹄｢｣❝❞❛❜〝〞〟＂"״″‘‚’'
_LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
# One set of first characters, so that the search may run over all others.
_MARK = re.compile(
    f"[`'&<>,{_LINE_ENDS}{_SIGNS}](?:(?<=`)`|(?<=')'|(?<=<)<|(?<=>)>|(?<=,),"
    "|(?<=&)(?:amp;){0,2}(?:quot|[lrb][dsa]quo|#34|#39|#171|#187|#82(?:16|17|20|21|22));"
    f"|(?P<paragraph>(?<=[{_LINE_ENDS}])(?>(?<=\r)\n|)[ \t]*[{_LINE_ENDS}]\\s*)"
    f"|(?<=[{_LINE_ENDS}])(?>(?<=\r)\n|)|(?<=['{_SIGNS}]))"
)
_DASH = re.compile("[—–―]")
_SPEECH = re.compile(f"([—–―])[ \u00a0]?(?=\\S)([^{_LINE_ENDS}]*)")
# Where a speaker is named in a line of dialogue: after a sign, by the same dash before a small
# letter, and back to speech by a sign or by a dash that closes.
_ASIDE = re.compile(
    "(?P<sign>[,.!?…])[ \u00a0]?[—–―](?=[ \u00a0])"
    "|[ \u00a0](?P<opens>[—–―])[ \u00a0]?(?=(?P<letter>[^\\W\\d_]))"
    "|(?P<closes>[—–―])(?=[.,;:!?])"
)
_STOPS = frozenset(".!?…؟。！？")
_SAID = re.compile(r"[,.!?]?[ \u00a0][–—-][ \u00a0](?=[^\W\d_])")
_PARAGRAPH = 600  # characters of a paragraph that a mark opens and none closes
_BLANKS = 3  # between two paragraphs that were joined
_CALLS = re.compile("[?!¿¡؟？！]")
_POINTS = 2  # lines with a dash that may be a list,
_TOLD = 0.5  # and the share of them with a speaker, a question or a call from which they are none
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LONGEST = 4000
_LONGEST_SINGLE = 800


def quotations(text: str) -> tuple[Span, ...]:
    """Returns the quotations of a text, marks included; sorted, not overlapping."""
    spans = sorted([*_marked(text), *_dialogue(text)])
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _marked(text: str) -> Iterator[Span]:
    """Quotations between marks; of one that is never closed, those that are whole inside it."""
    opened, opener = -1, ""
    nested: list[int] = []  # where marks of the same kind were opened inside
    inner: list[Span] = []  # what they quote; the first is all up to there if it goes on with it
    maybe = -1  # behind a mark that may be a genitive's: "the boys' house"
    for found in _MARK.finditer(text):
        start, end = found.span()
        mark = found[0]
        line = mark[0] in _LINE_ENDS
        if line and opened < 0:
            continue
        mark = _meant(mark)
        if opened >= 0:
            far = start - opened > (_LONGEST_SINGLE if opener in _SINGLE else _LONGEST)
            ends = line and not _goes_on(text, end, opener, paragraph=bool(found["paragraph"]))
            if far or ends or (maybe >= 0 and mark == opener):
                yield from [Span(opened, maybe)] if maybe >= 0 else inner
                opened, nested, inner, maybe = -1, [], [], -1
        if line:
            continue
        if opened >= 0:
            if mark == opener and mark in _NESTING and _opens(text, start, end, mark):
                if not _begins_line(text, start):
                    nested.append(start)
            elif mark in _CLOSERS[opener] and _closes(text, start, end, mark, opener):
                if mark == "»" and opener == "«" and _begins_line(text, start):
                    continue  # a French paragraph opens again with it
                if nested:
                    begin = nested.pop()
                    whole = not nested and _goes_with(text, opened, begin, end, first=not inner)
                    inner.append(Span(opened if whole else begin, end))
                elif opener in _SINGLE and _genitive(text, start, end):
                    maybe = end
                else:
                    if opener not in _SINGLE or _several_words(text, opened, end):
                        yield Span(opened, end)
                    opened, nested, inner, maybe = -1, [], [], -1
            continue
        if mark in _CLOSERS and _opens(text, start, end, mark):
            opened, opener = start, mark
    if opened >= 0:
        yield from [Span(opened, maybe)] if maybe >= 0 else inner


def _meant(sign: str) -> str:
    """The mark that a sign is; a character reference may have been escaped again by a feed."""
    for _ in range(sign.count(";")):
        sign = html.unescape(sign)
    return sign


def _several_words(text: str, start: int, end: int) -> bool:
    """Whether there is more than a word between single marks, which stand around titles too."""
    return " " in text[start:end] or (end - start > 4 and _HAN.search(text, start, end) is not None)


def _genitive(text: str, start: int, end: int) -> bool:
    """Whether a single mark may be a plural's: an s before it, a blank and lower case after."""
    return (
        text[start - 1] in "sS" and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    )


def _goes_with(text: str, opened: int, begin: int, end: int, *, first: bool) -> bool:
    """Whether what is quoted inside ends all that was opened before it.

    Where paragraphs were joined, each opens again with the same mark: “One. “Two.” Where a name
    closes a quotation, one mark may close both: «One «two», - said ...
    """
    if _SAID.match(text, end) is not None:
        return True
    before = text[max(opened, begin - _BLANKS) : begin].rstrip()[-1:]
    return first and before in _STOPS and begin - opened <= _PARAGRAPH


def _begins_line(text: str, at: int) -> bool:
    """Whether a mark opens a paragraph again rather than a quotation inside a quotation."""
    before = text[max(0, at - 40) : at].rstrip(" \t\u3000")[-1:]
    return not before or before in _LINE_ENDS


def _first_in_line(text: str, at: int) -> bool:
    """Whether only blanks are before this place in its line."""
    while at and text[at - 1] in " \t":
        at -= 1
    return not at or text[at - 1] in _LINE_ENDS


def _goes_on(text: str, at: int, opener: str, *, paragraph: bool) -> bool:
    """Whether a quotation goes on over a line break: paragraphs must open it again."""
    return not paragraph or text.startswith(opener, at) or text.startswith("»", at)


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in ("‘", "‚"):
        return not _part_of_word(before) and not after.isspace()
    if mark in _ALWAYS:
        return True
    if mark in ("'", "’"):
        if before.isalnum() or before in "’'" or text[end + 1 : end + 2] in ("'", "’"):
            return False  # an apostrophe, or what stands for letters: rock 'n' roll
        return after.isalpha() or after in '¿¡“"'  # no figure: the '90s
    if _HAN.match(before):
        return not after.isspace()  # no blanks around marks
    return not before.isalnum() and (not after.isspace() or mark == "»")


def _closes(text: str, start: int, end: int, mark: str, opener: str) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in ("'", "’", "״", "″") or mark == opener == "»":
        return not before.isspace() and not _part_of_word(after)
    if mark == '"':
        return not (before.isspace() and after.isalnum())
    if mark == opener == "”":  # a paragraph of a Finnish quotation opens again with it
        return not (_begins_line(text, start) and after.isalnum())
    return True


def _part_of_word(character: str) -> bool:
    """Whether a mark beside this character is inside a word; Han and kana stand for themselves."""
    return character.isalnum() and not _HAN.match(character)


def _dialogue(text: str) -> Iterator[Span]:
    """Speech that begins with a dash at a line's start; an aside between dashes is not speech.

    Several such lines of which few name a speaker, ask or call out are the points of a list.
    """
    lines = [
        line
        for dash in _DASH.finditer(text)
        if _first_in_line(text, dash.start()) and (line := _SPEECH.match(text, dash.start()))
    ]
    parts = [_speech(text, line) for line in lines]
    told = sum(
        len(part) != 1 or _CALLS.search(line[2]) is not None
        for part, line in zip(parts, lines, strict=True)
    )
    if len(lines) >= _POINTS and told < _TOLD * len(lines):
        return
    for part in parts:
        yield from part


def _speech(text: str, line: re.Match[str]) -> list[Span]:
    """What is spoken in a line of dialogue, without its asides."""
    spans: list[Span] = []
    at, speech = line.start(2), True
    for aside in _ASIDE.finditer(text, at, line.end()):
        if aside["opens"]:
            if not speech or aside["opens"] != line[1] or not aside["letter"].islower():
                continue
        elif aside["closes"] and speech:
            continue
        if speech:
            spans.append(Span(at, aside.end("sign") if aside["sign"] else aside.start()))
        at, speech = aside.end(), not speech
    if speech:
        spans.append(Span(at, line.end()))
    return spans
