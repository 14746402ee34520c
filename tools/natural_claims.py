"""Counts claims on natural news texts that nobody labelled, against claims that a person judged.

    python -m tools.natural_claims KIT [--texts N] [--unjudged FILE] [--add FILE]

KIT is the folder of evaluation texts (rules/README.md). A fixed sample of its natural texts is
checked on two processes; printed are claims per 1,000 texts, by kind of rule and by language, the
share of right claims among those judged, and the judged ones that are made no longer. New claims
are listed with their line; `--unjudged FILE` writes them as JSON Lines with `"right": null` to be
filled in by somebody who reads them, and `--add FILE` takes the verdicts over. Kept are the hash of
the text, owner, role and verdict, never a text.
"""

import argparse
import gzip
import hashlib
import json
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from checker.engine import Engine, default_rules
from checker.engine.lint import makes_claim
from checker.formats import read_draft
from checker.models.evidence import Finding
from checker.orders import RESTRICTION_RULES

__all__ = ["JUDGED", "Claim", "Verdict", "claims_of", "compared", "judged_file", "sample"]

JUDGED = Path(__file__).resolve().parent.parent / "bench" / "natural_judged.jsonl"
SOURCES = ("reuse/background.jsonl.gz", "formats/derived/tgcontest_cards.jsonl.gz")
TEXTS, SEED, PROCESSES = 20_000, 2026, 2
_AROUND = 100  # characters of a claim's line on each side
_SHOWN = 40  # new claims that are printed

Key = tuple[str, str, str]  # hash of the text, owner, role


