"""What a few lines of a notice to editors order: the sums of their weighted signs."""

import re

from checker.orders.first_line import asks_not_to_use, withdraws_its_text
from checker.orders.forbidding import forbids_the_item, holds_the_item, withdraws_the_item
from checker.orders.headline import goes_on_as_news
from checker.orders.notice_block import (
    Block,
    fills_end,
    fills_its_line,
    headed,
    in_capitals,
    is_addressed,
    is_bracketed,
    is_repeated,
    labelled,
)
from checker.orders.notice_words import Word, notice_words
from checker.orders.order import OrderKind
from checker.orders.references import is_coded, marks_in, quoted_in

__all__ = ["BLOCK", "kind_of"]

BLOCK = 700  # characters of a few lines that are read together
_PROSE = 420  # of a block from which on it is long for a notice
_WHOLE = 900  # of a text that may be nothing but a notice
_TOPIC = 24  # characters from an item to what it is about: "the story on the concert"
_NEAR = 80  # characters between a verb and what it withdraws
_LATER = re.compile(
    r"\s{0,3}(?:before|until|till|bis|vor|avant|jusqu|antes|hasta|prima|до)\b", re.IGNORECASE
)
_AN_EARLIER = re.compile(
    r"earlier version|previous version|this (?:article|story|piece|post)|an? (?:article|story) "
    r"(?:published|on)|frueher|fruhere[nr]? (?:version|fassung)|version anterieure|dans un article"
    r"|on page \d|\bwe (?:said|wrote|stated|reported|called)"
    r"|version anterior|(?:this|our) (?:report|column)|in einem artikel|en un articulo",
    re.IGNORECASE,
)


def kind_of(block: Block) -> OrderKind | None:
    """Returns what a block orders, the strictest first; None where too little speaks for it."""
    weights = notice_words().weights
    least = weights["field" if block.field else "draft"]
    if _sum(block, "free") >= least:
        return "release"
    if not block.field and withdraws_its_text(block):
        return "kill_notice"
    gone = block.field and withdraws_the_item(block)  # a draft's own words are not asked
    held = block.field and holds_the_item(block)
    sums: list[tuple[float, OrderKind]] = [
        (max(_withdraws(block), weights["draft"] * gone), "kill_notice"),
        (max(_holds(block), weights["draft"] * held), "hold_notice"),
        (_is_secret(block), "not_for_publication"),
    ]
    best = max(sums, key=lambda pair: pair[0])
    if best[0] >= least:
        return best[1]
    if not block.field and asks_not_to_use(block, _forbidden(block)):
        return "not_for_publication"
    if labelled(block, "mend") and not _AN_EARLIER.search(block.text):
        return "correction" if _mends(block) else None
    return "advisory" if labelled(block, "advise") else None


def _sum(block: Block, sense: str) -> float:
    """What a word of a kind adds: as a label, in capitals, in its own line, in a short text."""
    weights = notice_words().weights
    found = block.having(sense)
    if not found:
        return 0.0
    label = labelled(block, sense)
    total = weights["label"] if label is not None else weights["undo"]
    if label is not None and fills_its_line(block, label):
        total += weights["alone"]
    if any(in_capitals(block, word) for word in found):
        total += weights["capitals"]
    return total + _surroundings(block)


def _surroundings(block: Block) -> float:
    """What speaks for or against any notice: how it is addressed, how long it is, what is told."""
    weights = notice_words().weights
    total = weights["ask"] * _asks(block)
    total += weights["slip"] * bool(block.having("slip"))
    total += weights["mark"] * bool(marks_in(block.view, block.start, block.end))
    if len(block.view.lines) <= _WHOLE:
        total += weights["whole"]
    if not block.field:
        total += weights["told"] * min(len(_told(block)), 2)
        total += weights["other"] * min(len(_others(block)), 2)
        if block.end - block.start > _PROSE:
            total += weights["long"]
    return total


