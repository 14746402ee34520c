"""How many of CLDR's names of territories the checker knows, by language."""

from checker.licensing.agreement.territories import territories_of
from tools.territories.table import Table

__all__ = ["Coverage", "coverage", "report"]

Coverage = dict[str, tuple[int, int, int, list[str]]]


def coverage(table: Table) -> Coverage:
    """Returns, for each language, known, ambiguous or dropped, all, and mistaken names."""
    codes = {territory.code for territory in table.hand.territories}
    found: dict[str, tuple[int, int, int, list[str]]] = {}
    for one in table.names:
        if one.code not in codes:
            continue
        known, unknown, total, wrong = found.get(one.language, (0, 0, 0, []))
        meant = territories_of(one.name)
        if meant and meant != (one.code,):
            wrong.append(f"{one.name} is {one.code}, not {' '.join(meant)}")
        found[one.language] = (
            known + (meant == (one.code,)),
            unknown + (meant == ()),
            total + 1,
            wrong,
        )
    return found


def report(table: Table) -> str:
    """Returns one line per language."""
    lines = [
        f"{language:3} {known}/{total} known, {unknown} unknown {'; '.join(wrong)}".rstrip()
        for language, (known, unknown, total, wrong) in sorted(coverage(table).items())
    ]
    return "\n".join(lines)
