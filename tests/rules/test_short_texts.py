"""Short texts, each with a form of its own, in some fifty languages: marks, and what is none.

The other tests have one kind each; these show how many kinds there are, so that a change that
mends one does not lose others unseen. A file of `short/` holds invented texts behind lines of the
form `--- LANGUAGE`. A mark stands between brackets, `⟦t:dpa⟧` for the text's and `⟦p:AFP⟧` for a
picture's; a text without any may claim nothing.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.engine import Engine
from checker.engine.lint import makes_claim
from checker.formats import read_draft
from tests.packaged import packaged_engine

FOLDER = Path(__file__).with_name("short")
LEAST = 0.985  # of a file's texts; a fit of weights moves single ones
_HEAD = re.compile(r"^--- [a-z]{2}\n", re.MULTILINE)
_MARK = re.compile("⟦([tp]):(.*?)⟧", re.DOTALL)
_ROLES = {"t": "text", "p": "photo"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return packaged_engine()


def texts(file: Path) -> Iterator[tuple[str, set[str]]]:
    """The texts of a file with the roles that each may claim."""
    for given in _HEAD.split(file.read_text("utf-8"))[1:]:
        roles = {_ROLES[mark[1]] for mark in _MARK.finditer(given)}
        yield _MARK.sub(lambda mark: mark[2], given).rstrip("\n"), roles


def claimed(engine: Engine, text: str) -> set[str]:
    findings = engine.scan(read_draft(text, as_type="text")).findings
    return {str(one.role) for one in findings if makes_claim(one)} & {"text", "photo"}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_short_texts_claim_what_they_mark(engine: Engine, file: Path) -> None:
    every = list(texts(file))
    wrong = [text for text, roles in every if claimed(engine, text) != roles]
    assert len(wrong) <= (1 - LEAST) * len(every), "\n%\n".join(wrong)


def test_the_texts_are_of_many_languages() -> None:
    heads = [_HEAD.findall(file.read_text("utf-8")) for file in FOLDER.glob("*.txt")]
    assert len({head for file in heads for head in file}) >= 45
    assert sum(map(len, heads)) >= 900
