"""The marked text: one character for each credit chain of names, which encodes their confidence.

A chain is what credits several at once: "AFP via Getty Images", "APA/dpa", "(dpa, afp)".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from checker.engine.grammar import name_character
from checker.engine.names import Mention
from checker.text.views import View
from checker.values import dataclass

__all__ = ["Chain", "Marked", "marked_text"]

_JOIN = re.compile(
    r"""\s{0,2}(?:[/,|&+;·•=]|-{1,2})\s{0,2}(?:(?:and|via|und|et|e|y|og|och|i|a|in|en)\s)?
    |\s(?:via|and|und|et|e|y|og|och|i|en|/|ja|и|та|и|با|و|with|by\ way\ of)\s(?:via\s|the\s|the\ )?
    |\s?\((?=[^)]{0,24}\))|/via\ |\ from\ |\s?/\s?via\s|\)\s?/|\)\s|[\s]""",
    re.VERBOSE | re.IGNORECASE,
)
_VIA = re.compile(r"[\s/](?:via|by way of)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|la|il|l'|de|der|die|die agentur|agencia|agence) ", re.IGNORECASE)
_FAR = 1 << 62  # behind all places of a text
# A regional service or initials behind a mark: dpa/lno, KNA/iz, ats/nxp, SDA/sep.
_SERVICE = re.compile(r"(?:/(?:[a-z]{2,4}|red|rd)(?![\w.:/-]))+")


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that are credited together: [start, end) in the view, `at` in the marked text.

    `via` is whether one of them is credited by way of another.
    """

    start: int
    end: int
    at: int
    cls: str
    mentions: tuple[Mention, ...]
    via: bool = False

    def places_of(self, agency: str) -> tuple[tuple[int, int], ...]:
        """Returns the [start, end) of this agency's names, in the view."""
        return tuple((m.start, m.end) for m in self.mentions if agency in m.agencies)


@dataclass(frozen=True, slots=True)
class Marked:
    """The view's lines with one character per chain; `offsets` lead back into the view."""

    text: str
    lower: str
    chains: tuple[Chain, ...]
    starts: Sequence[tuple[int, int]]  # (marked index, view index) where counting changes
    breaks: Sequence[int] = ()  # where paragraphs end

    def around(self, at: int) -> tuple[int, int]:
        """Returns the paragraph of the marked text that contains `at`."""
        number = bisect_right(self.breaks, at)
        low = self.breaks[number - 1] + 1 if number else 0
        return low, self.breaks[number] if number < len(self.breaks) else len(self.text)

    def to_view(self, index: int) -> int:
        """Returns the view's index that stands at `index` of the marked text."""
        marked, viewed = self.starts[bisect_right(self.starts, (index, _FAR)) - 1]
        return viewed + index - marked


def marked_text(view: View, mentions: Sequence[Mention]) -> Marked:
    """Builds the chains and puts a character in place of each."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = [(0, 0)]
    chains: list[Chain] = []
    position = size = 0
    for start, end, members in _chained(view, [m for m in mentions if m.cls != "never"]):
        cls = _class_of(members)
        pieces += (view.lines[position:start], name_character(cls))
        size += start - position
        via = len(members) > 1 and _VIA.search(view.lines, start, end) is not None
        chains.append(Chain(start, end, size, cls, tuple(members), via))
        size += 1
        position = end
        starts.append((size, end))
    pieces.append(view.lines[position:])
    text = "".join(pieces)
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    return Marked(text, lower, tuple(chains), starts, _shifted(view.breaks, starts))


def _shifted(breaks: Sequence[int], starts: Sequence[tuple[int, int]]) -> list[int]:
    """The view's paragraph ends, counted in the marked text; those inside a chain are gone."""
    shifted: list[int] = []
    number = 0
    for at in breaks:
        while number + 1 < len(starts) and starts[number + 1][1] <= at:
            number += 1
        marked, viewed = starts[number]
        place = marked + at - viewed
        if number + 1 >= len(starts) or place < starts[number + 1][0] - 1:
            shifted.append(place)
    return shifted


def _chained(view: View, mentions: Sequence[Mention]) -> list[tuple[int, int, list[Mention]]]:
    chains: list[tuple[int, int, list[Mention]]] = []
    for number, mention in enumerate(mentions):
        end = mention.end
        if mention.cls in ("mark", "ambiguous", "small", "full"):
            service = _SERVICE.match(view.flow, mention.end)
            following = mentions[number + 1 : number + 2]
            if service and not _begins_in(following, mention, service.end()):
                end = service.end()
        if chains and mention.cls != "address" and chains[-1][2][-1].cls != "address":
            last_start, last_end, members = chains[-1]
            gap = view.lines[last_end : mention.start]
            if len(gap) <= 12 and (closing := _joined(view.lines, gap, members[-1], mention, end)):
                members.append(mention)
                chains[-1] = (last_start, closing, members)
                continue
        chains.append((mention.start, end, [mention]))
    return chains


def _begins_in(following: Sequence[Mention], mention: Mention, end: int) -> bool:
    """Whether the mention that follows begins right behind this one, before `end`."""
    return any(mention.end <= m.start < min(end, mention.end + 7) for m in following)


def _joined(text: str, gap: str, last: Mention, mention: Mention, end: int) -> int:
    """Where the chain ends if the gap joins two names of it, else 0."""
    if gap.strip() == "(":
        close = text.find(")", end, end + 3)
        return close + 1 if close >= 0 else 0
    bare = _ARTICLE.sub("", gap) if len(gap) > 4 else gap
    found = _JOIN.fullmatch(bare or " ")
    if not found and bare.strip(" ") and not _JOIN.fullmatch(bare.rstrip() + " "):
        return 0
    if "\n" in gap:
        return 0
    if gap.strip() == "":
        short = last.cls in ("mark", "small", "ambiguous") and mention.cls in (
            "mark",
            "small",
            "ambiguous",
        )
        return end if short and gap == " " else (end if not gap else 0)
    if ")" in gap:
        return 0
    return end


def _class_of(members: Sequence[Mention]) -> str:
    """How sure the names of a chain are together: two short ones side by side are sure."""
    classes = {m.cls for m in members}
    wires = {
        a for m in members for a in m.agencies if m.cls in ("ambiguous", "small", "mark", "full")
    }
    for sure in ("full", "mark"):
        if sure in classes:
            return sure
    if len(wires) > 1:
        return "mark"
    for cls in ("release", "service", "ambiguous", "picture", "unnamed", "small", "address"):
        if cls in classes:
            return "ambiguous" if cls == "picture" and "ambiguous" in classes else cls
    return "address"
