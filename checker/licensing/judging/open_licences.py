"""Creative Commons licences that an item carries itself, as agreements of kind `open`.

Only those that let a newsroom publish: NC licences grant no use by a business, and adaptations
under SA and ND are left to people. Source: the licences' own deeds, versions 1.0 to 4.0.
"""

import re
from typing import Any

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import JudgementContext
from checker.models import Item

__all__ = ["open_agreements"]

_CC = re.compile(
    r"creativecommons\.org/licenses/(?P<kind>by(?:-(?:sa|nd))?)/(?P<version>\d\.\d)", re.IGNORECASE
)


def open_agreements(item: Item | None, owner: str, context: JudgementContext) -> list[Agreement]:
    """An agreement for each licence that the item names and that we know."""
    found = []
    for url in item.rights.license_url if item is not None else ():
        licence = _CC.search(url)
        if licence is not None:
            kind, version = licence["kind"].casefold(), licence["version"]
            document = _document(kind, version, url, owner, context)
            found.append(Agreement.from_document(document, "open licence"))
    return found


def _document(
    kind: str, version: str, url: str, owner: str, context: JudgementContext
) -> dict[str, Any]:
    spdx = f"CC-{kind.upper()}-{version}"
    adapted = kind == "by"
    names = list(context.names.get(owner, ())) or [owner]
    return {
        "id": f"cc:{kind}-{version}",
        "kind": "open",
        "contract": {"url": url, "spdx": spdx},
        "owner": {"id": owner},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "content": {"media": ["*"]},
        "modification": {
            "edit": "free" if adapted else "style",
            "shorten": adapted,
            "translate": adapted,
            "combine": adapted,
        },
        "credit": {"text": names, "where": ["any"], "required_when": "any"},
        "ai": dict.fromkeys(("input", "summarise"), "allow" if adapted else "deny"),
    }
