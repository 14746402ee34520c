"""The pages of agreements: listed, read in plain words, written with a preview, taken out."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from checker.errors import AgreementError, NotFound, Problem, Stale
from checker.licensing import CHANNELS, Agreement, Policy
from checker.report.agreement_words import agreement_facts, last_day, state_of
from checker.values import dataclass
from checker.wording import worded

from ..agreement_drafts import TEMPLATES, as_yaml, template, written_from
from ..auth import Caller
from ..checking import in_pool
from ..forms import Form, form_of
from ..owner_names import OwnerNames, owner_names
from ..service import Service, of
from ..workers.agreements import AgreementRead
from .frame import enter, moved_to, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Asked = Annotated[str, Query(max_length=500)]

TOLD = {
    "active": worded("The agreement is active from now on."),
    "ended": worded("The agreement is deactivated."),
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One row of the list of agreements."""

    id: str
    owner: str
    contract: str
    facts: Mapping[str, str]
    until: str
    state: str

    @classmethod
    def of(cls, document: Mapping[str, Any], names: OwnerNames) -> "AgreementRow":
        """Returns the row of a stored document, which states if it cannot be read any more."""
        name = str(document.get("id"))
        try:
            read = Agreement.from_document(document, name)
        except AgreementError:
            return cls(name, "", "", {}, "", "unreadable")
        state = state_of(read, datetime.now(UTC))
        facts = dict(agreement_facts(read))
        owner = names(read.owner)
        return cls(name, owner, read.contract.ref or "", facts, last_day(read), state)


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem in an agreement, its line (0: none) and what is written there.

    A key that opens a block loses its colon, since a colon follows it on the page.
    """

    line: int
    written: str
    what: str
    hint: str

    @classmethod
    def of(cls, problem: Problem, text: str) -> "Fault":
        """Returns the fault of a problem in a text."""
        number = problem.place.rpartition(":")[2]
        line = int(number) if number.isdecimal() else 0
        lines = text.splitlines()
        written = lines[line - 1].strip().removesuffix(":") if 0 < line <= len(lines) else ""
        return cls(line, written, problem.what, problem.hint)


@dataclass(frozen=True, slots=True)
class Seen:
    """The agreement in force that a page has shown: its id, and its digest; "" for none."""

    id: str = ""
    digest: str = ""


@router.get("/agreements")
async def agreements(request: Request, told: Asked = "") -> Response:
    """Shows the agreements in force and the policy."""
    caller = await enter(request, "check")
    service = of(request)
    names = await owner_names(service)
    documents = await service.read(service.store.agreements.all)
    written = await service.read(service.store.policy.get)
    return page(
        request,
        caller,
        "agreements.html",
        "/agreements",
        rows=[AgreementRow.of(document, names) for document in documents],
        policy=Policy.in_force(written),
        built_in=written is None,
        templates=TEMPLATES,
        told=TOLD.get(told, ""),
        may_write=caller.may("agreements"),
    )


@router.get("/agreements/{agreement_id:path}")
async def agreement(request: Request, agreement_id: str, told: Asked = "") -> Response:
    """Shows one agreement in plain words, what it allows, and its history."""
    caller = await enter(request, "check")
    service = of(request)
    held = await service.read(service.store.agreements.get, agreement_id)
    history = await service.read(service.store.agreements.history, agreement_id)
    read = await in_pool(service, "preview_agreement", text=json.dumps(held.document))
    return page(
        request,
        caller,
        "agreement.html",
        "/agreements",
        held=held,
        read=read,
        written=as_yaml(held.document),
        history=list(reversed(history)),
        told=TOLD.get(told, ""),
        may_write=caller.may("agreements"),
    )


@router.post("/agreements/{agreement_id:path}/deactivate")
async def deactivate(request: Request, agreement_id: str) -> Response:
    """Deactivates an agreement, as `DELETE /v1/agreements/{id}` does."""
    caller = await enter(request, "agreements")
    service = of(request)
    now = datetime.now(UTC)
    await service.change(service.store.agreements.remove, agreement_id, at=now, by=caller.label)
    return moved_to("/agreements?told=ended")


@router.get("/new-agreement")
async def new(request: Request, template_name: Asked = "", replaces: Asked = "") -> Response:
    """Shows the form for an agreement: empty, filled from a template, or from one in force."""
    caller = await enter(request, "agreements")
    service = of(request)
    if not replaces:
        return await _form(request, caller, Form({}), template(template_name), Seen())
    held = await service.read(service.store.agreements.get, replaces)
    seen = Seen(replaces, held.digest)
    return await _form(request, caller, Form({}), as_yaml(held.document), seen)


@router.post("/new-agreement")
async def written(request: Request) -> Response:
    """Handles the form: writes the text from its fields, previews it, or activates it.

    What came into force after the page showed it is not replaced without a word.
    """
    caller = await enter(request, "agreements")
    service = of(request)
    form = await form_of(request)
    fields = form.text("action") == "write"
    text = written_from(form) if fields else "\n".join(form.text("text").splitlines())
    seen = Seen(form.text("seen"), form.text("digest"))
    try:
        read = await in_pool(service, "preview_agreement", text=text)
        if form.text("action") == "activate":
            digest = seen.digest if seen.id == read.id else ""
            put = await in_pool(
                service, "put_agreement", text=text, by=caller.label, if_digest=digest
            )
            return moved_to(f"/agreements/{quote(put['id'], safe='')}?told=active")
    except AgreementError as error:
        faults = [Fault.of(problem, text) for problem in error.problems]
        return await _form(request, caller, form, text, seen, faults=faults)
    except Stale:
        now = await _in_force(service, read.id)
        return await _form(request, caller, form, text, now, read=read, changed=True)
    if seen.id != read.id:
        seen = await _in_force(service, read.id)
    return await _form(request, caller, form, text, seen, read=read)


async def _in_force(service: Service, agreement: str) -> Seen:
    try:
        held = await service.read(service.store.agreements.get, agreement)
    except NotFound:
        return Seen(agreement)
    return Seen(agreement, held.digest)


async def _form(
    request: Request,
    caller: Caller,
    form: Form,
    text: str,
    seen: Seen,
    *,
    read: AgreementRead | None = None,
    faults: list[Fault] | None = None,
    changed: bool = False,
) -> Response:
    service = of(request)
    names = await owner_names(service)
    owners = await service.read(service.store.sources.owners)
    return page(
        request,
        caller,
        "new_agreement.html",
        "/agreements",
        status=422 if faults else 412 if changed else 200,
        form=form,
        text=text,
        read=read,
        seen=seen,
        replaces=bool(seen.digest),
        changed=changed,
        faults=faults or [],
        owners=[(owner, names(owner)) for owner in owners],
        channels=[word for word in CHANNELS if word != "*"],
        templates=TEMPLATES,
    )
