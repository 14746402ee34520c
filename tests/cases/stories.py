"""The cases that are told as events, calls or files rather than as one document.

`STORIES` run a whole course of events; `MORE` and `MORE_VERDICTS` check what a case's "must" says
in words, beyond what can be compared by key.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cases import audit_stories, service_stories, wire_stories

Story = Callable[[dict[str, Any], Path], None]


def _quotation(answer: dict[str, Any], text: str) -> list[str]:
    passages = [p for match in answer["matches"] for p in match["passages"]]
    if any(p["counted"] for p in passages if p["class"] == "quotation"):
        return ["the quotation counts"]
    shown = any(p["class"] == "quotation" for p in passages)
    return [] if shown else ["the shared words are not shown as a quotation"]


def _span_of_five_sentences(answer: dict[str, Any], text: str) -> list[str]:
    begin = text.index("The harbour office closed")
    end = text.index("end of the month.") + len("end of the month.")
    passages = [p for match in answer["matches"] for p in match["passages"]]
    start, stop = min(p["start"] for p in passages), max(p["end"] for p in passages)
    around = len(text[start:begin].split()) + len(text[end:stop].split())
    return [] if around <= 10 else [f"{around} words around the passage are marked"]


def _names_the_end(answers: list[dict[str, Any]]) -> list[str]:
    messages = [
        reason["message"]
        for claim in answers[0]["claims"]
        for reason in claim["reasons"]
        if reason["code"] == "status.embargoed"
    ]
    told = any("2025-01-14" in m and ("+09:00" in m or "Z" in m or "UTC" in m) for m in messages)
    return [] if told else [f"the embargo's end with its offset is not told: {messages}"]


MORE: dict[str, Callable[[dict[str, Any], str], list[str]]] = {
    "RE03": _quotation,
    "RE05": _span_of_five_sentences,
}
MORE_VERDICTS: dict[str, Callable[[list[dict[str, Any]]], list[str]]] = {"LI01": _names_the_end}
STORIES: dict[str, Story] = {
    **wire_stories.STORIES,
    **service_stories.STORIES,
    **audit_stories.STORIES,
}
# Services and audits in processes of their own; a line of three megabytes (FO03).
SLOW = frozenset({*service_stories.STORIES, *audit_stories.STORIES, "FO03"})
