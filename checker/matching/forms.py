"""What stands in the places of a form: figures, dates and names of two texts that are aligned.

A form that was filled anew has other figures and other names where its siblings have theirs; a
copy has the same ones, and a scan damages letters but puts no figure in place of another. So both
texts are compared place by place: what is only in one of them is a cut or an addition, and no
evidence of a form.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import TokenizedText
from checker.text.figure_words import HAN_COUNTED, HAN_NUMERALS, is_date_word, is_number_word
from checker.text.fold import fold
from checker.text.tables import SINGLE

__all__ = ["NO_FILLING", "Filling", "filling", "is_form"]

_FIGURE, _DATE, _NAME, _OTHER = range(4)
_JOINING = frozenset(".,/:-–'’٫٬．，：／")
_NOTHING_BEFORE = frozenset('.!?…\n"“”«»„:')
_DAY = 4  # digits at most of a day or a year beside a month


@dataclass(frozen=True, slots=True)
class Filling:
    """How many places of an alignment hold the same in both texts and how many something else.

    `words_other` are short places with other words that are neither figures nor names: in scripts
    without capital letters some of them are names. `other_subject` says that the first sentence
    begins with another name.
    """

    figures_same: int = 0
    figures_other: int = 0
    names_same: int = 0
    names_other: int = 0
    dates_other: int = 0
    words_other: int = 0
    capitals: bool = True
    other_subject: bool = False

    @property
    def same(self) -> int:
        """Figures and names that are the same: what one text can only have from the other."""
        return self.figures_same + self.names_same

    @property
    def other(self) -> int:
        """Figures and names in place of others."""
        return self.figures_other + self.names_other


NO_FILLING = Filling()


def is_form(filled: Filling, words: float, apart: int | None) -> bool:
    """Whether two texts are one form that was filled twice.

    Args:
        filled: what is in the places.
        words: that the texts have in common.
        apart: days between the texts; None where one of them is unknown.
    """
    figures = filled.figures_same + filled.figures_other
    names = filled.names_same + filled.names_other
    if (
        filled.figures_other >= T.form_places
        and filled.figures_other >= T.form_figures * figures
        and filled.other >= T.form_least * (figures + names)
    ):
        return True
    places = filled.other + (1 if filled.dates_other and filled.other else 0)
    if places >= T.form_places and places >= T.form_share * (figures + names):
        return True
    slots = not filled.capitals and filled.words_other >= T.form_slots and words < T.form_slot_words
    if slots and filled.dates_other:
        return True
    if filled.other_subject and not filled.names_same and words < T.background_words:
        return True
    if apart is None or apart <= T.story_days or words >= T.form_words:
        return False
    if slots:
        return True
    return bool(
        filled.figures_other >= max(1, T.form_late * figures)
        or filled.names_other >= max(1, T.form_late * names)
    )


def filling(draft: TokenizedText, source: TokenizedText, alignment: Alignment) -> Filling:
    """Compares the places of an alignment and of the rests of the sentences that it cuts.

    A form's first place is often the one before the words that are always the same.
    """
    before = _opening(draft, alignment.start), _opening(source, alignment.source_start)
    after = _closing(draft, alignment.end), _closing(source, alignment.source_end)
    here = _tokens(draft, before[0], after[0])
    there = _tokens(source, before[1], after[1])
    keys: dict[tuple[int, ...], int] = {}
    ours = [keys.setdefault(token.key, len(keys)) for token in here]
    theirs = [keys.setdefault(token.key, len(keys)) for token in there]
    same, other = [0] * 4, [0] * 4
    gap: tuple[list[_Token], list[_Token]] = ([], [])
    subject = False
    for op in Indel.opcodes(ours, theirs):
        if op.tag == "equal":
            subject = subject or (not op.src_start - len(gap[0]) and _are_subjects(*gap))
            _compare(*gap, same, other)
            gap = ([], [])
            _count(here[op.src_start : op.src_end], same)
        else:
            gap[0].extend(here[op.src_start : op.src_end])
            gap[1].extend(there[op.dest_start : op.dest_end])
    _compare(*gap, same, other)
    return Filling(
        same[_FIGURE],
        other[_FIGURE],
        same[_NAME],
        other[_NAME],
        other[_DATE],
        other[_OTHER],
        any(token.kind == _NAME for token in (*here, *there)),
        subject,
    )


@dataclass(frozen=True, slots=True)
class _Token:
    """A figure with its signs, or a word; `key` says what it is, `text` how it is spelled."""

    kind: int
    key: tuple[int, ...]
    text: str


def _opening(text: TokenizedText, at: int) -> int:
    """The first unit of the sentence that unit `at` is in, if it is near."""
    number = int(np.searchsorted(text.sentences[:, 0], at, "right")) - 1
    first = int(text.sentences[number, 0]) if number >= 0 else at
    return first if at - first <= T.form_lead * text.scale else at


def _closing(text: TokenizedText, at: int) -> int:
    """The unit after the last one of the sentence that unit `at` is in, if it is near."""
    number = int(np.searchsorted(text.sentences[:, 0], at, "right")) - 1
    if number < 0 or text.sentences[number, 0] == at:
        return at
    last = int(text.sentences[number, 1])
    return last if at < last <= at + T.form_lead * text.scale else at


def _are_subjects(here: Sequence[_Token], there: Sequence[_Token]) -> bool:
    """Whether both sides of the first place of a sentence name somebody, and not the same."""
    ours, theirs = (
        " ".join(token.text for token in side if token.text[0].isupper()) for side in (here, there)
    )
    named = all(any(token.kind == _NAME for token in side) for side in (here, there))
    return named and fuzz.partial_ratio(ours, theirs) < T.one_name


def _count(tokens: Sequence[_Token], same: list[int]) -> None:
    """Counts tokens that both texts have; names that follow one another are one.

    A number in words that is the same tells nothing: it may be no number ("second").
    """
    before = _OTHER
    for token in tokens:
        in_words = token.kind == _FIGURE and _in_words(token)
        if not in_words and (token.kind != _NAME or before != _NAME):
            same[token.kind] += 1
        before = token.kind


def _in_words(token: _Token) -> bool:
    return token.text.isalpha() and token.text[0] not in HAN_NUMERALS


def _compare(
    here: Sequence[_Token], there: Sequence[_Token], same: list[int], other: list[int]
) -> None:
    """Counts what the two sides of a gap hold in place of one another."""
    if not here or not there:
        return
    for kind in (_FIGURE, _DATE):
        ours = Counter(token.key for token in here if token.kind == kind)
        theirs = Counter(token.key for token in there if token.kind == kind)
        if not ours or not theirs or _rewritten(kind, here, there):
            continue
        kept = (ours & theirs).total()
        same[kind] += kept
        other[kind] += min(ours.total(), theirs.total()) - kept - _cut(ours - theirs, theirs - ours)
    ours_named = " ".join(token.text for token in here if token.kind == _NAME)
    theirs_named = " ".join(token.text for token in there if token.kind == _NAME)
    if ours_named and theirs_named:
        alike = fuzz.partial_ratio(ours_named, theirs_named) >= T.one_name
        (same if alike else other)[_NAME] += 1
    elif len(here) <= T.form_slot and len(there) <= T.form_slot:
        other[_OTHER] += 1


def _rewritten(kind: int, here: Sequence[_Token], there: Sequence[_Token]) -> bool:
    """Whether one side has its figures in digits and the other in words, or in other groups."""
    if kind != _FIGURE:
        return False
    ours, theirs = (
        [token.text for token in side if token.kind == _FIGURE] for side in (here, there)
    )
    digits = [
        "".join(sign for text in side for sign in text if sign.isdigit()) for side in (ours, theirs)
    ]
    return not digits[0] or not digits[1] or digits[0] == digits[1]


def _cut(ours: Counter[tuple[int, ...]], theirs: Counter[tuple[int, ...]]) -> int:
    """How many figures are a part of one of the other side: damage cuts them at their signs."""
    left = list(theirs)
    cut = 0
    for one in ours:
        whole = next((n for n, its in enumerate(left) if _within(one, its)), None)
        if whole is not None:
            del left[whole]
            cut += 1
    return cut


def _within(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    few, many = sorted((one, other), key=len)
    return len(few) < len(many) and set(few) <= set(many)


def _tokens(text: TokenizedText, start: int, end: int) -> list[_Token]:
    """The tokens of units start..end; figures that a sign joins are one, and so are dates."""
    return list(_dated(list(_joined(text, start, end))))


def _joined(text: TokenizedText, start: int, end: int) -> Iterator[_Token]:
    units, raw = text.units, text.text
    at = start
    while at < end:
        last = at + 1
        if units.figures[at]:
            while last < end and units.figures[last]:
                sign = raw[units.ends[last - 1] : units.starts[last]]
                if len(sign) != 1 or sign not in _JOINING:
                    break
                last += 1
            kind = _FIGURE
        elif units.kinds[at] == SINGLE and raw[units.starts[at]] in HAN_NUMERALS:
            while last < end and raw[units.starts[last]] in HAN_NUMERALS:
                last += 1
            counted = raw[units.ends[last - 1] : units.ends[last - 1] + 1] in HAN_COUNTED
            kind = _FIGURE if counted or last - at > 1 else _OTHER
        else:
            kind = _kind(text, at)
        yield _Token(kind, tuple(text.ids[at:last]), raw[units.starts[at] : units.ends[last - 1]])
        at = last


def _kind(text: TokenizedText, at: int) -> int:
    """What a word is: by its letters, and by what is before it."""
    units, raw = text.units, text.text
    start = int(units.starts[at])
    if units.kinds[at] != SINGLE:
        folded = fold(raw[start : units.ends[at]]).text
        if is_date_word(folded):
            return _DATE
        if is_number_word(folded):
            return _FIGURE
    capitals = text.capitals
    if not capitals[at]:
        return _OTHER
    lead = raw[max(0, start - 3) : start].rstrip(" \t")
    if not lead or lead[-1] in _NOTHING_BEFORE:
        return _OTHER
    beside = text.capitals_name or capitals[at - 1] or (at + 1 < len(capitals) and capitals[at + 1])
    return _NAME if beside else _OTHER


def _dated(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """The same tokens; a day or a year beside its month is part of the date."""
    for n, token in enumerate(tokens):
        if token.kind == _FIGURE and len(token.text) <= _DAY:
            following = tokens[n + 1] if n + 1 < len(tokens) else None
            before = tokens[n - 1] if n else None
            months = (one for one in (before, following) if one is not None)
            if any(one.kind == _DATE for one in months) or (
                following is not None and following.text in ("月", "日", "号", "號")
            ):
                yield _Token(_DATE, token.key, token.text)
                continue
        yield token
