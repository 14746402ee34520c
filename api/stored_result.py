"""A stored result as it is shown again: units, sources, overrides in force."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal

from checker.errors import NotFound
from checker.licensing import Policy
from checker.report.selectors import offset_map
from checker.running.overrides import apply_overrides
from checker.store import Store, StoredCheck

from .responses import etag_of

__all__ = ["policy_of", "shown_check"]

Move = Callable[[int], int]


def shown_check(
    store: Store, held: StoredCheck, units: Literal["codepoints", "utf16"], with_sources: bool
) -> tuple[dict[str, Any], str]:
    """The document and its ETag."""
    document = dict(held.result)
    document["check"] = held.check
    document["id"] = held.document
    document["revision"] = held.revision
    document["links"] = {
        "self": f"/v1/checks/{held.check}",
        "report": f"/v1/checks/{held.check}/report.html",
        "page": f"/checks/{held.check}",
    }
    if held.text is not None:
        document["text"] = held.text
    sources = _sources(store, document) if with_sources or units == "utf16" else {}
    if units == "utf16":
        texts = {source: found["text"] for source, found in sources.items()}
        document = _in_utf16(document, held.text, texts)
    if with_sources:
        document["sources"] = sources
    apply_overrides(document, store.overrides, policy_of(store), datetime.now(UTC))
    given = [one["id"] for one in document.get("overrides", ())]
    return document, etag_of(held.check, units, with_sources, *given, len(sources))


def policy_of(store: Store) -> Policy:
    """The policy in force, or the built-in one."""
    document = store.policy.get()
    return Policy.default() if document is None else Policy.from_document(document, "policy")


def _sources(store: Store, document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for match in document["matches"]:
        try:
            source = store.sources.get(match["source"], version=match["version"])
        except NotFound:
            continue  # removed since
        found[match["source"]] = {
            "owner": source.owner,
            "version": source.version,
            "title": source.title,
            "published": source.published.isoformat() if source.published else None,
            "language": source.language,
            "text": source.text,
        }
    return found


def _in_utf16(
    document: dict[str, Any], text: str | None, sources: dict[str, str]
) -> dict[str, Any]:
    """Offsets in UTF-16; those of a draft whose text was not kept cannot be told and go."""
    at = offset_map(text, "utf16") if text is not None else None
    moved = {**document, "units": "utf16"}
    moved["findings"] = [_span(finding, at) for finding in document["findings"]]
    moved["matches"] = [_match(match, at, sources) for match in document["matches"]]
    moved["claims"] = [_with_reasons(claim, at) for claim in document["claims"]]
    return _with_reasons(moved, at)


def _match(match: dict[str, Any], at: Move | None, sources: dict[str, str]) -> dict[str, Any]:
    source = sources.get(match["source"])
    there = offset_map(source, "utf16") if source is not None else None
    passages = [
        _span(_span(passage, at), there, ("source_start", "source_end"))
        for passage in match["passages"]
    ]
    return {**match, "passages": passages}


def _with_reasons(holder: dict[str, Any], at: Move | None) -> dict[str, Any]:
    reasons = []
    for reason in holder["reasons"]:
        steps = [_span(step, at, ("at", "start", "end")) for step in reason.get("fix", ())]
        passages = [_span(span, at) for span in reason.get("passages", ())]
        told = {**reason, "fix": steps if at is not None else []}
        if "passages" in reason:
            told["passages"] = passages
        reasons.append(told)
    return {**holder, "reasons": reasons}


def _span(
    holder: dict[str, Any], at: Move | None, names: tuple[str, ...] = ("start", "end")
) -> dict[str, Any]:
    moved = dict(holder)
    for name in names:
        if name in moved:
            if at is None:
                moved.pop(name)
            else:
                moved[name] = at(moved[name])
    return moved
