"""A few lines of a notice to editors, and the form of its words: labels, capitals."""

import re

from checker.orders.notice_words import Word
from checker.text.views import View
from checker.values import dataclass

__all__ = [
    "Block",
    "fills_end",
    "fills_its_line",
    "headed",
    "in_capitals",
    "is_addressed",
    "is_bracketed",
    "is_repeated",
    "labelled",
]

_CLOSING = 12  # characters behind a line's last word that close it: ") ***"
_LABEL = 90  # characters after a label within which it may stand again
_HEAD = 60  # characters of a line's head that says what happened to an item
_ADDRESS = 40  # characters before the clients that a block speaks to
_BETWEEN = 4  # letters between an item and its verb there: "is", "has"
_BESIDE = 16  # characters from a label in capitals to the item it is said of
_SEPARATED = re.compile(r"\s?(?:[:.!/*=~)\]】|]|-{1,3}\s|$|\n)")
_ADDRESSED = re.compile(r"[^\n:!.]{0,25}[:!]|\s?[/*+\n]|\s-{1,2}\s|,\s")
_SENTENCE_END = re.compile(r"\s?(?:[.!+*)\]]|$|\n)")
_LEAD = re.compile(
    r"[\s\W\d]*(?:(?:urgent|attention|achtung|atencion|atencao|attenzione|obs|eds|bulletin|flash"
    r"|editors?|advisory|mandatory|important|wichtig|внимание|dikkat)\b[\s\W]*)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A few lines that are read together, with the table's words in them."""

    view: View
    start: int
    end: int
    words: tuple[Word, ...]
    field: bool  # it is the provider's own word

    def having(self, sense: str) -> list[Word]:
        """Returns the words that may have that sense."""
        return [word for word in self.words if sense in word.senses]

    @property
    def text(self) -> str:
        """Returns its text as written."""
        return self.view.flow[self.start : self.end]


def labelled(block: Block, sense: str) -> Word | None:
    """Returns the word of a kind that begins the block, followed by a sign or line end."""
    lead = _LEAD.match(block.view.flow, block.start, block.end)
    first = lead.end() if lead is not None else block.start
    for word in block.having(sense):
        if (sense == "mend" or block.field) and _begins_loud(block, word, first):
            return word
        begins = word.start in (block.start, first) or not any(
            sign.isalnum() for sign in block.view.flow[block.start : word.start]
        )
        if begins and _SEPARATED.match(block.view.lines, _end_of_repeats(block, word)):
            return word
    return None


def headed(block: Block) -> Word | None:
    """Returns the verb of a head that says of an item that it is withdrawn: "STORY KILLED -".

    The head is in capitals, in brackets or alone in its line, and names nothing else. A label in
    capitals beside its item is one as well: "ANNULLED story on the harbour".
    """
    lead = _LEAD.match(block.view.flow, block.start, block.end)
    start = lead.end() if lead is not None else block.start
    items = block.having("item")
    for verb in (*block.having("undo"), *block.having("label")):
        if verb.start == start and in_capitals(block, verb):
            near = (item.start - verb.end for item in items if item.start > verb.start)
            if "label" in verb.senses and any(gap <= _BESIDE for gap in near):
                return verb
        for item in items:
            first, last = sorted((item, verb), key=lambda word: word.start)
            if first.start != start or last.end - start > _HEAD or first.end > last.start:
                continue
            between = block.view.flow[word_end(block, first) : last.start]
            loud = in_capitals(block, item) and in_capitals(block, verb)
            bare = sum(map(str.isalnum, between)) <= _BETWEEN
            parted = _SEPARATED.match(block.view.lines, word_end(block, last)) is not None
            if bare and parted and (loud or _shut(block, first, last)):
                return verb
    return None


def is_addressed(block: Block) -> bool:
    """Returns whether the block begins with whom it speaks to: "Note to editors:"."""
    return any(
        word.start - block.start <= _ADDRESS
        and _ADDRESSED.match(block.view.lines, word_end(block, word)) is not None
        for word in block.having("clients")
    )


def word_end(block: Block, word: Word) -> int:
    """Returns where the letters of a word end, of which the table has the beginning."""
    lower, end = block.view.lower, word.end
    if word.open_ended:
        while end < block.end and lower[end].isalnum():
            end += 1
    return end


def _shut(block: Block, first: Word, last: Word) -> bool:
    """Whether the words from one to the other are in brackets, or alone in their line."""
    lines = block.view.lines
    before = lines[max(0, first.start - 1) : first.start]
    if before in ("[", "(", "【", "<"):
        return True
    start = lines.rfind("\n", 0, first.start) + 1
    end = lines.find("\n", last.end)
    stop = end if end >= 0 else len(lines)
    rest = lines[start : first.start] + lines[word_end(block, last) : stop]
    return not any(map(str.isalnum, rest))


def _end_of_repeats(block: Block, word: Word) -> int:
    """Where a word ends that stands several times: "KILL KILL KILL"."""
    again, end = f" {block.view.lower[word.start : word.end]}", word.end
    while block.view.lower.startswith(again, end) and end < block.end:
        end += len(again)
    return end


def _begins_loud(block: Block, word: Word, first: int) -> bool:
    """Whether a label in capitals begins the block: "CORRECTS spelling of ..." needs no sign."""
    return word.start in (block.start, first) and in_capitals(block, word)


def is_repeated(block: Block, label: Word) -> bool:
    """Returns whether a label occurs twice, as in headlines of such notices."""
    text = block.view.lower[label.start : label.end]
    return block.view.lower.find(text, label.end, min(block.end, label.end + _LABEL)) >= 0


def in_capitals(block: Block, word: Word) -> bool:
    """Returns whether a word is written in capitals."""
    written = block.view.flow[word.start : word.end]
    return written.isupper() and len(written) > 2


def fills_its_line(block: Block, word: Word) -> bool:
    """Returns whether the word shares its line only with signs and calls for attention."""
    lines = block.view.lines
    start = lines.rfind("\n", 0, word.start) + 1
    end = lines.find("\n", word.end)
    end = len(lines) if end < 0 else end
    lead = _LEAD.match(lines, start, word.start)
    before = lines[lead.end() if lead is not None else start : word.start]
    return not any(sign.isalnum() for sign in before + lines[word.end : end])


def fills_end(block: Block, word: Word) -> bool:
    """Returns whether a word ends its sentence."""
    return _SENTENCE_END.match(block.view.lines, word.end) is not None


def is_bracketed(block: Block, word: Word) -> bool:
    """Returns whether a word is in brackets, or after a dash at the end of its line."""
    lines = block.view.lines
    before = lines[max(word.start - 3, 0) : word.start].rstrip()[-1:]
    behind = lines[word.end : word.end + _CLOSING].partition("\n")[0].strip()
    if before == "-" and len(behind) < _CLOSING - 2 and not any(map(str.isalnum, behind)):
        return True  # "For information - not for publication"
    return before in ("(", "[", "*", "{") and behind[:1] in (")", "]", "*", "}", ".", "")
