"""The thresholds of matching: one frozen value, so that decisions are read and changed here.

Lengths are in words: two Han or kana characters or three clusters weigh a word. Shares and
similarities are 0-1. The values were chosen on the development halves of public reuse sets in ten
languages and on pairs that readers judged; docs/matching.md has what they reach, and
docs/thresholds.md, written by `python -m bench.thresholds`, what each does a step lower and higher.
"""

from checker.values import dataclass

__all__ = ["THRESHOLDS", "Thresholds"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every number that decides what is aligned, shown and counted."""

    # Chains of seeds (align.py)
    max_gap: int = 40  # words between two runs of a chain
    max_drift: int = 30  # words that the texts may run apart in such a gap
    gap_cost: float = 0.12  # what a word of a gap takes from the score of a chain
    wide_gap: int = 8  # words: a gap this wide on one side splits a chain (a cut or an insertion)
    even_gap: int = 11  # words: a gap this wide on both sides splits it if the characters differ
    uneven: float = 0.4  # narrow side of a gap by its wide side, below which it is one-sided
    gap_likeness: int = 60  # 0-100; Han and kana have less in common by chance
    least_run: float = 5.0  # unchanged words below which nothing is aligned
    least_runs: float = 8.0  # the same for all runs together
    least_chain: float = 5.0  # words of a chain
    foreign_words: float = 6.0  # words of a part from elsewhere that an end does not grow over
    least_sentence: float = 3.0  # words of a whole sentence that was moved,
    much_in_common: float = 40.0  # in texts that have so many unchanged words in common
    touching: int = 18  # words between two alignments that are one

    # Ends of a chain (alignment.py)
    reach: int = 48  # words beyond an end that are compared at a time
    most_reaches: int = 16  # so that a text that repeats itself stays linear
    skip_cost: float = 0.6  # what a skipped word takes from the score of an end
    x_drop: float = 6.0  # words of score below the best at which an end stops

    # Figures, lists, content words (figures.py)
    few_words: float = 18.0  # words below which a passage must fill most of its sentences
    sure_words: float = 25.0  # words from which half of them is enough
    content_words: int = 3  # content words that a passage needs
    listed: float = 0.3  # separators by words of a list
    office_capitals: float = 0.55  # share of capitalised words of a phrase that says who
    table_rows: int = 8  # lines of a table at least,
    table_figures: float = 0.4  # and the share of them that have a figure,
    prose_ends: float = 0.2  # share of numbered lines with a sentence's end inside that are prose
    points: int = 4  # points of a list of notes or terms at least
    asking_points: int = 3  # points of instructions or terms that ask for something, at least,
    asking_share: float = 0.3  # and their share of its lines
    wrapped: float = 0.85  # and of full lines from which they are a wrapped paragraph
    listed_links: float = 0.8  # share of a passage in the points of a list of links

    # Forms that were filled anew (forms.py)
    form_places: int = 2  # places with something else
    form_figures: float = 0.4  # share of figures in place of others,
    form_least: float = 0.2  # which must be so much of figures and names together
    form_share: float = 0.35  # of figures and names together,
    form_late: float = 0.2  # and of either where the texts are
    story_days: int = 3  # more days apart than the news of one story
    edition_steps: int = 10  # years or ordinals apart that two fillings of one form may be
    form_words: float = 75.0  # words from which days alone make no form
    form_slots: int = 2  # places with other words, in scripts without capital letters,
    form_slot_words: float = 15.0  # and words for each, below which they make a form
    ritual_likeness: float = 0.75  # similarity below which a text of another week was written anew
    form_lead: float = 10.0  # words of a sentence outside an alignment that may hold a place
    form_slot: int = 4  # tokens of a place; more are another sentence
    edited_names: float = 2.58  # standard deviations by which names may differ more in an edit
    one_name: int = 70  # 0-100: likeness of two names that are one, damaged or inflected,
    one_name_han: int = 60  # and of two in Han that begin alike

    # Passages that are shown and that count (passages.py)
    shown_words: float = 8.0  # words from which a passage is shown
    counted_words: float = 12.0  # words from which it counts
    always_words: float = 25.0  # words of one run that count whatever is around it
    brief_words: float = 50.0  # words of a source below which containment decides
    brief_share: float = 0.8  # share of a brief that must be contained
    brief_least: float = 5.0  # words of a passage of a brief
    whole_least: float = 3.0  # words of a draft that is the source, or of a moved whole sentence
    brief_similarity: float = 0.75
    complete: float = 0.75  # share of its sentences that a short passage fills
    marked_words: float = 15.0  # words from which figures and names stand for a whole sentence
    rest_unlike: float = 0.65  # similarity around a copied sentence, from which both are one form
    phrases_words: float = 28.0  # words of several phrases of one source that count together
    half_complete: float = 0.5  # share that a longer one fills
    elsewhere_share: float = (
        0.6  # share in teasers or lines of the site, from which it does not count
    )
    scan_likeness: float = 0.88  # likeness of characters that the damage of a scan leaves
    standing_share: float = 0.6  # share in markings, addresses, common phrases or in sentences that
    # address readers, from which a passage is standing text
    # Quotations (quotation.py)
    quoted_share: float = 0.7  # share of the words in common that a quotation holds in both texts
    quoted_outside: float = 5.0  # other words in common from which it is more than a quotation: a
    # name and a verb have fewer; at 12 whole sentences of hard-en are lost with their speakers
    quoted_speaker: float = 8.0  # the same where a name with its office is beside a long quotation,
    quoted_longer: float = 3.0  # so many times as long: what is shorter is shown nowhere else
    quoted_beside: float = 0.05  # the same by the words inside: a long statement has more of them
    quoted_pieces: float = 6.0  # or, where its parts have several such pieces around them, as these
    next_words: float = 5.0  # words of a further passage of a source that is used already,
    next_sure_words: float = 15.0  # words from which it need not be whole sentences,
    next_similarity: float = 0.6  # its similarity,
    next_run: float = 3.0  # and the words of its longest run
    whole_filled: float = 0.93  # share of its sentences that a whole edited sentence fills,
    whole_run: float = 4.0  # the words of its longest run,
    whole_words: float = 20.0  # the words from which it may be less alike,
    whole_similar: float = 0.74  # its similarity below them,
    whole_similar_long: float = 0.72  # and from them on
    near_boundary: int = 80  # characters from a passage to a sentence boundary that may be damaged
    boundary_likeness: float = 0.55  # likeness of the rests of a sentence that are one text

    # Reordered sentences (reordered.py)
    reordered_least: float = 4.0  # words of a reordered sentence,
    reordered_longest: float = 80.0  # at least and at most
    reordered_likeness: float = 0.6  # words in common by the words of both
    reordered_short_likeness: float = 0.7  # the same of short sentences
    reordered_short: float = 7.0  # words in common below which a sentence is short
    reordered_content: int = 2  # content words in common

    # Related, never counted (related.py)
    related_likeness: float = 0.62  # cosine of the content words of a related sentence
    related_likeness_han: float = 0.85  # the same of Han and kana, which texts share by chance
    related_content: float = 5.0  # content words in common
    related_words: float = 5.0  # words of a sentence
    related_longest: int = 600  # characters on a side

    # Scripture, verse and leads (standing.py)
    vocalised: float = 0.4  # signs for vowels by the letters that bear them
    lead_likeness: float = 0.87  # similarity from which an old lead was copied, not filled anew

    # Sources that are used (search.py)
    used_words: float = 20.0  # counted words that prove that a source is used
    much_used: float = 0.15  # share of the shorter text from which all sentences are compared

    # Which source is named (selection.py)
    nearly: float = 0.95  # words by those of another source: as good an explanation
    same_share: float = 0.7  # share of the covered units in common
    blanks: int = 40  # characters between two passages that follow one another

    # What unrelated sources share (shared_passages.py)
    unrelated_sources: int = 3  # sources without relation whose shared passage does not count
    background_words: float = 45.0  # words from which what an owner repeats is its background
    terms_sources: int = 3  # sources of other weeks that have the same points of terms or notes
    notice_words: float = 150.0  # words from which nothing is terms, a house notice or a form
    boilerplate_days: int = 6  # days on which a block is found that is terms or a house notice
    speech_sources: int = 2  # sources without relation that report the same official speech
    many_unrelated: int = 8  # sources of unknown days that show the same
    article_share: float = 0.6  # share of draft and source from which a passage is the article
    edited_share: float = 0.9  # share of both from which a changed passage is the article,
    edited_likeness: float = 0.85  # and its similarity
    unrelated_endings: int = 2  # sources without relation that end alike
    ending_words: float = 75.0  # most words of such an ending,
    ending_share: float = 0.4  # and its share of the source
    related_share: float = 0.5  # share of the seeds outside the passage that makes sources related
    form_days: int = 14  # days between siblings of a form that are no updates of one story
    form_siblings: int = 2  # other fillings of a form that tell that it is one,
    form_fillings: int = 4  # and of unknown days, if they have only a part of it
    stock_words: float = 75.0  # words from which a passage is more than stock phrases
    stock_share: float = 0.5  # share of it that unrelated sources do not have as well, and
    # `counted_words` of it: either is enough
    phrase_run: float = 6.0  # unchanged words from which another source has a phrase of a passage
    own_marks: int = 2  # figures and names that only the source has in common with the draft
    on_topic: float = 0.25  # share of a passage's content that the rest of its source is about too
    off_topic: float = 0.1  # the same, below which it is a line of the house
    house_words: float = 15.0  # words of such a line at least, and of the rest of its source
    subject_words: float = 30.0  # words below which a line may be off its source's subject
    on_topic_names: int = 2  # names of a passage that the rest of its source names too
    one_story_names: int = 3  # names that the rests of two sources of one story have in common

    # Formulas (formulas.py)
    formula_weeks: int = 3  # fortnights in which words stand that are nobody's
    formula_gap: float = 2.5  # words between such words that are of them
    formula_share: float = 0.5  # share of a passage that stands there, from which it is a formula,
    formula_earlier: float = 0.6  # of a draft of another week that is one of these weeks itself,
    formula_few: float = 0.4  # where fewer than `used_words` are left,
    formula_anew: float = 0.3  # and where a name, a figure or a date is another
    formula_same: float = 0.97  # similarity from which it is a copy of these days all the same

    # Evidence that adds up (evidence.py; its weights are in evidence.toml)
    sibling_share: float = 0.4  # of a passage that another source has, to tell of it

    # Words of a language (tokens.py)
    many_capitals: float = 0.25  # share of words with a capital, from which it makes no name
    short_word: float = 4.2  # mean characters of a word, below every European language
    shorter_word: float = 3.4

    # Words in common below which this similarity and this longest run are asked for
    alike: tuple[tuple[float, float, float], ...] = (
        (20.0, 0.75, 5.0),
        (30.0, 0.72, 5.0),
        (50.0, 0.69, 5.0),
        (80.0, 0.50, 5.0),
        (float("inf"), 0.50, 3.0),
    )


THRESHOLDS = Thresholds()
