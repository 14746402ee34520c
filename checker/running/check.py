"""The one path of a check: limit, check, record, overrides, answer.

The command line, batches, audits and the service all call `check_document`, so the limit on a
text, the stored record, the overrides in force and the answer are the same at every door.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.checking import text_digest
from checker.formats import read_draft
from checker.models import CheckRecord, Draft, Source, Use, Verdict
from checker.newsroom import Newsroom, new_check_id
from checker.report import result
from checker.report.selectors import Units
from checker.running.overrides import apply_overrides, released
from checker.running.truncate import truncated

__all__ = ["CheckOptions", "CheckedDocument", "check", "check_document", "check_uses"]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How a document is checked and what its answer contains.

    `max_letters` is the most characters of a text that are checked (0: no limit); `record` keeps
    the check for recall; `units` are what offsets in the answer count; `with_text` and
    `with_sources` add the draft's text and the matched sources.
    """

    units: Units = "codepoints"
    with_text: bool = False
    with_sources: bool = False
    record: bool = True
    max_letters: int = 2_000_000


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """The outcome of one check: the verdict, the answer as JSON values, and what is kept of it."""

    verdict: Verdict
    answer: dict[str, Any]
    record: CheckRecord | None

    @property
    def released(self) -> bool:
        """Whether editors' overrides cover every reason, so that nothing is left to do."""
        return released(self.answer)


def check(
    newsroom: Newsroom,
    document: str | bytes | Draft,
    use: Use = Use(),
    options: CheckOptions = CheckOptions(record=False),
    *,
    name: str | None = None,
) -> CheckedDocument:
    """Checks a text, the bytes of a file, or a draft: the library's one call.

    Args:
        newsroom: the sources, agreements, policy and rules to check against.
        document: plain text; the bytes of a file of any known format; or a draft already read.
        use: the use to judge.
        options: limits, and what the answer contains; by default nothing is recorded.
        name: the file's name, which helps to tell the format of bytes.

    Raises:
        InputError: the document cannot be read.
    """
    if isinstance(document, str):
        document = read_draft(document, as_type="text")
    elif isinstance(document, bytes):
        document = read_draft(document, name=name)
    return check_document(newsroom, document, use, options)


def check_document(
    newsroom: Newsroom,
    draft: Draft,
    use: Use,
    options: CheckOptions = CheckOptions(),
    *,
    check: str | None = None,
    revision: str | None = None,
    audit: str | None = None,
    store: bool = True,
) -> CheckedDocument:
    """Checks one document as every door does.

    Args:
        newsroom: the sources, agreements, policy and rules to check against.
        draft: the document, read whole.
        use: the use to judge.
        options: limits, and what the answer contains.
        check: the name of the check; by default a new one.
        revision: the caller's name for the revision.
        audit: the audit that this check belongs to.
        store: store the record here; else the caller stores `CheckedDocument.record`.
    """
    verdict = _verdicts(newsroom, draft, [use], options.max_letters)[0]
    names = newsroom.names_of(verdict)
    record = None
    if options.record:
        kept = newsroom.check_record(
            draft, verdict, check=check or new_check_id(), revision=revision, audit=audit
        )
        record = replace(kept, result={**kept.result, "names": names})
        if store:
            newsroom.store.checks.record([record])
    answer = _answer(newsroom, verdict, options)
    answer["check"] = record.check if record is not None else None
    answer["revision"] = revision
    answer["names"] = names
    policy = newsroom.contracts().policy
    apply_overrides(answer, newsroom.store.overrides, policy, newsroom.clock())
    return CheckedDocument(verdict, answer, record)


def check_uses(
    newsroom: Newsroom, draft: Draft, uses: Sequence[Use], max_letters: int
) -> list[Verdict]:
    """The verdicts on one document for several uses; nothing is stored."""
    return _verdicts(newsroom, draft, uses, max_letters)


def _verdicts(
    newsroom: Newsroom, draft: Draft, uses: Sequence[Use], max_letters: int
) -> list[Verdict]:
    """Verdicts on the text as far as the limit allows, bound to the hash of the whole text."""
    read = truncated(draft, max_letters)
    verdicts = newsroom.check_matrix(read, uses)
    if read is draft:
        return verdicts
    digest = text_digest(draft.text)
    return [replace(verdict, text_sha256=digest) for verdict in verdicts]


def _answer(newsroom: Newsroom, verdict: Verdict, options: CheckOptions) -> dict[str, Any]:
    sources = newsroom.source_texts(verdict)
    texts = {name: source.text for name, source in sources.items()}
    answer = result(verdict, units=options.units, with_text=options.with_text, sources=texts)
    if options.with_sources:
        answer["sources"] = {name: _source(source) for name, source in sources.items()}
    return answer


def _source(source: Source) -> dict[str, Any]:
    """A matched source as it is shown beside the draft."""
    return {
        "owner": source.owner,
        "version": source.version,
        "title": source.title,
        "published": source.published.isoformat() if source.published else None,
        "language": source.language,
        "text": source.text,
    }
