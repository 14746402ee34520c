"""A throw-away newsroom: invented sources, agreements and drafts to try everything at once.

All stories, people, places and owners in here are made up; nothing else uses them.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from checker.formats import BadRecord, read_sources
from checker.models.draft import Use
from checker.newsroom import Newsroom
from checker.private import make_folder

__all__ = ["DEMO_USE", "KILLED", "drafts", "fill", "write_files"]

DEMO_USE = Use(
    publisher="pub:lantern", site="lantern.example", channel="web", territories=("FR", "DE")
)
_CONFIGURATION = f"""\
data = "."

[use]
publisher = "{DEMO_USE.publisher}"
site = "{DEMO_USE.site}"
channel = "{DEMO_USE.channel}"
territories = [{", ".join(f'"{code}"' for code in DEMO_USE.territories)}]
"""
KILLED = "urn:northlight:rescue"


def fill(newsroom: Newsroom) -> None:
    """Puts sources and agreements into an empty newsroom, and kills one item."""
    data = _folder()
    body = (data / "sources.jsonl").read_bytes()
    sources = []
    for source in read_sources(body, name="sources.jsonl"):
        if isinstance(source, BadRecord):
            raise ValueError(f"{source.place}: {source.what}")  # our own file: a fault of ours
        sources.append(source)
    newsroom.add_sources(sources)
    for path in sorted((data / "agreements").iterdir(), key=lambda entry: entry.name):
        newsroom.add_agreement(path.read_text("utf-8"), path.name)
    newsroom.store.sources.kill(KILLED, newsroom.clock(), "Two of the three names were wrong.")


def drafts() -> Iterator[tuple[str, bytes]]:
    """Yields names and contents of the sample drafts; the first shows most."""
    folder = _folder() / "drafts"
    for name in ("ferry.txt", "agency.txt", "rescue.txt", "own.txt"):
        yield name, (folder / name).read_bytes()


def write_files(folder: Path) -> None:
    """Writes the drafts, agreements and wire items as files, with a configuration for them.

    The newsroom of the configuration is the folder itself. Files that are there stay as they are.
    """
    data = _folder()
    make_folder(folder)
    for part in ("drafts", "agreements"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for source in (data / part).iterdir():
            _write(folder / part / source.name, source.read_bytes())
    _write(folder / "sources.jsonl", (data / "sources.jsonl").read_bytes())
    _write(folder / "wirecheck.toml", _CONFIGURATION.encode())


def _write(path: Path, body: bytes) -> None:
    if not path.exists():
        path.write_bytes(body)


def _folder() -> Traversable:
    return files("checker.demo")
