"""Finds the agencies' names: exact, damaged and inflected, with boundaries in every script."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cache
from itertools import pairwise

import regex
from rapidfuzz.distance import LCSseq, Levenshtein

from checker.engine.folds import Folds
from checker.engine.model import Name, RuleSet
from checker.text.views import View
from checker.text.word_list import Finder, word_list
from checker.values import dataclass

__all__ = ["Mention", "NameIndex", "script_of"]

_FUZZY_CHARACTERS = 12
_LONG = 7
# A place that opens a line: "PLACE-NAME", "PLACE - NAME:".
_PLACE_BEFORE = re.compile(r"(?:^|\n)\s{0,3}[^\W\d_]{3,14}(?: [^\W\d_]{3,14})? ?[-–] ?\Z")
# A place and a day in figures that open a line: "PLACE 14-3-2025 NAME-".
_DAY_BEFORE = re.compile(
    r"(?:^|\n)\s{0,3}[^\W\d_]{3,14}(?: [^\W\d_]{3,14}){0,2},? \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4} \Z"
)
_PLACES = 80  # characters of a Japanese dateline before the name
_GLUED = 3  # letters of a name whose own case can part it from a word that it sticks to
_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR")  # scripts that write sentences without blanks
_WORDY = 6  # letters of a name that is no part of another word there
_STRENGTH = {
    "never": 0,
    "full": 1,
    "mark": 2,
    "release": 3,
    "picture": 4,
    "service": 3,
    "ambiguous": 5,
    "bracketed": 6,
    "unnamed": 6,
    "small": 7,
    "address": 8,
}
_INFLECTION = re.compile(
    r"(?:[aeiou]?(?:in|n|lla|lta|lle|ssa|sta|ia|ja|s|sch\w{0,2})|:\w{1,4}|'\w{1,3}|[а-яіїєґ]{1,3}|[α-ω]{1,2})(?!\w)"
)
_ARABIC_PREFIX = "ولبفك"
_BEFORE_NAMES = re.compile(
    "by|von|par|por|foto|photo|bild|quelle|source|fuente|fonte|image|picture|credit|via|imagen"
    "|kuva|kilde|bron|video|fotos|photos"
)
# A byline of an author and an agency without a sign between them.
_SIGNED = re.compile(
    r"(?:^|\n)\W{0,3}(?i:by|von|par|por|di|da|door|av|af) (?:[A-Z][\w.'-]{1,20} ){2,3}$"
)
_SIGNED_REACH = 90
_HOST_AFTER = re.compile(r"\.(?:[a-z]{2,6})(?![a-z])(?:\.[a-z]{2})?", re.IGNORECASE)
# What an address may hold before a name, read backwards: ASCII without quotes and brackets.
_ADDRESS_BEFORE = regex.compile(r"(?r)[!#-&*-;=?-Z\\^-z~]{0,160}")
_EMPHASIS = regex.compile(r"_{1,2}(?:[\s.,;:)]|$)")  # that closes: "_Source: NAME_"
# Short forms that are given names too, and a surname in capitals behind one.
_GIVEN_NAMES = frozenset(
    {"ANA", "ANI", "INA", "LANA", "LENA", "MIA", "MINA", "NINA", "PETRA", "SANA"}
)
_SURNAME = regex.compile(
    r"\s(?:\p{Lu}\.?\s|D[AEO]S?\s|VAN\s|VON\s)?\p{Lu}{3}[\p{Lu}'’-]*(?:\s\p{Lu}{3}[\p{Lu}'’-]*)?\s?(?:[/|)\]]|,\s|$|\n)"
)
_LOOKS = 256  # hits between two looks at the clock


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the view: [start, end), whose name it is, how certain the spelling is."""

    start: int
    end: int
    agencies: tuple[str, ...]
    cls: str
    picture: bool = False
    fuzzy: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A long name cut so that at most `errors` typing errors leave two pieces whole."""

    name: Name
    spelling: str
    errors: int
    offsets: tuple[int, ...]
    number: int = 0


@dataclass(slots=True)
class NameIndex:
    """Finds the names of all agencies."""

    _exact: Finder
    _exact_names: Sequence[Name]
    _folded: Finder
    _folded_names: Sequence[Name]
    _pieces: Finder
    # Of each piece the numbers of the names that have it, where in them, their errors, the names.
    _piece_of: Sequence[tuple[tuple[int, int, int, _Pieces], ...]]
    _known: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, rules: RuleSet) -> "NameIndex":
        """Prepares the lists of names."""
        exact: dict[str, Name] = {}
        folded: dict[str, Name] = {}
        real = {rules.folds.shown(n.text).lower() for n in rules.names if n.cls != "never"}
        for name in sorted(rules.names, key=lambda n: _STRENGTH[n.cls]):
            text = rules.folds.shown(name.text).strip()
            if name.cls == "never" and text.lower() in real:
                continue  # another agency's name: the longer name wins by itself
            if name.cls in ("full", "address") or (
                name.cls in ("release", "picture", "service", "unnamed") and len(text) > _LONG
            ):
                for spelling in _spellings(text.lower()):
                    folded.setdefault(spelling, name)
            else:
                exact.setdefault(text, name)
            if not text.isascii():
                for damaged in rules.folds.damaged(name.text):
                    exact.setdefault(damaged, name)
        cuts = (_cut(name, n, rules.folds) for n, name in enumerate(rules.names))
        pieces = [cut for cut in cuts if cut is not None]
        piece_of: dict[str, list[tuple[int, int, int, _Pieces]]] = {}
        for cut in pieces:
            bounds = (*cut.offsets, len(cut.spelling))
            for start, end in pairwise(bounds):
                piece = cut.number, start, cut.errors, cut
                piece_of.setdefault(cut.spelling[start:end], []).append(piece)
        return cls(
            word_list(list(exact), longest=True),
            tuple(exact.values()),
            word_list(list(folded), longest=True),
            tuple(folded.values()),
            word_list(list(piece_of)),
            tuple(tuple(cuts) for cuts in piece_of.values()),
        )

    def find(self, view: View, late: Callable[[], bool] = lambda: False) -> list[Mention]:
        """Returns the names in the view, sorted, not nested; those found until it is `late`."""
        found = list(self._hits(view.flow, self._exact, self._exact_names, view.lines, late))
        found += self._hits(view.lower, self._folded, self._folded_names, view.lines, late)
        exact = _longest(found)
        return _longest([*exact, *self._fuzzy(view, exact, late)])

    def _hits(
        self,
        text: str,
        find: Finder,
        names: Sequence[Name],
        shown: str,
        late: Callable[[], bool],
    ) -> Iterator[Mention]:
        for turn, (number, start, end) in enumerate(find(text)):
            if turn % _LOOKS == _LOOKS - 1 and late():
                return
            name = names[number]
            stop = _bounded(shown, start, end, name)
            if stop:
                cls = name.cls
                if cls == "bracketed":
                    if not _bracketed(shown, start, stop):
                        continue
                    cls = "ambiguous"
                if cls not in ("address", "never", "unnamed") and _in_address(shown, start, end):
                    cls = "address"
                if cls == "ambiguous" and _part_of_a_name(shown, start, stop):
                    continue
                if cls == "full" and shown[start - 4 : start].lower() == "the ":
                    start -= 4
                yield Mention(start, stop, name.agencies, cls, name.picture, name=name.text)

    def _fuzzy(
        self, view: View, exact: Sequence[Mention], late: Callable[[], bool]
    ) -> Iterator[Mention]:
        """Long names with typing errors: two whole pieces at fitting distance, then compared."""
        seen: dict[int, tuple[int, int]] = {}
        tried: set[tuple[int, int]] = set()
        taken: _Covered | None = None
        pieces = self._piece_of
        hits = self._pieces(view.lower)
        for turn, (number, start, _) in enumerate(hits):
            if turn % _LOOKS == _LOOKS - 1 and late():
                return
            for name, offset, errors, cut in pieces[number]:
                begin, last = start - offset, seen.get(name)
                seen[name] = (begin, offset)
                if last is None or last[1] >= offset or abs(begin - last[0]) > errors:
                    continue
                taken = taken or _Covered(exact)
                if (name, last[0]) in tried or taken.holds(start):
                    continue
                tried.add((name, last[0]))
                mention = _compared(view, cut, last[0])
                if mention:
                    yield mention


class _Covered:
    """Which characters exact names already hold."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._held = {
            at
            for m in mentions
            if m.cls != "unnamed" and m.end - m.start < 80
            for at in range(m.start, m.end)
        }

    def holds(self, at: int) -> bool:
        return at in self._held


