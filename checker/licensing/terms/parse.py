"""Usage terms in prose, parsed: territory, channel, archive, time, media, AI, credit.

A term is split into clauses; each clause is tried whole, then in parts: "JAPAN OUT, CREDIT
MANDATORY" is two, "Not for use in Italy, France and Spain" is one. A clause that fits no grammar is
a term of kind `unknown`, which a person has to read. Nothing is guessed from single words.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache

from checker.licensing.terms.grammar import clause_terms, speaks
from checker.licensing.terms.open_licences import named_licence
from checker.licensing.terms.patterns import compiled
from checker.licensing.terms.term import Term
from checker.licensing.terms.words import usage_words
from checker.models.draft import Rights
from checker.orders.earlier import withdraws_earlier
from checker.orders.embargo import Embargo, embargoes_among, introduces
from checker.orders.forbidding import speaks_of_forbidding
from checker.orders.status import status_in_note
from checker.orders.time_words import month_names

__all__ = ["Term", "item_terms", "parse_terms", "restricts", "understood"]

MAX_TERM = 2_000  # characters; longer ones are conditions of sale, which nobody parses
MAX_PIECES = 14


def item_terms(rights: Rights, near: datetime | None = None) -> tuple[Term, ...]:
    """Returns all terms of an item.

    These are its whole usage terms, an expiry in words, editors' notes that mention use, and
    licences and copyright notices where they limit a news use: many feeds have no other field.
    """
    terms = list(parse_terms(rights.usage_terms, near))
    for words in rights.license_url:
        terms += [term for term in _parse(words, near) if _limits_news(term, _PLACES)]
    if rights.expires_raw:
        terms += _parse(f"not for use after {rights.expires_raw}", near)
    for note in rights.editors_note:
        if withdraws_earlier(note):
            continue  # of a version that is not this one
        terms += [term for term in _parse(note, near) if _counts(term)]
    for notice in rights.copyright_notice:
        terms += [term for term in _parse(notice, near) if _limits_news(term)]
    return tuple(terms)


_OF_READERS = frozenset({"commercial", "noncommercial", "ai"})  # what a notice tells them


_PLACES = ("territory:", "channel:")


def _limits_news(term: Term, only: tuple[str, ...] = _PLACES[:1]) -> bool:
    """What of a notice or a licence limits a news use; the rest reserves rights in general."""
    if term.kind == "only":
        return all(value.startswith(only) for value in term.values)
    return term.kind == "not" and not _OF_READERS.issuperset(term.values)


def _counts(term: Term) -> bool:
    """What of a note is a term: a correction speaks of the text, not of its use."""
    if term.kind not in ("unknown", "embargo"):
        return term.kind != "linked" or speaks(term.raw)  # a note names all kinds of addresses
    if compiled(rf"{usage_words().noted}[\s.!]*").fullmatch(term.raw) is not None:
        return True
    editorial = rf"\W*(?:eds?:?\s*)?{usage_words().editorial}\b"
    if compiled(editorial).match(term.raw) is not None:
        return False
    return term.kind == "embargo" or speaks(term.raw) or speaks_of_forbidding(term.raw)


def parse_terms(lines: Iterable[str], near: datetime | None = None) -> tuple[Term, ...]:
    """Parses terms as written on the wire; `near` resolves dates without a year."""
    return tuple(term for line in lines for term in _parse(line, near))


def restricts(words: str) -> bool:
    """Returns whether all of the words are understood and part of them limits a news use."""
    return understood(words) and any(
        term.kind in ("only", "days", "until") or (term.kind == "not" and term.values != ("ai",))
        for term in _parse(words, None)
    )


@lru_cache(maxsize=1024)
def understood(words: str) -> bool:
    """Returns whether all of the words are parsed as terms of use, allowing or limiting it.

    What follows the first part that is not parsed is not looked at.
    """
    return all(term.kind not in ("unknown", "embargo") for term in _each(words, None))


@lru_cache(maxsize=1024)
def _parse(text: str, near: datetime | None) -> tuple[Term, ...]:
    """The terms of one text; kept, since a wire sends the same few terms all day."""
    return tuple(_each(text, near))


def _each(text: str, near: datetime | None) -> Iterator[Term]:
    """The terms of one text, one after the other."""
    for part, embargo in embargoes_among(text, near, _limit_the_use):
        if embargo is not None and not (limits := _limits(part, embargo, near)):
            kind = "free" if embargo.kind == "none" else "embargo"
            yield Term(kind, part, embargo=embargo if kind == "embargo" else None)
        elif embargo is not None:
            yield from limits
        else:
            beside = part != text and introduces(part)
            yield from (one for one in _rest(part, near) if not beside or _limits_use(one))


def _limits(text: str, embargo: Embargo, near: datetime | None) -> list[Term]:
    """What a text limits that seems to order an embargo without an end: "not in Italy" is none."""
    terms = list(_rest(text, near)) if embargo.kind == "unreadable" else []
    return terms if all(term.kind in ("not", "only") for term in terms) else []


def _limit_the_use(words: str) -> bool:
    return any(map(_limits_use, _rest(words, None)))


def _limits_use(term: Term) -> bool:
    """Whether words beside an embargo limit the use themselves: "please respect" does not."""
    limit = term.kind in ("not", "only", "days", "until")
    return limit or (term.kind == "unknown" and status_in_note(term.raw) is not None)


def _rest(text: str, near: datetime | None) -> Iterator[Term]:
    """The terms of a text that orders no embargo."""
    if len(text) > MAX_TERM:
        yield Term("unknown", text)
        return
    licence = named_licence(text)  # its name may have dashes in it, at which sentences are cut
    if licence is not None:
        yield Term("open", text.strip(), (licence.spdx,))
        return
    for part in _sentences(text):
        yield from _sentence(part, near)


def _sentence(text: str, near: datetime | None) -> list[Term]:
    """A sentence whole, or in parts, or line by line: a wire breaks lines where it likes."""
    clause = _bare(text)
    if not any(c.isalnum() for c in clause):
        return []
    parsed = clause_terms(clause, near)
    if parsed is None:
        parsed = _pieces(text, near)
    if parsed is not None:
        return parsed
    lines = text.splitlines()
    if len(lines) > 1:
        return [term for line in lines for term in _sentence(line, near)]
    return [Term("unknown", clause)]


_DOTTED = (
    r"\b(?:[A-Za-z]\.){2,}|\b(?:excl|incl|approx|hrs?|no|nos|max|m\.u\.v|p\.m|a\.m|resp|kl|ca|bzw)\."
    r"|\b(?:abs|art|arts|sec|nr|no|ziff|lit|cl|odst|ust|pkt|par|núm|ст|ч|п)\.(?=\s*\d)"
)


def _sentences(text: str) -> Iterator[str]:
    """Cuts at blank lines, semicolons and full stops that end something."""
    plain = re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", text)).strip()
    months = month_names()
    dotted = compiled(rf"{_DOTTED}|\b(?:{months})\.(?=,?\s*\d)")  # "23. Jan. 19.00 Uhr" is one time
    held = dotted.sub(lambda found: found.group().replace(".", "\u2024"), plain)
    day = rf"(?<=\d)\.(?=\s+(?!(?:{months})\b)[^\W\d]|$)"  # not that of "3. März"
    cut = rf"\n\s*\n|[;|•]+|(?<!\d)\.(?=\s|$)|{day}|!+|\s--\s|\s[–—]\s|\*+"
    for part in compiled(cut).split(held):
        yield part.replace("\u2024", ".").strip()


def _bare(text: str) -> str:
    """One line without quotes, brackets and labels such as "Restrictions:" around it."""
    clause = re.sub(r"\s+", " ", text).strip(" \t,:-–—/()[]\"'“”")
    label = rf"^\W*{usage_words().labels}\s*(?::|--|-|–|—)\s*"
    while clause:
        bare = compiled(label).sub("", clause).strip(" \t,:-–—")
        if bare == clause:
            break
        clause = bare
    return clause


_PARTS = (
    r"(\s*\n\s*|\s*[,/&+]\s*|\s+(?:and|und|et|y|e|en|og|och|but|aber|mais|pero)\s+|\s+-\s+"
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
            parsed = clause_terms(_bare(text.removesuffix(tail)), near)
            current = best[start]
            if parsed is not None and (current is None or len(parsed) + len(rest) <= len(current)):
                best[start] = [*parsed, *rest]
    return best[0]
