"""Writes docs/performance.md from bench/results/*.json: no figure in it is typed by hand.

python -m bench.tables
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("read", "scan", "search", "judge", "whole")
HEAD = """# Performance

`python -m bench.tables` writes this page from `bench/results/`. The cost of a check depends on
the number of candidates of a draft, which are the texts that share a phrase with it. The
candidates are therefore reported with every time. Real news has many; invented text has none
unless they are added.

- **Real news**: `python -m bench.check --real EVAL_DIR --items 40000 --data DIR` builds an
  archive with `real_archive.py` from a folder of evaluation data (its texts cannot be
  redistributed) and fills a newsroom with it. Two fifths of the drafts are clean; the others are
  copies, copies with every fifth word changed, and clean articles that contain two copied
  sentences. Beyond about 51 000 articles, the rest is generated from real sentences.
- **Invented text**: `python -m bench.check --items 10000` runs anywhere. Its turns of phrase
  (`bench/corpus.py`) were chosen so that drafts have as many candidates as over real articles,
  within a fifth: 4.6 over 2 500 (`tests/bench/test_corpus.py` checks it), and 8 over 10 000,
  where real ones have 9. In one run over 10 000, a search took 3.13 ms at the median and 3.92 ms
  on average; over real articles, it took 3.16 and 4.28 ms. At p95 the figures were 9.5 and 12.2
  ms, a fifth less.

