"""Explains why a rule marks a draft, or why it does not."""

from collections.abc import Iterator

from checker.engine.boundaries import BOUNDARIES
from checker.engine.forms import viewed
from checker.engine.marked import Chain
from checker.engine.model import Rule, RuleSet, Template
from checker.engine.scan import Engine, Reading, Signed
from checker.engine.zones import Zones
from checker.models.draft import Draft
from checker.models.evidence import Finding
from checker.wording import worded

__all__ = ["explain"]

_SHOWN = 60


def explain(rules: RuleSet, draft: Draft, rule: str | None = None) -> list[str]:
    """Returns lines that explain one rule or every finding: what was tried, and the result."""
    engine = Engine(rules)
    findings = engine.scan(draft, budget=30.0).findings
    if rule is None:
        told = [line for finding in findings for line in _told(finding)] or [worded("no markings")]
        return [
            *told,
            *(line for signed in engine.signed(draft) for line in summed(engine, draft, signed)),
        ]
    lines = list(_tried(engine, draft, rule))
    mine = [f for f in findings if f.rule == rule or f"also {rule}" in f.notes]
    lines += [line for finding in mine for line in _told(finding)]
    return lines if mine else [*lines, worded("{rule} finds nothing here", rule=rule)]


def _tried(engine: Engine, draft: Draft, id_: str) -> Iterator[str]:
    """Yields what one rule searched for and how far it matched."""
    rules, reading = engine.rules, engine.read(draft)
    own = next((rule for rule in rules.rules if rule.id == id_), None)
    shared = ((a, t) for a in rules.agencies for t in rules.templates)
    agency, template = next(((a, t) for a, t in shared if f"{a}-{t.id}" == id_), ("", None))
    written = own or template
    if written is None:
        yield worded("no rule {id}", id=repr(id_))
        return
    if written.status == "deprecated":
        yield worded(
            "{id}: deprecated and not searched for; replaced by {replaced_by}",
            id=id_,
            replaced_by=written.replaced_by,
        )
        return
    if own is not None:
        agency = own.agency
        yield from _own(engine, draft, reading, own)
    elif template is not None:
        yield from _templated(engine, draft, reading, agency, template)
    if own is None or own.kind != "exception":
        yield from _excepted(engine, draft, reading, agency)


def _told(finding: Finding) -> Iterator[str]:
    where = finding.field or f"{finding.start}-{finding.end}"
    yield (
        worded(
            "{rule} [{where}, {zone}] {text}: {kind}, role {role}, scope {scope}, {confidence}",
            rule=finding.rule,
            where=where,
            zone=finding.zone,
            text=repr(finding.text[:_SHOWN]),
            kind=finding.kind,
            role=finding.role or "none",
            scope=finding.scope,
            confidence=finding.confidence,
        )
    )
    for note in finding.notes:
        yield f"    {note}"


def _excepted(engine: Engine, draft: Draft, reading: Reading, agency: str) -> Iterator[str]:
    for hit in engine.exceptions(draft, agency):
        covered = reading.view.flow[hit.start : hit.end][:_SHOWN]
        on_trial = (
            worded(" (experimental: cancels nothing yet)") if hit.rule.status != "stable" else ""
        )
        yield worded(
            "exception {id} covers {covered}{on_trial}",
            id=hit.rule.id,
            covered=repr(covered),
            on_trial=on_trial,
        )


def _own(engine: Engine, draft: Draft, reading: Reading, rule: Rule) -> Iterator[str]:
    places = engine.own.keyword_places(reading.view)
    number = engine.own.rules.index(rule)
    starts = places.get(number, [])
    if not starts:
        yield worded("{id}: no keyword fired ({list})", id=rule.id, list=", ".join(rule.keywords))
        return
    yield worded(
        "{id}: keywords at positions {list}",
        id=rule.id,
        list=", ".join(str(s) for s in starts[:12]),
    )
    try:
        hits = list(engine.own.tried(reading.view, number, starts))
    except TimeoutError:
        yield worded(
            "    its pattern takes too long here: it is stopped, and the check is unfinished"
        )
        return
    for hit in hits:
        yield worded(
            "    pattern matches {text}", text=repr(reading.view.flow[hit.start : hit.end][:_SHOWN])
        )
        span = reading.view.span(hit.start, hit.end)
        if reason := engine.left_out(draft, Zones(draft), rule, span):
            yield worded("    but does not count: {reason}", reason=reason)
    if not hits:
        for start in starts[:5]:
            around = reading.view.flow[max(0, start - 40) : start + 60]
            yield worded("    no pattern matches near {around}", around=repr(around))


