"""Labelled names: texts of an evaluation kit, and the examples of the rule files themselves.

A kit is a folder with `markings/*.jsonl`, `pages/*.jsonl` and `reuse/background.jsonl.gz`, as
rules/README.md describes it.
"""

import gzip
import hashlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.engine import RuleSet
from checker.models.vocabulary import ZONE_KINDS
from tools.weights.readings import Named, Readings

__all__ = [
    "FOLDS",
    "LABELLED",
    "Canonical",
    "Name",
    "Text",
    "examples",
    "fold_of",
    "named",
    "natural",
    "pages",
    "snippets",
    "wanted",
]

FOLDS = 5
LABELLED = ("dev", "dev2")  # the sets of labelled snippets
Canonical = Callable[[str], str]
_METADATA = 0.5  # of a label that does not say whether a statement is about the text or a picture
_EXAMPLE = 1.5
# Of an example that differs from another only in the words beside the name, or of a seller of
# pictures: that those mark pictures is known, and must not be learnt of agencies.
_LIKE = 0.1
_QUIET, _LOUD = 0.12, 0.25  # of names in natural texts, labelled by forms alone
_NATURAL = 2_500  # texts


@dataclass(slots=True)
class Name:
    """One chain of names: its signs, its agencies, and its label with a weight, if it has one.

    `perhaps` are the roles of an agency whose marking is somewhere in the text. A `promise` is a
    label that has to hold: an example of a rule file. `either` is the weight of a label that says
    that the name marks something, and not what.
    """

    signs: Sequence[str]
    agencies: frozenset[str]
    span: tuple[int, int]
    label: tuple[str, float] | None = None
    perhaps: frozenset[str] = frozenset()
    promise: bool = False
    either: float = 0.0


@dataclass(slots=True)
class Text:
    """A text of one source; all texts of a source are in the same fold."""

    kind: str
    source: str
    names: list[Name]
    row: dict[str, Any]

    @property
    def fold(self) -> int:
        """Returns the fold of its source."""
        return fold_of(self.source)


def fold_of(source: str) -> int:
    """Returns the fold of all texts of a source."""
    return int(hashlib.sha256(f"fold{source}".encode()).hexdigest(), 16) % FOLDS


def snippets(kit: Path, readings: Readings, canonical: Canonical) -> Iterator[Text]:
    """Yields the labelled snippets: a marking of these agencies at `match`, or no marking."""
    agencies = readings.engine.rules.agencies.values()
    releases = {canonical(a.id) for a in agencies if a.business == "releases"}
    for name in LABELLED:
        for row in _rows(kit / "markings" / f"{name}.jsonl"):
            found = readings.names(row["text"])
            if found is None:
                continue
            names = named(found, canonical)
            for one in names:
                one.label = _of_snippet(row, one, len(names), canonical)
                if one.label and row["label"] == "positive" and _states_no_role(row):
                    one.either, one.label = one.label[1], None
                if row["kind"] == "press-release" and one.agencies <= releases:
                    one.label = None  # it marks a release, and a release is no agency's text
            source = str(row["source"]).partition(":")[0]
            yield Text(name, source, names, row)


def _of_snippet(
    row: dict[str, Any], name: Name, count: int, canonical: Canonical
) -> tuple[str, float] | None:
    if row["label"] != "positive":
        return "none", max(0.35, count**-0.5)
    start = max(0, row["text"].find(row["match"])) if row["match"] else 0
    end = start + len(row["match"] or row["text"])
    inside = name.span[0] < end and name.span[1] > start
    gold = {canonical(agency) for agency in row["agencies"]}
    if not inside or not (name.agencies & gold if gold else "generic" in name.agencies):
        return None
    return wanted(row), _METADATA if _states_no_role(row) else 1.0


def _states_no_role(row: dict[str, Any]) -> bool:
    """Whether a label says that a field names an agency, but not as the source of what."""
    return row["kind"] == "metadata" and not row.get("role")


def wanted(row: dict[str, Any]) -> str:
    """Returns the role of a snippet's marking."""
    return str(row.get("role") or ("photo" if row["kind"] == "photo_credit" else "text"))


