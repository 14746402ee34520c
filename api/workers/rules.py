"""The rule set told as plain values."""

from dataclasses import asdict
from typing import Any

from checker.engine import Rule, RuleSet, Template

from .opening import WorkerNewsroom

__all__ = ["agencies", "rule", "rules"]

MOST_EXAMPLES = 6


def rules(worker: WorkerNewsroom, agency: str | None = None) -> list[dict[str, Any]]:
    """All rules by id, a line each; of one agency, if asked."""
    worker.follow_rules()
    found = [
        {
            "id": one.id,
            "agency": one.agency,
            "kind": one.kind,
            "confidence": one.confidence,
            "status": one.status,
            "version": one.version,
            "languages": list(one.languages),
        }
        for one in worker.newsroom.rules.instances()
        if agency is None or one.agency == agency
    ]
    return sorted(found, key=lambda line: str(line["id"]))


def agencies(worker: WorkerNewsroom) -> list[dict[str, Any]]:
    """All owners that the rules know, by id."""
    worker.follow_rules()
    return [
        {
            "id": agency.id,
            "name": agency.name,
            "aliases": list(agency.aliases),
            "country": agency.country,
            "business": agency.business,
            "languages": list(agency.languages),
            "note": agency.note,
        }
        for _, agency in sorted(worker.newsroom.rules.agencies.items())
    ]


def rule(worker: WorkerNewsroom, rule: str) -> dict[str, Any] | None:
    """One rule with what it matches and examples; None when there is none of that id."""
    worker.follow_rules()
    held = worker.newsroom.rules
    found = next((one for one in held.instances() if one.id == rule), None)
    if found is None:
        return None
    told = {name: value for name, value in asdict(found).items() if value not in ("", ())}
    told["agency_name"] = held.agencies[found.agency].name if found.agency in held.agencies else ""
    return told | _written(held, rule, found.agency)


def _written(held: RuleSet, rule: str, agency: str) -> dict[str, Any]:
    own = next((one for one in held.rules if one.id == rule), None)
    if own is not None:
        return _own(own)
    name = rule.removeprefix(f"{agency}-")
    template = next((one for one in held.templates if one.id == name), None)
    return {} if template is None else _template(template, held, agency)


def _own(rule: Rule) -> dict[str, Any]:
    return {
        "note": rule.note,
        "replaced_by": rule.replaced_by,
        "keywords": list(rule.keywords),
        "patterns": [pattern.regex or pattern.text for pattern in rule.patterns],
        "zones": list(rule.zones),
        "examples": [example.text for example in rule.matches[:MOST_EXAMPLES]],
        "counter_examples": [example.text for example in rule.no_matches[:MOST_EXAMPLES]],
    }


def _template(template: Template, held: RuleSet, agency: str) -> dict[str, Any]:
    names = [n.text for n in held.names if agency in n.agencies and n.cls in template.names]
    return {
        "note": template.note,
        "replaced_by": template.replaced_by,
        "names": names[:30],
        "zones": list(template.zones),
        "examples": [example.text for example in template.matches[:MOST_EXAMPLES]],
        "counter_examples": [example.text for example in template.no_matches[:MOST_EXAMPLES]],
    }
