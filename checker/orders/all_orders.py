"""All orders of a text: embargoes and notices, where one of them decides over the other."""

from checker.orders.clause import DAYS
from checker.orders.embargo_lines import embargoes_in
from checker.orders.notice_words import words_in
from checker.orders.notices import notices_in
from checker.orders.order import Order
from checker.orders.vocabulary import tokens_of
from checker.text.views import View

__all__ = ["orders_in"]

_OF_EMBARGOES = ("hold_notice", "not_for_publication", "advisory", "release")
_WITHDRAWS = frozenset({"label", "undo", "takeoff", "slip"})


def orders_in(view: View, *, field: bool = False) -> tuple[Order, ...]:
    """Returns the orders in a text, sorted and not overlapping; offsets count in the view.

    `field` states that the text is the provider's own statement (a note, usage terms), where words
    count that may be news in a draft. What counts in a draft also counts in a field.
    """
    embargoes = list(embargoes_in(view, field=field))
    # "Hold for release until six" is an embargo, and no hold of its own.
    found = embargoes + [
        notice
        for notice in notices_in(view, field=field)
        if not any(
            notice.start < order.end
            and order.start < notice.end
            and (notice.kind in _OF_EMBARGOES or _only_forbids_until(view, notice, order))
            for order in embargoes
        )
    ]
    kept: list[Order] = []
    for order in sorted(found, key=lambda o: (o.start, -o.end, o.kind != "kill_notice")):
        if not kept or order.start >= kept[-1].end:
            kept.append(order)
    return tuple(kept)


def _only_forbids_until(view: View, notice: Order, embargo: Order) -> bool:
    """Whether a notice withdraws nothing, but forbids an item up to the time of an embargo.

    "This story may not be used until 1 March" would be a kill without its time, and a kill lasts.
    """
    if notice.kind != "kill_notice" or embargo.kind != "embargo":
        return False
    words = words_in(view, notice.start, notice.end)
    if any(word.senses & _WITHDRAWS for word in words):
        return False
    tokens = tokens_of(view, embargo.start, embargo.end)
    dated = any(token.may_be("figure", *DAYS) for token in tokens)
    return dated and any(
        token.may_be("until")
        and not token.may_be("of")
        and not (
            token.text.isascii() and view.lower[token.end : token.end + 1].isdigit()
        )  # "AB123"
        for token in tokens
    )
