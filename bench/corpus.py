"""A seeded news archive of any size, and drafts that reuse it with known truth.

    python -m bench.corpus --items 100000 --drafts 1000 --seed 7 --out DIR

writes sources.jsonl (for `wirecheck sources add`), drafts.jsonl (for `check --jsonl`) and
truth.jsonl. Words follow Zipf's law; articles of a topic share vocabulary; a tenth of all articles
is an update of an earlier one; owners end some of their articles with a standing notice.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.lexicon import LANGUAGES, SLOTS, WORDS, Lexicon, lexicon
from checker.models.source import Source

__all__ = ["Article", "Planted", "Shape", "articles", "as_source", "drafts", "filled_up"]

CHUNK = 2_000
_NOTICE = "\n\nThis material was supplied by the newsroom of"
_NO_ARCHIVES = 1_000_000  # the chunk of articles that no archive is so large as to have
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
# Words of a turn of phrase: most have what makes a candidate and no more.
LENGTHS = np.array([4] * 26 + [5] * 12 + [6] * 7 + [7, 8, 9, 11, 14])
LONGEST = int(LENGTHS.max())
KINDS = ("clean", "copy", "edited", "excerpt", "clean", "moved")


@dataclass(frozen=True, slots=True)
class Shape:
    """What an archive looks like; shares of languages need not add up to one."""

    seed: int = 7
    words: int = 320  # mean length of an article
    topics: int = 400
    owners: int = 12
    days: int = 1_500
    phrases: int = 20_000_000  # turns of phrase of a language; some are usual, most are rare
    phrased: float = 0.023  # of them for each word of a text
    skew: float = 3.0  # how much more often the first ones come
    languages: tuple[tuple[str, float], ...] = (
        ("en", 0.5), ("de", 0.1), ("fr", 0.1), ("ru", 0.08), ("ar", 0.07), ("zh", 0.07),
        ("ko", 0.04), ("tr", 0.04),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One licensed source; `update_of` names the earlier article that it repeats and extends."""

    id: str
    owner: str
    language: str
    published: datetime
    title: str
    text: str
    update_of: str | None = None

    def record(self) -> dict[str, str]:
        """The line of sources.jsonl."""
        return {
            "id": self.id,
            "owner": self.owner,
            "language": self.language,
            "published": self.published.isoformat(),
            "title": self.title,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft with what was done to make it; `spans` are (start, end, source start, source end)."""

    id: str
    kind: str
    text: str
    source: str | None
    spans: tuple[tuple[int, int, int, int], ...] = ()


def articles(items: int, shape: Shape = Shape()) -> Iterator[Article]:
    """Yields the first `items` articles of an archive of this shape, however long it is."""
    for number in range(0, items, CHUNK):
        yield from _chunk(number // CHUNK, shape)[: items - number]


def as_source(article: Article) -> Source:
    """An article as a licensed item."""
    return Source(
        id=article.id,
        owner=article.owner,
        text=article.text,
        title=article.title,
        published=article.published,
        language=article.language,
    )


def drafts(
    pool: Sequence[Article], count: int, seed: int = 11, shape: Shape = Shape()
) -> Iterator[Planted]:
    """Drafts made of articles of `pool` and of others that are in no archive, kinds in turn."""
    rng = np.random.default_rng([seed, 99])
    fresh = _chunk(_NO_ARCHIVES, shape)
    for number in range(count):
        source = pool[int(rng.integers(len(pool)))]
        other = fresh[int(rng.integers(len(fresh)))]
        kind = KINDS[number % len(KINDS)]
        yield _planted(f"draft-{number}", kind, source, other, rng)


def filled_up(planted: Sequence[Planted], letters: int, seed: int = 7) -> list[Planted]:
    """Drafts of so many letters: what was planted, cut or filled up with words of nobody's."""
    clean = drafts(list(articles(500, Shape(seed=seed))), 200, seed + 1)
    own = [draft.text for draft in clean if draft.kind == "clean"]
    out = []
    for number, draft in enumerate(planted):
        text = draft.text[:letters]
        filler = own[number % len(own)]
        if len(text) < letters:
            text += "\n\n" + (filler * (letters // max(1, len(filler)) + 1))
        spans = tuple(span for span in draft.spans if span[1] <= letters)
        out.append(replace(draft, text=text[:letters], spans=spans))
    return out


@cache
def _lexicon(code: str, seed: int) -> Lexicon:
    return lexicon(code, seed)


def _chunk(chunk: int, shape: Shape) -> list[Article]:
    rng = np.random.default_rng([shape.seed, chunk])
    codes = [code for code, _share in shape.languages]
    shares = np.array([share for _code, share in shape.languages])
    languages = rng.choice(len(codes), CHUNK, p=shares / shares.sum())
    lengths = np.clip(rng.gamma(3.0, shape.words / 3.0, CHUNK), 25, 1_500).astype(np.int64)
    owners = rng.integers(0, shape.owners, CHUNK)
    seconds = rng.integers(0, shape.days * 86_400, CHUNK)
    updates = rng.random(CHUNK) < 0.1
    made: list[Article | None] = [None] * CHUNK
    for index, code in enumerate(codes):
        rows = np.flatnonzero(languages == index)
        texts = _texts(_lexicon(code, shape.seed), lengths[rows], shape, rng)
        for row, text in zip(rows.tolist(), texts, strict=True):
            owner = int(owners[row])
            made[row] = Article(
                id=f"urn:bench:{chunk * CHUNK + row}",
                owner=f"owner-{owner}",
                language=code,
                published=EPOCH + timedelta(seconds=int(seconds[row])),
                title=text[:60].rpartition(" ")[0] or text[:20],
                text=text + _notice(owner, row),
            )
    whole = [article for article in made if article is not None]
    return _with_updates(whole, updates, rng)


def _texts(
    words: Lexicon, lengths: NDArray[np.int64], shape: Shape, rng: np.random.Generator
) -> list[str]:
    """Articles of one language: Zipf words, three in ten out of the article's topic."""
    total = int(lengths.sum())
    ids = words.draw[rng.integers(0, SLOTS, total)].astype(np.int64)
    topic = np.repeat(rng.integers(0, shape.topics, len(lengths)), lengths)
    own = words.draw[rng.integers(0, SLOTS, total)].astype(np.int64) % 300
    special = (topic * 7_919 + own * 131 + 1_000) % WORDS
    ids = np.where(rng.random(total) < 0.3, special, ids)
    ends = rng.random(total) < 1 / 18
    names = rng.random(total) < 0.06
    _with_phrases(words, ids, (ends, names), shape, rng)
    starts = np.concatenate(([True], ends[:-1]))
    borders = np.cumsum(lengths)
    ends[borders - 1] = True
    starts[borders[:-1]] = True
    spelled = words.spellings[ids + WORDS * (starts | names) + 2 * WORDS * ends].tolist()
    breaks = rng.random(total) < 1 / 3
    texts = []
    for end, length in zip(borders.tolist(), lengths.tolist(), strict=True):
        texts.append(_paragraphs(spelled, ends, breaks, end - length, end, words.joint))
    return texts


def _with_phrases(
    words: Lexicon,
    ids: NDArray[np.int64],
    marks: tuple[NDArray[np.bool_], NDArray[np.bool_]],
    shape: Shape,
    rng: np.random.Generator,
) -> None:
    """Puts turns of phrase into running words: what texts of different people have in common.

    A phrase has four words or some more, the same ones wherever it comes; some come often and most
    hardly ever. No sentence ends in it and no name is in it. How many there are, and how long they
    are, was chosen so that drafts have as many candidates as over real articles, and as many of
    them with nothing, with some words and with a passage in common: over 2,500 articles 4.6
    (`tests/bench/test_corpus.py` holds it) and over 10,000 some 8, where real ones have 9.
    """
    count = round(shape.phrased * len(ids))
    places = np.sort(rng.integers(0, max(1, len(ids) - LONGEST), count))
    which = (shape.phrases * rng.random(count) ** shape.skew).astype(np.int64)
    lengths = LENGTHS[which * 2_654_435_761 % len(LENGTHS)]
    for offset in range(LONGEST):
        inside = lengths > offset
        at = places[inside] + offset
        ids[at] = words.draw[(which[inside] * 40_503 + offset * 69_069_067 + 12_345) % SLOTS]
        for mark in marks:
            mark[at] = False


def _paragraphs(
    spelled: list[str],
    ends: NDArray[np.bool_],
    breaks: NDArray[np.bool_],
    start: int,
    end: int,
    joint: str,
) -> str:
    cuts = (np.flatnonzero(ends[start:end] & breaks[start:end]) + start + 1).tolist()
    pieces = []
    for cut in [*cuts, end]:
        if start < cut:
            pieces.append(joint.join(spelled[start:cut]))
            start = cut
    return "\n\n".join(pieces)


def _notice(owner: int, row: int) -> str:
    if row % 3:
        return ""
    return (
        f"{_NOTICE} Sample Wire {owner} and must not be "
        f"stored, sold or sent on without a written agreement with Sample Wire {owner}."
    )


def _with_updates(
    made: list[Article], updates: NDArray[np.bool_], rng: np.random.Generator
) -> list[Article]:
    """Turns a tenth into later, longer versions of an earlier article of the same chunk."""
    result = list(made)
    for row in np.flatnonzero(updates).tolist():
        if row == 0:
            continue
        older = result[int(rng.integers(row))]
        fresh = made[row]
        if older.language != fresh.language:
            continue
        lead = fresh.text.partition("\n\n")[0]
        result[row] = Article(
            fresh.id, older.owner, older.language, older.published + timedelta(hours=3),
            older.title, f"{older.text}\n\n{lead}", older.id,
        )  # fmt: skip
    return result


def _planted(
    name: str, kind: str, source: Article, other: Article, rng: np.random.Generator
) -> Planted:
    own, text = other.text.partition(_NOTICE)[0], source.text
    if kind == "clean":
        return Planted(name, kind, own, None)
    if kind == "copy":
        return Planted(name, kind, text, source.id, ((0, len(text), 0, len(text)),))
    if kind == "edited":
        edited = _edited(source, rng)
        return Planted(name, kind, edited, source.id, ((0, len(edited), 0, len(text)),))
    if kind == "moved":
        return _moved(name, source)
    start, end = _excerpt(text, spaced=_is_spaced(source), rng=rng)
    lead = own + "\n\n"
    piece = text[start:end]
    span = (len(lead), len(lead) + len(piece), start, end)
    return Planted(name, kind, f"{lead}{piece}\n\n{own[::-1][:200]}", source.id, (span,))


def _is_spaced(article: Article) -> bool:
    return LANGUAGES[article.language].spaced


def _edited(article: Article, rng: np.random.Generator) -> str:
    """One word in fifteen dropped, doubled or replaced; letters where there are no blanks."""
    spaced = _is_spaced(article)
    parts = article.text.split(" ") if spaced else list(article.text)
    kept: list[str] = []
    for part, chance in zip(parts, rng.random(len(parts)).tolist(), strict=True):
        if chance < 0.02:
            continue
        kept.append(parts[int(chance * len(parts))] if chance < 0.05 else part)
        if chance > 0.985:
            kept.append(part)
    return (" " if spaced else "").join(kept)


def _moved(name: str, source: Article) -> Planted:
    """The paragraphs in reverse order."""
    starts, at = [], 0
    for piece in source.text.split("\n\n"):
        starts.append((at, piece))
        at += len(piece) + 2
    spans, pieces, at = [], [], 0
    for start, piece in reversed(starts):
        spans.append((at, at + len(piece), start, start + len(piece)))
        pieces.append(piece)
        at += len(piece) + 2
    return Planted(name, "moved", "\n\n".join(pieces), source.id, tuple(spans))


def _excerpt(text: str, *, spaced: bool, rng: np.random.Generator) -> tuple[int, int]:
    """Where some 40 words, or 60 Han letters, in a row stand."""
    most = min(len(text), 240 if spaced else 60)
    start = int(rng.integers(len(text) - most + 1))
    end = start + most
    if spaced:
        start = text.index(" ", start) + 1 if start else 0
        end = text.rindex(" ", start, end)
    return start, end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--drafts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    pool = []
    with (arguments.out / "sources.jsonl").open("w", encoding="utf-8") as file:
        for article in articles(arguments.items, Shape(seed=arguments.seed)):
            file.write(json.dumps(article.record(), ensure_ascii=False) + "\n")
            pool.append(article)
    with (
        (arguments.out / "drafts.jsonl").open("w", encoding="utf-8") as texts,
        (arguments.out / "truth.jsonl").open("w", encoding="utf-8") as truths,
    ):
        for draft in drafts(pool, arguments.drafts, arguments.seed):
            texts.write(json.dumps({"id": draft.id, "text": draft.text}, ensure_ascii=False) + "\n")
            truth = {
                "id": draft.id,
                "kind": draft.kind,
                "source": draft.source,
                "spans": draft.spans,
            }
            truths.write(json.dumps(truth) + "\n")
    print(f"{arguments.items} articles and {arguments.drafts} drafts in {arguments.out}")


if __name__ == "__main__":
    main()
