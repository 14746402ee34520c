"""Checks what no file shows alone: names of two agencies, forms, rules that name others."""

from collections.abc import Mapping

from checker.engine.building import Building
from checker.engine.grammar import check_form, check_regex
from checker.engine.model import (
    Name,
    Rule,
    Template,
)
from checker.engine.packaged import Packaged
from checker.errors import Problem
from checker.orders import ORDER_RULES
from checker.strict import hint
from checker.wording import worded

__all__ = ["check_grammar", "check_names"]


def check_names(building: Building) -> None:
    """The same spelling in two files is an error, unless one file joins them."""
    owners: dict[tuple[str, bool], Name] = {}
    for names in building.names.values():
        for name in names:
            for owner in name.agencies:
                if owner not in building.agencies:
                    building.problems.append(
                        Problem(
                            name.place,
                            worded(
                                "{text} is joined with an unknown agency {owner}",
                                text=repr(name.text),
                                owner=repr(owner),
                            ),
                            hint(owner, building.agencies),
                        )
                    )
            exact = name.cls in ("mark", "ambiguous", "bracketed", "small", "picture", "never")
            shown = building.folds.shown(name.text)
            key = (shown if exact else shown.lower(), exact)
            if not key[0].strip():
                building.problems.append(Problem(name.place, "an empty name"))
            if name.cls == "never":
                continue
            earlier = owners.setdefault(key, name)
            if earlier.agencies[0] != name.agencies[0]:
                building.problems.append(
                    Problem(
                        name.place,
                        worded(
                            "{text} is a name of {agencies} too",
                            text=repr(name.text),
                            agencies=repr(earlier.agencies[0]),
                        ),
                        "[[joint]] names the other agency in `with`",
                    )
                )


def check_grammar(building: Building, known: Packaged | None) -> None:
    """Checks every form and pattern but those that are `known` and what they are made of too."""
    if known is not None and not _same_parts(building, known):
        known = None
    templates: Mapping[str, Template] = known.templates if known else {}
    rules: Mapping[str, Rule] = known.rules if known else {}
    for template in building.templates.values():
        for form in () if templates.get(template.id) is template else template.forms:
            building.problems += check_form(
                template.id, template.place, form, building.words, building.fragments
            )
    for rule in building.rules.values():
        for pattern in () if rules.get(rule.id) is rule else rule.patterns:
            if pattern.regex:
                building.problems += check_regex(
                    rule.id, pattern.place, pattern.regex, building.fragments
                )
    _check_references(building)
    for agency in building.agencies.values():
        for skipped in agency.skip:
            if skipped not in building.templates:
                building.problems.append(
                    Problem(
                        agency.place,
                        worded(
                            "{agency}: `skip` names an unknown template, {skipped}",
                            agency=agency.id,
                            skipped=repr(skipped),
                        ),
                        hint(skipped, building.templates),
                    )
                )


def _same_parts(building: Building, known: Packaged) -> bool:
    """Whether the known words and fragments still are what they were."""
    return all(building.words.get(id_) is words for id_, words in known.words.items()) and all(
        building.fragments.get(id_) == source for id_, source in known.fragments.items()
    )


def _check_references(building: Building) -> None:
    """`requires` and `replaced_by` name rules that there are: own ones or those of templates."""
    known = set(building.rules)
    known |= {f"{agency}-{id_}" for agency in building.agencies for id_ in building.templates}
    exceptions = {id_ for id_, rule in building.rules.items() if rule.kind == "exception"}
    for rule in building.rules.values():
        for key, named in (("requires", rule.requires), ("replaced_by", rule.replaced_by)):
            if key == "replaced_by" and named in ORDER_RULES:
                continue  # the grammar of orders, which no file of rules holds
            if named and (named == rule.id or named not in known):
                what = worded(
                    "{id}: {key} names no other rule: {named}",
                    id=rule.id,
                    key=key,
                    named=repr(named),
                )
                building.problems.append(Problem(rule.place, what, hint(named, sorted(known))))
        if rule.requires in exceptions:
            what = worded(
                "{id}: requires an exception, which never matches: {requires}",
                id=rule.id,
                requires=repr(rule.requires),
            )
            building.problems.append(Problem(rule.place, what, "name a rule that marks something"))
    for template in building.templates.values():
        named = template.replaced_by
        if named and (named == template.id or named not in building.templates):
            what = worded(
                "{id}: replaced_by names no other template: {named}",
                id=template.id,
                named=repr(named),
            )
            near = hint(named, building.templates)
            building.problems.append(Problem(template.place, what, near))
        if template.kind == "exception":
            what = worded("{id}: a template cannot be an exception", id=template.id)
            building.problems.append(Problem(template.place, what, "write a [[rule]]"))
