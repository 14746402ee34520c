"""Items whose own text says that it is another owner's: by its dateline, byline, credit or notice.

A newspaper's archive holds what agencies wrote, and an agency's feed carries partners' items. What
this means for a use is not decided here, but in `checker.licensing`.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from checker.engine import Engine
from checker.licensing import Agreement, Wordings, holder_marked
from checker.models.draft import Draft
from checker.models.evidence import Finding, SearchResult
from checker.models.source import Item
from checker.models.vocabulary import owner_id

__all__ = ["Holders"]

_END = 400  # characters at the head and at the foot of a feed's item in which a marking stands
# What is in most markings; a text without any of it is not read.
_SIGN = re.compile(r"[(（【\[/©℗=]|copyright|--|—|–", re.IGNORECASE)
_KEPT = 4096  # items whose holders are kept
_WORDS = re.compile(r"[^\W_]+")


class Holders:
    """Finds the holders that items name in their texts; what was read of an item is kept."""

    def __init__(
        self,
        engine: Engine,
        text: Callable[[Item], str | None],
        *,
        budget: float,
    ) -> None:
        self._engine = engine
        self._text = text
        self._budget = budget
        self._kept: dict[tuple[str, str], tuple[Finding, ...]] = {}

    def of(
        self,
        search: SearchResult,
        items: Mapping[str, Item],
        *,
        own: frozenset[str],
        agreements: Iterable[Agreement],
        wordings: Wordings,
    ) -> dict[str, str]:
        """Returns the holder of each item that names one in its text.

        Args:
            search: what the draft uses.
            items: the items that the judgement needs.
            own: the newsroom's own ids.
            agreements: those in force; a feed's items are read where one leaves out its partners'.
            wordings: how owners are named.
        """
        others = sorted({match.owner for match in search.matches} - own)
        named = {owner: wordings.get(owner, ()) for owner in others}
        feeds = {one.owner for one in agreements if one.content.exclude_third_party} - own
        used = {match.source for match in search.matches if match.words}
        found = {}
        for name, item in items.items():
            if item.owner in own:
                text = self._text(item) or ""
                found[name] = holder_marked(text, self._scanned(text), named, own)
            elif item.owner in feeds and name in used:
                found[name] = self._partner(item, wordings)
        return {name: holder for name, holder in found.items() if holder}

    def _partner(self, item: Item, wordings: Wordings) -> str:
        """The one other agency whose markings an item of a feed has, beside none of the feed's."""
        key = (item.source, item.version)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = self._ends(item)
        named = (finding for finding in self._kept[key] if not _is_a_form(finding))
        marked = [finding for finding in named if holder_marked("", (finding,), {}, ())]
        ours = _names(item.owner, wordings) | set(_WORDS.findall(item.owner.casefold()))
        if any(_names(finding.agency, wordings) & ours for finding in marked):
            return ""
        return next((finding.agency for finding in marked), "")

    def _ends(self, item: Item) -> tuple[Finding, ...]:
        text = (self._text(item) or "").strip()
        head = f"{item.dateline} - {text[:_END]}" if item.dateline else text[:_END]
        parts = [f"By {item.byline}" if item.byline else "", head, text[_END:][-_END:]]
        words = "\n\n".join(part for part in parts if part)
        if not item.byline and _SIGN.search(words) is None:
            return ()
        return self._scanned(words)

    def _scanned(self, text: str) -> tuple[Finding, ...]:
        return tuple(self._engine.scan(Draft(text), budget=self._budget).findings)


def _is_a_form(finding: Finding) -> bool:
    """Whether a marking is a form that names nobody: "(Reporting by ...; editing by ...)".

    In a draft it tells an agency's text; a feed signs its own items so as well.
    """
    return finding.kind == "slug" and finding.confidence != "certain"


def _names(owner: str, wordings: Wordings) -> set[str]:
    """An owner's id and its names, in the form of ids."""
    return {owner_id(name) for name in (owner, *wordings.get(owner, ()))}
