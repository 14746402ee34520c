"""A provider's orders about an item, in words: embargo, kill, hold, correction, advisory.

One grammar reads a line of a draft, an item's field and prose, so that the same words mean the same
everywhere. What an order does to a verdict is not decided here.
"""

from checker.orders.all_orders import orders_in
from checker.orders.order import (
    FOUND_KINDS,
    ORDER_KINDS,
    ORDER_RULES,
    Order,
    OrderKind,
    order_rule,
)
from checker.orders.restrictions import (
    ALONE,
    CLIENTS,
    DOUBTFUL,
    READABLE,
    RESTRICTION_RULES,
    SURE,
    Restriction,
    restrictions_in,
    speaks_of_picture,
)

__all__ = [
    "ALONE",
    "CLIENTS",
    "DOUBTFUL",
    "FOUND_KINDS",
    "ORDER_KINDS",
    "ORDER_RULES",
    "READABLE",
    "RESTRICTION_RULES",
    "SURE",
    "Order",
    "OrderKind",
    "Restriction",
    "order_rule",
    "orders_in",
    "restrictions_in",
    "speaks_of_picture",
]
