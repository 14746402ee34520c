"""Results as annotations of GitHub Actions, which shows them beside the lines of a change.

Source: GitHub Docs, "Workflow commands for GitHub Actions", setting a notice, warning or error.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from checker.report.place import Places
from checker.report.words import clean, is_told

__all__ = ["annotations"]

Document = Mapping[str, Any]

_LEVELS = {
    "credit_required": "warning",
    "unfinished": "warning",
    "licence_required": "error",
    "blocked": "error",
    "clear": "notice",  # of what nobody may overlook
}


def annotations(document: Document, text: str | None) -> Iterator[str]:
    """Yields one workflow command for each reason to act or to look, or for an unfinished check.

    Args:
        document: an answer as JSON values, with offsets in code points.
        text: the text of the file; without it, an annotation applies to the whole file.
    """
    name = str(document.get("id") or "")
    if "error" in document:
        fault = document["error"]
        hint = f" ({fault['hint']})" if fault.get("hint") else ""
        yield _command("error", name, "not checked", f"{fault['what']}{hint}")
        return
    released = _released(document)
    places = Places(text)
    claims = document.get("claims") or []
    for reason in (*(document.get("reasons") or ()), *(r for c in claims for r in c["reasons"])):
        if is_told(reason):
            yield _of(reason, name, places, released)


def _released(document: Document) -> bool:
    """Whether an editor has released the text, so that its reasons are for information."""
    return bool(document.get("overrides")) and document.get("enforcement") == "allow"


def _of(reason: Document, name: str, places: Places, released: bool) -> str:
    level = "notice" if released else _LEVELS[reason["severity"]]
    place: dict[str, int] = {}
    for span in (*(reason.get("passages") or ()), *(reason.get("fix") or ())):
        start = span.get("start", span.get("at"))
        line = None if start is None else places.line(start)
        if line is not None:
            place = {"line": line, "col": places.column(start) or 1}
            break
    return _command(level, name, reason["code"], reason["message"] or reason["code"], **place)


def _command(level: str, file: str, title: str, message: str, **place: int) -> str:
    values: dict[str, object] = {"file": file, **place, "title": f"wirecheck: {title}"}
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in values.items() if value)
    return f"::{level} {listed}::{_data(clean(message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
