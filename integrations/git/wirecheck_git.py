#!/usr/bin/env python3
"""Asks a Wirecheck service about the files of a static site: a git hook, or a step of a CI.

One file without dependencies, so that a CI can fetch it. It holds no licensing logic: it sends the
files and the use, and obeys `enforcement` of each answer.

    wirecheck_git.py --url https://wirecheck.example.org --sarif out.sarif content/*.md

Ends with 0 (all may go out), 1 (something may not), 2 (usage), 3 (something was not checked).
"""

import argparse
import base64
import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

__all__ = ["main"]

GOES = ("allow", "warn")
AT_ONCE = 20  # files in a call
MOST_BYTES = 1_500_000  # of a call; the service takes 2 MB unless it is set otherwise
AWAY = (408, 425, 429, 502, 503, 504)  # nobody is there, or nobody has the time
LEVELS = {"allow": "note", "warn": "warning", "hold": "error", "block": "error"}
WORDS = 8  # of a passage by which its line is found in a page's source
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Refused(Exception):
    """The service is there and does not judge: it does not take the call, or cannot.

    Neither a wrong key nor agreements that it cannot read are a reason to let anything out.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Checks the named files, prints what is wrong with each, and returns the exit code."""
    told = _arguments(arguments)
    results: list[dict[str, Any]] = []
    drafts, code = _read(told.files, results)
    for group in _groups(drafts):
        try:
            answers = _asked(told, group)
        except Refused as error:
            print(f"not checked: the service refused the call: {error}", file=sys.stderr)
            code = 3
            results += [_unchecked(path, "system.refused") for path in group]
            continue
        except (OSError, ValueError) as error:
            print(f"not checked: the service did not answer: {error}", file=sys.stderr)
            code = max(code, 0 if told.on_unavailable == "allow" else 3)
            results += [_unchecked(path, "system.unavailable") for path in group]
            continue
        for path, answer in zip(group, answers, strict=True):
            code = max(code, _judged(path, answer, results))
    if told.sarif:
        Path(told.sarif).write_text(json.dumps(_log(results), indent=1), "utf-8")
    return code


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Asks Wirecheck about the files of a static site.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--url", default=os.environ.get("WIRECHECK_URL", ""))
    parser.add_argument("--publisher")
    parser.add_argument("--site")
    parser.add_argument("--channel", default="web")
    parser.add_argument("--territory", action="append")
    parser.add_argument("--sarif", help="where a SARIF 2.1.0 log goes")
    parser.add_argument("--on-unavailable", choices=("hold", "allow"), default="hold")
    parser.add_argument("--timeout", type=float, default=90.0)
    told = parser.parse_args(arguments)
    if not told.url.startswith(("http://", "https://")):
        parser.error("--url or WIRECHECK_URL has to be the address of the service")
    return told


def _read(
    paths: Sequence[Path], results: list[dict[str, Any]]
) -> tuple[dict[Path, dict[str, Any]], int]:
    """The draft of each file, and the exit code for those that cannot be opened."""
    drafts: dict[Path, dict[str, Any]] = {}
    code = 0
    for path in paths:
        try:
            content = base64.b64encode(path.read_bytes()).decode("ascii")
        except OSError as error:
            print(f"{path}: not checked: {error.strerror}")
            results.append(_unchecked(path, "system.unread"))
            code = 3
            continue
        document = {"name": path.name, "base64": content}
        drafts[path] = {"id": f"git:{path.as_posix()}", "document": document}
    return drafts, code


def _groups(drafts: dict[Path, dict[str, Any]]) -> Iterator[dict[Path, dict[str, Any]]]:
    """The drafts in groups that fit into a call each; one that is too large goes by itself."""
    group: dict[Path, dict[str, Any]] = {}
    size = 0
    for path, draft in drafts.items():
        own = len(draft["document"]["base64"])
        if group and (len(group) == AT_ONCE or size + own > MOST_BYTES):
            yield group
            group, size = {}, 0
        group[path] = draft
        size += own
    if group:
        yield group


