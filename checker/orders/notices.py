"""Kills, holds, corrections and other notices to editors in a text.

No agency's phrases are hard-coded here: the words of a language's table are weighted signs, and
their sum over a few lines decides whether they order something, and what.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from checker.orders.notice_block import Block
from checker.orders.notice_kinds import BLOCK, kind_of
from checker.orders.notice_words import Word, words_in
from checker.orders.order import ORDER_KINDS, Order, OrderKind
from checker.orders.pasted_status import statuses_in
from checker.orders.references import refers_to
from checker.text.views import View

__all__ = ["notices_in"]

_LINE = 90  # of a line that may be a label alone, with what stands around it
_SENTENCES = ".!?\n。"  # what ends one
_TRIGGERS = frozenset({"label", "undo", "hold", "secret", "mend", "advise", "free", "forbid"})
_IN_NOTES = _TRIGGERS | {"takeoff", "slip", "unready"}


def notices_in(view: View, *, field: bool) -> Iterator[Order]:
    """Yields the notices to editors in a text, and the statuses of data pasted into it."""
    yield from statuses_in(view)
    words = words_in(view)
    triggers = _triggers(words, field=field)
    if not triggers:
        return
    last: Order | None = None
    for order in _notices(view, words, triggers, field=field):
        if last is not None and last.kind == order.kind and not _parted(view, last, order):
            named = tuple(dict.fromkeys((*last.refers_to, *order.refers_to)))
            last = Order(last.kind, last.start, order.end, named)
            continue
        if last is not None:
            yield last
        last = order
    if last is not None:
        yield last


def _triggers(words: Sequence[Word], *, field: bool) -> list[Word]:
    """The words that may order something; a "not" does where the text names clients."""
    named = {language for w in words if "clients" in w.senses for language in w.languages}
    ordering = _IN_NOTES if field else _TRIGGERS
    return [
        word
        for word in words
        if word.senses & ordering or ("not" in word.senses and word.languages & named)
    ]


def _parted(view: View, one: Order, other: Order) -> bool:
    """Whether words stand between two notices; a label and its text are one."""
    return bool(view.lines[one.end : other.start].strip())


def _notices(
    view: View, words: Sequence[Word], triggers: Sequence[Word], *, field: bool
) -> Iterator[Order]:
    """The notices, paragraph by paragraph."""
    done = 0
    for start, end, wide in _spans(view, triggers):
        if start < done:
            continue
        for stop in dict.fromkeys((end, wide)):
            kind = _ordered(view, words, triggers, (start, stop), field=field)
            if kind is not None:
                first, last = _trimmed(view, start, stop)
                yield Order(kind, first, last, refers_to(view, first, last))
                done = stop
                break


def _ordered(
    view: View,
    words: Sequence[Word],
    triggers: Sequence[Word],
    span: tuple[int, int],
    *,
    field: bool,
) -> OrderKind | None:
    """What a span orders, read in each language that a word of an order in it belongs to."""
    inside = _within(words, *span)
    stop = _before_footer(view, inside, span)
    inside = [word for word in inside if word.start < stop]
    languages = sorted(
        {language for word in _within(triggers, span[0], stop) for language in word.languages}
    )
    blocks = (
        Block(view, span[0], stop, tuple(w for w in inside if language in w.languages), field)
        for language in languages
    )
    kinds = [kind for block in blocks if (kind := kind_of(block)) is not None]
    if "release" in kinds:
        return "release"  # "hold lifted" is a hold in languages that lack the other word
    return min(kinds, key=ORDER_KINDS.index, default=None)


def _before_footer(view: View, inside: Sequence[Word], span: tuple[int, int]) -> int:
    """Where a footer of e-mails begins, which asks a wrong recipient to delete it; else the end."""
    footers = [word for word in inside if "letter" in word.senses]
    if all("slip" in word.senses for word in footers):
        return span[1]  # an agency sends by mistake as well
    first = footers[0].start
    return max(span[0], *(view.lines.rfind(sign, span[0], first) + 1 for sign in _SENTENCES))


def _spans(view: View, triggers: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Lines that stand together: start, end, and the end with the lines below a label alone."""
    lines, breaks = view.lines, frozenset(view.breaks)
    places = [word.start for word in triggers]
    start = first = 0
    while first < len(triggers) and start < len(lines):
        stop = _paragraph(lines, breaks, start)
        last = bisect_left(places, stop, first)
        held, first = triggers[first:last], last
        if held and stop - start <= BLOCK:
            short = stop - start <= _LINE and any("label" in word.senses for word in held)
            wide = _paragraph(lines, breaks, stop + 1) if short and stop < len(lines) else stop
            yield start, stop, wide if wide - start <= BLOCK else stop
        elif held:
            yield from ((low, high, high) for low, high in _windows(view, held, start, stop))
        start = stop + 1


def _within(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words that begin in [start, end), of words sorted by place."""
    first = bisect_left(words, start, key=_start)
    return words[first : bisect_left(words, end, lo=first, key=_start)]


def _start(word: Word) -> int:
    return word.start


def _paragraph(lines: str, breaks: frozenset[int], start: int) -> int:
    """Where the lines that begin at `start` end: at a blank line, or where they get too many."""
    stop = start - 1
    while True:
        stop = lines.find("\n", stop + 1)
        if stop < 0:
            return len(lines)
        if stop in breaks or stop - start > BLOCK:
            return stop


def _windows(view: View, words: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of long prose, from the sentence of a word that may order something."""
    at = start
    for word in words:
        if word.start >= at:
            low = max(at, *(view.lines.rfind(sign, start, word.start) + 1 for sign in _SENTENCES))
            at = min(low + BLOCK, end)
            yield low, at


def _trimmed(view: View, start: int, end: int) -> tuple[int, int]:
    while start < end and view.lines[start].isspace():
        start += 1
    while end > start and view.lines[end - 1].isspace():
        end -= 1
    return start, end
