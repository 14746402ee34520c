"""Agreements written by a form: from a template, or from the fields of a contract."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from checker.models.vocabulary import owner_id
from checker.wording import worded

from .forms import Form

__all__ = ["TEMPLATES", "as_yaml", "template", "written_from"]

FOLDER = Path(__file__).parent / "agreement_templates"
TEMPLATES = {
    "full-text": worded("Full texts online, for some days"),
    "excerpt": worded("Excerpts with a link"),
    "open-licence": worded("An open licence"),
}


def template(name: str) -> str:
    """Returns the text of a template, or "" if the name is not known."""
    return (FOLDER / f"{name}.yaml").read_text("utf-8") if name in TEMPLATES else ""


def as_yaml(document: Mapping[str, Any]) -> str:
    """Returns a document as readable YAML, with its keys in the usual order."""
    return yaml.safe_dump(
        dict(document), sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )


def written_from(form: Form) -> str:
    """Returns the agreement that the fields of a form describe; empty fields are left out."""
    owner = form.text("owner")
    name = form.text("id") or f"lic:{owner_id(owner) or 'owner'}:{form.text('ref') or 'new'}"
    document: dict[str, Any] = {
        "schema": "licence/1",
        "id": name,
        "kind": "agreement",
        "contract": {"ref": form.text("ref")},
        "owner": {"id": owner_id(owner), "name": form.text("owner_name")},
        "licensee": {"id": form.text("licensee") or "*", "brands": _words(form, "brands") or ["*"]},
        "channels": {"allow": _channels(form), "deny": _words(form, "deny_channels")},
        "territories": {"allow": _words(form, "places"), "deny": _words(form, "deny_places")},
        "timezone": form.text("timezone"),
        "valid": {"from": form.text("from"), "until": form.text("until")},
        "retention": {"online_days": _number(form.text("days"))},
        "extent": _extent(form),
        "credit": {"text": _words(form, "credit"), "where": form.texts("where")},
    }
    return as_yaml({key: kept for key, value in document.items() if (kept := _kept(value))})


def _kept(value: Any) -> Any:
    """A value without what was left empty; the lists of what is allowed are never left out."""
    if not isinstance(value, dict):
        return value
    return {key: one for key, one in value.items() if one not in ("", None, []) or key == "allow"}


def _channels(form: Form) -> list[str]:
    return [*form.texts("channels"), *_words(form, "other_channels")]


def _extent(form: Form) -> dict[str, Any]:
    words = _number(form.text("max_words"))
    return {"mode": "excerpt", "max_words": words} if words else {}


def _words(form: Form, name: str) -> list[str]:
    return [word.strip() for word in form.text(name).split(",") if word.strip()]


def _number(typed: str) -> int | str | None:
    """A number; what is none stays as it was typed, and the reader says what is wrong with it."""
    return int(typed) if typed.isdecimal() and len(typed) < 9 else typed or None
