"""What the names of labelled texts alone would tell an editor, from any probability on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tools.weights.fitting import Floats, Table
from tools.weights.samples import Name, Text, wanted

__all__ = ["Outcome", "outcomes"]

Weighted = Sequence[tuple[Name, Floats]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one snippet, or for one agency of a page.

    `said` is "right", "wrong role", "missed", "alarm" or "quiet" for a snippet, and "right",
    "missed" or "invented" for an agency of a page. `role` is the one that its marking has, if any.
    """

    kind: str
    fold: int
    language: str
    said: str
    role: str = ""


def outcomes(
    texts: Iterable[Text], table: Table, likely: Floats, kind: str, least: float
) -> Iterator[Outcome]:
    """Yields the outcomes for one kind of texts; a name is a claim from the probability `least` on.

    A text in which no name was found is one of `texts` and has no row of the table.
    """
    members: dict[int, list[int]] = {id(text): [] for text in texts if text.kind == kind}
    for n, text in enumerate(table.texts):
        if text.kind == kind:
            members[id(text)].append(n)
    by_id = {id(text): text for text in texts}
    for key, rows in members.items():
        text, names = by_id[key], [(table.names[n], likely[n]) for n in rows]
        said = _page(names, least) if kind.startswith("pages") else [_snippet(text, names, least)]
        language = str(text.row.get("lang", ""))
        yield from (Outcome(kind, text.fold, language, one) for one in said)


def _claims(names: Weighted, least: float) -> dict[str, set[str]]:
    claims: dict[str, set[str]] = {"text": set(), "photo": set()}
    for name, likely in names:
        if likely[1] + likely[2] >= least:
            claims["text" if likely[1] >= likely[2] else "photo"] |= name.agencies
    return claims


def _snippet(text: Text, names: Weighted, least: float) -> str:
    row = text.row
    if row["kind"] == "press-release":
        names = [pair for pair in names if pair[0].label]  # a release's own wire marks the release
    claims = _claims(names, least)
    if row["label"] != "positive":
        said = claims["text"] | (claims["photo"] if row["kind"] != "photo_credit" else set())
        return "alarm" if said else "quiet"
    gold = {agency for name, _ in names if name.label or name.either for agency in name.agencies}
    if gold & claims[wanted(row)]:
        return "right"
    return "wrong role" if gold & (claims["text"] | claims["photo"]) else "missed"


def _page(names: Weighted, least: float) -> Iterator[str]:
    claims = _claims(names, least)
    held = {a for name, _ in names if "text" in name.perhaps for a in name.agencies}
    for agency in held | claims["text"]:
        if agency not in claims["text"]:
            yield "missed"
        else:
            yield "right" if agency in held else "invented"
