"""Applies the fixes of a check to the draft in the form in which it was sent."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

import msgspec

from checker.errors import InputError, Problem
from checker.formats.editors.leaves import leaves, new_paragraph, with_leaves
from checker.mending import Cut, Mended, Piece, mended
from checker.models.verdict import Edit, Reason, Verdict
from checker.models.vocabulary import OffsetUnits
from checker.report import Answer
from checker.report.spans import FieldSpan, SentStep, Unmended
from checker.wording import worded

from ..response_models.checks import MadeFixes, UnmadeFix
from .drafts import draft_of, given_blocks

__all__ = ["make_fixes", "with_mended"]

NO_FILE = worded("a file has to be corrected in the program that wrote it")


def with_mended(
    answer: Answer, request: Mapping[str, Any], verdict: Verdict, text: str, units: OffsetUnits
) -> Answer:
    """Returns the answer with the fixes as steps on what was sent, and the fixed content.

    Args:
        answer: the answer without them.
        request: what was sent.
        verdict: the verdict whose reasons contain the fixes.
        text: the text to which the offsets of the fixes refer.
        units: what offsets count.
    """
    reasons = [*chain(*(claim.reasons for claim in verdict.claims)), *verdict.reasons]
    pieces = _pieces(request)
    if not pieces:
        lost = [Unmended(code=one.code, why=str(NO_FILE)) for one in reasons if one.fix]
        return msgspec.structs.replace(answer, edits=[], unmended=lost)
    done = mended(text, reasons, pieces, partial(_read, request, pieces))
    beside = [cut for cut in done.cuts if cut.beside]
    return msgspec.structs.replace(
        answer,
        edits=_edits(done, request, pieces, units),
        unmended=[Unmended(code=one.code, why=str(why)) for one, why in done.unplaced],
        **(_result(request, pieces, done.texts, beside) if done.cuts else {}),
    )


def make_fixes(
    _worker: object, request: Mapping[str, Any], fixes: Sequence[Sequence[Mapping[str, Any]]]
) -> MadeFixes:
    """Returns a draft with fixes of its check applied to what was sent.

    Args:
        request: what was sent, with the units of the steps.
        fixes: the steps of each fix, which count in the text that readers see.

    Raises:
        InputError: the draft cannot be read, or a step lies outside its text.
    """
    units = request["units"]
    text = draft_of(request).draft.text
    pieces = _pieces(request)
    wanted = [_wanted(text, number, fix, units) for number, fix in enumerate(fixes)]
    if not pieces:
        left = [UnmadeFix(fix=number, why=str(NO_FILE)) for number in range(len(fixes))]
        return MadeFixes(edits=[], unmended=left)
    done = mended(text, wanted, pieces, partial(_read, request, pieces))
    made = _result(request, pieces, done.texts, [cut for cut in done.cuts if cut.beside])
    left = [UnmadeFix(fix=int(one.code), why=str(why)) for one, why in done.unplaced]
    return MadeFixes(edits=_edits(done, request, pieces, units), unmended=left, **made)


def _wanted(text: str, number: int, fix: Sequence[Mapping[str, Any]], units: OffsetUnits) -> Reason:
    """A fix as a reason has it; the reason's code is the number of the fix."""
    edits = []
    for step in fix:
        given = (step["at"], step["at"]) if step["op"] == "insert" else (step["start"], step["end"])
        start, end = (_code_points(text, at, units) for at in given)
        if end > len(text):
            raise InputError(Problem(f"fixes[{number}]", "extends beyond the text"))
        edits.append(Edit(step["op"], start, end, step["text"]))
    return Reason(str(number), "credit_required", "", fix=tuple(edits))


def _code_points(text: str, offset: int, units: OffsetUnits) -> int:
    """The code points before an offset; one behind the text stays behind it."""
    if units == "codepoints":
        return offset
    written = text.encode("utf-16-le", "surrogatepass")
    if 2 * offset > len(written):
        return len(text) + 1
    return len(written[: 2 * offset].decode("utf-16-le", "surrogatepass"))


def _edits(
    done: Mended, request: Mapping[str, Any], pieces: Sequence[Piece], units: OffsetUnits
) -> list[SentStep]:
    """All changes as steps on what was sent, blocks to add first."""
    added = _added(request, pieces, [cut for cut in done.cuts if cut.beside])
    inside = [cut for cut in _sorted(done) if not cut.beside]
    named = bool(pieces[0].name)
    steps = [_step(cut, pieces, units, named=named) for cut in inside]
    return [*(SentStep(op="add", path=at, value=block) for at, block in added), *steps]


