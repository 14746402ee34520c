"""Applies fixes: edits on a draft's text, with all offsets in the text before any edit."""

from collections.abc import Iterable

from checker.models.verdict import Edit, Reason

__all__ = ["apply_edits", "edits_of"]


def edits_of(reasons: Iterable[Reason]) -> tuple[Edit, ...]:
    """Returns all edits of some reasons, each once, in the order of the reasons."""
    return tuple(dict.fromkeys(edit for reason in reasons for edit in reason.fix))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Returns the text with the edits made; insertions at one place keep their order.

    Raises:
        ValueError: an edit lies outside the text, or two replacements overlap.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    parts: list[str] = []
    done = 0
    for edit in ordered:
        if not done <= edit.start <= edit.end <= len(text):
            raise ValueError(f"an edit at {edit.start}-{edit.end} does not fit the text")
        parts += [text[done : edit.start], "" if edit.op == "delete" else edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])