def pages(kit: Path, readings: Readings, canonical: Canonical) -> Iterator[Text]:
    """Yields the labelled pages: agencies of text and pictures, without places of markings."""
    for name in ("dev", "dev2"):
        for row in _rows(kit / "pages" / f"{name}.jsonl"):
            found = readings.names((kit / "pages" / row["file"]).read_bytes(), None)
            if found is None:
                continue
            text = {canonical(a) for a in row["text_agencies"]}
            photo = {canonical(a) for a in row["photo_agencies"]}
            names = named(found, canonical)
            for one in names:
                roles = [("text", text), ("photo", photo)]
                one.perhaps = frozenset(r for r, members in roles if one.agencies & members)
                if not one.perhaps:
                    one.label = ("none", len(names) ** -0.5)
            yield Text(f"pages {name}", str(row["id"]).partition("_")[2], names, row)


def examples(readings: Readings) -> Iterator[Text]:
    """Yields the examples of the rule files, as lint reads them and as part of a file.

    A `match` is what its first form says, and neither the agency of a `no_match` nor the form that
    it is an example against may claim anything there. Files follow one pattern, so of those that
    show the same signs one counts; those that differ in words alone are promises of little weight,
    and those of sellers of pictures count little and promise nothing.
    """
    agencies = readings.engine.rules.agencies
    sellers = {a.id for a in agencies.values() if a.business == "pictures"}
    seen: set[tuple[str, ...]] = set()
    for owner, example, told in _told(readings.engine.rules):
        for as_type in ("draft", "text"):
            found = readings.names(example, as_type) or ()
            names = named(found, str)
            for one, read in zip(names, found, strict=True):
                role = told(read)
                shown = (role or "", *sorted(read.signs))
                if role is not None and shown not in seen:
                    pattern = (*shown[:1], *(s for s in shown[1:] if not s.startswith("word ")))
                    weight = _LIKE if pattern in seen or owner in sellers else _EXAMPLE
                    seen.update((shown, pattern))
                    one.label = (role, weight)
                    one.promise = as_type == "draft" and owner not in sellers
            yield Text("examples", f"rules {owner}", names, {"example": example})


Told = Callable[[Named], str | None]


def _told(rules: RuleSet) -> Iterator[tuple[str, str, Told]]:
    """Owner and text of each example, and what it tells of a name: its role, or nothing.

    A name of a `match` that no form takes may be the marking, or stand beside it.
    """

    def of_agency(agency: str) -> Told:
        return lambda name: "none" if agency in name.agencies else None

    def of_template(template: str) -> Told:
        return lambda name: "none" if template in name.templates or name.role == "none" else None

    def marks(name: Named) -> str | None:
        return name.role if name.role != "none" else None

    for agency in rules.agencies.values():
        yield from ((agency.id, one.text, marks) for one in agency.matches)
        yield from ((agency.id, one.text, of_agency(agency.id)) for one in agency.no_matches)
    for template in rules.templates:
        if template.status == "deprecated" or len(template.zones) < len(ZONE_KINDS):
            continue
        yield from ((template.id, one.text, marks) for one in template.matches)
        if template.role != "mention":  # what is no mention may be a mark
            others = of_template(template.id)
            yield from ((template.id, one.text, others) for one in template.no_matches)


def natural(kit: Path, readings: Readings, canonical: Canonical) -> Iterator[Text]:
    """Yields unlabelled news texts; each name is labelled by its first form, at low weight."""
    with gzip.open(kit / "reuse" / "background.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(2026).shuffle(rows)
    count = 0
    for row in rows:
        found = readings.names(row.get("text") or "")
        if not found:
            continue
        names = named(found, canonical)
        for one, read in zip(names, found, strict=True):
            one.label = (read.role, _QUIET if read.role == "none" else _LOUD)
        count += 1
        yield Text("natural", f"natural {count}", names, {})
        if count >= _NATURAL:
            return


def named(found: Sequence[Named], canonical: Canonical) -> list[Name]:
    """Returns the names that were read, without labels."""
    return [
        Name(one.signs, frozenset(canonical(agency) for agency in one.agencies), one.span)
        for one in found
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
