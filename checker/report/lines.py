"""The readable report of one answer as styled lines: coloured in a terminal, plain in a pipe."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.languages import ENGLISH, Language
from checker.report.code_words import (
    changed,
    class_words,
    code_words,
    match_words,
    owner_words,
)
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
from checker.values import dataclass
from checker.wording import Message, plural, worded, worded_as

__all__ = ["Line", "lines", "text"]

Document = Mapping[str, Any]

_SHOUTED: Mapping[str, Message] = {
    "clear": worded("CLEAR"),
    "credit_required": worded("CREDIT REQUIRED"),
    "licence_required": worded("LICENCE REQUIRED"),
    "blocked": worded("BLOCKED"),
    "unfinished": worded("NOT FINISHED"),
}

SHOWN = 180  # characters of a passage


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pieces of text, each with the name of its style ("" is plain)."""

    pieces: tuple[tuple[str, str], ...]
    indent: int = 0

    def __str__(self) -> str:
        return "  " * self.indent + "".join(text for text, _style in self.pieces)

    def told(self, language: Language) -> "Line":
        """Returns the line in a reader's language."""
        pieces = (
            (language.text(text) if isinstance(text, Message) else text, style)
            for text, style in self.pieces
        )
        return Line(tuple(pieces), self.indent)


def text(document: Document, *, draft: str | None = None, language: Language = ENGLISH) -> str:
    """Returns the report as plain text, ending in a line break.

    The messages are in their language.
    """
    told = (line.told(language) for line in lines(document, draft=draft))
    return "\n".join(str(line).rstrip() for line in told) + "\n"