def _asks(block: Block) -> bool:
    """Whether clients are spoken to: asked, addressed, or under a label of advice."""
    if block.having("ask") or is_addressed(block):
        return True
    return labelled(block, "advise") is not None


def _told(block: Block) -> list[Word]:
    """Signs of news: persons who say so, days that are past."""
    return block.having("told")


def _others(block: Block) -> list[Word]:
    """Signs that an event, goods or a contract are meant, but for what a headline or item is of."""
    label = labelled(block, "label")
    if label is not None and "shared" not in label.senses:
        return []  # only the wire says "bulletin kill"
    quoted = quoted_in(block.view, block.start, block.end)
    items = block.having("item")
    return [
        word
        for word in block.having("other")
        if not any(start <= word.start < end for start, end in quoted)
        and not any(0 <= word.start - item.end <= _TOPIC for item in items)
    ]


def _withdraws(block: Block) -> float:
    weights = notice_words().weights
    label = labelled(block, "label") or headed(block)
    undone = _undone(block)
    forbids, takes = _forbidden(block), _taken_off(block)
    named = _forbids_item(block) and not _is_secret(block)
    if label is None and not undone and not (forbids and takes) and not named:
        return 0.0
    repeated = label is not None and is_repeated(block, label)
    if not block.field:
        speaks = bool(_asks(block) or forbids or repeated)
        marked = label is not None and (
            undone
            or takes
            or marks_in(block.view, block.start, block.end)
            or _heads_the_text(block, label)
        )
        if not (speaks or marked):
            return 0.0  # nobody is addressed: "cancelled" may be about anything
        spoken = undone or forbids or takes or is_coded(block.view, block.start, block.end)
        if label is not None and "shared" in label.senses and not spoken:
            return 0.0  # what is cancelled may be a concert
    total = 0.0
    if label is not None:
        total += weights["label"] + weights["alone"] * fills_its_line(block, label)
        total += weights["capitals"] * in_capitals(block, label)
        total += weights["repeated"] * repeated
    elif (advice := labelled(block, "advise")) is not None:
        total += weights["capitals"] * in_capitals(block, advice)
    if undone:
        total += weights["undo"] + weights["item"]
    elif named:
        total += weights["item"]
    elif block.having("undo"):
        total += weights["undo"] * (label is None)
    total += weights["forbid"] * bool(forbids) + weights["takeoff"] * takes
    return total + _surroundings(block)


def _heads_the_text(block: Block, label: Word) -> bool:
    """Whether a label of the wire alone is the first line of a text, in capitals."""
    above = block.view.lines[: label.start].strip()
    return not above and fills_its_line(block, label) and in_capitals(block, label)


def _undone(block: Block) -> bool:
    """Whether a verb of withdrawing stands near an item, or near a headline or a number."""
    items = block.having("item")
    shared = {word.start for word in block.having("shared")}
    replaced = [(word.start, word.end) for word in block.having("replaces")]
    reach = BLOCK if is_addressed(block) else _NEAR  # all that is said to clients is of it
    for verb in block.having("undo"):
        if any(start <= verb.start < end for start, end in replaced):
            continue  # "annule et remplace" is a correction
        if not block.field and _is_quoted(block, verb.start):
            continue  # it is said by somebody: on a placard, in a speech
        near = max(block.start, verb.start - reach), min(block.end, verb.end + reach)
        if any(near[0] <= item.start < near[1] and item.end != verb.end for item in items):
            return True
        loud = in_capitals(block, verb) and verb.start not in shared
        if loud and marks_in(block.view, verb.end, near[1]):
            return True
    return False


def _is_quoted(block: Block, at: int) -> bool:
    """Whether a place is in a quotation that a sentence leads into; a member of data is none."""
    text = block.view.lower[block.start : at]
    if text.count('"') % 2 == 0:
        return False
    lead = text[: text.rindex('"')].rstrip(" ")
    return lead[-1:].isalpha()


