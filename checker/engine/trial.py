"""What a new rule file would change on texts: claims added and claims removed."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from checker.engine.folder import RuleFolder, read_folder
from checker.engine.lint import makes_claim
from checker.engine.load import rules_with
from checker.engine.model import RuleSet
from checker.engine.scan import Engine
from checker.models.draft import Draft
from checker.models.evidence import Finding
from checker.models.vocabulary import Confidence
from checker.values import dataclass

__all__ = ["Change", "rules_without_and_with", "tried"]

_AROUND = 30
_SECONDS = 30.0  # of a draft's scan


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is new or gone, or a name without a claim, at [start, end) of a document.

    `probability` is that of a marking, for a name without a claim alone.
    """

    change: Literal["new", "gone", "name"]
    document: str
    agency: str
    role: str
    rule: str
    confidence: Confidence | Literal[""]
    start: int
    end: int
    text: str
    probability: float | None = None


def rules_without_and_with(path: Path, house: Sequence[Path]) -> tuple[RuleSet, RuleSet]:
    """Returns the rule set in force without a rule file (or folder of files), and with it.

    Raises:
        RuleError: with every problem of every file.
    """
    single = {} if path.is_dir() else {path.name: path.read_bytes()}
    tried = RuleFolder(path.parent.name, single) if single else read_folder(path)
    rest = [_without(read_folder(folder), folder, path) for folder in house]
    return rules_with(rest), rules_with((*rest, tried))


def _without(read: RuleFolder, folder: Path, path: Path) -> RuleFolder:
    """A folder of house rules without the file or folder that is tried."""
    target = path.resolve()
    files = {
        name: content
        for name, content in read.files.items()
        if target not in ((folder / name).resolve(), *(folder / name).resolve().parents)
    }
    return RuleFolder(read.name, files, read.problems)


def tried(
    without: RuleSet, with_it: RuleSet, drafts: Iterable[tuple[str, Draft]]
) -> Iterator[Change]:
    """Returns what changes in each draft, by position.

    Names without a claim are those of the agencies that the tried rules define, or of all agencies
    if they define none.
    """
    before, after = Engine(without), Engine(with_it)
    own = {id_ for id_, one in with_it.agencies.items() if without.agencies.get(id_) != one}
    own |= _renamed(without, with_it)
    for document, draft in drafts:
        old, new = _claims(before, draft), _claims(after, draft)
        changes = [
            *(_change("new", document, f) for f in new if not _among(f, old)),
            *(_change("gone", document, f) for f in old if not _among(f, new)),
            *_names(after, document, draft, own or set(with_it.agencies), new),
        ]
        yield from sorted(changes, key=lambda c: (c.start, c.change, c.agency, c.role))


def _renamed(without: RuleSet, with_it: RuleSet) -> set[str]:
    """Agencies with other names than before."""
    changed = set(with_it.names).symmetric_difference(without.names)
    return {agency for name in changed for agency in name.agencies}


def _claims(engine: Engine, draft: Draft) -> list[Finding]:
    found = engine.scan(draft, budget=_SECONDS).findings
    return [f for f in found if makes_claim(f) and not f.experimental]


def _among(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether the same claim is made at the same place, by whichever rule."""
    return any(
        (one.agency, one.role, one.field) == (finding.agency, finding.role, finding.field)
        and one.start <= finding.end
        and finding.start <= one.end
        for one in others
    )


def _change(change: Literal["new", "gone"], document: str, finding: Finding) -> Change:
    return Change(
        change,
        document,
        finding.agency,
        finding.role or "",
        finding.rule,
        finding.confidence,
        finding.start,
        finding.end,
        finding.text,
    )


def _names(
    engine: Engine, document: str, draft: Draft, agencies: set[str], claims: Sequence[Finding]
) -> Iterator[Change]:
    for signed in engine.signed(draft):
        start, end = signed.span
        weighed = engine.weighed(signed.fits, signed.signs)
        around = draft.text[max(0, start - _AROUND) : end + _AROUND]
        borne = dict.fromkeys(a for mention in signed.chain.mentions for a in mention.agencies)
        for agency in borne:
            held = any(c.agency == agency and c.start < end and start < c.end for c in claims)
            if agency in agencies and not held:
                sure = round(weighed.sure, 3)
                yield Change("name", document, agency, "", "", "", start, end, around, sure)
