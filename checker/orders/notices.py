"""Kills, holds, corrections and other notices to editors in a text.

No phrase of an agency is known here: the words of a language's table are signs, each with a weight,
and the sum over a few lines decides whether they order something, and what.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.orders.notice_words import Word, notice_words, words_in
from checker.orders.order import ORDER_KINDS, Order, OrderKind
from checker.orders.pasted_status import statuses_in
from checker.orders.references import marks_in, refers_to
from checker.text.views import View

__all__ = ["notices_in"]

_BLOCK = 700  # characters of a few lines that are read together
_PROSE = 420  # of a block from which on it is long for a notice
_LINE = 90  # of a line that may be a label alone, with what stands around it
_WHOLE = 900  # of a text that may be nothing but a notice
_NEAR = 80  # characters between a verb and what it withdraws
_TRIGGERS = frozenset({"label", "undo", "hold", "secret", "mend", "advise", "free", "forbid"})
_SEPARATED = re.compile(r"\s?(?:[:.!/*=~)\]]|-{1,3}\s|$|\n)")
_LEAD = re.compile(
    r"[\s\W\d]*(?:(?:urgent|attention|achtung|atencion|atencao|attenzione|obs|eds|bulletin|flash"
    r"|editors?|advisory|mandatory|important|wichtig|внимание|dikkat)\b[\s\W]*)*",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\s{0,3}(?:before|until|till|bis|vor|avant|jusqu|antes|hasta|prima|до)\b", re.IGNORECASE
)
_AN_EARLIER = re.compile(
    r"earlier version|previous version|this (?:article|story|piece|post)|an? (?:article|story) "
    r"(?:published|on)|frueher|fruhere[nr]? (?:version|fassung)|version anterieure|dans un article"
    r"|version anterior|(?:this|our) (?:report|column)|in einem artikel|en un articulo",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A few lines that are read together, with the words of the table in them."""

    view: View
    start: int
    end: int
    words: tuple[Word, ...]
    field: bool  # it is the provider's own word

    def having(self, sense: str) -> list[Word]:
        """The words that may be that."""
        return [word for word in self.words if sense in word.senses]

    @property
    def text(self) -> str:
        """What it says, as it is written."""
        return self.view.flow[self.start : self.end]


def notices_in(view: View, *, field: bool) -> Iterator[Order]:
    """The notices to editors that a text holds, and the statuses of data that is pasted in it."""
    yield from statuses_in(view)
    words = words_in(view)
    if not any(word.senses & _TRIGGERS for word in words):
        return
    last: Order | None = None
    for order in _notices(view, words, field=field):
        if last is not None and last.kind == order.kind and not _parted(view, last, order):
            named = tuple(dict.fromkeys((*last.refers_to, *order.refers_to)))
            last = Order(last.kind, last.start, order.end, named)
            continue
        if last is not None:
            yield last
        last = order
    if last is not None:
        yield last


def _parted(view: View, one: Order, other: Order) -> bool:
    """Whether words stand between two notices; a label and its text are one."""
    return bool(view.lines[one.end : other.start].strip())


def _notices(view: View, words: Sequence[Word], *, field: bool) -> Iterator[Order]:
    """The notices, paragraph by paragraph."""
    done = 0
    for start, end, wide in _spans(view, words):
        if start < done:
            continue
        for stop in dict.fromkeys((end, wide)):
            kind = _ordered(view, words, (start, stop), field=field)
            if kind is not None:
                first, last = _trimmed(view, start, stop)
                yield Order(kind, first, last, refers_to(view, first, last))
                done = stop
                break


def _ordered(
    view: View, words: Sequence[Word], span: tuple[int, int], *, field: bool
) -> OrderKind | None:
    """What a span orders, read in each language that a word of an order in it belongs to."""
    inside = [word for word in words if span[0] <= word.start < span[1]]
    languages = sorted(
        {language for word in inside if word.senses & _TRIGGERS for language in word.languages}
    )
    blocks = (
        _Block(view, *span, tuple(w for w in inside if language in w.languages), field)
        for language in languages
    )
    kinds = [kind for block in blocks if (kind := _kind(block)) is not None]
    if "release" in kinds:
        return "release"  # "hold lifted" is a hold in languages that lack the other word
    return min(kinds, key=ORDER_KINDS.index, default=None)


