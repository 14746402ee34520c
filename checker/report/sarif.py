"""Results as SARIF 2.1.0, for tools that show findings beside a file.

Source: OASIS Static Analysis Results Interchange Format 2.1.0.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote as percent_quoted

from checker.report.place import Places
from checker.report.words import clean, is_told

__all__ = ["sarif"]

Document = Mapping[str, Any]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    "clear": "note",
    "credit_required": "warning",
    "unfinished": "warning",
    "licence_required": "error",
    "blocked": "error",
}


def sarif(documents: Iterable[tuple[Document, str | None]]) -> dict[str, Any]:
    """Returns one run over all documents, each with its text if known.

    Markings are notes; the results of the reasons state what has to be done about them.
    """
    results: list[dict[str, Any]] = []
    rules: dict[str, str] = {}
    notices: list[dict[str, Any]] = []
    version = ""
    for document, text in documents:
        version = version or str((document.get("versions") or {}).get("wirecheck", ""))
        uri = _uri(document)
        if "error" in document:
            notices.append(_notice(document["error"]["what"], uri))
            continue
        places = Places(text)
        results += _markings(document, uri, places, rules)
        results += _reasons(document, uri, places, rules, notices)
    return _log(results, rules, notices, version)


def _markings(
    document: Document, uri: str, places: Places, rules: dict[str, str]
) -> Iterable[dict[str, Any]]:
    for finding in document.get("findings") or []:
        rules.setdefault(
            finding["rule"], f"{finding['kind'].replace('_', ' ')}: {finding['agency']}"
        )
        message = f"{finding['kind'].replace('_', ' ')} of {finding['agency']}"
        yield {
            "ruleId": finding["rule"],
            "level": "note",
            "message": {"text": clean(message)},
            "locations": [_location(uri, places, finding["start"], finding["end"])],
            "partialFingerprints": {"wirecheckKey/v1": finding["key"]},
        }


def _reasons(
    document: Document,
    uri: str,
    places: Places,
    rules: dict[str, str],
    notices: list[dict[str, Any]],
) -> Iterable[dict[str, Any]]:
    notices += [
        _notice(f"{reason['code']}: {reason['message']}", uri)
        for reason in document.get("reasons") or []
        if reason["code"].startswith("system.")
    ]
    own = [r for r in document.get("reasons") or () if not r["code"].startswith("system.")]
    for claim in (*(document.get("claims") or ()), {"owner": None, "reasons": own}):
        for reason in claim["reasons"]:
            if not is_told(reason):
                continue
            rules.setdefault(reason["code"], reason["code"].replace(".", ": ").replace("_", " "))
            spans = reason.get("passages") or [{"start": 0, "end": 0}]
            result: dict[str, Any] = {
                "ruleId": reason["code"],
                "level": _LEVELS[reason["severity"]],
                "message": {"text": clean(reason["message"]) or reason["code"]},
                "locations": [_location(uri, places, s["start"], s["end"]) for s in spans],
                "properties": {"owner": claim["owner"], "agreement": reason.get("agreement")},
            }
            if reason.get("fix"):
                result["fixes"] = [_fix(reason["fix"], uri, places)]
            yield result


def _location(uri: str, places: Places, start: int, end: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if start < end:
        physical["region"] = _region(places, start, end)
    return {"physicalLocation": physical}


def _region(places: Places, start: int, end: int) -> dict[str, Any]:
    region: dict[str, Any] = {"charOffset": start, "charLength": end - start}
    line = places.line(start)
    if line is not None:
        region |= {
            "startLine": line,
            "startColumn": places.column(start),
            "endLine": places.line(end),
            "endColumn": places.column(end),
        }
    return region


def _fix(steps: Iterable[Document], uri: str, places: Places) -> dict[str, Any]:
    replacements = []
    for step in steps:
        start = step["at"] if step["op"] == "insert" else step["start"]
        end = step.get("end", start)
        replacement: dict[str, Any] = {"deletedRegion": _region(places, start, end)}
        if step.get("text"):
            replacement["insertedContent"] = {"text": step["text"]}
        replacements.append(replacement)
    return {
        "description": {"text": "Repair the draft"},
        "artifactChanges": [{"artifactLocation": {"uri": uri}, "replacements": replacements}],
    }


def _log(
    results: list[dict[str, Any]],
    rules: Mapping[str, str],
    notices: list[dict[str, Any]],
    version: str,
) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "name": "wirecheck",
        "rules": [
            {"id": name, "shortDescription": {"text": words}}
            for name, words in sorted(rules.items())
        ],
    }
    if version:
        driver["version"] = version
    invocation: dict[str, Any] = {"executionSuccessful": not notices}
    if notices:
        invocation["toolExecutionNotifications"] = notices
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": results,
            }
        ],
    }


def _notice(message: str, uri: str) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": clean(message)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}}}],
    }


def _uri(document: Document) -> str:
    """The file's path as a relative URI; bytes that are not valid UTF-8 stay as they were."""
    path = str(document.get("path") or document.get("id") or "draft")
    return percent_quoted(path.encode("utf-8", "surrogateescape"), safe="/._-~")
