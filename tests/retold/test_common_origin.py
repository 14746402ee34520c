"""What looks as if one text were made of the other is of one origin, or it is nothing."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.index import Index
from checker.models.draft import Draft
from checker.models.evidence import SearchResult
from checker.retold.thresholds import THRESHOLDS
from tests.matching.newsroom import MemoryDocuments

from . import stories as of
from .stories import told

EVENTS = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))
STORY = {"en": of.STORY, "de": of.GERMAN, "ru": of.RUSSIAN, **EVENTS["story"]}
LANGUAGES = ("en", "de", "fr", "es", "ru")
DAY = datetime(2025, 5, 6, 12, tzinfo=UTC)


def after(language: str, steps: int = 1) -> str:
    """The language of the table that comes so many rows later."""
    return LANGUAGES[(LANGUAGES.index(language) + steps) % len(LANGUAGES)]


@dataclass(frozen=True)
class Case:
    """A draft, and the sources: owner, text and how many days before the draft."""

    draft: str
    sources: tuple[tuple[str, str, int], ...]
    origin: bool = False  # whether it is told that both may have one origin


def two_agencies(one: str) -> Case:
    texts = (("averin", STORY[after(one)], 0), ("borel", STORY[after(one, 2)], 0))
    return Case(STORY[one], texts, origin=True)


def another_agency(one: str) -> Case:
    return Case(EVENTS["rival"][one], (("averin", STORY[after(one)], 0),))


def press_conference(one: str) -> Case:
    said = EVENTS["podium"][one]
    bare = said.translate({ord(sign): None for sign in '"„“«»'})
    return Case(bare, (("averin", EVENTS["podium"][after(one)], 0),))


def match_report(one: str) -> Case:
    return Case(EVENTS["match"][one], (("averin", EVENTS["match"][after(one)], 0),))


def market_report(one: str) -> Case:
    return Case(EVENTS["market"][one], (("averin", EVENTS["market"][after(one)], 0),))


def results(one: str) -> Case:
    rows = [f"Averin {n + 80} Kastrey {n + 71} {n * 3 + 113} Lundhaven" for n in range(30)]
    head = EVENTS["release"]
    return Case(
        f"{head[one]} " + "; ".join(rows),
        (("averin", f"{head[after(one)]}\n" + "\n".join(rows), 0),),
    )


def exchange_rates(one: str) -> Case:
    rows = [f"{name} {n * 7 % 90 + 1}.{n * 137 % 9000 + 1000}" for n, name in enumerate(CURRENCIES)]
    head = EVENTS["rates"]
    return Case(
        f"{head[one]}: " + ", ".join(rows),
        (("averin", f"{head[after(one)]}\n" + "\n".join(rows), 0),),
    )


CURRENCIES = ("Dollar", "Krona", "Zloty", "Forint", "Rubel", "Lira", "Rand", "Peso", "Real", "Yuan")


def indexed_release(one: str) -> Case:
    release = f"{STORY[after(one, 2)]}\n\n{EVENTS['release'][after(one, 2)]}"
    return Case(
        STORY[one], (("norvik-press", release, 0), ("averin", STORY[after(one)], 0)), origin=True
    )


def named_release(one: str) -> Case:
    def with_release(language: str) -> str:
        return f"{STORY[language]}\n\n{EVENTS['release'][language]}"

    return Case(with_release(one), (("averin", with_release(after(one)), 0),), origin=True)


def later_source(one: str) -> Case:
    return Case(STORY[one], (("averin", STORY[after(one)], -1),))


def old_source(one: str) -> Case:
    return Case(STORY[one], (("averin", STORY[after(one)], THRESHOLDS.days + 1),))


def own_story_before_the_agencys(one: str) -> Case:
    """An update of one's own story, which an agency told in the meantime."""
    return Case(
        STORY[one], (("averin", STORY[after(one)], -2), ("borel", STORY[after(one, 2)], -1))
    )


KINDS: tuple[Callable[[str], Case], ...] = (
    two_agencies,
    another_agency,
    press_conference,
    match_report,
    market_report,
    results,
    exchange_rates,
    indexed_release,
    named_release,
    later_source,
    old_source,
    own_story_before_the_agencys,
)


def found(folder: Path, case: Case) -> SearchResult:
    documents = MemoryDocuments()
    for number, (owner, text, days) in enumerate(case.sources):
        documents.add(f"urn:{number}", text, owner=owner, day=DAY.toordinal() - days)
    index = Index.open(folder, documents)
    index.sync()
    return index.search(Draft(case.draft, published=DAY))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_of_one_origin_or_nothing(
    kind: Callable[[str], Case], language: str, tmp_path: Path
) -> None:
    case = kind(language)
    result = found(tmp_path, case)
    assert not told(result)
    reasons = [str(one.reason) for one in result.rejected]
    assert any("may tell of one release" in r or "behind both" in r for r in reasons) is case.origin


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_story_is_told_where_nothing_else_explains_it(
    language: str, tmp_path: Path
) -> None:
    case = Case(STORY[language], (("averin", STORY[after(language)], 0),))
    assert [match.owner for match in told(found(tmp_path, case))] == ["averin"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_that_only_one_of_both_names_explains_nothing(
    language: str, tmp_path: Path
) -> None:
    source = f"{STORY[after(language)]}\n\n{EVENTS['release'][after(language)]}"
    assert told(found(tmp_path, Case(STORY[language], (("averin", source, 0),))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_of_one_owner_is_told_once_with_the_story(language: str, tmp_path: Path) -> None:
    texts = (("averin", STORY[after(language)], 1), ("averin", STORY[after(language, 2)], 0))
    (match,) = told(found(tmp_path, Case(STORY[language], texts)))
    assert {match.source, *match.also_in} == {"urn:0", "urn:1"}
