"""Lines of news that begin like an order to editors, and orders that look nearly the same."""

import json
from pathlib import Path

import pytest

from checker.orders.all_orders import orders_in
from checker.orders.restrictions import restrictions_in
from checker.text.views import view_of

LINES = [
    json.loads(line)
    for line in Path(__file__).with_name("innocent_lines.jsonl").read_text("utf-8").splitlines()
]
STORY = (
    "Our gardener visited the allotments behind the old brewery and found six kinds of pumpkin, "
    "a quarrelsome goose and a waiting list of two hundred names. Nobody minds the mud, Torvald "
    "thinks, who has dug the same plot for years. The kettle in the tool shed never rests."
)
ORDERS = [
    ("embargo", "Not for publication before 6 a.m. GMT on 5 December 2031: harbour figures"),
    ("embargo", "Under embargo until Thursday 4 December 2031, 6 a.m. GMT"),
    ("embargo", "This story is held for release until 6 p.m. on Friday 4 December 2031."),
    ("embargo", "HARBOUR FIGURES HELD FOR RELEASE UNTIL 6 P.M. ON FRIDAY 4 DECEMBER 2031"),
    ("embargo", "Do not publish before 9 p.m.: the story is for the evening papers"),
    ("hold_notice", "HOLD: the story on the harbour until further notice"),
    ("hold_notice", "HOLD\nPolice search the harbour: hold the story until further notice"),
    ("kill_notice", "CANCELLED: the story on the summer regatta. Editors, please do not use it."),
    ("restriction", "NOT FOR SALE IN FRANCE"),
    ("restriction", "(Not for sale in France)"),
    ("restriction", "No resale in France"),
    ("restriction", "No archives: one-time use only"),
    ("restriction", "No use after 9 p.m.: clients of the evening service"),
    ("restriction", "No use after 48 hours"),
]


def kinds(text: str) -> set[str]:
    view = view_of(text)
    orders = {order.kind for order in orders_in(view)} - {"correction", "advisory", "release"}
    return orders | {"restriction" for _ in restrictions_in(view)}


@pytest.mark.parametrize("row", LINES, ids=[row["text"] for row in LINES])
def test_a_line_of_news_orders_nothing_wherever_it_stands(row: dict[str, str]) -> None:
    for text in (f"{row['text']}\n\n{STORY}", f"{STORY}\n\n{row['text']}"):
        assert not kinds(text) - {"restriction"}
    at_head = view_of(f"{row['text']}\n\n{STORY}")
    assert not [one for one in restrictions_in(at_head) if one.rule == "restriction"]


@pytest.mark.parametrize(("kind", "line"), ORDERS, ids=[line for _, line in ORDERS])
def test_an_order_that_looks_like_it_is_still_one(kind: str, line: str) -> None:
    assert kind in kinds(f"{line}\n\n{STORY}")
