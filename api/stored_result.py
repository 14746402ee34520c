"""A stored result as it is shown again: units, sources, overrides in force."""

from datetime import UTC, datetime

import msgspec
from msgspec import UNSET

from checker.errors import NotFound
from checker.licensing import Policy
from checker.models import OffsetUnits, Source
from checker.report import Answer, answer_from
from checker.report.answer import Links
from checker.report.document import with_quotes
from checker.report.offsets import in_utf16
from checker.running.check import shown_source
from checker.running.overrides import with_overrides
from checker.store import Store, StoredCheck

from .responses import etag_of

__all__ = ["links_of", "shown_check"]


def shown_check(
    store: Store, held: StoredCheck, units: OffsetUnits, with_sources: bool
) -> tuple[Answer, str]:
    """The answer to a stored check as of now, and its ETag."""
    answer = msgspec.structs.replace(
        answer_from(held.result),
        check=held.head.check,
        id=held.head.document,
        revision=held.head.revision,
        links=links_of(held.head.check),
        text=UNSET if held.text is None else held.text,
    )
    sources = _sources(store, answer)
    texts = {name: source.text for name, source in sources.items()}
    answer = with_quotes(answer, held.text, texts)
    if units == "utf16":
        answer = in_utf16(answer, held.text, texts)
    if with_sources:
        shown = {name: shown_source(source) for name, source in sources.items()}
        answer = msgspec.structs.replace(answer, sources=shown)
    policy = Policy.in_force(store.policy.get())
    answer = with_overrides(answer, store.overrides, policy, datetime.now(UTC))
    given = [one.id for one in answer.overrides]
    return answer, etag_of(held.head.check, units, with_sources, *given, len(sources))


def links_of(check: str | None) -> Links:
    """Where a stored check is found; without members where nothing was stored."""
    if check is None:
        return Links()
    return Links(
        self_=f"/v1/checks/{check}",
        report=f"/v1/checks/{check}/report.html",
        page=f"/checks/{check}",
    )


def _sources(store: Store, answer: Answer) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for match in answer.matches:
        try:
            found[match.source] = store.sources.get(match.source, version=match.version)
        except NotFound:
            continue  # removed since
    return found
