"""A long passage whose names differ as other words do was edited; a form differs in its names."""

import pytest

from checker.matching.align import align
from checker.matching.alignment import Alignment
from checker.matching.forms import Filling, filling, is_edited, is_form
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText, tokenized
from checker.text.units import units_of

FIRST = ("Anna", "Otto", "Vera", "Nils", "Ida", "Emil", "Klara", "Jonas")
LAST = ("Berg", "Lind", "Holm", "Dahl", "Strand", "Roos", "Vik", "Falk")
OTHER_FIRST = ("Ruth", "Axel", "Signe", "Hugo", "Elsa", "Ivar", "Maja", "Rolf")
OTHER_LAST = ("Moen", "Krogh", "Bratt", "Sand", "Lunde", "Tang", "Skov", "Brun")
NAMES = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]
OTHERS = [f"{first} {last}" for first, last in zip(OTHER_FIRST, OTHER_LAST, strict=True)]
WORDS = ("quite", "river", "before", "seldom", "yellow", "paper", "under", "third", "again", "open")
STORIES = {
    "en": (
        "The rowing club said {0} will sit in the bow when the crew meets its old rival on the"
        " lake next week. Coach {1} made one change after the defeat in spring and moved {2}"
        " to the stroke seat. It will be the first race for {3}, who missed the winter"
        " because of a broken wrist and trained alone in the mountains. The captain, {4}, told"
        " members that the boat had never been as quick over the second half of the course. Behind"
        " them sit {5} and {6}, both of whom came back from abroad for this season,"
        " while {7} steers and keeps the rhythm as before."
    ),
    "pt": (
        "O clube de remo disse que {0} vai na proa quando a equipe enfrentar o velho rival no"
        " lago na próxima semana. O treinador {1} fez uma mudança depois da derrota na"
        " primavera e passou {2} para a voga. Será a primeira prova de {3}, que perdeu o"
        " inverno por causa de um pulso partido e treinou sozinho nas montanhas. O capitão, {4}"
        ", contou aos sócios que o barco nunca foi tão rápido na segunda metade do percurso."
        " Atrás deles vão {5} e {6}, que voltaram do estrangeiro para esta época,"
        " enquanto {7} leva o leme e marca o ritmo como antes."
    ),
    "de": (
        "Der Ruderverein teilte mit, dass {0} im Bug sitzt, wenn das Boot kommende Woche auf"
        " dem See gegen den alten Rivalen antritt. Trainer {1} nahm nach der Niederlage im"
        " Frühjahr einen Wechsel vor und setzte {2} auf den Schlagplatz. Es ist das erste"
        " Rennen von {3}, der den Winter wegen eines gebrochenen Arms verpasste und allein in"
        " den Bergen trainierte. Wie {4} den Mitgliedern sagte, war das Boot auf der zweiten"
        " Hälfte der Strecke nie so schnell. Dahinter sitzen {5} und {6}, die beide"
        " für diese Saison aus dem Ausland zurückkamen, während {7} wie bisher steuert."
    ),
}


def read(text: str) -> TokenizedText:
    return tokenized(text, units_of(text))


def edited(text: str, every: int, first: int = 0) -> str:
    """The text with every so many-th word replaced, a capitalised one by a capitalised one."""
    words = text.split(" ")
    for number, at in enumerate(range(first, len(words), every)):
        other = WORDS[number % len(WORDS)]
        words[at] = other.title() if words[at][0].isupper() else other
    return " ".join(words)


def as_form(draft: str, source: str) -> tuple[bool, bool]:
    """Whether the places of two texts show a form, and whether it was edited all the same."""
    ours, theirs = read(draft), read(source)
    (one,) = align(ours, theirs)
    filled = filling(ours, theirs, one)
    return is_form(filled, one.equal, None), is_edited(ours, theirs, one, filled, one.equal)


@pytest.mark.parametrize(
    ("language", "every", "first"),
    [("en", 4, 1), ("de", 5, 0), ("en", 6, 1), ("pt", 4, 2), ("pt", 4, 3), ("de", 4, 1)],
)
def test_a_text_in_which_every_so_many_th_word_was_replaced_was_edited(
    language: str, every: int, first: int
) -> None:
    source = STORIES[language].format(*NAMES)
    assert as_form(edited(source, every, first), source) == (True, True)


@pytest.mark.parametrize("language", STORIES)
def test_the_same_story_with_the_names_of_another_crew_is_a_form(language: str) -> None:
    source = STORIES[language].format(*NAMES)
    assert as_form(STORIES[language].format(*OTHERS), source) == (True, False)


@pytest.mark.parametrize("language", STORIES)
def test_another_crew_in_slightly_other_words_is_a_form(language: str) -> None:
    source = STORIES[language].format(*NAMES)
    anew = edited(STORIES[language], 12, 3).format(*OTHERS)
    assert as_form(anew, source) == (True, False)


def marked(changed_names: int, changed_words: int) -> tuple[TokenizedText, Alignment]:
    """A text of 20 names and 80 words beside itself, of which some count as changed."""
    tokens = [*("Berg" for _ in range(20)), *("word" for _ in range(80))]
    text = read(" ".join(["of", *tokens]))
    gone = {*range(1, changed_names + 1), *range(21, 21 + changed_words)}
    runs = tuple((n, n + 1, n, n + 1) for n in range(1, 101) if n not in gone)
    return text, Alignment(1, 101, 1, 101, len(runs), runs, 1)


@pytest.mark.parametrize(("changed_names", "was_edited"), [(7, True), (8, False)])
def test_more_names_than_words_differ_by_chance_alone(changed_names: int, was_edited: bool) -> None:
    """Of 40 names and 160 words 14 and 32 differ, by 2.02 deviations; 16 by 2.65."""
    text, alignment = marked(changed_names, 16)
    assert T.edited_names == 2.58
    filled = Filling(names_same=6, names_other=5)
    assert is_edited(text, text, alignment, filled, T.form_words) is was_edited
    assert not is_edited(text, text, alignment, filled, T.form_words - 1)


@pytest.mark.parametrize(
    "filled",
    [
        Filling(names_same=6, names_other=5, figures_other=T.form_places),
        Filling(names_same=6, names_other=5, capitals=False),
    ],
)
def test_other_figures_and_scripts_without_capitals_are_left_to_the_form(filled: Filling) -> None:
    text, alignment = marked(1, 40)
    assert not is_edited(text, text, alignment, filled, 90)


def test_a_text_without_names_was_not_edited() -> None:
    text = read(" ".join(["word"] * 90))
    alignment = Alignment(0, 90, 0, 90, 80, ((0, 80, 0, 80),), 80)
    assert not is_edited(text, text, alignment, Filling(names_same=6, names_other=5), 80)
