"""The output files of an audit: tables for spreadsheets, a page for people, Parquet for tools."""

import base64
import hashlib
import heapq
import importlib.util
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

import msgspec

from checker.audit.charts import Chart, chart_of
from checker.audit.claims import CLAIM_COLUMNS, Known, Prices, claim_rows
from checker.audit.journal import RESULTS, read_result
from checker.audit.parquet import Partition
from checker.audit.plan import Skipped
from checker.audit.scope import narrowed
from checker.audit.summary import Summary
from checker.languages import Language, language_named
from checker.licensing import Agreement
from checker.models.draft import Use
from checker.models.vocabulary import CLAIM_VERDICTS, VERDICTS
from checker.report import dumps
from checker.report.cases import case_of, case_words
from checker.report.code_words import owner_words
from checker.report.tables import (
    ACTION_COLUMNS,
    FINDING_COLUMNS,
    action_rows,
    csv_text,
    finding_rows,
)
from checker.store import Store
from checker.values import dataclass
from checker.wording import worded

__all__ = ["CLAIMS", "OUTPUTS", "Basis", "documents", "keys_before", "write_outputs"]

CLAIMS = "claims.jsonl"
PARTED = "results"  # the folder of Parquet files
OUTPUTS = ("claims.csv", CLAIMS, "findings.csv", "actions.csv", "report.html", "results.parquet")
SHOWN = 2_000  # pieces and rows on the page; the tables have all

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the report needs besides the results: contracts, sources, states, the previous audit."""

    agreements: Sequence[Agreement] = ()
    known: Known = field(default_factory=lambda: Known(Prices({})))
    owner: str = ""


def documents(folder: Path, owner: str = "") -> Iterator[Document]:
    """Yields the lines of results.jsonl, restricted to one owner if requested."""
    with (folder / RESULTS).open("rb") as stream:
        for line in stream:
            yield narrowed(read_result(line), owner)


def keys_before(folder: Path, store: Store, manifest: Mapping[str, Any]) -> frozenset[str] | None:
    """Returns the claim keys of the last finished audit of the same folders; None if there is none.

    If this folder was finished before and continues with new files, its earlier state counts.
    """
    if manifest.get("finished") and (folder / CLAIMS).exists():
        return _keys(folder / CLAIMS)
    roots = manifest["asked"]["roots"]
    for audit in store.audits.page():
        known = Path(audit.folder or "") / CLAIMS
        same = audit.id != manifest["id"] and audit.parameters.get("roots") == roots
        if same and audit.status == "finished" and audit.folder and known.exists():
            return _keys(known)
    return None


def _keys(path: Path) -> frozenset[str] | None:
    """The keys of a schedule; None, so that nothing is called new, where it is damaged."""
    try:
        with path.open("rb") as stream:
            return frozenset(str(json.loads(line)["key"]) for line in stream)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_outputs(
    folder: Path,
    manifest: Mapping[str, Any],
    skipped: Sequence[Skipped],
    basis: Basis,
    parquet_by: Partition | None = None,
) -> dict[str, Any]:
    """Writes all files from results.jsonl and returns the summary.

    `parquet_by` also writes the rows of results.parquet into folders.
    """
    for document in documents(folder, basis.owner):
        if any(claim["role"] != "mention" for claim in document.get("claims") or ()):
            basis.known.stories.add(document)
    summary = Summary(basis.agreements, len(skipped))
    worst, claims = _Worst(), _Worst()
    with _Tables(folder) as tables:
        for document in documents(folder, basis.owner):
            rows = list(claim_rows(document, basis.known))
            summary.add(document, rows)
            tables.add(document, rows)
            worst.add(_rank(document), document)
            for row in rows:
                claims.add(_row_rank(row), row)
    _page(folder, manifest, summary, skipped, Shown(worst.sorted(), _folded(claims.sorted())))
    shutil.rmtree(folder / PARTED, ignore_errors=True)  # of a run before: it would be out of date
    if importlib.util.find_spec("pyarrow") is not None:
        from checker.audit.parquet import write_parquet, write_partitions

        write_parquet(documents(folder, basis.owner), folder / "results.parquet")
        if parquet_by is not None:
            write_partitions(documents(folder, basis.owner), folder / PARTED, parquet_by)
    return summary.document()


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of pieces and of claims, the worst first."""

    pieces: list[Document]
    claims: list[Document]


