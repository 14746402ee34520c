"""The rule set as the service shows it."""

from dataclasses import replace

import msgspec

from checker.engine import Rule, RuleSet, Template
from checker.errors import NotFound, UnknownName
from checker.running.named import agency_named, owner_named, rule_named

from ..response_models import rules as out
from .opening import WorkerNewsroom

__all__ = ["agencies", "agency_names", "owner", "rule", "rules"]

MOST_EXAMPLES = 6
MOST_NAMES = 30


def rules(worker: WorkerNewsroom, agency: str | None = None) -> list[out.RuleHead]:
    """Returns all rules by id, one entry each; with an agency, only its rules.

    Raises:
        UnknownName: the agency is not known to the rules.
    """
    worker.follow_rules()
    held = worker.newsroom.rules
    named = None if agency is None else agency_named(held, agency, "query/agency")
    found = [
        out.RuleHead(
            id=one.id,
            agency=one.agency,
            kind=one.kind,
            confidence=one.confidence,
            status=one.status,
            version=one.version,
            languages=list(one.languages),
        )
        for one in held.instances()
        if named is None or one.agency == named
    ]
    return sorted(found, key=lambda line: line.id)


def agencies(worker: WorkerNewsroom) -> list[out.Agency]:
    """Returns all owners that the rules know, by id."""
    worker.follow_rules()
    return [
        out.Agency(
            id=agency.id,
            name=agency.name,
            aliases=list(agency.aliases),
            country=agency.country,
            business=agency.business,
            languages=list(agency.languages),
            note=agency.note,
        )
        for _, agency in sorted(worker.newsroom.rules.agencies.items())
    ]


def owner(worker: WorkerNewsroom, named: str) -> str:
    """Returns the id of the owner with a name.

    Raises:
        UnknownName: the owner is not known here.
    """
    worker.follow_rules()
    return owner_named(worker.newsroom, named, "query/owner")


def agency_names(worker: WorkerNewsroom) -> dict[str, str]:
    """Returns the name of each agency that the rules know, by its id."""
    worker.follow_rules()
    return {agency.id: agency.name for agency in worker.newsroom.rules.agencies.values()}


def rule(worker: WorkerNewsroom, rule: str) -> out.Rule:
    """Returns one rule with what it matches and examples.

    Raises:
        NotFound: there is no such rule.
    """
    worker.follow_rules()
    held = worker.newsroom.rules
    try:
        rule_named(held, rule, "rule_id")
    except UnknownName as error:
        raise NotFound(replace(error.problems[0], what="there is no such rule")) from None
    found = next(one for one in held.instances() if one.id == rule)
    shown = out.Rule(
        id=found.id,
        agency=found.agency,
        kind=found.kind,
        confidence=found.confidence,
        status=found.status,
        version=found.version,
        agency_name=held.agencies[found.agency].name if found.agency in held.agencies else "",
        languages=list(found.languages),
        source=found.source,
    )
    return _written(shown, held)


def _written(shown: out.Rule, held: RuleSet) -> out.Rule:
    """The rule with what its file says of it."""
    own = next((one for one in held.rules if one.id == shown.id), None)
    if own is not None:
        return msgspec.structs.replace(
            _explained(shown, own),
            keywords=list(own.keywords),
            patterns=[pattern.regex or pattern.text for pattern in own.patterns],
        )
    name = shown.id.removeprefix(f"{shown.agency}-")
    template = next((one for one in held.templates if one.id == name), None)
    if template is None:
        return shown
    names = [n.text for n in held.names if shown.agency in n.agencies and n.cls in template.names]
    return msgspec.structs.replace(_explained(shown, template), names=names[:MOST_NAMES])


def _explained(shown: out.Rule, written: Rule | Template) -> out.Rule:
    return msgspec.structs.replace(
        shown,
        note=written.note,
        replaced_by=written.replaced_by,
        zones=list(written.zones),
        examples=[example.text for example in written.matches[:MOST_EXAMPLES]],
        counter_examples=[example.text for example in written.no_matches[:MOST_EXAMPLES]],
    )