def _forbidden(block: Block) -> list[Word]:
    """The words that an item must not be used, and a "not" at the end of "please use ... not"."""
    words = block.having("forbid")
    parted = [
        word
        for word in block.having("not")
        if fills_end(block, word)
        and any(0 < word.start - use.end <= _NEAR for use in block.having("publish"))
    ]
    return [*words, *parted] if block.having("ask") else words


def _forbids_item(block: Block) -> bool:
    """Whether clients are asked not to use an item, or to take it off their systems.

    The item is named, as in "please do not use item 0341", or the clients are, as in "editors are
    asked not to use the story", or a word says that it is a wire's.
    """
    if not _asks(block):
        return False
    addressed = bool(block.having("clients") or block.having("wire"))
    if not addressed and not marks_in(block.view, block.start, block.end):
        return False
    asked, items = _forbidden(block), block.having("item")
    if _taken_off(block):
        asked = [*asked, *block.having("takeoff")]
    return any(abs(item.start - word.start) <= _NEAR for word in asked for item in items)


def _taken_off(block: Block) -> bool:
    return bool(block.having("takeoff") and (block.having("places") or block.having("clients")))


def _holds(block: Block) -> float:
    weights = notice_words().weights
    held = block.having("hold")
    label = labelled(block, "hold")
    pending, items = block.having("pending"), block.having("item")
    forbids = block.having("forbid")
    near = any(abs(item.start - word.start) <= _NEAR for word in held for item in items)
    named = items or (block.field and forbids_the_item(block, forbids))
    if label is None and not near and not (forbids and pending and named):
        return 0.0  # "the ferry is on hold"
    if label is not None and not block.field and _is_headline(block, label):
        return 0.0  # "HOLD: police search the harbour until further notice"
    total = weights["label"] * (label is not None) + weights["hold"] * bool(held)
    if label is not None:
        total += weights["capitals"] * in_capitals(block, label)
        total += weights["alone"] * fills_its_line(block, label)
    total += weights["pending"] * bool(pending) + weights["item"] * bool(items)
    total += weights["forbid"] * bool(forbids)
    return total + _surroundings(block)


def _is_headline(block: Block, label: Word) -> bool:
    """Whether a label only begins a sentence that is about no item: nobody is spoken to."""
    if fills_its_line(block, label) or is_repeated(block, label) or _asks(block):
        return False
    end = block.view.lines.find("\n", label.end, block.end)
    stop = end if end >= 0 else block.end
    marked = marks_in(block.view, block.start, block.end)
    return not marked and goes_on_as_news(block.view, label.start, label.end, stop)


def _is_secret(block: Block) -> float:
    """Not for publication: in a line of its own, in capitals, or in brackets."""
    weights = notice_words().weights
    plainly = block.field and not block.having("pending")
    if plainly and forbids_the_item(block, _forbidden(block)):
        return weights["draft"]
    for word in block.having("secret"):
        if _LATER.match(block.view.lower, word.end):
            continue  # an embargo says until when
        if re.search(
            r"(?:following|folgenden?)\W+\w+\W+(?:\w+\W+)?$",
            block.view.lower[block.start : word.start],
        ):
            continue  # "the following information is ..." speaks of the lines below it
        alone = labelled(block, "secret") == word or fills_its_line(block, word)
        if block.field or alone or in_capitals(block, word) or is_bracketed(block, word):
            told = 0.0 if block.field else weights["told"] * len(_told(block)) * (not alone)
            return weights["draft"] + told
    return 0.0


def _mends(block: Block) -> bool:
    """Whether a correction speaks to editors: which item it replaces, or what it corrects."""
    if block.having("replaces") or block.having("ask"):
        return True
    label = labelled(block, "mend")
    if label is None:
        return False
    return (
        block.field
        or in_capitals(block, label)
        or bool(marks_in(block.view, block.start, block.end))
    )
