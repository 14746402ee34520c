"""How a verdict came about, question by question."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from checker.cli.replaying import draft_of
from checker.errors import NotFound, Problem
from checker.formats import read_draft
from checker.licensing import explain_judgement
from checker.models import Draft, Use
from checker.newsroom import Newsroom
from checker.report.words import clean

__all__ = ["explain_check"]


def explain_check(newsroom: Newsroom, check: str, use: Use) -> Iterator[str]:
    """The steps for a stored check (for its own use), or for a draft in a file."""
    if Path(check).is_file():
        draft = replace(read_draft(Path(check).read_bytes(), name=check), id=check)
        yield from _steps(newsroom, draft, use, None)
        return
    try:
        stored = newsroom.store.checks.get(check)
    except NotFound:
        hint = "name a check (chk_...) or a draft's file"
        raise NotFound(Problem(check, "no such check and no such file", hint)) from None
    if stored.text is None:
        yield "its text was not kept; these are the reasons of then:"
        yield from _reasons(stored.result)
        return
    yield from _steps(newsroom, draft_of(stored, None), stored.head.use, stored)


def _steps(newsroom: Newsroom, draft: Draft, use: Use, stored: object) -> Iterator[str]:
    evidence = newsroom.gather(draft)
    now = newsroom.clock()
    held = newsroom.in_force() if stored is None else newsroom.in_force_at(use.at or now)
    judgement = newsroom.checker.judgement(draft, evidence, use, now=now, in_force=held)
    for line in explain_judgement(judgement):
        yield shown(line)
    yield f"{judgement.verdict} ({judgement.enforcement}): {clean(judgement.message)}"


def shown(line: str) -> str:
    """A line with its indent, and nothing in it that a terminal would obey."""
    return line[: len(line) - len(line.lstrip())] + clean(line)


def _reasons(result: dict[str, object]) -> Iterator[str]:
    claims = result.get("claims")
    for claim in claims if isinstance(claims, list) else []:
        yield f"{claim['owner']} ({claim['role']}): {claim['verdict']}"
        for reason in claim["reasons"]:
            yield f"  {reason['code']}: {clean(reason['message'])}"
    yield f"{result['verdict']}: {clean(str(result['message']))}"
