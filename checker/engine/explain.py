"""Why a rule marks a draft, or why not."""

from collections.abc import Iterator

from checker.engine.boundaries import BOUNDARIES
from checker.engine.forms import viewed
from checker.engine.marked import Chain
from checker.engine.model import Rule, RuleSet, Template
from checker.engine.scan import Engine, Reading, Signed
from checker.engine.zones import Zones
from checker.models import Draft, Finding

__all__ = ["explain"]

_SHOWN = 60


def explain(rules: RuleSet, draft: Draft, rule: str | None = None) -> list[str]:
    """Lines that tell, for one rule id or for every finding, what was tried and what came of it."""
    engine = Engine(rules)
    findings = engine.scan(draft, budget=30.0).findings
    if rule is None:
        told = [line for finding in findings for line in _told(finding)] or ["no markings"]
        return [
            *told,
            *(line for signed in engine.signed(draft) for line in summed(engine, draft, signed)),
        ]
    lines = list(_tried(engine, draft, rule))
    mine = [f for f in findings if f.rule == rule or f"also {rule}" in f.notes]
    lines += [line for finding in mine for line in _told(finding)]
    return lines if mine else [*lines, f"{rule} marks nothing here"]


def _tried(engine: Engine, draft: Draft, id_: str) -> Iterator[str]:
    """What one rule looked for, and how far it came."""
    rules, reading = engine.rules, engine.read(draft)
    own = next((rule for rule in rules.rules if rule.id == id_), None)
    shared = ((a, t) for a in rules.agencies for t in rules.templates)
    agency, template = next(((a, t) for a, t in shared if f"{a}-{t.id}" == id_), ("", None))
    written = own or template
    if written is None:
        yield f"no rule {id_!r}"
        return
    if written.status == "deprecated":
        yield f"{id_}: deprecated and not looked for; replaced by {written.replaced_by}"
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
        f"{finding.rule} [{where}, {finding.zone}] {finding.text[:_SHOWN]!r}: {finding.kind},"
        f" role {finding.role or 'none'}, scope {finding.scope}, {finding.confidence}"
    )
    for note in finding.notes:
        yield f"    {note}"


def _excepted(engine: Engine, draft: Draft, reading: Reading, agency: str) -> Iterator[str]:
    for hit in engine.exceptions(draft, agency):
        covered = reading.view.flow[hit.start : hit.end][:_SHOWN]
        on_trial = " (experimental: cancels nothing yet)" if hit.rule.status != "stable" else ""
        yield f"exception {hit.rule.id} covers {covered!r}{on_trial}"


def _own(engine: Engine, draft: Draft, reading: Reading, rule: Rule) -> Iterator[str]:
    places = engine.own.keyword_places(reading.view)
    number = engine.own.rules.index(rule)
    starts = places.get(number, [])
    if not starts:
        yield f"{rule.id}: no keyword fired ({', '.join(rule.keywords)})"
        return
    yield f"{rule.id}: keywords at {', '.join(str(s) for s in starts[:12])} of the view"
    try:
        hits = list(engine.own.tried(reading.view, number, starts))
    except TimeoutError:
        yield "    its pattern runs away on this text: it is stopped and the check is incomplete"
        return
    for hit in hits:
        yield f"    pattern fits {reading.view.flow[hit.start : hit.end][:_SHOWN]!r}"
        span = reading.view.span(hit.start, hit.end)
        if reason := engine.left_out(draft, Zones(draft), rule, span):
            yield f"    but does not count: {reason}"
    if not hits:
        for start in starts[:5]:
            around = reading.view.flow[max(0, start - 40) : start + 60]
            yield f"    no pattern fits around {around!r}"


def _templated(
    engine: Engine, draft: Draft, reading: Reading, agency: str, template: Template
) -> Iterator[str]:
    chains = [
        chain
        for chain in reading.marked.chains
        if any(agency in mention.agencies for mention in chain.mentions)
    ]
    if not chains:
        yield f"{agency}-{template.id}: none of the agency's names is in the text"
        return
    sums = {signed.chain.at: signed for signed in engine.signed(draft)}
    for chain in chains:
        names = ", ".join(mention.name for mention in chain.mentions)
        around = reading.view.flow[max(0, chain.start - 40) : chain.end + 40]
        yield f"name {names} ({chain.cls}) in {around!r}"
        yield from _forms(engine, draft, reading, chain, template)
        yield from summed(engine, draft, sums[chain.at])


def _forms(
    engine: Engine, draft: Draft, reading: Reading, chain: Chain, template: Template
) -> Iterator[str]:
    if chain.cls not in template.names and not any(chain.cls in f.names for f in template.forms):
        yield f"    {template.id} takes no {chain.cls} names"
        return
    for hit in engine.forms.fits(reading.marked, chain, {}).hits:
        tried, form = engine.rules.templates[hit.template], hit.form
        if tried.id == template.id:
            said = f"form {form.before[:30]!r} + {form.after[:30]!r}"
            boundary = f", boundary {form.left or form.right}" if form.left or form.right else ""
            yield f"    fits by {said}{boundary}"
            span = reading.view.span(*viewed(reading.marked, chain, hit))
            if reason := engine.left_out(draft, Zones(draft), template, span):
                yield f"    but does not count: {reason}"
            return
    boundaries = ", ".join(sorted({f.left for f in template.forms if f.left in BOUNDARIES}))
    yield f"    no form of {template.id} fits" + (
        f" (boundaries: {boundaries})" if boundaries else ""
    )


def summed(engine: Engine, draft: Draft, signed: Signed) -> Iterator[str]:
    """The sum of a chain: what its signs add up to, and each sign's weight, largest first."""
    weights, weighed = engine.rules.weights, engine.weighed(signed.fits, signed.signs)
    declared = {sign: confidence for sign, _, confidence in engine.declared(signed.fits)}
    start, end = signed.span
    around = draft.text[max(0, start - 30) : end + 30]
    names = ", ".join(mention.name for mention in signed.chain.mentions)
    role = "text" if weighed.text >= weighed.photo else "photo"
    claim = f"claims {role}" if weighed.sure >= weights.claim else "claims nothing"
    yield f"sum {names} [{start}-{end}] in {around!r}: {weights.confidence(weighed.sure)}, {claim}"
    yield (
        f"    probability: text {weighed.text:.3f}, photo {weighed.photo:.3f},"
        f" none {1 - weighed.sure:.3f}; a claim is made from {weights.claim:g} on"
    )
    text = sum(term[1] for term in weighed.terms)
    photo = sum(term[2] for term in weighed.terms)
    yield f"    {text:+7.2f} {photo:+7.2f}  total for text and for photo"
    for sign, for_text, for_photo in sorted(weighed.terms, key=_size, reverse=True):
        said = (
            f" (not fitted: its declared confidence {declared[sign]})" if sign in declared else ""
        )
        yield f"    {for_text:+7.2f} {for_photo:+7.2f}  {sign}{said}"
    idle = [sign for sign in signed.signs if sign not in weights.signs and sign not in declared]
    if idle:
        yield f"    without weight: {'; '.join(idle)}"


def _size(term: tuple[str, float, float]) -> float:
    return max(abs(term[1]), abs(term[2]))