def _templated(
    engine: Engine, draft: Draft, reading: Reading, agency: str, template: Template
) -> Iterator[str]:
    chains = [
        chain
        for chain in reading.marked.chains
        if any(agency in mention.agencies for mention in chain.mentions)
    ]
    if not chains:
        yield worded(
            "{agency}-{id}: none of the agency's names is in the text",
            agency=agency,
            id=template.id,
        )
        return
    sums = {signed.chain.at: signed for signed in engine.signed(draft)}
    for chain in chains:
        names = ", ".join(mention.name for mention in chain.mentions)
        around = reading.view.flow[max(0, chain.start - 40) : chain.end + 40]
        yield worded(
            "name {names} ({cls}) in {around}", names=names, cls=chain.cls, around=repr(around)
        )
        yield from _forms(engine, draft, reading, chain, template)
        yield from summed(engine, draft, sums[chain.at])


def _forms(
    engine: Engine, draft: Draft, reading: Reading, chain: Chain, template: Template
) -> Iterator[str]:
    if chain.cls not in template.names and not any(chain.cls in f.names for f in template.forms):
        yield worded("    {id} does not accept {cls} names", id=template.id, cls=chain.cls)
        return
    for hit in engine.forms.fits(reading.marked, chain, {}).hits:
        tried, form = engine.rules.templates[hit.template], hit.form
        if tried.id == template.id:
            said = worded(
                "form {before} + {after}",
                before=repr(form.before[:30]),
                after=repr(form.after[:30]),
            )
            boundary = (
                worded(", boundary {left}", left=form.left or form.right)
                if form.left or form.right
                else ""
            )
            yield worded("    matches by {said}{boundary}", said=said, boundary=boundary)
            span = reading.view.span(*viewed(reading.marked, chain, hit))
            if reason := engine.left_out(draft, Zones(draft), template, span):
                yield worded("    but does not count: {reason}", reason=reason)
            return
    boundaries = ", ".join(sorted({f.left for f in template.forms if f.left in BOUNDARIES}))
    if boundaries:
        yield worded(
            "    no form of {id} matches (boundaries: {list})", id=template.id, list=boundaries
        )
    else:
        yield worded("    no form of {id} matches", id=template.id)


def summed(engine: Engine, draft: Draft, signed: Signed) -> Iterator[str]:
    """Yields the sum of a chain and the weight of each of its signs, the largest first."""
    weights, weighed = engine.rules.weights, engine.weighed(signed.fits, signed.signs)
    declared = {sign: confidence for sign, _, confidence in engine.declared(signed.fits)}
    start, end = signed.span
    around = draft.text[max(0, start - 30) : end + 30]
    names = ", ".join(mention.name for mention in signed.chain.mentions)
    role = "text" if weighed.text >= weighed.photo else "photo"
    claim = (
        worded("claims {role}", role=role)
        if weighed.sure >= weights.claim
        else worded("makes no claim")
    )
    yield worded(
        "sum {names} [{start}-{end}] in {around}: {sure}, {claim}",
        names=names,
        start=start,
        end=end,
        around=repr(around),
        sure=weights.confidence(weighed.sure),
        claim=claim,
    )
    yield (
        worded(
            "    probability: text {text:.3f}, photo {photo:.3f}, none {none:.3f}; a claim "
            "needs at least {claim:g}",
            text=weighed.text,
            photo=weighed.photo,
            none=1 - weighed.sure,
            claim=weights.claim,
        )
    )
    text = sum(term[1] for term in weighed.terms)
    photo = sum(term[2] for term in weighed.terms)
    yield worded(
        "    {text:+7.2f} {photo:+7.2f}  total for text and for photo", text=text, photo=photo
    )
    for sign, for_text, for_photo in sorted(weighed.terms, key=_size, reverse=True):
        said = (
            worded(" (not fitted: its declared confidence {declared})", declared=declared[sign])
            if sign in declared
            else ""
        )
        yield f"    {for_text:+7.2f} {for_photo:+7.2f}  {sign}{said}"
    idle = [sign for sign in signed.signs if sign not in weights.signs and sign not in declared]
    if idle:
        yield worded("    without weight: {list}", list="; ".join(idle))


def _size(term: tuple[str, float, float]) -> float:
    return max(abs(term[1]), abs(term[2]))
