"""All orders of a text: embargoes and notices, where one of them decides over the other."""

from checker.orders.embargo_lines import embargoes_in
from checker.orders.notices import notices_in
from checker.orders.order import Order
from checker.text.views import View

__all__ = ["orders_in"]


def orders_in(view: View, *, field: bool = False) -> tuple[Order, ...]:
    """Returns the orders in a text, sorted and not overlapping; offsets count in the view.

    `field` states that the text is the provider's own statement (a note, usage terms), where words
    count that may be news in a draft. What counts in a draft also counts in a field.
    """
    embargoes = list(embargoes_in(view, field=field))
    # "Hold for release until six" is an embargo, and no hold of its own.
    held = [(order.start, order.end) for order in embargoes]
    found = embargoes + [
        notice
        for notice in notices_in(view, field=field)
        if notice.kind not in ("hold_notice", "not_for_publication", "advisory", "release")
        or not any(notice.start < end and start < notice.end for start, end in held)
    ]
    kept: list[Order] = []
    for order in sorted(found, key=lambda o: (o.start, -o.end)):
        if not kept or order.start >= kept[-1].end:
            kept.append(order)
    return tuple(kept)
