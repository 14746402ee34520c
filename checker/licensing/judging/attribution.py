"""The duties of credit and attribution, verified in the draft, each with a fix.

A fix is edits on `Draft.text`; once they are applied, the next check finds the duty met.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from rapidfuzz import fuzz

from checker.licensing.agreement.model import Agreement
from checker.licensing.agreement.values import Credit
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.credit_forms import (
    Form,
    accepted,
    form_in,
    wording_in,
    writing_of,
)
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.placement import DATELINE, Layout
from checker.licensing.judging.reasons import reason
from checker.models.draft import Span, Zone
from checker.models.verdict import Edit, Reason
from checker.orders.time_words import month_names
from checker.text.sentences import TIGHT_STOPS
from checker.wording import either, worded

__all__ = ["attribution", "attribution_fix", "credit"]

_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "dateline": worded("the dateline"),
        "byline": worded("the byline"),
        "top": worded("the top"),
        "end": worded("the end"),
        "caption": worded("the caption"),
        "any": worded("any place"),
    }
)
FIX_ORDER = ("dateline", "end", "byline", "top", "any", "caption")
# A story that opens with the reporter's own words is no agency story: no dateline above these.
MIXED_ORDER = ("end", "any", "top", "byline", "dateline", "caption")
DATELINED = 3  # paragraphs of a story that may begin with a dateline of their own
BRACKETS = ("(", "[", "（", "［", "【")
SAMPLE = 2000  # characters that tell the writing of a text
ALTERED = 85  # similarity (0-100) from which a wording is a damaged credit, not another text
_BARE_DATELINE = re.compile(r"(?:[^\n.!?]|(?<=\d)\.(?=\s\w)){2,60}?(?=\s?[-–—]{1,2}\s)")
_FULL_STOP = re.compile(r"(?<=\w{4})[.!?](?=\s|$)")  # not that of "Mr." or of a quoted sentence
_SENTENCE = re.compile(rf"(?<=\w{{4}})[.!?](?=\s)|[{re.escape(TIGHT_STOPS)}]")
QUOTES = ('"', "”", "“", "»", "«", "’", "'")
_NAMES_SOURCE = {
    "en": ", according to {}",
    "de": ", wie {} berichtet",
    "fr": ", selon {}",
    "es": ", según {}",
    "it": ", secondo {}",
    "pt": ", segundo {}",
    "nl": ", aldus {}",
    "sv": ", enligt {}",
    "da": ", ifølge {}",
    "no": ", ifølge {}",
    "nb": ", ifølge {}",
    "pl": ", podaje {}",
    "ru": ", сообщает {}",
}


@cache
def _dated() -> re.Pattern[str]:
    """The date at the end of a dateline's beginning: "TOKYO, Jan 14"."""
    day = rf",\s(?:\d{{1,2}}\.?\s)?(?:{month_names()})\b\.?(?:\s\d{{1,2}})?$"
    return re.compile(day, re.IGNORECASE)


