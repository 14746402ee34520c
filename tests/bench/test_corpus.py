"""The synthetic archive: the same seed, the same texts; planted truth is true."""

from itertools import islice
from statistics import fmean

import numpy as np
import pytest

from bench.corpus import articles, drafts
from checker.matching.candidates import CandidateLimits
from checker.matching.search import candidates_of
from checker.models.source import StoredText
from checker.postings.build import segment_of
from checker.postings.snapshot import Snapshot

# Candidates a draft over the first so many articles of real_archive.py, in the mean of 200 drafts:
# 4.6 over 2,500 real articles (`bench/corpus.py` has what was chosen for it).
ARTICLES, REAL_CANDIDATES = 2_500, 4.6
pytestmark = pytest.mark.slow  # it writes thousands of articles


def test_the_same_seed_gives_the_same_articles_and_more_items_change_none() -> None:
    few = list(articles(50))
    assert few == list(islice(articles(2_100), 50))
    assert len({article.id for article in few}) == 50


def test_an_update_repeats_the_article_that_it_names() -> None:
    pool = {article.id: article for article in articles(2_000)}
    updates = [article for article in pool.values() if article.update_of]
    assert updates
    for article in updates:
        assert article.text.startswith(pool[article.update_of or ""].text)


def test_planted_spans_hold_the_same_words_in_draft_and_source() -> None:
    pool = list(articles(300))
    texts = {article.id: article.text for article in pool}
    planted = list(drafts(pool, 100))
    assert {draft.kind for draft in planted} == {"copy", "edited", "excerpt", "moved", "clean"}
    for draft in planted:
        for start, end, source_start, source_end in draft.spans:
            if draft.kind != "edited":
                source = texts[draft.source or ""]
                assert draft.text[start:end] == source[source_start:source_end]


def test_drafts_have_as_many_candidates_as_real_ones_within_a_fifth() -> None:
    pool = list(articles(ARTICLES))
    texts = [
        StoredText(n, one.id, "1", one.owner, one.text, one.published.toordinal())
        for n, one in enumerate(pool)
    ]
    snapshot = Snapshot((segment_of(texts, ()),), (), np.zeros(0, np.int64), 1)
    found = [
        len(candidates_of(snapshot, draft.text, CandidateLimits())) for draft in drafts(pool, 100)
    ]
    assert 0.8 * REAL_CANDIDATES <= fmean(found) <= 1.2 * REAL_CANDIDATES
