"""What other sources show about a passage: siblings of a form, house lines, statements.

A statement or a background line carried by three unrelated sources, and closing lines with which
two sources of one owner end, are shown but not counted; nor is a form whose other fillings are on
other days. Copies, updates and re-sends of one story are related: a story that a hundred outlets
ran is still found. What an owner repeats at length in the running news of one story is its text.
"""

from collections.abc import Sequence
from itertools import islice

from checker.matching.bearers import Bearers
from checker.matching.evidence import doubt
from checker.matching.formulas import FORMULA, Formulas
from checker.matching.holders import Holders
from checker.matching.notices import are_terms, stand_below
from checker.matching.owner_names import OwnerNames
from checker.matching.passages import Judged, uncounted
from checker.matching.refillings import refilled_by_many
from checker.matching.relations import Found, Relations, Unrelated, is_background, phrase_units
from checker.matching.standing import without_standing_lines
from checker.matching.stock_phrases import STOCK_PHRASES, is_made_of_stock_phrases
from checker.matching.sure_copies import agrees_alone
from checker.matching.third_parties import is_a_third_partys, is_mostly
from checker.matching.thresholds import THRESHOLDS as T
from checker.wording import worded

__all__ = ["without_shared"]

THIRD_PARTY = "words of a third party, as a source of another owner shows"
TERMS = "points of a list that sources of other weeks also have, such as terms or notes"
OFFICIAL_SPEECH = "official speech that unrelated sources also report"
_COMPARED = 12


def without_shared(
    found: Sequence[Found],
    aligned: Sequence[Found],
    owners: OwnerNames,
    units: int,
    formulas: Formulas,
) -> list[Found]:
    """Returns the sources; passages that others show to belong to nobody no longer count.

    Args:
        found: the sources with passages.
        aligned: all sources that were aligned, with every alignment. Forms that the draft fills
            anew and phrases that are no passage are evidence about those that are.
        owners: by which names the sources may name each other's owners.
        units: the length of the draft.
        formulas: which words of it stand in sources of many weeks.
    """
    forms = (
        Found(one.prepared, filled)
        for one in aligned
        if (filled := tuple(judged for judged in one.judged if judged.is_form))
    )
    telling = [*found, *forms]
    holders = Holders(telling)
    relations = Relations(telling)
    pieces = relations.among([*found, *aligned])
    bearers = Bearers(pieces, len(found))
    out: list[Found] = []
    for at, source in enumerate(found):
        judged = []
        for one in source.judged:
            article = one.counts and _is_the_article(source, one, units)
            if one.counts and is_a_third_partys(relations, at, one, holders, owners):
                one = uncounted(one, THIRD_PARTY, "quotation")
            if one.counts and not article and are_terms(relations, at, one, holders):
                one = uncounted(one, TERMS, "boilerplate")
            if one.counts and one.words < T.notice_words and not article:
                one = _known(relations, at, one, holders)
            if (
                one.counts
                and one.words < T.stock_words
                and is_made_of_stock_phrases(pieces, at, one, len(found))
            ):
                one = uncounted(one, STOCK_PHRASES)
            if one.counts and (reason := refilled_by_many(pieces, at, one, len(found))):
                one = one._replace(passage=None, reason=reason)
            if one.counts and not article:
                reason = _formula(relations, at, one, formulas)
                one = uncounted(one, reason) if reason else one
            judged.append(one)
        judged = without_standing_lines(judged, FORMULA)
        out.append(source._replace(judged=tuple(_weighed(bearers, at, judged, formulas))))
    return out


def _weighed(
    bearers: Bearers, at: int, judged: Sequence[Judged], formulas: Formulas
) -> Sequence[Judged]:
    """The passages of a source; none counts if all its evidence together shows a form."""
    counted = [one for one in judged if one.counts]
    source, units = bearers.relations.found[at], len(formulas.text.units)
    if not counted or any(
        _is_the_article(source, one, units) or _is_the_article_edited(source, one, units)
        for one in counted
    ):
        return judged
    reason = doubt(bearers, at, judged, formulas)
    return [uncounted(one, reason) if reason and one.counts else one for one in judged]


def _is_the_article(source: Found, one: Judged, units: int) -> bool:
    """Whether a passage is most of its source and of the draft, word for word.

    No notice stands alone in both, and a form is filled with something else.
    """
    return (
        one.words >= T.background_words
        and one.passage is not None
        and one.passage.cls == "verbatim"
        and not one.filled.is_other
        and one.aligned.is_most_of(units, len(source.prepared.text.units), T.article_share)
    )


def _is_the_article_edited(source: Found, one: Judged, units: int) -> bool:
    """Whether a long passage is both texts as a whole, with other words here and there.

    An archive may have all sentences of an article again, but not one after the other.
    """
    return (
        one.words >= T.form_words
        and one.aligned.similarity >= T.edited_likeness
        and one.filled.figures_other < T.form_places
        and one.aligned.is_most_of(units, len(source.prepared.text.units), T.edited_share)
    )


def _formula(relations: Relations, at: int, one: Judged, formulas: Formulas) -> str:
    """Why a passage is a formula; capital letters show that it is of its source's subject."""
    reason = formulas.reason(one)
    if not reason:  # which is told sooner than what a source is about
        return ""
    on_topic = relations.found[at].prepared.text.has_capitals and relations.is_on_topic(at, one)
    return "" if on_topic else reason


