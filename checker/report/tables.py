"""Findings and actions as CSV rows that no spreadsheet interprets as formulas."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

__all__ = [
    "ACTION_COLUMNS",
    "FINDING_COLUMNS",
    "action_rows",
    "csv_text",
    "finding_rows",
    "safe_cell",
]

Document = Mapping[str, Any]
Row = dict[str, Any]

FINDING_COLUMNS = (
    "id", "path", "verdict", "what", "owner", "kind", "rule_or_source", "zone", "start", "end",
    "words", "similarity", "confidence", "role", "scope", "counted", "text", "key", "page",
    "cms_id", "title", "url", "published",
)  # fmt: skip
ACTION_COLUMNS = (
    "id", "path", "verdict", "enforcement", "owner", "role", "code", "severity", "message",
    "agreement", "contract_ref", "fix", "next_at", "next_action", "cms_id", "title", "url",
    "published",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CELL_CHARACTERS = 4_000  # spreadsheets cut a cell at 32,767; nobody reads that far


def finding_rows(document: Document) -> Iterator[Row]:
    """Yields one row per marking, then one per passage."""
    base = _base(document)
    for finding in document.get("findings") or []:
        yield {
            **base,
            "what": "marking",
            "owner": finding.get("holder") or finding["agency"],
            "rule_or_source": finding["rule"],
            **_picked(finding, "kind", "zone", "start", "end", "confidence", "role", "scope"),
            **_picked(finding, "text", "key", "page"),
        }
    for match in document.get("matches") or []:
        for passage in match["passages"]:
            yield {
                **base,
                "what": "passage",
                "owner": match["owner"],
                "kind": passage["class"],
                "rule_or_source": match["source"],
                **_picked(passage, "start", "end", "words", "similarity", "counted", "page"),
                "text": passage.get("quote", {}).get("exact", ""),
            }


def action_rows(document: Document) -> Iterator[Row]:
    """Yields one row per required action, including failures and unfinished checks."""
    base = _base(document)
    if "files" in document:
        return  # files of an archive that hold no article, pieces of other days
    if "error" in document:
        error = document["error"]
        what = f"{error['what']} {error.get('hint', '')}".strip()
        yield {**base, "code": "system.not_checked", "severity": "blocked", "message": what}
        return
    base["enforcement"] = document["enforcement"]
    for reason in document.get("reasons") or []:
        if reason["code"].startswith("system."):
            yield {**base, **_reason_cells(reason)}
    for claim in document.get("claims") or []:
        event = claim.get("next_event") or {}
        for reason in claim["reasons"]:
            if reason["severity"] == "clear" or reason["code"].startswith("system."):
                continue
            yield {
                **base,
                "owner": claim.get("holder") or claim["owner"],
                "role": claim["role"],
                **_reason_cells(reason),
                "next_at": event.get("at"),
                "next_action": event.get("action"),
            }


def _base(document: Document) -> Row:
    return {
        "cms_id": document.get("document"),
        **_picked(document, "id", "path", "verdict", "title", "url", "published"),
    }


def csv_text(columns: Iterable[str], rows: Iterable[Row], *, header: bool = True) -> str:
    """Returns rows as CSV (RFC 4180), every cell safe; unknown keys are an error."""
    names = list(columns)
    known, out = frozenset(names), StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(names)
    for row in rows:
        if not known.issuperset(row):
            raise ValueError(f"columns that the table does not have: {sorted(row.keys() - known)}")
        writer.writerow([safe_cell(row.get(name)) for name in names])
    return out.getvalue()


def safe_cell(value: Any) -> Any:
    """Returns a cell that no spreadsheet interprets as a formula; numbers remain numbers.

    Source: OWASP, "CSV Injection": an apostrophe before = + - @, also behind blanks.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    if not text.isascii():  # the half of a pair is not valid UTF-8
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    text = text[:_CELL_CHARACTERS].replace("\x00", "\N{REPLACEMENT CHARACTER}")
    if text[:1].isalpha():
        return text  # most cells
    risky = text.lstrip().startswith(_FORMULA) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if risky else text


def _reason_cells(reason: Document) -> Row:
    cells = _picked(reason, "code", "severity", "message", "agreement", "contract_ref")
    fixes = [_fix_cell(step) for step in reason.get("fix") or []]
    return {**cells, "fix": "; ".join(fixes)}


def _fix_cell(step: Document) -> str:
    if step["op"] == "insert":
        return f"insert at {step['at']}: {step['text']}"
    if step["op"] == "delete":
        return f"delete {step['start']}-{step['end']}"
    return f"replace {step['start']}-{step['end']}: {step['text']}"


def _picked(document: Document, *names: str) -> Row:
    return {name: document.get(name) for name in names}
