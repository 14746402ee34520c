"""Usage terms in prose, parsed: territory, channel, archive, time, media, AI, credit.

A term is cut into clauses, a clause is tried whole, then in parts: "JAPAN OUT, CREDIT MANDATORY"
is two, "Not for use in Italy, France and Spain" is one. What fits no grammar is a term of kind
`unknown`: a person has to read it. Nothing is guessed from single words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from checker.licensing.prose_times import embargo_in_words
from checker.licensing.territories import fold_name, gazetteer, territories_of
from checker.licensing.usage_words import usage_words
from checker.models import Rights

__all__ = ["Term", "item_terms", "parse_terms"]

MAX_TERM = 2_000  # characters; longer ones are conditions of sale, which nobody parses
MAX_CLAUSE = 240  # longer ones can only be a standing reservation
MAX_PIECES = 14


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a term says.

    Kinds: `not` and `only` with `values` such as "territory:IT", "channel:web", "media:picture",
    "archive", "ai", "commercial"; `days` online; `until` a moment; `embargo` until a moment (None:
    not read); `credit`; `free`; `reserved` (a general reservation); `unknown`.
    A `not` with a `limit` holds until something that has no time ("2 hours after the match").
    """

    kind: str
    raw: str
    values: tuple[str, ...] = ()
    days: float | None = None
    moment: datetime | None = None
    limit: str | None = None


def item_terms(rights: Rights, near: datetime | None = None) -> tuple[Term, ...]:
    """All terms of an item: its usage terms whole, its editors' notes where they speak of use."""
    terms = list(parse_terms(rights.usage_terms, near))
    for note in rights.editors_note:
        terms += [t for t in _parse(note, near) if t.kind != "unknown" or _speaks_of_use(t.raw)]
    return tuple(terms)


def parse_terms(lines: Iterable[str], near: datetime | None = None) -> tuple[Term, ...]:
    """Terms as the wire writes them; `near` settles years that are not written."""
    return tuple(term for line in lines for term in _parse(line, near))


def _speaks(text: str) -> bool:
    return _compiled(rf"\b{usage_words().speaks}\b").search(text) is not None


def _speaks_of_use(note: str) -> bool:
    words = usage_words()
    said = _speaks(note)
    # A correction tells what was wrong in the text, not how the text may be used.
    return said and _compiled(rf"\W*(?:eds?:?\s*)?{words.editorial}\b").match(note) is None


@lru_cache(maxsize=1024)
def _parse(text: str, near: datetime | None) -> tuple[Term, ...]:
    """The terms of one text; kept, since a wire sends the same few terms all day."""
    if len(text) > MAX_TERM:
        return (Term("unknown", text),)
    terms: list[Term] = []
    for clause in _clauses(text):
        parsed = _clause(clause, near)
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
                _compiled(rf"^\W*{usage_words().labels}\s*(?::|--|-|–|—)\s*")
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
            parsed = _clause(text.removesuffix(tail).strip(), near)
            current = best[start]
            if parsed is not None and (current is None or len(parsed) + len(rest) < len(current)):
                best[start] = [*parsed, *rest]
    return best[0]


def _clause(clause: str, near: datetime | None) -> list[Term] | None:
    """The terms of one clause, None when it fits no grammar."""
    if not clause.strip():
        return None
    grammars = (
        _embargo,
        _days,
        _until_date,
        _outside,
        _world_except,
        _negative,
        _only,
        _around,
        _whole,
    )
    for grammar in grammars if len(clause) <= MAX_CLAUSE else (_whole,):
        found = grammar(clause, near)
        if found is not None:
            return [found]
    return None


@cache
def _compiled(body: str) -> re.Pattern[str]:
    return re.compile(body, re.IGNORECASE)


def _full(patterns: Iterable[str], clause: str) -> re.Match[str] | None:
    for pattern in patterns:
        found = _compiled(rf"(?:{pattern})[\s.!]*").fullmatch(clause)
        if found is not None:
            return found
    return None


def _embargo(clause: str, near: datetime | None) -> Term | None:
    if _compiled(rf"\b(?:{usage_words().embargo})\b|解禁|エンバーゴ").search(clause) is None:
        return None
    if things_of(_strip_use(_negated(clause) or "")):
        return None  # "not for Italy until ..." is about Italy
    if _compiled(r"(?:no|kein|sin|sans|nessun|geen) embargo|frei(?: für .*)?").fullmatch(clause):
        return Term("free", clause)
    moment = embargo_in_words(clause, near)
    if moment is None and not re.search(r"\d", clause) and "embargo" not in clause.casefold():
        return None if _full(usage_words().free, clause) is None else Term("free", clause)
    return Term("embargo", clause, moment=moment)


def _negated(clause: str) -> str | None:
    cut = re.split(rf"\s{usage_words().until}\s", clause, maxsplit=1, flags=re.IGNORECASE)[0]
    for prefix in usage_words().negative:
        found = _compiled(rf"(?:{prefix})(?:\s+|(?<=[\'’]))(?P<x>.+)").fullmatch(cut)
        if found is not None and things_of(_strip_use(found["x"])):
            return found["x"]
    return None