def _known(relations: Relations, at: int, one: Judged, holders: Holders) -> Judged:
    """A passage after what the others tell of it; one that they show to be a form is none."""
    least = phrase_units(relations.found[at].prepared.text, one)
    phrases = (it for it in holders.covering(at, one) if it[1].aligned.longest >= least)
    others = list(islice(phrases, _COMPARED))
    if not others:
        return one
    form = _sibling_of_a_form(relations, at, one, others)
    if form:
        return one._replace(passage=None, reason=form)
    note, boilerplate = _shared(relations, at, one, others)
    return uncounted(one, note, "boilerplate" if boilerplate else None) if note else one


def _shared(
    relations: Relations, at: int, one: Judged, others: Sequence[tuple[int, Judged]]
) -> tuple[str, bool]:
    """Why a passage does not count, and whether it is an ending; "" if it does."""
    if agrees_alone(one, (that for _, that in others)):
        return "", False
    bearers = Unrelated(relations)
    for other, that in ((at, one), *others):
        bearers.add(other, that)
    unrelated = bearers.kept
    if len(unrelated) >= T.speech_sources and all(
        is_mostly(relations.found[other].prepared.text.reported, that) for other, that in unrelated
    ):
        return OFFICIAL_SPEECH, False
    if _opens_alike(relations, unrelated):
        return worded("an opening that {n} unrelated sources share", n=len(unrelated)), True
    if stand_below(relations, unrelated):
        return worded("closing lines that {n} unrelated sources share", n=len(unrelated)), True
    if one.words >= T.background_words and is_background(relations, unrelated):
        return "", False
    if _ends_alike(relations, at, one, unrelated):
        return worded(
            "closing lines of {n} or more sources of one owner", n=T.unrelated_endings
        ), True
    stood = worded("found in {n} unrelated sources", n=len(unrelated))
    days = {relations.day(other) for other, _ in unrelated} - {None}
    if len(days) >= T.boilerplate_days:
        return stood, True
    if one.words < T.ending_words:
        return (stood if len(unrelated) >= T.unrelated_sources else ""), False
    return (stood if not days and len(unrelated) >= T.many_unrelated else ""), False


def _sibling_of_a_form(
    relations: Relations, at: int, one: Judged, others: Sequence[tuple[int, Judged]]
) -> str:
    """Why a passage is a form by its siblings, "" if it is none.

    Other fillings on days far apart show a form, and so does any sibling of another day where the
    draft itself is of another day than the source. Where no day is known, a draft fills a form
    anew if most figures, or more than two, differ and two other sources fill it differently, too.
    The filling with which the draft agrees alone is the one that was copied.
    """
    if agrees_alone(one, (that for _, that in others)):
        return ""
    mine, filled = relations.day(at), one.filled
    differ = filled.figures_other
    anew = differ > filled.figures_same or differ > T.form_places
    if mine is None and anew and one.words < T.ending_words:
        undated = {
            relations.found[other].prepared.stored.doc
            for other, that in others
            if (that.is_form or that.filled.other > 0) and relations.day(other) is None
        } - {relations.found[at].prepared.stored.doc}
        if len(undated) >= T.form_siblings:
            return worded("a form that {n} other sources fill in differently", n=len(undated))
    days = {day for other, _ in others if (day := relations.day(other)) is not None}
    later = [day for day in days if mine is None or abs(day - mine) > T.story_days]
    if one.late and later and one.words < T.background_words:
        return "a form that other sources of other days also have"
    fillings = {
        day
        for other, that in others
        if (that.is_form or that.filled.is_other) and (day := relations.day(other)) is not None
    }
    known = fillings if mine is None else fillings | {mine}
    far = len(known) > 1 and max(known) - min(known) > T.form_days
    if far and len(fillings) >= T.form_siblings and (one.late or one.filled.same < T.own_marks):
        return worded(
            "a form that {n} other sources of other days fill in differently", n=len(fillings)
        )
    return ""


def _opens_alike(relations: Relations, unrelated: Sequence[tuple[int, Judged]]) -> bool:
    """Whether unrelated sources open with a passage: the introduction to a series or an author.

    Several reports of a running story may share a lead, but these are of the same weeks.
    """
    opening = [(other, that) for other, that in unrelated if that.opening]
    if len(opening) < T.unrelated_sources:
        return False
    days = {day for other, _ in opening if (day := relations.day(other)) is not None}
    return not days or max(days) - min(days) > T.form_days


def _ends_alike(
    relations: Relations, at: int, one: Judged, unrelated: Sequence[tuple[int, Judged]]
) -> bool:
    """Whether a passage closes its source as it closes other ones of the same owner."""
    stored = relations.found[at].prepared.stored
    endings = sum(
        that.closing and relations.found[other].prepared.stored.owner == stored.owner
        for other, that in unrelated
    )
    length = len(relations.found[at].prepared.text.units)
    share = (one.aligned.source_end - one.aligned.source_start) / length
    return (
        one.words < T.ending_words
        and one.closing
        and endings >= T.unrelated_endings
        and share < T.ending_share
    )
