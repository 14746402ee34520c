"""An embargo of which a line tells when it will be over is one until then."""

from datetime import UTC, datetime

from checker.licensing.terms.parse import parse_terms
from checker.orders import orders_in
from checker.text.views import view_of
from tests.rows import each_row


@each_row(
    "line,end",
    [
        ("Embargo lifted from 1 May 2027 06:00 GMT", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        ("Embargo lifted 1 May 2027 06:00 GMT", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        ("Embargo is lifted from 1 May 2027 06:00 GMT", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        ("Lifting of embargo: 1 May 2027 06:00 GMT", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        ("No longer embargoed from 1 May 2027 06:00 GMT", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        ("Embargo lifts at 06:00 GMT on 1 May 2027", datetime(2027, 5, 1, 6, tzinfo=UTC)),
        # days without an hour last to their end
        ("Embargo lifted as of 1 May 2027", None),
        ("Not embargoed after 1 May 2027", None),
        ("Sperrfrist aufgehoben ab 1. Mai 2027", None),
        ("Embargo levé le 1er mai 2027", None),
    ],
)
def test_what_is_lifted_from_a_date_on_is_an_embargo_until_then(
    line: str, end: datetime | None
) -> None:
    assert [order.kind for order in orders_in(view_of(line))] == ["embargo"]
    (term,) = parse_terms((line,))
    assert term.embargo is not None
    assert term.embargo.kind == "until"
    assert end is None or term.embargo.until == end


@each_row(
    "line",
    [
        "Embargo lifted",
        "EMBARGO LIFTED.",
        "Embargo has been lifted by the agency",
        "Embargo lifted on Tuesday",
        "No embargo",
        "Not embargoed",
        "No longer under embargo",
        "Sperrfrist aufgehoben",
    ],
)
def test_what_is_lifted_without_a_date_is_released(line: str) -> None:
    assert [order.kind for order in orders_in(view_of(line))] == ["release"]


@each_row(
    "line",
    [
        "The EU lifted its oil embargo from 1 May 2027 after a vote of the ministers",
        "The arms embargo was lifted on 1 May 2020, the ministry said",
        "Ministers say that the embargo lifted in 2020 will not come back",
    ],
)
def test_news_of_an_embargo_that_is_lifted_orders_nothing(line: str) -> None:
    text = f"{line}.\n\nTraders in the harbour were glad, and some of them sang."
    assert not [order for order in orders_in(view_of(text)) if order.kind == "embargo"]
