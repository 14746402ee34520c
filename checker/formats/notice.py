"""What an item's headline, labels and text order: a notice sent as an item, an embargo."""

import re
from collections.abc import Iterable, Iterator

from checker.formats.rights import RightsBuilder
from checker.orders import orders_in
from checker.orders.embargo import orders_embargo
from checker.orders.headlines import status_in_headline, withdrawn_in_headline
from checker.orders.notice_words import words_in
from checker.orders.references import ids_in, refers_to
from checker.orders.status import status_of, strictness
from checker.text.views import view_of
from checker.values import dataclass

__all__ = ["Notice", "embargoes_in", "note_labels", "notice_in"]

_READ = 1_500  # characters of an item at whose head, or foot, such a line is
_LINES = re.compile(r"\n+")
_WHOLE = 0.5  # share of an item from which on it is nothing but the notice


@dataclass(frozen=True, slots=True)
class Notice:
    """What an item states about itself, "" for nothing, and the words naming items it withdraws."""

    status: str
    withdraws: tuple[str, ...] = ()


def notice_in(title: str | None, text: str, notes: Iterable[str] | None = None) -> Notice | None:
    """Returns the notice that an item is or begins with; None for an ordinary item.

    A notice that names another item is not a copy itself; one that names none refers to its own id.
    `notes` are those to editors of an item without a text, which may name another item as well.
    """
    alone = notes is not None
    named = [withdrawn_in_headline(title, alone=alone)] if title else []
    for note in notes or ():
        named += _named_in(note)
    names = tuple(dict.fromkeys(filter(None, named)))
    found = _stated(title, text, alone=alone)
    if not names:
        return found
    if found is None:
        return Notice("", names)
    return Notice(found.status, (*found.withdraws, *names))


def _named_in(note: str) -> tuple[str, ...]:
    """The words by which a note that speaks of withdrawing names another item."""
    view = view_of(note)
    words = words_in(view, 0, len(view.lower))
    senses = {sense for word in words for sense in word.senses}
    ids = ids_in(note)
    if senses & {"undo", "label"}:
        return (*refers_to(view, 0, len(view.lines)), *ids)
    if len(ids) != 1 or not senses & {"forbid", "takeoff"}:
        return ()
    return () if orders_embargo(note.replace(ids[0], "")) else ids


def _stated(title: str | None, text: str, *, alone: bool) -> Notice | None:
    view = view_of("\n\n".join(part for part in (title, text[:_READ]) if part))
    strictest: Notice | None = None
    for order in orders_in(view):
        status = status_of(order.kind)
        if status is None:
            continue
        found = Notice(status)
        whole = order.end - order.start >= _WHOLE * len(text)
        if order.kind == "kill_notice" and whole and order.refers_to:
            found = Notice("not_for_publication", order.refers_to)
        if strictest is None or strictness(status) > strictness(strictest.status):
            strictest = found
    headed = status_in_headline(title, alone=alone) if title else None
    if headed and (strictest is None or _is_milder(strictest, headed)):
        return Notice(headed)
    return strictest


def note_labels(labels: Iterable[tuple[str, str | None]], rights: RightsBuilder) -> None:
    """Keeps as notes to editors the slugs, other headlines and descriptions that order something.

    An order about another item stays what it is: a word on that item.

    Args:
        labels: where each is written, and its words.
        rights: takes the notes.
    """
    for path, words in labels:
        if not words:
            continue
        notice = notice_in(words[:_READ], "")
        if embargoes_in(words[:_READ], "") or (notice is not None and not notice.withdraws):
            rights.add("editors_note", path, words)


def _is_milder(notice: Notice, headed: str) -> bool:
    """Whether a headline says more of the item: "BULLETIN KILL" heads a notice on another one."""
    return not notice.withdraws and strictness(headed) > strictness(notice.status)


def embargoes_in(title: str | None, text: str) -> tuple[str, ...]:
    """Returns the words of embargoes in an item's headline, and at the head and the foot of it."""
    return tuple(dict.fromkeys(_embargoes(title or "", text)))


def _embargoes(title: str, text: str) -> Iterator[str]:
    ends = (text,) if len(text) <= 2 * _READ else (text[:_READ], text[-_READ:])
    for part in (title, *ends):
        view = view_of(part)
        for order in orders_in(view):
            if order.kind == "embargo":
                yield _LINES.sub(" ", view.flow[order.start : order.end]).strip()