def _pieces(request: Mapping[str, Any]) -> list[Piece]:
    """The strings of a request; none for a file."""
    if request.get("text") is not None:
        return [Piece("", request["text"], "plain")]
    if request.get("html") is not None:
        return [Piece("", request["html"], "html")]
    if request.get("blocks") is not None:
        return [Piece(name, text, "leaf") for name, text in leaves(_blocks(request))]
    return list(_field_pieces(request.get("fields") or {}))


def _field_pieces(fields: Mapping[str, Any]) -> list[Piece]:
    order = ("title", "subtitle", "byline", "lead", "body", "body_html", "captions", "credits")
    found: list[Piece] = []
    for name in (*order, "footer"):
        value = fields.get(name)
        many = value if isinstance(value, list) else None
        named = (
            [(name, value)] if many is None else [(f"{name}[{n}]", v) for n, v in enumerate(many)]
        )
        form: Any = "html" if name == "body_html" else "plain"
        found += [Piece(label, text, form) for label, text in named if text]
    return found


def _added(
    request: Mapping[str, Any], pieces: Sequence[Piece], beside: Sequence[Cut]
) -> list[tuple[str, Any]]:
    """The blocks to add, each with its place.

    Raises:
        InputError: there is no list of blocks to add one to.
    """
    found = []
    for cut in beside:
        before = cut.beside == "before"
        made = new_paragraph(_blocks(request), pieces[cut.piece].name, cut.text, before=before)
        if made is None:
            raise InputError(Problem("blocks", "has no list of paragraphs"))
        found.append(made)
    return sorted(found, key=lambda one: int(one[0].rpartition("/")[2]))


def _changed(
    request: Mapping[str, Any],
    pieces: Sequence[Piece],
    texts: Sequence[str],
    beside: Sequence[Cut],
) -> Any:
    """What was sent, with other strings."""
    named = {piece.name: text for piece, text in zip(pieces, texts, strict=True)}
    if request.get("blocks") is not None:
        return with_leaves(_blocks(request), named, _added(request, pieces, beside))
    fields = {k: list(v) if isinstance(v, list) else v for k, v in request["fields"].items() if v}
    for label, text in named.items():
        name, _, number = label.rstrip("]").partition("[")
        if number:
            fields[name][int(number)] = text
        else:
            fields[name] = text
    return fields


def _read(
    request: Mapping[str, Any],
    pieces: Sequence[Piece],
    texts: Sequence[str],
    beside: Sequence[Cut],
) -> str:
    return draft_of({**request, **_sent(request, pieces, texts, beside)}).draft.text


def _sent(
    request: Mapping[str, Any],
    pieces: Sequence[Piece],
    texts: Sequence[str],
    beside: Sequence[Cut],
) -> Any:
    """The member of the request that holds the draft, with other strings."""
    for name in ("text", "html"):
        if request.get(name) is not None:
            return {name: texts[0]}
    name = "blocks" if request.get("blocks") is not None else "fields"
    return {name: _changed(request, pieces, texts, beside)}


def _result(
    request: Mapping[str, Any],
    pieces: Sequence[Piece],
    texts: Sequence[str],
    beside: Sequence[Cut],
) -> Any:
    """The member of the answer that holds the mended draft."""
    [(name, value)] = _sent(request, pieces, texts, beside).items()
    if name == "blocks" and isinstance(request["blocks"], str):
        value = json.dumps(value, ensure_ascii=False)
    return {name if name == "html" else f"mended_{name}": value}


def _blocks(request: Mapping[str, Any]) -> Any:
    return json.loads(given_blocks(request["blocks"]))


def _sorted(done: Mended) -> list[Cut]:
    return sorted(done.cuts, key=lambda cut: (cut.piece, cut.start, cut.end))


def _step(cut: Cut, pieces: Sequence[Piece], units: OffsetUnits, *, named: bool) -> SentStep:
    """A change as the answer has it, with its place in the string or in the field."""
    text = pieces[cut.piece].text
    start, end = (_counted(text, at, units) for at in (cut.start, cut.end))
    step: dict[str, Any] = {"op": "replace" if cut.text else "delete", "text": cut.text}
    if cut.start == cut.end:
        step["op"] = "insert"
    if named:
        step["in_"] = FieldSpan(field=pieces[cut.piece].name, start=start, end=end)
    elif step["op"] == "insert":
        step["at"] = start
    else:
        step |= {"start": start, "end": end}
    return SentStep(**step)


def _counted(text: str, offset: int, units: OffsetUnits) -> int:
    if units == "codepoints":
        return offset
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
