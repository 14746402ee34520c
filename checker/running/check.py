"""The one path of a check: limit, check, record, overrides, answer.

The command line, batches, audits and the service all call `check_document`, so the limit on a
text, the stored record, the overrides in force and the answer are the same at every door.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from checker.checking import text_digest
from checker.errors import StoreError
from checker.formats import read_draft
from checker.languages import language_named
from checker.models.draft import MAX_LETTERS, Draft, Use
from checker.models.record import CheckRecord
from checker.models.source import Source
from checker.models.verdict import Verdict
from checker.models.vocabulary import LOOKS, Look, OffsetUnits
from checker.newsroom import Newsroom, new_check_id
from checker.report import Answer, answer_of, quoted, values_of
from checker.report.found import MatchedSource
from checker.report.localised import localised
from checker.report.offsets import in_fields, in_utf16
from checker.report.spans import FieldPlace
from checker.running.ledger import Ledger
from checker.running.overrides import release_end, released, with_overrides
from checker.running.recording import not_recorded, why_of
from checker.running.truncate import truncated
from checker.store import Override
from checker.times import rfc3339
from checker.uses import refuse_unknown
from checker.values import dataclass, replaced

__all__ = [
    "RECORD_SECONDS",
    "CheckOptions",
    "CheckedDocument",
    "check",
    "check_document",
    "check_uses",
    "shown_source",
]

RECORD_SECONDS = 5.0  # that a verdict waits until its check is stored


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How a document is checked and what its answer contains.

    `max_letters` is the most characters of a text that are checked (0: no limit); `record` keeps
    the check for recall; `units` are what offsets in the answer count; `with_text` and
    `with_sources` add the draft's text and the matched sources; `look` is what the check looks for.
    `language` is the code of the reader's; what is stored is English, with the templates.
    """

    units: OffsetUnits = "codepoints"
    with_text: bool = False
    with_sources: bool = False
    record: bool = True
    max_letters: int = MAX_LETTERS
    look: tuple[Look, ...] = LOOKS
    language: str = "en"


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """The outcome of one check: the verdict, the answer, and what is kept of it.

    `record` is None where nothing is kept, because nobody asked for it or it was not possible.
    """

    verdict: Verdict
    answer: Answer
    record: CheckRecord | None
    then: Verdict | None = None  # as of another moment, where that was asked for

    @property
    def released(self) -> bool:
        """Whether editors' overrides cover every reason, so that nothing is left to do."""
        return released(self.answer.overrides, self.answer.enforcement)


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
        UnknownName: the use has a channel or a territory that nothing knows.
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
    fields: Sequence[FieldPlace] = (),
    store: bool = True,
    ledger: Ledger | None = None,
    known_as: str | None = None,
    then: datetime | None = None,
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
        fields: where the fields of a CMS are in the draft's text.
        store: store the record here; else the caller stores `CheckedDocument.record`.
        ledger: the quotas of the batch that it belongs to, in which it is counted.
        known_as: the hash of the form in which these words were checked before, where that was
            another one: the text is the same, and so are its releases.
        then: judge the same evidence as of this moment too.

    Raises:
        UnknownName: the use has a channel or a territory that nothing knows.
    """
    uses = [use] if then is None else [use, replaced(use, at=then)]
    verdict, *earlier = _verdicts(newsroom, draft, uses, options, ledger)
    if ledger is not None:
        ledger.add(verdict.quota)
    if known_as is not None:
        verdict = replaced(verdict, text_sha256=known_as)
    verdict = replaced(verdict, looked_at=replaced(verdict.looked_at, recorded=options.record))
    made = msgspec.structs.replace(
        _made(newsroom, verdict), words_sha256=verdict.looked_at.words_sha256
    )
    overrides, policy = _overrides(newsroom, made), newsroom.held.in_force().policy
    record, unstored = None, ""
    if options.record:
        record = newsroom.check_record(
            draft,
            replaced(
                verdict, next_event=release_end(made, overrides, policy) or verdict.next_event
            ),
            values_of(made),
            check=check or new_check_id(),
            revision=revision,
            audit=audit,
        )
        if store:
            unstored = _stored(newsroom, record)
    if unstored:
        verdict = replaced(verdict, looked_at=replaced(verdict.looked_at, recorded=False))
        made = msgspec.structs.replace(
            made, looked_at=msgspec.structs.replace(made.looked_at, recorded=False)
        )
    made = with_overrides(made, overrides, policy)
    answer = msgspec.structs.replace(
        _shown(newsroom, draft.text, verdict, made, fields, options),
        check=record.head.check if record is not None else None,
        revision=revision,
    )
    if unstored:
        noted = localised(not_recorded(answer, unstored), language_named(options.language))
        return CheckedDocument(verdict, noted, None, *earlier)
    return CheckedDocument(verdict, answer, record, *earlier)


def _stored(newsroom: Newsroom, record: CheckRecord) -> str:
    """Stores a check; returns why that was not possible, else "". The verdict stays as it is."""
    try:
        newsroom.record([record], patience=RECORD_SECONDS)
    except StoreError as error:
        return why_of(error)
    return ""


def check_uses(
    newsroom: Newsroom,
    draft: Draft,
    uses: Sequence[Use],
    options: CheckOptions = CheckOptions(record=False),
) -> list[Answer]:
    """Returns the answers on one document for several uses, in order; nothing is stored."""
    verdicts = _verdicts(newsroom, draft, uses, options)
    made = [_with_overrides(newsroom, _made(newsroom, verdict)) for verdict in verdicts]
    return [
        _shown(newsroom, draft.text, verdict, answer, (), options)
        for verdict, answer in zip(verdicts, made, strict=True)
    ]


def _verdicts(
    newsroom: Newsroom,
    draft: Draft,
    uses: Sequence[Use],
    options: CheckOptions,
    ledger: Ledger | None = None,
) -> list[Verdict]:
    """Verdicts on the text as far as the limit allows, bound to the hash of the whole text.

    Raises:
        UnknownName: a channel or territory that nothing knows; nothing was checked.
    """
    agreements = newsroom.in_force().agreements
    for use in uses:
        refuse_unknown(use, agreements)
    read = truncated(draft, options.max_letters)
    used = None if ledger is None else ledger.book
    verdicts = newsroom.check_matrix(read, uses, options.look, used=used)
    if read is draft:
        return verdicts
    digest = text_digest(draft.text)
    return [replaced(verdict, text_sha256=digest) for verdict in verdicts]


def _made(newsroom: Newsroom, verdict: Verdict) -> Answer:
    """The answer as it is kept: in English with its templates, and without a word of the text."""
    return answer_of(replaced(verdict, text=None), names=newsroom.held.names_of(verdict))


def _shown(
    newsroom: Newsroom,
    text: str,
    verdict: Verdict,
    made: Answer,
    fields: Sequence[FieldPlace],
    options: CheckOptions,
) -> Answer:
    """The answer for its reader: with quotes, in a language, in the units and fields asked for."""
    sources = newsroom.source_texts(verdict)
    texts = {name: source.text for name, source in sources.items()}
    answer = made
    if verdict.text is not None:
        answer = quoted(answer, verdict.text, texts)
        if options.with_text:
            answer = msgspec.structs.replace(answer, text=verdict.text)
    answer = localised(answer, language_named(options.language))
    if fields:
        answer = in_fields(answer, fields)
    if options.units == "utf16":
        answer = in_utf16(answer, text, texts)
    if options.with_sources:
        shown = {name: shown_source(source) for name, source in sources.items()}
        answer = msgspec.structs.replace(answer, sources=shown)
    return answer


def _with_overrides(newsroom: Newsroom, answer: Answer) -> Answer:
    """The answer with the releases in force for it, as of the look that its judgement took."""
    policy = newsroom.held.in_force().policy
    return with_overrides(answer, _overrides(newsroom, answer), policy)


def _overrides(newsroom: Newsroom, answer: Answer) -> Sequence[Override]:
    """The releases in force for the text of an answer."""
    document = None if answer.id is None else str(answer.id)
    return newsroom.held.overrides(answer.text_sha256, document, newsroom.clock())


def shown_source(source: Source) -> MatchedSource:
    """Returns a matched source as it is shown beside the draft."""
    return MatchedSource(
        owner=source.owner,
        version=source.version,
        title=source.title,
        published=rfc3339(source.published),
        language=source.language,
        text=source.text,
    )
