"""The memory of a worker that checks drafts over a large archive, and the bytes of its index.

    python -m bench.check --real EVAL_DIR --items 1000000 --no-peer --data DIR
    python -m bench.memory DIR/newsroom-real-1000000 --drafts DIR/real-1000000/drafts.jsonl

Private memory is what no other process shares: the anonymous pages of the process (RssAnon, Linux).
Pages of the index's files belong to all workers together and are told beside. The result goes to
bench/results/ by the name of the folder.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.check import NOW, RESULTS, USE, size_of
from checker.formats import read_draft
from checker.newsroom import Newsroom


def memory() -> dict[str, float]:
    """Returns the megabytes that this process has alone, and those of files."""
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    rows = dict(line.split(":", 1) for line in status)
    return {
        name: round(int(rows[key].split()[0]) / 1024, 1)
        for name, key in (("private_mb", "RssAnon"), ("of_files_mb", "RssFile"))
    }


def measured(folder: Path, drafts: Path) -> dict[str, Any]:
    """What a worker holds when it has begun, and when it has checked all drafts."""
    with Newsroom.open(folder) as newsroom:
        newsroom.index.warm()
        begun = memory()
        with drafts.open(encoding="utf-8") as lines:  # texts may hold other ends of lines
            texts = [json.loads(line)["text"] for line in lines]
        for text in texts:
            read = read_draft(text, as_type="text")
            newsroom.checker.judge(read, newsroom.gather(read, [USE], now=NOW), USE, now=NOW)
        items = newsroom.index.stats()["items"]
        return {
            "documents": items,
            "drafts": len(texts),
            "begun": begun,
            "checked": memory(),
            "index_bytes_a_document": round(size_of(folder / "index") / items),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--drafts", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    result = measured(arguments.folder, arguments.drafts)
    path = arguments.out / f"memory-{arguments.folder.name.removeprefix('newsroom-')}.json"
    path.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
