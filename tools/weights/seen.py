"""What an editor sees of labelled snippets and pages: claims of the whole engine, fold by fold.

The names that weights are fitted on are not all that the engine claims: sign-offs, notices and
orders may name nobody. So each text is scanned by an engine with the weights of the other folds,
and its claims are compared as the kit's `score_claims.py` and `score_pages.py` compare those of a
check. Limits of use are left out: they claim nothing, unless their words can be read as terms.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checker.engine import Engine, RuleSet
from checker.engine.lint import makes_claim
from checker.errors import WirecheckError
from checker.formats import read_draft
from checker.models.evidence import Finding
from checker.orders import RESTRICTION_RULES
from tools.weights.judging import Outcome
from tools.weights.samples import fold_of, wanted

__all__ = ["Signs", "seen_pages", "seen_snippets"]

Signs = Mapping[str, tuple[float, float]]
Canonical = Callable[[str], str]
_BUDGET = 30.0  # seconds of CPU, so that no text is cut
_UNSEEN = ("attribution", "exception")


def _engines(rules: RuleSet, signs: Mapping[int, Signs]) -> dict[int, Engine]:
    """An engine for each fold."""
    return {
        fold: Engine(replace(rules, weights=replace(rules.weights, signs=MappingProxyType(own))))
        for fold, own in signs.items()
    }


def seen_snippets(
    kit: Path, rules: RuleSet, signs: Mapping[int, Signs], canonical: Canonical, *kinds: str
) -> Iterator[Outcome]:
    """Yields the outcome for each snippet of these sets.

    Args:
        kit: the folder of labelled texts.
        rules: the rules, whose weights are replaced.
        signs: the weights for the texts of each fold; texts of other folds are left out.
        canonical: the kit's own names of agencies.
        kinds: the names of the sets.
    """
    engines = _engines(rules, signs)
    for kind in kinds:
        for row in _rows(kit / "markings" / f"{kind}.jsonl"):
            fold = fold_of(str(row["source"]).partition(":")[0])
            if fold in engines:
                findings = _findings(engines[fold], row["text"])
                said = _snippet(row, findings, canonical)
                role = wanted(row) if row["label"] == "positive" else ""
                yield Outcome(kind, fold, str(row.get("lang", "")), said, role)


def seen_pages(
    kit: Path, rules: RuleSet, signs: Mapping[int, Signs], canonical: Canonical, *kinds: str
) -> Iterator[Outcome]:
    """Yields the outcome for each agency of each page; its kind is "pages" and the set's name.

    The arguments are those of `seen_snippets`.
    """
    engines = _engines(rules, signs)
    for kind in kinds:
        for row in _rows(kit / "pages" / f"{kind}.jsonl"):
            fold = fold_of(str(row["id"]).partition("_")[2])
            if fold in engines:
                findings = _findings(engines[fold], (kit / "pages" / row["file"]).read_bytes())
                for role, said in _page(row, findings, canonical):
                    yield Outcome(f"pages {kind}", fold, str(row.get("lang", "")), said, role)


def _findings(engine: Engine, given: str | bytes) -> list[Finding]:
    """The findings; none in a text that is refused, of which an editor sees no claim."""
    try:
        draft = read_draft(given, as_type="text" if isinstance(given, str) else None)
    except WirecheckError:
        return []
    found = engine.scan(draft, budget=_BUDGET).findings
    return [f for f in found if not f.experimental and f.rule not in RESTRICTION_RULES]


def _claims(findings: list[Finding], canonical: Canonical) -> dict[str, set[str]]:
    claims: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if makes_claim(finding) and finding.role is not None:
            claims[finding.role].add(canonical(finding.agency))
    return claims


def _snippet(row: dict[str, Any], findings: list[Finding], canonical: Canonical) -> str:
    claims = _claims(findings, canonical)
    if row["label"] != "positive":
        said = claims["text"] | (claims["photo"] if row["kind"] != "photo_credit" else set())
        return "alarm" if said else "quiet"
    start = max(0, row["text"].find(row["match"])) if row["match"] else 0
    end = start + len(row["match"] or row["text"])
    over = {
        canonical(finding.agency)
        for finding in findings
        if finding.kind not in _UNSEEN and finding.start < end and finding.end > start
    }
    gold = {canonical(agency) for agency in row["agencies"]}
    if not gold:
        return "right" if over and (claims["text"] or claims["photo"]) else "missed"
    if gold & over & claims[wanted(row)]:
        return "right"
    claimed = claims["text"] | claims["photo"] | claims["press_release"]
    return "wrong role" if gold & (claimed - claims[wanted(row)]) else "missed"


def _page(
    row: dict[str, Any], findings: list[Finding], canonical: Canonical
) -> Iterator[tuple[str, str]]:
    """Role and outcome of each agency of a page; a picture of a text's agency may be told so."""
    claims = _claims(findings, canonical)
    gold = {role: {canonical(a) for a in row[f"{role}_agencies"]} for role in ("text", "photo")}
    for role, held in gold.items():
        for agency in sorted(held | claims[role]):
            if agency not in claims[role]:
                yield role, "missed"
            elif agency in held:
                yield role, "right"
            elif role == "text" or agency not in gold["text"]:
                yield role, "invented"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
