"""The answer to a check, declared once: `"schema": "wirecheck/2"`.

The JSON of every door, the OpenAPI components of the service and the tables of docs/api.md follow
from these types; the parts of an answer are in `found`, `judged`, `basis` and `spans`. Others build
on the names: add freely, rename or remove nothing without a new schema number. A member with a
default is absent where it has nothing to state; all others are always present.
"""

from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

from checker.models.vocabulary import Enforcement, OffsetUnits, OvertakenBy, VerdictName
from checker.report.basis import LookedAt, Versions
from checker.report.found import Finding, Match, MatchedSource, Rejected
from checker.report.judged import Claim, NextEvent, QuotaUse, Reason, Use
from checker.report.scalars import Time
from checker.report.spans import FieldPlace, SentStep, Unmended

__all__ = ["SCHEMA", "Answer", "Failure", "Fault", "Links", "Override", "Overtaken", "Wording"]

SCHEMA = "wirecheck/2"


class Wording(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The template of a message, from which it can be worded in another language."""

    template: Annotated[str, Meta(description="The English template, with places as `{name}`.")]
    values: Annotated[
        dict[str, "str | int | float | Wording"], Meta(description="The values of the places.")
    ] = {}
    many: Annotated[str, Meta(description="The template for all numbers except 1.")] = ""
    number: Annotated[int, Meta(description="The number that decides between the two.")] = 1
    finish: Annotated[
        str, Meta(description="What is done to its first letter: `capital`, `lower` or nothing.")
    ] = ""


class Links(Struct, frozen=True, kw_only=True, rename={"self_": "self"}):
    """The links of a stored check; all are absent if nothing was stored."""

    self_: Annotated[str, Meta(description="The stored result.")] | UnsetType = UNSET
    report: Annotated[str, Meta(description="The page that can be kept.")] | UnsetType = UNSET
    page: Annotated[str, Meta(description="The editor's page.")] | UnsetType = UNSET


class Override(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A release of this very text by a named person."""

    id: Annotated[str, Meta(description="The override's id.")]
    who: Annotated[str, Meta(description="Who gave it.")]
    role: Annotated[str | None, Meta(description="The role in which it was given.")]
    codes: Annotated[list[str], Meta(description="The reasons that it covers; none: all.")]
    why: Annotated[str, Meta(description="The reason for it.")]
    at: Annotated[Time, Meta(description="When it was given.")]
    until: Annotated[Time | None, Meta(description="When it ends.")]
    text_sha256: Annotated[str, Meta(description="The SHA-256 of the released text.")]
    check: (
        Annotated[str, Meta(description="The check; only in the answer to its `POST`.")] | UnsetType
    ) = UNSET


class Overtaken(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that happened after a stored check and may have changed its verdict."""

    by: Annotated[OvertakenBy, Meta(description="Its kind.")]
    at: Annotated[Time, Meta(description="When it happened.")] | UnsetType = UNSET
    what: Annotated[str, Meta(description="Its id, or the code of the event's reason.")]
    message: Annotated[str, Meta(description="The same as a sentence for an editor.")]


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="schema", tag=SCHEMA):
    """The answer to a check."""

    id: Annotated[str | int | None, Meta(description="The caller's name of the piece.")]
    check: (
        Annotated[str | None, Meta(description="The stored check; null: nothing was stored.")]
        | UnsetType
    ) = UNSET
    revision: (
        Annotated[str | None, Meta(description="The caller's name of the revision.")] | UnsetType
    ) = UNSET
    verdict: Annotated[VerdictName, Meta(description="The worst verdict of all claims.")]
    enforcement: Annotated[
        Enforcement, Meta(description="What the CMS does, by the policy and the overrides.")
    ]
    complete: Annotated[
        bool,
        Meta(
            description="Whether every requested search was completed; if not, `reasons` has "
            "the cause."
        ),
    ]
    message: Annotated[str, Meta(description="The verdict as a sentence for an editor.")]
    findings: Annotated[list[Finding], Meta(description="Markings in the draft.")]
    matches: Annotated[list[Match], Meta(description="Licensed sources that it reuses.")]
    claims: Annotated[
        list[Claim], Meta(description="The owners of the text, and the consequences.")
    ]
    reasons: Annotated[
        list[Reason], Meta(description="Reasons that belong to no claim, `system.*` above all.")
    ]
    next_event: Annotated[NextEvent | None, Meta(description="When the verdict changes by itself.")]
    use: Annotated[Use, Meta(description="The use that was judged.")]
    versions: Annotated[Versions, Meta(description="The versions on which the verdict is based.")]
    looked_at: Annotated[LookedAt, Meta(description="What was searched.")]
    checked_at: Annotated[Time, Meta(description="When it was checked (RFC 3339, UTC).")]
    text_sha256: Annotated[
        str, Meta(description="The SHA-256 of the text; empty where it was never read.")
    ]
    words_sha256: Annotated[
        str,
        Meta(description="The SHA-256 of its words, in each form that a system keeps it in."),
    ] = ""
    units: Annotated[OffsetUnits, Meta(description="What offsets count.")]
    quota: Annotated[
        list[QuotaUse],
        Meta(description="What it uses of the quotas of agreements that come into question."),
    ] = []
    rejected: Annotated[list[Rejected], Meta(description="Candidates that are no matches.")] = []
    text: (
        Annotated[str, Meta(description="The text that was checked, with `with_text`.")] | UnsetType
    ) = UNSET
    fields: (
        Annotated[list[FieldPlace], Meta(description="The fields' places in the joined text.")]
        | UnsetType
    ) = UNSET
    sources: (
        Annotated[
            dict[str, MatchedSource],
            Meta(description="The matched sources by id, with `with_sources`."),
        ]
        | UnsetType
    ) = UNSET
    names: (
        Annotated[
            dict[str, str],
            Meta(description="Names of owners and of the publisher by id, where known."),
        ]
        | UnsetType
    ) = UNSET
    releasable: (
        Annotated[
            bool,
            Meta(
                description="Of a text that is held or blocked: whether a person with a role that"
                " the policy names can release it."
            ),
        ]
        | UnsetType
    ) = UNSET
    overrides: Annotated[
        list[Override], Meta(description="Releases of this very text in force.")
    ] = []
    overtaken: Annotated[
        list[Overtaken],
        Meta(description="What a stored check does not know of: check the piece again."),
    ] = []
    edits: (
        Annotated[
            list[SentStep],
            Meta(
                description="The fixes for the request's content, with `mend`; apply them from "
                "the last to the first."
            ),
        ]
        | UnsetType
    ) = UNSET
    html: Annotated[str, Meta(description="The corrected HTML, with `mend`.")] | UnsetType = UNSET
    mended_text: (
        Annotated[str, Meta(description="The corrected text, with `mend`.")] | UnsetType
    ) = UNSET
    mended_fields: (
        Annotated[
            dict[str, str | list[str]], Meta(description="The corrected fields, with `mend`.")
        ]
        | UnsetType
    ) = UNSET
    mended_blocks: (
        Annotated[Any, Meta(description="The corrected JSON of the editor, with `mend`.")]
        | UnsetType
    ) = UNSET
    unmended: Annotated[
        list[Unmended],
        Meta(description="Fixes that cannot be placed in the request's content, with `mend`."),
    ] = []
    mode: Annotated[str, Meta(description="`full` or `fast`.")] | UnsetType = UNSET
    timings_ms: (
        Annotated[dict[str, float], Meta(description="Milliseconds of each stage.")] | UnsetType
    ) = UNSET
    links: Annotated[Links, Meta(description="Where the stored check is found.")] | UnsetType = (
        UNSET
    )
    line: (
        Annotated[int, Meta(description="The line of a batch, where it has no id.")] | UnsetType
    ) = UNSET
    wording: Annotated[
        dict[str, Wording],
        Meta(
            description="In a stored result only: the template of each message, by the message, so"
            " that it can be shown in any language."
        ),
    ] = {}


class Fault(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why an input could not be checked."""

    what: Annotated[str, Meta(description="What is wrong.")]
    hint: Annotated[str, Meta(description="The remedy; may be empty.")]
    place: Annotated[str, Meta(description="Where it is wrong.")] | UnsetType = UNSET
    line: Annotated[int, Meta(description="The line of a batch.")] | UnsetType = UNSET
    status: (
        Annotated[int, Meta(description="The HTTP status if it had been sent alone.")] | UnsetType
    ) = UNSET
    enforcement: (
        Annotated[Enforcement, Meta(description="What to do, if the service states it.")]
        | UnsetType
    ) = UNSET


class Failure(
    Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="schema", tag=SCHEMA
):
    """An input that could not be checked: it has no verdict and is not complete."""

    id: Annotated[str | int | None, Meta(description="The caller's name of the piece.")]
    verdict: Annotated[None, Meta(description="Always null.")]
    complete: Annotated[bool, Meta(description="Always false.")]
    error: Annotated[Fault, Meta(description="Why it could not be checked.")]
