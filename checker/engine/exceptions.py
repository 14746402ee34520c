"""Other meanings of an agency's abbreviation: spelled-out short forms and numbered lists."""

import re
from collections.abc import Callable, Mapping

from checker.engine.function_words import SHORT_WORDS
from checker.engine.marked import Chain, Marked
from checker.text.views import View

__all__ = ["expansions", "listed"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TOLD = re.compile(r"(?:\s?[:–—-]{1,2}|,)\s(?:the\s|la\s)?([^.;:()\n]{6,80})")
_BEHIND = re.compile(r"\s?\)[ \t]{1,2}([^\W\d_][^\n]{5,})")  # "(AP) Advanced placement courses"
# What a bracket's dateline would say, and the small words inside the name of a body.
_SAID = re.compile(
    r"\s?\)\s?(?:[:.]|-{1,2})\s(?P<article>(?:The|Die|Der|Das|La|Le|El|Il)\s|L['’])?(?P<words>[^\n]{8,80})"
)
_BETWEEN = re.compile(
    r"of|for|and|the|de|des|du|del|della|delle|dei|di|do|da|dos|das|der|für|und|van|en"
)
_CLOSES = ",.;:("  # what closes the name of a body; "" does at the end of what is looked at
_NAME = 3  # letters of a short form, from which words behind it spell it out by no chance
_TERM = 5  # letters of the second word of a term, at least
_LOOKS = 256  # chains between two looks at the clock
_LIST = re.compile(r"\([ab]\)[^()]{0,300}\(c\)\s*$", re.IGNORECASE)


def expansions(
    marked: Marked, view: View, late: Callable[[], bool] = lambda: False
) -> Mapping[int, str]:
    """Returns chains whose short form is spelled out as something else: "here" or "elsewhere".

    Once it is `late`, those that follow count as not spelled out.
    """
    spelled: dict[str, set[int]] = {}
    for number, chain in enumerate(marked.chains):
        if number % _LOOKS == _LOOKS - 1 and late():
            break
        if len(chain.mentions) != 1 or chain.cls not in ("mark", "ambiguous", "unnamed"):
            continue
        token = view.flow[chain.mentions[0].start : chain.mentions[0].end]
        if 1 < len(token) < 7 and _foreign(marked, chain, token):
            spelled.setdefault(token, set()).add(number)
    if not spelled:
        return {}
    meanings = {}
    for number, chain in enumerate(marked.chains):
        token = view.flow[chain.mentions[0].start : chain.mentions[0].end]
        if number in spelled.get(token, ()):
            meanings[number] = "here"
        elif token in spelled and len(chain.mentions) == 1:
            meanings[number] = "elsewhere"
    return meanings


def _foreign(marked: Marked, chain: Chain, token: str) -> bool:
    """The words before "(TOKEN)", or within "TOKEN (words)", have its initials."""
    letters = [letter for letter in token.lower() if letter.isalpha()]
    if len(letters) < 2:
        return False
    text = marked.text
    before = text[max(0, chain.at - 90) : chain.at].rstrip()
    opened = before.endswith(("(", '("', ",", "(“"))
    if opened:
        phrase = re.split(r"[\n.;:!?()\"/=<>|,]", before.rstrip('(",“ '))[-1]
        if _initials_fit(_WORD.findall(phrase), letters, sure=chain.cls == "mark"):
            return True
    after = text[chain.at + 1 : chain.at + 90]
    found = re.match(r"\s*\((?:the )?([^()\n,]{4,80})\)", after) or re.match(
        r"\s*(?:=|\(\")\s*([^()\n,.]{4,60})", after
    )
    if found is not None:
        return _initials_fit(_WORD.findall(found[1]), letters, sure=True, whole=True)
    if before.endswith("(") and (behind := _BEHIND.match(after)) is not None:
        named = _WORD.findall(behind[1])[: len(letters)]
        if _spell(named, letters) and not _begins(named, behind[1]):
            return True
    if before.endswith("(") and (said := _SAID.match(after)) is not None:
        titled = [word for word in _WORD.finditer(said["words"]) if not _BETWEEN.fullmatch(word[0])]
        named = [word[0] for word in titled[: len(letters)]]
        if _spell(named, letters):
            last = titled[len(letters) - 1].end()
            closed = said["words"][last : last + 1] in _CLOSES
            return _is_a_name(named, closed=closed, articled=bool(said["article"]))
    told = _TOLD.match(after)
    words = [word for word in _WORD.findall(told[1]) if word[0].isupper()] if told else []
    return _spell(words[: len(letters)], letters)


def _spell(words: list[str], letters: list[str]) -> bool:
    """Whether the initials of words are these small letters, in their order."""
    return [word[0].lower() for word in words] == letters


def _is_a_name(words: list[str], *, closed: bool, articled: bool) -> bool:
    """Whether words are a body's name: capitalised or long, and closed by a sign or articled."""
    if len(words) < _NAME or not words[0][0].isupper():
        return False
    if all(word[0].isupper() for word in words):
        return closed or articled
    return closed and all(word.islower() and len(word) >= _TERM for word in words[1:])


def _begins(words: list[str], line: str) -> bool:
    """Whether the words behind a bracket begin a sentence, whose initials may fit by chance."""
    if any(word.lower() in SHORT_WORDS for word in words):
        return True
    return len(words) < 3 and line.rstrip().endswith((".", "!", "?", "…"))


def _initials_fit(words: list[str], letters: list[str], *, sure: bool, whole: bool = False) -> bool:
    """Initials in order, as a set (a translated short form), or letters in order of long words."""
    full = [word.lower() for word in words]
    capitals = [word for word in words if word.lower() not in SHORT_WORDS]
    size = len(letters)
    tail = [word[0].lower() for word in capitals[-size:]]
    if len(tail) == size and (tail == letters or (sorted(tail) == sorted(letters))):
        loud = all(word.isupper() and len(word) > 1 for word in capitals[-size:])
        return not loud or tail == letters
    plain = [word[0] for word in full][-size:]
    if plain == letters:
        return True
    if sure and not whole:
        # a term of two words is spelled out by letters inside them; a person's or a place's is not
        term = len(words) == 2 and len(words[1]) >= _TERM and words[1].islower()
        return term and _walk(full, letters)
    return _abbreviates(capitals[-min(size + 2, 2 * size) :], letters)


def _abbreviates(words: list[str], letters: list[str]) -> bool:
    """The letters stand in order in the words and begin each of the words that they need."""
    if not words or any(word.isupper() and len(word) > 1 for word in words):
        return False
    for first in range(len(words)):
        phrase = [word.lower() for word in words[first:]]
        if len(phrase) >= 2 and len(phrase) <= len(letters) and _walk(phrase, letters):
            return True
    return False


def _walk(phrase: list[str], letters: list[str]) -> bool:
    """Every word gives its initial, and some give later letters too."""
    word, inside = 0, -1
    for letter in letters:
        if word < len(phrase) and inside < 0 and phrase[word][0] == letter:
            inside = 0
            continue
        if word + 1 < len(phrase) and phrase[word + 1][0] == letter:
            word, inside = word + 1, 0
            continue
        at = phrase[word].find(letter, inside + 1) if inside >= 0 else -1
        if at < 0:
            return False
        inside = at
    return word == len(phrase) - 1


def listed(marked: Marked, at: int) -> bool:
    """Returns whether the "(c)" before a name is a list item rather than a copyright sign."""
    return _LIST.search(marked.text[max(0, at - 300) : at].rstrip()) is not None
