"""Matches of sources that a draft tells anew: their places, and in words what they rest on."""

from collections.abc import Iterable

from checker.models.draft import Draft
from checker.models.evidence import Match, Passage, SharedAnchor
from checker.models.source import StoredText
from checker.models.vocabulary import Confidence
from checker.retold.likeness import Likeness
from checker.retold.thresholds import THRESHOLDS as T
from checker.text.sentences import sentence_end, sentence_start
from checker.wording import Message, plural, worded

__all__ = ["match_of"]


def match_of(
    like: Likeness,
    stored: StoredText,
    also: tuple[str, ...],
    languages: tuple[str, str],
    draft: Draft,
) -> Match:
    """Returns the match of a source that a draft tells anew.

    Args:
        like: what they have in common.
        stored: the source.
        also: other sources that tell the same.
        languages: of the draft and of the source as they were read, where they state none.
        draft: the draft.
    """
    ours, theirs = draft.language or languages[0], stored.language or languages[1]
    return Match(
        source=stored.source,
        version=stored.version,
        owner=stored.owner,
        cls="related",
        words=0,
        share_of_draft=0.0,
        share_of_source=0.0,
        longest_run_words=0,
        passages=(_passage(like, draft.text, stored.text),),
        also_in=also,
        notes=(_in_words(like),),
        translated=theirs[:2].lower() != ours[:2].lower(),
        anchors=tuple(sorted(_shared(like), key=lambda pair: pair.start)),
        confidence=_confidence(like),
    )


def _passage(like: Likeness, text: str, source: str) -> Passage:
    """The stretches of both texts that the figures lie in; they do not count."""
    pairs = like.names if like.sentences else like.figures or like.names
    mine = sorted((one for one, _ in pairs), key=lambda one: one.start)
    theirs = sorted((one for _, one in pairs), key=lambda one: one.start)
    start, end = sentence_start(text, mine[0].start), sentence_end(text, mine[-1].end)
    return Passage(
        start,
        end,
        sentence_start(source, theirs[0].start),
        sentence_end(source, theirs[-1].end),
        "related",
        round(like.value, 4),
        len(text[start:end].split()),
        counted=False,
        note=_in_words(like),
    )


def _shared(like: Likeness) -> Iterable[SharedAnchor]:
    for mine, other in (*like.figures, *like.names):
        yield SharedAnchor(mine.kind, mine.start, mine.end, other.start, other.end)


def _confidence(like: Likeness) -> Confidence:
    if like.part or like.sentences:
        return "low"
    if like.words:
        return "medium"
    sure = like.value >= T.sure_likeness and len(like.figures) >= T.sure_figures
    return "medium" if sure else "low"


def _in_words(like: Likeness) -> Message:
    """What the match rests on, as a sentence."""
    if like.sentences:
        return worded(
            "has {names} names in common, and {share:.0%} of the sentences mean the same",
            names=len(like.names),
            share=like.sentences,
        )
    if like.words:
        return worded("has {share:.0%} of the words in the same order", share=like.words)
    same = like.order >= T.same_order
    order = worded("in the same order") if same else worded("in another order")
    terms = sum(one.kind == "term" for one, _ in like.names)
    names = len(like.names) - terms
    named = plural("{n} name", "{n} names", names)
    if terms:
        rare = plural("{n} rare term", "{n} rare terms", terms)
        named = worded("{names} and {terms}", names=named, terms=rare)
    figures = len(like.figures)
    if like.part:
        return worded(
            "tells a part of the source: the same {figures} figures and {named} {order}, in other"
            " words",
            figures=figures,
            named=named,
            order=order,
        )
    return worded(
        "tells the same {figures} figures and {named} {order}, in other words",
        figures=figures,
        named=named,
        order=order,
    )
