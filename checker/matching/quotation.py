"""Whether the words that two texts share are a quotation in both of them.

Only common words are considered: an attribution that the draft inserted into a quotation was copied
from nobody, and words copied around a quotation are judged by themselves.
"""

import numpy as np
from rapidfuzz.distance import LCSseq

from checker.matching.alignment import Alignment
from checker.matching.thresholds import THRESHOLDS as T
from checker.matching.tokens import Mask, TokenizedText
from checker.matching.unit_masks import UnitMasks

__all__ = ["is_official_speech", "is_quotation"]


def is_quotation(
    draft: TokenizedText,
    source: TokenizedText,
    alignment: Alignment,
    masks: UnitMasks,
    *,
    late: bool = False,
) -> bool:
    """Returns whether nearly all words in common are in quotation marks on both sides.

    What the layout of the draft alone attributes to somebody (a label, a letter, an answer) is a
    quotation where the source has marks: front matter and greetings look the same.

    Days later, so are the words of anybody that both texts report: both cite the speech, and
    neither has it from the report of the other. A report of the same days may be copied.

    Where one text has both marks of a quotation, one of them is enough in the other, unless most of
    both texts is in common: then the item was copied, and a mark was lost on the way.

    Args:
        draft: the text to check.
        source: the possible source.
        alignment: their alignment.
        masks: which units of the draft are quoted or spoken by somebody, and which are markings or
            addresses, which belong to no story.
        late: whether the texts are known to be further apart than the news of one story.
    """
    part = slice(alignment.start, alignment.end)
    its_part = slice(alignment.source_start, alignment.source_end)
    boilerplate = masks.boilerplate
    spoken = masks.quoted[part] & ~masks.in_marks[part] & ~draft.quoted[part]
    here = masks.quoted[part]
    if late:
        here, spoken = here | draft.reported[part], spoken & ~draft.reported[part]
    whole = alignment.is_most_of(len(draft.units), len(source.units), T.article_share)
    half = here if whole else here | draft.half_quoted[part]
    least = T.quoted_share * (alignment.equal - np.count_nonzero(boilerplate[part]))
    if np.count_nonzero(half) < least:
        return False
    there = source.quoted[its_part]
    if late:
        there = there | source.reported[its_part]
    its_half = there if whole else there | source.half_quoted[its_part]
    if np.count_nonzero(its_half) < least:
        return False
    first, second = _pairs(draft, source, alignment)
    inside = (here[first] & its_half[second]) | (half[first] & there[second])
    if spoken.any():
        marked = source.in_marks[its_part]
        marked = marked if whole else marked | source.half_quoted[its_part]
        inside &= ~spoken[first] | marked[second]
    return _is_nearly_all(draft, alignment, first, inside, boilerplate, whole=whole)


def is_official_speech(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment, boilerplate: Mask
) -> bool:
    """Returns whether nearly all words in common are what an official said, by the source itself.

    They are in the transcript, whoever prints them. A draft that says so of the source's own words
    does not make them an official's.

    Args:
        draft: the text to check.
        source: the possible source.
        alignment: their alignment.
        boilerplate: which units of the draft are markings or addresses.
    """
    part = slice(alignment.start, alignment.end)
    there = source.official[alignment.source_start : alignment.source_end]
    own = alignment.equal - np.count_nonzero(boilerplate[part])
    if np.count_nonzero(there) < T.quoted_share * own:
        return False
    first, second = _pairs(draft, source, alignment)
    return _is_nearly_all(draft, alignment, first, there[second], boilerplate, whole=True)


def _is_nearly_all(
    draft: TokenizedText,
    alignment: Alignment,
    first: np.ndarray[tuple[int], np.dtype[np.intp]],
    inside: Mask,
    boilerplate: Mask,
    *,
    whole: bool,
) -> bool:
    """Whether somebody else's words are nearly all units in common, which `first` has.

    Of a `whole` item all other words count together: its lead may be among them.
    """
    weights = draft.weights[alignment.start : alignment.end][first]
    outside = ~inside & ~boilerplate[alignment.start : alignment.end][first]
    within, beside = float(weights[inside].sum()) / 6, float(weights[outside].sum()) / 6
    if within < T.quoted_share * (within + beside):
        return False
    most = max(T.quoted_outside, T.quoted_beside * within)
    if beside < most:
        return True
    if not _has_full_name(draft, alignment, first[outside]):
        return False
    if beside < min(T.quoted_speaker, within / T.quoted_longer):
        return True
    return (
        not whole
        and within > T.quoted_pieces * beside
        and all(
            words < T.quoted_outside
            or (words < T.quoted_speaker and _has_full_name(draft, alignment, piece))
            for piece in _pieces(first, outside)
            if (words := float(draft.weights[alignment.start + piece].sum()) / 6)
        )
    )


def _pieces(
    first: np.ndarray[tuple[int], np.dtype[np.intp]], outside: Mask
) -> list[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """The stretches of the draft outside of quotations: its attributions, each for itself."""
    at = first[outside]
    return np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)


def _has_full_name(
    draft: TokenizedText, alignment: Alignment, at: np.ndarray[tuple[int], np.dtype[np.intp]]
) -> bool:
    """Whether units have two capitalised words in a row, as the speaker's name beside an office.

    Scripts without capital letters do not show it.
    """
    if not draft.has_capitals:
        return True
    capital = [draft.text[draft.starts[alignment.start + one]].isupper() for one in at.tolist()]
    next_to = np.diff(at) == 1
    return any(a and b and near for a, b, near in zip(capital, capital[1:], next_to, strict=False))


def _pairs(
    draft: TokenizedText, source: TokenizedText, alignment: Alignment
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Places of the units in common, in this order, counted from the alignment's starts."""
    steps = LCSseq.opcodes(
        draft.ids[alignment.start : alignment.end],
        source.ids[alignment.source_start : alignment.source_end],
    )
    equal = [step for step in steps if step.tag == "equal"]
    if not equal:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    return (
        np.concatenate([np.arange(step.src_start, step.src_end) for step in equal]),
        np.concatenate([np.arange(step.dest_start, step.dest_end) for step in equal]),
    )