def _whole(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    if (found := _full(words.free, clause)) is not None and _harmless(clause, found):
        return Term("free", clause)
    if _full(words.reserved, clause) is not None:
        return Term("reserved", clause)
    name = r"(?:(?!\s[-–—]\s|\bno\b)[^,;]){1,60}"
    credit = [rf"{words.credit}(?:\s*[:\-–]?\s*(?P<n>{name}))?", rf"(?P<n>{name}?)\s{words.credit}"]
    found = _full(credit, clause)
    if found is not None and not _speaks(found["n"] or ""):
        return Term("credit", clause)
    return None


def _harmless(clause: str, found: re.Match[str]) -> bool:
    """A pattern with an open end ("© ...", "contact ...") must not swallow a restriction."""
    return ".{" not in found.re.pattern or not _speaks(clause)


def _days(clause: str, _near: datetime | None) -> Term | None:
    words = usage_words()
    number = r"(?P<n>\d{1,4}|one|two|three|seven|thirty)"
    unit = "|".join(sorted(words.units, key=len, reverse=True))
    pattern = rf"(?P<before>.*?)\b{number}[\s-]?(?P<u>{unit})\b(?P<after>.*)"
    found = _compiled(pattern).fullmatch(clause)
    if found is None or not _all_known(f"{found['before']} {found['after']}", words.duration):
        return None
    count = _NUMBERS.get(found["n"].casefold()) or int(found["n"])
    return Term("days", clause, days=count * words.units[found["u"].casefold()])


_NUMBERS = {"one": 1, "two": 2, "three": 3, "seven": 7, "thirty": 30}


def _all_known(text: str, known: frozenset[str]) -> bool:
    return all(word in known for word in re.findall(r"[^\W\d_]+", text.casefold()))


def _until_date(clause: str, near: datetime | None) -> Term | None:
    found = _compiled(rf"{usage_words().last_day}\s+(?P<t>.+)").fullmatch(clause)
    if found is None:
        return None
    moment = embargo_in_words(found["t"], near)
    return Term("until", clause, moment=moment) if moment is not None else None


def _outside(clause: str, _near: datetime | None) -> Term | None:
    for pattern in usage_words().outside:
        found = _compiled(rf"(?:{pattern})\s*(?P<x>.+)").fullmatch(clause)
        if found is None:
            continue
        values = things_of(found["x"])
        if values and all(v.startswith("territory:") for v in values):
            return Term("only", clause, values)
    return None


def _world_except(clause: str, _near: datetime | None) -> Term | None:
    use = rf"(?:[\s-]?{usage_words().use_words})?(?: (?:only|granted|available))?"
    for prefix in usage_words().negative:
        found = _compiled(
            rf"{usage_words().everywhere}{use}[\s,:(]+(?:but )?(?:{prefix})\s+(?P<x>.+?)\)?"
        ).fullmatch(clause)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            return Term("not", clause, values)
    return None


def _negative(clause: str, near: datetime | None) -> Term | None:
    body, limit = _limited(clause)
    values: tuple[str, ...] = ()
    for prefix in usage_words().negative:
        found = _compiled(rf"(?:{prefix})(?:\s+|(?<=[\'’]))(?P<x>.+)").fullmatch(body)
        if found is not None and (values := things_of(_strip_use(found["x"]))):
            break
    else:
        for suffix in usage_words().negative_after:
            found = _compiled(rf"(?P<x>.+?)\s+(?:{suffix})").fullmatch(body)
            if found is not None and (values := things_of(_strip_use(found["x"]))):
                break
    if not values:
        return None
    if limit is None:
        return Term("not", clause, values)
    return Term("not", clause, values, moment=embargo_in_words(limit, near), limit=limit)


def _limited(clause: str) -> tuple[str, str | None]:
    found = _compiled(rf"(?P<body>.+?)\s{usage_words().until}\s(?P<limit>.+)").fullmatch(clause)
    return (found["body"], found["limit"]) if found is not None else (clause, None)


def _only(clause: str, _near: datetime | None) -> Term | None:
    patterns = [rf"(?:{p})\s+(?P<x>.+)" for p in usage_words().only]
    patterns += [rf"(?:for )?(?:use in )?(?P<x>.+?)\s+(?:{p})" for p in usage_words().only_after]
    for pattern in patterns:
        found = _compiled(pattern).fullmatch(clause)
        if found is None:
            continue
        values = things_of(_strip_use(found["x"]))
        if values:
            return Term("only", clause, values)
    return None


def _around(clause: str, _near: datetime | None) -> Term | None:
    for pattern in usage_words().around:
        found = _compiled(pattern).fullmatch(clause)
        if found is not None and (values := things_of(found["x"])):
            return Term("not", clause, values)
    return None


def _strip_use(text: str) -> str:
    stripped = text.strip()
    for _ in range(2):
        stripped = re.sub(
            rf"[\s-]+{usage_words().use_words}$", "", stripped, flags=re.IGNORECASE
        ).strip()
    return stripped if stripped and things_of(stripped) else text.strip()


def things_of(text: str) -> tuple[str, ...]:
    """The values of a list such as "Italy, France and the web"; () unless every part is known."""
    whole = _thing(text)
    if whole:
        return whole
    values: list[str] = []
    for part in _compiled(usage_words().joints).split(text):
        found = _thing(part)
        if not found:
            return ()
        values += [value for value in found if value not in values]
    return tuple(values)


def _thing(text: str) -> tuple[str, ...]:
    bare = text.strip(" .\"'“”()")
    for _ in range(3):
        known = usage_words().things.get(fold_name(bare)) or _territory(bare)
        if known:
            return known
        shorter = re.sub(rf"[\s-]{usage_words().use_words}$", "", bare, flags=re.IGNORECASE)
        if shorter == bare:
            shorter = _compiled(rf"^{usage_words().leading}").sub("", bare, count=1)
        if shorter == bare or not shorter:
            return ()
        bare = shorter
    return ()


def _territory(text: str) -> tuple[str, ...]:
    """Names in any case; bare codes only in capitals ("in" and "no" are words)."""
    folded = fold_name(text)
    if folded in gazetteer().proper or (text.isupper() and 2 <= len(text) <= 3):
        return tuple(f"territory:{code}" for code in territories_of(text) if code != "*")
    return ()
