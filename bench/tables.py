"""Writes docs/performance.md from bench/results/*.json: no figure in it is typed by hand.

python -m bench.tables
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("read", "scan", "search", "judge", "whole")
HEAD = """# Performance

Made by `python -m bench.tables` from `bench/results/`; run `python -m bench.check --items 10000
--items 100000` for your own machine. Articles and drafts are synthetic (`bench/corpus.py`: eight
languages, Zipf vocabulary, topics, updates, standing notices), a fifth of the drafts each copied,
edited, excerpted (some 40 words in other text), reordered and clean. Times are CPU times of one
process (the JSON has wall times too); ratios come from the same run on the same data.
"""


def main() -> None:
    results = [
        json.loads(path.read_text("utf-8"))
        for path in sorted((ROOT / "bench" / "results").glob("check-*.json"))
    ]
    results.sort(key=lambda result: result["items"])
    parts = [HEAD, *(section(result) for result in results), growth(), wear(), markings(), audits()]
    path = ROOT / "docs" / "performance.md"
    path.write_text("\n".join(parts), "utf-8")
    print(path)


def section(result: dict[str, Any]) -> str:
    mine, peer = result["wirecheck"], result.get("peer")
    machine = result["machine"]
    lines = [
        f"## {result['items']:,} sources".replace(",", " "),
        "",
        f"{result['drafts']} drafts of {result['letters_per_draft']} letters; "
        f"{machine['processors']} processors ({machine['processor']}), Python {machine['python']}, "
        f"{result['at'][:10]}.",
        "",
        "| stage | median ms | p95 ms | p99 ms |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [row(stage, mine["stages"][stage]) for stage in STAGES if stage in mine["stages"]]
    if peer:
        lines.append(row(f"peer's query ({peer['name']})", peer["query"]))
    lines += [
        "",
        f"Ingest: {mine['ingest_per_s']:.0f} sources/s; index {mine['index_mb']} MB, "
        f"database {mine['database_mb']} MB.",
        "",
    ]
    if peer:
        lines += beside(result)
    return "\n".join(lines)


def growth() -> str:
    """The index alone from ten thousand texts to a million, with the median search as a bar."""
    rows = [
        row
        for path in sorted((ROOT / "bench" / "results").glob("matching*.json"))
        for row in json.loads(path.read_text("utf-8"))
    ]
    lines = [
        "## The index alone, from 10 000 to 1 000 000 texts",
        "",
        "`python -m bench.matching --items 10000 --items 100000 --items 1000000`: drafts of",
        "3.6 KB, half of them clean; CPU milliseconds of one process with warm files. The",
        "building time is the wall's.",
        "",
        "| texts | candidates, median (p95) | search, median (p95) | bytes a text"
        " | texts/s of CPU | build, s | found | false alarms | search |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | :--- |",
    ]
    for one in sorted(rows, key=lambda one: one["items"]):
        votes, search = one["candidates"], one["search"]
        lines.append(
            f"| {one['items']:,} | {votes['median_ms']} ({votes['p95_ms']})"
            f" | {search['median_ms']} ({search['p95_ms']}) | {one['index_bytes_an_item']:.0f}"
            f" | {one['items_a_cpu_second']} | {one['build_seconds']:.0f} | {one['found']:.0%}"
            f" | {one['false_alarms']:.1%} | {'█' * round(search['median_ms'] * 10)} |".replace(
                ",", " "
            )
        )
    return "\n".join([*lines, ""])


def wear() -> str:
    """How edits and scans wear passages, beside difflib that is given the pair."""
    rows = json.loads((ROOT / "bench" / "results" / "edits.json").read_text("utf-8"))
    lines = [
        "## Edits, scans, reordering",
        "",
        "`python -m bench.edits`: PAN's plagdet on whole articles; difflib is given the pair. Of",
        "reordered sentences those under three words are left aside: nothing is built on so few.",
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
    """What `bench.audits` measured of audits, of adding and of cold starts."""
    path = ROOT / "bench" / "results" / "audits.json"
    found = json.loads(path.read_text("utf-8"))
    cold = found["cold_start"]
    lines = [
        "## Audits, adding, cold start",
        "",
        "`python -m bench.audits`; with `--pages`, `--texts` and `--sources` of real files, as "
        f"here: {found['adding']['sources']} sources, {found['at']}. All figures are CPU times; "
        "this run shared two processors with a dozen other programs, which makes the same work "
        "take two to four times as long as on a quiet machine. A worker reads and checks a piece; "
        "the process of the audit stores, lists and reports it.",
        "",
        "| a piece | bytes | reading ms | checking ms | worker ms | keeping ms | whole ms "
        "| share |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for kind in ("pages", "texts"):
        one = found[kind]
        times = ("reading_ms", "checking_ms", "worker_ms", "keeping_ms", "whole_ms")
        shown = " | ".join(f"{one[name]:.2f}" for name in times)
        lines.append(f"| {kind} | {one['bytes']} | {shown} | {one['share']:.0%} |")
    lines += [
        "",
        "The share is what reading and checking are of the whole. "
        f"Sources are added at {found['adding']['a_second']} a second. "
        f"`wirecheck --help` takes {cold['help_seconds']:.2f} s, `wirecheck check FILE` "
        f"{cold['check_seconds']:.2f} s, and {cold['check_without_newsroom_seconds']:.2f} s where "
        "there is no newsroom.",
        "",
    ]
    return "\n".join(lines)


def row(name: str, times: dict[str, float]) -> str:
    return f"| {name} | {times['median_ms']:.2f} | {times['p95_ms']:.2f} | {times['p99_ms']:.2f} |"


def beside(result: dict[str, Any]) -> list[str]:
    mine, peer, ratio = result["wirecheck"], result["peer"], result["ratio"]
    lines = [
        f"Beside {peer['name']} in the same run: the whole check takes {ratio['whole_check']} "
        f"times the peer's query, the search alone {ratio['search_alone']} times; ingest runs at "
        f"{ratio['ingest']} times the peer's rate.",
        "",
        "| found | " + " | ".join(mine["recall"]) + " |",
        "| --- |" + " ---: |" * len(mine["recall"]),
    ]
    for name, recall in (("Wirecheck", mine["recall"]), (peer["name"], peer["recall"])):
        lines.append(f"| {name} | " + " | ".join(f"{r:.0%}" for r in recall.values()) + " |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
