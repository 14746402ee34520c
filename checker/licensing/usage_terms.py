"""Usage terms in prose, parsed: territory, channel, archive, time, media, AI, credit.

A term is cut into clauses, a clause is tried whole, then in parts: "JAPAN OUT, CREDIT MANDATORY"
is two, "Not for use in Italy, France and Spain" is one. What fits no grammar is a term of kind
`unknown`: a person has to read it. Nothing is guessed from single words.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from checker.licensing.usage_grammar import Term, clause_terms, speaks
from checker.licensing.usage_things import compiled
from checker.licensing.usage_words import usage_words
from checker.models import Rights

__all__ = ["Term", "item_terms", "parse_terms"]

MAX_TERM = 2_000  # characters; longer ones are conditions of sale, which nobody parses
MAX_PIECES = 14


def item_terms(rights: Rights, near: datetime | None = None) -> tuple[Term, ...]:
    """All terms of an item: its usage terms whole, its editors' notes where they speak of use."""
    terms = list(parse_terms(rights.usage_terms, near))
    for note in rights.editors_note:
        terms += [t for t in _parse(note, near) if t.kind != "unknown" or _speaks_of_use(t.raw)]
    return tuple(terms)


def parse_terms(lines: Iterable[str], near: datetime | None = None) -> tuple[Term, ...]:
    """Terms as the wire writes them; `near` settles years that are not written."""
    return tuple(term for line in lines for term in _parse(line, near))


def _speaks_of_use(note: str) -> bool:
    words = usage_words()
    said = speaks(note)
    # A correction tells what was wrong in the text, not how the text may be used.
    return said and compiled(rf"\W*(?:eds?:?\s*)?{words.editorial}\b").match(note) is None


@lru_cache(maxsize=1024)
def _parse(text: str, near: datetime | None) -> tuple[Term, ...]:
    """The terms of one text; kept, since a wire sends the same few terms all day."""
    if len(text) > MAX_TERM:
        return (Term("unknown", text),)
    terms: list[Term] = []
    for clause in _clauses(text):
        parsed = clause_terms(clause, near)
        if parsed is None:
            parsed = _pieces(clause, near)
        terms += parsed if parsed is not None else [Term("unknown", clause)]
    return tuple(terms)


_DOTTED = re.compile(
    r"\b(?:[A-Za-z]\.){2,}|\b(?:excl|incl|approx|hrs?|no|nos|m\.u\.v|p\.m|a\.m|resp)\.",
    re.IGNORECASE,
)


def _clauses(text: str) -> Iterator[str]:
    """Cuts at line ends, semicolons and full stops that end something."""
    plain = " ".join(text.replace("\r", "\n").split(" ")).strip()
    held = _DOTTED.sub(lambda found: found.group().replace(".", "\u2024"), plain)
    for part in re.split(
        r"[\n;|•]+|(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s+[^\W\d]|$)|!+|\s--\s|\s[–—]\s|\*+", held
    ):
        clause = part.replace("\u2024", ".").strip(" \t,:-–—/()[]\"'“”")
        while clause:
            bare = (
                compiled(rf"^\W*{usage_words().labels}\s*(?::|--|-|–|—)\s*")
                .sub("", clause)
                .strip(" \t,:-–—")
            )
            if bare == clause:
                break
            clause = bare
        if clause and any(c.isalnum() for c in clause):
            yield re.sub(r"\s+", " ", clause)


_PARTS = (
    r"(\s*[,/&+]\s*|\s+(?:and|und|et|y|e|en|og|och|but|aber|mais|pero)\s+|\s+-\s+"
    r"|(?<=\bout)\s+|(?<=\bnone)\s+|(?<=\bonly)\s+|\s+(?=(?:no|not|kein|keine|pas|sin)\s))"
)


def _pieces(clause: str, near: datetime | None) -> list[Term] | None:
    """Splits at commas and "and" into the fewest parts that all make sense."""
    parts = re.split(_PARTS, clause, flags=re.IGNORECASE)
    pieces, joints = parts[::2], [*parts[1::2], ""]
    count = len(pieces)
    if count < 2 or count > MAX_PIECES:
        return None
    best: list[list[Term] | None] = [None] * count + [[]]
    for start in range(count - 1, -1, -1):
        text = ""
        for end in range(start, count):
            text += pieces[end] + (joints[end] if end < count - 1 else "")
            rest = best[end + 1]
            if rest is None:
                continue
            tail = joints[end] if end < count - 1 else ""
            parsed = clause_terms(text.removesuffix(tail).strip(), near)
            current = best[start]
            if parsed is not None and (current is None or len(parsed) + len(rest) < len(current)):
                best[start] = [*parsed, *rest]
    return best[0]
