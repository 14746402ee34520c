"""What the rules cover, as a page for readers: by agency, by kind, by language."""

from collections import Counter

from checker.engine.model import RuleSet

__all__ = ["coverage"]

_INTRO = """# What the rules know

This page is generated from the rule files: `python -m checker.engine.coverage > docs/rules.md`.
[rules/README.md](../rules/README.md) explains how to write rules, [how evidence adds
up](../rules/README.md#how-evidence-adds-up), [how to try a rule on your own
texts](../rules/README.md#try-a-rule-on-your-own-texts) (`wirecheck rules try FILE TEXTS...`), and
[how weights are fitted](../rules/README.md#how-weights-are-fitted) and how well they generalise.

"""


def coverage(rules: RuleSet) -> str:
    """Returns the page in Markdown; the same rule set produces the same page."""
    parts = [_INTRO, _totals(rules), _kinds(rules), _languages(rules), _agencies(rules)]
    parts += [_templates(rules), _own(rules)]
    return "\n".join(parts)


def _totals(rules: RuleSet) -> str:
    businesses = Counter(agency.business for agency in rules.agencies.values())
    languages = {lg for words in rules.words.values() for lg in words.by_language} - {"mul"}
    return (
        f"{len(rules.agencies)} owners ({businesses['wire']} agencies, {businesses['pictures']}"
        f" picture sellers, {businesses['releases']} release wires), {len(rules.names)} names,"
        f" {len(rules.templates)} templates with {sum(len(t.forms) for t in rules.templates)} forms"
        f" in words of {len(languages)} languages, {len(rules.rules)} own rules.\n"
    )


def _kinds(rules: RuleSet) -> str:
    counts = Counter(instance.kind for instance in rules.instances())
    rows = [f"| `{kind}` | {count} |" for kind, count in sorted(counts.items())]
    return "\n".join(["## Rules by kind", "| kind | rules |", "| --- | --- |", *rows, ""])


def _languages(rules: RuleSet) -> str:
    counts: Counter[str] = Counter()
    for words in rules.words.values():
        for language, spellings in words.by_language.items():
            counts[language] += len(spellings)
    agencies: Counter[str] = Counter()
    for agency in rules.agencies.values():
        agencies.update(agency.languages)
    known = sorted((set(counts) | set(agencies)) - {"mul", "*"})
    rows = [f"| {lg} | {counts[lg]} | {agencies[lg]} |" for lg in known]
    head = ["## Languages", "| language | words of the grammar | agencies |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _agencies(rules: RuleSet) -> str:
    own = Counter(rule.agency for rule in rules.rules)
    names = Counter(owner for name in rules.names for owner in name.agencies)
    rows = [
        f"| `{a.id}` | {a.name} | {a.country} | {', '.join(a.languages)} | {a.business}"
        f" | {names[a.id]} | {own[a.id] or ''} |"
        for a in rules.agencies.values()
    ]
    head = [
        "## Owners",
        "| id | name | country | languages | business | names | own rules |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def _templates(rules: RuleSet) -> str:
    rows = [
        f"| `{t.id}` | {t.kind} | {t.role or 'none'} | {t.confidence} | {len(t.forms)}"
        f" | {t.matches[0].text.splitlines()[0].replace('|', chr(92) + '|') if t.matches else ''} |"
        for t in rules.templates
    ]
    head = [
        "## Templates",
        "Every agency has them as `<agency>-<template>`; all matching templates count together.",
        "",
        "| template | kind | role | confidence | forms | for example |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])


def _own(rules: RuleSet) -> str:
    rows = [f"| `{r.id}` | {r.kind} | {', '.join(r.languages)} | {r.note} |" for r in rules.rules]
    head = ["## Own rules", "| rule | kind | languages | note |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    import sys

    from checker.engine.load import default_rules

    sys.stdout.write(coverage(default_rules()))
