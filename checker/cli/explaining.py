"""Explains how a verdict was reached, question by question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from checker.cli.reader import in_words
from checker.cli.replaying import draft_of, look_of, quotas_of, use_of
from checker.errors import NotFound, Problem
from checker.formats import read_draft
from checker.licensing import InForce, Judgement, QuotaBook, explain_judgement, steps_as_rows
from checker.models.draft import Draft, Use
from checker.models.vocabulary import LOOKS, Look
from checker.newsroom import Newsroom
from checker.report.use_words import use_words
from checker.report.words import clean
from checker.running.truncate import truncated
from checker.values import dataclass
from checker.wording import worded

__all__ = ["Explained", "explain_check"]

_NO_TEXT = worded("the text was not stored; these are the reasons recorded at the time:")


@dataclass(frozen=True, slots=True)
class Explained:
    """The steps that led to a verdict; only the stored result if the text was not stored.

    `check` is the id of the check or the name of the file; `use` is the use that was judged,
    `names` those of publishers by their ids.
    """

    check: str
    use: Use
    judgement: Judgement | None = None
    result: Mapping[str, Any] | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Returns the explanation as JSON; `steps` is empty if the text was not stored."""
        from checker.report.answer import SCHEMA

        one = self.judgement
        result = self.result or {}
        claims = result.get("claims") or []
        return {
            "schema": SCHEMA,
            "check": self.check,
            "use": use_words(self.use, self.names),
            "verdict": one.verdict if one else result["verdict"],
            "enforcement": one.enforcement if one else result.get("enforcement"),
            "message": one.message if one else result["message"],
            "steps": steps_as_rows(one.trace) if one else [],
            "reasons": [{"owner": c["owner"], **r} for c in claims for r in c["reasons"]],
        }

    def lines(self) -> Iterator[str]:
        """Yields the explanation, line by line, in the language of the reader."""
        if self.judgement is None:
            yield _NO_TEXT
            yield from _reasons(self.result or {})
            return
        for line in explain_judgement(self.judgement):
            yield shown(in_words(line))
        yield clean(in_words(use_words(self.use, self.names)))
        one = self.judgement
        yield f"{one.verdict} ({one.enforcement}): {clean(in_words(one.message))}"


def explain_check(newsroom: Newsroom, check: str, use: Use, max_letters: int) -> Explained:
    """Explains a stored check (for its own use), or a draft in a file.

    At most `max_letters` characters are read, as when it was checked; a stored check is explained
    by the agreements and the policy that were in force then.

    Raises:
        NotFound: there is no such check and no such file.
    """
    if Path(check).is_file():
        draft = replace(read_draft(Path(check).read_bytes(), name=check), id=check)
        draft = truncated(draft, max_letters)
        now, in_force = newsroom.clock(), newsroom.in_force()
        judged = _judged(newsroom, draft, use, now, in_force, LOOKS, newsroom.quota_book)
        use = replace(use, at=use.at or now)
        return Explained(check, use, judged, names=newsroom.publisher_names())
    try:
        stored = newsroom.store.checks.get(check)
    except NotFound as error:
        hint = error.problems[0].hint or "name a check (chk_...) or a draft's file"
        raise NotFound(Problem(check, "there is no such check and no such file", hint)) from None
    use = use_of(stored)
    if stored.text is None:
        return Explained(check, use, result=stored.result)
    draft = truncated(draft_of(stored, None), max_letters)
    then = stored.head.checked_at
    in_force = newsroom.in_force_at(then)
    used = quotas_of(newsroom, stored)
    judged = _judged(newsroom, draft, use, then, in_force, look_of(stored), used)
    return Explained(check, use, judged, names=newsroom.publisher_names())


def _judged(
    newsroom: Newsroom,
    draft: Draft,
    use: Use,
    now: datetime,
    in_force: InForce,
    look: Sequence[Look],
    used: QuotaBook,
) -> Judgement:
    evidence = newsroom.gather(draft, [use], now=now, look=look)
    return newsroom.checker.judgement(draft, evidence, use, now=now, in_force=in_force, used=used)


def shown(line: str) -> str:
    """Returns a line with its indent, without terminal control sequences."""
    return line[: len(line) - len(line.lstrip())] + clean(line)


def _reasons(result: Mapping[str, Any]) -> Iterator[str]:
    for claim in result.get("claims") or []:
        yield f"{claim['owner']} ({claim['role']}): {claim['verdict']}"
        for reason in claim["reasons"]:
            yield f"  {reason['code']}: {clean(reason['message'])}"
    yield f"{result['verdict']}: {clean(str(result['message']))}"
