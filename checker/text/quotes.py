"""What stands inside quotation marks, in all traditions, with nesting and re-opened paragraphs.

Only the outermost quotation is kept. Straight and single marks open where a word begins and close
where one ends, so apostrophes open nothing. A mark that is never closed quotes nothing, except that
a paragraph beginning with the same mark carries the quotation on.
"""

import re
from collections.abc import Iterator

from checker.models import Span

__all__ = ["quotations"]

_CLOSERS = {
    "“": "”",
    "„": '“”"',
    "‟": "”",
    "”": "”",  # Swedish and Finnish
    "«": "»",
    "»": "«",  # German and Danish books
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "〝": "〞〟",
    "＂": "＂",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "'": "'",
    "``": "''",
}
_ALWAYS = set("“„‟«‹「『﹁〝‘‚")
_SINGLE = set("'’‘‚")
_NESTING = set("“«‹「『")
_SIGNS = '“„‟”«»‹›「」『』﹁﹂〝〞〟＂"‘‚’'
# One set of first letters, so that the search may run over all others.
_MARK = re.compile(
    f"[`'&\n{_SIGNS}](?:(?<=`)`|(?<=')'|(?<=&)(?:quot|ldquo|rdquo);"
    f"|(?<=\n)[ \t]*\n\\s*|(?<=['\n{_SIGNS}]))"
)
_DIALOGUE = re.compile(r"^[ \t]*[—–―][ \u00a0]?(?=\S)(.*)$", re.MULTILINE)
_ASIDE = re.compile(r"[,.!?…] ?[—–―] ")
_NAMES = {"&quot;": '"', "&ldquo;": "“", "&rdquo;": "”"}
_LONGEST = 4000
_LONGEST_SINGLE = 800


def quotations(text: str) -> tuple[Span, ...]:
    """The quotations of a text, marks included; sorted, not overlapping."""
    spans = sorted([*_marked(text), *_dialogue(text)])
    out: list[Span] = []
    for span in spans:
        if out and span.start < out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _marked(text: str) -> Iterator[Span]:
    """Quotations between marks."""
    opened, opener, depth = -1, "", 0
    for found in _MARK.finditer(text):
        mark, start, end = _NAMES.get(found[0], found[0]), found.start(), found.end()
        if mark[0] == "\n":
            if opened >= 0 and not _goes_on(text, end, opener, paragraph=mark.count("\n") > 1):
                opened = -1
            continue
        if opened >= 0:
            if start - opened > (_LONGEST_SINGLE if opener in _SINGLE else _LONGEST):
                opened = -1
            elif mark == opener and mark in _NESTING and _opens(text, start, end, mark):
                depth += not _begins_line(text, start)
                continue
            elif mark in _CLOSERS[opener] and _closes(text, start, end, mark):
                depth -= 1
                if depth < 0:
                    if opener not in _SINGLE or " " in text[opened:end]:
                        yield Span(opened, end)
                    opened = -1
                continue
            else:
                continue
        if mark in _CLOSERS and _opens(text, start, end, mark):
            opened, opener, depth = start, mark, 0


def _begins_line(text: str, at: int) -> bool:
    """Whether a mark opens a paragraph again rather than a quotation inside a quotation."""
    return text[max(0, at - 40) : at].rstrip(" \t\u3000")[-1:] in ("\n", "")


def _goes_on(text: str, at: int, opener: str, *, paragraph: bool) -> bool:
    """Whether a quotation goes on over a line break: paragraphs must open it again."""
    return not paragraph or text.startswith(opener, at) or text.startswith("»", at)


def _opens(text: str, start: int, end: int, mark: str) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in ("‘", "‚"):
        return not before.isalnum() and not after.isspace()
    if mark in _ALWAYS:
        return True
    if mark in ("'", "’"):
        return not before.isalnum() and before not in "’'" and (after.isalnum() or after in '¿¡“"')
    return not before.isalnum() and (not after.isspace() or mark == "»")


def _closes(text: str, start: int, end: int, mark: str) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if mark in ("'", "’"):
        return not before.isspace() and not after.isalnum()
    if mark == '"':
        return not (before.isspace() and after.isalnum())
    return True


def _dialogue(text: str) -> Iterator[Span]:
    """Speech that begins with a dash at a line's start; an aside between dashes is not speech."""
    for line in _DIALOGUE.finditer(text):
        at = line.start(1)
        speech = True
        for aside in _ASIDE.finditer(text, at, line.end()):
            if speech:
                yield Span(at, aside.start() + 1)
            at, speech = aside.end(), not speech
        if speech:
            yield Span(at, line.end())
