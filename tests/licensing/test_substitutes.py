"""The substitute of a killed story is for a person; what the kill is about stays blocked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker.formats import read_draft
from checker.licensing.judging.covering import Covering
from checker.models.draft import Rights, Use
from checker.models.evidence import Passage
from checker.models.source import Item, Source
from checker.newsroom import Newsroom
from tests.licensing.cases import match
from tests.matching.newsroom import story

KILLED_AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
PARTS = [story(700 + number, 3) for number in range(6)]
WRONG = (
    "Police named the driver as Torvald Ekdahl, a councillor from Marenburg, and said that he had"
    " fled the scene on foot."
)
RIGHT = (
    "Police did not name the driver, and said that a man from the region was being questioned about"
    " the accident."
)
ONE_WORD = WRONG.replace("Torvald Ekdahl", "Torvald Ekberg")


def told(*parts: str) -> str:
    return "\n\n".join((*PARTS[:3], *parts, *PARTS[3:]))


def sent(name: str, text: str, hour: int, status: str = "usable", owner: str = "afp") -> Source:
    at = datetime(2026, 11, 20, hour, tzinfo=UTC)
    return Source(name, owner, text, published=at, rights=Rights(status=status))


def checked(
    folder: Path, draft: str, *later: Source, earlier: tuple[Source, ...] = ()
) -> tuple[str, set[str]]:
    """The verdict, and the ids of which a person has to look at the words."""
    with Newsroom.open(folder) as newsroom:
        newsroom.add_sources([sent("k:1", told(WRONG), 8), *earlier])
        newsroom.store.sources.kill("k:1", reason="wrong name", at=newsroom_now())
        newsroom.add_sources(list(later))
        use = Use(channel="web", territories=("FR",))
        verdict = newsroom.checker.check(read_draft(draft, as_type="text"), use, now=NOW)
    reasons = [reason for claim in verdict.claims for reason in claim.reasons]
    return verdict.verdict, {r.found or "" for r in reasons if r.parsed is False}


def newsroom_now() -> datetime:
    """The moment of a kill; what the store receives afterwards is later."""
    return KILLED_AT


@pytest.mark.parametrize("substitute", [told(RIGHT), told(), told(ONE_WORD)])
def test_a_substitute_as_a_whole_is_for_a_person(tmp_path: Path, substitute: str) -> None:
    verdict, asked = checked(tmp_path, substitute, sent("k:2", substitute, 11))
    assert verdict == "licence_required"
    assert "k:1" in asked


@pytest.mark.parametrize("substitute", [told(RIGHT), told(), told(ONE_WORD)])
@pytest.mark.parametrize(
    "draft",
    [
        told(WRONG),
        told(RIGHT, WRONG),
        told() + "\n\n" + WRONG,
        story(5, 8) + "\n\n" + WRONG,
        told(WRONG).replace("Police named", "Officers named"),
        told(WRONG).replace(PARTS[0].split()[5], "Xylophone", 1),
        told(f"{RIGHT} They named him as Torvald Ekdahl, a councillor from Marenburg."),
        "\n\n".join(PARTS[:5]),
        "\n\n".join((*PARTS[:4], WRONG)),
    ],
)
def test_what_the_kill_is_about_stays_blocked(tmp_path: Path, substitute: str, draft: str) -> None:
    assert checked(tmp_path, draft, sent("k:2", substitute, 11))[0] == "blocked"


def test_only_an_item_that_came_after_the_kill_is_its_substitute(tmp_path: Path) -> None:
    draft = told(RIGHT)
    for number, later in enumerate(
        (
            sent("k:2", draft, 7),  # published before the killed story
            sent("k:2", draft, 11, "canceled"),
            sent("k:2", draft, 11, "withheld"),
            sent("n:2", draft, 11, owner="north"),
        )
    ):
        assert checked(tmp_path / str(number), draft, later)[0] == "blocked"


EDITED = {
    "a word of the corrected sentence": told(RIGHT).replace("did not name", "have not named"),
    "a word elsewhere": told(RIGHT).replace(PARTS[0].split()[5], "Xylophone", 1),
    "cut": "\n\n".join((*PARTS[:3], RIGHT, *PARTS[3:5])),
    "half of it": "\n\n".join((*PARTS[:3], RIGHT)),
    "another beginning": f"A crash near Marenburg keeps the police busy.\n\n{told(RIGHT)}",
}


@pytest.mark.parametrize("draft", EDITED.values(), ids=EDITED)
def test_an_edited_substitute_is_for_a_person(tmp_path: Path, draft: str) -> None:
    verdict, asked = checked(tmp_path, draft, sent("k:2", told(RIGHT), 11))
    assert verdict == "licence_required"
    assert "k:1" in asked


@pytest.mark.parametrize("draft", EDITED.values(), ids=EDITED)
def test_without_a_substitute_the_same_drafts_are_blocked(tmp_path: Path, draft: str) -> None:
    assert checked(tmp_path, draft)[0] == "blocked"


def passages(*of: tuple[int, int, float]) -> tuple[Passage, ...]:
    return tuple(Passage(a, b, a, b, "near", similarity, b - a) for a, b, similarity in of)


@pytest.mark.parametrize(
    ("killed", "later", "share", "followed"),
    [
        ((0, 200, 0.96), (0, 200, 0.98), 0.5, True),
        ((0, 200, 0.96), (0, 200, 0.98), 0.49, False),
        ((0, 200, 0.97), (0, 200, 0.98), 0.8, False),
        ((0, 200, 0.98), (0, 200, 0.96), 0.8, False),
        ((0, 201, 0.9), (0, 200, 1.0), 0.8, False),
        ((0, 200, 1.0), (0, 200, 1.0), 0.89, False),
        ((0, 200, 1.0), (0, 200, 1.0), 0.9, True),
    ],
)
def test_the_draft_has_to_be_nearer_to_the_substitute(
    killed: tuple[int, int, float], later: tuple[int, int, float], share: float, followed: bool
) -> None:
    one = match(source="k:1", share=share - 0.01, passages=passages(killed))
    other = match(source="k:2", share=share, passages=passages(later))
    at = [datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (8, 10, 11)]
    dead = Item("k:1", "afp", Rights(), published=at[0], received=at[0], killed_at=at[1])
    new = Item("k:2", "afp", Rights(), published=at[2], received=at[2])
    covering = Covering((one, other), {"k:1": dead, "k:2": new})
    assert bool(covering.substitutes(one)) is followed
