"""The synthetic archive: the same seed, the same texts; planted truth is true."""

from itertools import islice

from bench.corpus import articles, drafts


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
