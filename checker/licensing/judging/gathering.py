"""Gathers the evidence of a check: findings, matches and the registry's items, by owner and source.

A notice, dateline, byline, credit line or rights metadata for this article indicates agency copy,
and so does a match, by its passages; a mention in prose is attribution and never agency copy.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from checker.licensing.agreement.policy import Policy
from checker.licensing.judging.covering import WHOLE, Covering, other_ids
from checker.licensing.judging.evidence import Evidence, Gathered, UseKind, states_rights
from checker.licensing.judging.placement import Layout
from checker.models.draft import Draft, Span
from checker.models.evidence import Finding, Match, ScanResult, SearchResult
from checker.models.source import Item
from checker.models.vocabulary import CLAIM_ROLES, ClaimRole
from checker.orders import FOUND_KINDS, ORDER_RULES, RESTRICTION_RULES

__all__ = ["NOTICE_KINDS", "gather", "item_ids"]

QUOTED = 0.9  # share of the words in quotation marks from which on a reuse is a quotation
EDITED = 0.95  # similarity of a passage below which words were changed, not just spelt otherwise
CHROME_WORDS = 25  # words in page chrome from which they are reported,
CHROME_SHARE = 0.5  # and the share of the source, whichever is reached first
MOSTLY_OTHER = 0.5  # share of other text above which a draft may be a mixture
OTHER_CHARACTERS = 600  # of other text above which it is one, and not a story with a footer
# What is no use of an owner's text: it says the same, or somebody quotes the same person.
_MENTIONED = ("related", "retold", "third_party_quote")
NOTICE_KINDS = ("copyright_notice", "terms", "credit_line", "byline", "dateline", "slug")


def item_ids(search: SearchResult) -> list[str]:
    """Returns the ids of items that a judgement needs: sources, and others with their texts."""
    ids = {name for match in search.matches for name in (match.source, *other_ids(match))}
    return sorted(ids.union(*[match.also_in for match in search.matches]))


def gather(
    draft: Draft,
    scan: ScanResult,
    search: SearchResult,
    *,
    layout: Layout,
    items: Mapping[str, Item],
    policy: Policy,
    names: Mapping[str, Sequence[str]],
    changed: Container[str] = (),
) -> Gathered:
    """Gathers the evidence.

    `names` are the wordings by which prose names each owner, `changed` the sources of which the
    draft changes words.
    """
    told = [m for m in search.matches if _told(m)]
    untold = [m for m in search.matches if not _told(m)] if told else search.matches
    matches = [m for m in untold if _is_reuse(m)]
    effective = _with_owners([f for f in scan.findings if _counts(f)], matches)
    stated = tuple(f for f in effective if f.kind in FOUND_KINDS)
    marked = [f for f in effective if f.kind not in FOUND_KINDS]
    marked += [_as_marking(f) for f in stated if f.role is not None and f.agency != "generic"]
    by_role: dict[str, dict[str, list[Finding]]] = {
        role: _by_owner(f for f in marked if f.role == role) for role in CLAIM_ROLES
    }
    covering = Covering(search.matches, items)
    owners = {match.owner for match in matches}
    houses = {owner: _places(owner, matches, items) for owner in owners}
    named = {owner: _is_named(owner, names.get(owner, ()), layout, by_role) for owner in owners}
    evidence = [
        _matched(
            match,
            draft,
            layout,
            items,
            policy,
            by_role,
            covering,
            houses[match.owner],
            changed,
            attributed=named[match.owner],
        )
        for match in matches
    ]
    evidence += [_in_chrome(match, draft, items, covering) for match in told]
    if len(matches) < len(untold):
        lists = (_lists(m, draft, items) for m in untold if not _is_reuse(m))
        evidence += chain.from_iterable(lists)
    evidence += _marked(draft, by_role, owners)
    restrictions = tuple(f for f in marked if f.rule in RESTRICTION_RULES)
    return Gathered(tuple(sorted(evidence, key=_order)), stated, restrictions)


def _as_marking(finding: Finding) -> Finding:
    """An order that names an agency, as a marking: "ATTENTION EDITORS: for AFP clients only".

    What it orders is sure; that the text is the agency's is not, since notes to editors of others
    name agencies as well.
    """
    return replace(finding, confidence="low") if finding.rule in ORDER_RULES else finding


def _with_owners(findings: Sequence[Finding], matches: Sequence[Match]) -> list[Finding]:
    """The findings; a restriction that names nobody is the one owner's of picture or text."""
    if not any(_unowned(f) for f in findings):
        return list(findings)
    text = {m.owner for m in matches} | {f.agency for f in findings if f.role == "text"}
    pictures = {f.agency for f in findings if f.role == "photo"} - {"generic"}
    text -= {"generic"}
    owners = {"text": text, "photo": pictures or text}
    return [
        replace(f, agency=next(iter(known)))
        if _unowned(f) and len(known := owners.get(f.role or "", set())) == 1
        else f
        for f in findings
    ]


