"""Open licences that an item itself carries, as agreements of kind `open`.

A licence is named by its address or in words. Licences that a newsroom may use grant what their
deeds grant; what they forbid applies whatever else allows the use. Adaptations under a share-alike
licence are left to a person, as is any use under a non-commercial one unless the use is
non-commercial.
"""

from collections.abc import Iterator
from typing import Any

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.item_times import terms_of
from checker.licensing.judging.reasons import reason
from checker.licensing.terms.open_licences import (
    OpenLicence,
    licence_at,
    named_licence,
    open_licence,
)
from checker.models.source import Item
from checker.models.verdict import Reason
from checker.wording import worded

__all__ = ["licences_of", "open_agreements", "open_limits", "waiver"]

# Terms beside a waiver that restrict nothing, or only what it does not speak of.
_BESIDE_A_WAIVER = ("open", "free", "credit")


def licences_of(item: Item, context: JudgementContext) -> tuple[OpenLicence, ...]:
    """Returns the open licences that the item names, without duplicates."""
    terms = terms_of(item, context)
    addresses = item.rights.license_url
    if not terms and not addresses:
        return ()
    given = (licence_at(a) or named_licence(a) for a in addresses)
    worded = (open_licence(spdx) for term in terms if term.kind == "open" for spdx in term.values)
    return tuple(dict.fromkeys(one for one in (*given, *worded) if one is not None))


def waiver(item: Item, context: JudgementContext) -> OpenLicence | None:
    """Returns the owner's waiver of all rights; None if other terms restrict it."""
    free = next((one for one in licences_of(item, context) if one.free), None)
    if free is None:
        return None
    terms = terms_of(item, context)
    return free if all(t.kind in _BESIDE_A_WAIVER or t.values == ("ai",) for t in terms) else None


def open_agreements(item: Item | None, owner: str, context: JudgementContext) -> list[Agreement]:
    """Returns an agreement for each licence that the item names and that allows this use."""
    if item is None:
        return []
    usable = [one for one in licences_of(item, context) if _usable(one, context)]
    return [
        Agreement.from_document(_document(one, _address(one, item), owner, context), "open licence")
        for one in usable
    ]


def open_limits(item: Item, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Yields what the item's licences forbid, whatever an agreement allows."""
    name = context.name(evidence.owner)
    for one in licences_of(item, context):
        if one.noncommercial and context.use.purpose != "non_commercial":
            yield reason(
                "licence.item_restricted",
                worded(
                    "{owner} licenses {label} for non-commercial use only: {licence}. Check "
                    "by hand, or state the purpose of the use.",
                    owner=name,
                    label=evidence.label,
                    licence=one.spdx,
                ),
                evidence.owner,
                passages=evidence.passages,
                found=one.spdx,
                parsed=False,
            )
        if one.credit and not one.adapt and not one.share_alike:
            yield from _adapted(one, evidence, context)


def _adapted(
    licence: OpenLicence, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Edits and translations under a licence that allows no derivatives."""
    name = context.name(evidence.owner)
    forbidden = []
    if evidence.translated or context.use.purpose == "translation":
        forbidden.append(
            (
                "licence.translation_not_allowed",
                worded("{owner} does not allow translations of {label}: {licence}."),
            )
        )
    if evidence.edited and evidence.match is not None:
        forbidden.append(
            (
                "licence.modification_not_allowed",
                worded("{owner} does not allow changed versions of {label}: {licence}."),
            )
        )
    for code, message in forbidden:
        yield reason(
            code,
            message.filled(owner=name, label=evidence.label, licence=licence.spdx),
            evidence.owner,
            passages=evidence.passages,
            found=licence.spdx,
            parsed=True,
        )


def _usable(licence: OpenLicence, context: JudgementContext) -> bool:
    return not licence.noncommercial or context.use.purpose == "non_commercial"


def _address(licence: OpenLicence, item: Item) -> str | None:
    return next((a for a in item.rights.license_url if licence_at(a) == licence), None)


def _document(
    licence: OpenLicence, url: str | None, owner: str, context: JudgementContext
) -> dict[str, Any]:
    names = list(context.names.get(owner, ())) or [owner]
    spdx = licence.spdx
    adapted = licence.adapt
    edit = "free" if adapted else "style" if licence.share_alike else "none"
    document: dict[str, Any] = {
        "id": f"cc:{spdx[3:].casefold()}" if spdx.startswith("CC-") else f"open:{spdx.casefold()}",
        "kind": "open",
        "contract": {"spdx": spdx} | ({"url": url} if url else {}),
        "owner": {"id": owner},
        "channels": {"allow": ["*"]},
        "territories": {"allow": ["*"]},
        "content": {"media": ["*"]},
        "modification": {
            "edit": edit,
            "shorten": adapted,
            "translate": adapted,
            "combine": adapted,
        },
        "ai": dict.fromkeys(("input", "summarise"), "allow" if adapted else "deny"),
    }
    if licence.credit:
        document["credit"] = {"text": names, "where": ["any"], "required_when": "any"}
    return document
