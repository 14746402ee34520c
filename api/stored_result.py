"""A stored result as shown again: units, sources, overrides in force."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from msgspec import UNSET

from checker.errors import NotFound
from checker.languages import ENGLISH, Language
from checker.licensing import Policy
from checker.models.source import Source
from checker.models.vocabulary import OffsetUnits
from checker.report import Answer, answer_from
from checker.report.answer import Links
from checker.report.answer import Overtaken as ShownOvertaken
from checker.report.localised import localised
from checker.report.offsets import in_utf16
from checker.report.quotes import with_quotes
from checker.report.words import OVERTAKEN
from checker.running.check import shown_source
from checker.running.overrides import with_overrides
from checker.store import Overtaken, Store, StoredCheck
from checker.times import rfc3339

from .response_models.checks import CheckHead
from .responses import etag_of
from .serializers import shown_check_head

__all__ = ["check_heads", "links_of", "shown_check"]


def shown_check(
    store: Store,
    held: StoredCheck,
    units: OffsetUnits,
    with_sources: bool,
    rules: str,
    pages: str = "",
    *,
    language: Language = ENGLISH,
) -> tuple[Answer, str]:
    """Returns the answer of a stored check, with what has overtaken it, and its ETag.

    Args:
        store: the newsroom's store.
        held: the check.
        units: what offsets count.
        with_sources: whether the answer contains the matched sources.
        rules: the digest of the rules in force; empty where it is not known.
        pages: the public address of the editor's pages.
        language: the reader's, for messages.
    """
    now = datetime.now(UTC)
    answer = msgspec.structs.replace(
        localised(answer_from(held.result), language),
        check=held.head.check,
        id=held.head.document,
        revision=held.head.revision,
        links=links_of(held.head.check, pages),
        text=UNSET if held.text is None else held.text,
    )
    policy = Policy.in_force(store.policy.get())
    document = None if answer.id is None else str(answer.id)
    released = store.overrides.in_force(answer.text_sha256, now=now, document=document)
    answer = with_overrides(answer, released, policy)
    sources = _sources(store, answer)
    texts = {name: source.text for name, source in sources.items()}
    answer = with_quotes(answer, held.text, texts)
    if units == "utf16":
        answer = in_utf16(answer, held.text, texts)
    if with_sources:
        shown = {name: shown_source(source) for name, source in sources.items()}
        answer = msgspec.structs.replace(answer, sources=shown)
    since = [_since(one, language) for one in store.checks.overtaken(held, rules=rules, now=now)]
    answer = msgspec.structs.replace(answer, overtaken=since)
    changes = [one.id for one in answer.overrides] + [f"{one.by} {one.what}" for one in since]
    return answer, etag_of(
        held.head.check, units, with_sources, pages, *changes, len(sources), *_said(language)
    )


def _said(language: Language) -> tuple[str, ...]:
    """What tells an answer in another language than English from the English one."""
    return () if language is ENGLISH else (language.code,)


def _since(one: Overtaken, language: Language) -> ShownOvertaken:
    return ShownOvertaken(
        by=one.by,
        at=UNSET if one.at is None else rfc3339(one.at, UTC),
        what=one.what,
        message=language.text(OVERTAKEN[one.by].filled(what=one.what)),
    )


def check_heads(
    store: Store, found: Sequence[StoredCheck], rules: str, language: Language = ENGLISH
) -> list[CheckHead]:
    """Returns stored checks as in lists, with the kinds of changes since each."""
    now = datetime.now(UTC)
    return [
        shown_check_head(one, store.checks.overtaken(one, rules=rules, now=now), language)
        for one in found
    ]


def links_of(check: str | None, pages: str) -> Links:
    """Returns the links of a stored check, empty if nothing was stored.

    Args:
        check: the check.
        pages: the public address of the editor's pages, for people who are sent there.
    """
    if check is None:
        return Links()
    return Links(
        self_=f"/v1/checks/{check}",
        report=f"/v1/checks/{check}/report.html",
        page=f"{pages}/checks/{check}",
    )


def _sources(store: Store, answer: Answer) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for match in answer.matches:
        try:
            found[match.source] = store.sources.get(match.source, version=match.version)
        except NotFound:
            continue  # removed since
    return found
