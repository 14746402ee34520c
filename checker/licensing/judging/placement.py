"""Positions in a draft: paragraphs, and the places in which a credit counts.

A credit counts in a *place* (dateline, byline, top, end, caption): "AFP" in mid-sentence is only a
mention. Format readers supply zones; a draft without zones is read by lines.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import cache

import regex

from checker.models.draft import Draft, Span, Zone
from checker.models.evidence import Finding
from checker.models.verdict import Edit
from checker.models.vocabulary import ZoneRole
from checker.text.sentences import STOPS
from checker.values import dataclass

__all__ = ["Layout", "wording"]

# Words of these are not the article's own.
FOREIGN_ROLES = ("teaser", "comment", "navigation", "site", "biography")
HEAD_LIKE = 120  # characters of a line that may still be a headline or a byline
TOP_BLOCKS = 2
SIGN_OFF = 160  # characters before the end of the article in which a sign-off counts
DATELINE = 110  # characters from the start of a paragraph in which a dateline ends
MOST_LINES = 6  # blocks above the first paragraph that may be lines of the head
_HEADING = re.compile(r"h(?:ead|\d)")  # tags and kinds of headings: h2, heading, header-two
_SENTENCE_END = re.compile(rf"[{STOPS}][\"'”’»)\]]*\s*$")
_AFTER_DATELINE = re.compile(r"\s{0,2}[)\]/】］）]?\s{0,2}(?:[-–—―_:]|\.-|電|电|=|特派)")
_JAPANESE_DATELINE = re.compile(r"【[^】\n]{1,60}】")
# What is before an author's name at the beginning of a paragraph, in place of a line of its own.
_BY = re.compile(r"[\W\d_]*(?:by|von|par|por|di|da|door|av|af|przez|od)\s+", re.IGNORECASE)
_UNSEEN = r"[\p{Default_Ignorable_Code_Point}\p{Cf}]"
_SOME_UNSEEN = regex.compile(_UNSEEN)
_LETTER = "A-Za-z0-9\u00c0-\u052f\u0590-\u06ff"


@cache
def wording(text: str, *, unseen: bool = False) -> re.Pattern[str] | regex.Pattern[str]:
    """Returns a pattern for a wording: any white space, any apostrophe, whole words only.

    Short names in capitals are case-sensitive ("AP", not "ap"); letters of scripts without word
    spaces may be adjacent to the wording. With `unseen`, characters that show nothing (soft
    hyphens, marks of direction) may stand among its letters.
    """
    between = rf"{_UNSEEN}*" if unseen else ""
    blank = rf"(?:[\s\u00a0\u2007\u202f]|{_UNSEEN})+" if unseen else r"[\s\u00a0\u2007\u202f]+"
    words = text.replace("’", "'").split()
    body = blank.join(between.join(map(_letter, word)) for word in words)
    before = f"(?<![{_LETTER}])" if text[:1].isalnum() else ""
    after = f"(?![{_LETTER}])" if text[-1:].isalnum() else ""
    letters = sum(c.isalpha() for c in text)
    exact = text.isupper() and letters <= 5
    pattern = before + body + after
    if unseen:
        return regex.compile(pattern, 0 if exact else regex.IGNORECASE)
    return re.compile(pattern, 0 if exact else re.IGNORECASE)


def _letter(letter: str) -> str:
    return "['’ʼ]" if letter == "'" else re.escape(letter)


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft's blocks, and the findings that tell mentions in prose from markings."""

    text: str
    blocks: tuple[Zone, ...]
    mentions: tuple[Span, ...]
    datelines: tuple[Span, ...]
    _placed: dict[tuple[tuple[int, int], ...], tuple[tuple[Span, ...], int]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, draft: Draft, findings: Sequence[Finding] = ()) -> "Layout":
        """Derives the layout from the reader's zones, or from the lines of a plain text."""
        zones = draft.zones or tuple(_plain_blocks(draft.text))
        blocks = tuple(zone for zone in zones if draft.text[zone.start : zone.end].strip())
        return cls(
            draft.text,
            _headed(draft.text, blocks),
            _spans(findings, "attribution"),
            _spans(findings, "dateline"),
        )

    def placed(self, places: Iterable[tuple[int, int]]) -> tuple[tuple[Span, ...], int]:
        """Returns spans in their order, and how many paragraphs they touch.

        They are kept: a crowd of sources has the same places.
        """
        key = tuple(sorted(places))
        known = self._placed.get(key)
        if known is None:
            spans = tuple([Span(start, end) for start, end in key])
            known = self._placed[key] = spans, self.paragraphs(spans)
        return known

    def paragraphs(self, spans: Sequence[Span]) -> int:
        """Returns the number of paragraphs of the article that the spans touch."""
        return sum(
            any(span.start < block.end and block.start < span.end for span in spans)
            for block in self.blocks
            if block.role not in FOREIGN_ROLES
        )

    def story(self) -> list[Zone]:
        """The paragraphs of the story itself; readers assign its first ones to the head."""
        return [block for block in self.blocks if self._is_prose(block)]

    def _is_prose(self, block: Zone) -> bool:
        if block.role not in ("", "dateline", "quote") or block.kind not in ("head", "body"):
            return False
        if block.kind == "body":
            return True
        line = self.text[block.start : block.end]
        return len(line) > HEAD_LIKE or _ends_sentence(line)

    def first_body(self) -> Zone | None:
        """Returns the first paragraph of the story itself."""
        own = (block for block in self.blocks if block.role not in FOREIGN_ROLES)
        return next(iter(self.story()), next(own, next(iter(self.blocks), None)))

    def article_end(self) -> int:
        """Returns the offset just after the story's last own paragraph."""
        own = [
            block.end
            for block in self.blocks
            if block.kind in ("head", "body", "tail") and block.role not in FOREIGN_ROLES
        ]
        end = max(own, default=len(self.text))
        return len(self.text[:end].rstrip())

    def line_at(self, offset: int, text: str) -> Edit:
        """Returns an insertion that adds a paragraph before the one at `offset`."""
        gap = self.text[max(offset - 200, 0) : offset]
        gap = gap[len(gap.rstrip()) :]
        open_line = bool(self.text[:offset].strip()) and gap.count("\n") < 2
        return Edit("insert", offset, offset, "\n" * open_line + f"{text}\n\n")

    def find(self, text: str, *, mentions: bool = False) -> Iterator[Span]:
        """Yields where a wording occurs; mentions in prose only if requested."""
        unseen = not self.text.isascii() and _SOME_UNSEEN.search(self.text) is not None
        for found in wording(text, unseen=unseen).finditer(self.text):
            span = Span(found.start(), found.end())
            block = self.block_at(span.start)
            if block is not None and block.role in FOREIGN_ROLES:
                continue
            if not mentions and any(m.start <= span.start < m.end for m in self.mentions):
                continue
            yield span

    def is_seen(self, span: Span, used: Iterable[Span]) -> bool:
        """Returns whether readers see words as they see the text: a page may show both later."""
        return not self.is_hidden(span) or any(map(self.is_hidden, used))

    def is_hidden(self, span: Span) -> bool:
        """Returns whether readers do not see where a span begins."""
        block = self.block_at(span.start)
        return block is not None and block.hidden

    def block_at(self, offset: int) -> Zone | None:
        """Returns the block that contains an offset."""
        number = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        block = self.blocks[number] if number >= 0 else None
        return block if block is not None and offset < block.end else None

    def places(self, span: Span) -> frozenset[str]:
        """Returns the places of an agreement's `where` that contain a span, `any` included."""
        block = self.block_at(span.start)
        if block is None:
            return frozenset({"any"})
        if block.kind == "caption" or block.role in ("caption", "picture_credit"):
            return frozenset({"caption", "any"})
        places = {"any"}
        if self._in_dateline(span, block):
            places |= {"dateline", "top"}
        if self._in_byline(span, block):
            places.add("byline")
        if self._at_top(block):
            places.add("top")
        if self._at_end(span, block):
            places.add("end")
        return frozenset(places)

    def signs(self, span: Span) -> bool:
        """Returns whether a name is where authors are named, not in a sentence about somebody."""
        block = self.block_at(span.start)
        if block is None:
            return True
        places = self.places(span)
        line = not _ends_sentence(self.text[block.start : block.end])
        if places & {"byline", "dateline"} or (line and "end" in places):
            return True
        return _BY.fullmatch(self.text, block.start, span.start) is not None

    def _in_dateline(self, span: Span, block: Zone) -> bool:
        if any(d.start <= span.start < d.end for d in self.datelines):
            return True
        if _JAPANESE_DATELINE.match(self.text, block.start, block.end) and (
            span.end <= self.text.index("】", block.start)
        ):
            return block == self.first_body() or block in self.blocks[:5]
        if span.end - block.start > DATELINE or not _AFTER_DATELINE.match(self.text, span.end):
            return False
        bracketed = self.text[max(block.start, span.start - 1) : span.start + 1][:1] in "(/[（［【"
        wired = span.start == block.start and self.text[span.end : span.end + 1] in ("電", "电")
        return block == self.first_body() or ((bracketed or wired) and block in self.blocks[:5])

    def _in_byline(self, span: Span, block: Zone) -> bool:
        if block.role in ("byline", "dateline", "credit"):
            return True
        length = block.end - block.start
        if block.kind != "head" or length > HEAD_LIKE:
            return False
        # Plain text names no headline: a line that is nothing but the name is a byline.
        if length - (span.end - span.start) <= 5:
            return True
        return block.role != "headline" and not self._is_prose(block)

    def _at_top(self, block: Zone) -> bool:
        story = self.story()
        return (block.kind == "head" and block not in story) or block in story[:TOP_BLOCKS]

    def _at_end(self, span: Span, block: Zone) -> bool:
        if block.kind == "tail":
            return True
        end = self.article_end()
        if span.end > end or end - span.end > SIGN_OFF:
            return block.role == "credit" and span.start > end
        if block.role == "credit" or block.end - block.start <= HEAD_LIKE // 2:
            return True
        before = self.text[max(span.start - 20, 0) : span.start].rstrip()
        after = self.text[span.end : span.end + 2].strip()
        return before[-1:] in "(/[（［|–—-" and (not after or after[0] in ")/]）］|.")


