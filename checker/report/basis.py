"""What a verdict is based on: what was searched, and the versions of all that it depends on."""

from typing import Annotated

from msgspec import Meta, Struct

from checker.report.scalars import Count, Time

__all__ = [
    "BudgetSpent",
    "Characters",
    "IndexSeen",
    "IndexVersion",
    "LeftOut",
    "LookedAt",
    "RulesSeen",
    "ScriptSeen",
    "Versions",
]


class IndexVersion(Struct, frozen=True, kw_only=True):
    """What the draft was compared with."""

    items: Annotated[Count, Meta(description="Licensed items.")]
    texts: Annotated[Count, Meta(description="Their texts, all versions.")]
    newest: Annotated[str | None, Meta(description="When the newest of them arrived.")]


class Versions(Struct, frozen=True, kw_only=True):
    """The basis of the verdict: the same versions give the same verdict."""

    wirecheck: Annotated[str, Meta(description="The version of Wirecheck.")]
    rules: Annotated[str, Meta(description="The digest of the rule set.")]
    agreements: Annotated[str, Meta(description="The digest of the agreements.")]
    policy: Annotated[str, Meta(description="The digest of the policy.")]
    index: Annotated[IndexVersion, Meta(description="The licensed items.")]


class IndexSeen(Struct, frozen=True, kw_only=True):
    """The state of the index that a check used."""

    database: Annotated[str, Meta(description="The database that the index belongs to.")]
    sequence: Annotated[Count, Meta(description="The last change that it contains.")]
    newest_sequence: Annotated[
        Count,
        Meta(description="The newest change when the check began; if higher, the index is behind."),
    ]
    items: Annotated[Count, Meta(description="How many items it can find.")]
    newest: Annotated[Time | None, Meta(description="When the newest item was received.")]


class RulesSeen(Struct, frozen=True, kw_only=True):
    """The rules that a check used."""

    digest: Annotated[str, Meta(description="Identifies the rule set.")]
    agencies: Annotated[Count, Meta(description="How many agencies it knows.")]
    house_rules: Annotated[Count, Meta(description="The number of definitions from house rules.")]
    problems: Annotated[
        list[str],
        Meta(description="The reasons why the present house rule files are not in force."),
    ] = []


class LeftOut(Struct, frozen=True, kw_only=True):
    """Characters of the document that were not checked."""

    why: Annotated[str, Meta(description="Why not, as in `hidden` or `over_limit`.")]
    characters: Annotated[Count, Meta(description="How many.")]


class Characters(Struct, frozen=True, kw_only=True):
    """How much of the document was checked."""

    read: Annotated[Count, Meta(description="Characters (code points) that were checked.")]
    left_out: Annotated[list[LeftOut], Meta(description="Characters that were not, and why.")]


class ScriptSeen(Struct, frozen=True, kw_only=True):
    """A writing system of the document."""

    script: Annotated[str, Meta(description="Its Unicode name.")]
    supported: Annotated[bool, Meta(description="Whether copied text in it is found.")]


class BudgetSpent(Struct, frozen=True, kw_only=True):
    """What a stage of the check spent of its budget."""

    what: Annotated[str, Meta(description="`markings`: CPU time; `check`: time of the whole.")]
    spent: Annotated[float, Meta(description="Seconds.")]
    limit: Annotated[float, Meta(description="Its limit in seconds.")]


class LookedAt(Struct, frozen=True, kw_only=True):
    """The basis of the verdict; `complete` depends on all of it except `recorded`."""

    markings: Annotated[bool, Meta(description="The rules looked for markings.")]
    reuse: Annotated[bool, Meta(description="The text was compared with licensed sources.")]
    index: Annotated[IndexSeen | None, Meta(description="The index; null: it was not searched.")]
    rules: Annotated[RulesSeen | None, Meta(description="The rules; null: none were used.")]
    characters: Annotated[Characters, Meta(description="How much was checked.")]
    words: Annotated[
        Count,
        Meta(
            description="Words that were checked; if the story has far more, a field was sent under"
            " a wrong name."
        ),
    ] = 0
    zones: Annotated[dict[str, int], Meta(description="Characters of each kind of zone.")]
    scripts: Annotated[list[ScriptSeen], Meta(description="The writing systems of its characters.")]
    parts_unread: Annotated[list[str], Meta(description="Parts and attachments not read.")]
    budgets: Annotated[list[BudgetSpent], Meta(description="What was spent of each budget.")]
    recorded: Annotated[
        bool, Meta(description="Whether the check was stored, so that a kill finds it.")
    ]
