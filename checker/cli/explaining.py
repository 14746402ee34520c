"""How a verdict came about, question by question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from checker.checking import dated
from checker.cli.replaying import draft_of, look_of, quotas_of, use_of
from checker.errors import NotFound, Problem
from checker.formats import read_draft
from checker.licensing import InForce, QuotaBook, explain_judgement
from checker.models import LOOKS, Draft, Look, Use
from checker.newsroom import Newsroom
from checker.report.use_words import use_words
from checker.report.words import clean
from checker.running.truncate import truncated

__all__ = ["explain_check"]


def explain_check(newsroom: Newsroom, check: str, use: Use, max_letters: int) -> Iterator[str]:
    """The steps for a stored check (for its own use), or for a draft in a file.

    At most `max_letters` characters are read, as when it was checked; a stored check is explained
    by the agreements and the policy that were in force then.
    """
    if Path(check).is_file():
        draft = replace(read_draft(Path(check).read_bytes(), name=check), id=check)
        draft = truncated(draft, max_letters)
        now, in_force = newsroom.clock(), newsroom.in_force()
        yield from _steps(newsroom, draft, use, now, in_force, LOOKS, newsroom.quota_book)
        return
    try:
        stored = newsroom.store.checks.get(check)
    except NotFound as error:
        hint = error.problems[0].hint or "name a check (chk_...) or a draft's file"
        raise NotFound(Problem(check, "no such check and no such file", hint)) from None
    if stored.text is None:
        yield "its text was not kept; these are the reasons of then:"
        yield from _reasons(stored.result)
        return
    draft = truncated(draft_of(stored, None), max_letters)
    then = stored.head.checked_at
    in_force = newsroom.in_force_at(then)
    use, used = use_of(stored), quotas_of(newsroom, stored)
    yield from _steps(newsroom, draft, use, then, in_force, look_of(stored), used)


def _steps(
    newsroom: Newsroom,
    draft: Draft,
    use: Use,
    now: datetime,
    in_force: InForce,
    look: Sequence[Look],
    used: QuotaBook,
) -> Iterator[str]:
    evidence = newsroom.gather(dated(draft, [use], now), look)
    checker = newsroom.checker
    judgement = checker.judgement(draft, evidence, use, now=now, in_force=in_force, used=used)
    for line in explain_judgement(judgement):
        yield shown(line)
    yield clean(use_words(replace(use, at=use.at or now)))
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
