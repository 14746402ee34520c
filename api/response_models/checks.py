"""What the service answers about checks, beside the answer to a check itself."""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

from checker.models.vocabulary import Enforcement, OvertakenBy, VerdictName
from checker.report.answer import SCHEMA
from checker.report.judged import NextEvent, Use
from checker.report.scalars import Time
from checker.report.spans import SentStep

__all__ = ["CheckHead", "Checked", "Confirmation", "MadeFixes", "Matrix", "MatrixCell", "UnmadeFix"]


class CheckHead(Struct, frozen=True, kw_only=True):
    """A stored check in a list.

    `latest` is true until the same piece is checked again for the same use. `overtaken` lists the
    kinds of changes since then that may affect the verdict; the check itself names them.
    """

    check: str
    id: str | None
    revision: str | None
    title: str | None
    url: str | None
    checked_at: Time
    verdict: VerdictName
    complete: bool
    message: str | None
    text_sha256: str
    use: Use
    next_event: NextEvent | None
    latest: bool
    overtaken: list[OvertakenBy]


class MatrixCell(Struct, frozen=True, kw_only=True):
    """The verdict on one use of a matrix.

    `reasons` are the codes of all reasons, `because` the sentences of those that keep it from
    being clear.
    """

    channel: str
    territory: str | None
    verdict: VerdictName
    enforcement: Enforcement
    complete: bool
    message: str
    reasons: list[str]
    because: list[str]
    next_event: NextEvent | None


class Matrix(Struct, frozen=True, kw_only=True):
    """One draft judged for several uses; `words` describes what all cells have in common."""

    channels: list[str]
    territories: list[str]
    words: str
    cells: list[MatrixCell]


_RESULTS = [{"$ref": f"#/components/schemas/{name}"} for name in ("Answer", "Failure")]


class Checked(Struct, frozen=True, kw_only=True, tag_field="schema", tag=SCHEMA):
    """The results of several drafts, one for each, in their order."""

    results: list[Annotated[Raw, Meta(extra_json_schema={"oneOf": _RESULTS})]]


class Confirmation(Struct, frozen=True, kw_only=True):
    """The current verdict on a text that is about to be published.

    `same_as` is the check that the text was compared with; `check` is the new one, `recorded`
    is whether it is already stored, and `reasons` are its reason codes. `message` states why the
    text is not confirmed.
    """

    confirmed: bool
    check: str | None
    verdict: VerdictName
    complete: bool
    enforcement: Enforcement
    recorded: bool
    message: str
    reasons: list[str]
    text_sha256: str
    same_as: str
    next_event: NextEvent | None


class UnmadeFix(Struct, frozen=True, kw_only=True):
    """A fix that cannot be placed in the request's content."""

    fix: int
    why: str


class MadeFixes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A draft with fixes applied, in the form in which it was sent.

    `edits` are the steps on the content as sent. A fix that would not read as intended is left out;
    `unmended` gives the reason, with the number of the fix in the request.
    """

    edits: list[SentStep]
    unmended: list[UnmadeFix]
    html: str | UnsetType = UNSET
    mended_text: str | UnsetType = UNSET
    mended_fields: dict[str, Any] | UnsetType = UNSET
    mended_blocks: Any | UnsetType = UNSET