def credit(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the owner is credited with an accepted wording in an accepted place."""
    duty = agreement.credit
    if (
        duty is None
        or not _owed(duty.required_when, evidence)
        or (evidence.role == "photo" and evidence.findings)
    ):
        return
    spans = list(_occurrences(accepted(duty.text, evidence.owner), context.layout))
    if any(_placed(span, duty, context.layout) for span in spans):
        return
    yield _lacking(duty, spans, agreement, evidence, context)


def _lacking(
    duty: Credit,
    spans: Sequence[Span],
    agreement: Agreement,
    evidence: Evidence,
    context: JudgementContext,
) -> Reason:
    name = context.name(evidence.owner)
    expected = _expected(duty.text, duty)
    fix = credit_fix(duty, evidence, context.layout)
    if spans:
        found = context.layout.text[spans[0].start : spans[0].end]
        return reason(
            "credit.wrong_placement",
            worded(
                "“{found}” is in the wrong place; {agreement} requires it in {places}.",
                found=found,
                agreement=agreement.id,
                places=_places(duty),
            ),
            evidence.owner,
            agreement=agreement,
            passages=tuple(spans),
            expected=expected,
            found=found,
            fix=fix,
        )
    damaged = _damaged(duty, context.layout)
    if damaged is not None:
        found = context.layout.text[damaged.start : damaged.end]
        return reason(
            "credit.altered",
            worded(
                "The credit reads “{found}”; {agreement} requires {texts}.",
                found=found,
                agreement=agreement.id,
                texts=_quoted(duty.text),
            ),
            evidence.owner,
            agreement=agreement,
            passages=(damaged,),
            expected=expected,
            found=found,
            fix=(Edit("replace", damaged.start, damaged.end, _longest(duty)),),
        )
    other = _other_holder(evidence, context)
    if other is not None:
        return reason(
            "credit.wrong_holder",
            worded(
                "The text is credited to {other}, but it belongs to {owner}.",
                other=context.name(other),
                owner=name,
            ),
            evidence.owner,
            agreement=agreement,
            expected=expected,
            found=context.name(other),
            fix=fix,
        )
    return reason(
        "credit.missing",
        worded(
            "Credit {owner}: add {texts} to {places}.",
            owner=name,
            texts=_quoted(duty.text),
            places=_places(duty),
        ),
        evidence.owner,
        agreement=agreement,
        passages=evidence.passages,
        expected=expected,
        fix=fix,
    )


def _owed(when: str, evidence: Evidence) -> bool:
    if when == "any":
        return True
    derived = evidence.use_kind in ("derived", "quotation")
    return derived if when == "derived" else not derived


def _occurrences(texts: Sequence[str], layout: Layout) -> Iterator[Span]:
    for text in texts:
        yield from layout.find(text)


def _places(duty: Credit) -> str:
    """The places that a contract names, as in "the dateline or the end"."""
    return either([_PLACES[place] for place in duty.where])


def _placed(span: Span, duty: Credit, layout: Layout) -> bool:
    return not layout.places(span).isdisjoint(duty.where)


def _longest(duty: Credit) -> str:
    return max(duty.text, key=len)


def _damaged(duty: Credit, layout: Layout) -> Span | None:
    """A short line or a line's beginning that is nearly a long wording of the credit."""
    for text in duty.text:
        if len(text) < 8:
            continue
        for block in layout.blocks:
            if block.kind == "furniture" or block.role in ("teaser", "comment", "navigation"):
                continue
            head = layout.text[block.start : min(block.end, block.start + DATELINE)]
            found = fuzz.partial_ratio_alignment(text, head, score_cutoff=ALTERED)
            if found is None or found.dest_end - found.dest_start < len(text) - 2:
                continue
            span = _whole_words(head, found.dest_start, found.dest_end, block.start)
            if _placed(span, duty, layout):
                return span
    return None


def _whole_words(head: str, start: int, end: int, offset: int) -> Span:
    while start > 0 and head[start - 1].isalnum():
        start -= 1
    while end < len(head) and head[end].isalnum():
        end += 1
    while start < end and not head[start].isalnum():
        start += 1
    while end > start and not head[end - 1].isalnum():
        end -= 1
    return Span(offset + start, offset + end)


def _other_holder(evidence: Evidence, context: JudgementContext) -> str | None:
    """Another owner whose marking is on the text while this owner's is gone."""
    if evidence.own_notice:
        return None
    return next(
        (owner for owner in context.marked_owners if owner not in (evidence.owner, "generic")), None
    )


def credit_fix(
    duty: Credit, evidence: Evidence, layout: Layout, *, own_names: bool = True
) -> tuple[Edit, ...]:
    """Returns edits that credit the owner in the text's script, in a place that counts.

    Args:
        duty: the wordings and places of the contract.
        evidence: the use of the owner's text.
        layout: the draft's layout.
        own_names: whether the owner's name in that script may replace a wording of the contract.
    """
    writing = writing_of(_owners_words(evidence, layout))
    wording = wording_in(writing, duty.text, evidence.owner if own_names else "")
    mixed = evidence.combined or not _opens_the_story(evidence, layout)
    for place in MIXED_ORDER if mixed else FIX_ORDER:
        if place in duty.where:
            at = _owners_paragraph(evidence, layout) if mixed else layout.first_body()
            fix = _insert(wording, place, form_in(writing), at, layout)
            if fix:
                return fix
    return ()


def _owners_words(evidence: Evidence, layout: Layout) -> str:
    """The owner's text as far as it is known, else the story."""
    spans = evidence.passages if evidence.match is not None else ()
    words = "".join(layout.text[span.start : span.end] for span in spans)
    return words or layout.text[:SAMPLE]


def _opens_the_story(evidence: Evidence, layout: Layout) -> bool:
    """Whether the story begins with the owner's text; where only markings speak, all is theirs."""
    first = layout.first_body()
    if evidence.match is None or first is None:
        return True
    begins = (span.start for span in evidence.passages if span.end > first.start)
    start = min((max(at, first.start) for at in begins), default=first.end)
    return start < first.end and _SENTENCE.search(layout.text, first.start, start) is None


def _owners_paragraph(evidence: Evidence, layout: Layout) -> Zone | None:
    """The first paragraph that is the owner's from its beginning, if it is an early one."""
    starts = {span.start for span in evidence.passages}
    early = layout.story()[:DATELINED]
    own = (block for block in early if starts.intersection(range(block.start, block.start + 3)))
    return next(own, layout.first_body())


def _insert(text: str, place: str, form: Form, at: Zone | None, layout: Layout) -> tuple[Edit, ...]:
    if place == "caption":
        captions = [b for b in layout.blocks if b.kind == "caption" or b.role == "caption"]
        return (_at(captions[0].end, f" ({_bare(text)})"),) if captions else ()
    first = layout.first_body()
    if at is None or first is None or not layout.text.strip():
        return ()
    if place == "dateline":
        return (_into_dateline(text, form, at, layout),)
    if place in ("byline", "top"):
        return (layout.line_at(first.start, _line(form, text)),)
    return (_at(layout.article_end(), f"\n\n{_line(form, text)}"),)


def _into_dateline(text: str, form: Form, block: Zone, layout: Layout) -> Edit:
    """Behind "PARIS" or "Paris, Jan 14" where the story begins so, else in front of the story."""
    line = layout.text[block.start : min(block.end, block.start + DATELINE)]
    bare = _BARE_DATELINE.match(line)
    named = bare is not None and (line[:2].isupper() or _dated().search(bare.group()))
    if bare is not None and named and "(" not in bare.group():
        return _at(block.start + bare.end(), f" ({_bare(text)})")
    return _at(block.start, text + " - " if text[:1] in BRACKETS else form.dateline.format(text))


def _line(form: Form, text: str) -> str:
    """A credit in a line of its own; brackets that the contract asks for are its form."""
    return text if text[:1] in BRACKETS else form.line.format(text)


def _bare(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _at(offset: int, text: str) -> Edit:
    return Edit("insert", offset, offset, text)


def _expected(texts: Sequence[str], duty: Credit) -> str:
    wanted = either(texts)
    if "any" in duty.where:
        return wanted
    return worded("{texts} ({places})", texts=wanted, places=", ".join(duty.where))


def _quoted(texts: Sequence[str]) -> str:
    return either([f"“{text}”" for text in texts])


def _unnamed(texts: Sequence[str], duty: Credit, owner: str) -> str:
    named = _quoted(texts)
    if "any" in duty.where:
        return worded(
            "The text uses facts or words from {owner} without naming it: add {texts}.",
            owner=owner,
            texts=named,
        )
    return worded(
        "The text uses facts or words from {owner} without naming it: add {texts} to {places}.",
        owner=owner,
        texts=named,
        places=_places(duty),
    )


def attribution(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether facts and quotations worked into an own story name their source."""
    duty = agreement.attribution or _fallback(agreement)
    derived = evidence.use_kind in ("derived", "quotation")
    if duty is None or not (
        _owed(duty.required_when, evidence) if agreement.attribution else derived
    ):
        return
    texts = tuple(_bare(text) for text in duty.text)
    named = (span for t in (*duty.text, *texts) for span in context.layout.find(t, mentions=True))
    if any(_placed(span, duty, context.layout) for span in named):
        return
    yield reason(
        "attribution.missing",
        _unnamed(texts, duty, context.name(evidence.owner)),
        evidence.owner,
        agreement=agreement,
        passages=evidence.passages,
        expected=_expected(texts, duty),
        fix=attribution_fix(texts[0], evidence, context)
        if "any" in duty.where
        else credit_fix(duty, evidence, context.layout, own_names=False),
    )


def _fallback(agreement: Agreement) -> Credit | None:
    """Reasonable attribution is owed for derived use even if an agreement names only a credit."""
    return (
        Credit(agreement.credit.text, ("any",), "derived") if agreement.credit is not None else None
    )


def attribution_fix(name: str, evidence: Evidence, context: JudgementContext) -> tuple[Edit, ...]:
    """Names the source in the story's first sentence that is the owner's, in its language."""
    text = context.layout.text
    if not text.strip():
        return ()
    language = (context.draft.language or "en").casefold().partition("-")[0]
    at = _sentence_end(*_first_used(evidence, context.layout), text)
    quoted = text[at - 1 : at] in QUOTES
    named = " ({})" if quoted else _NAMES_SOURCE.get(language, " ({})")
    return (_at(at, named.format(name)),)


def _first_used(evidence: Evidence, layout: Layout) -> tuple[int, int]:
    """Where the first used words of the story begin, and where their paragraph ends."""
    passages = sorted(evidence.passages, key=lambda passage: passage.start)
    for passage in passages:
        for block in layout.story():
            if passage.start < block.end and block.start < passage.end:
                return max(passage.start, block.start), block.end
    end = layout.article_end()
    return end, end


def _sentence_end(start: int, limit: int, text: str) -> int:
    """In front of the full stop that ends the sentence, outside of quotation marks."""
    stop = _FULL_STOP.search(text, start, limit)
    if stop is not None:
        return stop.start()
    end = len(text[:limit].rstrip())
    return end - 1 if text[end - 1 : end] in (".", "!", "?") else end