def _unowned(finding: Finding) -> bool:
    return finding.rule in RESTRICTION_RULES and finding.agency == "generic"


def _counts(finding: Finding) -> bool:
    """Site-wide notices, other stories' marks and experimental rules never make a claim."""
    if finding.experimental or finding.kind == "exception":
        return False
    return finding.scope in ("article", "picture")


def _told(match: Match) -> bool:
    """Whether enough of a source is in page chrome, and none in the article, to be reported."""
    if match.words or any(passage.counted for passage in match.passages):
        return False
    return match.chrome_words >= CHROME_WORDS or (
        match.chrome_words > 0 and match.chrome_share_of_source >= CHROME_SHARE
    )


def _is_reuse(match: Match) -> bool:
    """Whether a match that is not in page chrome alone is one."""
    counted = any(passage.counted for passage in match.passages)
    if match.cls in ("boilerplate", "names"):
        return False
    return counted or match.cls in ("quotation", "related") or match.words > 0


def _may_be_withheld(item: Item) -> bool:
    rights = item.rights
    stated = rights.status or rights.signals or rights.embargo_until or rights.embargo_raw
    return bool(item.killed_at or item.killed_by or stated)


def _by_owner(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    owners: dict[str, list[Finding]] = {}
    for finding in findings:
        owners.setdefault(finding.agency, []).append(finding)
    return owners


def _order(evidence: Evidence) -> tuple[str, str, str]:
    return (evidence.owner, evidence.role, evidence.source or "")


def _matched(
    match: Match,
    draft: Draft,
    layout: Layout,
    items: Mapping[str, Item],
    policy: Policy,
    by_role: Mapping[str, Mapping[str, list[Finding]]],
    covering: Covering,
    house: tuple[tuple[str, Item, tuple[Span, ...]], ...],
    changed: Container[str],
    *,
    attributed: bool,
) -> Evidence:
    item = items.get(match.source)
    findings = tuple(by_role["text"].get(match.owner, ()))
    counted = [passage for passage in match.passages if passage.counted]
    shown = [(p.start, p.end) for p in counted or match.passages if p.start < p.end]
    spans, paragraphs = layout.placed(shown)
    kind = _use_kind(match, bool(findings), bool(counted), policy)
    others = other_ids(match)
    return Evidence(
        owner=match.owner,
        role="mention" if kind in _MENTIONED else "text",
        use_kind=kind,
        source=match.source,
        item=item,
        family=covering.family(match),
        match=match,
        findings=findings,
        media=_media(item.media) if item else "text",
        words=match.words,
        share_of_source=match.share_of_source,
        share_of_draft=match.share_of_draft,
        longest_run=match.longest_run_words,
        paragraphs=match.source_paragraphs or paragraphs,
        own_notice=any(f.kind in NOTICE_KINDS for f in findings),
        attributed=attributed,
        translated=match.translated,
        shortened=match.share_of_source < WHOLE or "shortened" in match.notes,
        edited=_edited(match) or match.source in changed,
        combined=_combined(match, draft),
        passages=spans,
        language=(item.language if item else None) or draft.language,
        covered_by=covering.of(match),
        substitutes=covering.substitutes(match),
        copies=tuple(map(items.get, dict.fromkeys((*others, *match.also_in)))),
        house=house,
    )


def _is_named(
    owner: str,
    names: Sequence[str],
    layout: Layout,
    by_role: Mapping[str, Mapping[str, list[Finding]]],
) -> bool:
    """Whether a marking names an owner, or prose does by one of these names."""
    if by_role["mention"].get(owner) or by_role["text"].get(owner):
        return True
    return any(any(layout.find(name, mentions=True)) for name in names)


def _lists(match: Match, draft: Draft, items: Mapping[str, Item]) -> Iterator[Evidence]:
    """Items that are a list and stand in the draft as a whole, if their provider may mind.

    Lists are nobody's words, so they require nothing; but a wrong table is what kills are for.
    `covered_by` are the other items, of any owner, that are the same list.
    """
    shown = _in_chrome(match, draft, items, Covering((), items))
    for name in match.listed_in:
        item = items.get(name)
        if item is None or not _may_be_withheld(item):
            continue
        yield replace(
            shown,
            owner=item.owner,
            use_kind="listed",
            source=name,
            item=item,
            family=(),
            words=sum(passage.words for passage in match.passages),
            share_of_source=1.0,
            covered_by=tuple(
                (other, items.get(other)) for other in match.listed_in if other != name
            ),
        )


def _in_chrome(
    match: Match,
    draft: Draft,
    items: Mapping[str, Item],
    covering: Covering,
) -> Evidence:
    """A source in page chrome: shown with what was taken of it, without duties."""
    item = items.get(match.source)
    return Evidence(
        owner=match.owner,
        role="mention",
        use_kind="page_chrome",
        source=match.source,
        item=item,
        family=covering.family(match),
        match=match,
        media=_media(item.media) if item else "text",
        words=match.chrome_words,
        share_of_source=match.chrome_share_of_source,
        translated=match.translated,
        passages=tuple(sorted(Span(p.start, p.end) for p in match.passages)),
        language=(item.language if item else None) or draft.language,
        covered_by=covering.of(match),
    )


def _places(
    owner: str, matches: Sequence[Match], items: Mapping[str, Item]
) -> tuple[tuple[str, Item, tuple[Span, ...]], ...]:
    """The sources of other owners in the draft, and where they are."""
    return tuple(
        (other.source, items[other.source], tuple(Span(p.start, p.end) for p in other.passages))
        for other in matches
        if other.owner != owner and other.source in items
    )


def _use_kind(match: Match, marked: bool, counted: bool, policy: Policy) -> UseKind:
    bounds = policy.substantial
    if match.evidence == "retold":
        return "derived" if policy.retold_counts else "retold"
    if match.cls == "related":
        return "related"
    if match.cls == "quotation" and not counted:
        return "third_party_quote"
    if match.words and match.quoted_words >= QUOTED * match.words and not marked:
        return "quotation"
    if marked:
        return "substantial"
    large = (
        match.words >= bounds.min_words
        or match.share_of_source * 100 >= bounds.min_percent_of_source
        or match.share_of_draft * 100 >= bounds.min_percent_of_draft
    )
    return "substantial" if large and match.cls != "derived" else "derived"


def _media(name: str) -> str:
    if name == "text":  # as most items are
        return name
    bare = name.rsplit(":", 1)[-1].casefold()
    return "picture" if bare in ("photo", "image", "picture", "photograph") else bare or "text"


def _edited(match: Match) -> bool:
    """Whether words were changed, beyond what damaged type or spelling explain."""
    if match.cls not in ("near", "derived"):
        return False
    return any(p.counted and p.similarity < EDITED for p in match.passages)


def _combined(match: Match, draft: Draft) -> bool:
    """Whether the draft has a good deal of other text: half of it, and more than a footer."""
    other = 1 - match.share_of_draft
    return (
        bool(match.passages) and other > MOSTLY_OTHER and other * len(draft.text) > OTHER_CHARACTERS
    )


def _marked(
    draft: Draft,
    by_role: Mapping[str, Mapping[str, list[Finding]]],
    matched: set[str],
) -> Iterable[Evidence]:
    for owner, findings in by_role["text"].items():
        if owner not in matched:
            yield _marking(draft, owner, "text", findings, "text")
    for owner, findings in by_role["photo"].items():
        yield _marking(draft, owner, "photo", findings, "picture")
    for owner, findings in by_role["press_release"].items():
        yield _marking(draft, owner, "press_release", findings, "text")
    claimed = matched.union(by_role["text"])
    for owner, findings in by_role["mention"].items():
        if owner not in claimed:
            yield _marking(draft, owner, "mention", findings, "text")


def _marking(
    draft: Draft, owner: str, role: ClaimRole, findings: Sequence[Finding], media: str
) -> Evidence:
    holders = [f.holder for f in findings if f.holder]
    return Evidence(
        owner=owner,
        role=role,
        item=_own_item(draft, owner) if role == "text" else None,
        findings=tuple(findings),
        media=media,
        own_notice=any(f.kind in NOTICE_KINDS for f in findings),
        attributed=True,
        passages=tuple(sorted({Span(f.start, f.end) for f in findings if f.start < f.end})),
        language=draft.language if role == "text" else None,
        holder=holders[0] if holders else None,
    )


def _own_item(draft: Draft, owner: str) -> Item | None:
    """What a wire document says of itself; a page speaks of its own publication, not of a feed."""
    if not states_rights(draft) or "html" in draft.content_type:
        return None
    name = draft.id or "this text"
    return Item(source=name, owner=owner, rights=draft.rights, published=draft.published)
