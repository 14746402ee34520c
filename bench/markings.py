"""Speed of the rule engine with the whole rule set: stories, a large page, hostile texts.

    python -m bench.markings

CPU times of one process in milliseconds. Stories are synthetic (`bench.corpus`) with an invented
dateline and notice; the page is 1 MB of such stories as HTML; hostile texts are repeated at one and
at two million letters, so that the ratio shows the growth (2 is linear).
"""

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from itertools import islice

from bench.corpus import Article, Shape, articles
from bench.matching import RESULTS
from checker.engine import Engine, default_rules
from checker.formats import read_draft
from checker.models.draft import Draft

HOSTILE = {
    "spaces": " ",
    "By A B": "By A B ",
    "open brackets": "(",
    "nested brackets": "((((((AFP))))))",
    "one name": "AFP ",
    "datelines": "PARIS (AFP) - ",
    "notices": "© AFP ",
    "one word": "aaaaaaaaaa",
}


def story(parts: tuple[Article, ...]) -> str:
    """3,000 letters with a dateline on top and a notice at the foot."""
    text = "\n\n".join(part.text for part in parts)[:2950]
    return f"LISBON, Jan 14 (AFP) - {text}\n\n© Agence France-Presse\n"


def batched(items: Iterator[Article], size: int) -> Iterator[tuple[Article, ...]]:
    while part := tuple(islice(items, size)):
        yield part


def milliseconds(engine: Engine, draft: Draft, budget: float = 600.0) -> float:
    began = time.process_time()
    engine.scan(draft, budget=budget)
    return (time.process_time() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=400)
    parser.add_argument("--letters", type=int, default=1_000_000)
    arguments = parser.parse_args()
    engine = Engine(default_rules())
    texts = list(map(story, batched(articles(4 * arguments.stories, Shape()), 4)))
    drafts = [read_draft(text, as_type="text") for text in texts]
    for draft in drafts[:50]:
        milliseconds(engine, draft)
    times = sorted(milliseconds(engine, draft) for draft in drafts)
    html = "".join(f"<p>{text}</p>" for text in texts)[:1_000_000]
    page = read_draft(f"<html><body><article>{html}</article></body></html>")
    result = {
        "rules": len(engine.rules.agencies),
        "story_letters": round(statistics.mean(len(draft.text) for draft in drafts)),
        "story_median_ms": round(statistics.median(times), 3),
        "story_p95_ms": round(times[int(len(times) * 0.95)], 3),
        "page_letters": len(page.text),
        "page_ms": round(min(milliseconds(engine, page) for _ in range(3)), 1),
        "hostile": {
            name: hostile(engine, piece, arguments.letters) for name, piece in HOSTILE.items()
        },
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "markings.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    print(json.dumps(result, indent=1))


def hostile(engine: Engine, piece: str, letters: int) -> dict[str, float]:
    """Milliseconds at so many letters and at twice as many, and the ratio."""
    once, twice = (
        milliseconds(engine, Draft(piece * (size // len(piece)))) for size in (letters, 2 * letters)
    )
    return {"ms": round(once, 1), "twice_ms": round(twice, 1), "ratio": round(twice / once, 2)}


if __name__ == "__main__":
    main()
