"""What a check looked at, and what is missing for it to be complete.

A check is complete because of what it did and not because nobody complained: `lacking` asks for a
positive statement of every look that was asked for, and is the only place that decides.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence

from checker.models.draft import Draft
from checker.models.evidence import Incomplete, ScanResult, SearchResult
from checker.models.verdict import BudgetSpent, LookedAt, ScriptSeen
from checker.models.vocabulary import LOOKS, Look
from checker.text.scripts import SUPPORTED, letters_by_script
from checker.text.units import Units, units_of
from checker.wording import plural, worded

__all__ = ["lacking", "looked_at", "words_digest"]

# Letters of an unsupported script that make a check incomplete: a passage, or much of a short text.
# A word or two of it inside another language hide no copied story.
_MANY_LETTERS, _FEW_LETTERS, _MUCH_OF_IT = 60, 8, 0.1
_SYMBOLS_SHARE = 0.5  # pictures in a text are no language; a text of pictures alone is none we read


def looked_at(
    draft: Draft, scan: ScanResult, search: SearchResult, budgets: Sequence[BudgetSpent]
) -> LookedAt:
    """Returns the statement of what the rules and the index looked at in a draft.

    A scan states the rule set that it used and a search the index that it used; what states neither
    was not done.
    """
    units = units_of(draft.text)
    zones: Counter[str] = Counter()
    for zone in draft.zones:
        zones[zone.kind] += zone.end - zone.start
    return LookedAt(
        markings=scan.rules is not None,
        reuse=search.index is not None,
        index=search.index,
        rules=scan.rules,
        characters=len(draft.text),
        words=units.in_words(),
        words_sha256=words_digest(units),
        left_out=draft.left_out,
        zones=dict(zones),
        scripts=_scripts(draft.text),
        parts_unread=draft.parts_unread,
        budgets=tuple(budgets),
    )


def words_digest(units: Units) -> str:
    """Returns the SHA-256 of a text's words in order: the same for every stored form of it.

    White space, paragraph marks, punctuation and case make no difference.
    """
    return hashlib.sha256(units.ids.tobytes()).hexdigest()


def lacking(
    looked: LookedAt,
    draft: Draft,
    scan: ScanResult,
    search: SearchResult,
    *,
    look: Collection[Look] = LOOKS,
    accepted_scripts: Collection[str] = (),
) -> tuple[Incomplete, ...]:
    """Returns what a check lacks to be complete; () when it has all that was asked for.

    Args:
        looked: what was looked at.
        draft: the draft that was checked.
        scan: the markings, with what of the scan did not finish.
        search: the matches, with what of the search did not finish.
        look: what was asked for.
        accepted_scripts: scripts without support that the newsroom's policy accepts.
    """
    found = [*scan.incomplete, *search.incomplete]
    if not look or not set(look) <= set(LOOKS):
        what = worded(
            "the requested search is not one of {known}: {asked}",
            known=" or ".join(LOOKS),
            asked=", ".join(look) or "nothing",
        )
        found.append(Incomplete("system.timeout", what))
    if "markings" in look and not looked.markings and not scan.incomplete:
        found.append(Incomplete("system.timeout", "the text was not searched for markings"))
    if "reuse" in look and not search.incomplete:
        found += _index_lacks(looked)
    if draft.truncated:
        found.append(Incomplete("system.text_truncated", "the document was cut short"))
    unread = (f"not read: {part}" for part in draft.parts_unread)
    found += [Incomplete("system.input_damaged", what) for what in (*draft.damage, *unread)]
    for script in looked.scripts:
        if not script.supported and script.script not in accepted_scripts:
            what = worded(
                "copied text in the script {script} cannot be found",
                script=script.script.replace("_", " "),
            )
            found.append(Incomplete("system.language_unsupported", what))
    return tuple(dict.fromkeys(found))


def _index_lacks(looked: LookedAt) -> list[Incomplete]:
    index = looked.index
    if index is None:
        return [Incomplete("system.index_stale", "the licensed sources were not searched")]
    if not index.items:
        return [Incomplete("system.index_empty", "no licensed sources are indexed")]
    behind = index.newest_sequence - index.sequence
    if behind > 0:
        what = plural(
            "the index is {n} change behind the sources",
            "the index is {n} changes behind the sources",
            behind,
        )
        return [Incomplete("system.index_stale", what)]
    return []


def _scripts(text: str) -> tuple[ScriptSeen, ...]:
    """The scripts of a text; an unsupported one is named once it has a passage's letters."""
    counted = letters_by_script(text)
    letters = sum(counted.values())
    seen: list[ScriptSeen] = []
    for script, count in counted.items():
        if script in SUPPORTED:
            seen.append(ScriptSeen(script, supported=True))
            continue
        passage = count >= _MANY_LETTERS or count >= max(_FEW_LETTERS, _MUCH_OF_IT * letters)
        if passage and (script != "Symbols" or count >= _SYMBOLS_SHARE * letters):
            seen.append(ScriptSeen(script, supported=False))
    return tuple(seen)
