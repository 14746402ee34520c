"""The readable report of one answer as styled lines; a terminal shows colours, a pipe gets text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.report.compare import compared, window
from checker.report.highlights import is_quiet
from checker.report.place import Places
from checker.report.use_words import when
from checker.report.words import (
    ACTIONS,
    VERDICT_WORDS,
    clean,
    fix_sentence,
    line_of,
    percent,
    shorten,
)

__all__ = ["Line", "lines", "text"]

Document = Mapping[str, Any]

SHOWN = 180  # characters of a passage


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text, each with the name of its style ("" is plain)."""

    pieces: tuple[tuple[str, str], ...]
    indent: int = 0

    def __str__(self) -> str:
        return "  " * self.indent + "".join(text for text, _style in self.pieces)


def text(document: Document, *, draft: str | None = None) -> str:
    """The report as plain text, ending in a line break."""
    return "\n".join(str(line).rstrip() for line in lines(document, draft=draft)) + "\n"


def lines(document: Document, *, draft: str | None = None) -> Iterator[Line]:
    """The report of one answer, line by line.

    Args:
        document: an answer as JSON values.
        draft: the text that was checked, for line numbers.
    """
    if "error" in document:
        yield from _failure(document)
        return
    places = Places(draft if draft is not None else document.get("text"))
    yield from _head(document)
    yield from _claims(document, places)
    yield from _findings(document.get("findings") or [], places)
    yield from _matches(document.get("matches") or [], places)
    yield from _foot(document)


def _head(document: Document) -> Iterator[Line]:
    verdict = document["verdict"]
    words = VERDICT_WORDS[verdict].upper()
    if document["complete"]:
        pieces = [(f" {words} ", f"verdict.{verdict}")]
    elif verdict == "unfinished":
        pieces = [(f" {words} ", "incomplete")]
    else:
        pieces = [(f" {words} ", f"verdict.{verdict}"), (" ", "")]
        pieces.append((" NOT FINISHED ", "incomplete"))
    pieces.append((f"  {ACTIONS.get(document['enforcement'], document['enforcement'])}", "dim"))
    if document.get("id"):
        pieces.append((f"  {clean(str(document['id']))}", "name"))
    yield Line(tuple(pieces))
    yield Line(((clean(document["message"]), "message"),))
    yield Line(((clean(document["use"]["words"]), ""),))
    for since in document.get("overtaken") or []:
        yield Line((("Since then ", "incomplete"), (clean(since["message"]), "")), 1)
    for given in document.get("overrides") or []:
        yield Line((("Released ", "name"), (clean(_release(given)), "")), 1)
    for reason in document.get("reasons") or []:
        message = f"{reason['code']}  {clean(reason['message'])}"
        mark = "! " if reason["code"].startswith("system.") else "? "
        yield Line(((mark, "incomplete"), (message, "")), 1)


def _release(given: Document) -> str:
    covered = f" ({', '.join(given['codes'])})" if given["codes"] else ""
    until = f", until {when(given['until'])}" if given["until"] else ""
    return f"by {given['who']}: {given['why']}{covered}{until}"


def _claims(document: Document, places: Places) -> Iterator[Line]:
    claims = document.get("claims") or []
    if claims:
        yield Line(())
        yield Line((("Whose it is", "heading"),))
    for claim in claims:
        yield Line(tuple(_claim_pieces(claim)), 1)
        for reason in claim["reasons"]:
            yield from _reason(reason, places)


def _claim_pieces(claim: Document) -> Iterator[tuple[str, str]]:
    yield clean(str(claim.get("holder") or claim["owner"])), "owner"
    yield f"  {claim['role'].replace('_', ' ')}", ""
    yield f"  {VERDICT_WORDS[claim['verdict']]}", f"verdict.{claim['verdict']}.text"
    if claim.get("agreement"):
        yield f"  {clean(claim['agreement'])}", "dim"
    if claim.get("contract_ref"):
        yield f" ({clean(claim['contract_ref'])})", "dim"


def _reason(reason: Document, places: Places) -> Iterator[Line]:
    yield Line(
        (
            (f"{reason['code']}", f"severity.{reason['severity']}"),
            (f"  {clean(reason['message'])}", ""),
        ),
        2,
    )
    for step in reason.get("fix") or []:
        yield Line((("→ ", "fix"), (fix_sentence(step, places), "fix")), 3)