class _Tables:
    """The tables while they are written; they get their names when all of them are whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._columns = {
            "findings.csv": FINDING_COLUMNS,
            "actions.csv": ACTION_COLUMNS,
            "claims.csv": CLAIM_COLUMNS,
        }
        self._open: dict[str, IO[str]] = {}

    def __enter__(self) -> "_Tables":
        for name, columns in self._columns.items():
            self._open[name] = _fresh(self._folder / name)
            self._open[name].write("\ufeff" + csv_text(columns, ()))
        self._open[CLAIMS] = _fresh(self._folder / CLAIMS)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for name, stream in self._open.items():
            stream.close()
            if kind is None:
                (self._folder / f"{name}.part").replace(self._folder / name)

    def add(self, document: Document, claims: Sequence[Document]) -> None:
        """The rows of one result."""
        self._write("findings.csv", finding_rows(document))
        self._write("actions.csv", action_rows(document))
        self._write("claims.csv", claims)
        self._open[CLAIMS].writelines(dumps(row) + "\n" for row in claims)

    def _write(self, name: str, rows: Iterable[Document]) -> None:
        self._open[name].write(csv_text(self._columns[name], rows, header=False))


def _fresh(path: Path) -> IO[str]:
    return path.with_name(path.name + ".part").open("w", encoding="utf-8", newline="")


class _Worst:
    """The first so many of what is to be shown: not finished first, then the worst verdicts."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, int, Document]] = []
        self._seen = 0

    def add(self, rank: int, document: Document) -> None:
        """Keeps it, if its rank is none of nothing to show and it is among the worst."""
        if rank == 0:
            return
        self._seen += 1
        entry = (rank, -self._seen, document)
        if len(self._kept) < SHOWN:
            heapq.heappush(self._kept, entry)
        else:
            heapq.heappushpop(self._kept, entry)

    def sorted(self) -> list[Document]:
        """Returns the worst first, and those of equal rank in their order of arrival."""
        return [document for *_, document in sorted(self._kept, key=lambda k: (-k[0], -k[1]))]


def _rank(document: Document) -> int:
    if document["verdict"] is None:
        return 0 if "files" in document else len(VERDICTS) + 1
    rank = VERDICTS.index(document["verdict"])
    return rank if document["complete"] else max(rank, 1)


def _row_rank(row: Document) -> int:
    return CLAIM_VERDICTS.index(row["verdict"])


def _folded(rows: Iterable[Document]) -> list[Document]:
    """One row for the same claim on the same story, with all of its addresses."""
    found: dict[tuple[str, ...], Document] = {}
    for row in rows:
        key = (row["story"], row["owner"], str(row["owner_name"]), row["role"], row["case"])
        place = {
            "title": row["title"],
            "url": row["url"],
            "at": row["url"] or _named(row),
            "cms_id": row["cms_id"],
            "published": row["published"],
        }
        kept = found.setdefault(key, {**row, "places": []})
        kept["places"].append(place)
    return list(found.values())


def _named(row: Document) -> str:
    return f"{row['path']}#{row['part']}" if row["part"] else str(row["path"])


def _charts(summary: Summary, language: Language) -> list[Chart]:
    years = [(year, counts) for year, counts in sorted(summary.claim_years.items())]
    owners = [(line.name or line.owner, line.by_verdict) for line in summary.by_exposure()]
    parts = [verdict for verdict in CLAIM_VERDICTS if verdict != "clear"]
    made = (
        chart_of(language.text(worded("Claims by year of publication")), years, parts),
        chart_of(language.text(worded("Claims by owner")), owners, parts),
    )
    return [chart for chart in made if chart is not None]


_SCRIPT_TEXTS = {"none": worded("(none)"), "rows": worded("{shown} of {all} rows")}


def _script(language: Language) -> tuple[str, str]:
    """The page's own script, and what its policy allows it by."""
    texts = {name: language.text(text) for name, text in _SCRIPT_TEXTS.items()}
    source = files("checker.report").joinpath("templates/audit.js").read_text("utf-8")
    script = f"var texts = {dumps(texts)};\n{source}"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return script, f"'sha256-{digest}'"


def _page(
    folder: Path,
    manifest: Mapping[str, Any],
    summary: Summary,
    skipped: Sequence[Skipped],
    shown: Shown,
) -> None:
    from checker.report.page import environment
    from checker.report.use_words import use_words

    language = language_named(manifest["asked"].get("language", "en"))
    script, allowed = _script(language)
    to_show = summary.pieces - summary.verdicts["clear"]
    page = environment(language).get_template("audit.html").render(
        manifest=manifest,
        scope=manifest["asked"].get("scope") or {},
        use=use_words(msgspec.convert(manifest["asked"]["use"], Use), manifest.get("publishers")),
        summary=summary,
        verdicts=VERDICTS,
        owners=summary.by_exposure(),
        case_words=case_words,
        case_of=case_of,
        named=owner_words,
        charts=_charts(summary, language),
        years=sorted(summary.years.items()),
        most_in_a_year=max((c.total() for c in summary.years.values()), default=1),
        claims=shown.claims,
        pieces=shown.pieces,
        more=max(0, to_show - len(shown.pieces)),
        skipped=skipped[:SHOWN],
        skipped_more=max(0, len(skipped) - SHOWN),
        script=script,
        allowed=allowed,
    )  # fmt: skip
    fresh = folder / "report.html.part"
    fresh.write_text(page, "utf-8")
    fresh.replace(folder / "report.html")
