"""Makes `checker/licensing/agreement/territories.txt`, the table of the names of territories.

Run it from the root of the repository, with the `dev` dependencies installed (it needs Babel):

    python -m tools.territories            # writes the table, prints what was dropped
    python -m tools.territories --check    # writes nothing; exit status 1 if the table would change
    python -m tools.territories --report   # for each language, how many of CLDR's names are known
"""

import argparse
from pathlib import Path

from tools.territories.report import report
from tools.territories.table import make_table, rendered

PACKAGED = Path(__file__).parents[2] / "checker/licensing/agreement/territories.txt"


def main() -> int:
    """Runs the command and returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.territories", description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--report", action="store_true")
    asked = parser.parse_args()
    table = make_table()
    if asked.report:
        print(report(table))
        return 0
    text = rendered(table)
    if asked.check:
        return int(PACKAGED.read_text(encoding="utf-8") != text)
    PACKAGED.write_text(text, encoding="utf-8")
    for spelling, meanings in sorted(table.dropped.items()):
        print(f"dropped: {spelling} ({', '.join(meanings)})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