Times are CPU times of one process: for each draft, the fastest of five rounds, and the same for
the peer, since a busy machine can only add time. "First time" is a draft whose candidates' texts
are read from the database; in the other rows, the texts were compared before and are in memory.
"""


def main() -> None:
    results = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((ROOT / "bench" / "results").glob("check-*.json"))
    ]
    results.sort(key=lambda result: ("invented" in result["text"], result["items"]))
    sections = (section(result) for result in results)
    parts = [HEAD, *sections, crowds(), memory(), wear(), markings(), audits()]
    path = ROOT / "docs" / "performance.md"
    path.write_text("\n".join(parts), "utf-8")
    print(path)


def section(result: dict[str, Any]) -> str:
    mine, peer = result["wirecheck"], result.get("peer")
    machine = result["machine"]
    lines = [
        f"## {spaced(result['items'])} sources: {result['text']}",
        "",
        "Candidates per draft: {median} at the median, {mean} on average, {p95} at p95.".format(
            **mine["candidates"]
        ),
        f"{result['drafts']} drafts of {result['letters_per_draft']} letters; "
        f"{machine['processors']} processors ({machine['processor']}), Python {machine['python']}, "
        f"{result['at'][:10]}{_load(machine)}.",
        "",
        "| stage | median ms | p95 ms | p99 ms |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [row(stage, mine["stages"][stage]) for stage in STAGES if stage in mine["stages"]]
    lines.append(row("whole, first time", mine["first_time"]["whole"]))
    if peer:
        lines.append(row(f"peer's query ({peer['name']})", peer["query"]))
    lines += [
        "",
        f"Ingest: {mine['ingest_per_s']:.0f} sources a second of CPU; index {mine['index_mb']} MB "
        f"({mine['index_bytes_a_document']} bytes a source), database {mine['database_mb']} MB.",
        "",
    ]
    if peer:
        lines += beside(result)
    return "\n".join([*lines, *found(result)])


def spaced(number: int) -> str:
    """A number with its thousands apart."""
    return f"{number:,}".replace(",", " ")


def _load(machine: dict[str, Any]) -> str:
    """How busy the machine was with other things, where that is known."""
    load = machine.get("load")
    return f", with {load} processes running" if load else ""


def memory() -> str:
    """What a worker holds, by `bench.memory`."""
    rows = [
        (path.stem.removeprefix("memory-"), json.loads(path.read_text("utf-8")))
        for path in sorted((ROOT / "bench" / "results").glob("memory-*.json"))
    ]
    if not rows:
        return ""
    lines = [
        "## Memory of a worker",
        "",
        "`python -m bench.memory FOLDER --drafts FILE`: the private memory of a process that",
        "checks, in megabytes, after it has started and after it has checked all drafts; the files",
        "of the index are mapped and shared by all workers.",
        "",
        "| archive | sources | private, begun | private, checked | index, bytes a source |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {one['documents']} | {one['begun']['private_mb']}"
        f" | {one['checked']['private_mb']} | {one['index_bytes_a_document']} |"
        for name, one in rows
    ]
    return "\n".join([*lines, ""])


def wear() -> str:
    """How edits and scans wear passages, beside difflib that is given the pair."""
    rows = json.loads((ROOT / "bench" / "results" / "edits.json").read_text("utf-8"))
    lines = [
        "## Edits, scans, reordering",
        "",
        "`python -m bench.edits`: PAN's plagdet on whole articles; difflib is given the pair.",
        "Reordered sentences under three words are excluded, because they prove nothing.",
        "",
        "| change | Wirecheck | difflib |",
        "| --- | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {one['wirecheck']['plagdet']:.3f} | {one['difflib']['plagdet']:.3f} |"
        for name, one in rows.items()
    ]
    return "\n".join([*lines, ""])


def markings() -> str:
    """The rule engine with the whole rule set."""
    one = json.loads((ROOT / "bench" / "results" / "markings.json").read_text("utf-8"))
    lines = [
        "## Markings",
        "",
        f"`python -m bench.markings`: {one['rules']} agencies. A story of {one['story_letters']} "
        f"letters takes {one['story_median_ms']} ms (p95 {one['story_p95_ms']}), a page of "
        f"{one['page_letters']} letters {one['page_ms']} ms of CPU. Hostile texts:",
        "",
        "| text | ms for 1 000 000 letters | for 2 000 000 | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {name} | {times['ms']} | {times['twice_ms']} | {times['ratio']} |"
        for name, times in one["hostile"].items()
    ]
    return "\n".join([*lines, ""])


def audits() -> str:
    """What `bench.audits` measured of audits and of cold starts."""
    path = ROOT / "bench" / "results" / "audits.json"
    found = json.loads(path.read_text("utf-8"))
    cold = found["cold_start"]
    stages = (
        "reading",
        "checking",
        "answering",
        "passing",
        "keeping",
        "reporting",
        "dispatching",
        "whole",
    )
    lines = [
        "## Audits, cold start",
        "",
        "`python -m bench.audits`; here with `--pages`, `--texts` and `--data` of real files and "
        f"articles: {spaced(found['sources'])} sources, {found['at']}, with {found['load']} "
        "processes running. A command's audit with two worker processes; milliseconds of CPU a "
        "piece. The workers read, check, answer (records, JSON) and pass results on; the process "
        "of the audit keeps them (database, journal), reports and dispatches. The share is that of "
        "reading and checking in the whole; the start of the workers is left out.",
        "",
        "| a piece | bytes | " + " | ".join(stages) + " | share |",
        "| --- | ---: |" + " ---: |" * (len(stages) + 1),
    ]
    for kind in ("pages", "texts"):
        one = found[kind]
        shown = " | ".join(f"{one[f'{name}_ms']:.2f}" for name in stages)
        lines.append(f"| {kind} | {one['bytes']} | {shown} | {one['share']:.0%} |")
    lines += [
        "",
        f"`wirecheck --help` takes {cold['help_seconds']:.2f} s, `wirecheck check FILE` "
        f"{cold['check_seconds']:.2f} s, and {cold['check_without_newsroom_seconds']:.2f} s where "
        "there is no newsroom.",
        "",
    ]
    return "\n".join(lines)


def crowds() -> str:
    """Checks beside thousands of texts of one form, and beside copies of a story."""
    found = json.loads((ROOT / "bench" / "results" / "crowds.json").read_text("utf-8"))
    lines = [
        "## Beside a crowd",
        "",
        "`python -m bench.crowds`: the whole check of one more text of a form that thousands of "
        "sources have, and of one more version of a story of which the archive has many; with "
        f"{found['machine']['load']} processes running.",
        "",
        "| crowd | sources | letters a draft | median ms | most ms | first time, median ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in ("siblings", "near_copies"):
        one = found[name]
        lines.append(
            f"| {name.replace('_', '-')} | {one['members']} | {one['letters']} "
            f"| {one['whole']['median_ms']:.2f} | {one['whole']['most_ms']:.2f} "
            f"| {one['first_time']['median_ms']:.2f} |"
        )
    return "\n".join([*lines, ""])


def row(name: str, times: dict[str, float]) -> str:
    return f"| {name} | {times['median_ms']:.2f} | {times['p95_ms']:.2f} | {times['p99_ms']:.2f} |"


def beside(result: dict[str, Any]) -> list[str]:
    peer, ratio = result["peer"], result["ratio"]
    return [
        f"Beside {peer['name']} in the same run: the whole check takes {ratio['whole_check']} "
        f"times the peer's query, the search alone {ratio['search_alone']} times; ingest runs at "
        f"{ratio['ingest']} times the peer's rate.",
        "",
    ]


def found(result: dict[str, Any]) -> list[str]:
    """What is found of each kind of draft, ours and the peer's, and what is compared at all."""
    mine = result["wirecheck"]
    kinds = list(mine["recall"])
    shares = {"Wirecheck": mine["recall"]}
    if "compared" in mine:
        shares["the source is among the texts compared"] = mine["compared"]
    if "peer" in result:
        shares[result["peer"]["name"]] = result["peer"]["recall"]
    lines = ["| found | " + " | ".join(kinds) + " |", "| --- |" + " ---: |" * len(kinds)]
    for name, share in shares.items():
        cells = (f"{share[kind]:.0%}" if kind in share else "" for kind in kinds)
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