def _spans(view: View, words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Lines that stand together: start, end, and the end with the lines below a label alone."""
    lines, breaks = view.lines, frozenset(view.breaks)
    start = 0
    labels = [word.start for word in words if "label" in word.senses]
    triggers = [word.start for word in words if word.senses & _TRIGGERS]
    while start < len(lines):
        stop = _paragraph(lines, breaks, start)
        held = any(start <= at < stop for at in triggers)
        if held and stop - start <= _BLOCK:
            short = stop - start <= _LINE and any(start <= at < stop for at in labels)
            wide = _paragraph(lines, breaks, stop + 1) if short and stop < len(lines) else stop
            yield start, stop, wide if wide - start <= _BLOCK else stop
        elif held:
            yield from ((low, high, high) for low, high in _windows(view, words, start, stop))
        start = stop + 1


def _paragraph(lines: str, breaks: frozenset[int], start: int) -> int:
    """Where the lines that begin at `start` end: at a blank line, or where they get too many."""
    stop = start - 1
    while True:
        stop = lines.find("\n", stop + 1)
        if stop < 0:
            return len(lines)
        if stop in breaks or stop - start > _BLOCK:
            return stop


def _windows(view: View, words: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of long prose, from a sentence that may order something."""
    at = start
    for word in words:
        if start <= word.start < end and word.start >= at and word.senses & _TRIGGERS:
            low = max(at, *(view.lines.rfind(sign, start, word.start) + 1 for sign in ".!?\n。"))
            at = min(low + _BLOCK, end)
            yield low, at


def _trimmed(view: View, start: int, end: int) -> tuple[int, int]:
    while start < end and view.lines[start].isspace():
        start += 1
    while end > start and view.lines[end - 1].isspace():
        end -= 1
    return start, end


def _kind(block: _Block) -> OrderKind | None:
    """What the block orders, the strictest first; None where too little speaks for anything."""
    weights = notice_words().weights
    least = weights["field" if block.field else "draft"]
    if _sum(block, "free") >= least:
        return "release"
    sums: list[tuple[float, OrderKind]] = [
        (_withdraws(block), "kill_notice"),
        (_holds(block), "hold_notice"),
        (_is_secret(block), "not_for_publication"),
    ]
    best = max(sums, key=lambda pair: pair[0])
    if best[0] >= least:
        return best[1]
    if _labelled(block, "mend") and not _AN_EARLIER.search(block.text):
        return "correction" if _mends(block) else None
    return "advisory" if _labelled(block, "advise") else None


def _labelled(block: _Block, sense: str) -> Word | None:
    """The word of a kind that the block begins with, and that a sign or a line end parts."""
    lead = _LEAD.match(block.view.flow, block.start, block.end)
    first = lead.end() if lead is not None else block.start
    for word in block.having(sense):
        if (sense == "mend" or block.field) and _begins_loud(block, word, first):
            return word
        begins = word.start in (block.start, first) or not any(
            sign.isalnum() for sign in block.view.flow[block.start : word.start]
        )
        if begins and _SEPARATED.match(block.view.lines, word.end):
            return word
    return None


def _begins_loud(block: _Block, word: Word, first: int) -> bool:
    """Whether a label in capitals begins the block: "CORRECTS spelling of ..." needs no sign."""
    return word.start in (block.start, first) and _in_capitals(block, word)


def _sum(block: _Block, sense: str) -> float:
    """What a word of a kind adds: as a label, in capitals, in its own line, in a short text."""
    weights = notice_words().weights
    found = block.having(sense)
    if not found:
        return 0.0
    label = _labelled(block, sense)
    total = weights["label"] if label is not None else weights["undo"]
    if label is not None and _fills_its_line(block, label):
        total += weights["alone"]
    if any(_in_capitals(block, word) for word in found):
        total += weights["capitals"]
    return total + _surroundings(block)


def _surroundings(block: _Block) -> float:
    """What speaks for or against any notice: how it is addressed, how long it is, what is told."""
    weights = notice_words().weights
    total = weights["ask"] * bool(block.having("ask"))
    total += weights["mark"] * bool(marks_in(block.view, block.start, block.end))
    if len(block.view.lines) <= _WHOLE:
        total += weights["whole"]
    if not block.field:
        total += weights["told"] * min(len(_told(block)), 2)
        if block.end - block.start > _PROSE:
            total += weights["long"]
    return total


def _told(block: _Block) -> list[Word]:
    """Signs of news: persons who say so, days that are past."""
    return block.having("told")


def _withdraws(block: _Block) -> float:
    weights = notice_words().weights
    label = _labelled(block, "label")
    undone = _undone(block)
    forbids, takes = block.having("forbid"), _taken_off(block)
    if label is None and not undone and not (forbids and takes):
        return 0.0
    repeated = label is not None and _repeated(block, label)
    if not block.field:
        speaks = bool(block.having("ask") or forbids or repeated)
        marked = label is not None and (
            undone or takes or marks_in(block.view, block.start, block.end)
        )
        if not (speaks or marked):
            return 0.0  # nobody is addressed: "cancelled" may be about anything
    total = 0.0
    if label is not None:
        total += weights["label"] + weights["alone"] * _fills_its_line(block, label)
        total += weights["capitals"] * _in_capitals(block, label)
        total += weights["repeated"] * repeated
    if undone:
        total += weights["undo"] + weights["item"]
    elif block.having("undo"):
        total += weights["undo"] * (label is None)
    total += weights["forbid"] * bool(forbids) + weights["takeoff"] * takes
    return total + _surroundings(block)


def _repeated(block: _Block, label: Word) -> bool:
    """Whether a label stands twice, as headlines of such notices do."""
    text = block.view.lower[label.start : label.end]
    return block.view.lower.find(text, label.end, min(block.end, label.end + _LINE)) >= 0


def _undone(block: _Block) -> bool:
    """Whether a verb of withdrawing stands near an item, or near a headline or a number."""
    items = block.having("item")
    replaced = [(word.start, word.end) for word in block.having("replaces")]
    for verb in block.having("undo"):
        if any(start <= verb.start < end for start, end in replaced):
            continue  # "annule et remplace" is a correction
        near = (
            max(block.start, verb.start - _NEAR),
            min(block.end, verb.end + _NEAR),
        )
        if any(near[0] <= item.start < near[1] and item.end != verb.end for item in items):
            return True
        if _in_capitals(block, verb) and marks_in(block.view, verb.end, near[1]):
            return True
    return False


def _taken_off(block: _Block) -> bool:
    return bool(block.having("takeoff") and block.having("places"))


def _holds(block: _Block) -> float:
    weights = notice_words().weights
    held = block.having("hold")
    label = _labelled(block, "hold")
    pending, items = block.having("pending"), block.having("item")
    forbids = block.having("forbid")
    if not held and not (forbids and pending):
        return 0.0
    total = weights["label"] * (label is not None) + weights["hold"] * bool(held)
    if label is not None:
        total += weights["capitals"] * _in_capitals(block, label)
        total += weights["alone"] * _fills_its_line(block, label)
    total += weights["pending"] * bool(pending) + weights["item"] * bool(items)
    total += weights["forbid"] * bool(forbids)
    return total + _surroundings(block)


def _is_secret(block: _Block) -> float:
    """Not for publication: in a line of its own, in capitals, or in brackets."""
    weights = notice_words().weights
    for word in block.having("secret"):
        if _LATER.match(block.view.lower, word.end):
            continue  # an embargo says until when
        if re.search(
            r"(?:following|folgenden?)\W+\w+\W+(?:\w+\W+)?$",
            block.view.lower[block.start : word.start],
        ):
            continue  # "the following information is ..." speaks of the lines below it
        alone = _labelled(block, "secret") == word or _fills_its_line(block, word)
        if block.field or alone or _in_capitals(block, word) or _bracketed(block, word):
            told = 0.0 if block.field else weights["told"] * len(_told(block)) * (not alone)
            return weights["draft"] + told
    return 0.0


def _mends(block: _Block) -> bool:
    """Whether a correction speaks to editors: which item it replaces, or what it corrects."""
    if block.having("replaces") or block.having("ask"):
        return True
    label = _labelled(block, "mend")
    if label is None:
        return False
    return (
        block.field
        or _in_capitals(block, label)
        or bool(marks_in(block.view, block.start, block.end))
    )


def _in_capitals(block: _Block, word: Word) -> bool:
    written = block.view.flow[word.start : word.end]
    return written.isupper() and len(written) > 2


def _fills_its_line(block: _Block, word: Word) -> bool:
    """Whether nothing but signs, and words that call for attention, is beside the word."""
    lines = block.view.lines
    start = lines.rfind("\n", 0, word.start) + 1
    end = lines.find("\n", word.end)
    end = len(lines) if end < 0 else end
    lead = _LEAD.match(lines, start, word.start)
    before = lines[lead.end() if lead is not None else start : word.start]
    return not any(sign.isalnum() for sign in before + lines[word.end : end])


def _bracketed(block: _Block, word: Word) -> bool:
    lines = block.view.lines
    before, behind = lines[: word.start].rstrip()[-1:], lines[word.end : word.end + 2].strip()[:1]
    return before in ("(", "[", "*", "{") and behind in (")", "]", "*", "}", ".", "")