def _spellings(text: str) -> set[str]:
    """Hyphens and blanks are equal; a leading article may be missing."""
    bare = text.removeprefix("the ")
    return {bare, bare.replace("-", " "), bare.replace(" ", "-") if bare.count(" ") < 3 else bare}


def _cut(name: Name, number: int, folds: Folds) -> _Pieces | None:
    spelling = folds.shown(name.text).lower().removeprefix("the ").strip()
    if name.cls != "full" or len(spelling) < _FUZZY_CHARACTERS or not spelling[0].isalpha():
        return None
    if any(unicodedata.category(character) == "Lo" for character in spelling):
        return None
    errors = 1 if len(spelling) < 18 else 2
    count = errors + 2
    offsets = tuple(len(spelling) * number // count for number in range(count))
    return _Pieces(name, spelling, errors, offsets, number)


def _compared(view: View, cut: _Pieces, begin: int) -> Mention | None:
    """The best span near `begin` that is the name within its errors, between boundaries."""
    around = view.lower[max(0, begin - cut.errors) : begin + 2 * cut.errors + len(cut.spelling)]
    least = len(cut.spelling) - cut.errors  # letters that any span within its errors has in order
    if LCSseq.similarity(around, cut.spelling, score_cutoff=least) < least:
        return None
    best: tuple[int, int, int] | None = None
    for start in range(max(0, begin - cut.errors), begin + cut.errors + 1):
        for size in range(len(cut.spelling) - cut.errors, len(cut.spelling) + cut.errors + 1):
            if start + size > len(view.lower):
                break
            text = view.lower[start : start + size]
            if not text[0].isalnum():
                continue
            distance = Levenshtein.distance(text, cut.spelling, score_cutoff=cut.errors)
            if distance > cut.errors or (best and distance >= best[0]):
                continue
            if _bounded(view.flow, start, start + size, cut.name) == start + size:
                best = (distance, start, start + size)
    if best is None or best[0] == 0:
        return None
    found = view.lower[best[1] : best[2]]
    if any(len(word) < 5 and word not in found for word in re.split(r"[ -]", cut.spelling)):
        return None  # a short word tells names apart: "ddp Nachrichtenagentur"
    return Mention(best[1], best[2], cut.name.agencies, "full", fuzzy=True, name=cut.name.text)


@cache
def script_of(character: str) -> str:
    """Returns a coarse script, sufficient to find the end of a word; empty for a non-letter."""
    if character.isascii():
        return "Latn" if character.isalpha() else ("digit" if character.isdigit() else "")
    category = unicodedata.category(character)
    if category[0] not in "LM":
        return ""
    name = unicodedata.name(character, "")
    script = name.split(" ", 1)[0]
    if script in ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"):
        return "Hani"
    return {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HANGUL": "Hang"}.get(
        script, script
    )


def _bounded(text: str, start: int, end: int, name: Name) -> int:
    """The end of the name with its inflection if it stands between boundaries, else 0."""
    first, last = script_of(text[start]), script_of(text[end - 1])
    long = end - start >= _LONG
    if start and not _left_free(text, start, first, long=long, size=end - start):
        return 0
    if end == len(text):
        return end
    after = text[end]
    if last in ("", "Hani"):
        return end
    following = script_of(after)
    if last in _UNSPACED and following == last and end - start >= _WORDY:
        return 0 if unicodedata.category(after) == "Mn" else end  # a sign above or below a letter
    if after == "_" and _EMPHASIS.match(text, end):
        return end
    if after == "_" or (following == "digit" and end - start < 5 and last == "Latn"):
        return 0
    if following != last:
        return end
    if last == "Hang":
        return end if end - start >= 3 else 0
    if end - start >= _GLUED and after.isupper() and _case_ends(text, start, end):
        return end
    if name.cls in ("full", "mark") and end - start >= 4:
        suffix = _INFLECTION.match(text, end)
        if suffix and not text[start:end].isupper() | suffix[0].isupper():
            return suffix.end()
        if suffix and last == "Cyrl":
            return suffix.end()
    return 0


def _case_ends(text: str, start: int, end: int) -> bool:
    """Whether a capital behind the name begins a word: "AFPSample", "ReutersSample"."""
    if text[end - 1].islower():
        return text[start].isupper()
    return text[start:end].isupper() and text[end + 1 : end + 3].islower()


def _left_free(text: str, start: int, script: str, *, long: bool, size: int) -> bool:
    before = text[start - 1]
    if before == "_":
        return script == "Hani"  # "标题_NAME": no identifier is written so
    previous = script_of(before)
    if script in ("", "Hani"):
        return True
    if previous == "digit":
        return script not in ("Latn", "Cyrl") or long
    if previous != script:
        return True
    if script == "Hang":
        return size >= 4
    if script in _UNSPACED:
        return size >= _WORDY
    if script == "Arab" and size >= 4 and before in _ARABIC_PREFIX:
        return start < 2 or script_of(text[start - 2]) != "Arab"
    word = text[max(0, start - 3) : start]
    glued = size >= _GLUED and len(word) == 3 and word.isalpha()
    return (long or glued) and word[-2:].islower() and text[start].isupper()


def _in_address(text: str, start: int, end: int) -> bool:
    """Part of a web address, a host name, a handle or a mail address."""
    if text[start - 1 : start] == "@" or text[end : end + 1] == "@":
        return True
    if _HOST_AFTER.match(text, end) and text[end + 1].islower():
        return True
    before = _ADDRESS_BEFORE.match(text, 0, start)
    run = before[0] if before else ""
    return "://" in run or "www." in run or bool(re.search(r"\.[a-z]{2,4}/\S*$", run))


def _bracketed(text: str, start: int, end: int) -> bool:
    """Whether brackets or slashes close round a word, a place or a date beside it aside."""
    after = text[end : end + 2].lstrip(" ")[:1]
    before = text[max(0, start - 3) : start].rstrip(" ")[-1:]
    place = _PLACE_BEFORE.search(text, max(0, start - _PLACES), start)
    if place and (after in ("", ":", "\n") or (place[0][-1] in "-–" and text[end] == " ")):
        return True
    if after in ("-", "–") and _DAY_BEFORE.search(text, max(0, start - _PLACES), start):
        return True
    if after in ("", "\n", ")", "\uff09") and before in (":", "=", "/"):
        return True
    if after in ("|", "/") and before == ":":
        return True  # "Autor: NAME | 14.1.", "Foto: NAME / Bo Sample"
    if not after or after not in ")]/】":
        return False
    before = text[max(0, start - 24) : start]
    if after == "】" and "【" in text[max(0, start - _PLACES) : start].rpartition("】")[2]:
        return True  # places and a date, with brackets of their own among them
    opening = max(before.rfind(sign) for sign in "([/【")
    if opening < 0:
        return False
    if before[opening] == "/" and before[max(0, opening - 1)].isalpha():
        return not text[end + 1 : end + 2].isalpha()  # a word of a list: "word/name/word"
    return before[opening] == "【" or not before[opening + 1 :].strip()


def _part_of_a_name(text: str, start: int, end: int) -> bool:
    """A capitalised word that stands right beside another one: Petra Sample, Mike Bloomberg.

    In capitals, only a given name before a surname that a sign closes: "ANA SAMPLE/...".
    """
    if text[start:end] in _GIVEN_NAMES and _SURNAME.match(text, end):
        return True
    if not (text[start].isupper() and text[end - 1].islower() and text[start:end].isascii()):
        return False
    if text[start - 1 : start] in ("/", "|", "©"):
        return False
    after = text[end : end + 3]
    if len(after) == 3 and after[0] == " " and after[1].isupper() and after[2].islower():
        return True
    if end - start < 5 or start < 2 or text[start - 1] != " " or not text[start - 2].islower():
        return False
    if text[end : end + 1] in ("", "\n") and _SIGNED.search(
        text[max(0, start - _SIGNED_REACH) : start]
    ):
        return False
    word = text[:start].rsplit(None, 1)[-1] if start < 40 else text[start - 40 : start].split()[-1]
    return word.isalpha() and word[0].isupper() and not _BEFORE_NAMES.fullmatch(word.lower())


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Leftmost, then longest, then strongest; what "never" holds is gone with it."""
    ordered = sorted(
        mentions, key=lambda m: (m.start, m.start - m.end, m.fuzzy, _STRENGTH[m.cls], m.agencies)
    )
    kept: list[Mention] = []
    for mention in ordered:
        if kept and mention.start < kept[-1].end:
            if mention.end > kept[-1].end and mention.cls == "never":
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
