"""What the page needs beside a result: names of owners, texts of matched sources."""

from collections.abc import Mapping
from typing import Any

from checker.models import Source, Verdict
from checker.newsroom import Newsroom

__all__ = ["names_of", "sources_shown"]


def names_of(newsroom: Newsroom, verdict: Verdict) -> dict[str, str]:
    """Names of the owners in a verdict, where the rules or an agreement know them."""
    owners = {claim.owner for claim in verdict.claims}
    owners |= {match.owner for match in verdict.matches}
    agencies = newsroom.rules.agencies
    names = {a.owner: a.owner_name for a in newsroom.contracts().agreements if a.owner_name}
    names |= {owner: agencies[owner].name for owner in owners if owner in agencies}
    return {owner: names[owner] for owner in sorted(owners) if owner in names}


def sources_shown(sources: Mapping[str, Source]) -> dict[str, Any]:
    """Text and head of each matched source, by id."""
    return {
        source: {
            "owner": found.owner,
            "version": found.version,
            "title": found.title,
            "published": found.published.isoformat() if found.published else None,
            "language": found.language,
            "text": found.text,
        }
        for source, found in sources.items()
    }