def lines(document: Document, *, draft: str | None = None) -> Iterator[Line]:
    """Yields the report of one answer, line by line.

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
    yield from _findings(document, places)
    yield from _matches(document, places)
    yield from _foot(document)


def _head(document: Document) -> Iterator[Line]:
    verdict = document["verdict"]
    words = worded(" {verdict} ", verdict=_SHOUTED[verdict])
    if document["complete"]:
        pieces: list[tuple[str, str]] = [(words, f"verdict.{verdict}")]
    elif verdict == "unfinished":
        pieces = [(words, "incomplete")]
    else:
        pieces = [(words, f"verdict.{verdict}"), (" ", "")]
        pieces.append((worded(" {verdict} ", verdict=_SHOUTED["unfinished"]), "incomplete"))
    pieces += [("  ", ""), (ACTIONS.get(document["enforcement"], document["enforcement"]), "dim")]
    if document.get("id"):
        pieces.append((f"  {clean(str(document['id']))}", "name"))
    yield Line(tuple(pieces))
    yield Line(((clean(document["message"]), "message"),))
    yield Line(((clean(document["use"]["words"]), ""),))
    for since in document.get("overtaken") or []:
        yield Line(((worded("Since then:"), "incomplete"), (f" {clean(since['message'])}", "")), 1)
    for given in document.get("overrides") or []:
        yield Line(((_release(given), ""),), 1)
    for reason in document.get("reasons") or []:
        message = f"{reason['code']}  {clean(reason['message'])}"
        mark = "! " if reason["code"].startswith("system.") else "? "
        yield Line(((mark, "incomplete"), (message, "")), 1)


def _release(given: Document) -> Message:
    covered = f" ({', '.join(given['codes'])})" if given["codes"] else ""
    why = clean(f"{given['why']}{covered}")
    if given["until"]:
        until = when(given["until"])
        return worded(
            "Released by {who} until {time}: {why}", who=given["who"], time=until, why=why
        )
    return worded("Released by {who}: {why}", who=given["who"], why=why)


def _claims(document: Document, places: Places) -> Iterator[Line]:
    claims = document.get("claims") or []
    if claims:
        yield Line(())
        yield Line(((worded("Whose text this is"), "heading"),))
    for claim in claims:
        name = claim.get("holder") or owner_words(document, claim["owner"])
        yield Line(tuple(_claim_pieces(claim, name)), 1)
        for reason in claim["reasons"]:
            yield from _reason(reason, places)


def _claim_pieces(claim: Document, name: str) -> Iterator[tuple[str, str]]:
    yield clean(name), "owner"
    yield "  ", ""
    yield code_words(claim["role"]), ""
    yield "  ", ""
    yield VERDICT_WORDS[claim["verdict"]], f"verdict.{claim['verdict']}.text"
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


def _findings(document: Document, places: Places) -> Iterator[Line]:
    findings = document.get("findings") or []
    if findings:
        yield Line(())
        yield Line(((worded("Markings"), "heading"),))
    for finding in findings:
        where = finding.get("field") or places.name(
            finding["start"], finding["end"], finding.get("page")
        )
        pieces = [
            (where, "dim"),
            ("  ", ""),
            (code_words(finding["kind"]), "kind"),
            (f"  {clean(owner_words(document, finding['agency']))}", "owner"),
            (f"  “{shorten(finding['text'], 90)}”", "quote"),
            (f"  {finding['rule']}, ", "dim"),
            (code_words(finding["confidence"]), "dim"),
        ]
        if is_quiet(finding):
            pieces += [("  ", ""), (worded("(no effect on the verdict)"), "dim")]
        yield Line(tuple(pieces), 1)


def _matches(document: Document, places: Places) -> Iterator[Line]:
    matches = document.get("matches") or []
    if matches:
        yield Line(())
        yield Line(((worded("Reused text"), "heading"),))
    for match in matches:
        yield Line(
            (
                (clean(match["source"]), "name"),
                (f"  {clean(owner_words(document, match['owner']))}", "owner"),
                ("  ", ""),
                (match_words(match), "kind"),
                ("  ", ""),
                (_measures(match), ""),
            ),
            1,
        )
        anchors = match.get("anchors")
        for passage in match["passages"]:
            yield from _place(passage, places) if anchors else _passage(passage, places)
        yield from _anchors(anchors or ())


def _measures(match: Document) -> Message:
    if match.get("evidence") == "retold":
        return worded(
            "retold, {confidence} confidence", confidence=code_words(match.get("confidence", ""))
        )
    return plural(
        "{n} word, {source} of the source, {draft} of the draft, longest run {run} words",
        "{n} words, {source} of the source, {draft} of the draft, longest run {run} words",
        match["words"],
        source=percent(match["share_of_source"]),
        draft=percent(match["share_of_draft"]),
        run=match["longest_run_words"],
    )


def _place(passage: Document, places: Places) -> Iterator[Line]:
    """Where a passage is, of which class, and why it does not count."""
    place = places.name(passage["start"], passage["end"], passage.get("page"))
    pieces: list[tuple[str, str]] = [
        (passage.get("field") or place, "dim"),
        ("  ", ""),
        (class_words(passage), "kind"),
        (f" {percent(passage['similarity'])}", "kind"),
    ]
    if not passage["counted"]:
        why = passage.get("note") or worded("too short")
        pieces += [("  ", ""), (worded("not counted: {why}", why=why), "dim")]
    yield Line(tuple(pieces), 2)


def _passage(passage: Document, places: Places) -> Iterator[Line]:
    yield from _place(passage, places)
    if "quote" not in passage:
        return
    style = f"passage.{passage['class']}"
    if "source_quote" not in passage or (passage["class"] == "verbatim" and not changed(passage)):
        quoted = shorten(passage["quote"]["exact"], SHOWN)
        yield Line(((worded("draft   "), "dim"), (f"“{quoted}”", style)), 3)
        return
    mine, theirs = compared(passage["quote"]["exact"], passage["source_quote"]["exact"])
    for name, parts in ((worded("draft   "), mine), (worded("source  "), theirs)):
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
        from checker.report.event_words import event_words  # most checks have none

        yield Line(
            (
                (worded("Next"), "heading"),
                (f"  {when(event['at'])}  ", "message"),
                (event_words(event["action"], event["reason"]), "message"),
            )
        )
    versions = document.get("versions") or {}
    index = versions.get("index") or {}
    rules = str(versions.get("rules", "")).removeprefix("sha256:")[:12]
    yield Line(
        (
            (f"wirecheck {versions.get('wirecheck', '')} · ", "dim"),
            (worded("rules {digest}", digest=rules), "dim"),
            *_items(index),
            (f" · {when(document['checked_at'])}", "dim"),
            (f" · {document['check']}" if document.get("check") else "", "dim"),
        )
    )


def _items(index: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "items" in index:
        yield " · ", "dim"
        yield plural("{n} source", "{n} sources", index["items"]), "dim"


def _failure(document: Document) -> Iterator[Line]:
    error = document["error"]
    place = error.get("place") or document.get("id") or ""
    yield Line(
        (
            (worded(" {verdict} ", verdict=worded("NOT CHECKED")), "incomplete"),
            (f"  {clean(str(place))}", "name"),
        )
    )
    yield Line(((_said(error["what"]), "message"),))
    if error.get("hint"):
        yield Line(((_said(error["hint"]), "dim"),))


def _said(text: str) -> Message:
    """A text of ours as a message; one with values stays as it is."""
    return text if isinstance(text, Message) else worded_as(clean(text))