def _spans(findings: Sequence[Finding], kind: str) -> tuple[Span, ...]:
    return tuple(Span(f.start, f.end) for f in findings if f.kind == kind and f.start < f.end)


def _headed(text: str, blocks: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """The blocks, where lines above the first paragraph are the head.

    Many formats, as the documents of editors, tell no head from a body: a byline there would be a
    paragraph of the story.
    """
    lines: dict[int, Zone] = {}
    for number, block in enumerate(blocks[:MOST_LINES]):
        if block.role or block.kind not in ("head", "body"):
            continue
        line = text[block.start : block.end]
        if len(line) > HEAD_LIKE or _ends_sentence(line):
            return tuple(lines.get(n, block) for n, block in enumerate(blocks)) if lines else blocks
        if block.kind == "body":
            role: ZoneRole = "headline" if _HEADING.match(block.tag) else ""
            lines[number] = replace(block, kind="head", role=role)
    return blocks


def _plain_blocks(text: str) -> Iterator[Zone]:
    spans = _paragraphs(text)
    head = _head_length(text, spans)
    tail = _tail_start(text, spans, head)
    for number, span in enumerate(spans):
        if number < head:
            yield Zone(span.start, span.end, "head", "headline" if number == 0 and head > 1 else "")
        else:
            yield Zone(span.start, span.end, "tail" if number >= tail else "body")


def _paragraphs(text: str) -> list[Span]:
    """Blank lines part paragraphs; a text without any has one on every line. Linear in the text."""
    lines = [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]*\n?", text)]
    runs: list[list[Span]] = [[]]
    for line in lines:
        if text[line.start : line.end].strip():
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    runs = [run for run in runs if run]
    if len(runs) < 2:
        runs = [[line] for run in runs for line in run]
    elif runs:
        runs = [*_unstacked(text, runs[0]), *runs[1:]]
    return [_trimmed(text, run[0].start, run[-1].end) for run in runs]


def _unstacked(text: str, run: list[Span]) -> Iterator[list[Span]]:
    """Headline, byline and dateline that are on lines right above a paragraph of one line."""
    long = (n for n, line in enumerate(run) if line.end - line.start > HEAD_LIKE)
    first = next(long, 0)
    if any(_ends_sentence(text[line.start : line.end]) for line in run[:first]):
        first = 0  # lines of a paragraph, set to a width
    yield from ([line] for line in run[:first])
    yield run[first:]


def _trimmed(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return Span(start + len(body) - len(body.lstrip()), start + len(body.rstrip()))


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line[-12:]) is not None


def _head_length(text: str, spans: Sequence[Span]) -> int:
    count = 0
    for span in spans[:MOST_LINES]:
        line = text[span.start : span.end]
        if len(line) > HEAD_LIKE or _ends_sentence(line):
            break
        count += 1
    return min(count, max(len(spans) - 1, 0))


def _tail_start(text: str, spans: Sequence[Span], head: int) -> int:
    start = len(spans)
    while start > head + 1:
        line = text[spans[start - 1].start : spans[start - 1].end]
        if len(line) > HEAD_LIKE or (_ends_sentence(line) and len(line) > HEAD_LIKE // 2):
            break
        start -= 1
    return start
