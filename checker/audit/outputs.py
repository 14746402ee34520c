"""The files that an audit leaves: tables for spreadsheets, a page for people, Parquet for tools."""

import heapq
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from checker.audit.journal import RESULTS
from checker.audit.plan import Skipped
from checker.audit.summary import Summary
from checker.licensing import Agreement
from checker.models import VERDICTS, Use
from checker.report.tables import (
    ACTION_COLUMNS,
    FINDING_COLUMNS,
    action_rows,
    csv_text,
    finding_rows,
)

__all__ = ["OUTPUTS", "documents", "write_outputs"]

OUTPUTS = ("findings.csv", "actions.csv", "report.html", "results.parquet")
SHOWN = 2_000  # pieces on the page; the tables have all

Document = dict[str, Any]


def documents(folder: Path) -> Iterator[Document]:
    """The lines of results.jsonl."""
    with (folder / RESULTS).open("rb") as stream:
        for line in stream:
            yield json.loads(line)


def write_outputs(
    folder: Path,
    manifest: Mapping[str, Any],
    skipped: Sequence[Skipped],
    agreements: Iterable[Agreement],
) -> dict[str, Any]:
    """Writes all files from results.jsonl in one pass and returns the summary."""
    summary = Summary(agreements, len(skipped))
    worst: list[tuple[int, int, Document]] = []
    with _fresh(folder / "findings.csv") as findings, _fresh(folder / "actions.csv") as actions:
        findings.write("\ufeff" + csv_text(FINDING_COLUMNS, ()))
        actions.write("\ufeff" + csv_text(ACTION_COLUMNS, ()))
        for number, document in enumerate(documents(folder)):
            summary.add(document)
            findings.write(csv_text(FINDING_COLUMNS, finding_rows(document), header=False))
            actions.write(csv_text(ACTION_COLUMNS, action_rows(document), header=False))
            _consider(worst, number, document)
    for name in ("findings.csv", "actions.csv"):
        (folder / f"{name}.part").replace(folder / name)
    _page(folder, manifest, summary, skipped, worst)
    if importlib.util.find_spec("pyarrow") is not None:
        from checker.audit.parquet import write_parquet

        write_parquet(documents(folder), folder / "results.parquet")
    return summary.document()


def _fresh(path: Path) -> IO[str]:
    return path.with_name(path.name + ".part").open("w", encoding="utf-8", newline="")


def _consider(worst: list[tuple[int, int, Document]], number: int, document: Document) -> None:
    """Keeps the pieces to show: not finished first, then the worst verdicts."""
    rank = _rank(document)
    if rank == 0:
        return
    entry = (rank, -number, document)
    if len(worst) < SHOWN:
        heapq.heappush(worst, entry)
    else:
        heapq.heappushpop(worst, entry)


def _rank(document: Document) -> int:
    if document["verdict"] is None:
        return len(VERDICTS) + 1
    rank = VERDICTS.index(document["verdict"])
    return rank if document["complete"] else max(rank, 1)


def _page(
    folder: Path,
    manifest: Mapping[str, Any],
    summary: Summary,
    skipped: Sequence[Skipped],
    worst: list[tuple[int, int, Document]],
) -> None:
    import msgspec

    from checker.report.page import environment
    from checker.report.use_words import use_words

    shown = [document for _rank, _number, document in sorted(worst, key=lambda w: (-w[0], -w[1]))]
    to_show = summary.pieces - summary.verdicts["clear"]
    page = environment().get_template("audit.html").render(
        manifest=manifest,
        use=use_words(msgspec.convert(manifest["asked"]["use"], Use)),
        summary=summary,
        verdicts=VERDICTS,
        owners=summary.by_exposure(),
        years=sorted(summary.years.items()),
        most_in_a_year=max((c.total() for c in summary.years.values()), default=1),
        pieces=shown,
        more=max(0, to_show - len(shown)),
        skipped=skipped[:SHOWN],
        skipped_more=max(0, len(skipped) - SHOWN),
    )  # fmt: skip
    fresh = folder / "report.html.part"
    fresh.write_text(page, "utf-8")
    fresh.replace(folder / "report.html")