def _asked(told: argparse.Namespace, drafts: dict[Path, dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers of the service, one a draft.

    Raises:
        Refused: it does not take the call.
        OSError: it did not answer.
        ValueError: it did not, or something else answered in its place.
    """
    use = {
        "publisher": told.publisher,
        "site": told.site,
        "channel": told.channel,
        "territories": told.territory,
    }
    body = {
        "use": {name: value for name, value in use.items() if value},
        "drafts": list(drafts.values()),
        "with_text": True,
    }
    headers = {"Content-Type": "application/json"}
    key = os.environ.get("WIRECHECK_KEY")  # never an argument: those are seen by all of a machine
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(
        f"{told.url.rstrip('/')}/v1/checks", json.dumps(body).encode(), headers
    )
    try:
        with urllib.request.urlopen(request, timeout=told.timeout) as answer:
            results = json.load(answer).get("results")
    except urllib.error.HTTPError as error:
        said = error.read().decode("utf-8", "replace")
        away = error.code in AWAY and not _is_told(said)
        raise (ValueError if away else Refused)(f"{error.code} {said[:500]}") from None
    except AttributeError:
        results = None
    if not isinstance(results, list) or len(results) != len(drafts):
        raise ValueError("its answer has no result for each file")
    return results


def _is_told(said: str) -> bool:
    """Whether a problem says itself what is to be done: the service is there and cannot judge."""
    try:
        problem = json.loads(said)
    except ValueError:  # the page of a proxy
        return False
    return isinstance(problem, dict) and "enforcement" in problem


def _judged(path: Path, answer: dict[str, Any], results: list[dict[str, Any]]) -> int:
    """Prints what an answer says of a file, and returns its exit code."""
    if "error" in answer:
        what = answer["error"]["what"]
        print(f"{path}: not checked: {what}")
        results.append(_result(path, "system.unread", what, "error"))
        return 3
    enforcement = answer["enforcement"]
    if enforcement != "allow":
        print(f"{path}: {enforcement}: {answer['message']}")
    content = path.read_bytes().decode("utf-8-sig", "replace")
    for reason, owner in _reasons(answer):
        span = next(iter(reason.get("passages", ())), None)
        line = _line(content, answer.get("text") or "", span) if span else None
        if enforcement != "allow":
            place = f"{path}:{line}" if line else f"{path}"
            print(f"{place}: {owner}{reason['message']}")
        level = LEVELS.get(enforcement, "error")
        results.append(_result(path, reason["code"], reason["message"], level, line or 1))
    return 0 if enforcement in GOES else 1


def _line(content: str, text: str, span: dict[str, int]) -> int | None:
    """The line of a file in which a passage of its text begins; None if it is not found there.

    Offsets count in what readers see: of a page, that is not its source.
    """
    if text == content:
        return content.count("\n", 0, span["start"]) + 1
    words = re.findall(r"\w+", text[span["start"] : span["end"]])[:WORDS]
    if not words:
        return None
    # Between words of the source there may be marks, references and elements.
    between = r"(?:[^\w<&]|<[^<>]{0,500}>|&#?\w{1,32};)+"
    body = max(0, content.lower().find("<body"))  # a description in the head may say the same
    wanted = re.compile(rf"(?<!\w){between.join(map(re.escape, words))}(?!\w)")
    found = wanted.search(content, body)
    return content.count("\n", 0, found.start()) + 1 if found else None


def _reasons(answer: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """What has to be done, each reason with its owner."""
    for claim in answer["claims"]:
        for reason in claim["reasons"]:
            if reason["severity"] != "clear":
                yield reason, f"{claim['owner']}: "
    for reason in answer["reasons"]:
        if reason["severity"] != "clear":
            yield reason, ""


def _unchecked(path: Path, rule: str) -> dict[str, Any]:
    return _result(path, rule, "not checked", "error")


def _result(path: Path, rule: str, message: str, level: str, line: int = 1) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": path.as_posix()}, "region": {"startLine": line}}
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }


def _log(results: list[dict[str, Any]]) -> dict[str, Any]:
    rules = [{"id": rule} for rule in sorted({one["ruleId"] for one in results})]
    driver = {"name": "Wirecheck", "rules": rules}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


if __name__ == "__main__":
    sys.exit(main())