def _findings(findings: Sequence[Document], places: Places) -> Iterator[Line]:
    if findings:
        yield Line(())
        yield Line((("Markings", "heading"),))
    for finding in findings:
        where = finding.get("field") or places.name(
            finding["start"], finding["end"], finding.get("page")
        )
        pieces = [
            (f"{where}  ", "dim"),
            (f"{finding['kind'].replace('_', ' ')}", "kind"),
            (f"  {finding['agency']}", "owner"),
            (f"  “{shorten(finding['text'], 90)}”", "quote"),
            (f"  {finding['rule']}, {finding['confidence']}", "dim"),
        ]
        if is_quiet(finding):
            pieces.append(("  (no effect on the verdict)", "dim"))
        yield Line(tuple(pieces), 1)


def _matches(matches: Sequence[Document], places: Places) -> Iterator[Line]:
    if matches:
        yield Line(())
        yield Line((("Reused text", "heading"),))
    for match in matches:
        yield Line(
            (
                (clean(match["source"]), "name"),
                (f"  {match['owner']}", "owner"),
                (f"  {match['class']}", "kind"),
                (f"  {_measures(match)}", ""),
            ),
            1,
        )
        anchors = match.get("anchors")
        for passage in match["passages"]:
            yield from _place(passage, places) if anchors else _passage(passage, places)
        yield from _anchors(anchors or ())


def _measures(match: Document) -> str:
    if match.get("evidence") == "retold":
        return f"retold ({match.get('confidence', '')} confidence)"
    return (
        f"{match['words']} words, {percent(match['share_of_source'])} of the source, "
        f"{percent(match['share_of_draft'])} of the draft, "
        f"longest run {match['longest_run_words']} words"
    )


def _place(passage: Document, places: Places) -> Iterator[Line]:
    """Where a passage is, of which class, and why it does not count."""
    counted = "" if passage["counted"] else f"  not counted: {passage.get('note') or 'too short'}"
    place = places.name(passage["start"], passage["end"], passage.get("page"))
    yield Line(
        (
            (f"{passage.get('field') or place}  ", "dim"),
            (f"{passage['class']} {percent(passage['similarity'])}", "kind"),
            (counted, "dim"),
        ),
        2,
    )


def _passage(passage: Document, places: Places) -> Iterator[Line]:
    yield from _place(passage, places)
    if "quote" not in passage:
        return
    style = f"passage.{passage['class']}"
    if passage["class"] == "verbatim" or "source_quote" not in passage:
        quoted = shorten(passage["quote"]["exact"], SHOWN)
        yield Line((("draft   ", "dim"), (f"“{quoted}”", style)), 3)
        return
    mine, theirs = compared(passage["quote"]["exact"], passage["source_quote"]["exact"])
    for name, parts in (("draft   ", mine), ("source  ", theirs)):
        pieces = [
            (line_of(part.text), style if part.same else "changed") for part in window(parts, SHOWN)
        ]
        yield Line(((name, "dim"), ("“", style), *pieces, ("”", style)), 3)


def _anchors(anchors: Sequence[Document]) -> Iterator[Line]:
    """The figures and names in common, as the draft and the source have them."""
    for name, words in (("draft   ", "quote"), ("source  ", "source_quote")):
        told = [shorten(one[words]["exact"], 40) for one in anchors if words in one]
        if told:
            yield Line(((name, "dim"), (shorten(" | ".join(told), 2 * SHOWN), "")), 3)


def _foot(document: Document) -> Iterator[Line]:
    yield Line(())
    event = document.get("next_event")
    if event:
        yield Line(
            (
                ("Next  ", "heading"),
                (f"{when(event['at'])}  {event['action'].replace('_', ' ')}", "message"),
                (f"  {event['reason']}", "dim"),
            )
        )
    versions = document.get("versions") or {}
    index = versions.get("index") or {}
    items = f" · {index['items']} sources" if "items" in index else ""
    rules = str(versions.get("rules", "")).removeprefix("sha256:")[:12]
    yield Line(
        (
            (f"wirecheck {versions.get('wirecheck', '')} · rules {rules}{items}", "dim"),
            (f" · {when(document['checked_at'])}", "dim"),
            (f" · {document['check']}" if document.get("check") else "", "dim"),
        )
    )


def _failure(document: Document) -> Iterator[Line]:
    error = document["error"]
    place = error.get("place") or document.get("id") or ""
    yield Line(((" NOT CHECKED ", "incomplete"), (f"  {clean(str(place))}", "name")))
    yield Line(((clean(error["what"]), "message"),))
    if error.get("hint"):
        yield Line(((clean(error["hint"]), "dim"),))
