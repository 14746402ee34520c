"""Korean words, divided where their syllables require it rather than at the writer's blanks.

Korean may be spaced in several ways, and so may copies. So blanks between syllables are no
boundaries: a word ends after a syllable that ends most words (a particle, an ending), before
figures and letters of other scripts, and after the first syllable following figures ("2024년").
"""

import numpy as np
import numpy.typing as npt

__all__ = ["blanks_within", "cuts", "has_hangul"]

_BLANK = 0x20
_FIRST, _VOWELS, _FINALS, _AFTER = 0x1100, 0x1161, 0x11A8, 0x1200
_SYLLABLES, _OF_CONSONANT, _OF_VOWEL = 11_172, 588, 28
# Particles, endings of verbs and adjectives, plural and units: syllables that end many words, so
# many that words are as long as those between blanks. Others would mean other fingerprints.
_ENDINGS = (
    "은는을를의에고며다서와던된할될까록려든면게들로과한이가도만지기인해라등자대나수년월일부적명"
)

Points = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]


def _codes(syllables: str) -> npt.NDArray[np.bool_]:
    """Which of the 11,172 syllables are among these."""
    table = np.zeros(_SYLLABLES, bool)
    table[[ord(one) - 0xAC00 for one in syllables]] = True
    return table


def _is_hangul(points: Points) -> npt.NDArray[np.bool_]:
    return (points >= _FIRST) & (points < _AFTER)


def has_hangul(points: Points) -> bool:
    """Returns whether a folded text has a letter of Hangul."""
    return bool(len(points)) and int(points.max()) >= _FIRST and bool(_is_hangul(points).any())


def blanks_within(points: Points) -> Places:
    """Blanks between two syllables of a folded text."""
    hangul = _is_hangul(points)
    return np.flatnonzero((points[1:-1] == _BLANK) & hangul[:-2] & hangul[2:]) + 1


def cuts(points: Points, words: npt.NDArray[np.bool_]) -> Places:
    """Returns the positions at which a word begins directly after another one.

    Args:
        points: a folded text without the blanks within.
        words: which points are letters or figures of words.
    """
    hangul = _is_hangul(points)
    begins = np.flatnonzero(hangul & (points < _VOWELS))  # where syllables begin
    ends = _ends_word(points, begins)
    figure = (points - np.uint32(0x30) < 10) & words
    behind = np.zeros(len(points) + 1, bool)  # places behind a syllable that ends a word
    lengths = _lengths(points, begins)
    after_figure = np.zeros(len(begins), bool)
    after_figure[begins > 0] = figure[begins[begins > 0] - 1]
    behind[(begins + lengths)[ends | after_figure]] = True
    before = np.append(False, hangul[:-1])
    word_before = np.append(False, words[:-1])
    figure_before = np.append(False, figure[:-1])
    other = words & ~hangul
    cut = (hangul & before & behind[:-1]) | (other & before)
    cut |= hangul & word_before & ~before & ~figure_before
    return np.flatnonzero(cut)


def _lengths(points: Points, begins: Places) -> Places:
    """How many points the syllables have that begin at these places: two, three with a final."""
    last = len(points) - 1
    second, third = np.minimum(begins + 1, last), np.minimum(begins + 2, last)
    vowel = (points[second] >= _VOWELS) & (points[second] < _FINALS)
    final = (points[third] >= _FINALS) & (points[third] < _AFTER)
    return 1 + vowel.astype(np.intp) + (vowel & final)


def _ends_word(points: Points, begins: Places) -> npt.NDArray[np.bool_]:
    """Which of the syllables that begin at these places end most words that they are in."""
    last = len(points) - 1
    lengths = _lengths(points, begins)
    vowels = points[np.minimum(begins + 1, last)].astype(np.int64) - _VOWELS
    finals = np.where(
        lengths == 3, points[np.minimum(begins + 2, last)].astype(np.int64) - _FINALS + 1, 0
    )
    codes = (points[begins].astype(np.int64) - _FIRST) * _OF_CONSONANT + vowels * _OF_VOWEL + finals
    whole = (lengths > 1) & (codes >= 0) & (codes < _SYLLABLES)
    return whole & _codes(_ENDINGS)[np.where(whole, codes, 0)]
