"""What an audit was asked for, and the states of the newsroom in which it was answered."""

from datetime import UTC
from typing import TYPE_CHECKING, Any

from checker.extras import reading_extras
from checker.models.vocabulary import LOOKS
from checker.newsroom import Newsroom
from checker.times import rfc3339
from checker.versions import versions_of

if TYPE_CHECKING:
    from checker.audit.run import Run

__all__ = ["asked_of", "versions_now", "with_versions"]


def asked_of(run: "Run") -> dict[str, Any]:
    """Returns what a run was asked for: a folder belongs to one request."""
    use, look = run.setup.use, run.setup.options.look
    language = run.setup.options.language
    return {
        "roots": [str(root.resolve()) for root in run.roots],
        "follow_links": run.follow_links,
        "use": {
            "publisher": use.publisher,
            "site": use.site,
            "channel": use.channel,
            "territories": list(use.territories),
            "at": rfc3339(use.at, UTC),
            "purpose": use.purpose,
        },
        **({} if run.setup.options.record else {"record": False}),
        **({} if set(look) == set(LOOKS) else {"look": list(look)}),
        **({} if language == "en" else {"language": language}),
        **({"scope": run.scope.asked()} if run.scope.asked() else {}),
    }


def versions_now(newsroom: Newsroom) -> dict[str, Any]:
    """Returns the versions that verdicts state, the number of changes, and what can be read."""
    made = versions_of(newsroom.rules.digest, newsroom.in_force(), newsroom.index_version())
    return {**made, "changes": newsroom.store.pulse().state, "extras": reading_extras()}


def with_versions(before: list[dict[str, Any]], now: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns what the results were made with, the newest last; one if nothing has changed."""
    return before if before and before[-1] == now else [*before, now]
