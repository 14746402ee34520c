"""A throw-away newsroom: invented sources, agreements and drafts to try everything at once.

All stories, people, places and owners in here are made up; nothing else uses them.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from checker.formats import BadRecord, read_sources
from checker.models import Use
from checker.newsroom import Newsroom

__all__ = ["DEMO_USE", "KILLED", "drafts", "fill"]

DEMO_USE = Use(
    publisher="pub:lantern", site="lantern.example", channel="web", territories=("FR", "DE")
)
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
    """Names and contents of the sample drafts; the first shows most."""
    folder = _folder() / "drafts"
    for name in ("ferry.txt", "agency.txt", "rescue.txt", "own.txt"):
        yield name, (folder / name).read_bytes()


def _folder() -> Traversable:
    return files("checker.demo")
