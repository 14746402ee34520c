"""The edits that credit or name an owner, in its script and language, in a place that counts.

They are steps on `Draft.text`; once they are applied, the next check finds the duty met.
"""

import re
from functools import cache

from checker.licensing.agreement.values import Credit
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.credit_forms import (
    Form,
    form_in,
    style_of,
    wording_in,
)
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.placement import DATELINE, Layout
from checker.models.draft import Zone
from checker.models.verdict import Edit
from checker.orders.time_words import month_names
from checker.text.sentences import TIGHT_STOPS

__all__ = ["attribution_fix", "credit_fix", "without_brackets"]

FIX_ORDER = ("dateline", "end", "byline", "top", "any", "caption")
# A story that opens with the reporter's own words is no agency story: no dateline above these.
MIXED_ORDER = ("end", "any", "top", "byline", "dateline", "caption")
DATELINED = 3  # paragraphs of a story that may begin with a dateline of their own
BRACKETS = ("(", "[", "（", "［", "【")
SAMPLE = 2000  # characters that tell the writing of a text
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
    writing = style_of(_owners_words(evidence, layout))
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
        return (_at(captions[0].end, f" ({without_brackets(text)})"),) if captions else ()
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
        return _at(block.start + bare.end(), f" ({without_brackets(text)})")
    return _at(block.start, text + " - " if text[:1] in BRACKETS else form.dateline.format(text))


def _line(form: Form, text: str) -> str:
    """A credit in a line of its own; brackets that the contract asks for are its form."""
    return text if text[:1] in BRACKETS else form.line.format(text)


def without_brackets(text: str) -> str:
    """Returns a wording without the brackets around it."""
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def _at(offset: int, text: str) -> Edit:
    return Edit("insert", offset, offset, text)


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