@dataclass(frozen=True, slots=True)
class Claim:
    """One owner's claim on a text in one role, with the kind of the rule and the line to read."""

    text: str
    owner: str
    role: str
    kind: str
    confidence: str
    language: str
    line: str

    @property
    def key(self) -> Key:
        """What a verdict is kept under."""
        return self.text, self.owner, self.role


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a person who read a claim found it right."""

    text: str
    owner: str
    role: str
    right: bool

    @property
    def key(self) -> Key:
        """The claim that was judged."""
        return self.text, self.owner, self.role


def text_hash(text: str) -> str:
    """Returns the name of a text where the text itself must not be kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def sample(kit: Path, count: int) -> list[tuple[str, str]]:
    """Returns the texts with their languages, in an order that depends only on the kit."""
    rows: list[tuple[str, str]] = []
    for name in SOURCES:
        with gzip.open(kit / name, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                language = row.get("lang") or str(row.get("thread", "")).partition("/")[0]
                rows.append((row.get("text") or "", language or "?"))
    random.Random(SEED).shuffle(rows)
    return rows[:count]


def claims_of(engine: Engine, text: str, language: str) -> list[Claim]:
    """What the text is claimed to be, an owner and role once."""
    draft = read_draft(text, as_type="text") if text.strip() else None
    found: dict[Key, Claim] = {}
    for finding in engine.scan(draft, budget=30.0).findings if draft is not None else ():
        if draft is None or not finding.role or not _owns(finding):
            continue
        low = draft.text.rfind("\n", 0, finding.start) + 1
        high = draft.text.find("\n", finding.end)
        low = max(low, finding.start - _AROUND)
        high = min(high if high >= 0 else len(draft.text), finding.end + _AROUND)
        line = draft.text[low : max(high, finding.end)]
        one = Claim(
            text_hash(text),
            finding.agency,
            finding.role,
            finding.kind,
            finding.confidence,
            language,
            line,
        )
        found.setdefault(one.key, one)
    return list(found.values())


def _owns(finding: Finding) -> bool:
    """Limits of use are left out: they make no claim, unless their words can be read as terms."""
    return makes_claim(finding) and finding.rule not in RESTRICTION_RULES


def _part(rows: Sequence[tuple[str, str]]) -> list[Claim]:
    engine = Engine(default_rules())
    return [claim for text, language in rows for claim in claims_of(engine, text, language)]


def _all(rows: Sequence[tuple[str, str]]) -> list[Claim]:
    size = 500
    parts = [rows[start : start + size] for start in range(0, len(rows), size)]
    claims: list[Claim] = []
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        for number, found in enumerate(pool.imap(_part, parts), 1):
            claims += found
            done = min(number * size, len(rows))
            print(f"\r{done} of {len(rows)} texts", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return claims


def judged_file(path: Path) -> list[Verdict]:
    """Returns the verdicts of a file, without those that are still open."""
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Verdict(row["text"], row["owner"], row["role"], row["right"])
        for row in rows
        if isinstance(row["right"], bool)
    ]


def compared(
    texts: Iterable[str], claims: Sequence[Claim], judged: Sequence[Verdict]
) -> dict[str, list[Any]]:
    """Claims that are `right`, `wrong` or `new`, and right verdicts whose claim is `gone`."""
    hashes, verdicts = set(texts), {one.key: one for one in judged}
    made = {claim.key for claim in claims}
    sorts: dict[str, list[Any]] = {"right": [], "wrong": [], "new": []}
    for claim in claims:
        verdict = verdicts.get(claim.key)
        sorts["new" if verdict is None else "right" if verdict.right else "wrong"].append(claim)
    sorts["gone"] = [v for v in judged if v.right and v.text in hashes and v.key not in made]
    return sorts


def report(rows: Sequence[tuple[str, str]], claims: Sequence[Claim]) -> Iterator[str]:
    """Yields the counts that need no verdict."""
    texts = len(rows) or 1
    with_claim = len({claim.text for claim in claims})
    yield (
        f"{len(rows)} texts, {len(claims)} claims on {with_claim} of them:"
        f" {1000 * len(claims) / texts:.1f} per 1,000 texts"
    )
    for title, of in (
        ("role", [claim.role for claim in claims]),
        ("confidence", [claim.confidence for claim in claims]),
        ("kind of rule", [claim.kind for claim in claims]),
    ):
        counts = Counter(of).most_common()
        yield f"by {title}: " + ", ".join(f"{name} {count}" for name, count in counts)
    sizes = Counter(language for _, language in rows)
    rates = Counter(claim.language for claim in claims)
    yield "by language, per 1,000 texts: " + ", ".join(
        f"{language} {1000 * rates[language] / size:.1f} ({size})"
        for language, size in sizes.most_common()
    )


def verdicts(sorts: dict[str, list[Any]]) -> Iterator[str]:
    """What the judged claims say, and what is to be judged."""
    right, wrong = len(sorts["right"]), len(sorts["wrong"])
    yield f"judged: {right} right, {wrong} wrong" + _shares(sorts)
    yield f"judged right and no longer claimed: {len(sorts['gone'])}"
    for verdict in sorts["gone"]:
        yield f"  gone {verdict.text} {verdict.owner} {verdict.role}"
    for claim in sorts["wrong"]:
        yield f"  wrong {claim.text} {claim.owner} {claim.role} {claim.line!r}"
    yield f"not judged: {len(sorts['new'])}"
    for claim in sorts["new"][:_SHOWN]:
        yield f"  new {claim.text} {claim.owner} {claim.role} {claim.kind} {claim.line!r}"


def _shares(sorts: dict[str, list[Any]]) -> str:
    """Right of judged by kind of rule, and the share of all claims that this makes likely."""
    made = Counter(claim.kind for sort in ("right", "wrong", "new") for claim in sorts[sort])
    right = Counter(claim.kind for claim in sorts["right"])
    judged = right + Counter(claim.kind for claim in sorts["wrong"])
    if not judged:
        return ""
    kinds = ", ".join(f"{kind} {right[kind]}/{judged[kind]}" for kind in sorted(judged))
    likely = sum(made[kind] * right[kind] / judged[kind] for kind in judged)
    whole = sum(made[kind] for kind in judged)
    return f" ({kinds}); weighted by kind {likely / whole:.3f} right"


def add(path: Path, more: Path) -> int:
    """Takes verdicts over into the kept file, later ones over earlier ones, without any text."""
    kept = {verdict.key: verdict for verdict in (*judged_file(path), *judged_file(more))}
    lines = [json.dumps(asdict(kept[key])) for key in sorted(kept)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


def main() -> None:
    """Runs the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--unjudged", type=Path, help="write claims without a verdict")
    parser.add_argument("--add", type=Path, help="take over the verdicts of such a file, and end")
    parser.add_argument("--judged", type=Path, default=JUDGED)
    asked = parser.parse_args()
    if asked.add:
        print(f"{add(asked.judged, asked.add)} verdicts in {asked.judged}")
        return
    rows = sample(asked.kit, asked.texts)
    claims = _all(rows)
    hashes = (text_hash(text) for text, _ in rows)
    sorts = compared(hashes, claims, judged_file(asked.judged))
    for line in (*report(rows, claims), *verdicts(sorts)):
        print(line)
    if asked.unjudged:
        opened = [{**asdict(claim), "right": None} for claim in sorts["new"]]
        lines = [json.dumps(one, ensure_ascii=False) for one in opened]
        asked.unjudged.write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    main()
