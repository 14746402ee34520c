"""Names what rules and word lists have borrowed from evaluation texts.

    python -m tools.borrowed KIT

A run of five words of a rule file that stands in the snippets of one source only was cut from
that source: a rule that rests on it is fitted to one text. Every string of `rules/` and of the TOML
files of `checker/` is compared, regular expressions without their signs; an agency's own names are
left out, whoever else writes them. `tools/borrowed.toml` holds what is allowed, each with its
reason, and how many runs examples still hold, which decide nothing and may only become fewer.
"""

import argparse
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex

__all__ = [
    "ALLOWED",
    "Borrowed",
    "borrowed",
    "examples_left",
    "runs",
    "snippet_runs",
    "strings",
    "unexplained",
]

EXAMPLES = ("match", "no_match")
NAMES = "names"  # a table of names; its phrases that mean something else are no names
ROOT = Path(__file__).resolve().parent.parent
ALLOWED = Path(__file__).with_name("borrowed.toml")
WORDS = 5
_PARTING = re.compile(  # words on both sides of these need not be neighbours
    r"\{\{\s*\w+\s*\}\}|\[(?:\\.|[^\]\\])*\]|\\[pPwWdDS](?:\{\w+\})?|\.(?:[+*?]|\{\d*,?\d*\})|\|"
)
_SIGNS = re.compile(
    r"\(\?(?:P?<\w+>|[a-zA-Z]+(?=[):])|[:=!<>|#]{1,2})?|\\[a-zA-Z]|\{\d*,?\d*\}|[\\^$.*+?()]"
)
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*")
_SPACELESS = re.compile(r"[぀-ヿ㐀-鿿가-힯฀-๿]")


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A run of words of a rule file that the snippets of one source hold, and no other's."""

    file: str
    key: str
    run: str
    source: str

    @property
    def example(self) -> bool:
        """Whether it stands in an example, which finds nothing in any text."""
        return self.key.rpartition(".")[2] in EXAMPLES


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yields every string of a document with its dotted key; keys count as strings, too."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield key, str(name)
            yield from strings(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, key)


def plain(text: str) -> str:
    """Returns a regular expression's words; a NUL where they need not be adjacent."""
    return _SIGNS.sub(" ", _PARTING.sub(" \0 ", text))


def runs(text: str) -> Iterator[str]:
    """Yields every run of five words; in scripts without spaces, of ten characters."""
    for part in text.casefold().split("\0"):
        words = _WORD.findall(part)
        for start in range(len(words) - WORDS + 1):
            yield " ".join(words[start : start + WORDS])
        for word in words:
            if _SPACELESS.search(word):
                for start in range(len(word) - 2 * WORDS + 1):
                    yield word[start : start + 2 * WORDS]


def snippet_runs(kit: Path) -> dict[str, set[str]]:
    """Returns the runs of the kit's snippets, each with the repositories or sites that hold it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted((kit / "markings").glob("*.jsonl")):
        if path.name.endswith(".input.jsonl"):
            continue
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            for run in runs(row["text"]):
                found[run].add(str(row["source"]))
    return found


def borrowed(files: Mapping[str, str], known: Mapping[str, set[str]]) -> Iterator[Borrowed]:
    """Yields the runs in files that only one source has, by file name; each run once per file."""
    for file, text in files.items():
        seen = set()
        for key, value in strings(tomllib.loads(text)):
            table, _, kind = key.rpartition(".")
            if table == NAMES and kind != "never":
                continue
            for run in runs(plain(value)):
                sources = known.get(run, ())
                if len(sources) == 1 and run not in seen:
                    seen.add(run)
                    yield Borrowed(file, key, run, next(iter(sources)))


def rule_files(root: Path = ROOT) -> dict[str, str]:
    """Returns the TOML files of the rules and of the product."""
    paths = [*(root / "rules").rglob("*.toml"), *(root / "checker").rglob("*.toml")]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(paths)}


def _exceptions() -> dict[str, Any]:
    return tomllib.loads(ALLOWED.read_text("utf-8"))


def examples_left() -> int:
    """Returns how many borrowed runs of examples are known and still to be replaced."""
    return int(_exceptions()["examples_left"])


def unexplained(kit: Path) -> list[Borrowed]:
    """Returns what is borrowed without a reason."""
    fine = {run for entry in _exceptions()["allowed"] for run in runs(entry["text"])}
    return [one for one in borrowed(rule_files(), snippet_runs(kit)) if one.run not in fine]


def main() -> None:
    """Runs the command; its exit status is 1 where something that decides is borrowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--examples", action="store_true", help="list those of examples too")
    asked = parser.parse_args()
    found = unexplained(asked.kit)
    deciding = [one for one in found if not one.example]
    for one in found if asked.examples else deciding:
        print(f"{one.file}: {one.key}: {one.run!r} stands in {one.source} only")
    more = len(found) - len(deciding)
    print(f"{len(deciding)} in rules, {more} in examples ({examples_left()} known)")
    raise SystemExit(1 if deciding or more > examples_left() else 0)


if __name__ == "__main__":
    main()
