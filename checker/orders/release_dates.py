"""Dates of release: whether "Release date: 1 March" is an item's, and so an embargo.

Films, games and programs are released as well, and pages and books are published. A provider's note
speaks of its item unless it names such a work. Drafts are pasted with the stamps of pages, so there
the line stands at the head and has an hour and a zone.
"""

from checker.orders.clause import Clause
from checker.orders.embargo_run import Run
from checker.orders.vocabulary import tokens_of

__all__ = ["EDGE", "is_of_item"]

EDGE = 3  # lines at the head and the foot that may be the provider's own word
_HEAD = 600  # characters that these lines hold at most at the head
_NOTE = 400  # characters of a note to each side that may name a work


def is_of_item(clause: Clause, run: Run) -> bool:
    """Returns whether a date of release, which is all that its line or sentence says, is an item's.

    Args:
        clause: the line, or the provider's note.
        run: what belongs to the words that name the date.
    """
    if not (run.anchored and run.day and clause.closes(run.next)):
        return False
    if clause.own:
        return not _names_work(clause)
    lines, start = clause.view.lines, clause.start
    if not run.hour or start > _HEAD or lines.count("\n", 0, start) >= EDGE:
        return False
    told = clause.tokens[run.first : run.last + 1]
    return any(token.may_be("zone", "letters", "city") for token in told)


def _names_work(clause: Clause) -> bool:
    """Whether the words around speak of a film, a game, a book or a program."""
    view = clause.view
    start, end = max(clause.start - _NOTE, 0), min(clause.end + _NOTE, len(view.lines))
    return any(token.may_be("work") for token in tokens_of(view, start, end))
