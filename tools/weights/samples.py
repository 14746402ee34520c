"""Labelled names: texts of an evaluation kit, and the examples of the rule files themselves.

A kit is a folder with `markings/*.jsonl`, `pages/*.jsonl` and `reuse/background.jsonl.gz`, as
docs/rules.md describes it.
"""

import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.engine import Engine
from checker.engine.forms import Fits
from checker.errors import WirecheckError
from checker.formats import read_draft
from checker.models import Draft

__all__ = [
    "FOLDS",
    "Canonical",
    "Name",
    "Text",
    "examples",
    "names_of",
    "natural",
    "pages",
    "snippets",
    "wanted",
]

FOLDS = 5
Canonical = Callable[[str], str]
_METADATA = 0.5  # of a label that does not say whether a statement is about the text or a picture
_EXAMPLE = 1.5
_ALIKE = 1  # examples that count of those with the same signs
_QUIET, _LOUD = 0.12, 0.25  # of names in natural texts, labelled by forms alone
_NATURAL = 2_500  # texts


@dataclass(slots=True)
class Name:
    """One chain of names: its signs, who bears them, and its label with a weight, if it has one.

    `perhaps` are the roles of an agency whose marking is somewhere in the text.
    """

    signs: list[str]
    agencies: frozenset[str]
    span: tuple[int, int]
    label: tuple[str, float] | None = None
    perhaps: frozenset[str] = frozenset()


@dataclass(slots=True)
class Text:
    """A text of one source; all texts of a source are in one fold."""

    kind: str
    source: str
    names: list[Name]
    row: dict[str, Any]

    @property
    def fold(self) -> int:
        """The fold of its source."""
        digest = hashlib.sha256(f"fold{self.source}".encode()).hexdigest()
        return int(digest, 16) % FOLDS


def snippets(kit: Path, engine: Engine, canonical: Canonical) -> Iterator[Text]:
    """The labelled snippets: a marking of these agencies at `match`, or no marking at all."""
    agencies = engine.rules.agencies.values()
    releases = {canonical(a.id) for a in agencies if a.business == "releases"}
    for name in ("dev", "dev2"):
        for row in _rows(kit / "markings" / f"{name}.jsonl"):
            draft = _draft(row["text"], "text")
            if draft is None:
                continue
            names = list(names_of(engine, draft, canonical))
            for one, _ in names:
                one.label = _of_snippet(row, one, len(names), canonical)
                if row["kind"] == "press-release" and one.agencies <= releases:
                    one.label = None  # it marks a release, and a release is no agency's text
            source = str(row["source"]).partition(":")[0]
            yield Text(name, source, [one for one, _ in names], row)


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
    unsure = row["kind"] == "metadata" and not row.get("role")
    return wanted(row), _METADATA if unsure else 1.0


def wanted(row: dict[str, Any]) -> str:
    """The role that a snippet's marking has."""
    return str(row.get("role") or ("photo" if row["kind"] == "photo_credit" else "text"))


def pages(kit: Path, engine: Engine, canonical: Canonical) -> Iterator[Text]:
    """The labelled pages: agencies of text and pictures, without the place of their marks."""
    for name in ("dev", "dev2"):
        for row in _rows(kit / "pages" / f"{name}.jsonl"):
            draft = _draft((kit / "pages" / row["file"]).read_bytes(), None)
            if draft is None:
                continue
            text = {canonical(a) for a in row["text_agencies"]}
            photo = {canonical(a) for a in row["photo_agencies"]}
            names = [one for one, _ in names_of(engine, draft, canonical)]
            for one in names:
                roles = [("text", text), ("photo", photo)]
                one.perhaps = frozenset(r for r, members in roles if one.agencies & members)
                if not one.perhaps:
                    one.label = ("none", len(names) ** -0.5)
            yield Text(f"pages {name}", str(row["id"]).partition("_")[2], names, row)


def examples(engine: Engine) -> Iterator[Text]:
    """The examples of the rule files: a `match` is what its first form says, else nothing.

    Files follow one pattern, so of those that show the same signs one counts.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    rules = engine.rules
    written = [
        *((a.id, a.matches, a.no_matches) for a in rules.agencies.values()),
        *((t.id, t.matches, t.no_matches) for t in rules.templates),
    ]
    for owner, matches, others in written:
        for example, marks in [*((e, True) for e in matches), *((e, False) for e in others)]:
            draft = _draft(example.text, "text")
            found = list(names_of(engine, draft, str)) if draft is not None else []
            for one, fits in found:
                role = _first_role(engine, fits) if marks else "none"
                shown = (role, *sorted(one.signs))
                # A name of a `match` that no form takes may be the marking, or stand beside it.
                told = seen[shown] < _ALIKE and not (marks and role == "none")
                one.label = (role, _EXAMPLE) if told else None
                seen[shown] += 1
            yield Text("examples", f"rules {owner}", [one for one, _ in found], {})


def natural(kit: Path, engine: Engine, canonical: Canonical) -> Iterator[Text]:
    """Real news texts without labels, each name labelled by its first form alone, at low weight."""
    with gzip.open(kit / "reuse" / "background.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(2026).shuffle(rows)
    count = 0
    for row in rows:
        draft = _draft(row.get("text") or "", "text")
        found = list(names_of(engine, draft, canonical)) if draft is not None else []
        if not found:
            continue
        for one, fits in found:
            role = _first_role(engine, fits)
            one.label = (role, _QUIET if role == "none" else _LOUD)
        count += 1
        yield Text("natural", f"natural {count}", [one for one, _ in found], {})
        if count >= _NATURAL:
            return


def names_of(engine: Engine, draft: Draft, canonical: Canonical) -> Iterator[tuple[Name, Fits]]:
    """The chains of names in a draft with their signs, each with the forms that fit."""
    for signed in engine.signed(draft):
        agencies = {a for mention in signed.chain.mentions for a in mention.agencies}
        bearers = frozenset(canonical(agency) for agency in agencies)
        yield Name(signed.signs, bearers, signed.span), signed.fits


def _first_role(engine: Engine, fits: Fits) -> str:
    for hit in fits.hits:
        role = hit.form.role or engine.rules.templates[hit.template].role
        if role in ("text", "photo"):
            return role
        if role == "press_release":
            return "text"
    return "none"


def _draft(data: str | bytes, as_type: str | None) -> Draft | None:
    try:
        return read_draft(data, as_type=as_type)
    except WirecheckError:
        return None  # the kit has a few that are no text


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
