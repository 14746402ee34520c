"""Publishing statuses in XML or JSON that is pasted into a text: `"pubstatus": "canceled"`."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from checker.orders.order import Order, OrderKind
from checker.orders.status_words import status_word
from checker.text.views import View

__all__ = ["statuses_in"]

# <pubStatus qcode="stat:canceled"/>, "pubStatus": "canceled", management-status="killed",
# <Status FormalName="Canceled"/>, <status>Canceled</status>
_STATUS = re.compile(
    r"(?:pub|publishing|publication|management|editorial|item|news|release)?[_-]?status"
    r"""(?:["']?\s?[:=]\s?["']|\s(?:qcode|formalname|value|code)\s?=\s?["']|>\s?)"""
    r"(?P<value>[a-z_ ]{0,20}:?[a-z_ -]{3,24})(?=[\"'<])"
)
# The same in the front matter of a Markdown file: "status: killed".
_FRONT_MATTER = re.compile(r"-{3}\n(?:[^\n]{0,300}\n){0,40}?-{3}(?:\n|$)")
_LINE = re.compile(
    r"(?m)^(?:pub|publishing|publication|editorial|item|news)?[_-]?status\s?:\s?"
    r"[\"']?(?P<value>[a-z_ :-]{3,24}?)[\"']?$"
)
_OUTER = 24  # characters around it that the finding shows, up to the element's ends
_KINDS: MappingProxyType[str, OrderKind] = MappingProxyType(
    {
        "canceled": "kill_notice",
        "withheld": "hold_notice",
        "not_for_publication": "not_for_publication",
        "embargoed": "embargo",
    }
)


def statuses_in(view: View) -> Iterator[Order]:
    """Yields the statuses of pasted data that order something."""
    if "status" not in view.lower:
        return
    for found in _STATUS.finditer(view.lower):
        before = view.lower[max(0, found.start() - 2) : found.start()]
        kind = _KINDS.get(status_word(found["value"]) or "")
        if kind is not None and before[-1:] in ("", "<", '"', "'", " ", "\n", ":", "{", ","):
            yield Order(kind, found.start(), found.end())
    front = _FRONT_MATTER.match(view.lines)
    for found in _LINE.finditer(view.lines.lower(), 0, front.end()) if front is not None else ():
        kind = _KINDS.get(status_word(found["value"].strip()) or "")
        if kind is not None:
            yield Order(kind, found.start(), found.end())
