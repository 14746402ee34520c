"""A story in which other words stand for some of its own is found by the words in their order."""

import random
from pathlib import Path

import pytest

from checker.matching.tokens import tokenized
from checker.models.draft import Draft
from checker.retold.in_order import words_in_order
from checker.retold.thresholds import THRESHOLDS as T
from checker.text.units import units_of

from . import stories as of
from .stories import newsroom, search, told

STORIES = {
    "en": of.STORY,
    "de": of.GERMAN,
    "ru": of.RUSSIAN,
    "fr": """Un porte-conteneurs chargé de 1 340 caisses a perdu sa propulsion mardi au large de \
Port Averin et a dérivé 17 heures avant que deux remorqueurs ne le rejoignent. Le Delmora, long de \
284 mètres, avait quitté Kastrey avec 26 marins et se rendait à Lundhaven, a expliqué Ilse \
Varnholt, qui dirige le port. L'armateur Norvik Lines évalue les dégâts à 48 millions d'euros et \
le syndicat Merado rappelle que le navire avait échoué à une inspection en 2021.""",
    "tr": """Port Averin açıklarında 1.340 konteyner taşıyan bir gemi salı günü gücünü yitirdi ve \
iki römorkör yetişene kadar 17 saat sürüklendi. 284 metre uzunluğundaki Delmora, Kastrey \
limanından 26 kişilik mürettebatla ayrılmış, Lundhaven kentine gidiyordu. Liman müdürü Ilse \
Varnholt, pompa dairesinde yangın çıktığını söyledi. Gemiyi işleten Norvik Lines zararın 48 \
milyon avro olduğunu bildirdi, Merado sendikası geminin 2021 yılında denetimden geçemediğini \
anlattı.""",
    "pl": """Kontenerowiec z 1340 skrzyniami stracił we wtorek napęd koło Port Averin i dryfował \
17 godzin, zanim dotarły do niego dwa holowniki. Mająca 284 metry Delmora wypłynęła z Kastrey z 26 \
marynarzami i zmierzała do Lundhaven, powiedziała szefowa portu Ilse Varnholt. Armator Norvik \
Lines ocenia szkody na 48 milionów euro, a związek Merado przypomina, że statek nie przeszedł \
kontroli w 2021 roku, choć obiecywano wtedy naprawę silnika.""",
}


def with_others(text: str, every: int, seed: int = 7) -> str:
    """The text with another word in each place of so many, whatever stands there."""
    chosen = random.Random(seed)
    words = text.split()
    others = [f"{'abdegiklmnoprstu'[at % 16]}orv{at}"[:-1] + "el" for at in range(60)]
    return " ".join(
        chosen.choice(others) if at % every == every - 1 else word for at, word in enumerate(words)
    )


@pytest.mark.parametrize("every", [3, 4])
@pytest.mark.parametrize("language", STORIES)
def test_each_third_word_replaced_hides_no_story(tmp_path: Path, language: str, every: int) -> None:
    story = STORIES[language]
    found = search(tmp_path, with_others(story, every), ("urn:ship", "averin", story))
    assert "urn:ship" in {match.source for match in found.matches}
    for match in told(found):
        assert match.words == 0
        assert not any(passage.counted for passage in match.passages)


def test_the_match_says_how_many_words_stand_in_their_order(tmp_path: Path) -> None:
    (match,) = told(search(tmp_path, with_others(of.STORY, 3)))
    assert match.notes == ("has 67% of the words in the same order",)
    assert match.confidence == "medium"
    assert match.anchors


def test_two_owners_of_the_story_are_no_common_origin(tmp_path: Path) -> None:
    sources = (("urn:ship", "averin", of.STORY), ("urn:again", "norvik", of.STORY + " It rained."))
    found = search(tmp_path, with_others(of.STORY, 3), *sources)
    named = {name for match in told(found) for name in (match.source, *match.also_in)}
    assert named == {"urn:ship", "urn:again"}


@pytest.mark.parametrize("draft", [of.RIVAL, of.PARAPHRASE])
def test_another_report_has_fewer_words_in_order(tmp_path: Path, draft: str) -> None:
    found = newsroom(tmp_path, ("urn:ship", "averin", of.STORY)).search
    notes = [note for match in found(Draft(draft)).matches for note in match.notes]
    assert not any("words in the same order" in note for note in notes)


def word(kind: str, number: int) -> str:
    return kind + "".join("bdfgklmnpr"[int(digit)] + "o" for digit in f"{number:04}")


def texts(same: int, other: int, run: int = 1, more: int = 0) -> float:
    """The share of two texts with equal words, in runs, and others between them."""
    draft: list[str] = []
    source: list[str] = []
    left, gaps = same, max(1, same // run)
    for gap in range(gaps):
        here = [word("same", same - left + at) for at in range(min(run, left))]
        left -= len(here)
        between = other // gaps + (gap < other % gaps)
        draft += [*here, *(word("mine", 50 * gap + at) for at in range(between))]
        source += [*here, *(word("its", 50 * gap + at) for at in range(between))]
    source += [word("further", at) for at in range(more)]
    ready = [tokenized(text, units_of(text)) for text in (" ".join(draft), " ".join(source))]
    return words_in_order(ready[0], ready[1])


def test_each_threshold_decides() -> None:
    share = T.ordered_share
    enough = round(100 * share)
    assert texts(enough, 100 - enough, run=2) >= share
    assert texts(enough - 2, 102 - enough, run=2) == 0.0
    least = T.ordered_words
    assert texts(least - 14, 14, run=2) > 0.0
    assert texts(least - 14, 13, run=2) == 0.0
    assert texts(72, 28, run=3, more=round(100 * (T.ordered_longer - 1))) > 0.0
    assert texts(72, 28, run=3, more=round(100 * (T.ordered_longer - 1)) + 1) == 0.0
    assert texts(70, 30, run=T.ordered_run - 1) > 0.0
    assert texts(72, 28, run=T.ordered_run) == 0.0
