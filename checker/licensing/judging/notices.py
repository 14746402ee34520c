"""Duties to keep notice, byline, dateline, link and pixel, verified in the draft with a fix."""

import re
from collections.abc import Callable, Iterator
from typing import TypeGuard
from urllib.parse import quote, urlsplit

from rapidfuzz import fuzz

from checker.licensing.agreement.model import Agreement
from checker.licensing.judging.attribution import attribution, credit
from checker.licensing.judging.context import JudgementContext
from checker.licensing.judging.evidence import Evidence
from checker.licensing.judging.placement import Layout
from checker.licensing.judging.reasons import reason
from checker.models.draft import Span
from checker.models.verdict import Edit, Reason
from checker.wording import worded

__all__ = ["DUTIES"]

Duty = Callable[[Agreement, Evidence, JudgementContext], Iterator[Reason]]

ALTERED = 80  # similarity (0-100) from which a line is an altered notice
MOST_LINES = 500  # of a document that are compared with the notice
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_URL = re.compile(r"https?://[^\s\"'<>)\]]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
# An address begins the carrier, or an attribute of its markup; a host may be below the one wanted.
_ADDRESS = r"(?:^|[\"'=\s])\s*(?:(?:https?:)?//)?(?:[\w-]+\.)*"
_MARKUP = re.compile(r"<(?:img|script|iframe|link)\b[^>]{0,2000}>?", re.IGNORECASE)


def notice(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the draft contains the required notice unaltered."""
    if not agreement.notice.required or evidence.use_kind != "substantial":
        return
    layout, text = context.layout, context.layout.text
    for pattern in agreement.notice.patterns:
        places = (Span(*found.span()) for found in _notice_pattern(pattern).finditer(text))
        if any(layout.is_seen(place, evidence.passages) for place in places):
            return
    wanted = _filled(agreement.notice.patterns[0], context, evidence)
    altered = _altered(wanted, layout)
    if altered is not None:
        found = text[altered.start : altered.end]
        yield reason(
            "notice.altered",
            worded(
                "The notice reads “{found}”; {agreement} requires “{wanted}”.",
                found=found[:60],
                agreement=agreement.id,
                wanted=wanted,
            ),
            evidence.owner,
            agreement=agreement,
            passages=(altered,),
            expected=wanted,
            found=found,
            fix=(Edit("replace", altered.start, altered.end, wanted),),
        )
        return
    yield reason(
        "notice.missing",
        worded("The notice “{wanted}” is missing.", wanted=wanted),
        evidence.owner,
        agreement=agreement,
        expected=wanted,
        fix=(_append(f"\n\n{wanted}", context),),
    )


def _notice_pattern(pattern: str) -> re.Pattern[str]:
    """The notice as people set it: any white space, ©, (c) and Copyright alike, any year."""
    parts = []
    for word in pattern.split():
        escaped = re.escape(word).replace(
            r"\{year\}", r"(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?"
        )
        if word.casefold() in ("©", "(c)", "copyright"):
            escaped = r"(?:(?:copyright\s*)?(?:©|\(c\))|copyright)"
        parts.append(escaped.replace("'", "['’]"))
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def _filled(pattern: str, context: JudgementContext, evidence: Evidence) -> str:
    published = evidence.item.published if evidence.item is not None else None
    values = {
        "year": str((published or context.first_published).year),
        "source": evidence.source or "",
    }
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), pattern)


def _altered(wanted: str, layout: Layout) -> Span | None:
    """The line that is most like the notice, if it is like it at all; readers see it."""
    text = layout.text
    best: tuple[float, Span] | None = None
    telling = {word for word in re.findall(r"\w{4,}", wanted.casefold()) if not word.isdigit()}
    tried = 0
    for line in re.finditer(r"\S[^\n]*\S|\S", text):
        long = len(line.group()) > 3 * len(wanted) + 40
        if long or tried > MOST_LINES or not any(w in line.group().casefold() for w in telling):
            continue
        if layout.is_hidden(Span(*line.span())):
            continue
        tried += 1
        found = fuzz.partial_ratio_alignment(wanted, line.group(), score_cutoff=ALTERED)
        if found is None or len(line.group()) < 0.6 * len(wanted):
            continue
        span = Span(line.start() + found.dest_start, line.start() + found.dest_end)
        if best is None or found.score > best[0]:
            best = (found.score, span)
    return best[1] if best else None


def _append(text: str, context: JudgementContext) -> Edit:
    end = context.layout.article_end()
    return Edit("insert", end, end, text)


def byline(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the authors of the source are still named, if the agreement requires it."""
    written = evidence.item.byline if evidence.item is not None else None
    if not _to_keep(written, agreement.keep_byline, evidence):
        return
    names = context.layout.find(_people(written), mentions=True)
    if any(context.layout.signs(span) for span in names):
        return
    first = context.layout.first_body()
    at = first.start if first is not None else 0
    yield reason(
        "byline.removed",
        worded("The source's byline is missing: {written}.", written=written),
        evidence.owner,
        agreement=agreement,
        expected=written,
        fix=(context.layout.line_at(at, written.strip()),),
    )


def _people(byline_text: str) -> str:
    return re.sub(
        r"^(?:by|von|par|por|di|da|door|av|af)\s+", "", byline_text.strip(), flags=re.IGNORECASE
    )


def dateline(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the source's place and date are present, if the agreement requires them."""
    written = evidence.item.dateline if evidence.item is not None else None
    if not _to_keep(written, agreement.keep_dateline, evidence):
        return
    bare = written.strip().rstrip("-–—:, ").strip()
    if _kept(bare, context):
        return
    first = context.layout.first_body()
    at = first.start if first is not None else 0
    yield reason(
        "dateline.removed",
        worded("The source's dateline is missing: {written}.", written=written),
        evidence.owner,
        agreement=agreement,
        expected=written,
        fix=(Edit("insert", at, at, f"{bare} - "),),
    )


def _to_keep(written: str | None, asked: bool, evidence: Evidence) -> TypeGuard[str]:
    """Whether what is in the source has to be in a substantial use of it, too."""
    return asked and evidence.use_kind == "substantial" and bool(written and written.strip())


def _kept(wanted: str, context: JudgementContext) -> bool:
    return any(True for _ in context.layout.find(wanted, mentions=True))


def link(agreement: Agreement, evidence: Evidence, context: JudgementContext) -> Iterator[Reason]:
    """Checks whether the draft links to every host that the agreement requires."""
    if not agreement.link_back.required or evidence.use_kind == "quotation":
        return
    hosts = {_host(url) for url in (*context.draft.links, *_URL.findall(context.layout.text))}
    for wanted in agreement.link_back.patterns:
        target = _host(wanted)
        if any(host == target or host.endswith(f".{target}") for host in hosts):
            continue
        address = evidence.item.url if evidence.item is not None and evidence.item.url else None
        url = address if address and _host(address).endswith(target) else f"https://{target}/"
        yield reason(
            "link.missing",
            worded("The link to {target} is missing.", target=target),
            evidence.owner,
            agreement=agreement,
            expected=url,
            fix=(_append(f"\n\n{url}", context),),
        )


def _host(url: str) -> str:
    text = url.strip().casefold()
    host = urlsplit(text if "//" in text else f"//{text}").hostname if _parses(text) else None
    return (host or "").removeprefix("www.")


def _parses(text: str) -> bool:
    try:
        return bool(urlsplit(text if "//" in text else f"//{text}").hostname)
    except ValueError:
        return False


def tracking(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether the tracking pixel is in the draft.

    Markup in the text counts where the text is no HTML: what a page shows as words loads nothing.
    """
    if not agreement.tracking.required or evidence.use_kind != "substantial":
        return
    is_page = "html" in context.draft.content_type
    written = () if is_page else _MARKUP.findall(context.layout.text)
    carriers = (*context.draft.pixels, *written)
    for pattern in agreement.tracking.patterns:
        wanted = _pixel(pattern, evidence.source or "")
        if any(wanted.search(carrier) for carrier in carriers):
            continue
        address = _filled(pattern, context, evidence)
        whole = address if "//" in address else f"https://{address}"
        complete = _PLACEHOLDER.search(address) is None
        pixel = f'<img src="{whole}" alt="" width="1" height="1">'
        yield reason(
            "tracking.missing",
            worded("The tracking pixel is missing: {pattern}.", pattern=pattern),
            evidence.owner,
            agreement=agreement,
            expected=pattern,
            fix=(_append(f"\n\n{pixel}", context),) if complete else (),
        )


def _pixel(pattern: str, source: str) -> re.Pattern[str]:
    """An address as the contract writes it, with the item's id and anything in other places."""
    known = {source, quote(source), quote(source, safe="")} - {""}
    ids = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    parts = _PLACEHOLDER.split(_SCHEME.sub("", pattern))
    written = [
        (re.escape(part) if number % 2 == 0 else f"(?:{ids})")
        if number % 2 == 0 or (part == "source" and ids)
        else r"[^\s\"'<>]*"
        for number, part in enumerate(parts)
    ]
    return re.compile(_ADDRESS + "".join(written), re.IGNORECASE)


def disclosure(
    agreement: Agreement, evidence: Evidence, context: JudgementContext
) -> Iterator[Reason]:
    """Checks whether readers are told of the use of AI, if the agreement requires it."""
    wanted = agreement.ai.disclosure
    if not wanted or not context.use.purpose.startswith("ai_"):
        return
    if any(any(True for _ in context.layout.find(text, mentions=True)) for text in wanted):
        return
    yield reason(
        "ai_disclosure.missing",
        worded(
            "{agreement} requires this note to readers: “{wanted}”.",
            agreement=agreement.id,
            wanted=wanted[0],
        ),
        evidence.owner,
        agreement=agreement,
        expected=wanted[0],
        fix=(_append(f"\n\n{wanted[0]}", context),),
    )


DUTIES: tuple[tuple[str, Duty], ...] = (
    (worded("Is the owner credited where the agreement requires it?"), credit),
    (worded("Is the source of derived facts and words named?"), attribution),
    (worded("Is the required notice present?"), notice),
    (worded("Is the byline kept?"), byline),
    (worded("Is the dateline kept?"), dateline),
    (worded("Is the link present?"), link),
    (worded("Is the tracking pixel present?"), tracking),
    (worded("Are readers informed about the use of AI?"), disclosure),
)
