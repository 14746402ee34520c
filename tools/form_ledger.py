"""Prints which sources each form of the shared grammar serves, rightly and wrongly, and its weight.

    python -m tools.form_ledger KIT [--json]

KIT is the folder of labelled texts (rules/README.md). A source is a repository or site of the
snippets and pages. A form serves a source rightly where a name that it fits carries a label of the
form's role there, wrongly where the label is another or the text has no marking. A page's label has
no place: a form counts for it where its agency and role are labelled. Forms that serve fewer than
three sources rightly are listed at the end with their reason, the `note` of the form; one that has
none has to go, and the command ends with 1.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from checker.engine import Engine, RuleSet, default_rules
from tools.fit_weights import LEAST, kit_names
from tools.weights.readings import Readings
from tools.weights.samples import Name, Text, pages, snippets

__all__ = ["Entry", "few", "ledger", "printed", "unexplained"]

_WIDTH = 26  # of a form's id, as it is printed


@dataclass(slots=True)
class Entry:
    """One form: the sources that it serves rightly and wrongly, and its fitted weights."""

    form: str
    role: str
    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    weight: tuple[float, float] | None = None
    note: str = ""


def ledger(rules: RuleSet, texts: Iterable[Text]) -> list[Entry]:
    """Returns every form of the rule set, in the order of the grammar."""
    entries: dict[str, Entry] = {}
    for template in rules.templates:
        for number, form in enumerate(template.forms):
            id_ = f"{template.id}#{number}"
            role = str(form.role or template.role or "none")
            weight = rules.weights.signs.get(f"form {id_}")
            entries[id_] = Entry(id_, "text" if role == "press_release" else role, weight=weight)
            entries[id_].note = form.note
    for text in texts:
        for name in text.names:
            for sign in name.signs:
                entry = entries.get(sign.removeprefix("form ")) if sign[:5] == "form " else None
                if entry is not None:
                    _count(entry, text, name)
    return list(entries.values())


def _count(entry: Entry, text: Text, name: Name) -> None:
    roles = {name.label[0]} if name.label else set(name.perhaps)
    if not roles:
        return  # nobody labelled it
    fits = entry.role in roles or (entry.role in ("mention", "none") and roles == {"none"})
    (entry.right if fits else entry.wrong).add(text.source)


def few(entries: Iterable[Entry]) -> list[Entry]:
    """Returns the forms that serve fewer sources rightly than a fitted sign needs."""
    return [entry for entry in entries if len(entry.right) < LEAST]


def unexplained(entries: Iterable[Entry]) -> list[str]:
    """Returns the forms that serve too few sources and do not say why they are there."""
    return [entry.form for entry in few(entries) if not entry.note]


def printed(entries: list[Entry]) -> Iterator[str]:
    """Yields the lines of the ledger for people."""
    counts: dict[int, int] = defaultdict(int)
    yield f"{'form':{_WIDTH}} {'role':8} right wrong   text  photo"
    for one in entries:
        counts[min(len(one.right), LEAST)] += 1
        text, photo = (f"{w:+6.2f}" for w in one.weight) if one.weight else ("     -", "     -")
        row = f"{len(one.right):5} {len(one.wrong):5} {text} {photo}"
        yield f"{one.form:{_WIDTH}} {one.role:8} {row}"
    yield f"{len(entries)} forms; {len(few(entries))} serve fewer than {LEAST} sources rightly:"
    for one in few(entries):
        why = one.note or "no reason is stated"
        yield f"  {one.form}: {len(one.right)} right, {len(one.wrong)} wrong. {why}"


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a form")
    asked = parser.parse_args()
    engine = Engine(default_rules())
    canonical: Callable[[str], str] = kit_names(asked.kit)
    readings = Readings(engine)
    texts = [*snippets(asked.kit, readings, canonical), *pages(asked.kit, readings, canonical)]
    entries = ledger(engine.rules, texts)
    if not asked.json:
        print("\n".join(printed(entries)))
        raise SystemExit(1 if unexplained(entries) else 0)
    for one in entries:
        print(json.dumps({**asdict(one), "right": len(one.right), "wrong": len(one.wrong)}))


if __name__ == "__main__":
    main()
